"""From events to numbers: dyads, single actors and countries by period, with what the field counts of them.

Every table has one row a unit (a dyad, an actor, a country, or none) and period, and side by side

- ``n``: the number of events;
- a column a quad class (``verbal_cooperation``, ``material_cooperation``, ``verbal_conflict``, ``material_conflict``),
  and ``neutral`` under the penta scheme;
- ``goldstein_mean``, ``goldstein_sum``, ``goldstein_n``: the mean weight, the sum of weights, the number of events
  that have one;
- ``balance``: (cooperation - conflict) / (cooperation + conflict), from -1 to 1; neutral events are in neither;
- ``total``, all events of the period, and ``share``, ``n / total``, which takes out the growth of the news itself.

``period`` is the first day of the day, week (from Monday), month, quarter or year. `totals` and `categories` have a row
for every period from first to last, with counts of 0 and ratios of NaN where nothing happened; of dyads, actors and
countries such rows would be most of a table, so they are there only with ``fill=True`` (`rolling` needs them).
`filters` chooses and regroups events before, and `duck` gives the same tables from Parquet files that memory does not
hold.

In the examples ``events`` is a small table of events, as `table.read_events` reads one:

>>> events[["date", "actor", "action", "target", "goldstein", "country"]]
        date   actor action  target  goldstein country
0 2019-01-07  VENGOV    040  USAGOV        1.0     VEN
1 2019-01-07  USAGOV    040  VENGOV        1.0     VEN
2 2019-01-13  VENOPP    112  VENGOV       -2.0     VEN
3 2019-01-14     USA    138  VENGOV       -7.0     USA
4 2019-03-31  IGOUNO    070     VEN        7.0     COL
5 2019-03-31  VENMIL    190  VENOPP      -10.0
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.event import PRECISIONS

from .door import checked, known, need
from .filters import country, map_actors, one_a_day, precision_rank, role, roles, select, state
from .layout import COVERED, Layout, finish, finish_categories, rolling
from .table import KINDS

__all__ = [
    "Layout", "categories", "countries", "country", "dyads", "is_coarse", "map_actors", "monads", "one_a_day",
    "places", "role", "roles", "rolling", "select", "state", "totals",
]  # fmt: skip

#: What a table of categories can show, with its column in the table of events.
VIEWS = {"root": "root", "plover": "plover", "action": "action", "quad_class": "quad"}

#: Whom a row of `monads` is about.
SIDES = ("either", "actor", "target")

#: Where the countries of `countries` are found.
COUNTRY_SIDES = ("place", *SIDES)

#: What tells one place from another.
PLACE = ("place", "place_precision", "country", "latitude", "longitude")

#: What is looked up for a column that a table made by hand does not have.
_LOOKED_UP = {
    "root": lambda code: cameo.get(code).root,
    "plover": cameo.plover,
    "quad_class": cameo.quad_class,
    "goldstein": cameo.goldstein,
}


def totals(
    events: pd.DataFrame, period: str | None = "month", *, start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """All events by period; ``share`` is 1.

    Parameters
    ----------
    events : DataFrame
        Events, one a row; what a table made by hand lacks beside date, actor, target and action is looked up.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row over the whole time.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether periods without events have a row too.

    Returns
    -------
    DataFrame
        One row a period, with the columns told above.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action``, and more rows than memory
        holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> totals(events)[["period", "n", "verbal_conflict", "goldstein_sum"]]
          period  n  verbal_conflict  goldstein_sum
    0 2019-01-01  4                2           -7.0
    1 2019-02-01  0                0            0.0
    2 2019-03-01  2                0           -3.0
    """
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid)
    return finish(_sums(rows, [], laid), _total(rows, None, laid), [], laid)


def dyads(
    events: pd.DataFrame, period: str | None = "month", *, directed: bool = True, total: pd.DataFrame | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Dyads by period: how much who did to whom, in columns ``actor`` and ``target``.

    Events that name one party only are left out.

    Parameters
    ----------
    events : DataFrame
        Events, as in `totals`.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row a unit over the whole time.
    directed : bool
        Whether A to B and B to A are two dyads; else both are one, their names in the order of the alphabet.
    total : DataFrame, optional
        The events that ``share`` is a share of, such as those before a selection; else ``events``.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether each unit has a row for its periods without events too.

    Returns
    -------
    DataFrame
        One row a dyad and period that has events, by dyad and period.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action``, and more rows than memory
        holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> dyads(events, "year")[["actor", "target", "n", "balance"]]
        actor  target  n  balance
    0  IGOUNO     VEN  1      1.0
    1     USA  VENGOV  1     -1.0
    2  USAGOV  VENGOV  1      1.0
    3  VENGOV  USAGOV  1      1.0
    4  VENMIL  VENOPP  1     -1.0
    5  VENOPP  VENGOV  1     -1.0
    """
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid)
    return finish(_sums(_paired(rows, directed), ["actor", "target"], laid), _total(rows, total, laid),
                  ["actor", "target"], laid)  # fmt: skip


