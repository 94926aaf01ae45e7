"""Figures over time: quad classes about zero, the Goldstein mean with its rolling line, and units side by side."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator

from eventcode.analysis.door import COUNTED, checked
from eventcode.analysis.layout import period_of, rolling

from .style import (
    COLORS,
    FAINT,
    INK,
    MIXED,
    QUIET,
    Marks,
    about,
    bare,
    by_period,
    canvas,
    ends,
    fewer,
    flags,
    heading,
    largest,
    named,
    nothing,
    number,
    span,
    time_axis,
)

#: What is stacked above and below zero, from zero outwards.
_STACKS = {1: ("material_cooperation", "verbal_cooperation", "neutral"), -1: ("material_conflict", "verbal_conflict")}

#: Up to so many periods each is a bar of its own; more are one outline.
_BARS = 120
#: More periods than this are taken together in longer ones: in a whole figure, and in a panel of many.
MOST, _MOST_IN_A_PANEL = 400, 130


def quad_classes(
    table: pd.DataFrame, ax: Axes | None = None, *, share: bool = False, marks: Marks | None = None,
    title: str = "Cooperation and conflict",
) -> Axes:  # fmt: skip
    """Quad classes over time: events of cooperation stacked above zero, those of conflict below.

    More than 400 periods are taken together in longer ones.

    Parameters
    ----------
    table : DataFrame
        Counts by period, as `aggregate` makes them; several units are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    share : bool
        Whether to show percentages of the period's events, which takes out the growth of the news.
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
    >>> ax = quad_classes(aggregate.totals(events), marks={"2019-01-10": "an oath"})
    >>> ax.get_ylabel()
    'events a month'
    """
    table = fewer(checked(table, kinds=COUNTED), MOST)
    rows = by_period(table)
    with canvas(ax, (8, 4.2)) as ax:
        if not rows["n"].sum():
            return nothing(ax, title)
        period = period_of(table)
        _stack(ax, rows, ends(rows["period"], period), 100 / rows["n"].where(rows["n"] > 0, 1) if share else 1)
        _name_classes(ax, rows)
        ax.set_ylabel(f"% of the events of a {period}" if share else f"events a {period}")
        time_axis(ax, period)
        above = flags(ax, marks or {})
        counted = [name for classes in _STACKS.values() for name in classes if name in rows.columns]
        told = largest([name.replace("_", " ") for name in counted], [rows[name].sum() for name in counted], 5)
        heading(ax, title, about(table), above, tells=f"{told}. {_busiest(rows, period)}")
    return ax


def goldstein(
    table: pd.DataFrame, ax: Axes | None = None, *, window: int | None = 4, band: pd.DataFrame | None = None,
    marks: Marks | None = None, title: str = "Goldstein mean",
) -> Axes:  # fmt: skip
    """The mean Goldstein weight of each period as a dot, by the number of events, and the rolling mean as a line.

    The grey bars at the foot are the number of events; more than 400 periods are taken together in longer ones.

    Parameters
    ----------
    table : DataFrame
        Counts by period, as `aggregate` makes them; several units are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    window : int or None
        How many periods the line is the mean of, every event weighing the same; None leaves it out.
    band : DataFrame, optional
        How sure the line is: the table of `bootstrap.goldstein_band` for the same events, period and window.
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
        For a table that lacks a column, and a band by another period.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = goldstein(aggregate.totals(events), window=2)
    >>> ax.get_title(loc="left")
    'Goldstein mean'
    """
    table = fewer(checked(table, kinds=COUNTED), MOST)
    rows = by_period(table)
    period = period_of(table) if len(table) else ""
    if band is not None and len(band) and period and period_of(band) != period:
        raise ValueError(f"the band is by {period_of(band)}, the figure by {period}; make both by {period}")
    with canvas(ax, (8, 4)) as ax:
        if not rows["goldstein_n"].sum():
            return nothing(ax, title)
        middles = rows["period"] + (ends(rows["period"], period) - rows["period"]) / 2
        ax.axhline(0, color=QUIET, linewidth=0.8)
        _dots(ax, middles, rows)
        span(ax, rows["period"].iloc[0], ends(rows["period"], period).iloc[-1], len(rows))
        reach = max(1.0, 1.15 * rows["goldstein_mean"].abs().max())
        ax.set_ylim(-1.25 * reach, reach)
        _rug(ax, rows, ends(rows["period"], period), period)
        if window:
            _trend(ax, middles, rows, window, period)
            _band(ax, band, rows["period"], middles)
        ax.set_ylabel("conflict  ←  Goldstein weight  →  cooperation")
        time_axis(ax, period)
        above = flags(ax, marks or {})
        bounded = ", grey: 95 of 100 resamplings" if window and band is not None else ""
        whole = rows["goldstein_sum"].sum() / rows["goldstein_n"].sum()
        heading(ax, title, about(table, f"a dot a {period}, by its events{bounded}"), above,
                tells=f"The mean of all is {whole:+.1f}. {_busiest(rows, period)}")  # fmt: skip
    return ax


def small_multiples(
    table: pd.DataFrame, ax: Axes | None = None, *, most: int = 12, columns: int = 4, one_scale: bool = True,
    title: str = "One by one",
) -> Axes:  # fmt: skip
    """Cooperation above and conflict below zero for each of the most active units, a panel each.

    The panels are insets of the Axes given back (``ax.child_axes``), the most active first. More than 130 periods are
    taken together in longer ones.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.countries`, `monads` or `dyads` with periods.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    most : int
        How many units.
    columns : int
        How many panels side by side.
    one_scale : bool
        Whether all panels have one scale, which shows which unit has many events; else each its own, which shows when
        the unit had them.
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
    >>> ax = small_multiples(aggregate.countries(events))
    >>> [panel.get_title(loc="left") for panel in ax.child_axes]
    ['VEN  3', 'COL  1', 'USA  1']
    """
    table = fewer(checked(table, kinds=COUNTED), _MOST_IN_A_PANEL)
    names = named(table)
    active = table["n"].groupby(names).sum().sort_values(ascending=False, kind="stable").head(most)
    active = active[active > 0]
    columns = min(columns, max(1, len(active)))
    lines = math.ceil(len(active) / columns)
    with canvas(ax, (2.3 * max(columns, 3), 1.6 * max(lines, 1) + 1)) as ax:
        if active.empty:
            return nothing(ax, title)
        bare(ax)
        ax.set(xticks=[], yticks=[])
        panels = [_panel(ax, place, columns, lines) for place in range(len(active))]
        for panel, (name, count) in zip(panels, active.items(), strict=True):
            _draw_panel(panel, by_period(table[names == name], table), period_of(table), f"{name}  {number(count)}")
        if one_scale:
            _share_scale(panels, columns)
        _date_the_foot(panels, columns)
        scale = "" if one_scale else ", each to its own scale"
        words = f"cooperation above zero, conflict below, material acts darker; events a {period_of(table)}{scale}"
        heading(ax, title, words, above=18, tells=largest(active.index, active))
    return ax


# Stacks ---------------------------------------------------------------------------------------------------------------


def _stack(ax: Axes, rows: pd.DataFrame, last: pd.Series, scale: pd.Series | float) -> None:
    """The quad classes from zero outwards, as bars where these are wide enough to see, else as outlines."""
    for sign, classes in _STACKS.items():
        base = pd.Series(0.0, index=rows.index)
        for name in classes:
            if name not in rows.columns:
                continue
            top = base + sign * rows[name] * scale
            layer(ax, rows["period"], last, base, top, color=COLORS[name], linewidth=0)
            base = top
    ax.axhline(0, color=INK, linewidth=0.8)
    span(ax, rows["period"].iloc[0], last.iloc[-1], len(rows))
    ax.yaxis.set_major_locator(MaxNLocator(7, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(abs(value))))


def layer(ax: Axes, first: pd.Series, last: pd.Series, base: pd.Series, top: pd.Series, **look) -> None:
    """One class from ``base`` to ``top`` in each period: bars, or, of many periods, an outline."""
    if len(first) <= _BARS:
        wide = (last - first) * (0.92 if len(first) <= 60 else 1)
        ax.bar(first, top - base, wide, base, align="edge", **look)
    else:
        ax.stairs(top, [*date2num(first), date2num(last.iloc[-1])], baseline=base, fill=True, **look)


def _busiest(rows: pd.DataFrame, period: str) -> str:
    """The period with most events, in words."""
    busiest = rows.loc[rows["n"].idxmax()]
    first = busiest["period"]
    return f"The most events, {number(busiest['n'])}, are in the {period} from {first.day} {first:%B %Y}"


def _name_classes(ax: Axes, rows: pd.DataFrame) -> None:
    """The classes with their counts at the right edge, on their side of zero: no legend to look up."""
    low, high = ax.get_ylim()
    low, high = min(low, -0.35 * high), max(high, -0.35 * low)
    ax.set_ylim(low, high)
    zero = -low / (high - low)
    for sign, classes in _STACKS.items():
        for place, name in enumerate(name for name in classes if name in rows.columns):
            words = f"{name.replace('_', ' ')} {number(rows[name].sum())}"
            beside = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "center",
                      "annotation_clip": False}  # fmt: skip
            height = sign * (12 + 15 * place)
            ax.annotate("\u25a0", (1, zero), (6, height), color=COLORS[name], fontsize=11, **beside)
            ax.annotate(words, (1, zero), (18, height), **beside)


def _dots(ax: Axes, middles: pd.Series, rows: pd.DataFrame) -> None:
    """A dot a period, smaller and paler the more there are, lest they hide the line."""
    crowd = min(1, 60 / len(rows))
    sizes = rows["goldstein_n"] / rows["goldstein_n"].max()
    ax.scatter(middles, rows["goldstein_mean"], s=4 + (10 + 70 * crowd) * sizes, color=MIXED, alpha=0.3 + 0.3 * crowd,
               linewidth=0, zorder=2)  # fmt: skip


def _rug(ax: Axes, rows: pd.DataFrame, last: pd.Series, period: str) -> None:
    """How many events each period has, as bars at the foot: few events, little weight."""
    low, high = ax.get_ylim()
    top = low + 0.1 * (high - low) * rows["n"] / rows["n"].max()
    layer(ax, rows["period"], last, pd.Series(low, rows.index), top, color=FAINT, linewidth=0, zorder=0)
    ax.annotate(f"up to {number(rows['n'].max(), 'event')}\na {period}", (1, 0.05), (6, 0), xycoords="axes fraction",
                textcoords="offset points", va="center", fontsize=8, color=QUIET, annotation_clip=False)  # fmt: skip


def _band(ax: Axes, band: pd.DataFrame | None, periods: pd.Series, middles: pd.Series) -> None:
    """The bounds of the rolling mean, behind it."""
    if band is not None and len(band):
        low, high = (periods.map(band.set_index("period")[side]).astype("float64") for side in ("low", "high"))
        ax.fill_between(middles, low, high, color=INK, alpha=0.22, linewidth=0, zorder=1.5)


def _trend(ax: Axes, middles: pd.Series, rows: pd.DataFrame, window: int, period: str) -> None:
    """The rolling mean, shaded towards the side of zero it is on, and named where it ends."""
    line = rolling(rows, window, ["goldstein_mean"], min_periods=1)["goldstein_mean_rolling"]
    for name, side in (("verbal_cooperation", line >= 0), ("verbal_conflict", line <= 0)):
        shade = {"color": COLORS[name], "alpha": 0.55, "linewidth": 0, "zorder": 1}
        ax.fill_between(middles, line.astype("float64"), 0, where=side, interpolate=True, **shade)
    ax.plot(middles, line, color=INK, linewidth=1.8, zorder=3)
    ending = line.last_valid_index()
    ax.annotate(f"mean of\n{window} {period}s", (1, line[ending]), (6, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", va="center", fontsize=8, annotation_clip=False)  # fmt: skip


# Panels ---------------------------------------------------------------------------------------------------------------


def _panel(ax: Axes, place: int, columns: int, lines: int) -> Axes:
    """The inset for the unit at a place, counted from the top left."""
    line, column = divmod(place, columns)
    width, height = 1 / columns, 1 / (1.36 * lines - 0.36)
    panel = ax.inset_axes([column * width, 1 - (1.36 * line + 1) * height, 0.87 * width, height])
    panel.spines[["top", "right"]].set_visible(False)
    return panel


def _draw_panel(panel: Axes, rows: pd.DataFrame, period: str, name: str) -> None:
    _stack(panel, rows, ends(rows["period"], period), 1)
    panel.set_title(name, loc="left", fontsize=9, pad=3)
    first, last = panel.get_xlim()
    panel.set_xlim(first, last - 0.01 * (last - first))  # the date at the end would meet the next panel's first
    time_axis(panel, period, most=4)
    panel.tick_params(labelsize=7.5)
    panel.yaxis.set_major_locator(MaxNLocator(4, integer=True))


def _share_scale(panels: list[Axes], columns: int) -> None:
    """All panels to one scale, its numbers at the left alone."""
    low, high = min(panel.get_ylim()[0] for panel in panels), max(panel.get_ylim()[1] for panel in panels)
    for place, panel in enumerate(panels):
        panel.set_ylim(low, high)
        panel.tick_params(labelleft=place % columns == 0)


def _date_the_foot(panels: list[Axes], columns: int) -> None:
    """Dates under the last panel of each column alone."""
    for place, panel in enumerate(panels):
        panel.tick_params(labelbottom=place + columns >= len(panels))
