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
hold. Here are the verbs; `rows` makes of events what is counted, `sums` counts it, `layout` lays it out in time.

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
from collections.abc import Sequence

import pandas as pd

from .door import known
from .filters import country, map_actors, one_a_day, role, roles, select, state
from .layout import Layout, finish, finish_categories, rolling
from .rows import each, is_coarse, paired, single, to_count, where
from .sums import counts, sums

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
    rows = to_count(events, laid)
    return _table(rows, [], rows, None, laid)


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
    rows = to_count(events, laid)
    return _table(paired(rows, directed), ["actor", "target"], rows, total, laid)


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
    rows = to_count(events, laid)
    return _table(single(rows, side), ["actor"], rows, total, laid)


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
    rows = to_count(events, laid)
    if side == "place":
        counted = where(rows, rows["country"] != "")
    else:
        ours = rows.assign(**{party: each(rows[party], country).astype("str") for party in ("actor", "target")})
        counted = single(ours, side).assign(country=lambda table: table["actor"])
    return _table(counted, ["country"], rows, total, laid)


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
    rows = to_count(events, laid, PLACE)
    counted = where(rows, rows["latitude"].notna() & rows["longitude"].notna())
    return _table(counted, list(PLACE), rows, total, laid)


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
    rows = to_count(events, laid, by)
    columns = [*(rows[name] for name in by), rows[VIEWS[view]].rename(view), rows["period"]]
    return finish_categories(counts(columns, rows["weight"], "n"), view, by, laid)


def _table(
    counted: pd.DataFrame, units: list[str], rows: pd.DataFrame, total: pd.DataFrame | None, layout: Layout
) -> pd.DataFrame:
    """The rows that are ``counted``, by units and period, as shares of all ``rows`` or of other events, ``total``."""
    whole = rows if total is None else to_count(total, layout)
    of = counts([whole["period"]], whole["weight"], "total")
    return finish(sums(counted, units, layout), of, units, layout)
