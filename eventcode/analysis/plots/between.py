"""Figures of who does what to whom: the heat map of dyads, and the network with an arc a direction and a sign."""

from __future__ import annotations

import networkx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from eventcode.analysis.door import known

from .style import (
    CONFLICT,
    COOPERATION,
    INK,
    MIXED,
    QUIET,
    REACH,
    about,
    bare,
    canvas,
    colour_bar,
    gather,
    heading,
    largest,
    nothing,
    number,
    readable_on,
    scale,
    shades,
)

#: What the colours of a cell say.
_COLOURED = {
    "n": "events",
    "net": "cooperation less conflict, in events",
    "balance": "balance of cooperation and conflict",
    "goldstein_mean": "mean Goldstein weight",
}

#: The arcs of a dyad, the inner first: colour, line, and how far it is bent.
_SIGNED = {
    "cooperation": (COOPERATION, "-", 0.10),
    "neither": (MIXED, "-", 0.18),
    "conflict": (CONFLICT, (0, (2.5, 1)), 0.26),
}


def heat_map(
    dyads: pd.DataFrame, ax: Axes | None = None, *, value: str = "net", most: int = 12, title: str = "Who acts on whom"
) -> Axes:
    """The most frequent parties against each other, each cell with its number of events.

    Rows act and columns undergo, both in one order, so that the mirror of a cell is the answer to it; the diagonal,
    framed, is what a party does to itself.

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
        How many parties.
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
    ['VENGOV', 'USAGOV', 'VENOPP']
    """
    sums = _summed(dyads)
    known("value", value, ("n", *REACH))
    with canvas(ax, (7.5, 6)) as ax:
        if sums.empty:
            return nothing(ax, title)
        names, counted = _most_frequent(sums, most), sums["n"].sum()
        sums = sums[sums["actor"].isin(names) & sums["target"].isin(names)]
        colors = shades(sums[value].fillna(0), value)
        size = 8 if len(names) <= 14 else 6.5
        for cell, color in zip(sums.itertuples(), colors, strict=True):
            place = names.index(cell.target), names.index(cell.actor)
            _cell(ax, place, number(cell.n), color, value in REACH and getattr(cell, value) < 0, size)
        for place in range(len(names)):
            ax.add_patch(Rectangle((place - 0.47, place - 0.47), 0.94, 0.94, fill=False, edgecolor=INK, linewidth=1))
        _name_both(ax, names)
        colour_bar(ax, *scale(sums[value].fillna(0), value), _COLOURED[value], below=6)
        words = "blue: cooperation, orange with a corner: conflict" if value in REACH else "darker: more events"
        left_out = counted - sums["n"].sum()
        others = f"{number(left_out)} more of others" if left_out else ""
        heading(ax, title, about(sums, others, words, "framed: to itself"), above=14 + 4.6 * max(map(len, names)),
                tells=largest(sums["actor"] + " to " + sums["target"], sums["n"]))  # fmt: skip
    return ax


