"""What a reader judges: a sentence, the events coded in it, and what became of each; and what a gold event must be."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from eventcode import cameo
from eventcode.article import passages
from eventcode.article.days import parse_day
from eventcode.event import Event, Story
from eventcode.lexicon import Lexicon

#: An event as gold lines hold it: date (ISO 8601), actor, CAMEO code, target.
GoldEvent = tuple[str, str, str, str]

#: What can become of an event; ``added`` is one that the coder missed, ``unsure`` one that is put off. An event nobody
#: has judged has the decision "".
DECISIONS = ("accepted", "corrected", "rejected", "added", "unsure")

#: Decisions after which a judgement is still to come.
PENDING = ("", "unsure")

#: The parts of a GoldEvent, in their order.
PARTS = ("date", "actor", "code", "target")

_ACTOR = re.compile(r"(?:[A-Z]{3}|---)(?:[A-Z]{3})*")


class InvalidEvent(ValueError):
    """What was entered is no event; the message says which part, and what to write."""


@dataclass(frozen=True)
class Case:
    """One event and what became of it.

    ``coded`` is what the coder made, None for an event it missed; ``gold`` what the reader holds to be right, None for
    one that is rejected or not judged. ``event`` carries the evidence; ``by`` names the people who hold it to be right,
    where what is judged is the coding of people.
    """

    coded: GoldEvent | None
    decision: str = ""
    gold: GoldEvent | None = None
    event: Event | None = field(default=None, compare=False)
    by: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the coder is of it, 0 to 1; 1 for an event that is not its own."""
        return self.event.confidence if self.event else 1.0

    @property
    def shown(self) -> GoldEvent:
        """The event as it stands now: the reader's, else the coder's."""
        return self.gold or self.coded


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a stretch of them without an event, as it is judged.

    ``verdict`` is the decision on a sentence without events: ``accepted``, it holds none; ``unsure``; "" before.
    ``note`` is the reader's. ``scratch`` marks one that was typed to try something, apart from the queue. ``blind`` are
    the events that the reader saw in it before the coder's were shown, None where it was not read so, and ``seen`` is
    true once they are shown. ``story`` is where it stands. ``hidden`` marks one as a reader has it who is still to
    judge: its cases are what was said so far.
    """

    id: str
    date: datetime.date
    dateline: str
    text: str
    cases: tuple[Case, ...] = ()
    verdict: str = ""
    note: str = ""
    scratch: bool = False
    blind: tuple[GoldEvent, ...] | None = None
    seen: bool = False
    story: Story | None = field(default=None, compare=False, repr=False)
    hidden: bool = field(default=False, compare=False)

    @property
    def silent(self) -> bool:
        """Has the reader agreed that there is nothing to code in it?"""
        return not self.cases and self.verdict == "accepted"

    @property
    def decisions(self) -> list[tuple[int | None, str]]:
        """Number and decision of each event; number None for a sentence without events, with its verdict."""
        return [(number, case.decision) for number, case in enumerate(self.cases)] or [(None, self.verdict)]

    @property
    def context(self) -> tuple[str, str]:
        """What stands before it and after it in its story; nothing where its words are not found there."""
        whole = self.story.text if self.story else ""
        at = whole.find(self.text)
        return (whole[:at].strip(), whole[at + len(self.text) :].strip()) if at >= 0 else ("", "")

    @property
    def gold(self) -> tuple[GoldEvent, ...]:
        """The events that the reader holds to be right, each once."""
        return tuple(dict.fromkeys(case.gold for case in self.cases if case.gold))

    @property
    def open(self) -> int:
        """How many judgements are missing; a sentence without events needs one, that this is right."""
        return sum(decision in PENDING for _, decision in self.decisions)

    @property
    def events(self) -> list[Event]:
        """The coder's events, with their evidence."""
        return [case.event for case in self.cases if case.event]


def sentences_of(story: Story, events: list[Event]) -> Iterator[Sentence]:
    """A coded story in its order: each sentence that holds events, and what stands between them, without.

    A story that is one stretch keeps its id; otherwise ids end in a hash of the words, the same on every run.
    """
    found = [(text, coded) for text, coded in _stretches(story, events) if re.search(r"\w", text)]
    for text, coded in found:
        yield _sentence(story.id if len(found) == 1 else f"{story.id}-{digest(text)}", story, text, coded)


def whole(story: Story, events: list[Event]) -> Sentence:
    """A coded story taken as one sentence, as it was judged before, even if the coder now sees several in it."""
    return _sentence(story.id, story, story.text, [_rebased(event, story.text) for event in events])


