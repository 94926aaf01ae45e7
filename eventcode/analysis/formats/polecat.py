"""POLECAT's files (40 columns with tabs and a header), and the JSON lines of NGEC, the coder behind it.

POLECAT codes PLOVER events, so the table's ``plover`` holds the event type while ``action`` and ``root`` are empty;
mode, contexts and intensity stand to the right. An actor is its country and PLOVER sector in CAMEO's terms (PLOVER's
``JRN`` is CAMEO's ``MED``, its ``MED`` is ``HLH``). A cell can name several actors: the table has the first,
`expand_actors` makes a row of each pair.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

import pandas as pd

from eventcode import cameo
from eventcode.analysis.formats import countries, sectors
from eventcode.analysis.formats.files import (
    Batch,
    FormatError,
    Layout,
    header_layout,
    open_text,
    plain_name,
    read_batches,
    read_json_batches,
    write_cells,
)
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, read, settle, table, text_of
from eventcode.event import Event


def _actor_columns(who: str) -> tuple[str, ...]:
    return (f"{who} Name", f"{who} Country", f"{who} COW", f"Primary {who} Sector", f"{who} Sectors", f"{who} Title",
            f"{who} Name Raw", f"Wikipedia {who} ID")  # fmt: skip


COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *_actor_columns("Actor"), *_actor_columns("Recipient"),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip

_NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Country", "Recipient Country")
_SPENT = {"Event ID", "Event Date", "Event Type", "Quad Code"}
_SEVERAL = re.compile(r"\s*[;|]\s*")
_QUADS = {name.upper(): number for number, name in cameo.QUAD_CLASSES["icews"].items()}


def read_polecat(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read a POLECAT file, or the JSON lines that NGEC writes, into the table of events.

    Some published files have names in the header that no cell follows (``Headline``, ``Event Text``) or empty cells
    after the last column; both are read. Some are Latin-1.

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
    >>> write_polecat(events, "ours.tsv")
    6
    >>> read_polecat("ours.tsv")[["date", "actor", "target", "plover"]].head(2)
            date   actor  target   plover
    0 2019-01-07  VENGOV  USAGOV  CONSULT
    1 2019-01-07  USAGOV  VENGOV  CONSULT
    """
    source = Source("POLECAT", _batches, _convert, _MISSING)
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {
    "sentence_id": "POLECAT codes whole stories; -1",
    "date_precision": "not given; every date is a day",
    "action": "POLECAT codes PLOVER events, not CAMEO; empty",
    "action_text": "POLECAT has no text; empty",
    "root": "POLECAT codes PLOVER events, not CAMEO; empty",
    "goldstein": "not given; NaN (POLECAT's own scale is in Intensity)",
    "confidence": "not given; NaN",
    "sentence": "POLECAT has no text; empty",
}


def _batches(path: str | Path, size: int, encoding: str) -> Iterator[Batch]:
    with open_text(path, "latin-1") as stream:  # of several in a zip, the first
        first = stream.readline().lstrip("ï»¿ \r\n")
    if first.startswith("{"):
        return read_json_batches(Layout("NGEC", COLUMNS), _of_record, path, size, encoding)
    return read_batches(_choose, path, size, encoding)


def _choose(path: str | Path, cells: list[str]) -> Layout:
    if not cells:
        return Layout("POLECAT", COLUMNS)
    names = header_layout("POLECAT", cells, COLUMNS, {"Event Intensity": "Intensity"}).columns
    if missing := [column for column in _NEEDED if column not in names]:
        raise FormatError(
            f"{path}, line 1: no column {', '.join(missing)}; a POLECAT file begins with its columns' names"
        )
    while names and not plain_name(names[-1]):
        names = names[:-1]
    return Layout("POLECAT", names, header=True, fit=partial(_fit, names))


def _fit(names: tuple[str, ...], cells: list[str]) -> list[str] | None:
    """Cells under the header's names: empty ones too many are dropped; where there are too few, the header names
    columns that were not published, and the cells are those of `COLUMNS`."""
    if not any(cells[len(names) :]) and len(cells) > len(names):
        return cells[: len(names)]
    if len(cells) == len(COLUMNS) < len(names):
        by_name = dict(zip(COLUMNS, cells, strict=True))
        return [by_name.get(name, "") for name in names]
    return None


