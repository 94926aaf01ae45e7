"""From events to numbers: dyads, single actors and countries by period, with what the field counts of them.

Every table has one row a unit (a dyad, an actor, a country, or none) and period, and side by side

- ``n``: the number of events;
- a column a quad class (``verbal_cooperation``, ``material_cooperation``, ``verbal_conflict``, ``material_conflict``),
  and ``neutral`` under the penta scheme;
- ``goldstein_mean``, ``goldstein_sum``, ``goldstein_n``: the mean weight, the sum of weights, the number of events
  that have one;
- ``balance``: (cooperation - conflict) / (cooperation + conflict), from -1 to 1; neutral events are in neither;
- ``total``, all events of the period, and ``share``, ``n / total``, which takes out the growth of the news itself.

``period`` is the first day of the day, week (from Monday), month, quarter or year. Periods without an event are there,
with counts of 0 and ratios of NaN. Options that all tables share are told at `Layout`. `filters` chooses and regroups
events before, and `duck` gives the same tables from Parquet files that memory does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from eventcode import cameo

from .filters import country, map_actors, one_a_day, precision_rank, role, roles, select, state
from .layout import COVERED, Layout, finish, finish_categories, rolling

__all__ = [
    "Layout", "categories", "countries", "country", "dyads", "is_coarse", "map_actors", "monads", "one_a_day", "role",
    "roles", "rolling", "select", "state", "totals",
]  # fmt: skip

#: What a table of categories can show, with its column in the table of events.
VIEWS = {"root": "root", "plover": "plover", "action": "action", "quad_class": "quad"}

#: Whom a row of `monads` is about.
SIDES = ("either", "actor", "target")

#: Where the countries of `countries` are found.
COUNTRY_SIDES = ("place", *SIDES)

#: What is looked up for a column that a table made by hand does not have.
_LOOKED_UP = {
    "root": lambda code: cameo.get(code).root,
    "plover": cameo.plover,
    "quad_class": cameo.quad_class,
    "goldstein": cameo.goldstein,
}


def totals(events: pd.DataFrame, period: str | None = "month", **layout) -> pd.DataFrame:
    """All events by period; ``share`` is 1. ``layout``: the other fields of `Layout`."""
    laid = Layout(period, **layout)
    rows = _rows(events, laid)
    return finish(_sums(rows, [], laid), _total(rows, None, laid), [], laid)


def dyads(
    events: pd.DataFrame, period: str | None = "month", *, directed: bool = True, total: pd.DataFrame | None = None,
    **layout,
) -> pd.DataFrame:  # fmt: skip
    """Dyads by period: how much who did to whom, in columns ``actor`` and ``target``.

    With ``directed=False`` both directions are one, their names in the order of the alphabet. ``total`` gives the
    events that ``share`` is a share of, such as those before a selection; else these are ``events``. Events that name
    one party only are left out. ``layout``: the other fields of `Layout`.
    """
    laid = Layout(period, **layout)
    rows = _rows(events, laid)
    paired = _paired(rows, directed)
    return finish(_sums(paired, ["actor", "target"], laid), _total(rows, total, laid), ["actor", "target"], laid)


def monads(
    events: pd.DataFrame, period: str | None = "month", *, side: str = "either", total: pd.DataFrame | None = None,
    **layout,
) -> pd.DataFrame:  # fmt: skip
    """Single actors by period, in the column ``actor``: what each did (``side="actor"``), underwent (``target``), or
    ``either``.

    Under ``either`` an event counts for both its parties, so that counts add up to more than the total. ``total`` and
    ``layout`` as in `dyads`.
    """
    known("side", side, SIDES)
    laid = Layout(period, **layout)
    rows = _rows(events, laid)
    return finish(_sums(_single(rows, side), ["actor"], laid), _total(rows, total, laid), ["actor"], laid)


def countries(
    events: pd.DataFrame, period: str | None = "month", *, side: str = "place", total: pd.DataFrame | None = None,
    **layout,
) -> pd.DataFrame:  # fmt: skip
    """Countries by period, in the column ``country``: those where the acts took place, or whose actors they are.

    ``side`` is ``place``, or ``actor``, ``target``, ``either`` as in `monads`. Events without a known country are left
    out, and so are international actors. ``total`` and ``layout`` as in `dyads`.
    """
    known("side", side, COUNTRY_SIDES)
    laid = Layout(period, **layout)
    rows = _rows(events, laid)
    if side == "place":
        counted = rows[rows["country"] != ""]
    else:
        ours = rows.assign(actor=_each(rows["actor"], country), target=_each(rows["target"], country))
        counted = _single(ours, side).assign(country=lambda single: single["actor"])
    return finish(_sums(counted, ["country"], laid), _total(rows, total, laid), ["country"], laid)


def categories(
    events: pd.DataFrame, view: str = "root", period: str | None = None, *, by: tuple[str, ...] = (), **layout
) -> pd.DataFrame:
    """Events by kind of act: one row a category, with ``label``, ``n``, ``total`` and ``share``, in order of the
    codebook.

    ``view`` is ``root``, ``plover``, ``action`` or ``quad_class``, and names the first column; all its categories are
    there, of actions those found. ``by`` names columns (``("actor",)``) to count apart; ``total`` is of the unit and
    period. Where there is no category (PLOVER leaves statements out) it is ``""``. ``layout``: the other fields of
    `Layout`.
    """
    known("view", view, VIEWS)
    laid, by = Layout(period, **layout), list(by)
    rows = _rows(events, laid, by)
    keys = [rows[VIEWS[view]].rename(view), rows["period"]]
    counts = rows["weight"].groupby([*(rows[name] for name in by), *keys]).sum().rename("n").reset_index()
    return finish_categories(counts, view, by, laid)


def is_coarse(events: pd.DataFrame, period: str) -> pd.Series:
    """Which events have a date known less exactly than the period: those that ``coarse`` is about."""
    return events["date_precision"].map(precision_rank) > Layout(period).coarsest


# From events to rows to count -----------------------------------------------------------------------------------------


def _rows(events: pd.DataFrame, layout: Layout, by: Iterable[str] = ()) -> pd.DataFrame:
    """Events as rows to count: parties, kind of act, period, and ``weight``, the part of an event that a row stands
    for."""
    need(events.columns, ("date", "actor", "target", "action", *by))
    events = _looked_up(events).reset_index(drop=True)
    texts = {name: events[name].fillna("") for name in ("actor", "target", "action", "country", "root", "plover")}
    rows = pd.DataFrame({
        **{name: events[name] for name in by}, **texts, "quad": _quad(events, layout),
        "goldstein": events["goldstein"].astype("float64"), "date": pd.to_datetime(events["date"]), "weight": 1,
        "coarseness": events["date_precision"].map(precision_rank),
    })  # fmt: skip
    if layout.coarse == "drop":
        rows = rows[rows["coarseness"] <= layout.coarsest]
    elif layout.coarse == "spread":
        rows = _spread(rows, layout)
    if layout.start is not None:
        rows = rows[rows["date"] >= pd.Timestamp(layout.start)]
    if layout.end is not None:
        rows = rows[rows["date"] <= pd.Timestamp(layout.end)]
    return rows.assign(period=layout.first_days(rows["date"]))


def _looked_up(events: pd.DataFrame) -> pd.DataFrame:
    """The events with what a table made by hand may lack: what the ontology says, and plain defaults."""
    added = {name: events["action"].map({code: find(code) for code in events["action"].unique()})
             for name, find in _LOOKED_UP.items() if name not in events.columns}  # fmt: skip
    defaults = {"country": "", "date_precision": "day"}
    return events.assign(**added, **{name: value for name, value in defaults.items() if name not in events.columns})


def _quad(events: pd.DataFrame, layout: Layout) -> pd.Series:
    """The quad class: the table's own, or under another scheme the one of the root."""
    if layout.scheme == "icews":
        return events["quad_class"]
    by_root = {code: cameo.quad_class(code, layout.scheme) for code in cameo.codes() if len(code) == 2}
    return events["root"].map(by_root).fillna(events["quad_class"]).astype("int64")


