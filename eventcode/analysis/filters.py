"""Choosing and regrouping events: by actor, code, time and sector; actors mapped to groups; one report a day.

Each verb takes a DataFrame of events and returns a new one. Codes are compared as text, by how they begin: ``"VEN"``
chooses VEN, VENGOV and VENOPP, ``"13"`` every threat. The verbs chain:

>>> month = dyads(one_a_day(map_actors(select(events, action="13"), "state")), "month")  # doctest: +SKIP
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from eventcode.event import PRECISIONS

from .door import checked, day, need

#: What actor codes begin with where they name no country: kinds of international actors, regions, and the unknown.
INTERNATIONAL = frozenset(
    "IGO NGO NGM MNC IMG INT UIS "
    "AFR ASA BLK CAM CAS CAU CEU CFR CRB EAF EEU EIN EUR LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WST "
    "---".split()
)

#: Where several reports tell one act of a day, which of them stands for it: the most exactly dated, then the surest.
PREFERENCE = (("date_precision", True), ("confidence", False), ("event_id", True))

#: What makes two reports one event under the one-a-day filter.
DAILY = ("date", "actor", "target", "action")

Codes = str | Iterable[str]
Grouping = str | Mapping[str, str] | Callable[[str], str | None]
Pattern = dict[str, str]


def state(code: str) -> str:
    """The first three letters of an actor code.

    Parameters
    ----------
    code : str
        An actor code.

    Returns
    -------
    str

    Examples
    --------
    >>> state("VENGOV"), state("IGOUNO")
    ('VEN', 'IGO')
    """
    return code[:3]


def roles(code: str) -> tuple[str, ...]:
    """The three-letter roles of an actor, most important first, those after the country.

    An international actor has none of a country before it.

    Parameters
    ----------
    code : str
        An actor code.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> roles("VENGOVMIL"), roles("IGOUNO")
    (('GOV', 'MIL'), ('IGO', 'UNO'))
    """
    start = 0 if state(code) in INTERNATIONAL - {"---"} else 3
    return tuple(code[at : at + 3] for at in range(start, len(code), 3))


def role(code: str) -> str:
    """The first role of an actor (its sector).

    Parameters
    ----------
    code : str
        An actor code.

    Returns
    -------
    str
        Empty where it has none.

    Examples
    --------
    >>> role("USAGOVMIL"), role("USA"), role("IGOUNO")
    ('GOV', '', 'IGO')
    """
    return next(iter(roles(code)), "")


def country(code: str) -> str:
    """The country of an actor.

    Parameters
    ----------
    code : str
        An actor code.

    Returns
    -------
    str
        Empty where it has none.

    Examples
    --------
    >>> country("VENGOV"), country("IGOUNO")
    ('VEN', '')
    """
    return "" if state(code) in INTERNATIONAL else state(code)


def select(
    events: pd.DataFrame, *, actor: Codes | None = None, target: Codes | None = None, either: Codes | None = None,
    between: tuple[Codes, Codes] | None = None, actor_role: Codes | None = None, target_role: Codes | None = None,
    action: Codes | None = None, country: Codes | None = None, start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, confidence: float | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The events that pass every filter given.

    Parameters
    ----------
    events : DataFrame
        Events, one a row.
    actor, target, either : str or several, optional
        How the code of the actor, the target, or either of them begins (``"VEN"``, ``("USA", "COL")``).
    between : pair of str or several, optional
        How the codes of both parties begin, in either direction (``("VEN", "USA")``).
    actor_role, target_role : str or several, optional
        Roles that the code holds (``"MIL"`` finds VENMIL and VENGOVMIL).
    action : str or several, optional
        How the CAMEO code begins (``"13"``, ``("172", "18")``). Codes are text, a number is refused.
    country : str or several, optional
        The place of the act, whole ISO 3166-1 alpha-3 codes.
    start, end : date or str, optional
        The first and the last day, both included.
    confidence : float, optional
        The least confidence.

    Returns
    -------
    DataFrame
        Those of the events, in their order, under their index.

    Raises
    ------
    TypeError
        For a code that is no text.
    ValueError
        For a filter without any code, a day that is none, and a table that lacks a column asked for.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> select(events, between=("VEN", "USA"), start="2019-01-10")[["date", "actor", "action", "target"]]
            date actor action  target
    3 2019-01-14   USA    138  VENGOV
    """
    patterns, bounds = conditions(actor=actor, target=target, either=either, between=between, actor_role=actor_role,
                                  target_role=target_role, action=action, country=country, start=start, end=end,
                                  confidence=confidence)  # fmt: skip
    asked = {column for alternatives in patterns for pattern in alternatives for column in pattern}
    need(events.columns, sorted(asked.union(column for column, _, _ in bounds)))
    events = checked(events)
    held = pd.Series(True, index=events.index)
    for alternatives in patterns:
        held &= _any_holds(events, alternatives)
    for column, sign, value in bounds:
        held &= events[column] >= value if sign == ">=" else events[column] <= value
    return events[held]


