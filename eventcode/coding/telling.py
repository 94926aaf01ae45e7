"""What was found, as an event with the reason for it: the words and the dictionary entry behind each part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..event import Event, Evidence, Mention, TimeReference
from ..inflection import noun_forms, verb_forms
from .linking.rules import SPEECH
from .linking.scene import Link
from .meaning.adding import SYMMETRIC, Addition
from .meaning.likeness import Likeness
from .trees.tokens import Span, Token
from .what.coding import Coding
from .what.matching import Match
from .when.sayings import is_said_by
from .where import Site

FRAMES, SECOND_READER = "frames", "second reader"
#: Roots of what may be done by saying it.
_SAID = SPEECH | {"03"}


@dataclass(frozen=True)
class Told:
    """One finding, whoever read it: who did what to whom, at which word, and why (``reasons``).

    ``content`` is what an operator is about, ``uttered`` says whether the act is done by saying it: both date it.
    ``literals`` is how many words of the frame stand in the text, beside its predicate; ``operated`` tells an act over
    another; ``own`` one that the user's own dictionary tells. ``like`` finds, when it is called, coded sentences that
    it resembles.
    """

    code: str
    source: Mention
    target: Mention
    head: Token
    reasons: tuple[Evidence, ...]
    reader: str
    literals: int = 0
    operated: bool = False
    own: bool = False
    content: Token | None = None
    uttered: bool | None = None
    like: Callable[[], tuple[Likeness, ...]] = tuple

    @classmethod
    def by_frame(cls, link: Link) -> Told:
        """What frames and linker have found."""
        coding = link.coding
        reasons = tuple(_of_frames(coding, link.code))
        return cls(
            link.code, link.source, link.target, coding.head, reasons, FRAMES, len(coding.plain.literals),
            len(coding.path) > 1, any(match.act.own for match in coding.path), coding.content, coding.uttered,
        )  # fmt: skip

    @classmethod
    def by_second_reader(cls, found: Addition, head: Token) -> Told:
        """What the second reader adds; ``head``, the source's, stands for the act where it points at no word. What the
        source itself says (*Paris said Rome had failed*) is done by saying it.
        """
        word = found.opinion.word or head
        said = found.code[:2] in _SAID and found.code not in SYMMETRIC and is_said_by(head, word)
        start = word.idx - word.sent.start_char
        note = f"{found.code}, with probability {found.opinion.probability:.2f}"
        reason = Evidence("action", start, start + len(word), word.text, SECOND_READER, note)
        return cls(
            found.code, found.source, found.target, word, (reason,), SECOND_READER, uttered=said or None,
            like=found.opinion.like,
        )  # fmt: skip


def event_of(
    found: Told, source: Mention, target: Mention, when: TimeReference, story: str, number: int, where: Site,
    confidence: float,
) -> Event:  # fmt: skip
    """A finding as an event of sentence ``number``: its parties as coded on the day of the act, its date and place, and
    the probability that it is right."""
    sentence, place = found.head.sent, where.place
    reasons = (*_of_actors(source, target), *found.reasons, *_of_like(found.like()), _of_date(when))
    return Event(
        story_id=story,
        sentence_id=number,
        date=when.date,
        actor=source.code,
        action=found.code,
        target=target.code,
        date_precision=when.precision,
        actor_text=source.text,
        action_text=next(item.text for item in reasons if item.part == "action"),
        target_text=target.text,
        country=place.country if place is not None else "",
        confidence=confidence,
        sentence=sentence.text.strip(),
        evidence=reasons,
        reader=found.reader,
        place=place.name if place is not None else "",
        place_id=place.id if place is not None else "",
        latitude=place.latitude if place is not None else None,
        longitude=place.longitude if place is not None else None,
        place_precision=place.precision if place is not None else "",
        place_from=where.told_by,
    )


def _of_actors(source: Mention, target: Mention) -> Iterator[Evidence]:
    for part, mention in (("actor", source), ("target", target)):
        note = f"{mention.code} {mention.note}".strip()
        yield Evidence(part, mention.start, mention.end, mention.text, mention.entry, note)


def _of_frames(coding: Coding, code: str) -> Iterator[Evidence]:
    sentence = coding.head.sent
    for match in coding.path:
        start, end = extent(sentence, (match.clause.head, *match.literals))
        part = "action" if match is coding.path[-1] else "operator"
        note = f"{match.act.operator or match.act.code or match.act.theme}: {match.act.name}, by '{_as_read(match)}'"
        yield Evidence(part, start, end, sentence.text[start:end], match.entry, note)
    if len(coding.path) > 1 or coding.mood != "fact":
        how = [match.act.operator for match in coding.path if match.act.operator]
        how += [coding.mood] if coding.mood != "fact" else []
        note = f"{' over '.join(how)} over {coding.theme or 'an unknown act'} = {code}"
        yield Evidence("composition", 0, 0, "", "composition.csv", note)


def _of_like(like: Iterable[Likeness]) -> Iterator[Evidence]:
    for one in like:
        yield Evidence("like", -1, -1, one.text, one.origin, f"similarity {one.similarity:.2f}")


def _of_date(when: TimeReference) -> Evidence:
    if when.start < 0:
        return Evidence("date", -1, -1, "", "dates", "no time expression: the story's date")
    return Evidence("date", when.start, when.end, when.text, "dates", f"{when.date.isoformat()} ({when.precision})")


def _as_read(match: Match) -> str:
    """The frame with the one of its alternatives that stands in the text: ``urge TARGET to ACT``."""
    words = match.frame.text.split()
    form = match.clause.head.lower_
    for position, word in enumerate(words):
        fitting = [one for one in word.split("|") if form in verb_forms(one) | noun_forms(one)]
        if fitting:
            return " ".join((*words[:position], fitting[0], *words[position + 1 :]))
    return match.frame.text


def extent(sentence: Span, tokens: tuple[Token, ...]) -> tuple[int, int]:
    """The stretch of a sentence from the first to the last of some tokens."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx - sentence.start_char, last.idx + len(last) - sentence.start_char