def _spread(rows: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """Coarse dates as one row for each day they cover, all together of weight 1."""
    coarse = rows["coarseness"] > layout.coarsest
    parts = [rows[~coarse]]
    for rank, freq in enumerate(COVERED.values(), start=1):
        some = rows[coarse & (rows["coarseness"] == rank)]
        spans = some["date"].dt.to_period(freq).dt
        days = (spans.end_time.dt.normalize() - spans.start_time).dt.days + 1
        shared = some.assign(date=spans.start_time, weight=1 / days)
        shared = shared.loc[shared.index.repeat(days)]
        since = pd.to_timedelta(shared.groupby(level=0).cumcount(), unit="D")
        parts.append(shared.assign(date=shared["date"] + since))
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _paired(rows: pd.DataFrame, directed: bool) -> pd.DataFrame:
    """The rows that name two parties; where direction is no matter, in the order of the alphabet."""
    rows = rows[(rows["actor"] != "") & (rows["target"] != "")]
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
    return both[both["actor"] != ""]


def _sums(rows: pd.DataFrame, units: list[str], layout: Layout) -> pd.DataFrame:
    """The counted columns by units and period, without empty periods."""
    weight, weighted = rows["weight"], rows["goldstein"].notna()
    columns = {
        "n": weight,
        **{name: weight.where(rows["quad"] == number, 0) for number, name in layout.classes.items()},
        "goldstein_sum": (weight * rows["goldstein"]).where(weighted, 0),
        "goldstein_n": weight.where(weighted, 0),
    }
    return pd.DataFrame(columns).groupby([rows[name] for name in (*units, "period")]).sum().reset_index()


def _total(rows: pd.DataFrame, given: pd.DataFrame | None, layout: Layout) -> pd.DataFrame:
    """All events by period: of the ``given`` ones, or else of those counted."""
    rows = rows if given is None else _rows(given, layout)
    return rows["weight"].groupby(rows["period"]).sum().rename("total").reset_index()


def _each(codes: pd.Series, find: Callable[[str], str]) -> pd.Series:
    return codes.map({code: find(code) for code in codes.unique()}).astype("str")


def need(columns: Iterable[str], names: Iterable[str]) -> None:
    """Raises ValueError naming the columns that a table lacks."""
    if missing := [name for name in names if name not in columns]:
        found = ", ".join(map(str, columns))
        raise ValueError(f"the table has no column {', '.join(missing)}; its columns are {found}")


def known(name: str, word: str, words: Iterable[str]) -> None:
    """Raises ValueError for an option that does not exist."""
    if word not in words:
        raise ValueError(f"{name}={word!r} is unknown; known are {', '.join(words)}")