def conditions(
    *, actor: Codes | None = None, target: Codes | None = None, either: Codes | None = None,
    between: tuple[Codes, Codes] | None = None, actor_role: Codes | None = None, target_role: Codes | None = None,
    action: Codes | None = None, country: Codes | None = None, start: datetime.date | str | None = None,
    end: datetime.date | str | None = None, confidence: float | None = None,
) -> tuple[list[list[Pattern]], list[tuple[str, str, object]]]:  # fmt: skip
    """Filters as conditions that pandas and DuckDB can both ask.

    First, patterns: each a list of alternatives, and an alternative gives columns the regular expressions they must
    match. Second, bounds: ``(column, sign, value)``.
    """
    single = [
        ("actor", actor, _beginning), ("target", target, _beginning), ("action", action, _beginning),
        ("actor", actor_role, _holding), ("target", target_role, _holding), ("country", country, _whole),
    ]  # fmt: skip
    asked = [[{column: write(codes)}] for column, codes, write in single if codes is not None]
    if either is not None:
        asked.append([{"actor": _beginning(either)}, {"target": _beginning(either)}])
    if between is not None:
        one, other = map(_beginning, between)
        asked.append([{"actor": one, "target": other}, {"actor": other, "target": one}])
    bounds = [
        ("date", ">=", None if start is None else day("start", start)),
        ("date", "<=", None if end is None else day("end", end)),
        ("confidence", ">=", confidence),
    ]
    return asked, [bound for bound in bounds if bound[2] is not None]


def map_actors(
    events: pd.DataFrame, grouping: Grouping, *, other: str | None = None, within: bool = True
) -> pd.DataFrame:
    """The events with actor and target replaced by their groups.

    Parameters
    ----------
    events : DataFrame
        Events, one a row.
    grouping : {"state", "role", "country"}, mapping or function
        The functions of these names; a mapping from beginnings of codes to names, of which the longest wins; or a
        function of a code.
    other : str, optional
        What codes become that a mapping does not know; else they keep their own.
    within : bool
        Whether events inside one group stay.

    Returns
    -------
    DataFrame
        Events whose parties both have a group; those with one mapped to nothing (None or ``""``) are left out.

    Raises
    ------
    ValueError
        For a grouping of another name, and a table without actors.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> map_actors(events, {"VEN": "others", "VENOPP": "opposition"}, other="abroad")["actor"].tolist()
    ['others', 'abroad', 'opposition', 'abroad', 'abroad', 'others']
    >>> map_actors(events, "state", within=False)["actor"].tolist()
    ['VEN', 'USA', 'USA', 'IGO']
    """
    need(events.columns, ("actor", "target"))
    events = checked(events)
    groups = group_names(pd.concat([events["actor"], events["target"]]).dropna().unique(), grouping, other)
    mapped = events.assign(actor=events["actor"].map(groups), target=events["target"].map(groups))
    kept = mapped["actor"].fillna("").ne("") & mapped["target"].fillna("").ne("")
    if not within:
        kept &= mapped["actor"] != mapped["target"]
    return mapped[kept].astype({"actor": "str", "target": "str"})


