"""Verdicts in figures: precision, recall and F1 by level and by root, silence, dates, each with what it rests on.

Intervals hold 95 of 100 values that as many cases, drawn again with replacement, give (a seeded bootstrap).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis.gold.matching import LEVELS, Verdict
from eventcode.analysis.gold.records import Label

RESAMPLES = 1000
_BOUNDS = (0.025, 0.975)
_COUNTS = ("right", "gold", "coded")


class Share(NamedTuple):
    """So many of so many."""

    right: int
    of: int

    @property
    def rate(self) -> float:
        """The share, NaN of none."""
        return self.right / self.of if self.of else float("nan")


def levels(verdicts: Sequence[Verdict], resamples: int = RESAMPLES, seed: int = 0) -> pd.DataFrame:
    """Precision, recall and F1 at each level.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.
    resamples : int
        How often the cases are drawn again for the bounds of 95 of 100.
    seed : int
        Of the drawing.

    Returns
    -------
    DataFrame
        One row a level; each figure with the bounds ``_low`` and ``_high``; ``right``, ``gold`` and ``coded`` are the
        counts behind them.

    Examples
    --------
    >>> levels(judge(gold, coded))[["precision", "recall", "right", "gold", "coded"]]
           precision  recall  right  gold  coded
    level
    root         1.0     1.0      2     2      2
    code         0.5     0.5      1     2      2
    dyad         1.0     1.0      2     2      2
    tuple        0.5     0.5      1     2      2
    date         0.5     0.5      1     2      2
    """
    weights = draws(len(verdicts), resamples, seed)
    rows = {}
    for level in LEVELS:
        counts = np.array([verdict.counts[level] for verdict in verdicts], dtype=float).reshape(-1, 3)
        rows[level] = _row(counts[:, [0, 0, 1, 2]], weights)
    return pd.DataFrame(rows).T.astype(dict.fromkeys(_COUNTS, "int64")).rename_axis("level")


def roots(verdicts: Sequence[Verdict], level: str = "tuple", resamples: int = RESAMPLES, seed: int = 0) -> pd.DataFrame:
    """Precision, recall and F1 of each CAMEO root.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.
    level : str
        ``tuple``: of the gold's events of a root, how many have the right tuple; of the events coded so, how many are.
        ``root``: how many have the right root.
    resamples : int
        How often the cases are drawn again for the bounds of 95 of 100.
    seed : int
        Of the drawing.

    Returns
    -------
    DataFrame
        One row a root, with its ``label`` and the columns of `levels`.

    Examples
    --------
    >>> roots(judge(gold, coded))[["label", "right", "gold", "coded"]]
               label  right  gold  coded
    root
    02        Appeal      1     1      1
    11    Disapprove      0     1      1
    """
    weights = draws(len(verdicts), resamples, seed)
    tallies = [_by_root(verdict, level) for verdict in verdicts]
    names = sorted({root for tally in tallies for root, _ in tally})
    rows = {}
    for root in names:
        counts = np.array([[tally[root, what] for what in range(4)] for tally in tallies], dtype=float)
        rows[root] = {"label": _root_label(root), **_row(counts, weights)}
    columns = ["label", *_row(np.zeros((0, 4)), weights[:, :0])]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return frame.astype(dict.fromkeys(_COUNTS, "int64")).rename_axis("root")


def groups(verdicts: Sequence[Verdict], resamples: int = RESAMPLES, seed: int = 0) -> pd.DataFrame:
    """Whole tuples by what is known of cases: how hard a gold is depends on how it was drawn and written.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.
    resamples : int
        How often the cases are drawn again for the bounds of 95 of 100.
    seed : int
        Of the drawing.

    Returns
    -------
    DataFrame
        One row a value (``style: idiom``), with ``cases``, their number, and the columns of `levels`.

    Examples
    --------
    >>> groups(judge(gold, coded)).loc["style: plain", ["cases", "right", "gold"]].astype(int).tolist()
    [1, 0, 1]
    """
    rows = {}
    for trait in ("draw", "style", "region"):
        values = sorted({verdict.case.traits[trait] for verdict in verdicts if trait in verdict.case.traits})
        for value in values:
            some = [verdict for verdict in verdicts if verdict.case.traits.get(trait) == value]
            rows[f"{trait}: {value}"] = {"cases": len(some), **levels(some, resamples, seed).loc["tuple"]}
    columns = ["cases", *levels((), 0).columns]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return frame.astype(dict.fromkeys(("cases", *_COUNTS), "int64")).rename_axis("group")


def quiet(verdicts: Sequence[Verdict]) -> Share:
    """On how many of the cases without an event the coding is silent.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.

    Returns
    -------
    Share
        ``(right, of)``, with its ``rate``.

    Examples
    --------
    >>> quiet(judge(gold, coded))
    Share(right=1, of=1)
    """
    silent = [verdict.counts["root"][2] == 0 for verdict in verdicts if not verdict.case.labels]
    return Share(sum(silent), len(silent))


def dates(verdicts: Sequence[Verdict]) -> Share:
    """How many of the right tuples have the right day.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.

    Returns
    -------
    Share

    Examples
    --------
    >>> dates(judge(gold, coded)).rate
    1.0
    """
    pairs = [verdict.pairs[number] for verdict in verdicts for number in verdict.right]
    return Share(sum(label.date == event.date for label, event in pairs), len(pairs))


def shares_root(verdict: Verdict, label: Label, event: Label) -> bool:
    """Whether an event has one of the roots that a label accepts."""
    return bool(verdict.scheme.view(label, "root") & verdict.scheme.view(event, "root"))


def _by_root(verdict: Verdict, level: str) -> Counter[tuple[str, int]]:
    """Counts by root: right by the gold's root, right by the coded one, gold, coded."""
    counts: Counter[tuple[str, int]] = Counter()
    for number, (label, event) in enumerate(verdict.pairs):
        both = label is not None and event is not None
        right = both and (number in verdict.right if level == "tuple" else shares_root(verdict, label, event))
        for side, at in ((label, 0), (event, 1)):
            if side is not None:
                root = root_of(verdict, side)
                counts[root, at] += right
                counts[root, at + 2] += 1
    return counts


