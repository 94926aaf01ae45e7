"""The pieces of the workbench as HTML: the sentence, its events and what became of them, the agreement so far."""

from __future__ import annotations

from html import escape

from eventcode.event import Near
from eventcode.explanation import near_line
from eventcode.explore.agreeing import Agreement
from eventcode.explore.blind import BlindAgreement
from eventcode.explore.display import label, legend, reasons_html, sentence_html, shortened, tinted
from eventcode.explore.judging import Case, Sentence

#: The sign, the colour and the name of each decision; "" is an event nobody has judged.
DECISIONS = {
    "": ("○", "127,127,127", "to judge"),
    "accepted": ("✓", "0,158,115", "accepted"),
    "corrected": ("✎", "230,159,0", "corrected"),
    "rejected": ("✗", "213,94,0", "rejected"),
    "added": ("+", "0,114,178", "added"),
    "unsure": ("?", "204,121,167", "unsure"),
}

#: The keys of the workbench and what they do.
KEYS = {
    "a": "accept", "c": "correct", "r": "reject", "s": "unsure", "m": "add missed", "u": "undo", "w": "note",
    "p": "previous", "n": "next",
}  # fmt: skip

#: What else the keyboard does.
HINT = "Keys work anywhere here but in a field: the letters on the buttons, 1 to 9 for an event, Esc to leave a field."

#: How the widgets look where they cannot say it themselves. Colours are those of the notebook's theme.
STYLE = """<style>
.eventcode-workbench:focus { outline: none; }
.eventcode-workbench:focus-visible { outline: 2px solid rgb(0,114,178); outline-offset: 2px; }
.eventcode-workbench .widget-box { overflow: visible; }
.eventcode-hint { opacity: 0.75; font-size: 0.9em; line-height: 1.4; display: block; }
.eventcode-lookup { display: block; min-width: 0; position: relative; }
.eventcode-lookup input { width: 100%; box-sizing: border-box; height: var(--jp-widgets-inline-height, 28px);
  padding: 0 8px; border: 1px solid var(--jp-border-color1, gray); color: inherit; font-size: 13px;
  background: var(--jp-layout-color1, transparent); }
.eventcode-found { list-style: none; margin: 0; padding: 0; max-height: 15em; overflow-y: auto; font-size: 12px;
  position: absolute; z-index: 9; top: 100%; min-width: 100%; width: max-content; max-width: 20em; color: inherit;
  background: var(--jp-layout-color1, white); box-shadow: 0 2px 8px rgba(0,0,0,0.3); }
.eventcode-lookup:last-child .eventcode-found { right: 0; }
.eventcode-found li { padding: 3px 8px; cursor: pointer; border-left: 3px solid transparent; }
.eventcode-found li:hover, .eventcode-found li[aria-selected=true] {
  background: rgba(0,114,178,0.15); border-left-color: rgb(0,114,178); }
.eventcode-list select, .eventcode-lookup input { font-family: var(--jp-code-font-family, monospace); }
.eventcode-list select { font-size: 12px; overflow-x: hidden; }
.eventcode-list option { padding: 2px 4px; }
.eventcode-card { border: 1px solid var(--jp-border-color2, rgba(127,127,127,0.4)); border-radius: 4px; }
.eventcode-form { border-left: 3px solid rgb(230,159,0); background: rgba(230,159,0,0.07); }
.eventcode-workbench .widget-html-content { line-height: 1.5; }
.eventcode-workbench, .eventcode-workbench .widget-html-content { color: var(--jp-content-font-color1, inherit); }
</style>"""

#: Letters of the story shown around a sentence.
NEAR = 240

_QUIET = "opacity:0.75;font-size:0.9em"


def entry(sentence: Sentence, number: int | None) -> str:
    """One line of the browser's list, plain text: sign, event, and how its sentence begins."""
    if number is None:
        told = "(judge it first)" if sentence.hidden else "(no event)"
        return f"{DECISIONS[sentence.verdict][0]} {sentence.date.isoformat()} {told:<22} {shortened(sentence.text, 70)}"
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
        f'{_around(sentence)}<div style="font-size:1.2em;line-height:1.9;margin:0.3em 0">{marked}</div>'
        f"{_around(sentence, after=True)}"
    )


def _around(sentence: Sentence, after: bool = False) -> str:
    """What stands in the story before or after the sentence: its nearest words, and the rest unfolded."""
    words = sentence.context[after]
    if not words:
        return ""
    if len(words) <= NEAR:
        return f'<div style="{_QUIET}">{escape(words)}</div>'
    at = words.rfind(" ", 0, NEAR) if after else len(words) - NEAR + words[-NEAR:].find(" ")
    near, rest = (words[:at], words[at:]) if after else (words[at:], words[:at])
    told = f"{near.strip()} …" if after else f"… {near.strip()}"
    summary = f'<summary style="cursor:pointer">{escape(told)}</summary>'
    return f'<details style="{_QUIET}">{summary}{escape(rest.strip())}</details>'


