"""Figures over time: quad classes stacked about zero, and the Goldstein mean with its rolling line."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from .look import COLORS, INK, QUIET, Marks, annotate, canvas, heading, nothing, time_axis

_ABOVE = (("material_cooperation", "material cooperation"), ("verbal_cooperation", "verbal cooperation"))
_BELOW = (("material_conflict", "material conflict"), ("verbal_conflict", "verbal conflict"))


def quad_classes(
    table: pd.DataFrame, ax: Axes | None = None, *, title: str = "Cooperation and conflict", marks: Marks | None = None
) -> Axes:
    """Quad classes over time: events of cooperation stacked above zero, of conflict below.

    ``table`` is one of `aggregate.totals`, or rows of one unit from `aggregate.dyads` or `monads`: a row a period.
    ``marks`` are days and the words for what happened on them.
    """
    with canvas(ax, (8, 4)) as ax:
        if table.empty or not table["n"].sum():
            return nothing(ax, title)
        starts = pd.to_datetime(table["period"])
        width = starts.diff().median() if len(starts) > 1 else pd.Timedelta(days=7)
        for sign, layers in ((1, _ABOVE), (-1, _BELOW)):
            base = pd.Series(0.0, index=table.index)
            for column, label in layers:
                heights = sign * table[column].fillna(0)
                ax.bar(starts, heights, width, base, align="edge", color=COLORS[column], label=label, linewidth=0)
                base = base + heights
        ax.axhline(0, color=INK, linewidth=0.8)
        ax.set_ylabel(f"events a {_named(width)}")
        ax.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        ax.set_xlim(starts.iloc[0], starts.iloc[-1] + width)
        time_axis(ax)
        _label_layers(ax, table)
        annotate(ax, marks or {})
        lanes = 12 * (1 + len(marks or {}) // 2)
        heading(ax, title, f"{int(table['n'].sum()):,} events", above=lanes if marks else 0)
    return ax


def _named(width: pd.Timedelta) -> str:
    """A period's length in words."""
    lengths = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
    return min(lengths, key=lambda name: abs(lengths[name] - width.days))


def _label_layers(ax: Axes, table: pd.DataFrame) -> None:
    """The classes named at the right edge in their colours: no legend to look up."""
    low, high = ax.get_ylim()
    rows = [(high * 0.92, _ABOVE[1]), (high * 0.78, _ABOVE[0]), (low * 0.74, _BELOW[0]), (low * 0.9, _BELOW[1])]
    for height, (column, label) in rows:
        text = f"{label} {int(table[column].sum()):,}"
        ax.annotate(
            "■ ", (1, height), (6, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            color=COLORS[column], va="center", annotation_clip=False,
        )  # fmt: skip
        ax.annotate(
            text, (1, height), (18, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            color=INK, fontsize=8, va="center", annotation_clip=False,
        )  # fmt: skip


def goldstein(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    window: int = 4,
    title: str = "Goldstein mean",
    marks: Marks | None = None,
) -> Axes:
    """The mean Goldstein weight a period as dots, sized by the number of events, and its rolling mean as a line.

    The line weighs each of ``window`` periods by its events. ``table`` and ``marks`` are those of `quad_classes`.
    """
    with canvas(ax, (8, 3.6)) as ax:
        if table.empty or not table["goldstein_n"].sum():
            return nothing(ax, title)
        starts = pd.to_datetime(table["period"])
        counts = table["goldstein_n"]
        ax.axhspan(0, 10, color=COLORS["verbal_cooperation"], alpha=0.12, linewidth=0)
        ax.axhspan(-10, 0, color=COLORS["verbal_conflict"], alpha=0.12, linewidth=0)
        ax.scatter(
            starts, table["goldstein_mean"], s=8 + 60 * counts / counts.max(), color=QUIET, alpha=0.5, linewidth=0
        )
        sums = table["goldstein_sum"].rolling(window, min_periods=1).sum()
        ax.plot(starts, sums / counts.rolling(window, min_periods=1).sum(), color=INK, linewidth=1.8)
        extent = max(2.0, 1.15 * table["goldstein_mean"].abs().max())
        ax.set_ylim(-extent, extent)
        ax.set_ylabel("conflict  –  cooperation")
        time_axis(ax)
        annotate(ax, marks or {})
        lanes = 12 * (1 + len(marks or {}) // 2)
        heading(ax, title, f"line: mean of {window} periods; dots: one period, by events", above=lanes if marks else 0)
    return ax
