"""Where on earth: events as circles at their places, on the cities of the world as a quiet ground."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from eventcode.analysis.door import COUNTED, checked, need
from eventcode.gazetteer import Gazetteer

from .style import FAINT, INK, bare, canvas, gather, heading, nothing, number, shades

_UNITS = ("place", "place_precision", "country", "latitude", "longitude")
#: Degrees around the outermost places, at least; and the smallest city that is shown of the whole world.
_MARGIN, _WHOLE_WORLD, _LARGE = 2.0, 120.0, 50_000
_LARGEST = 400  # square points


def places(
    table: pd.DataFrame, ax: Axes | None = None, *, most: int = 12, title: str = "Where it happened",
) -> Axes:  # fmt: skip
    """A circle at each place, its area the number of events, blue where cooperation outweighs, orange where conflict.

    The small dots are cities: where people live, the land shows. A country without further word of a place stands at
    the middle of its people, as a ring.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.places`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    most : int
        How many of the largest places are named.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table without places.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> here = events.assign(place="Caracas", place_precision="city", latitude=10.49, longitude=-66.88)
    >>> ax = places(aggregate.places(here))
    >>> ax.get_title(loc="left")
    'Where it happened'
    """
    need(table.columns, _UNITS)
    table = checked(table, kinds=COUNTED)
    with canvas(ax, (8, 5)) as ax:
        if not len(table):
            return nothing(ax, title)
        sums = gather(table, _UNITS).reset_index().sort_values("n", ascending=False)
        west, east, south, north = _extent(sums)
        _ground(ax, west, east, south, north)
        size = _LARGEST * sums["n"] / sums["n"].max()
        colors = shades(sums["balance"].fillna(0), "balance")
        whole = (sums["place_precision"] == "country").to_numpy()
        x, y = sums["longitude"].to_numpy(), sums["latitude"].to_numpy()
        ax.scatter(x[~whole], y[~whole], size[~whole], colors[~whole], alpha=0.85, linewidth=0.5, edgecolor="white")
        ax.scatter(x[whole], y[whole], size[whole], "none", linewidth=1.5, edgecolor=colors[whole])
        for place in sums.head(most).itertuples():
            ax.annotate(place.place, (place.longitude, place.latitude), (3, 3), textcoords="offset points",
                        color=INK, fontsize="small", annotation_clip=True)  # fmt: skip
        ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
        ax.set_aspect(1 / np.cos(np.radians((south + north) / 2)), adjustable="box")
        bare(ax)
        heading(ax, title, f"{number(sums['n'].sum(), 'event')} at {number(len(sums), 'place')}")
    return ax


def _extent(sums: pd.DataFrame) -> tuple[float, float, float, float]:
    """West, east, south and north of what is shown: the places, and something around them."""
    found = []
    for side in ("longitude", "latitude"):
        low, high = sums[side].min(), sums[side].max()
        room = max(_MARGIN, 0.08 * (high - low))
        found += [low - room, high + room]
    west, east, south, north = found
    return max(west, -180), min(east, 180), max(south, -60), min(north, 80)


def _ground(ax: Axes, west: float, east: float, south: float, north: float) -> None:
    """The cities around, as dots: of the whole world only the large ones."""
    least = _LARGE if east - west > _WHOLE_WORLD else 0
    found = {
        (place.longitude, place.latitude)
        for named in Gazetteer.load().places.values()
        for place in named
        if place.precision == "city" and place.population >= least
    }
    if found:
        x, y = np.array(sorted(found)).T
        # As a picture: thousands of dots would make a heavy drawing.
        ax.plot(x, y, ".", color=FAINT, markersize=1.5, zorder=0, rasterized=True, scalex=False, scaley=False)