def monads(
    events: pd.DataFrame, period: str | None = "month", *, side: str = "either", total: pd.DataFrame | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Single actors by period, in the column ``actor``: what each did, underwent, or either.

    Parameters
    ----------
    events : DataFrame
        Events, as in `totals`.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row a unit over the whole time.
    side : {"either", "actor", "target"}
        Whose events count for an actor: those it did, those done to it, or both. Under ``either`` an event counts for
        both its parties, so that counts add up to more than the total.
    total : DataFrame, optional
        The events that ``share`` is a share of, such as those before a selection; else ``events``.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether each unit has a row for its periods without events too.

    Returns
    -------
    DataFrame
        One row an actor and period that has events, by actor and period.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action``, and more rows than memory
        holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> monads(events, None)[["actor", "n"]].nlargest(2, "n")
        actor  n
    4  VENGOV  4
    2  USAGOV  2
    """
    known("side", side, SIDES)
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid)
    return finish(_sums(_single(rows, side), ["actor"], laid), _total(rows, total, laid), ["actor"], laid)


def countries(
    events: pd.DataFrame, period: str | None = "month", *, side: str = "place", total: pd.DataFrame | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Countries by period, in the column ``country``: those where the acts took place, or whose actors they are.

    Events without a known country are left out, and so are international actors.

    Parameters
    ----------
    events : DataFrame
        Events, as in `totals`.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row a unit over the whole time.
    side : {"place", "actor", "target", "either"}
        The place of the act (the events' ``country``), or the country of the parties as in `monads`.
    total : DataFrame, optional
        The events that ``share`` is a share of, such as those before a selection; else ``events``.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether each unit has a row for its periods without events too.

    Returns
    -------
    DataFrame
        One row a country (ISO 3166-1 alpha-3) and period that has events, by country and period.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action``, and more rows than memory
        holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> countries(events, None)[["country", "n"]].to_dict("list")
    {'country': ['COL', 'USA', 'VEN'], 'n': [1, 1, 3]}
    >>> countries(events, None, side="actor")[["country", "n"]].to_dict("list")
    {'country': ['USA', 'VEN'], 'n': [2, 3]}
    """
    known("side", side, COUNTRY_SIDES)
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid)
    if side == "place":
        counted = _where(rows, rows["country"] != "")
    else:
        ours = rows.assign(**{party: _each(rows[party], country).astype("str") for party in ("actor", "target")})
        counted = _single(ours, side).assign(country=lambda single: single["actor"])
    return finish(_sums(counted, ["country"], laid), _total(rows, total, laid), ["country"], laid)


