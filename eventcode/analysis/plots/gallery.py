"""Figures by name, straight from events: each with the table that it takes; and figures as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes

from eventcode.analysis import aggregate
from eventcode.analysis.bootstrap import goldstein_band
from eventcode.analysis.layout import period_of

from .between import heat_map, network
from .days import calendar, timeline
from .kinds import roots
from .lands import tiles, world
from .mirror import mirror
from .over_time import MOST, goldstein, quad_classes, small_multiples
from .points import places
from .style import alt, fewer


@dataclass(frozen=True)
class Figure:
    """A figure: what it draws, the verb of `aggregate` whose table it takes, and the period that suits it.

    ``period`` None is the whole time; where ``fixed`` is true the figure knows no other.
    """

    draw: Callable[..., Axes]
    table: Callable[..., pd.DataFrame]
    period: str | None
    fixed: bool = False


def _with_band(table: pd.DataFrame, events: pd.DataFrame, *, window: int | None = 4, **options) -> Axes:
    """The Goldstein mean with the bounds that only events can tell."""
    shown = fewer(table, MOST) if len(table) else table
    band = goldstein_band(events, period_of(shown), window) if window and len(table) else None
    return goldstein(shown, window=window, band=band, **options)


FIGURES = {
    "calendar": Figure(calendar, aggregate.totals, "day", fixed=True),
    "goldstein": Figure(goldstein, aggregate.totals, "week"),
    "heat_map": Figure(heat_map, aggregate.dyads, None, fixed=True),
    "mirror": Figure(mirror, aggregate.dyads, "week"),
    "network": Figure(network, aggregate.dyads, None, fixed=True),
    "places": Figure(places, aggregate.places, None, fixed=True),
    "quad_classes": Figure(quad_classes, aggregate.totals, "week"),
    "roots": Figure(roots, aggregate.categories, None, fixed=True),
    "small_multiples": Figure(small_multiples, aggregate.countries, "month"),
    "tiles": Figure(tiles, aggregate.countries, None, fixed=True),
    "timeline": Figure(timeline, aggregate.dyads, "week"),
    "world": Figure(world, aggregate.countries, None, fixed=True),
}

#: The forms a figure is kept in, by the file's suffix. In PDF and SVG words stay words, so that an editor finds them.
SUFFIXES = (".png", ".svg", ".pdf")
#: Width in inches, and dots an inch.
PRESETS = {"page": (7.1, 600), "column": (3.5, 600), "slide": (12.0, 160)}
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
    table = figure.table(events, period=period or figure.period)
    return _with_band(table, events, **options) if name == "goldstein" else figure.draw(table, **options)


def save(ax: Axes, path: str | Path, dpi: int = 200, *, preset: str | None = None) -> None:
    """Keep a figure as a file; the same figure gives the same file.

    Its words (see `alt`) go with it: as the title and description of an ``.svg``, the description of a ``.png``, the
    subject of a ``.pdf``.

    Parameters
    ----------
    ax : Axes
        What the figure was drawn on.
    path : str or Path
        ``.png``, ``.svg`` or ``.pdf``.
    dpi : int
        Dots an inch of a ``.png``, and of what is a picture inside the others.
    preset : {"page", "column", "slide"}, optional
        Print it as wide as the text of a page (7.1 inches) or one of two columns (3.5 inches), with 600 dots an inch,
        or show it on a slide (12 inches, 160 dots); the proportions stay. Letters keep their size, so a figure of many
        names wants the page.

    Raises
    ------
    ValueError
        For another suffix or preset.

    Examples
    --------
    >>> save(draw("roots", events), "roots.png", dpi=50)
    >>> save(draw("goldstein", events), "goldstein.pdf", preset="page")
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{path}: a figure is kept as {', '.join(SUFFIXES)}; give the file one of these suffixes")
    if preset:
        aggregate.known("preset", preset, PRESETS)
        width, dpi = PRESETS[preset]
        ax.figure.set_size_inches(ax.figure.get_size_inches() * width / ax.figure.get_figwidth())
    words = alt(ax)
    metadata = {
        ".png": {"Description": words},
        ".svg": {"Date": None, "Title": words.partition(". ")[0], "Description": words},
        ".pdf": {"CreationDate": None, "Subject": words},
    }
    with rc_context(_AS_WORDS):
        ax.figure.savefig(path, dpi=dpi, metadata=metadata[suffix])