def case_row(case: Case) -> str:
    """One event with its decision; what the reader has changed stands crossed out beside what is right."""
    before, colours = case.coded or case.gold, ("time", "actor", "act", "target")
    codes = [_part(part, coded, now) for part, coded, now in zip(colours, before, case.shown, strict=True)]
    crossed = ";text-decoration:line-through;opacity:0.6" if case.decision == "rejected" else ""
    tuple_html = f'<span style="display:inline-block;white-space:nowrap{crossed}">{" ".join(codes)}</span>'
    told = " · ".join(filter(None, (label(case.shown[2]), _from(case))))
    return f'{tuple_html} <span style="{_QUIET}">{escape(told)}</span> {badge(case.decision)}'


def _from(case: Case) -> str:
    """Whose event it is: how sure the coder is of it, or the people who hold it."""
    return f"confidence {case.confidence:.2f}" if case.event else " and ".join(case.by)


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
    if sentence.hidden:
        told = "What happens here? Add each event you see; then let the coder's be shown."
        return f'<span style="opacity:0.8">{told}</span>'
    told = badge(sentence.verdict) or "· accept that, or add what was missed"
    return f'<span style="opacity:0.8">no event coded {told}</span>'


def nearly(found: list[Near]) -> str:
    """The acts that were read and gave no event, and what each lacked, one a line."""
    lines = "".join(f"<li>{escape(near_line(near))}</li>" for near in found)
    return f'<div style="{_QUIET}">read, but no event:<ul style="margin:0">{lines}</ul></div>' if found else ""


def reasons(sentence: Sentence, number: int | None) -> str:
    """Why the event in focus was coded so."""
    if number is None:
        return ""
    case = sentence.cases[number]
    if case.event:
        return reasons_html(case.event)
    return "" if case.by else f'<span style="{_QUIET}">added by the reader</span>'


def agreement_bar(agreement: Agreement) -> str:
    """The agreement so far: a bar of what is accepted, corrected, rejected, unsure and open, and the figures."""
    counts = {name: getattr(agreement, name or "open") for name in ("accepted", "corrected", "rejected", "unsure", "")}
    total = sum(counts.values())
    pieces = "".join(
        f'<div title="{count} {DECISIONS[name][2]}" style="flex:{count} 0 0;overflow:hidden;text-align:center;'
        f'background-color:rgba({DECISIONS[name][1]},{0.45 if name else 0.2})">{DECISIONS[name][0]}</div>'
        for name, count in counts.items()
        if count
    )
    style = "display:flex;height:1.2em;line-height:1.2em;font-size:0.8em;border-radius:0.3em;overflow:hidden"
    bar = f'<div aria-hidden="true" style="{style}">{pieces}</div>' if total else ""
    return f"{bar}<div style='margin-top:0.3em'>{_figures(agreement, counts)}</div>"


def _figures(agreement: Agreement, counts: dict[str, int]) -> str:
    if not (agreement.judged or agreement.added or agreement.silent or agreement.unsure):
        return f'<span style="{_QUIET}">nothing judged yet · {agreement.open} events to judge</span>'
    share = f"<b>{agreement.share:.0%} agreement</b> · " if agreement.judged else ""
    told = [f"{counts[name]} {name}" for name in ("accepted", "corrected", "rejected")]
    told[1] += f" ({', '.join(f'{part} {count}' for part, count in agreement.parts)})" if agreement.parts else ""
    told += [f"{agreement.unsure} unsure"] if agreement.unsure else []
    told += [f"{agreement.added} added"] if agreement.added else []
    told += [f"{agreement.silent} rightly without events"] if agreement.silent else []
    return f'{share}{" · ".join(told)} <span style="{_QUIET}">· {agreement.open} to judge</span>'


def message(words: str, wrong: bool = False) -> str:
    """A line to the reader, red where something has to be put right."""
    colour = "color:rgb(213,94,0)" if wrong else _QUIET
    told = f"⚠ {words}" if wrong else words
    return f'<span role="{"alert" if wrong else "status"}" style="{colour}">{escape(told)}</span>' if words else ""


def blind_line(found: BlindAgreement) -> str:
    """What judging before seeing has shown so far."""
    if not found.sentences:
        return ""
    told = f"judged before seeing: {found.sentences} sentences, {found.said} events said, {found.coded} coded, "
    share = "" if found.f1 is None else f" (F1 {found.f1:.2f})"
    return f'<div style="{_QUIET}">{told}{found.both} the same{share}</div>'


def two_line(names: tuple[str, str], sentences: int, table) -> str:
    """How far two people agree, from the table of :meth:`TwoCodings.agreement`."""
    rows = table.loc[["root", "dyad", "tuple"]].iterrows()
    levels = [f"{level} {row['agreed']:.0%}, kappa {row['kappa']:.2f}" for level, row in rows]
    who = escape(f"{' and '.join(names)} on {sentences} sentences, before they were settled")
    return f'<div style="{_QUIET}">{who}: {"; ".join(levels)}</div>'
