"""Figures of who does what to whom: the heat map of dyads and the directed network with signed edges."""

from __future__ import annotations

import networkx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle

from eventcode.analysis.door import known

from .style import (
    CONFLICT,
    COOPERATION,
    EVEN,
    INK,
    MIXED,
    QUIET,
    REACH,
    about,
    bare,
    canvas,
    gather,
    heading,
    nothing,
    number,
    readable_on,
    shades,
)


def heat_map(
    dyads: pd.DataFrame, ax: Axes | None = None, *, value: str = "net", most: int = 12, title: str = "Who acts on whom"
) -> Axes:
    """The most active actors against their most frequent targets, each cell with its number of events.

    Parameters
    ----------
    dyads : DataFrame
        A table of `aggregate.dyads`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    value : {"net", "balance", "goldstein_mean", "n"}
        What the colours say: cooperation less conflict by orders of magnitude, the balance, the mean weight (of these
        three conflict has a corner), or the number of events.
    most : int
        How many actors, and how many targets.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table that lacks a column, and an unknown value.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = heat_map(aggregate.dyads(events), most=3)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['IGOUNO', 'USA', 'USAGOV']
    """
    sums = _summed(dyads)
    known("value", value, ("n", *REACH))
    with canvas(ax, (7.5, 6)) as ax:
        if sums.empty:
            return nothing(ax, title)
        actors, targets = _largest(sums, "actor", most), _largest(sums, "target", most)
        sums = sums[sums["actor"].isin(actors) & sums["target"].isin(targets)]
        colors = shades(sums[value].fillna(0), value)
        size = 8 if max(len(actors), len(targets)) <= 14 else 6.5
        for cell, color in zip(sums.itertuples(), colors, strict=True):
            place = targets.index(cell.target), actors.index(cell.actor)
            _cell(ax, place, number(cell.n), color, value in REACH and getattr(cell, value) < 0, size)
        ax.set(xlim=(-0.5, len(targets) - 0.5), ylim=(len(actors) - 0.5, -0.5))
        ax.set_xticks(range(len(targets)), targets, rotation=45, ha="left", rotation_mode="anchor")
        ax.set_yticks(range(len(actors)), actors)
        ax.xaxis.tick_top()
        bare(ax)
        ax.annotate("does \u2193   to \u2192", (0, 1), (-6, 6), xycoords="axes fraction", textcoords="offset points",
                    ha="right", color=QUIET, fontsize=8, annotation_clip=False)  # fmt: skip
        words = "blue: cooperation, orange with a corner: conflict" if value in REACH else "darker: more events"
        heading(ax, title, about(sums, words), above=14 + 4.6 * max(map(len, targets)))
    return ax


def network(dyads: pd.DataFrame, ax: Axes | None = None, *, most: int = 25, title: str = "Friends and foes") -> Axes:
    """The most frequent directed dyads as arrows, thicker for more events, blue or orange and dashed by their sign.

    Arrows of a balance near zero are grey. The layout is the same each time.

    Parameters
    ----------
    dyads : DataFrame
        A table of `aggregate.dyads`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    most : int
        How many dyads.
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
    >>> ax = network(aggregate.dyads(events))
    >>> ax.get_title(loc="left")
    'Friends and foes'
    """
    sums = _summed(dyads)
    sums = sums[sums["actor"] != sums["target"]].nlargest(most, "n")
    with canvas(ax, (8, 6.4)) as ax:
        if sums.empty:
            return nothing(ax, title)
        graph = networkx.from_pandas_edgelist(sums, "actor", "target", ["n", "balance"], create_using=networkx.DiGraph)
        places, activity = _places(graph), dict(graph.degree(weight="n"))
        sizes = {name: 7.5 + 4.5 * np.sqrt(count / max(activity.values())) for name, count in activity.items()}
        _arrows(ax, graph, places, sizes)
        _names(ax, places, sizes)
        ax.update_datalim(list(places.values()))
        ax.margins(0.09)
        ax.set_aspect("equal", adjustable="datalim")
        ax.set_axis_off()
        words = f"the {len(sums)} most frequent dyads; blue: cooperation, orange and dashed: conflict, grey: even"
        heading(ax, title, words)
    return ax


