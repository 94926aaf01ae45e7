"""Where on earth: events as circles at their places, on the lands and cities of the world as a quiet ground."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.patheffects import withStroke

from eventcode.analysis.door import COUNTED, checked, need
from eventcode.gazetteer import Gazetteer

from .outlines import outlines
from .style import INK, bare, canvas, colour_bar, gather, heading, largest, nothing, number, scale, shades

_UNITS = ("place", "place_precision", "country", "latitude", "longitude")
#: Degrees around the outermost places, at least; and the smallest city that is shown of the whole world.
_MARGIN, _WHOLE_WORLD, _LARGE = 2.0, 120.0, 50_000
_LARGEST, _LEAST = 400, 8  # square points
#: How near to a named place, in parts of the figure's width and height, another one has no room for its name.
_NEAR = 0.05


def places(
    table: pd.DataFrame, ax: Axes | None = None, *, most: int = 12, title: str = "Where it happened",
) -> Axes:  # fmt: skip
    """A circle at each place, its area the number of events, blue where cooperation outweighs, orange where conflict.

    The small dots are cities. A country without further word of a place stands at the middle of its people, as a ring.

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
        size = _LEAST + _LARGEST * sums["n"].to_numpy() / max(sums["n"].max(), 5)
        colors = shades(sums["balance"].fillna(0), "balance")
        whole = (sums["place_precision"] == "country").to_numpy()
        x, y = sums["longitude"].to_numpy(), sums["latitude"].to_numpy()
        ax.scatter(x[~whole], y[~whole], size[~whole], colors[~whole], alpha=0.9, linewidth=0.6, edgecolor=INK)
        ax.scatter(x[whole], y[whole], size[whole], "none", linewidth=1.5, edgecolor=colors[whole])
        _names(ax, sums, size, most, (east - west, north - south))
        ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
        ax.set_aspect(1 / np.cos(np.radians((south + north) / 2)), adjustable="box")
        bare(ax)
        colour_bar(ax, *scale(sums["balance"], "balance"), "balance of cooperation and conflict", below=4)
        words = f"{number(sums['n'].sum(), 'event')} at {number(len(sums), 'place')}; ring: somewhere in the country"
        heading(ax, title, words, tells=largest(sums["place"], sums["n"], 5))
    return ax


def _names(ax: Axes, sums: pd.DataFrame, size: np.ndarray, most: int, reach: tuple[float, float]) -> None:
    """The names of the largest places, beside their circles; one too near to a larger one goes without."""
    written: list[np.ndarray] = []
    for place, area in zip(sums.itertuples(), size, strict=True):
        here = np.array([place.longitude, place.latitude]) / reach
        if any((np.abs(here - there) < (2 * _NEAR, _NEAR)).all() for there in written):
            continue
        written.append(here)
        ax.annotate(place.place, (place.longitude, place.latitude), (np.sqrt(area / np.pi) + 2, 0), va="center",
                    textcoords="offset points", color=INK, fontsize="small", zorder=4,
                    path_effects=[withStroke(linewidth=2, foreground="white")])  # fmt: skip
        if len(written) == most:
            return


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
    """The lands, and the cities as dots: of the whole world only the large ones."""
    for path in outlines(flat=False).values():
        ax.add_patch(PathPatch(path, facecolor="#f1f1f1", edgecolor="#cfcfcf", linewidth=0.5, zorder=-1))
    least = _LARGE if east - west > _WHOLE_WORLD else 0
    found = {
        (place.longitude, place.latitude)
        for place in Gazetteer.load().places.each()
        if place.precision == "city" and place.population >= least
    }
    if found:
        x, y = np.array(sorted(found)).T
        # As a picture: thousands of dots would make a heavy drawing.
        ax.plot(x, y, ".", color="#b8b8b8", markersize=0.9, zorder=0, rasterized=True, scalex=False, scaley=False)
