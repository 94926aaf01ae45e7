"""Give and take of a dyad: what the one does to the other above zero, and what comes back below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from eventcode.analysis.door import COUNTED, checked, need
from eventcode.analysis.layout import period_of

from .over_time import layer
from .style import (
    COLORS,
    INK,
    QUIET,
    Marks,
    by_period,
    canvas,
    ends,
    fewer,
    flags,
    heading,
    nothing,
    number,
    span,
    time_axis,
    time_of,
)

#: More periods than this are taken together in longer ones.
_MOST = 120
#: From zero outwards.
_CLASSES = ("material_cooperation", "verbal_cooperation", "neutral", "verbal_conflict", "material_conflict")


def mirror(
    dyads: pd.DataFrame, ax: Axes | None = None, *, actor: str | None = None, target: str | None = None,
    marks: Marks | None = None, title: str = "",
) -> Axes:  # fmt: skip
    """Who gives and who gets: the acts of one party on another above zero, those that come back below, by quad class.

    Cooperation lies next to zero, conflict, hatched, outside. More than 120 periods are taken
    together in longer ones.

    Parameters
    ----------
    dyads : DataFrame
        A table of `aggregate.dyads` with periods.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    actor, target : str, optional
        Whose acts lie above zero, and on whom; where either is not given, the two with most events between them (the
        given one among them) are shown.
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
    >>> ax = mirror(aggregate.dyads(events), actor="USA", target="VEN")
    >>> ax.get_title(loc="left")
    'USA and VEN: give and take'
    """
    need(dyads.columns, ("actor", "target", "period", "n"))
    table = fewer(checked(dyads, kinds=COUNTED), _MOST)
    one, other = _pair(table, actor, target)
    sides = [table[(table["actor"] == does) & (table["target"] == to)] for does, to in ((one, other), (other, one))]
    title = title or f"{one or 'Nobody'} and {other or 'nobody'}: give and take"
    with canvas(ax, (8, 4.2)) as ax:
        if not sum(side["n"].sum() for side in sides):
            return nothing(ax, title)
        period = period_of(table)
        words = [f"{does} to {to}  {number(side['n'].sum())}" for does, to, side in
                 ((one, other, sides[0]), (other, one, sides[1]))]  # fmt: skip
        for sign, side in zip((1, -1), sides, strict=True):
            if len(side):
                _side(ax, by_period(side, table), period, sign)
        periods = by_period(table)["period"]
        span(ax, periods.iloc[0], ends(periods, period).iloc[-1], len(periods))
        _axis(ax, f"events a {period}", words)
        time_axis(ax, period)
        above = flags(ax, marks or {})
        look = "blue: cooperation, orange and hatched: conflict, material acts darker"
        heading(ax, title, f"{time_of(table)}; {look}", above, tells=f"Events of {' and '.join(words)}")
    return ax


def _pair(table: pd.DataFrame, actor: str | None, target: str | None) -> tuple[str, str]:
    """The two parties asked for, or those with most events between them."""
    if actor and target:
        return actor, target
    apart = table[table["actor"] != table["target"]]
    if asked := actor or target:
        apart = apart[(apart["actor"] == asked) | (apart["target"] == asked)]
    if apart.empty:
        return actor or "", target or ""
    sides = apart[["actor", "target"]]
    one, other = apart["n"].groupby([sides.min(axis=1), sides.max(axis=1)]).sum().idxmax()
    given = apart.groupby(["actor", "target"])["n"].sum()
    turned = given.get((other, one), 0) > given.get((one, other), 0)  # who gives more stands above
    return (other, one) if actor == other or target == one or (not asked and turned) else (one, other)


def _side(ax: Axes, rows: pd.DataFrame, period: str, sign: int) -> None:
    """The acts of one of them, away from zero."""
    base = pd.Series(0.0, index=rows.index)
    for name in (name for name in _CLASSES if name in rows.columns):
        top = base + sign * rows[name]
        hatched = {"hatch": "////", "edgecolor": "white"} if name.endswith("conflict") else {}
        look = {"facecolor": COLORS[name], "linewidth": 0, **hatched}
        layer(ax, rows["period"], ends(rows["period"], period), base, top, **look)
        base = top


def _axis(ax: Axes, words: str, names: list[str]) -> None:
    """Zero in the middle, and whose side is whose at the right."""
    ax.axhline(0, color=INK, linewidth=0.8)
    reach = 1.08 * max(map(abs, ax.dataLim.intervaly))
    ax.set_ylim(-reach, reach)
    ax.set_ylabel(words)
    ax.yaxis.set_major_locator(MaxNLocator(7, integer=True))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(abs(value))))
    for sign, name in zip((1, -1), names, strict=True):
        ax.annotate(name, (1, 0.5 + 0.25 * sign), (6, 0), xycoords="axes fraction", textcoords="offset points",
                    va="center", color=QUIET, fontsize=9, annotation_clip=False)  # fmt: skip
