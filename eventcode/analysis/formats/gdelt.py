"""GDELT's event tables, 1.0 (58 columns, 57 before April 2013) and 2.0 (61), without header; those with one are read
too.

Goldstein weights and quad classes are taken as the file has them; places are FIPS there and ISO in the table. Actor
codes without country get ``---`` before the role, as our own have it (``REB`` becomes ``---REB``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from eventcode.analysis.formats import countries, sectors
from eventcode.analysis.formats.files import FormatError, Layout, header_layout, plain_name, read_batches, write_cells
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, read, settle, table, text_of
from eventcode.event import Event

_PARTS = ("CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
          "Type3Code")  # fmt: skip


def _actor_columns(who: str) -> tuple[str, ...]:
    return (f"{who}Code", f"{who}Name", *(f"{who}{part}" for part in _PARTS))


def _geo_columns(where: str, version: str) -> tuple[str, ...]:
    adm2 = ("ADM2Code",) if version == "2.0" else ()
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", *adm2, "Lat", "Long", "FeatureID")
    return tuple(f"{where}Geo_{part}" for part in parts)


def columns(version: str) -> tuple[str, ...]:
    """The published columns of version ``"1.0"`` or ``"2.0"``; ``"1.0 before April 2013"`` lacks the last."""
    if version not in VERSIONS:
        raise ValueError(f"unknown GDELT version {version!r}; known are {', '.join(VERSIONS)}")
    head = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    event = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
             "NumSources", "NumArticles", "AvgTone")  # fmt: skip
    geo = [column for where in ("Actor1", "Actor2", "Action") for column in _geo_columns(where, version)]
    all_ = (*head, *_actor_columns("Actor1"), *_actor_columns("Actor2"), *event, *geo, "DATEADDED", "SOURCEURL")
    return all_[:-1] if version == "1.0 before April 2013" else all_


VERSIONS = ("1.0", "2.0", "1.0 before April 2013")

_WHOLE = ("IsRootEvent", "NumMentions", "NumSources", "NumArticles")
# What the table's own columns hold already, so that it is not kept a second time.
_SPENT = {"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "EventCode", "EventBaseCode",
          "EventRootCode", "QuadClass", "GoldsteinScale", "Actor1Name", "Actor2Name", "SOURCEURL"}  # fmt: skip


def read_gdelt(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    restore_zeros: bool = False,
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read a GDELT event file (1.0 or 2.0, packed or not) into the table of events.

    Layout: GDELT's event codebooks, 1.0 and 2.0. Rows dated a year before they were added, weights that differ from
    today's codebook, and older codes of countries are told.

    Parameters
    ----------
    path : str or Path
        The file, as it was published, packed (``.zip``, also of many files, ``.gz``, ``.bz2``) or saved again as CSV.
    chunksize : int, optional
        Rows a frame, for files that do not fit in memory; an iterator of frames comes back then.
    keep : iterable of str, optional
        Which of the file's own columns to keep, under their published names; else all that say more than the table.
    errors : {"raise", "skip"}
        Whether a line that cannot be read is an error, or left out and told.
    restore_zeros : bool
        Whether to put zeros back wherever that gives a code, for files in which a spreadsheet took codes for numbers.
    encoding : str
        Of the text, as in ``"latin-1"``.

    Returns
    -------
    DataFrame or iterator of DataFrame
        Events, one a row: the columns of `table.COLUMNS`, then the file's own. What the data set lacks and what was
        found on the way is in ``attrs`` and told by `report`.

    Raises
    ------
    FormatError
        Naming file, line and what to do.

    Examples
    --------
    >>> write_gdelt(events, "ours.tsv")
    6
    >>> read_gdelt("ours.tsv")[["date", "actor", "action", "target"]].head(2)
            date   actor action  target
    0 2019-01-07  VENGOV    040  USAGOV
    1 2019-01-07  USAGOV    040  VENGOV
    """
    source = Source("GDELT", partial(read_batches, _choose), partial(_convert, restore_zeros=restore_zeros), _MISSING)
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {
    "sentence_id": "GDELT does not number sentences; -1",
    "date_precision": "not given; every date is a day",
    "action_text": "GDELT has no text",
    "sentence": "GDELT has no text",
    "confidence": "not given; NaN (2.0 has it in its table of mentions)",
}


