"""The pieces of the workbench as HTML: the sentence, its events and what became of them, the agreement so far."""

from __future__ import annotations

from html import escape

from eventcode.explore.display import label, legend, reasons_html, sentence_html, shortened, tinted
from eventcode.explore.judging import Case, Sentence
from eventcode.explore.review import Agreement

#: The sign, the colour and the name of each decision; "" is an event nobody has judged.
DECISIONS = {
    "": ("○", "127,127,127", "to judge"),
    "accepted": ("✓", "0,158,115", "accepted"),
    "corrected": ("✎", "230,159,0", "corrected"),
    "rejected": ("✗", "213,94,0", "rejected"),
    "added": ("+", "0,114,178", "added"),
}

#: The keys of the workbench and what they do.
KEYS = {
    "a": "accept", "c": "correct", "r": "reject", "m": "add missed", "u": "undo", "p": "previous", "n": "next",
}  # fmt: skip

#: How the widgets look where they cannot say it themselves. Colours are those of the notebook's theme.
STYLE = """<style>
.eventcode-list select, .eventcode-code input { font-family: var(--jp-code-font-family, monospace); }
.eventcode-list select { font-size: 12px; overflow-x: hidden; }
.eventcode-list option { padding: 2px 4px; }
.eventcode-card { border: 1px solid var(--jp-border-color2, rgba(127,127,127,0.4)); border-radius: 4px; }
.eventcode-form { border-left: 3px solid rgb(230,159,0); background: rgba(230,159,0,0.07); }
.eventcode-workbench .widget-html-content { line-height: 1.5; }
.eventcode-workbench, .eventcode-workbench .widget-html-content { color: var(--jp-content-font-color1, inherit); }
</style>"""

_QUIET = "opacity:0.7;font-size:0.9em"


def entry(sentence: Sentence, number: int | None) -> str:
    """One line of the browser's list, plain text: sign, event, and how its sentence begins."""
    if number is None:
        sign = DECISIONS["accepted" if sentence.silent else ""][0]
        return f"{sign} {sentence.date.isoformat()} {'(no event)':<22} {shortened(sentence.text, 70)}"
    case = sentence.cases[number]
    date, actor, code, target = case.shown
    return f"{DECISIONS[case.decision][0]} {date} {f'{actor} {code} {target}':<22} {shortened(sentence.text, 70)}"


def sentence_card(sentence: Sentence, number: int | None) -> str:
    """The sentence with the parts of event `number` marked, and where it comes from."""
    focus = sentence.cases[number].event if number is not None else None
    marked = sentence_html(sentence.text, sentence.events if focus or number is None else [], focus)
    place = " · ".join(filter(None, (sentence.id, sentence.date.isoformat(), sentence.dateline)))
    return (
        f'<div style="display:flex;justify-content:space-between;gap:1em;{_QUIET}">'
        f"<span>{escape(place)}</span><span>{' '.join(legend())}</span></div>"
        f'<div style="font-size:1.2em;line-height:1.9;margin:0.3em 0">{marked}</div>'
    )


def case_row(case: Case) -> str:
    """One event with its decision; what the reader has changed stands crossed out beside what is right."""
    before, colours = case.coded or case.gold, ("time", "actor", "act", "target")
    codes = [_part(part, coded, now) for part, coded, now in zip(colours, before, case.shown, strict=True)]
    crossed = ";text-decoration:line-through;opacity:0.6" if case.decision == "rejected" else ""
    tuple_html = f'<span style="display:inline-block;white-space:nowrap{crossed}">{" ".join(codes)}</span>'
    return f'{tuple_html} <span style="{_QUIET}">{escape(label(case.shown[2]))}</span> {badge(case.decision)}'


def _part(part: str, coded: str, now: str) -> str:
    old = f'<s style="{_QUIET}">{escape(coded)}</s> ' if coded != now else ""
    return old + tinted(part, now)


def badge(decision: str) -> str:
    """A decision as a coloured word; nothing for an event that nobody has judged."""
    sign, colour, name = DECISIONS[decision]
    if not decision:
        return ""
    return (
        f'<span style="background-color:rgba({colour},0.2);border:1px solid rgb({colour});border-radius:0.8em;'
        f'padding:0 0.6em;font-size:0.85em;white-space:nowrap">{sign} {name}</span>'
    )


def silence_row(sentence: Sentence) -> str:
    """What stands in place of the events of a sentence that has none."""
    told = badge("accepted") if sentence.silent else "· accept that, or add what was missed"
    return f'<span style="opacity:0.8">no event coded {told}</span>'


def reasons(sentence: Sentence, number: int | None) -> str:
    """Why the event in focus was coded so."""
    if number is None:
        return ""
    event = sentence.cases[number].event
    return reasons_html(event) if event else f'<span style="{_QUIET}">added by the reader</span>'


def agreement_bar(agreement: Agreement) -> str:
    """The agreement so far: a bar of what is accepted, corrected, rejected and open, and the figures."""
    counts = {name: getattr(agreement, name or "open") for name in ("accepted", "corrected", "rejected", "")}
    total = sum(counts.values())
    pieces = "".join(
        f'<div title="{count} {DECISIONS[name][2]}" style="flex:{count} 0 0;background-color:'
        f'rgba({DECISIONS[name][1]},{0.85 if name else 0.25})"></div>'
        for name, count in counts.items()
        if count
    )
    bar = f'<div style="display:flex;height:0.6em;border-radius:0.3em;overflow:hidden">{pieces}</div>' if total else ""
    return f"{bar}<div style='margin-top:0.3em'>{_figures(agreement, counts)}</div>"


def _figures(agreement: Agreement, counts: dict[str, int]) -> str:
    if not agreement.judged and not agreement.added and not agreement.silent:
        return f'<span style="{_QUIET}">nothing judged yet · {agreement.open} events to judge</span>'
    share = f"<b>{agreement.share:.0%} agreement</b> · " if agreement.judged else ""
    told = [f"{counts[name]} {name}" for name in ("accepted", "corrected", "rejected")]
    told[1] += f" ({', '.join(f'{part} {count}' for part, count in agreement.parts)})" if agreement.parts else ""
    told += [f"{agreement.added} added"] if agreement.added else []
    told += [f"{agreement.silent} rightly without events"] if agreement.silent else []
    return f'{share}{" · ".join(told)} <span style="{_QUIET}">· {agreement.open} to judge</span>'


def message(words: str, wrong: bool = False) -> str:
    """A line to the reader, red where something has to be put right."""
    colour = "color:rgb(213,94,0)" if wrong else _QUIET
    return f'<span role="status" style="{colour}">{escape(words)}</span>' if words else ""
