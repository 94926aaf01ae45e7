"""Rows to count, added up by units and period."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .layout import Layout


def sums(rows: pd.DataFrame, units: list[str], layout: Layout) -> pd.DataFrame:
    """The counted columns by units and period, in their order, without empty periods."""
    places, keys = _groups([rows[name] for name in (*units, "period")])
    weight, goldstein, size = rows["weight"], rows["goldstein"].to_numpy(), len(keys)
    weighted = ~np.isnan(goldstein)
    in_class = _added(places * 5 + rows["quad"].to_numpy(), weight, size * 5).reshape(size, 5)
    return keys.assign(
        n=_added(places, weight, size),
        **{name: in_class[:, number] for number, name in layout.classes.items()},
        goldstein_sum=_added(places, weight * np.where(weighted, goldstein, 0), size),
        goldstein_n=_added(places[weighted], weight[weighted], size),
    )


def counts(columns: Sequence[pd.Series], weight: pd.Series, name: str) -> pd.DataFrame:
    """How much weight falls on each group of rows that have the same in all columns: in the column ``name``."""
    places, keys = _groups(columns)
    return keys.assign(**{name: _added(places, weight, len(keys))})


def _groups(columns: Sequence[pd.Series]) -> tuple[np.ndarray, pd.DataFrame]:
    """For each row the number of its group, and the groups in order, one a row: what the columns have together.

    Each column becomes numbers and all of them one, so that text is looked at once, however much is added up.
    """
    coded = [pd.factorize(column, sort=True, use_na_sentinel=False) for column in columns]
    together = np.zeros(len(columns[0]), dtype="int64")
    for codes, different in coded:
        together = together * max(len(different), 1) + codes
    places, groups = pd.factorize(together)
    order = np.argsort(groups)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    left, keys = groups[order], {}
    for column, (_, different) in zip(reversed(columns), reversed(coded), strict=True):
        left, codes = np.divmod(left, max(len(different), 1))
        keys[column.name] = pd.Series(different, dtype=column.dtype).take(codes).reset_index(drop=True)
    return rank[places], pd.DataFrame(dict(reversed(keys.items())))


def _added(places: np.ndarray, weight: pd.Series, size: int) -> np.ndarray:
    """The sum of the weights that fall in each of ``size`` places."""
    return np.bincount(places, weight.to_numpy(), size)