def _choose(path: str | Path, cells: list[str]) -> Layout:
    if not cells:
        return Layout("GDELT 2.0", columns("2.0"))
    if plain_name(cells[0]) == "globaleventid":
        layout = header_layout("GDELT", cells, columns("2.0"), {"Day": "SQLDATE"})
        if missing := [
            column for column in ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode") if column not in layout.columns
        ]:
            raise FormatError(f"{path}, line 1: no column {', '.join(missing)}; GDELT's event table has them")
        return layout
    if len(cells) == len(columns("2.0")):
        return Layout("GDELT 2.0", columns("2.0"))
    if len(cells) in (57, 58):
        return Layout("GDELT 1.0", columns("1.0"), fit=_without_url)
    raise FormatError(
        f"{path}, line 1: {len(cells)} cells; GDELT's event files have 58 (1.0), 57 (1.0 before April 2013) or 61 "
        "(2.0); tables of mentions or of the Global Knowledge Graph hold no events"
    )


def _without_url(cells: list[str]) -> list[str] | None:
    """A line of 57 cells, as all were before April 2013: it ends with DATEADDED and lacks SOURCEURL alone."""
    return [*cells, ""] if len(cells) == 57 and cells[-1].isdecimal() and len(cells[-1]) == 8 else None


def _convert(intake: Intake, restore_zeros: bool) -> pd.DataFrame:
    cells = intake.cells
    action = intake.codes("EventCode", restore_zeros)
    date = intake.days("SQLDATE")
    intake.tell(_a_year_early(date, intake.text("DATEADDED")), _YEAR_EARLY)
    values = {
        "event_id": intake.ids("GLOBALEVENTID"),
        "story_id": intake.text("SOURCEURL"),
        "date": date,
        "action": action,
        "country": _countries_of(intake.text("ActionGeo_CountryCode")),
    }
    for side, who in (("actor", "Actor1"), ("target", "Actor2")):
        codes = _codes_of(intake.text(f"{who}Code"), intake.text(f"{who}CountryCode"))
        values[side] = intake.current(codes, f"{who}Code")
        values[f"{side}_text"] = intake.text(f"{who}Name")
        intake.tell(values[side] == UNKNOWN, f"no {who}Code; {side} is {UNKNOWN}")
    extras = cells[[column for column in cells.columns if column not in _SPENT]].copy()
    for column in extras.columns:
        if column in _WHOLE:
            extras[column] = intake.numbers(column).astype("Int64")
        elif column == "AvgTone" or column.endswith(("_Lat", "_Long")):
            extras[column] = intake.numbers(column)
    intake.tell(values["story_id"] == "", "no SOURCEURL; story_id is empty")
    frame = table(values, extras)
    _take_scores(intake, frame)
    intake.tell((values["country"] == "") & (intake.text("ActionGeo_CountryCode") != ""), _NO_COUNTRY)
    return frame


_YEAR_EARLY = ("SQLDATE is a year before DATEADDED: what a story remembers is dated so, but by mistake news of the day "
               "too; look at them before you count by date")  # fmt: skip


def _a_year_early(date: pd.Series, added: pd.Series) -> pd.Series:
    """Which rows are dated to the day a year before they were added."""
    day = pd.to_datetime(added.str[:8], format="%Y%m%d", errors="coerce")
    return date == day - pd.DateOffset(years=1)


_NO_COUNTRY = "ActionGeo_CountryCode is no country's (a sea, an island group); country left empty"


def _take_scores(intake: Intake, frame: pd.DataFrame) -> None:
    """The file's own Goldstein weights and quad classes, where it has them, in place of the codebook's."""
    goldstein, quad = intake.numbers("GoldsteinScale"), intake.numbers("QuadClass")
    intake.tell(goldstein.notna() & frame["goldstein"].notna() & ((goldstein - frame["goldstein"]).abs() > 0.05),
                "GoldsteinScale differs from the current codebook's weight; goldstein is the file's")  # fmt: skip
    intake.tell(quad.notna() & (frame["quad_class"] > 0) & (quad != frame["quad_class"]),
                "QuadClass differs from the ICEWS cut by root; quad_class is the file's")  # fmt: skip
    frame["goldstein"] = goldstein.fillna(frame["goldstein"])
    frame["quad_class"] = quad.fillna(frame["quad_class"]).astype("int64")


def _countries_of(fips: pd.Series) -> pd.Series:
    return countries.mapped(fips, lambda code: countries.of_fips().get(code, ""))


def _codes_of(code: pd.Series, country: pd.Series) -> pd.Series:
    """Actor codes with ``---`` before a role without country."""
    found = {pair: _code_of(*pair) for pair in set(zip(code, country, strict=True))}
    return pd.Series([found[pair] for pair in zip(code, country, strict=True)], index=code.index, dtype="str")


