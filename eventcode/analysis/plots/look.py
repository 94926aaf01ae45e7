"""One look for every figure: colours, type, titles, time axes, and what a figure says when there is nothing to show.

Blue is cooperation and orange conflict, the darker shade the material acts. Print and greyscale do without the colours:
cooperation lies above zero and conflict below, and the shades differ in lightness.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.transforms import ScaledTranslation

COLORS = {
    "verbal_cooperation": "#92c5de",
    "material_cooperation": "#1f5a94",
    "verbal_conflict": "#f7b183",
    "material_conflict": "#b3400f",
}
INK, QUIET, MIXED = "#222222", "#666666", "#8a8a8a"

#: From conflict over nothing much to cooperation.
DIVERGING = LinearSegmentedColormap.from_list(
    "sign", ["#8f2d05", "#d9713a", "#f5cfb5", "#f4f4f4", "#b9d7ea", "#4a8fc2", "#143f6b"]
)

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "savefig.dpi": 200,
}

Marks = Mapping[datetime.date | str, str]


@contextmanager
def canvas(ax: Axes | None, size: tuple[float, float]) -> Iterator[Axes]:
    """The Axes to draw on, in the one style: the caller's, or those of a new figure of ``size`` inches.

    A new figure is closed again when drawing fails.
    """
    with plt.rc_context(STYLE):
        made = None if ax is not None else plt.figure(figsize=size, layout="constrained")
        ax = ax if made is None else made.add_subplot()
        ax.spines[["top", "right"]].set_visible(False)
        try:
            yield ax
        except Exception:
            if made is not None:
                plt.close(made)
            raise


def heading(ax: Axes, title: str, subtitle: str = "", above: float = 0) -> None:
    """Title and, under it, a quieter line; ``above`` leaves that many points between them and the Axes."""
    ax.set_title(title, loc="left", pad=above + (22 if subtitle else 8))
    lifted = ax.transAxes + ScaledTranslation(0, (above + 8) / 72, ax.figure.dpi_scale_trans)
    ax.text(0, 1, subtitle, transform=lifted, color=QUIET, fontsize=9)


def nothing(ax: Axes, title: str, words: str = "no events") -> Axes:
    """What a figure of an empty table shows: its title, and that there is nothing."""
    heading(ax, title)
    ax.set(xticks=[], yticks=[])
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=QUIET)
    return ax


def time_axis(ax: Axes) -> None:
    """Dates with few ticks, each saying no more than it needs to."""
    locator = AutoDateLocator(minticks=3, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))


def annotate(ax: Axes, marks: Marks) -> None:
    """Key events: a hairline at the day and its words above the data, staggered where they crowd."""
    levels: list[float] = []
    low, high = ax.get_xlim()
    room = (high - low) * 0.16
    for day, words in sorted((date2num(pd.Timestamp(day)), words) for day, words in marks.items()):
        level = next((i for i, taken in enumerate(levels) if day - taken > room), len(levels))
        levels[level : level + 1] = [day]
        ax.axvline(day, color=QUIET, linewidth=0.7, linestyle=":", zorder=0)
        place = ax.get_xaxis_transform() + ScaledTranslation(3 / 72, (3 + 11 * level) / 72, ax.figure.dpi_scale_trans)
        ax.text(day, 1, words, transform=place, fontsize=8, color=INK, va="bottom")
