"""What of a story is worth parsing, by its words alone: the parse takes most of the time, many sentences hold nothing.

A sentence can hold an event where two parties may be found in it: names, role nouns, and what may stand for somebody
named before. One that cannot is still read where a later one can and it tells who is who. The test errs on one side:
what it leaves out holds nothing, much of what it lets through does not either.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..event import Story
from ..lexicon import Lexicon, pieces
from .who.introductions import COURTESY
from .who.names import NameIndex
from .who.places import INTERNATIONAL
from .who.references import STANDING_FOR
from .who.roles import CAUSES
from .who.shared import with_halves

#: *both sides*: one phrase for two parties.
_TWO = frozenset({"two", "both"})


@dataclass(frozen=True)
class Stretch:
    """Words between two certain ends of sentences; ``sure`` where they are one sentence and no more."""

    text: str
    sure: bool


@dataclass
class _Known:
    """What the stretches so far may have told: whether of anybody, whether of a country, and all names written."""

    anybody: bool
    country: bool
    names: set[str]


class Sieve:
    """Finds the stretches that can hold an event. ``include_unknown``: also one of parties without a country."""

    def __init__(self, lexicon: Lexicon, index: NameIndex, include_unknown: bool = False):
        self._index = index
        self._include_unknown = include_unknown
        homes = (frame for act in lexicon.acts if act.home for frame, _ in act.frames)
        #: Acts that bind everybody at home: the doer alone makes an event.
        self._home = frozenset(form for frame in homes for chain in frame.heads for form in chain[-1])

    def needed(self, story: Story, stretches: Sequence[Stretch]) -> list[bool]:
        """Which stretches must be parsed, so that no event of the story is lost and none is numbered otherwise."""
        if story.actors:
            return [True] * len(stretches)
        known = _Known(bool(story.dateline), bool(story.dateline) or self._include_unknown, set())
        told = [self._read(stretch.text, story.date, known) for stretch in stretches]
        needed, later = [], False
        for stretch, (eventful, tells) in zip(reversed(stretches), reversed(told), strict=True):
            needed.append(eventful or later and (tells or not stretch.sure))
            later = later or eventful
        return needed[::-1]

    def _read(self, text: str, date: datetime.date, known: _Known) -> tuple[bool, bool]:
        """Can a stretch hold an event, and does it tell who is who?"""
        words = text.split()
        plain = [word.strip(".,;:!?\"'“”‘’()[]").lower() for word in words]
        found = list(with_halves(text, self._index.find(text, date, {}), self._index.names, date))
        titles = sum(word in COURTESY for word in plain)
        written = {piece for piece, start, _ in pieces(text) if text[start].isupper()}
        again = len(written & known.names)
        known.country = known.country or titles > 0 or any(map(_has_country, found))
        known.anybody = known.anybody or bool(found) or titles > 0
        if found or titles:
            known.names |= written - _OPENING
        parties = len(found) + titles + again + (_standing(plain) if known.anybody else 0)
        alone = parties == 1 and not self._home.isdisjoint(plain)
        return known.country and (parties > 1 or alone), parties > 0


#: Words that open sentences, and are no names for it.
_OPENING = frozenset("the a an in on at but and as after for it he she they we i this that there if when while".split())


def _standing(words: Iterable[str]) -> int:
    """How many parties words for somebody named elsewhere may stand for."""
    return sum(2 if word in _TWO else word.split("'")[0].split("’")[0] in STANDING_FOR for word in words)


def _has_country(mention) -> bool:
    return mention.kind != "role" or mention.code[:3] in INTERNATIONAL | CAUSES