def places(
    events: pd.DataFrame, period: str | None = "month", *, total: pd.DataFrame | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Places by period, with their points on earth: the cities, regions and countries where the acts took place.

    Events whose place has no point are left out.

    Parameters
    ----------
    events : DataFrame
        Events, as in `totals`, with the columns ``place, place_precision, country, latitude, longitude``.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row a unit over the whole time.
    total : DataFrame, optional
        The events that ``share`` is a share of, such as those before a selection; else ``events``.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether each unit has a row for its periods without events too.

    Returns
    -------
    DataFrame
        One row a place and period that has events, by place and period.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action`` and the columns of places, and
        more rows than memory holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> here = events.assign(place="Caracas", place_precision="city", latitude=10.49, longitude=-66.88)
    >>> places(here[here["country"] == "VEN"], None)[["place", "latitude", "n"]]
         place  latitude  n
    0  Caracas     10.49  3
    """
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid, PLACE)
    counted = _where(rows, rows["latitude"].notna() & rows["longitude"].notna())
    return finish(_sums(counted, list(PLACE), laid), _total(rows, total, laid), list(PLACE), laid)


def categories(
    events: pd.DataFrame, view: str = "root", period: str | None = None, *, by: Sequence[str] = (),
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Events by kind of act, in order of the codebook.

    All categories of a view are there (of actions those found); where there is no category (PLOVER leaves statements
    out) it is ``""``.

    Parameters
    ----------
    events : DataFrame
        Events, as in `totals`.
    view : {"root", "plover", "action", "quad_class"}
        The kind of category; it names the first column.
    period : {"day", "week", "month", "quarter", "year"} or None
        How long a period is; None for one row a unit over the whole time.
    by : sequence of str
        Columns of the events to count apart, as in ``("actor",)``.
    start, end : date or str, optional
        The first and the last day to count, both included (``"2019-05-13"``); else the events' own.
    scheme : {"icews", "penta"}
        Four quad classes, or statements and appeals apart as ``neutral``.
    coarse : {"drop", "spread", "keep"}
        What becomes of dates known less exactly than the period, such as "in 2012" in a table of months: left out,
        shared evenly over the days they cover (counts are fractions then), or counted on their first day.
    fill : bool
        Whether categories and periods without events have a row too.

    Returns
    -------
    DataFrame
        One row a category (and unit and period): ``label``, ``n``, ``total`` of the unit and period, ``share``.

    Raises
    ------
    ValueError
        For a word that is none of these, a table without ``date, actor, target, action`` and ``by``, and more rows
        than memory holds.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> categories(events).nlargest(1, "n")[["root", "label", "n", "total"]]
      root    label  n  total
    3   04  Consult  2      6
    """
    known("view", view, VIEWS)
    by = list(by)
    laid = Layout(period, start, end, scheme, coarse, fill)
    rows = _rows(events, laid, by)
    places, keys = _groups([*(rows[name] for name in by), rows[VIEWS[view]].rename(view), rows["period"]])
    counts = keys.assign(n=_added(places, rows["weight"], len(keys)))
    return finish_categories(counts, view, by, laid)


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


# From events to rows to count -----------------------------------------------------------------------------------------


def _rows(events: pd.DataFrame, layout: Layout, by: Iterable[str] = ()) -> pd.DataFrame:
    """Events as rows to count: parties, kind of act, period, and ``weight``, the part of an event that a row stands
    for."""
    need(events.columns, ("date", "actor", "target", "action", *by))
    events = _looked_up(checked(events)).reset_index(drop=True)
    names = dict.fromkeys((*by, "actor", "target", "action", "country", "root", "plover", "goldstein", "date"))
    rows = events[list(names)].assign(quad=_quad(events, layout), weight=1)
    coarse = events["date_precision"].isin(PRECISIONS[layout.coarsest + 1 :])
    if layout.coarse == "drop":
        rows = _where(rows, ~coarse)
    elif layout.coarse == "spread":
        rows = _spread(rows.assign(coarseness=_each(events["date_precision"], precision_rank)), coarse)
    first, last = layout.bounds
    if first is not None:
        rows = _where(rows, rows["date"] >= first)
    if last is not None:
        rows = _where(rows, rows["date"] <= last)
    return rows.assign(period=layout.first_days(rows["date"]))


def _where(rows: pd.DataFrame, held: pd.Series) -> pd.DataFrame:
    """The rows that are held; a table of which all are is not copied."""
    return rows if held.all() else rows[held]


def _looked_up(events: pd.DataFrame) -> pd.DataFrame:
    """The events with what a table made by hand may lack: what the ontology says, and plain defaults."""
    lacking = [name for name in _LOOKED_UP if name not in events.columns]
    added = {name: _each(events["action"], _LOOKED_UP[name]).astype(KINDS[name]) for name in lacking}
    defaults = {"country": "", "date_precision": "day"}
    return events.assign(**added, **{name: value for name, value in defaults.items() if name not in events.columns})


def _quad(events: pd.DataFrame, layout: Layout) -> pd.Series:
    """The quad class: the table's own, or under another scheme the one of the root."""
    if layout.scheme == "icews":
        return events["quad_class"]
    by_root = {code: cameo.quad_class(code, layout.scheme) for code in cameo.codes() if len(code) == 2}
    found = _each(events["root"], lambda root: by_root.get(root, -1)).astype("int64")
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


def _paired(rows: pd.DataFrame, directed: bool) -> pd.DataFrame:
    """The rows that name two parties; where direction is no matter, in the order of the alphabet."""
    rows = _where(rows, (rows["actor"] != "") & (rows["target"] != ""))
    if directed:
        return rows
    actor, target = rows["actor"], rows["target"]
    turned = actor > target
    return rows.assign(actor=target.where(turned, actor), target=actor.where(turned, target))


def _single(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    """A row for each party counted, in ``actor``; one that acts on itself is counted once."""
    acting, other = rows, rows.assign(actor=rows["target"])
    if side == "either":
        both = pd.concat([acting, other[rows["target"] != rows["actor"]]])
    else:
        both = acting if side == "actor" else other
    return _where(both, both["actor"] != "")


def _sums(rows: pd.DataFrame, units: list[str], layout: Layout) -> pd.DataFrame:
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


def _total(rows: pd.DataFrame, given: pd.DataFrame | None, layout: Layout) -> pd.DataFrame:
    """All events by period: of the ``given`` ones, or else of those counted."""
    rows = rows if given is None else _rows(given, layout)
    places, keys = _groups([rows["period"]])
    return keys.assign(total=_added(places, rows["weight"], len(keys)))


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


def _each(values: pd.Series, find: Callable[[str], object]) -> pd.Series:
    """``find`` applied to each different value once."""
    places, different = pd.factorize(values)
    found = pd.Series([find(value) for value in different], dtype=None if len(different) else object)
    return found.take(places).set_axis(values.index)