def group_names(codes: Iterable[str], grouping: Grouping, other: str | None = None) -> dict[str, str]:
    """The group of each code, by the rules of `map_actors`; ``""`` for none."""
    find = _finder(grouping, other)
    return {code: find(code) or "" for code in codes if code}


def one_a_day(events: pd.DataFrame) -> pd.DataFrame:
    """One event for each (date, actor, target, action): the field's filter against many reports of one act.

    What counts as one actor is for the caller to say: map actors before.

    Parameters
    ----------
    events : DataFrame
        Events, one a row.

    Returns
    -------
    DataFrame
        Of several reports the most exactly dated, then the one of highest confidence, then the smallest ``event_id``;
        in the events' order.

    Raises
    ------
    ValueError
        For a table without these columns.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> twice = pd.concat([events, events.assign(event_id="~")])
    >>> one_a_day(twice).equals(events)
    True
    """
    need(events.columns, DAILY)
    events = checked(events)
    present = [(name, rising) for name, rising in PREFERENCE if name in events.columns]
    ranked = events.reset_index(drop=True)
    if "date_precision" in ranked.columns:
        ranked = ranked.assign(date_precision=ranked["date_precision"].map(precision_rank))
    if present:
        names, rising = zip(*present, strict=True)
        ranked = ranked.sort_values(list(names), ascending=list(rising), kind="stable")
    kept = ranked.index[~ranked.duplicated(list(DAILY))]
    return events.iloc[kept.sort_values()]


def precision_rank(precision: str) -> int:
    """How coarse a date is: 0 for day, 1 week, 2 month, 3 year; what is not told counts as day."""
    return PRECISIONS.index(precision) if precision in PRECISIONS else 0


# Patterns -------------------------------------------------------------------------------------------------------------


def _listed(codes: Codes) -> str:
    """The codes as alternatives of a regular expression."""
    several = isinstance(codes, Iterable) and not isinstance(codes, str)
    listed = tuple(codes) if several else (codes,)
    for code in listed:
        if not isinstance(code, str):
            raise TypeError(f'codes are text, got {code!r}: write it in quotes with its leading zero ("010", not 10)')
    if not listed:
        raise ValueError("a filter was given no code at all; leave it out to let every event pass")
    return "(?:" + "|".join(map(re.escape, listed)) + ")"


def _beginning(codes: Codes) -> str:
    return "^" + _listed(codes)


def _whole(codes: Codes) -> str:
    return f"^{_listed(codes)}$"


def _holding(names: Codes) -> str:
    """Roles stand at every third letter: after the country or, for international actors, in its place."""
    return f"^(?:...)*{_listed(names)}"


def _any_holds(events: pd.DataFrame, alternatives: list[Pattern]) -> pd.Series:
    held = pd.Series(False, index=events.index)
    for pattern in alternatives:
        both = pd.Series(True, index=events.index)
        for column, expression in pattern.items():
            both &= _matches(events[column], expression)
        held |= both
    return held


def _matches(column: pd.Series, expression: str) -> pd.Series:
    """Codes are few and events many, so each code is asked once."""
    found = {code for code in column.dropna().unique() if re.match(expression, code)}
    return column.isin(found)


def _finder(grouping: Grouping, other: str | None) -> Callable[[str], str | None]:
    named = {"state": state, "role": role, "country": country}
    if isinstance(grouping, str):
        if grouping not in named:
            raise ValueError(f"unknown grouping {grouping!r}; known are {', '.join(named)}, a mapping or a function")
        return named[grouping]
    if isinstance(grouping, Mapping):
        return lambda code: _longest(code, grouping, code if other is None else other)
    return grouping


def _longest(code: str, grouping: Mapping[str, str], default: str) -> str | None:
    for length in range(len(code), 0, -1):
        if code[:length] in grouping:
            return grouping[code[:length]]
    return default