def _convert(intake: Intake) -> pd.DataFrame:
    cells = intake.cells
    quad = intake.text("Quad Code").str.upper().replace({str(n): name for name, n in _QUADS.items()})
    place = intake.text("Country")
    values = {
        "event_id": intake.text("Event ID"),
        "story_id": intake.text("Event ID").str.split("_").str[0],
        "date": intake.days("Event Date"),
        "plover": intake.text("Event Type").str.upper(),
        "quad_class": quad.map(_QUADS).fillna(0).astype("int64"),
        "country": countries.mapped(place, lambda cell: countries.country_of_name(_SEVERAL.split(cell)[0])),
    }
    for side, who in (("actor", "Actor"), ("target", "Recipient")):
        values[side] = _first_codes(cells, who)
        values[f"{side}_text"] = intake.text(f"{who} Name").str.split(_SEVERAL).str[0]
        several = intake.text(f"{who} Country").str.contains("[;|]")
        intake.tell(several, f"several countries as {who}; {side} is the first (expand_actors makes a row of each)")
        intake.tell(values[side] == UNKNOWN, f"no country and no sector as {who}; {side} is {UNKNOWN}")
    intake.tell((quad != "") & ~quad.isin(_QUADS), "Quad Code is none of the four classes; quad_class is 0")
    extras = cells[[column for column in cells.columns if column not in _SPENT]].copy()
    for column in ("Intensity", "Latitude", "Longitude"):
        if column in extras:
            extras[column] = intake.numbers(column)
    return table(values, extras)


def _first_codes(cells: pd.DataFrame, who: str) -> pd.Series:
    return pd.Series([codes[0] for codes in _all_codes(cells, who)], index=cells.index, dtype="str")


def _all_codes(cells: pd.DataFrame, who: str) -> list[list[str]]:
    """The codes of all actors each row names, at least one."""
    blank = pd.Series("", index=cells.index)
    pairs = list(zip(cells.get(f"{who} Country", blank), cells.get(f"Primary {who} Sector", blank), strict=True))
    found = {pair: actor_codes(*pair) for pair in set(pairs)}
    return [found[pair] for pair in pairs]


def actor_codes(country_cell: str, sector_cell: str) -> list[str]:
    """The codes of the actors in a pair of cells: ``USA; RUS`` with ``GOV; MIL`` are USAGOV and RUSMIL.

    Where there are more countries than sectors or the other way round, the missing one is unknown.
    """
    places, roles = _SEVERAL.split(country_cell.strip()), _SEVERAL.split(sector_cell.strip())
    length = max(len(places), len(roles))
    places += [""] * (length - len(places))
    roles += [""] * (length - len(roles))
    codes = [_code(place, role) for place, role in zip(places, roles, strict=True)]
    return list(dict.fromkeys(codes))


def _code(place: str, sector: str) -> str:
    first = place if place in sectors.KINDS else countries.country_of_name(place) or {"ISM": "NGM"}.get(place, "")
    role = "".join(sectors.PLOVER_ROLES.get(part, part) for part in sectors.parts(sector))
    if not first and role[:3] in sectors.KINDS:
        return role
    return (first or UNKNOWN) + ("" if role == first else role)


