"""How far a coding can be trusted: does its confidence mean what it says?"""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from .style import COOPERATION, FAINT, INK, QUIET, canvas, heading, nothing, number

#: The width of bounds that 95 of 100 samples keep, in standard errors.
_Z = 1.96


def reliability(
    confidence: pd.Series, right: pd.Series, ax: Axes | None = None, *, bins: int = 10,
    title: str = "What confidence is worth",
) -> Axes:  # fmt: skip
    """Events by their confidence: which part of those of each range is right, with its bounds.

    On the diagonal, of a hundred events with confidence .8 eighty are right; a point below it was too sure of itself.
    The grey bars are how many events each point is made of.

    Parameters
    ----------
    confidence : Series of float
        Probabilities of the events, from 0 to 1; NaN where there is none.
    right : Series of bool
        Whether each is right, such as `gold.right` tells, in the same order.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    bins : int
        How many ranges of equal width.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For series of different lengths, and for confidence beyond 0 and 1.

    Examples
    --------
    >>> ax = reliability(pd.Series([0.15, 0.85, 0.85]), pd.Series([False, True, False]), bins=2)
    >>> ax.get_label()
    'What confidence is worth. 3 events; mean confidence 0.62, 0.33 right; Brier score 0.26.'
    """
    if len(confidence) != len(right):
        raise ValueError(f"{len(confidence)} confidences and {len(right)} judgements; give one of each for an event")
    told = pd.DataFrame({"confidence": np.asarray(confidence, float), "right": np.asarray(right, float)}).dropna()
    if not told["confidence"].between(0, 1).all():
        raise ValueError("confidence is a probability, from 0 to 1")
    with canvas(ax, (5.4, 5)) as ax:
        if told.empty:
            return nothing(ax, title)
        ax.plot([0, 1], [0, 1], color=QUIET, linewidth=0.8, linestyle=":")
        _points(ax, _grouped(told, bins), bins)
        ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="part that is right", aspect="equal")
        brier = ((told["confidence"] - told["right"]) ** 2).mean()
        means = f"mean confidence {told['confidence'].mean():.2f}, {told['right'].mean():.2f} right"
        heading(ax, title, f"{number(len(told), 'event')}; {means}; Brier score {brier:.2f}")
    return ax


def _grouped(told: pd.DataFrame, bins: int) -> pd.DataFrame:
    """The ranges that have events: mean ``confidence``, part ``right``, its bounds ``low`` and ``high``, and ``n``."""
    ranges = (told["confidence"] * bins).astype(int).clip(upper=bins - 1)
    groups = told.groupby(ranges).mean().assign(n=ranges.value_counts())
    n, part = groups["n"], groups["right"]
    # Wilson's bounds stay within 0 and 1, and say something of a range with one event too.
    middle, reach = part + _Z**2 / (2 * n), _Z * np.sqrt(part * (1 - part) / n + _Z**2 / (4 * n**2))
    return groups.assign(low=(middle - reach) / (1 + _Z**2 / n), high=(middle + reach) / (1 + _Z**2 / n))


def _points(ax: Axes, groups: pd.DataFrame, bins: int) -> None:
    """A point a range with its bounds, and its number of events as a bar at the foot."""
    bars = 0.16 * groups["n"] / groups["n"].max()
    ax.bar((groups.index + 0.5) / bins, bars, 0.94 / bins, color=FAINT, zorder=0)
    for place, (height, count) in enumerate(zip(bars, groups["n"], strict=True)):
        ax.annotate(number(count), ((groups.index[place] + 0.5) / bins, height), (0, 2), ha="center", fontsize=7,
                    textcoords="offset points", color=QUIET)  # fmt: skip
    ax.vlines(groups["confidence"], groups["low"], groups["high"], color=INK, linewidth=1)
    ax.plot(groups["confidence"], groups["right"], "o", color=COOPERATION, markersize=6, clip_on=False)
