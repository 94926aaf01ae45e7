"""Figures by name, straight from events: each with the table that it takes; and figures as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes

from eventcode.analysis import aggregate

from .between import heat_map, network
from .days import calendar, timeline
from .kinds import roots
from .over_time import goldstein, quad_classes, small_multiples
from .points import places
from .tiles import world


@dataclass(frozen=True)
class Figure:
    """A figure: what it draws, the verb of `aggregate` whose table it takes, and the period that suits it.

    ``period`` None is the whole time; where ``fixed`` is true the figure knows no other.
    """

    draw: Callable[..., Axes]
    table: Callable[..., pd.DataFrame]
    period: str | None
    fixed: bool = False


FIGURES = {
    "calendar": Figure(calendar, aggregate.totals, "day", fixed=True),
    "goldstein": Figure(goldstein, aggregate.totals, "week"),
    "heat_map": Figure(heat_map, aggregate.dyads, None, fixed=True),
    "network": Figure(network, aggregate.dyads, None, fixed=True),
    "places": Figure(places, aggregate.places, None, fixed=True),
    "quad_classes": Figure(quad_classes, aggregate.totals, "week"),
    "roots": Figure(roots, aggregate.categories, None, fixed=True),
    "small_multiples": Figure(small_multiples, aggregate.countries, "month"),
    "timeline": Figure(timeline, aggregate.dyads, "week"),
    "world": Figure(world, aggregate.countries, None, fixed=True),
}

#: The forms a figure is kept in, by the file's suffix. In PDF and SVG words stay words, so that an editor finds them.
SUFFIXES = (".png", ".svg", ".pdf")
_AS_WORDS = {"svg.fonttype": "none", "pdf.fonttype": 42, "svg.hashsalt": "eventcode"}


def draw(name: str, events: pd.DataFrame, period: str | None = None, **options) -> Axes:
    """The figure called ``name`` of a table of events.

    Parameters
    ----------
    name : str
        One of `FIGURES`.
    events : DataFrame
        Events, one a row.
    period : {"day", "week", "month", "quarter", "year"}, optional
        That of `aggregate`; else the one that suits the figure.
    **options
        Those of the figure's own function, such as ``title``.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For another name, and for a period where the figure has one of its own.

    Examples
    --------
    >>> ax = draw("network", events, most=10, title="Who with whom")
    >>> ax.get_title(loc="left")
    'Who with whom'
    """
    aggregate.known("name", name, FIGURES)
    figure = FIGURES[name]
    if period and figure.fixed and period != figure.period:
        raise ValueError(f"{name} knows no period {period!r}: it shows {figure.period or 'the whole time'}")
    return figure.draw(figure.table(events, period=period or figure.period), **options)


def save(ax: Axes, path: str | Path, dpi: int = 200) -> None:
    """Keep a figure as a file; the same figure gives the same file.

    Parameters
    ----------
    ax : Axes
        What the figure was drawn on.
    path : str or Path
        ``.png``, ``.svg`` or ``.pdf``.
    dpi : int
        Dots an inch of a ``.png``.

    Raises
    ------
    ValueError
        For another suffix.

    Examples
    --------
    >>> save(draw("roots", events), "roots.png", dpi=50)
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{path}: a figure is kept as {', '.join(SUFFIXES)}; give the file one of these suffixes")
    undated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(suffix)
    with rc_context(_AS_WORDS):
        ax.figure.savefig(path, dpi=dpi, metadata=undated)
