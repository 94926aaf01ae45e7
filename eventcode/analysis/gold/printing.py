"""Figures as text, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from eventcode import cameo
from eventcode.analysis.gold.evaluation import Scores, changes, compared
from eventcode.analysis.gold.matching import Verdict
from eventcode.analysis.gold.records import TRAITS, Gold
from eventcode.analysis.gold.scoring import Share

_FIGURES = ("precision", "recall", "f1")


def overview(scores: Mapping[str, Scores]) -> str:
    """F1 of each part of the gold, one line a part; of whole tuples precision and recall as well."""
    rows = [("gold", "cases", "events", "root", "code", "dyad", "tuple", "", "precision", "recall", "date", "silent",
             "right day")]  # fmt: skip
    for name, one in scores.items():
        *easier, whole, date = map(_two, one.levels["f1"])
        tuples = one.levels.loc["tuple"]
        rows.append((name, f"{one.cases:,}", f"{one.events:,}", *easier, whole, _bounds(tuples, "f1"),
                     _two(tuples["precision"]), _two(tuples["recall"]), date, _two(one.quiet.rate),
                     _two(one.dates.rate)))  # fmt: skip
    return _columns(rows)


def report(name: str, scores: Scores) -> str:
    """Everything about one part of the gold."""
    head = f"{name}: {scores.cases:,} cases, {scores.events:,} events; {scores.quiet.of:,} cases hold none"
    silence = [("silent where there is no event", _share(scores.quiet)),
               ("right tuples with the right day", _share(scores.dates))]  # fmt: skip
    blocks = [head, _levels(scores.levels), _columns(silence), _roots(scores), _groups(scores.groups),
              _confusion(scores.confusion), _costs(scores.costs)]  # fmt: skip
    return "\n\n".join(filter(None, blocks))


def _levels(levels: pd.DataFrame) -> str:
    rows = [("level", "precision", "", "recall", "", "F1", "", "right", "gold", "coded")]
    for level, row in levels.iterrows():
        figures = (cell for name in _FIGURES for cell in (_two(row[name]), _bounds(row, name)))
        rows.append((str(level), *figures, *(f"{int(row[name]):,}" for name in ("right", "gold", "coded"))))
    return _columns(rows)


def _roots(scores: Scores) -> str:
    rows = [("root", "", "gold", "coded", "precision", "recall", "F1", "", "F1 of the root alone")]
    for root, row in scores.roots.iterrows():
        alone = scores.root_level.loc[root]
        rows.append((
            str(root), row["label"], f"{int(row['gold'])}", f"{int(row['coded'])}", *(_two(row[x]) for x in _FIGURES),
            _bounds(row, "f1"), f"{_two(alone['f1'])} {_bounds(alone, 'f1')}",
        ))  # fmt: skip
    return "whole tuples, root by root\n" + _columns(rows, left=2)


def _groups(groups: pd.DataFrame) -> str:
    rows = [("whole tuples by", "cases", "gold", "precision", "recall", "F1", "")]
    for name, row in groups.iterrows():
        numbers = (f"{int(row[column]):,}" for column in ("cases", "gold"))
        rows.append((str(name), *numbers, *(_two(row[x]) for x in _FIGURES), _bounds(row, "f1")))
    return _columns(rows) if len(rows) > 1 else ""


def _confusion(confusion: pd.DataFrame) -> str:
    rows = [("", *map(str, confusion.columns))]
    rows += [(str(root), *(str(n) if n else "." for n in row)) for root, row in confusion.iterrows()]
    return "roots: coded (down) where the gold has (across)\n" + _columns(rows)


def _costs(costs: pd.DataFrame) -> str:
    rows = [("error", "events", "F1 won if mended")]
    rows += [(str(kind), f"{int(row['events'])}", f"{row['gain']:+.3f}") for kind, row in costs.iterrows()]
    return _columns(rows)


def shown(examples: pd.DataFrame) -> str:
    """Examples of errors, each with what the gold has and what was coded."""
    blocks = []
    for kind, rows in examples.groupby("error", sort=False):
        lines = [str(kind)]
        for row in rows.itertuples():
            lines += [f"  {row.story_id}  {row.sentence}", f"      gold   {row.gold}", f"      coded  {row.coded}"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def side_by_side(before: Sequence[Verdict], now: Sequence[Verdict], most: int = 20) -> str:
    """Two codings: F1 before and now, how many cases got better and worse, and the first of either (up to ``most``)."""
    table, found = compared(before, now), changes(before, now)
    if found.empty:
        return "nothing changed"
    rows = [("level", "F1 before", "F1 now", "change", "")]
    for level, row in table.iterrows():
        bounds = f"({row['low']:+.3f} to {row['high']:+.3f})"
        rows.append((str(level), f"{row['before']:.3f}", f"{row['now']:.3f}", f"{row['change']:+.3f}", bounds))
    gains, losses = found[found["better"] > 0], found[found["better"] < 0][::-1]
    lines = [_change(sign, row) for sign, some in (("+", gains), ("-", losses)) for row in some.head(most).itertuples()]
    told = f"{len(gains)} cases better, {len(losses)} worse"
    left = max(0, len(gains) - most) + max(0, len(losses) - most)
    return "\n".join([_columns(rows), "", *lines, told + (f" ({left} of them not shown)" if left else "")])


def _change(sign: str, row: tuple) -> str:
    return (f"{sign} {row.story_id}: {row.right_before} -> {row.right_now} right of {row.gold}, "
            f"{row.wrong_before} -> {row.wrong_now} wrong")  # fmt: skip


# What the gold holds --------------------------------------------------------------------------------------------------


def counts(gold: Gold) -> str:
    """How much gold there is: cases by kind and part, events by root, and the shares of what is known of cases."""
    kinds = dict.fromkeys(case.kind for case in gold.cases)
    blocks = [_sizes(gold), _root_counts({kind: gold.only(kind) for kind in kinds})]
    for trait in TRAITS:
        blocks += [_trait(kind, trait, gold.only(kind)) for kind in kinds]
    return "\n\n".join(filter(None, blocks))


def _sizes(gold: Gold) -> str:
    rows = [("gold", "cases", "with events", "without", "set aside", "events", "with text")]
    for name, one in {**gold.named, "all": gold}.items():
        full = sum(bool(case.labels) for case in one.scored)
        numbers = (len(one.cases), full, len(one.scored) - full, len(one.cases) - len(one.scored),
                   sum(len(case.labels) for case in one.scored), sum(case.has_text for case in one.cases))  # fmt: skip
        rows.append((name, *(f"{number:,}" for number in numbers)))
    return _columns(rows)


def _root_counts(kinds: Mapping[str, Gold]) -> str:
    found = {kind: Counter(label.action[:2] for case in one.scored for label in case.labels)
             for kind, one in kinds.items()}  # fmt: skip
    rows = [("events by root", "", *kinds, "all")]
    for root in sorted({code for counts in found.values() for code in counts}):
        numbers = [counts[root] for counts in found.values()]
        rows.append((root, cameo.get(root).label, *(f"{number:,}" for number in (*numbers, sum(numbers)))))
    return _columns(rows, left=2)


def _trait(kind: str, trait: str, gold: Gold) -> str:
    found = Counter(case.traits[trait] for case in gold.cases if trait in case.traits)
    shares = (f"{name} {count:,} ({count / found.total():.0%})" for name, count in sorted(found.items()))
    return f"{kind} by {trait}: " + ", ".join(shares) if found else ""


# Cells ----------------------------------------------------------------------------------------------------------------


def _two(value: float) -> str:
    return "" if value != value else f"{value:.2f}"


def _bounds(row: pd.Series, name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return "" if low != low else f"({low:.2f}-{high:.2f})"


def _share(share: Share) -> str:
    return f"{_two(share.rate)}  {share.right:,} of {share.of:,}" if share.of else "none"


def _columns(rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """Cells in columns, the first ``left`` of them to the left; bounds stand close to their figure."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if at < left or cell.startswith("(") else cell.rjust(width)
                 for at, (cell, width) in enumerate(zip(row, widths, strict=True))]  # fmt: skip
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