def _sentence(id: str, story: Story, text: str, events: list[Event]) -> Sentence:
    cases = {as_gold(event): event for event in events}
    judged = tuple(Case(gold, event=event) for gold, event in cases.items())
    return Sentence(id, story.date, story.dateline, text, judged, story=story)


def _rebased(event: Event, text: str) -> Event:
    """The event with its evidence counted from the start of a text that holds its sentence."""
    at = text.find(event.sentence)
    if at < 0:  # the coder cleaned the words: nothing to point at
        evidence = tuple(replace(item, start=-1, end=-1) for item in event.evidence)
    else:
        evidence = tuple(
            replace(item, start=item.start + at, end=item.end + at) if item.start >= 0 else item
            for item in event.evidence
        )
    return replace(event, sentence=text, evidence=evidence)


def _stretches(story: Story, events: list[Event]) -> Iterator[tuple[str, list[Event]]]:
    """A sentence may hold events or none; the coder tells only of the first, the rest is found around them."""
    waiting = [list(group) for _, group in groupby(events, key=lambda event: event.sentence_id)]
    for passage in passages(story):
        text, place = passage.words.text, 0
        while waiting and (at := text.find(waiting[0][0].sentence, place)) >= 0:
            coded = waiting.pop(0)
            yield text[place:at].strip(), []
            yield coded[0].sentence, coded
            place = at + len(coded[0].sentence)
        yield text[place:].strip(), []
    yield from ((coded[0].sentence, coded) for coded in waiting)


def as_gold(event: Event) -> GoldEvent:
    """A coded event in the form of gold lines."""
    return event.date.isoformat(), event.actor, event.action, event.target


def digest(*words: str) -> str:
    """Eight letters and digits that stand for a text, the same on every run."""
    return hashlib.sha256("\x1f".join(words).encode("utf-8")).hexdigest()[:8]


# What a gold event must be --------------------------------------------------------------------------------------------


def checked(
    date: datetime.date | str, actor: str, code: str, target: str, published: datetime.date | None = None
) -> GoldEvent:
    """The four parts as a gold event, blanks trimmed. Raises InvalidEvent telling the part at fault and what to write.

    No event is dated after its story, which was `published` on that day.
    """
    day = as_day(date)
    if published and day > published:
        raise InvalidEvent(f"date: {day} is after the story of {published}; no event is dated after its story")
    actor, target = _actor("actor", actor), _actor("target", target)
    if actor == target:
        raise InvalidEvent(f"target: {target} is the actor too; an event has two sides")
    return day.isoformat(), actor, _code(code), target


def as_day(date: datetime.date | str) -> datetime.date:
    """A day, or its usual written forms (``2019-05-13``, ``13 May 2019``). Raises InvalidEvent."""
    if isinstance(date, datetime.date):
        return date
    try:
        return parse_day(date.strip())
    except ValueError as error:
        raise InvalidEvent(f"date: {error}; write it as 2019-05-13") from None


def _actor(part: str, code: str) -> str:
    code = code.strip()
    if not code:
        raise InvalidEvent(f"{part}: it is empty; write an actor code such as VENOPP, or --- for an unknown country")
    if not _ACTOR.fullmatch(code):
        raise InvalidEvent(f"{part}: {code!r} is not made of three capitals each; write a code such as RUS or VENOPP")
    return code


def _code(code: str) -> str:
    words = code.split()  # what is picked from a list has its label after it
    if not words:
        raise InvalidEvent("code: it is empty; write a CAMEO code such as 036")
    try:
        found = cameo.get(words[0])
    except cameo.UnknownCode as error:
        raise InvalidEvent(f"code: {error}") from None
    if not found.parent:
        general = cameo.unspecified(found.code)
        raise InvalidEvent(f"code: {found.code} is a root; write {general} ({cameo.get(general).label}) or finer")
    return found.code


def strange_parts(event: GoldEvent, lexicon: Lexicon) -> list[str]:
    """The three-letter parts of an event's actor codes that no dictionary entry has: perhaps slips of the pen."""
    parts = [code[at : at + 3] for code in (event[1], event[3]) for at in range(0, len(code), 3)]
    known = {office.code[at : at + 3] for office in _offices(lexicon) for at in range(0, len(office.code), 3)}
    return [part for part in dict.fromkeys(parts) if part not in known and part != "---"]


def _offices(lexicon: Lexicon) -> Iterable:
    return (office for name in lexicon.names.values() for office in name.offices)
