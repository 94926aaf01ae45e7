"""The codebook: every CAMEO code with what it means, and with the frames, operators and sentences that lead to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from eventcode import cameo
from eventcode.lexicon import Act, Lexicon

_HEAD = """\
# Codebook

All {codes} CAMEO codes: our definition of each, its quad class, its Goldstein weight, its PLOVER category, and how the
coder comes to it: {acts} acts told in {frames:,} frames, proved by {sentences:,} sentences. The field narrows the table
(*arrest*, *13*, *material conflict*); the search of this site finds words of frames and sentences too.

<input class="codes-filter form-control" type="search" placeholder="a code or words" aria-label="Narrow the codes">

```{{rst-class}} codes
```

| code | | quad class | Goldstein | PLOVER | frames |
|---|---|---|---|---|---|
"""

_MATRIX = """\
# Operators over acts

CAMEO is a matrix: *urge, promise, demand, refuse, threaten, stop, accuse* are operators over an inner act. This is what
each makes of each theme; where a cell is empty the operator's own code stands.
"""

_TOC = """
```{{toctree}}
:hidden:

{roots}
operators
words
```
"""


def pages() -> dict[str, str]:
    """The table of codes, a page for each root, the operators over acts, and the word classes in the frames."""
    lexicon = Lexicon.default()
    ways = _Ways(lexicon)
    roots = sorted({cameo.root(code) for code in cameo.codes()})
    made = {f"codebook/{root}.md": _root_page(root, ways) for root in roots}
    made["codebook/index.md"] = _index(lexicon, ways) + _TOC.format(roots="\n".join(roots))
    made["codebook/operators.md"] = _operators(lexicon)
    made["codebook/words.md"] = _words(lexicon)
    return made


class _Ways:
    """How the dictionaries come to a code: by acts of its own, an operator over a theme, or who does it to whom."""

    def __init__(self, lexicon: Lexicon):
        self.acts: dict[str, list[Act]] = defaultdict(list)
        self.composed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.sectors: dict[str, list[str]] = defaultdict(list)
        self.proofs: dict[str, list[str]] = defaultdict(list)
        for act in lexicon.acts:
            self.acts[act.code].append(act)
            for sentence, tuples in act.fires:
                for code in dict.fromkeys(code for _, code, _ in tuples):
                    self.proofs[code].append(_proof(sentence, tuples))
        for (operator, theme), code in lexicon.composition.items():
            if code:
                self.composed[code][operator].append(theme)
        for rule in lexicon.sectors:
            self.sectors[rule.code].append(_sector(rule))


def _index(lexicon: Lexicon, ways: _Ways) -> str:
    frames = sum(len(_phrases(act)) for act in lexicon.acts)
    sentences = sum(len(act.fires) + len(act.quiet) for act in lexicon.acts)
    head = _HEAD.format(codes=len(cameo.codes()), acts=len(lexicon.acts), frames=frames, sentences=sentences)
    return head + "".join(_row(cameo.get(code), ways) for code in cameo.codes())


def _row(entry: cameo.Code, ways: _Ways) -> str:
    frames = sum(len(_phrases(act)) for act in ways.acts[entry.code])
    kind = cameo.QUAD_CLASSES["icews"][entry.quad_class]
    return (f"| [{entry.code}]({entry.root}.md#{anchor(entry.code)}) | {entry.label} | {kind} "
            f"| {_weight(entry)} | {entry.plover or '–'} | {frames or ''} |\n")  # fmt: skip


def anchor(code: str) -> str:
    """Where a code stands on the page of its root."""
    return f"cameo-{code}"


def _root_page(root: str, ways: _Ways) -> str:
    inside = [cameo.get(code) for code in cameo.codes() if cameo.root(code) == root]
    return "\n".join(_section(entry, ways) for entry in inside)


def _section(entry: cameo.Code, ways: _Ways) -> str:
    level = "#" if entry.code == entry.root else "##"
    lines = [f"({anchor(entry.code)})=", f"{level} {entry.code} {entry.label}", ""]
    lines += [entry.definition, "", _facts(entry), ""]
    for act in ways.acts[entry.code]:
        lines += _act(act)
    if composed := ways.composed[entry.code]:
        told = (f"*{operator}* over {', '.join(themes)}" for operator, themes in composed.items())
        lines += [f"Composed by [operators](operators.md): {'; '.join(told)}.", ""]
    lines += [line for told in ways.sectors[entry.code] for line in (told, "")]
    own = {_proof(*fired) for act in ways.acts[entry.code] for fired in act.fires}
    further = [proof for proof in dict.fromkeys(ways.proofs[entry.code]) if proof not in own]
    lines += _listed("Sentences of other acts that give it", further)
    if not (ways.acts[entry.code] or composed or ways.sectors[entry.code]):
        lines += [_silent(entry), ""]
    return "\n".join(lines)


def _facts(entry: cameo.Code) -> str:
    refined = [value for value in (entry.plover_mode, entry.plover_context.replace(";", ", ")) if value]
    plover = entry.plover + (f" ({', '.join(refined)})" if refined else "") if entry.plover else "none"
    kind = f"{entry.quad_class} {cameo.QUAD_CLASSES['icews'][entry.quad_class]}"
    return f"*Quad class* {kind} · *Goldstein* {_weight(entry)} · *PLOVER* {plover}"


def _weight(entry: cameo.Code) -> str:
    return f"{entry.goldstein:+.1f}" if entry.goldstein else "0.0"


def _silent(entry: cameo.Code) -> str:
    if entry.code == entry.root:
        return f"A text that gives no detail is coded [{entry.code}0](#{anchor(entry.code + '0')})."
    return "No frame leads here: the coder does not give this code. It is known so that others' data can be read."


def _act(act: Act) -> list[str]:
    """An act with its frames and sentences."""
    told = {"both ways": act.both, "at home where no target is named": act.home,
            f"the target's own act is {act.reverse}": act.reverse}  # fmt: skip
    traits = [trait for trait, holds in told.items() if holds]
    about = f" ({', '.join(traits)})" if traits else ""
    lines = [f"**{act.name}**{about}, {act.entry}", ""]
    lines += [f"- `{phrase}`" for phrase in _phrases(act)] + [""]
    lines += _listed("Proved by", [_proof(*fired) for fired in act.fires])
    return lines + _listed("Quiet in", [_italic(sentence) for sentence in act.quiet])


def _listed(heading: str, items: list[str]) -> list[str]:
    return [f"{heading}:", "", *(f"- {item}" for item in items), ""] if items else []


def _phrases(act: Act) -> list[str]:
    """The frames as they were written; a word that may be missing gives two of one text."""
    return list(dict.fromkeys(frame.text for frame, _ in act.frames))


def _proof(sentence: str, tuples: Iterable[tuple[str, str, str]]) -> str:
    return f"{_italic(sentence)} `{'; '.join(' '.join(one) for one in tuples)}`"


def _italic(sentence: str) -> str:
    return f"*{sentence.replace('*', '').replace('_', ' ').replace('$', chr(92) + '$').strip()}*"


def _sector(rule) -> str:
    """A line of ``sectors.csv`` in words."""
    by = [f"done by {', '.join(sorted(rule.sources))}"] if rule.sources else []
    by += [f"done to {', '.join(sorted(rule.targets))}"] if rule.targets else []
    by += [f"told of *{', '.join(rule.words)}*"] if rule.words else []
    return f"Instead of {', '.join(rule.codes)} where {' and '.join(by)} ({rule.entry})."


def _operators(lexicon: Lexicon) -> str:
    """The operators over acts with the matrix of what they make of each theme."""
    operators = list(dict.fromkeys(operator for operator, _ in lexicon.composition))
    themes = list(dict.fromkeys(theme for _, theme in lexicon.composition))
    lines = [_MATRIX, f"| theme | {' | '.join(operators)} |", "|---" * (len(operators) + 1) + "|"]  # fmt: skip
    lines += [f"| {theme} | {' | '.join(_cell(lexicon.composition.get((one, theme))) for one in operators)} |"
              for theme in themes]  # fmt: skip
    for act in lexicon.acts:
        if act.operator:
            lines += ["", f"## {act.name}: {act.operator}", "", *_act(act)]
    bare = [act for act in lexicon.acts if not act.operator and not act.code]
    lines += ["", "## Acts that only operators code", "", *(line for act in bare for line in _act(act))]
    return "\n".join(lines) + "\n"


def _cell(code: str | None) -> str:
    return f"[{code}]({cameo.root(code)}.md#{anchor(code)})" if code else ""


def _words(lexicon: Lexicon) -> str:
    lines = ["# Word classes", "", "What `{name}` in a frame stands for.", ""]
    for name, words in sorted(lexicon.words.items()):
        lines += [f"`{{{name}}}`", f": {', '.join(words)}", ""]
    return "\n".join(lines) + "\n"