def expand_actors(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each pair of actor and recipient that a row names; pairs of one actor with itself are left out.

    Parameters
    ----------
    events : DataFrame
        What `read_polecat` gave, with its columns of actors.

    Returns
    -------
    DataFrame
        The same columns; the ids of pairs get the pair's number (``-1``, ``-2``).

    Raises
    ------
    FormatError
        For a frame without these columns.

    Examples
    --------
    >>> write_polecat(events, "ours.txt")
    6
    >>> len(expand_actors(read_polecat("ours.txt")))
    6
    """
    needed = ("Actor Country", "Primary Actor Sector", "Recipient Country", "Primary Recipient Sector")
    if missing := [column for column in needed if column not in events.columns]:
        raise FormatError(f"the frame has no column {', '.join(missing)}; read it with read_polecat and keep them")
    everyone = zip(_all_codes(events, "Actor"), _all_codes(events, "Recipient"), strict=True)
    pairs = [[pair for pair in product(*both) if pair[0] != pair[1]] or [(both[0][0], both[1][0])] for both in everyone]
    rows = [row for row, found in enumerate(pairs) for _ in found]
    frame = events.iloc[rows].reset_index(drop=True)
    frame["actor"], frame["target"] = (
        zip(*(pair for found in pairs for pair in found), strict=True) if rows else ([], [])
    )
    numbers = [f"-{n}" if len(found) > 1 else "" for found in pairs for n in range(1, len(found) + 1)]
    return frame.assign(event_id=frame["event_id"] + pd.Series(numbers, dtype="str"))


def _of_record(record: dict) -> list[str]:
    """An NGEC record's values in the columns of POLECAT; it raises KeyError where it is none."""
    place = (record.get("event_geolocation") or {}).get("geo") or record.get("event_geolocation") or {}
    cells = {
        "Event ID": record["id"],
        "Event Date": record.get("date_resolved") or record.get("date") or record["pub_date"],
        "Event Type": record["event_type"],
        "Event Mode": record.get("event_mode"),
        "Contexts": record.get("contexts"),
        "Placename": place.get("resolved_placename"),
        "Province": place.get("admin1_name"),
        "District": place.get("admin2_name"),
        "Country": place.get("country_code3"),
        "Latitude": place.get("lat"),
        "Longitude": place.get("lon"),
        "GeoNames ID": place.get("geonameid"),
        "Raw Placename": place.get("search_placename"),
        "Feature Type": place.get("feature_code"),
        "Source": record.get("publisher"),
        "Publication Date": record.get("pub_date"),
        "Story People": record.get("story_people"),
        "Story Organizations": record.get("story_orgs"),
        "Story Locations": record.get("story_locs"),
        "Version": record.get("version"),
    }
    for who, key in (("Actor", "ACTOR"), ("Recipient", "RECIP")):
        found = record["attributes"].get(key) or []
        cells[f"{who} Name"] = [one.get("wiki") or one.get("text", "") for one in found]
        cells[f"{who} Country"] = [one.get("country") or "" for one in found]
        cells[f"Primary {who} Sector"] = [one.get("code_1") or "" for one in found]
        cells[f"{who} Sectors"] = [(one.get("code_1") or "") + (one.get("code_2") or "") for one in found]
        cells[f"{who} Name Raw"] = [one.get("text", "") for one in found]
    return [_joined(cells.get(column)) for column in COLUMNS]


def _joined(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(str(one).replace(";", ",") for one in value)
    return "" if value is None else str(value)


# Writing --------------------------------------------------------------------------------------------------------------


def write_polecat(events: Iterable[Event] | pd.DataFrame, path: str | Path) -> int:
    """Write events in POLECAT's 40 columns (tabs, a header, ``None`` where there is nothing).

    PLOVER has no statements: events without a PLOVER type are left out, with a warning that counts them. The quad code
    is the table's (the ICEWS cut), the intensity the Goldstein weight where the frame has no Intensity of its own.

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.

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
    >>> write_polecat(events, "ours.txt")
    6
    """
    frame = with_plover(as_frame(events))
    quads = {number: name for name, number in _QUADS.items()}
    country = text_of(frame, "country")
    cells = {
        "Event ID": _identity(frame),
        "Event Date": frame["date"].dt.strftime("%Y-%m-%d"),
        "Event Type": text_of(frame, "plover"),
        "Event Mode": text_of(frame, "Event Mode", _detail(frame, "plover_mode")),
        "Contexts": text_of(frame, "Contexts", _detail(frame, "plover_context")),
        "Intensity": text_of(frame, "Intensity", text_of(frame, "goldstein")),
        "Quad Code": frame["quad_class"].map(quads).fillna(""),
        "Publication Date": text_of(frame, "Publication Date", frame["date"].dt.strftime("%Y-%m-%d")),
        **settle(frame, ["Country"], {"Country": country},
                 lambda: countries.mapped(text_of(frame, "Country"), countries.country_of_name) == country),
        **_actor_cells(frame, "actor", "Actor"),
        **_actor_cells(frame, "target", "Recipient"),
    }  # fmt: skip
    written = {column: cells.get(column, text_of(frame, column)).replace("", "None") for column in COLUMNS}
    return write_cells(path, COLUMNS, written, header=True)


def with_plover(frame: pd.DataFrame) -> pd.DataFrame:
    """The events that have a PLOVER type; a warning tells how many have none."""
    has = frame["plover"] != ""
    if left_out := int((~has).sum()):
        warnings.warn(
            f"{left_out} of {len(frame)} events have no PLOVER type (statements) and are left out", stacklevel=3
        )
    return frame[has].reset_index(drop=True)


def _identity(frame: pd.DataFrame) -> pd.Series:
    """Ids that begin with the story's, as POLECAT's do."""
    story, event = text_of(frame, "story_id").str.replace("_", "-"), text_of(frame, "event_id")
    begins = pd.Series(
        [one.startswith(two) for one, two in zip(event, story, strict=True)], index=frame.index, dtype=bool
    )
    return event.where(begins, story + "_" + event)


def _actor_cells(frame: pd.DataFrame, side: str, who: str) -> dict[str, pd.Series]:
    code = text_of(frame, side)
    kinds = code.str[:3].where(code.str[:3] != UNKNOWN, "")
    sector = code.str[3:].map(lambda role: "".join(sectors.TO_PLOVER.get(part, part) for part in sectors.parts(role)))
    sector = sector.where(~kinds.isin(sectors.KINDS), "")
    names = (f"{who} Country", f"Primary {who} Sector", f"{who} Sectors")
    derived = dict(zip(names, (kinds, sector.str[:3], sector), strict=True))
    text = text_of(frame, f"{side}_text")
    kept_name = settle(frame, [f"{who} Name"], {f"{who} Name": text},
                       lambda: text_of(frame, f"{who} Name").str.split(_SEVERAL).str[0] == text)  # fmt: skip
    return kept_name | settle(frame, names, derived, lambda: _first_codes(frame, who) == code)


def _detail(frame: pd.DataFrame, field: str) -> pd.Series:
    """What the codebook says in ``field`` of each row's CAMEO code, empty where the row has none."""
    action = text_of(frame, "action")
    return action.map({code: getattr(cameo.get(code), field) for code in cameo.codes()}).fillna("").astype("str")
