"""Kinds of acts: how often each root or PLOVER category was coded, beside another coder or data set."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from eventcode import cameo
from eventcode.analysis.aggregate import VIEWS
from eventcode.analysis.door import COUNTED, checked, need

from .style import COLORS, FAINT, INK, QUIET, bare, canvas, heading, largest, nothing, number

_QUADS = {number: name.replace(" ", "_") for number, name in cameo.QUAD_CLASSES["icews"].items()}


def roots(
    table: pd.DataFrame, ax: Axes | None = None, *, other: pd.DataFrame | None = None, most: int = 25,
    names: tuple[str, str] = ("these", "the other"), title: str = "Kinds of acts",
) -> Axes:  # fmt: skip
    """Each root's share of the events, a bar in the colour of its quad class; a ring for another coder's.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.categories` in any view; periods and units are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    other : DataFrame, optional
        A second one in the same view.
    most : int
        How many categories; of more the most frequent are shown.
    names : pair of str
        Whose the two tables are.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table without categories.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = roots(aggregate.categories(events))
    >>> ax.get_title(loc="left")
    'Kinds of acts'
    """
    table, other = (None if each is None else checked(each, kinds=COUNTED) for each in (table, other))
    view = _view(table)
    tables = dict(zip(names, [table] if other is None else [table, other], strict=False))
    counts = pd.DataFrame({name: _counts(each, view) for name, each in tables.items()}).fillna(0)
    shares = counts / counts.sum().where(counts.sum() > 0, 1)
    shares = shares[shares.max(axis=1).rank(method="first", ascending=False) <= most]
    shares = shares.loc[sorted(shares.index, key=_order(view))]
    with canvas(ax, (8, 1 + 0.25 * max(6, len(shares)))) as ax:
        if not counts.sum().sum():
            return nothing(ax, title)
        classes = [_quad(category, view) for category in shares.index]
        ax.barh(range(len(shares)), shares.iloc[:, 0], 0.74, color=[COLORS[name] for name in classes])
        if other is not None:
            _rings(ax, shares)
        _write_shares(ax, shares)
        ax.set_yticks(range(len(shares)), [_label(category, view) for category in shares.index])
        ax.set(xlim=(0, 1.1 * shares.max().max()), ylim=(len(shares) - 0.4, -0.6))
        ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        ax.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        bare(ax)
        _name_classes(ax, classes)
        told = [number(count, "event") for count in counts.sum()]
        pairs = zip(("bars", "rings"), counts.columns, told, strict=False)
        both = "; ".join(f"{mark}: {name}, {count}" for mark, name, count in pairs)
        words = largest([_label(category, view) for category in counts.index], counts.iloc[:, 0], 5)
        heading(ax, title, f"share of {told[0]}" if other is None else f"share of events; {both}", tells=words)
    return ax


def _view(table: pd.DataFrame) -> str:
    found = [view for view in VIEWS if view in table.columns]
    if not found:
        raise ValueError("the table has no categories; make it with aggregate.categories")
    return found[0]


def _counts(table: pd.DataFrame, view: str) -> pd.Series:
    need(table.columns, (view, "n"))
    return table.groupby(view)["n"].sum()


def _order(view: str):
    """A key that sorts categories as the codebook has them, what it lacks first."""
    codes = cameo.codes()
    names = {"plover": map(cameo.plover, codes), "quad_class": _QUADS}.get(view, codes)
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys(names))}
    return lambda category: ranks.get(category, -1)


def _quad(category: str | int, view: str) -> str:
    """The quad class of a category as a column's name; PLOVER's is that of its first CAMEO code."""
    if view == "quad_class":
        return _QUADS.get(category, "neutral")
    codes = cameo.codes()
    if view == "plover":
        category = next((code for code in codes if category and cameo.plover(code) == category), "")
    return _QUADS[cameo.quad_class(category)] if category in codes else "neutral"


def _label(category: str | int, view: str) -> str:
    if view == "quad_class":
        return _QUADS.get(category, "no category").replace("_", " ")
    if view == "plover" or category not in cameo.codes():
        return category.capitalize() or "no category"
    return f"{cameo.get(category).label}  {category}"


def _rings(ax: Axes, shares: pd.DataFrame) -> None:
    """The other's shares, a hairline leading from the bar's end to each."""
    rows = range(len(shares))
    ax.hlines(rows, shares.min(axis=1), shares.max(axis=1), color=INK, linewidth=0.8)
    ax.plot(shares.iloc[:, 1], rows, "o", markersize=6, markerfacecolor="white", markeredgecolor=INK,
            clip_on=False)  # fmt: skip


def _write_shares(ax: Axes, shares: pd.DataFrame) -> None:
    """The bars' shares, to the right of whatever is drawn."""
    for row, (share, furthest) in enumerate(zip(shares.iloc[:, 0], shares.max(axis=1), strict=True)):
        words = f"{share:.0%}" if share >= 0.01 else "<1%" if share else "\u2013"
        ax.annotate(words, (furthest, row), (7, 0), va="center", textcoords="offset points", color=QUIET, fontsize=8)


def _name_classes(ax: Axes, classes: list[str]) -> None:
    """The quad classes at the right edge, each beside its categories."""
    row = 0
    for name, several in groupby(classes):
        length = len(list(several))
        if row:
            ax.axhline(row - 0.5, color=FAINT, linewidth=0.8, zorder=0)
        ax.annotate(name.replace("_", " "), (1, row), (8, 0), xycoords=("axes fraction", "data"), va="center",
                    textcoords="offset points", color=QUIET, fontsize=8, annotation_clip=False)  # fmt: skip
        row += length
