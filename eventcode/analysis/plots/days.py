"""Figures of when things happened: an actor's dealings side by side in time, and the calendar of a dyad."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import SymLogNorm
from matplotlib.patches import Rectangle

from eventcode.analysis.door import COUNTED, checked, need
from eventcode.analysis.layout import period_of

from .style import (
    CONFLICT,
    COOPERATION,
    DIVERGING,
    EVEN,
    FAINT,
    MIXED,
    QUIET,
    Marks,
    about,
    bare,
    canvas,
    colour_bar,
    ends,
    every_period,
    fewer,
    flags,
    gather,
    heading,
    largest,
    nothing,
    number,
    readable_on,
    span,
    time_axis,
)

#: How each sign is drawn.
_SIGNS = {"cooperation": ("o", COOPERATION), "conflict": ("s", CONFLICT), "even": ("D", MIXED)}

#: More periods than this are taken together in longer ones, lest the marks of a row become one.
_MOST = 60

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def timeline(
    dyads: pd.DataFrame, ax: Axes | None = None, *, actor: str | None = None, most: int = 10,
    marks: Marks | None = None, title: str = "",
) -> Axes:  # fmt: skip
    """What one actor did to each of its most frequent targets, period by period: larger for more events.

    Cooperation is a blue circle, conflict an orange square, both alike a grey diamond. More than 60 periods are taken
    together in longer ones.

    Parameters
    ----------
    dyads : DataFrame
        A table of `aggregate.dyads` with periods.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    actor : str, optional
        Whose acts; else the most active one's.
    most : int
        How many targets.
    marks : mapping of day to str, optional
        Key events, named above the figure where they lie in its time.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table that lacks a column.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = timeline(aggregate.dyads(events), actor="USA")
    >>> ax.get_title(loc="left")
    'What USA did to whom'
    """
    need(dyads.columns, ("actor", "target", "period", "n", "balance"))
    dyads = fewer(checked(dyads, kinds=COUNTED), _MOST)
    actor = actor or (dyads.groupby("actor")["n"].sum().idxmax() if len(dyads) else "")
    title = title or f"What {actor or 'nobody'} did to whom"
    done = dyads[(dyads["actor"] == actor) & (dyads["n"] > 0)]
    counts = done.groupby("target")["n"].sum().sort_values(ascending=False, kind="stable").head(most)
    with canvas(ax, (8, 1.3 + 0.34 * max(3, len(counts)))) as ax:
        if done.empty:
            return nothing(ax, title)
        shown = done[done["target"].isin(counts.index)]
        period = period_of(dyads)
        _bubbles(ax, shown, counts, period, len(every_period(dyads)))
        span(ax, dyads["period"].min(), ends(dyads["period"], period).max(), len(every_period(dyads)))
        ax.set_ylim(len(counts) - 0.4, -0.6)
        ax.set_yticks(range(len(counts)), counts.index)
        _counts_at_right(ax, counts)
        bare(ax)
        time_axis(ax, period)
        above = flags(ax, marks or {})
        words = f"blue circle: cooperation, orange square: conflict, grey diamond: even; a mark a {period}"
        heading(ax, title, f"{words}, the largest: {number(shown['n'].max(), 'event')}", above,
                tells=largest([f"to {target}" for target in counts.index], counts, 5))  # fmt: skip
    return ax


def calendar(table: pd.DataFrame, ax: Axes | None = None, *, most: int = 8, title: str = "Day by day") -> Axes:
    """A calendar of days, blue where cooperation outweighs conflict, orange with a dot where conflict does.

    Of more than ``most`` years the last are shown, and the line under the title says so. The shade is the sum of the
    day's Goldstein weights, by orders of magnitude.

    Parameters
    ----------
    table : DataFrame
        Counts by ``day``, as `aggregate` makes them, of a dyad, an actor, a country or all; several are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    most : int
        How many years at most.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table that lacks a column, or is not by day.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = calendar(aggregate.totals(events, "day"))
    >>> ax.get_title(loc="left")
    'Day by day'
    """
    table = checked(table, kinds=COUNTED)
    days = gather(table, ["period"])
    if len(table) and period_of(table) != "day":
        raise ValueError(f"a calendar needs a table by day, not by {period_of(table)}; make it with period='day'")
    found = sorted(days["period"].dt.year.unique())
    years = found[-most:]
    days = days[days["period"].dt.year.isin(years) & (days["n"] > 0)]
    with canvas(ax, (9, 1.3 + 1.25 * max(1, len(years)))) as ax:
        if days.empty:
            return nothing(ax, title)
        reach = max(1.0, days["goldstein_sum"].abs().max())
        for place, year in enumerate(years):
            _year(ax, year, 9 * place)
        norm = SymLogNorm(1, vmin=-reach, vmax=reach)
        _days(ax, days, years, norm)
        ax.set(xlim=(-0.6, 53.6), ylim=(9 * len(years) - 1.4, -1.8), xticks=[], yticks=[])
        ax.set_aspect("equal")
        bare(ax)
        colour_bar(ax, DIVERGING, norm, "sum of Goldstein weights; with a dot: conflict", below=4)
        told = about(table[table["period"].dt.year.isin(years)])
        left_out = f", the last {len(years)} of {len(found)} years" if len(found) > len(years) else ""
        hostile = (days["goldstein_sum"] < 0).sum()
        heading(ax, title, told + left_out,
                tells=f"Of {number(len(days), 'day')} with events conflict outweighs on {number(hostile)}")  # fmt: skip
    return ax


# Timeline -------------------------------------------------------------------------------------------------------------


def _bubbles(ax: Axes, shown: pd.DataFrame, counts: pd.Series, period: str, periods: int) -> None:
    """A row a target, a mark a period, its area the number of events."""
    rows = {target: row for row, target in enumerate(counts.index)}
    ax.hlines(list(rows.values()), 0, 1, transform=ax.get_yaxis_transform(), color=FAINT, linewidth=0.8, zorder=0)
    balance = shown["balance"].fillna(0)
    kinds = np.select([balance >= EVEN, balance <= -EVEN], ["cooperation", "conflict"], "even")
    middles = shown["period"] + (ends(shown["period"], period) - shown["period"]) / 2
    spacing = ax.get_window_extent().width * 72 / ax.figure.dpi / periods
    largest = min(300, (2.2 * spacing) ** 2)
    areas = 10 + largest * shown["n"] / max(5, shown["n"].max())
    for kind, (marker, color) in _SIGNS.items():
        some = kinds == kind
        drawn = {"marker": marker, "color": color, "alpha": 0.75, "edgecolor": "white", "linewidth": 0.6}
        ax.scatter(middles[some], shown["target"][some].map(rows), s=areas[some], **drawn)


def _counts_at_right(ax: Axes, counts: pd.Series) -> None:
    for row, count in enumerate(counts):
        ax.annotate(number(count, "event" if row == 0 else ""), (1, row), (6, 0), va="center", color=QUIET,
                    xycoords=("axes fraction", "data"), textcoords="offset points", annotation_clip=False)  # fmt: skip


# Calendar -------------------------------------------------------------------------------------------------------------


def _place(days: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The column (week) and row (weekday) of days within their years."""
    opening = pd.to_datetime({"year": days.dt.year, "month": 1, "day": 1}).dt.day_of_week
    return (days.dt.day_of_year - 1 + opening) // 7, days.dt.day_of_week


