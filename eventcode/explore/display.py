"""Events as a notebook shows them: the sentence with its actors, act and time marked, the tuples, and the reasons.

All styling is inline and translucent, so that it needs no file from elsewhere, survives a notebook's sanitiser, and
reads on light and dark pages alike. Everything that comes from a text or a dictionary is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from eventcode import cameo
from eventcode.event import Event, Evidence
from eventcode.explanation import marks

#: The colour of each part of an event, as red, green, blue; told apart by the colour-blind too (Okabe and Ito).
COLOURS = {"actor": (0, 114, 178), "act": (230, 159, 0), "target": (0, 158, 115), "time": (204, 121, 167)}

#: The line under each part, so that it is not told by its colour alone.
LINES = {"actor": "solid", "act": "double", "target": "dashed", "time": "dotted"}

_TINTS = {"actor": 0.22, "act": 0.30, "target": 0.24, "time": 0.24}
_PARTS = {"actor": "actor", "target": "target", "action": "act", "operator": "act", "date": "time"}

#: Sentences a list shows; the rest of a long one is counted.
SHOWN = 50

# The classes keep MathJax from reading the text between two dollar signs as a formula.
_BOX = '<div class="tex2jax_ignore mathjax_ignore" style="line-height:1.6;max-width:60em;margin:0.4em 0">'
_CELL = "text-align:left;vertical-align:top;padding:0.1em 1em 0.1em 0;border:0;background:none"
_QUIET = "opacity:0.7"
_CODE = "font-family:var(--jp-code-font-family,monospace);font-size:0.92em"


class EventList(list):
    """A list of events that shows itself: highlighted sentences in a notebook, one line an event elsewhere."""

    def __getitem__(self, index):
        found = super().__getitem__(index)
        return EventList(found) if isinstance(index, slice) else found

    def __repr__(self) -> str:
        return "\n".join(as_line(event) for event in self) or "no event"

    def _repr_html_(self) -> str:
        return events_html(self)


def show(events: Event | Iterable[Event]) -> EventList:
    """Events as a list that shows itself, sentence by sentence.

    Parameters
    ----------
    events : Event or iterable of Event
        As `eventcode.code` gives them.

    Returns
    -------
    EventList
        Highlighted sentences in a notebook, one line an event elsewhere.

    Examples
    --------
    >>> show(eventcode.code("Russia condemned Turkey.", "2019-05-13"))
    2019-05-13 RUS 111 TUR  Criticize or denounce
    """
    return EventList([events] if isinstance(events, Event) else events)


def as_line(event: Event) -> str:
    """One event as plain text: ``2019-05-11 VENOPP 036 USAMIL  Express intent to meet or negotiate``."""
    return f"{event.date.isoformat()} {event.actor} {event.action} {event.target}  {label(event.action)}".rstrip()


def label(code: str) -> str:
    """What a CAMEO code means; empty for an unknown one, which must not keep an event from showing itself."""
    try:
        return cameo.get(code).label
    except cameo.UnknownCode:
        return ""


def event_html(event: Event) -> str:
    """One event: its sentence, its tuple, and the reason for each part."""
    return events_html([event], unfolded=True)


def events_html(events: Iterable[Event], unfolded: bool = False) -> str:
    """Events sentence by sentence, each with its tuples and, folded away, the reasons for them."""
    grouped = groupby(events, key=lambda event: (event.story_id, event.sentence_id, event.sentence))
    groups = [list(group) for _, group in grouped]
    if not groups:
        return f'{_BOX}<span style="{_QUIET}">no event</span></div>'
    shown = "".join(_sentence_block(group, unfolded) for group in groups[:SHOWN])
    left = sum(len(group) for group in groups[SHOWN:])
    more = f'{_BOX}<span style="{_QUIET}">and {left:,} more events</span></div>' if left else ""
    return shown + more


def _sentence_block(events: list[Event], unfolded: bool) -> str:
    rows = "".join(_tuple_row(event) for event in events)
    reasons = "".join(reasons_html(event, heading=len(events) > 1) for event in events)
    summary = '<summary style="cursor:pointer;opacity:0.7;font-size:0.9em">why</summary>'
    return (
        f'{_BOX}<div style="font-size:1.05em">{sentence_html(events[0].sentence, events)}</div>'
        f'<table style="border-collapse:collapse;border:0;margin:0.3em 0">{rows}</table>'
        f"<details{' open' * unfolded}>{summary}{reasons}</details></div>"
    )


def _tuple_row(event: Event) -> str:
    precision = "" if event.date_precision == "day" else f" ({escape(event.date_precision)})"
    cells = (
        tinted("time", event.date.isoformat() + precision),
        tinted("actor", event.actor),
        tinted("act", event.action),
        tinted("target", event.target),
        f'<span style="{_QUIET}">{escape(label(event.action))}</span>',
    )
    return '<tr style="background:none">' + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def tinted(part: str, words: str) -> str:
    """A code in the colour of its part (``actor``, ``act``, ``target``, ``time``)."""
    return f'<span style="{_CODE};{_shade(part)};white-space:nowrap">{escape(words)}</span>'


def reasons_html(event: Event, heading: bool = False) -> str:
    """The evidence of an event, one row an item: the part, its words, why, and the dictionary entry behind it."""
    rows = "".join(_reason_row(item) for item in event.evidence)
    title = f'<div style="{_CODE};margin-top:0.4em">{escape(" ".join(map(str, event)))}</div>' if heading else ""
    if not rows:
        rows = f'<tr><td style="{_CELL};{_QUIET}">the event carries no evidence</td></tr>'
    return f'{title}<table style="border-collapse:collapse;border:0;font-size:0.9em;margin:0.2em 0">{rows}</table>'


def _reason_row(item: Evidence) -> str:
    words = f"<i>{escape(item.text)}</i>" if item.text else ""
    note = f'<span title="{escape(item.note)}">{escape(shortened(item.note))}</span>'
    why = f'{note} <span style="{_CODE};{_QUIET};white-space:nowrap">{escape(item.entry)}</span>'
    cells = ((escape(item.part), _QUIET), (words, ""), (why, "overflow-wrap:anywhere"))
    inner = "".join(f'<td style="{_CELL};{style}">{cell}</td>' for cell, style in cells)
    return f'<tr style="background:none">{inner}</tr>'


def shortened(text: str, length: int = 90) -> str:
    """The text, or its beginning where it is longer than `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# The marked sentence --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stretch:
    """A marked stretch of a sentence: its part, the codes it has there, the reason, and whether it stands back."""

    start: int
    end: int
    part: str
    codes: tuple[str, ...]
    reason: str
    faint: bool = False


def sentence_html(sentence: str, events: Iterable[Event], focus: Event | None = None) -> str:
    """The sentence with the parts of its events marked, the reason for each on hover.

    With `focus` only that event's parts stand out; those of the others are underlined faintly.
    """
    signs: dict[int, list[str]] = {}
    for stretch in stretches(sentence, list(events), focus):
        signs.setdefault(stretch.start, []).append(_opening(stretch))
        signs.setdefault(stretch.end, []).insert(0, _closing(stretch))
    pieces, place = [], 0
    for at in sorted(signs):
        pieces += [escape(sentence[place:at]), *signs[at]]
        place = at
    return "".join([*pieces, escape(sentence[place:])])


def stretches(sentence: str, events: list[Event], focus: Event | None = None) -> list[Stretch]:
    """What of a sentence is marked, in order: actors, targets, acts and times; none crosses another."""
    evidence = [item for event in events for item in event.evidence if 0 <= item.start < item.end <= len(sentence)]
    in_focus = set(evidence if focus is None else focus.evidence)
    found = [_stretch(mark.start, mark.end, mark.codes, evidence, in_focus) for mark in marks(events)]
    spans = {(item.start, item.end) for item in evidence if item.part == "date"}
    for start, end in sorted(spans - {(one.start, one.end) for one in found}):
        if not any(one.start < start < one.end < end or start < one.start < end < one.end for one in found):
            found.append(_stretch(start, end, (), evidence, in_focus))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _stretch(start: int, end: int, codes: tuple[str, ...], evidence: list[Evidence], focus: set[Evidence]) -> Stretch:
    """One stretch; where it has several parts (actor of one event, target of the next) the event in focus decides."""
    here = [item for item in evidence if (item.start, item.end) == (start, end) and item.part in _PARTS]
    near = [item for item in here if item in focus]
    reasons = dict.fromkeys(f"{item.part}: {item.note} [{item.entry}]" for item in near or here)
    return Stretch(start, end, _PARTS[(near or here)[0].part], codes, "\n".join(reasons), faint=not near)


def _shade(part: str, faint: bool = False) -> str:
    colour = ",".join(map(str, COLOURS[part]))
    if faint:
        return f"border-bottom:1px {LINES[part]} rgba({colour},0.7)"
    background = f"background-color:rgba({colour},{_TINTS[part]})"
    return f"{background};border-bottom:3px {LINES[part]} rgb({colour});padding:0.05em 0.2em;border-radius:3px 3px 0 0"


def _opening(stretch: Stretch) -> str:
    return f'<span title="{escape(stretch.reason)}" style="{_shade(stretch.part, stretch.faint)}">'


def _closing(stretch: Stretch) -> str:
    if stretch.faint or not stretch.codes:
        return "</span>"
    codes = escape("/".join(stretch.codes))
    return f'<span style="font-size:0.68em;font-weight:600;opacity:0.8;margin-left:0.35em">{codes}</span></span>'


def legend() -> Iterator[str]:
    """What the colours and lines mean, one piece of HTML a part."""
    return (f'<span style="{_shade(part)};font-size:0.85em">{part}</span>' for part in COLOURS)
