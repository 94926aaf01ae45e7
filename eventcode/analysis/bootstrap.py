"""How sure a mean is: bounds from drawing the stories anew.

Events of one story are not independent, so stories are drawn, not events.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis.aggregate import is_coarse
from eventcode.analysis.door import checked, need
from eventcode.analysis.layout import Layout


def goldstein_band(
    events: pd.DataFrame, period: str = "week", window: int = 4, *, draws: int = 400, seed: int = 0, part: float = 0.95
) -> pd.DataFrame:
    """Bounds of the rolling mean Goldstein weight, the stories drawn anew with replacement.

    Parameters
    ----------
    events : DataFrame
        Events, one a row, with ``date`` and ``action``, and ``story_id`` where they have it; else events are drawn.
    period : {"day", "week", "month", "quarter", "year"}
        Dates coarser than it are left out, as `aggregate` does.
    window : int
        How many periods the mean is of; they end at the row.
    draws : int
        How often the stories are drawn.
    seed : int
        Of the random numbers; the same seed gives the same bounds.
    part : float
        Which part of the draws lies within the bounds.

    Returns
    -------
    DataFrame
        One row a period: ``period, low, high``, in units of the Goldstein weight, NaN where the window has no events.

    Raises
    ------
    ValueError
        For a table that lacks a column, and an unknown period.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> goldstein_band(events, "month", 2, draws=50).columns.tolist()
    ['period', 'low', 'high']
    """
    laid, rows = Layout(period), _weighted(events, period)
    firsts = laid.first_days(rows["date"])
    periods = laid.periods(firsts)
    places, size = np.searchsorted(periods.to_numpy(), firsts.to_numpy()), len(periods)
    story = pd.factorize(rows["story_id"])[0] if "story_id" in rows.columns else np.arange(len(rows))
    random, stories = np.random.default_rng(seed), story.max(initial=-1) + 1
    means = np.full((draws, size), np.nan)
    for draw in range(draws if stories else 0):
        often = np.bincount(random.integers(0, stories, stories), minlength=stories)[story]
        above = _rolled(np.bincount(places, often * rows["goldstein"].to_numpy(), size), window)
        below = _rolled(np.bincount(places, often, size), window)
        np.divide(above, below, out=means[draw], where=below > 0.5)
    table = pd.DataFrame({"period": periods, **_bounds(means, part)})
    table.attrs["period"] = period
    return table


def _weighted(events: pd.DataFrame, period: str) -> pd.DataFrame:
    """The events that have a weight and a date exact enough; a table made by hand may lack both columns."""
    need(events.columns, ("date", "action"))
    rows = checked(events)
    if "goldstein" not in rows.columns:
        rows = rows.assign(goldstein=rows["action"].map(cameo.goldstein).astype("float64"))
    if "date_precision" not in rows.columns:
        rows = rows.assign(date_precision="day")
    return rows[rows["goldstein"].notna() & ~is_coarse(rows, period)]


def _rolled(sums: np.ndarray, window: int) -> np.ndarray:
    """The sums of each period and those before it, ``window`` together."""
    return np.convolve(sums, np.ones(window))[: len(sums)]


def _bounds(means: np.ndarray, part: float) -> dict[str, np.ndarray]:
    """The bounds in which a part of the draws lies; NaN where a third of the draws has nothing, and where all are the
    same: one story says nothing of how sure it is."""
    known = np.isnan(means).mean(axis=0) < 1 / 3
    bounds = np.full((2, means.shape[1]), np.nan)
    if known.any():
        bounds[:, known] = np.nanquantile(means[:, known], [(1 - part) / 2, (1 + part) / 2], axis=0)
    bounds[:, bounds[0] == bounds[1]] = np.nan
    return {"low": bounds[0], "high": bounds[1]}