def _code_of(code: str, country: str) -> str:
    first = countries.current(code)[:3]
    if not code or first == UNKNOWN:
        return code or UNKNOWN
    return code if country or first in sectors.KINDS or first in countries.codes() else UNKNOWN + code


# Writing --------------------------------------------------------------------------------------------------------------


def write_gdelt(events: Iterable[Event] | pd.DataFrame, path: str | Path, version: str = "2.0") -> int:
    """Write events in GDELT's layout (tabs, no header).

    Columns a frame kept from reading GDELT are written as they were while they agree with the table's codes. What the
    table cannot know (tone, the actors' places) stays empty; each row counts as one mention in one article.

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.
    version : {"1.0", "2.0"}
        Of 58 or 61 columns.

    Returns
    -------
    int
        The number of rows written.

    Raises
    ------
    FormatError
        For a table that lacks a column.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> write_gdelt(events, "ours.tsv", version="1.0")
    6
    """
    frame = as_frame(events)
    day = frame["date"].dt
    code = text_of(frame, "action")
    cells = {
        "GLOBALEVENTID": text_of(frame, "event_id").map(numeric_id),
        "SQLDATE": day.strftime("%Y%m%d"),
        "MonthYear": day.strftime("%Y%m"),
        "Year": day.strftime("%Y"),
        "FractionDate": (day.year + ((day.month - 1) * 30 + day.day) / 365).map("{:.4f}".format),
        "EventCode": code,
        "EventBaseCode": code.str[:3],
        "EventRootCode": text_of(frame, "root"),
        "QuadClass": text_of(frame, "quad_class"),
        "GoldsteinScale": text_of(frame, "goldstein"),
        "SOURCEURL": text_of(frame, "url", text_of(frame, "story_id")),
        "DATEADDED": text_of(frame, "DATEADDED", day.strftime("%Y%m%d" if version != "2.0" else "%Y%m%d000000")),
        **{column: text_of(frame, column, "1") for column in _WHOLE[1:]},
        **_actor_cells(frame, "actor", "Actor1"),
        **_actor_cells(frame, "target", "Actor2"),
        **_place_cells(frame),
    }
    wanted = columns(version)
    return write_cells(
        path, wanted, {column: cells.get(column, text_of(frame, column)) for column in wanted}, header=False
    )


def numeric_id(event_id: str) -> str:
    """An id as a whole number that R and spreadsheets keep exactly (below 2^53): such numbers stay, our hashes give
    their first 52 bits."""
    if event_id.isdecimal() and int(event_id) < 2**53:
        return event_id
    try:
        return str(int(event_id[:13], 16))
    except ValueError:
        raise FormatError(f"event_id {event_id!r} is neither a number nor a hash; number the events") from None


def _actor_cells(frame: pd.DataFrame, side: str, who: str) -> dict[str, pd.Series]:
    kept = (f"{who}Code", *(f"{who}{part}" for part in _PARTS))
    derived = pd.DataFrame([_derived(code) for code in frame[side]], columns=kept, index=frame.index, dtype="str")

    def still_true() -> pd.Series:
        codes = _codes_of(text_of(frame, f"{who}Code"), text_of(frame, f"{who}CountryCode"))
        return countries.mapped(codes, countries.current) == frame[side]

    same = settle(frame, kept, derived, still_true)
    return {f"{who}Name": text_of(frame, f"{side}_text"), **same}


def _derived(code: str) -> tuple[str, ...]:
    """GDELT's columns for an actor code: the code, its country, group and up to three roles."""
    first, *rest = sectors.parts(code) or [""]
    country = "" if first in (UNKNOWN, *sectors.KINDS) else first
    roles = [part for part in (first, *rest) if part in sectors.ROLES or part in sectors.KINDS][:3]
    group = next((part for part in reversed(rest) if part not in sectors.ROLES), "")
    return (code.removeprefix(UNKNOWN), country, group, "", "", "", *roles, *[""] * (3 - len(roles)))


def _place_cells(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """The place of the act, as a whole country where only that is known (GDELT's type 1)."""
    country = text_of(frame, "country")
    fips = country.map(lambda code: countries.to_fips().get(code, ""))
    derived = {
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips,
        "ActionGeo_FullName": country.map(countries.name_of_country),
        "ActionGeo_Type": pd.Series(np.where(fips != "", "1", "0"), index=frame.index),
    }
    return settle(frame, derived, derived, lambda: _countries_of(text_of(frame, "ActionGeo_CountryCode")) == country)