# Heat map -------------------------------------------------------------------------------------------------------------


def _summed(dyads: pd.DataFrame) -> pd.DataFrame:
    """One row a dyad that has events, the periods added up."""
    sums = gather(dyads, ["actor", "target"])
    return sums[sums["n"] > 0]


def _largest(sums: pd.DataFrame, side: str, most: int) -> list[str]:
    return sums.groupby(side)["n"].sum().sort_values(ascending=False, kind="stable").head(most).index.tolist()


def _cell(ax: Axes, place: tuple[int, int], count: str, color: np.ndarray, conflict: bool, size: float) -> None:
    column, row = place
    ink = readable_on(color[:3])
    ax.add_patch(Rectangle((column - 0.47, row - 0.47), 0.94, 0.94, facecolor=color, linewidth=0))
    if conflict:
        corner = [(column + 0.47, row - 0.47), (column + 0.25, row - 0.47), (column + 0.47, row - 0.25)]
        ax.add_patch(Polygon(corner, facecolor=ink, linewidth=0))
    ax.text(column, row, count, ha="center", va="center", color=ink, fontsize=size)


# Network --------------------------------------------------------------------------------------------------------------


def _places(graph: networkx.DiGraph) -> dict[str, np.ndarray]:
    """Where each actor stands: near those it deals with, and no nearer to anyone than name and arrow need."""
    found = networkx.spring_layout(graph.to_undirected(), k=1.6 / np.sqrt(len(graph)), iterations=300, seed=7)
    points = np.array(list(found.values()))
    points = points / (np.abs(points).max(axis=0) + 1e-9)
    least = np.array([1, 0.7]) * max(0.22, 1.3 / np.sqrt(len(graph)))
    for _ in range(300):
        between = points[:, None] - points[None]
        distance = np.hypot(*np.moveaxis(between / least, -1, 0))
        np.fill_diagonal(distance, 1)
        points = points + 0.1 * (between * (1 - distance).clip(0)[..., None]).sum(axis=1)
    return dict(zip(found, points, strict=True))


def _arrows(ax: Axes, graph: networkx.DiGraph, places: dict[str, np.ndarray], sizes: dict[str, float]) -> None:
    """The dyads, the most frequent on top."""
    edges = sorted(graph.edges(data=True), key=lambda edge: edge[2]["n"])
    for actor, target, told in edges:
        width = 0.8 + 4.2 * told["n"] / max(5, edges[-1][2]["n"])
        kind = 0 if abs(told["balance"]) < EVEN or np.isnan(told["balance"]) else np.sign(told["balance"])
        color, line = {1: (COOPERATION, "-"), -1: (CONFLICT, (0, (2.5, 1)))}.get(kind, (MIXED, "-"))
        way = places[target] - places[actor]
        ax.add_patch(FancyArrowPatch(
            places[actor], places[target], connectionstyle="arc3,rad=0.14", color=color, linestyle=line,
            linewidth=width, arrowstyle=f"-|>,head_width={2.4 + width / 2},head_length={4.5 + width}",
            shrinkA=_radius(actor, sizes, way), shrinkB=_radius(target, sizes, way), alpha=0.85, joinstyle="miter",
        ))  # fmt: skip


def _radius(name: str, sizes: dict[str, float], way: np.ndarray) -> float:
    """How far a name's box reaches from its middle in the direction of an arrow, in points."""
    across, up = np.abs(way) / (np.hypot(*way) + 1e-9)
    width, height = sizes[name] * (0.34 * len(name) + 0.4), sizes[name] * 1.1
    return min(width / (across + 1e-9), height / (up + 1e-9)) + 3


def _names(ax: Axes, places: dict[str, np.ndarray], sizes: dict[str, float]) -> None:
    for name, (across, up) in places.items():
        box = {"boxstyle": "round,pad=0.3", "facecolor": "white", "edgecolor": QUIET, "linewidth": 0.8}
        ax.text(across, up, name, ha="center", va="center", fontsize=sizes[name], color=INK, bbox=box, zorder=3)
