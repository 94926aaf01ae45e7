"""Figures over time: quad classes, the Goldstein mean with key events, countries side by side, a dyad's calendar."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from eventcode.analysis.layout import period_of, rolling

from .style import (
    COLORS,
    CONFLICT,
    COOPERATION,
    FAINT,
    INK,
    QUIET,
    about,
    canvas,
    ends,
    gather,
    heading,
    nothing,
    number,
    time_axis,
)

Marks = Mapping[datetime.date | str, str]

#: What lies above zero and what below, each from zero outwards.
_ABOVE = ("verbal_cooperation", "material_cooperation", "neutral")
_BELOW = ("verbal_conflict", "material_conflict")

#: Up to so many periods each is drawn as a bar of its own, beyond them as one outline.
_BARS = 120


def quad_classes(table: pd.DataFrame, *, share: bool = False, title: str = "", ax: Axes | None = None) -> Axes:
    """Quad classes over time, stacked: cooperation upwards, conflict downwards, from a table of `aggregate` with periods.

    The counts of several units are added up. ``share`` draws percentages of the period's events, which takes out the
    growth of the news.
    """
    title = title or "Cooperation and conflict"
    rows = gather(table, ["period"])
    with canvas(ax, (8, 4.2)) as ax:
        if not rows["n"].sum():
            return nothing(ax, title)
        period = period_of(table)
        _stack(ax, rows, period, rows["n"].where(rows["n"] > 0, np.nan) / 100 if share else 1)
        _even(ax, 0.24)
        _labels(ax, rows)
        ax.set_ylabel(f"% of the events of a {period}" if share else f"events a {period}")
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(abs(value))))
        time_axis(ax)
        heading(ax, title, about(table))
    return ax


def goldstein(
    table: pd.DataFrame, *, window: int | None = None, marks: Marks | None = None, title: str = "", ax: Axes | None = None
) -> Axes:
    """The mean Goldstein weight over time, as points as large as their number of events, from a table with periods.

    ``window`` adds the rolling mean over so many periods, each event weighing the same, and ``marks`` key events, as
    ``{day: words}``. Several units are taken together.
    """
    title = title or "The tone of events"
    rows = gather(table, ["period"])
    with canvas(ax, (8, 4.2)) as ax:
        if not rows["goldstein_n"].sum():
            return nothing(ax, title)
        period = period_of(table)
        middles = rows["period"] + (ends(rows["period"], period) - rows["period"]) / 2
        ax.axhline(0, color=QUIET, linewidth=0.8)
        _points(ax, middles, rows)
        if window:
            rolled = rolling(rows, window, ["goldstein_mean"], min_periods=1)["goldstein_mean_rolling"]
            _trend(ax, middles, rolled, f"mean over\n{window} {period}s")
        else:
            ax.plot(middles, rows["goldstein_mean"], color=QUIET, linewidth=1, zorder=2)
        _reach(ax, rows, rows["goldstein_mean"] if not window else rolled)
        ax.set_ylabel("mean Goldstein weight")
        time_axis(ax)
        height = _flags(ax, marks or {})
        heading(ax, title, about(table, f"a point a {period}, as large as its number of events"), above=height)
    return ax
