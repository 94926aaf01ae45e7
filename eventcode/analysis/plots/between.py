"""Figures of who does what to whom: the heat map of dyads and the directed network with signed edges."""

from __future__ import annotations

import networkx
import pandas as pd
from matplotlib.axes import Axes

from .look import DIVERGING, INK, MIXED, QUIET, canvas, heading, nothing


def heat_map(dyads: pd.DataFrame, ax: Axes | None = None, *, most: int = 12, title: str = "Who acts on whom") -> Axes:
    """The most active actors against the most frequent targets: colour is the balance, the figure the events.

    ``dyads`` is a table of `aggregate.dyads`, over one period (``period=None``) or many, which are added up.
    """
    sums = _added(dyads)
    with canvas(ax, (7.5, 6)) as ax:
        if sums.empty:
            return nothing(ax, title)
        actors = _largest(sums, "actor", most)
        targets = _largest(sums, "target", most)
        counts = sums.pivot(index="actor", columns="target", values="n").reindex(index=actors, columns=targets)
        balance = sums.pivot(index="actor", columns="target", values="balance").reindex(index=actors, columns=targets)
        ax.imshow(balance, cmap=DIVERGING, vmin=-1, vmax=1, aspect="auto")
        for row in range(len(actors)):
            for column in range(len(targets)):
                if (count := counts.iat[row, column]) > 0:
                    dark = abs(balance.iat[row, column]) > 0.6
                    ax.text(
                        column,
                        row,
                        f"{int(count):,}",
                        ha="center",
                        va="center",
                        color="white" if dark else INK,
                        fontsize=8,
                    )
        ax.set_xticks(range(len(targets)), targets, rotation=45, ha="left")
        ax.set_yticks(range(len(actors)), actors)
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_ylabel("actor")
        heading(ax, title, "events; blue cooperates, orange is in conflict", above=52)
    return ax


def network(dyads: pd.DataFrame, ax: Axes | None = None, *, most: int = 25, title: str = "Network of events") -> Axes:
    """The most frequent directed dyads: arrows as thick as there are events, coloured by their balance.

    ``dyads`` is a table of `aggregate.dyads`. The layout is the same each time.
    """
    sums = _added(dyads).nlargest(most, "n")
    with canvas(ax, (7.5, 6)) as ax:
        if sums.empty:
            return nothing(ax, title)
        graph = networkx.from_pandas_edgelist(sums, "actor", "target", ["n", "balance"], create_using=networkx.DiGraph)
        places = networkx.kamada_kawai_layout(graph, weight=None)
        edges = list(graph.edges(data=True))
        widths = [0.8 + 5 * data["n"] / sums["n"].max() for _, _, data in edges]
        colors = [MIXED if abs(data["balance"]) < 0.2 else DIVERGING((data["balance"] + 1) / 2) for *_, data in edges]
        drawing = {"ax": ax, "node_size": 1100}
        networkx.draw_networkx_nodes(graph, places, node_color="white", edgecolors=QUIET, **drawing)
        networkx.draw_networkx_edges(
            graph, places, edge_color=colors, width=widths, arrowsize=13, connectionstyle="arc3,rad=0.12", **drawing
        )
        networkx.draw_networkx_labels(graph, places, font_size=7.5, font_color=INK, ax=ax)
        ax.margins(0.12)
        ax.set_axis_off()
        heading(ax, title, f"the {len(edges)} most frequent dyads; blue cooperates, orange is in conflict")
    return ax


def _added(dyads: pd.DataFrame) -> pd.DataFrame:
    """One row a dyad: counts added up over the periods, the balance made anew."""
    columns = ["n", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
    sums = dyads.groupby(["actor", "target"], as_index=False)[columns].sum()
    cooperation = sums["verbal_cooperation"] + sums["material_cooperation"]
    conflict = sums["verbal_conflict"] + sums["material_conflict"]
    sums["balance"] = ((cooperation - conflict) / (cooperation + conflict).where(lambda both: both > 0)).fillna(0)
    return sums[sums["n"] > 0]


def _largest(sums: pd.DataFrame, side: str, most: int) -> list[str]:
    return sums.groupby(side)["n"].sum().nlargest(most).index.tolist()