def _year(ax: Axes, year: int, top: int) -> None:
    """An empty year: its days, a line between months, and the names of year, months and weekdays."""
    days = pd.Series(pd.date_range(f"{year}-01-01", f"{year}-12-31"))
    weeks, weekdays = _place(days)
    _squares(ax, weeks, weekdays + top, ["#f6f6f6"] * len(days))
    for month in range(1, 13):
        opening = (days.dt.month == month).idxmax()
        week, weekday = weeks[opening], weekdays[opening]
        if month > 1:
            across, down = [week - 0.5] * 2, [top + weekday - 0.5, top + 6.5]
            if weekday:
                across, down = [week + 0.5] * 2 + across, [top - 0.5, top + weekday - 0.5, *down]
            ax.plot(across, down, color=MIXED, linewidth=0.7)
        ax.text(week + (weekday > 0) - 0.4, top - 0.8, f"{days[opening]:%b}", fontsize=7, color=QUIET)
    for weekday in (0, 2, 4):
        ax.text(-0.8, top + weekday, _WEEKDAYS[weekday], ha="right", va="center", fontsize=7, color=QUIET)
    ax.text(-3.4, top + 3, str(year), ha="center", va="center", rotation=90, fontweight="bold")


def _days(ax: Axes, days: pd.DataFrame, years: list[int], scale: SymLogNorm) -> None:
    """The days that have events."""
    tops = days["period"].dt.year.map({year: 9 * place for place, year in enumerate(years)})
    weeks, weekdays = _place(days["period"])
    colors = DIVERGING(scale(days["goldstein_sum"].to_numpy()))
    _squares(ax, weeks, weekdays + tops, colors, edge=QUIET)
    hostile = (days["goldstein_sum"] < 0).to_numpy()
    inks = [readable_on(color[:3]) for color in colors[hostile]]
    ax.scatter(weeks[hostile], (weekdays + tops)[hostile], s=3, color=inks, linewidth=0, zorder=3)


def _squares(ax: Axes, columns: pd.Series, rows: pd.Series, colors: Iterable, edge: str = "none") -> None:
    patches = [Rectangle((column - 0.45, row - 0.45), 0.9, 0.9) for column, row in zip(columns, rows, strict=True)]
    ax.add_collection(PatchCollection(patches, facecolor=colors, edgecolor=edge, linewidth=0.4))