def root_of(verdict: Verdict, label: Label) -> str:
    """The root that is coded, in the verdict's scheme."""
    (root,) = verdict.scheme.key(label, "root")
    return root


def _root_label(root: str) -> str:
    return cameo.get(root).label if root.isdigit() else root.capitalize()


def draws(size: int, resamples: int, seed: int) -> np.ndarray:
    """How often each case is in each of the draws, one draw a row."""
    if not size:
        return np.zeros((resamples, 0))
    return np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=resamples).astype(float)


def _row(counts: np.ndarray, weights: np.ndarray) -> dict[str, float]:
    """Figures and bounds from counts by case: right of the gold's, right of the coded, gold, coded."""
    whole = counts.sum(axis=0)
    row = dict(zip(_FIGURES, figures(whole), strict=True))
    drawn = np.array(figures(weights @ counts))
    low, high = np.quantile(drawn, _BOUNDS, axis=1) if len(weights) else np.full((2, 3), np.nan)
    bounds = {f"{name}_{end}": value for end, values in (("low", low), ("high", high))
              for name, value in zip(_FIGURES, values, strict=True)}  # fmt: skip
    return {**row, "right": whole[0], "gold": whole[2], "coded": whole[3], **bounds}


_FIGURES = ("precision", "recall", "f1")


def figures(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1; 0 where nothing can be right."""
    recalled, precise, gold, coded = np.moveaxis(counts, -1, 0)
    precision, recall = precise / np.maximum(coded, 1), recalled / np.maximum(gold, 1)
    return precision, recall, 2 * precision * recall / np.maximum(precision + recall, 1e-12)
