"""Why an event was coded so, as text: the marked sentence, the event, and the dictionary entry behind each part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from eventcode import cameo
from eventcode.event import Event, Near

__all__ = ["Mark", "explain", "explain_silence", "marks"]

# What a terminal shows in colour: the signs around actors and acts, and the line of the event.
_BLUE, _YELLOW, _BOLD, _PLAIN = "\x1b[1;34m", "\x1b[1;33m", "\x1b[1m", "\x1b[0m"

_WIDEST_WORDS = 40  # columns for the words of a piece of evidence


@dataclass(frozen=True)
class Mark:
    """A stretch of a sentence, from ``start`` to ``end``, that has a part in an event: its ``kind``, ``actor`` or
    ``act``, and the ``codes`` it has there.
    """

    start: int
    end: int
    kind: str
    codes: tuple[str, ...]


def explain(events: Event | Iterable[Event], colour: bool = False) -> str:
    """The sentence once, with its actors as ``[VENOPP Guaidó]`` and its act as ``{036 asked}``, then its events.

    Under each event stands its evidence, one a line: the part, the words, the dictionary entry (``file:line``) or rule,
    and a note. Events of several sentences are explained sentence by sentence.

    Parameters
    ----------
    events : Event or iterable of Event
        As `eventcode.code` gives them.
    colour : bool
        With the signs by which a terminal shows colours.

    Returns
    -------
    str
        ``no event`` where there is none.

    Examples
    --------
    >>> print(explain(eventcode.code("Russia condemned Turkey.", "2019-05-13")).splitlines()[0])
    [RUS Russia] {111 condemned} [TUR Turkey].
    """
    events = [events] if isinstance(events, Event) else list(events)
    if not events:
        return "no event"
    sentences = groupby(events, key=lambda event: (event.story_id, event.sentence_id, event.sentence))
    return "\n\n".join(_explain_sentence(sentence, list(group), colour) for (_, _, sentence), group in sentences)


def explain_silence(text: str, nearly: Iterable[Near]) -> str:
    """Why a text gave no event: the acts that were read in it, one a line, and what each lacked.

    ``attacked = 190; target TURMIL troops; lacks a source; 'Freedonian Front' is no known actor: add it``

    Parameters
    ----------
    text : str
        The text that gave no event.
    nearly : iterable of Near
        As ``Coder.nearly`` gives them.

    Returns
    -------
    str

    Examples
    --------
    >>> print(explain_silence("It rained.", []))
    It rained.
    <BLANKLINE>
    no event
        no act that the dictionaries know was read
    """
    lines = [f"    {near_line(near)}" for near in nearly]
    return "\n".join([text, "", "no event", *(lines or ["    no act that the dictionaries know was read"])])


def near_line(near: Near) -> str:
    """An act that was read and gave no event, and what it lacked, in a line."""
    parts = [f"{near.text} = {near.code}" if near.code else near.text]
    for side, mentions in (("source", near.actors), ("target", near.targets)):
        parts += [f"{side} {mention.code} {mention.text}" for mention in mentions]
    parts.append(f"lacks {near.lacks}")
    if near.unknown and not near.lacks.startswith("reality"):
        names = ", ".join(map(repr, near.unknown))
        parts.append(f"{names} {'are' if len(near.unknown) > 1 else 'is'} no known actor: add it")
    if near.lacks == "a country":
        parts.append("--include-unknown shows it")
    return "; ".join(parts)


def marks(events: Iterable[Event]) -> list[Mark]:
    """The stretches of one sentence that its events rest on, in order; none crosses another, one may hold another.

    Parameters
    ----------
    events : iterable of Event
        Events of one sentence.

    Returns
    -------
    list of Mark
        With offsets into the sentence.

    Examples
    --------
    >>> events = eventcode.code("Russia condemned Turkey.", "2019-05-13")
    >>> [(mark.start, mark.end, mark.kind, mark.codes) for mark in marks(events)]
    [(0, 6, 'actor', ('RUS',)), (7, 16, 'act', ('111',)), (17, 23, 'actor', ('TUR',))]
    """
    codes: dict[tuple[int, int, str], list[str]] = {}
    for event in events:
        for start, end, kind, code in _stretches(event):
            found = codes.setdefault((start, end, kind), [])
            if code and code not in found:
                found.append(code)
    chosen: list[Mark] = []
    for (start, end, kind), found in sorted(codes.items(), key=lambda item: (item[0][0], -item[0][1], item[0][2])):
        if not any(mark.start < start < mark.end < end for mark in chosen):
            chosen.append(Mark(start, end, kind, tuple(found)))
    return chosen


def _stretches(event: Event) -> Iterator[tuple[int, int, str, str]]:
    """Actors and act of one event; where the act has several stretches the first carries the code."""
    codes = {"actor": event.actor, "target": event.target}
    coded = False
    for item in sorted(event.evidence, key=lambda item: item.start):
        if not 0 <= item.start < item.end <= len(event.sentence):
            continue
        if item.part in codes:
            yield item.start, item.end, "actor", codes[item.part]
        elif item.part in ("action", "operator"):
            yield item.start, item.end, "act", "" if coded else event.action
            coded = True


def _explain_sentence(sentence: str, events: list[Event], colour: bool) -> str:
    lines = [_mark(sentence, marks(events), colour)]
    for event in events:
        lines += ["", _event_line(event, colour), *_evidence_lines(event)]
    return "\n".join(lines)


def _mark(sentence: str, found: list[Mark], colour: bool) -> str:
    """The sentence with signs around what is marked; outer marks open first and close last."""
    signs: dict[int, list[str]] = {}
    for mark in found:
        left, right = ("[", "]") if mark.kind == "actor" else ("{", "}")
        left += "/".join(mark.codes) + " " * bool(mark.codes)
        if colour:
            shade = _BLUE if mark.kind == "actor" else _YELLOW
            left, right = shade + left + _PLAIN, shade + right + _PLAIN
        signs.setdefault(mark.start, []).append(left)
        signs.setdefault(mark.end, []).insert(0, right)
    pieces, place = [], 0
    for at in sorted(signs):
        pieces += [sentence[place:at], *signs[at]]
        place = at
    return "".join([*pieces, sentence[place:]])


def _event_line(event: Event, colour: bool) -> str:
    precision = "" if event.date_precision == "day" else f" ({event.date_precision})"
    line = f"{event.date.isoformat()}{precision} {event.actor} {event.action} {event.target}"
    line = f"{_BOLD}{line}{_PLAIN}" if colour else line
    return f"{line}  {cameo.get(event.action).label}"


def _evidence_lines(event: Event) -> Iterator[str]:
    part_width = max((len(item.part) for item in event.evidence), default=0)
    words_width = min(_WIDEST_WORDS, max((len(item.text) for item in event.evidence), default=0))
    entry_width = max((len(item.entry) for item in event.evidence), default=0)
    for item in event.evidence:
        line = f"    {item.part:<{part_width}}  {item.text:<{words_width}}  {item.entry:<{entry_width}}  {item.note}"
        yield line.rstrip()
