"""The verbs of `aggregate` and `filters` over Parquet files that do not fit in memory, by DuckDB.

`scan` names the files and reads nothing; `select`, `map_actors` and `one_a_day` add to what will be asked; `totals`,
`dyads`, `monads`, `countries` and `categories` ask it and give the same tables as their namesakes:

>>> events = scan("events/*.parquet")  # doctest: +SKIP
>>> dyads(one_a_day(map_actors(select(events, action="19"), "state")), "month")  # doctest: +SKIP

Only the finished table, and the list of actor codes where actors are mapped, are held in memory.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from glob import glob
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pyarrow

from eventcode import cameo
from eventcode.event import PRECISIONS
from eventcode.extras import extra

from .aggregate import COUNTRY_SIDES, SIDES, VIEWS
from .door import COUNTED, known, need
from .filters import DAILY, INTERNATIONAL, PREFERENCE, Codes, Grouping, conditions, group_names
from .layout import COVERED, WHOLE, Layout, finish, finish_categories
from .table import KINDS, REQUIRED, TableError

with extra("notebooks"):
    import duckdb


@dataclass(frozen=True)
class Scan:
    """Events to be asked for: a DuckDB connection and the query that gives them, one row an event."""

    connection: duckdb.DuckDBPyConnection
    query: str

    def asking(self, query: str) -> Scan:
        """The scan narrowed or changed.

        Parameters
        ----------
        query : str
            SQL in which ``events`` are the events so far.

        Returns
        -------
        Scan
        """
        return replace(self, query=f"WITH events AS ({self.query}) {query}")

    def frame(self) -> pd.DataFrame:
        """The events as a DataFrame, in no set order; they must fit in memory.

        Returns
        -------
        DataFrame
        """
        return _typed(self.connection.execute(self.query))


def scan(paths: str | Path | Iterable[str | Path], *, memory: str | None = None) -> Scan:
    """The events in Parquet files, as `table.write_events` writes them.

    Parameters
    ----------
    paths : str, Path, or several
        A file, a folder of parts (all ``.parquet`` files in it and in its folders; names that begin with ``.`` or
        ``_`` are passed over), or a pattern (``events/*.parquet``).
    memory : str, optional
        What DuckDB may use (``"2GB"``); beyond it, it works on disk.

    Returns
    -------
    Scan
        Nothing but the codes is read yet.

    Raises
    ------
    FileNotFoundError
        Where there is no such file.
    TableError
        For files without the columns of a table of events, with codes that are numbers or have lost their zeros, or
        with days in a time zone.

    Examples
    --------
    >>> from eventcode.analysis.table import write_events
    >>> write_events(events, "part-1.parquet")
    6
    >>> dyads(select(scan("*.parquet"), action="04"), "year")[["actor", "target", "n"]].to_numpy().tolist()
    [['USAGOV', 'VENGOV', 1], ['VENGOV', 'USAGOV', 1]]
    """
    several = [paths] if isinstance(paths, (str, Path)) else list(paths)
    found = sorted({str(path) for pattern in several for path in _files(pattern)})
    if not found:
        raise FileNotFoundError(f"no Parquet file at {', '.join(map(str, several))}")
    connection = duckdb.connect(config={"memory_limit": memory} if memory else {})
    query = f"FROM read_parquet([{', '.join(map(_text, found))}], union_by_name = true)"
    described = connection.execute(f"DESCRIBE {query}").fetchall()
    stored = {name: kind for name, kind, *_ in described}
    need(stored, REQUIRED)
    _refuse(connection, query, stored, found)
    kinds = {"str": "VARCHAR", "datetime64[s]": "DATE"}
    cast = [f"{name}::{kinds[kind]} AS {name}" for name, kind in KINDS.items() if kind in kinds and name in stored]
    blank = {"str": "''", "int64": "-1::BIGINT", "float64": "NULL::DOUBLE"}
    later = "".join(f", {blank[kind]} AS {name}" for name, kind in KINDS.items() if name not in stored)
    return Scan(connection, f"SELECT * REPLACE ({', '.join(cast)}){later} {query}")


def _files(pattern: str | Path) -> Iterator[Path]:
    """The Parquet files that a path, a folder or a pattern means."""
    for path in map(Path, glob(str(pattern))):
        inside = [path] if path.is_file() else path.rglob("*.parquet")
        yield from (one for one in inside if path.is_file() or not _hidden(one.relative_to(path)))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)


def _refuse(connection: duckdb.DuckDBPyConnection, query: str, stored: dict[str, str], files: list[str]) -> None:
    """Raises TableError where codes are no text or lack the zeros that codes begin with, and for days with a zone,
    which begin and end where this machine stands."""
    roots = [root for (root,) in connection.execute(f"SELECT DISTINCT root::VARCHAR {query}").fetchall()]
    if not roots:  # a file without events may not know the kinds of its columns
        return
    numbers = [name for name in ("action", "root") if stored[name] != "VARCHAR"]
    wrong = (
        f"the codes in {numbers[0]} are of kind {stored[numbers[0]]}" if numbers
        else "roots have lost the zeros that they begin with" if any(root and len(root) == 1 for root in roots)
        else f"date is of kind {stored['date']}" if not _WITHOUT_ZONE.fullmatch(stored["date"])
        else ""
    )  # fmt: skip
    if wrong:
        raise TableError(
            f"{files[0]}{' and others' if len(files) > 1 else ''}: {wrong}; read the table with read_events and write "
            "it with write_events, which puts that right"
        )


_WITHOUT_ZONE = re.compile("DATE|VARCHAR|TIMESTAMP(_S|_MS|_NS)?")


def select(
    events: Scan, *, actor: Codes | None = None, target: Codes | None = None, either: Codes | None = None,
    between: tuple[Codes, Codes] | None = None, actor_role: Codes | None = None, target_role: Codes | None = None,
    action: Codes | None = None, country: Codes | None = None, start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, confidence: float | None = None,
) -> Scan:  # fmt: skip
    """The events that pass every filter given.

    Parameters
    ----------
    events : Scan
    actor, target, either, between, actor_role, target_role, action, country, start, end, confidence
        As in `aggregate.select`, which also tells the errors.

    Returns
    -------
    Scan
    """
    patterns, bounds = conditions(actor=actor, target=target, either=either, between=between, actor_role=actor_role,
                                  target_role=target_role, action=action, country=country, start=start, end=end,
                                  confidence=confidence)  # fmt: skip
    asked = [_any_of(alternatives) for alternatives in patterns]
    terms = {"date": _day, "confidence": float}
    asked += [f"{column} {sign} {terms[column](value)}" for column, sign, value in bounds]
    return events.asking(f"SELECT * FROM events WHERE {' AND '.join(asked)}") if asked else events


def map_actors(events: Scan, grouping: Grouping, *, other: str | None = None, within: bool = True) -> Scan:
    """The events with actor and target replaced by their groups.

    Parameters
    ----------
    events : Scan
    grouping, other, within
        As in `aggregate.map_actors`.

    Returns
    -------
    Scan
    """
    codes = events.asking("SELECT actor FROM events UNION SELECT target FROM events").query
    groups = group_names((code for (code,) in events.connection.execute(codes).fetchall() if code), grouping, other)
    name = f"groups_{uuid4().hex}"
    columns = {"code": pyarrow.array(groups, "string"), "name": pyarrow.array(groups.values(), "string")}
    events.connection.register(name, pyarrow.table(columns))
    return events.asking(f"""
        SELECT events.* REPLACE (doing.name AS actor, other.name AS target)
        FROM events JOIN {name} AS doing ON doing.code = actor JOIN {name} AS other ON other.code = target
        WHERE doing.name <> '' AND other.name <> '' {'' if within else 'AND doing.name <> other.name'}""")


def one_a_day(events: Scan) -> Scan:
    """One event for each (date, actor, target, action).

    Parameters
    ----------
    events : Scan

    Returns
    -------
    Scan
        As in `aggregate.one_a_day`, with the same choice.
    """
    terms = {"date_precision": _PRECISION}
    ways = {True: "ASC NULLS LAST", False: "DESC NULLS LAST"}
    order = ", ".join(f"{terms.get(name, name)} {ways[rising]}" for name, rising in PREFERENCE)
    return events.asking(f"""
        SELECT * FROM events
        QUALIFY row_number() OVER (PARTITION BY {', '.join(DAILY)} ORDER BY {order}) = 1""")


def totals(
    events: Scan, period: str | None = "month", *, start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """All events by period.

    Parameters
    ----------
    events : Scan
    period, start, end, scheme, coarse, fill
        As in `aggregate.totals`.

    Returns
    -------
    DataFrame
        As from `aggregate.totals`.

    Raises
    ------
    ValueError
        For a word that is unknown, and more rows than memory holds.
    """
    return _table(events, None, "SELECT * FROM counted", [], Layout(period, start, end, scheme, coarse, fill))


def dyads(
    events: Scan, period: str | None = "month", *, directed: bool = True, total: Scan | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Dyads by period: how much who did to whom.

    Parameters
    ----------
    events : Scan
    total : Scan, optional
        All events, where `events` are some of them.
    directed, period, start, end, scheme, coarse, fill
        As in `aggregate.dyads`.

    Returns
    -------
    DataFrame
        As from `aggregate.dyads`.

    Raises
    ------
    ValueError
        For a word that is unknown, and more rows than memory holds.
    """
    pair = "" if directed else "REPLACE (least(actor, target) AS actor, greatest(actor, target) AS target)"
    paired = f"SELECT * {pair} FROM counted WHERE actor <> '' AND target <> ''"
    return _table(events, total, paired, ["actor", "target"], Layout(period, start, end, scheme, coarse, fill))


def monads(
    events: Scan, period: str | None = "month", *, side: str = "either", total: Scan | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Single actors by period: what each did, underwent, or either.

    Parameters
    ----------
    events : Scan
    total : Scan, optional
        All events, where `events` are some of them.
    side, period, start, end, scheme, coarse, fill
        As in `aggregate.monads`.

    Returns
    -------
    DataFrame
        As from `aggregate.monads`.

    Raises
    ------
    ValueError
        For a word that is unknown, and more rows than memory holds.
    """
    known("side", side, SIDES)
    return _table(events, total, _single(side), ["actor"], Layout(period, start, end, scheme, coarse, fill))


def countries(
    events: Scan, period: str | None = "month", *, side: str = "place", total: Scan | None = None,
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Countries by period: those where the acts took place, or whose actors they are.

    Parameters
    ----------
    events : Scan
    total : Scan, optional
        All events, where `events` are some of them.
    side, period, start, end, scheme, coarse, fill
        As in `aggregate.countries`.

    Returns
    -------
    DataFrame
        As from `aggregate.countries`.

    Raises
    ------
    ValueError
        For a word that is unknown, and more rows than memory holds.
    """
    known("side", side, COUNTRY_SIDES)
    if side == "place":
        counted = "SELECT * FROM counted WHERE country <> ''"
    else:
        ours = f"SELECT * REPLACE ({_country('actor')} AS actor, {_country('target')} AS target) FROM counted"
        counted = f"WITH counted AS ({ours}) SELECT * REPLACE (actor AS country) FROM ({_single(side)})"
    return _table(events, total, counted, ["country"], Layout(period, start, end, scheme, coarse, fill))


def categories(
    events: Scan, view: str = "root", period: str | None = None, *, by: Sequence[str] = (),
    start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, scheme: str = "icews", coarse: str = "drop", fill: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Events by kind of act, in order of the codebook.

    Parameters
    ----------
    events : Scan
    view, by, period, start, end, scheme, coarse, fill
        As in `aggregate.categories`.

    Returns
    -------
    DataFrame
        As from `aggregate.categories`.

    Raises
    ------
    ValueError
        For a word that is unknown, and more rows than memory holds.
    """
    known("view", view, VIEWS)
    laid, by = Layout(period, start, end, scheme, coarse, fill), list(by)
    columns = [*by, f"{VIEWS[view]} AS {view}", "period"]
    keys = ", ".join(map(str, range(1, len(columns) + 1)))
    counted = f"SELECT {', '.join(columns)}, sum(weight) AS n FROM counted GROUP BY {keys} ORDER BY {keys}"
    return finish_categories(_asked(events, counted, laid), view, by, laid)


# SQL ------------------------------------------------------------------------------------------------------------------

_PRECISION = f"coalesce(list_position({list(PRECISIONS)}, date_precision) - 1, 0)"


def _table(events: Scan, total: Scan | None, counted: str, units: list[str], layout: Layout) -> pd.DataFrame:
    """Count what ``counted`` (SQL over the rows, which it calls ``counted`` too) gives by units and period."""
    classes = layout.classes.items()
    columns = [
        *units, "period", "sum(weight) AS n",
        *(f"coalesce(sum(weight) FILTER (quad = {number}), 0) AS {name}" for number, name in classes),
        "coalesce(sum(weight * goldstein), 0) AS goldstein_sum",
        "coalesce(sum(weight) FILTER (goldstein IS NOT NULL), 0) AS goldstein_n",
    ]  # fmt: skip
    keys = ", ".join([*units, "period"])
    sums = f"SELECT {', '.join(columns)} FROM ({counted}) GROUP BY {keys} ORDER BY {keys}"
    whole = "SELECT period, sum(weight) AS total FROM counted GROUP BY period"
    overall = _asked(events if total is None else total, whole, layout)
    return finish(_asked(events, sums, layout), overall, units, layout)


def _asked(events: Scan, query: str, layout: Layout) -> pd.DataFrame:
    """The answer to a query over the rows ``counted``, its columns of the kinds that `layout` expects."""
    rows = f"WITH counted AS ({_rows(events, layout)}) {query}"
    return _typed(events.connection.execute(rows))


def _typed(answer: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """An answer as a DataFrame, its columns of the table's kinds."""
    found = answer.df()
    kinds = {name: kind for name, kind in COUNTED.items() if name in found.columns}
    return found.astype({name: kind for name, kind in kinds.items() if found[name].dtype != kind})


def _rows(events: Scan, layout: Layout) -> str:
    """SQL for events as rows to count, with ``day``, ``period``, ``quad`` and ``weight``; as in `aggregate`."""
    held = ["true"]
    if layout.coarse == "drop":
        held.append(f"{_PRECISION} <= {layout.coarsest}")
    first, last = layout.bounds
    held += [f"day >= {_day(first)}"] if first is not None else []
    held += [f"day <= {_day(last)}"] if last is not None else []
    texts = ", ".join(f"coalesce({name}, '') AS {name}" for name in ("actor", "target", "country", "root", "plover"))
    period = f"date_trunc('{layout.period}', day)" if layout.period else _day(WHOLE)
    return f"""
        SELECT * REPLACE ({texts}, CASE WHEN isnan(goldstein) THEN NULL ELSE goldstein END AS goldstein),
            {period}::DATE AS period, {_quad(layout)} AS quad
        FROM ({_days(events, layout)}) WHERE {' AND '.join(held)}"""


def _days(events: Scan, layout: Layout) -> str:
    """SQL for events with ``day`` and ``weight``; spread over the days they cover where the layout asks for it."""
    if layout.coarse != "spread":
        return f"SELECT *, date AS day, 1 AS weight FROM ({events.query})"
    ends = " ".join(f"WHEN '{name}' THEN first_day + INTERVAL 1 {name}" for name in COVERED)
    coarse = f"{_PRECISION} > {layout.coarsest}"
    first = f"CASE WHEN {coarse} THEN date_trunc(date_precision, date) ELSE date END::DATE"
    last = f"(CASE WHEN {coarse} THEN CASE date_precision {ends} END - INTERVAL 1 DAY ELSE date END)::DATE"
    return f"""
        WITH firsts AS (SELECT *, {first} AS first_day FROM ({events.query})),
            lasts AS (SELECT *, {last} AS last_day FROM firsts)
        SELECT * EXCLUDE (first_day, last_day), 1::DOUBLE / (last_day - first_day + 1) AS weight,
            unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day
        FROM lasts"""


def _quad(layout: Layout) -> str:
    """SQL for the quad class: the table's own, or under another scheme the one of the root."""
    if layout.scheme == "icews":
        return "quad_class"
    roots = [code for code in cameo.codes() if len(code) == 2]
    cases = " ".join(f"WHEN '{code}' THEN {cameo.quad_class(code, layout.scheme)}" for code in roots)
    return f"CASE root {cases} ELSE quad_class END"


def _single(side: str) -> str:
    """SQL for a row for each party counted, in ``actor``; one that acts on itself is counted once."""
    acting, other = "SELECT * FROM counted", "SELECT * REPLACE (target AS actor) FROM counted"
    both = {"actor": acting, "target": other, "either": f"{acting} UNION ALL {other} WHERE actor <> target"}[side]
    return f"SELECT * FROM ({both}) WHERE actor <> ''"


def _country(column: str) -> str:
    """SQL for the country of an actor's code, as `filters.country`."""
    outside = ", ".join(map(_text, sorted(INTERNATIONAL)))
    return f"CASE WHEN left({column}, 3) IN ({outside}) THEN '' ELSE left({column}, 3) END"


def _any_of(alternatives: list[dict[str, str]]) -> str:
    """SQL for patterns of which one must hold."""
    asked = [" AND ".join(f"regexp_matches({column}, {_text(expression)})" for column, expression in pattern.items())
             for pattern in alternatives]  # fmt: skip
    return "(" + " OR ".join(f"({one})" for one in asked) + ")"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _day(value: object) -> str:
    return f"DATE '{pd.Timestamp(value):%Y-%m-%d}'"
