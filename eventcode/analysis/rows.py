"""From events to rows to count: parties, kind of act, period, and the part of an event that a row stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from eventcode import cameo
from eventcode.event import PRECISIONS

from .door import checked, need
from .filters import precision_rank
from .layout import COVERED, Layout
from .table import KINDS

#: What is looked up for a column that a table made by hand does not have.
_LOOKED_UP = {
    "root": lambda code: cameo.get(code).root,
    "plover": cameo.plover,
    "quad_class": cameo.quad_class,
    "goldstein": cameo.goldstein,
}


def is_coarse(events: pd.DataFrame, period: str) -> pd.Series:
    """Which events have a date known less exactly than the period: those that ``coarse`` is about.

    Parameters
    ----------
    events : DataFrame
        Events with ``date_precision``.
    period : {"day", "week", "month", "quarter", "year"}
        The period they are to be counted by.

    Returns
    -------
    Series of bool
        Under the events' index.

    Raises
    ------
    ValueError
        For an unknown period, or a table without ``date_precision``.

    Examples
    --------
    >>> is_coarse(events.assign(date_precision="month"), "week").all()
    np.True_
    """
    need(events.columns, ("date_precision",))
    return checked(events)["date_precision"].isin(PRECISIONS[Layout(period).coarsest + 1 :])


def to_count(events: pd.DataFrame, layout: Layout, by: Iterable[str] = ()) -> pd.DataFrame:
    """Events as rows to count: parties, kind of act, period, and ``weight``, the part of an event that a row stands
    for."""
    need(events.columns, ("date", "actor", "target", "action", *by))
    events = _looked_up(checked(events)).reset_index(drop=True)
    names = dict.fromkeys((*by, "actor", "target", "action", "country", "root", "plover", "goldstein", "date"))
    rows = events[list(names)].assign(quad=_quad(events, layout), weight=1)
    coarse = events["date_precision"].isin(PRECISIONS[layout.coarsest + 1 :])
    if layout.coarse == "drop":
        rows = where(rows, ~coarse)
    elif layout.coarse == "spread":
        rows = _spread(rows.assign(coarseness=each(events["date_precision"], precision_rank)), coarse)
    first, last = layout.bounds
    if first is not None:
        rows = where(rows, rows["date"] >= first)
    if last is not None:
        rows = where(rows, rows["date"] <= last)
    return rows.assign(period=layout.first_days(rows["date"]))


def paired(rows: pd.DataFrame, directed: bool) -> pd.DataFrame:
    """The rows that name two parties; where direction is no matter, in the order of the alphabet."""
    rows = where(rows, (rows["actor"] != "") & (rows["target"] != ""))
    if directed:
        return rows
    actor, target = rows["actor"], rows["target"]
    turned = actor > target
    return rows.assign(actor=target.where(turned, actor), target=actor.where(turned, target))


def single(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """A row for each party counted, in ``actor``; one that acts on itself is counted once."""
    acting, other = rows, rows.assign(actor=rows["target"])
    if side == "either":
        both = pd.concat([acting, other[rows["target"] != rows["actor"]]])
    else:
        both = acting if side == "actor" else other
    return where(both, both["actor"] != "")


def where(rows: pd.DataFrame, held: pd.Series) -> pd.DataFrame:
    """The rows that are held; a table of which all are is not copied."""
    return rows if held.all() else rows[held]


def each(values: pd.Series, find: Callable[[str], object]) -> pd.Series:
    """``find`` applied to each different value once."""
    places, different = pd.factorize(values)
    found = pd.Series([find(value) for value in different], dtype=None if len(different) else object)
    return found.take(places).set_axis(values.index)


def _looked_up(events: pd.DataFrame) -> pd.DataFrame:
    """The events with what a table made by hand may lack: what the ontology says, and plain defaults."""
    lacking = [name for name in _LOOKED_UP if name not in events.columns]
    added = {name: each(events["action"], _LOOKED_UP[name]).astype(KINDS[name]) for name in lacking}
    defaults = {"country": "", "date_precision": "day"}
    return events.assign(**added, **{name: value for name, value in defaults.items() if name not in events.columns})


def _quad(events: pd.DataFrame, layout: Layout) -> pd.Series:
    """The quad class: the table's own, or under another scheme the one of the root."""
    if layout.scheme == "icews":
        return events["quad_class"]
    by_root = {code: cameo.quad_class(code, layout.scheme) for code in cameo.codes() if len(code) == 2}
    found = each(events["root"], lambda root: by_root.get(root, -1)).astype("int64")
    return found.where(found >= 0, events["quad_class"])


def _spread(rows: pd.DataFrame, coarse: pd.Series) -> pd.DataFrame:
    """Coarse dates as one row for each day they cover, all together of weight 1."""
    parts = [rows[~coarse]]
    for rank, freq in enumerate(COVERED.values(), start=1):
        some = rows[coarse & (rows["coarseness"] == rank)]
        spans = some["date"].dt.to_period(freq).dt
        days = (spans.end_time.dt.normalize() - spans.start_time).dt.days + 1
        shared = some.assign(date=spans.start_time, weight=1 / days)
        shared = shared.loc[shared.index.repeat(days)]
        since = pd.to_timedelta(shared.groupby(level=0).cumcount(), unit="D")
        parts.append(shared.assign(date=(shared["date"] + since).astype("datetime64[s]")))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