def network(dyads: pd.DataFrame, ax: Axes | None = None, *, most: int = 25, title: str = "Friends and foes") -> Axes:
    """The most frequent directed dyads as arcs: one for cooperation and one, dashed, for conflict, each as wide as it
    has events.

    An arc leaves to the right of the line from actor to target, so that those of the two directions lie apart; conflict
    is the outer one. The layout is the same each time.

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
        graph = networkx.from_pandas_edgelist(sums, "actor", "target", ["n", *_SIGNED], create_using=networkx.DiGraph)
        places, activity = _places(graph), dict(graph.degree(weight="n"))
        sizes = {name: 7.5 + 4.5 * np.sqrt(count / max(activity.values())) for name, count in activity.items()}
        widest = max(5, sums[[*_SIGNED]].to_numpy().max())
        _arcs(ax, graph, places, sizes, widest)
        _names(ax, places, sizes)
        ax.update_datalim(list(places.values()))
        ax.margins(0.09)
        ax.set_aspect("equal", adjustable="datalim")
        ax.set_axis_off()
        _key(ax, widest)
        dyads = "the one dyad there is" if len(sums) == 1 else f"the {len(sums)} most frequent dyads"
        heading(ax, title, f"{dyads}, {number(sums['n'].sum(), 'event')}",
                tells=largest(sums["actor"] + " to " + sums["target"], sums["n"], 5))  # fmt: skip
    return ax


# Heat map -------------------------------------------------------------------------------------------------------------


def _summed(dyads: pd.DataFrame) -> pd.DataFrame:
    """One row a dyad that has events, the periods added up."""
    sums = gather(dyads, ["actor", "target"])
    for sign in ("cooperation", "conflict"):
        sums[sign] = sums[f"verbal_{sign}"] + sums[f"material_{sign}"]
    sums["neither"] = sums["n"] - sums["cooperation"] - sums["conflict"]
    return sums[sums["n"] > 0]


def _most_frequent(sums: pd.DataFrame, most: int) -> list[str]:
    """The parties with most events, on whichever side of them."""
    sides = (sums.groupby(side)["n"].sum() for side in ("actor", "target"))
    both = pd.concat(sides).groupby(level=0).sum()
    return both.sort_values(ascending=False, kind="stable").head(most).index.tolist()


def _name_both(ax: Axes, names: list[str]) -> None:
    """The parties at both sides, and which side does and which undergoes."""
    ax.set(xlim=(-0.5, max(len(names), 5) - 0.5), ylim=(max(len(names), 4) - 0.5, -0.5))
    ax.set_xticks(range(len(names)), names, rotation=45, ha="left", rotation_mode="anchor")
    ax.set_yticks(range(len(names)), names)
    ax.xaxis.tick_top()
    bare(ax)
    ax.annotate("does \u2193   to \u2192", (0, 1), (-6, 6), xycoords="axes fraction", textcoords="offset points",
                ha="right", color=QUIET, fontsize=8, annotation_clip=False)  # fmt: skip


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
    if len(graph) == 2:
        return dict(zip(graph, np.array([[-1.0, 0], [1, 0]]), strict=True))
    points = networkx.spring_layout(_held_together(graph), k=1.6 / np.sqrt(len(graph)), iterations=300, seed=7)
    found, points = list(points), np.array(list(points.values()))
    points = points / (np.abs(points).max(axis=0) + 1e-9)
    least = np.array([1, 0.7]) * max(0.22, 1.8 / np.sqrt(len(graph)))
    for _ in range(300):
        between = points[:, None] - points[None]
        distance = np.hypot(*np.moveaxis(between / least, -1, 0))
        np.fill_diagonal(distance, 1)
        points = points + 0.1 * (between * (1 - distance).clip(0)[..., None]).sum(axis=1)
    return dict(zip(found, points, strict=True))


def _held_together(graph: networkx.DiGraph) -> networkx.Graph:
    """The graph without directions, its parts tied loosely to the middle of the largest, lest they drift away."""
    tied = networkx.Graph(graph.edges)
    parts = sorted(networkx.connected_components(tied), key=len, reverse=True)
    middles = [max(sorted(part), key=tied.degree) for part in parts]
    tied.add_edges_from(((middles[0], middle) for middle in middles[1:]), weight=0.4)
    return tied


def _arcs(
    ax: Axes, graph: networkx.DiGraph, places: dict[str, np.ndarray], sizes: dict[str, float], widest: float
) -> None:
    """The dyads, each sign an arc of its own with a white edge, so that crossing ones stay apart; wide ones below."""
    arcs = [(told[sign], actor, target, sign) for actor, target, told in graph.edges(data=True) for sign in _SIGNED]
    for order, (count, actor, target, sign) in enumerate(sorted((arc for arc in arcs if arc[0] > 0), reverse=True)):
        color, line, bend = _SIGNED[sign]
        width, way = _width(count, widest), places[target] - places[actor]
        aside = 2 * bend * np.array([way[1], -way[0]])  # how an arc leaves; it arrives from the other side
        arc = FancyArrowPatch(
            places[actor], places[target], connectionstyle=f"arc3,rad={bend}", color=color, linestyle=line,
            linewidth=width, arrowstyle=f"-|>,head_width={2.2 + width / 2},head_length={4 + width}",
            shrinkA=_radius(actor, sizes, way + aside), shrinkB=_radius(target, sizes, way - aside), joinstyle="miter",
            zorder=1 + order / len(arcs),
        )  # fmt: skip
        arc.set_path_effects([withStroke(linewidth=width + 1.6, foreground="white")])
        ax.add_patch(arc)


def _width(count: float, widest: float) -> float:
    """The width of an arc in points."""
    return 0.7 + 4.3 * count / widest


def _key(ax: Axes, widest: float) -> None:
    """What colours, dashes and widths say."""
    signs = [Line2D([], [], color=_SIGNED[sign][0], linestyle=_SIGNED[sign][1], linewidth=1.8, label=sign)
             for sign in ("cooperation", "conflict")]  # fmt: skip
    counts = [Line2D([], [], color=MIXED, linewidth=_width(count, widest), label=number(count, "event"))
              for count in (1, widest)]  # fmt: skip
    ax.legend(handles=signs + counts, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=4, frameon=False, fontsize=8,
              handlelength=2.6)  # fmt: skip


def _radius(name: str, sizes: dict[str, float], way: np.ndarray) -> float:
    """How far a name's box reaches from its middle in the direction of an arrow, in points."""
    across, up = np.abs(way) / (np.hypot(*way) + 1e-9)
    width, height = sizes[name] * (0.34 * len(name) + 0.4), sizes[name] * 1.1
    return min(width / (across + 1e-9), height / (up + 1e-9)) + 3


def _names(ax: Axes, places: dict[str, np.ndarray], sizes: dict[str, float]) -> None:
    for name, (across, up) in places.items():
        box = {"boxstyle": "round,pad=0.3", "facecolor": "white", "edgecolor": QUIET, "linewidth": 0.8}
        ax.text(across, up, name, ha="center", va="center", fontsize=sizes[name], color=INK, bbox=box, zorder=3)
