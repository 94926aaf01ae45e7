"""What of a story is worth parsing, by its words alone: the parse takes most of the time, many sentences hold nothing.

A sentence can hold an event where two parties may be found in it: names, role nouns, and what may stand for somebody
named before. One that cannot is still read where a later one can and it tells who is who. The test errs on one side:
what it leaves out holds nothing, much of what it lets through does not either.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..event import Mention, Story
from ..lexicon import Lexicon, pieces
from .who.introductions import COURTESY
from .who.names import NameIndex
from .who.places import INTERNATIONAL
from .who.references import STANDING_FOR
from .who.roles import CAUSES
from .who.shared import with_halves

#: *both sides*: one phrase for two parties.
_TWO = frozenset({"two", "both"})
#: Words that open sentences, and are no names for it.
_OPENING = frozenset("the a an in on at but and as after for it he she they we i this that there if when while".split())


@dataclass(frozen=True)
class Stretch:
    """Words between two certain ends of sentences; ``sure`` where they are one sentence and no more."""

    text: str
    sure: bool


class Sieve:
    """Finds the stretches that can hold an event. ``include_unknown``: also one of parties without a country."""

    def __init__(self, lexicon: Lexicon, index: NameIndex, include_unknown: bool = False):
        self._index = index
        self._include_unknown = include_unknown
        homes = (frame for act in lexicon.acts if act.home for frame, _ in act.frames)
        #: Acts that bind everybody at home: the doer alone makes an event.
        self._home = frozenset(form for frame in homes for chain in frame.heads for form in chain[-1])

    def begin(self, story: Story) -> Sifting:
        """The story's sifting, before its first stretch."""
        told = bool(story.dateline)
        return Sifting(self, story.date, bool(story.actors), told, told or self._include_unknown)

    def find(self, text: str, date: datetime.date) -> list[Mention]:
        """The names and roles of a stretch."""
        return list(with_halves(text, self._index.find(text, date), self._index.names, date))

    def is_well_known(self, surname: str, date: datetime.date) -> bool:
        """Does a bare surname mean somebody in a government on the day?"""
        return self._index.governing(surname, date) is not None

    def binds_home(self, words: Iterable[str]) -> bool:
        """May the words tell an act that binds everybody at home?"""
        return not self._home.isdisjoint(words)


@dataclass
class Sifting:
    """The sifting of one story, from its first stretch on.

    ``given``: are its actors given, so that all is read? What the stretches so far may have told: of ``anybody``, of a
    ``country``, and all ``names`` written.
    """

    sieve: Sieve
    date: datetime.date
    given: bool
    anybody: bool
    country: bool
    names: set[str] = field(default_factory=set)

    def needed(self, stretches: Sequence[Stretch], more: bool = False) -> list[bool]:
        """Which of the next stretches must be parsed, so that no event of the story is lost and none is numbered
        otherwise; ``more``: do further stretches follow them?
        """
        if self.given:
            return [True] * len(stretches)
        told = [self._read(stretch.text) for stretch in stretches]
        needed, later = [], more
        for stretch, (eventful, tells) in zip(reversed(stretches), reversed(told), strict=True):
            needed.append(eventful or later and (tells or not stretch.sure))
            later = later or eventful
        return needed[::-1]

    def _read(self, text: str) -> tuple[bool, bool]:
        """Can a stretch hold an event, and does it tell who is who?"""
        words = text.split()
        plain = [word.strip(".,;:!?\"'“”‘’()[]").lower() for word in words]
        found = self.sieve.find(text, self.date)
        titles = sum(word in COURTESY for word in plain)
        written = {piece for piece, start, _ in pieces(text) if text[start].isupper()}
        again = len(written & self.names)
        self.country = self.country or titles > 0 or any(map(_has_country, found))
        self.anybody = self.anybody or bool(found) or titles > 0
        if found or titles:
            self.names |= written - _OPENING
        parties = len(found) + titles + again + (_standing(plain) if self.anybody else 0)
        if parties == 1:
            parties += sum(self.sieve.is_well_known(piece, self.date) for piece in written)
        alone = parties == 1 and self.sieve.binds_home(plain)
        return self.country and (parties > 1 or alone), parties > 0


def _standing(words: Iterable[str]) -> int:
    """How many parties words for somebody named elsewhere may stand for."""
    return sum(2 if word in _TWO else word.split("'")[0].split("’")[0] in STANDING_FOR for word in words)


def _has_country(mention: Mention) -> bool:
    """Does it tell a country by itself, as names do and few roles?"""
    return mention.kind != "role" or mention.code[:3] in INTERNATIONAL | CAUSES
