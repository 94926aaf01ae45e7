"""The ICEWS event files: 20 columns with tabs and a header.

ICEWS has names where others have codes. An actor's country comes from its name in the actor dictionaries, its role
from its sectors (`sectors`), and an actor without country is looked up among the organisations; what is found in none
of them is told. ``Event ID`` is not unique (the same number comes again on other days), so ``event_id`` is number and
day. Lines of 2017 have days as m/d/Y and lack codes; a missing code is taken from ``Event Text``, which is the code's
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis.formats import countries, sectors
from eventcode.analysis.formats.files import FormatError, Layout, header_layout, plain_name, read_batches, write_cells
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, read, settle, table, text_of
from eventcode.analysis.formats.gdelt import numeric_id
from eventcode.event import Event

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_NEEDED = ("Event ID", "Event Date", "Source Name", "Source Country", "Target Name", "Target Country")
_SPENT = {"Event Date", "Source Name", "CAMEO Code", "Intensity", "Target Name", "Story ID", "Sentence Number"}


def read_icews(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    restore_zeros: bool = False,
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read an ICEWS file (20 columns, tabs, a header) into the table of events.

    Codes that are missing, are none or have lost their zero are taken from ``Event Text``, the code's name; this is
    told.

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
    >>> write_icews(events, "ours.tsv")
    6
    >>> read_icews("ours.tsv")[["date", "actor", "action", "target"]].head(2)
            date   actor action  target
    0 2019-01-07  VENGOV    040  USAGOV
    1 2019-01-07  USAGOV    040  VENGOV
    """
    source = Source("ICEWS", partial(read_batches, _choose), partial(_convert, restore_zeros=restore_zeros), _MISSING)
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {
    "date_precision": "not given; every date is a day",
    "action_text": "ICEWS has no text (Event Text names the code); empty",
    "sentence": "ICEWS has no text; empty",
    "confidence": "not given; NaN",
}


def _choose(path: str | Path, cells: list[str]) -> Layout:
    if not cells:
        return Layout("ICEWS", COLUMNS)
    if len(cells) == len(COLUMNS) and plain_name(cells[0]).isdecimal():
        return Layout("ICEWS", COLUMNS)
    layout = header_layout("ICEWS", cells, COLUMNS)
    missing = [column for column in _NEEDED if column not in layout.columns]
    if "Event Text" not in layout.columns and "CAMEO Code" not in layout.columns:
        missing.append("CAMEO Code")
    if missing:
        raise FormatError(
            f"{path}, line 1: no column {', '.join(missing)}; an ICEWS file begins with its columns' names"
        )
    return layout


def _convert(intake: Intake, restore_zeros: bool) -> pd.DataFrame:
    _unquote(intake)
    _take_codes_from_names(intake)
    cells, numbers = intake.cells, intake.numbers("Sentence Number")
    date = intake.days("Event Date")
    values = {
        "event_id": intake.ids("Event ID") + "-" + date.dt.strftime("%Y%m%d").fillna(""),
        "story_id": intake.ids("Story ID"),
        "sentence_id": numbers.where(np.isfinite(numbers), -1).astype("int64"),
        "date": date,
        "action": intake.codes("CAMEO Code", restore_zeros),
        "country": countries.mapped(intake.text("Country"), countries.country_of_name),
    }
    for side, who in (("actor", "Source"), ("target", "Target")):
        values[side] = _actors(cells, who)
        values[f"{side}_text"] = intake.text(f"{who} Name")
        _tell_unknown(intake, cells, who, values[side])
    extras = cells[[column for column in cells.columns if column not in _SPENT]].copy()
    for column in ("Latitude", "Longitude"):
        if column in extras:
            extras[column] = intake.numbers(column)
    frame = table(values, extras)
    frame["goldstein"] = intake.numbers("Intensity").fillna(frame["goldstein"])
    intake.tell(values["event_id"].duplicated(), "the same Event ID on the same day as a line above")
    return frame


def _unquote(intake: Intake) -> None:
    """Take the quotation marks off that the files of 2017 have around cells that hold a comma."""
    marked = [name for name in intake.cells.columns if intake.cells[name].str.startswith('"').any()]
    inner = intake.cells[marked].apply(lambda column: column.str.extract(_QUOTED, expand=False))
    quoted = inner.notna()
    intake.tell(quoted.any(axis=1), "cells in quotation marks; these were taken off")
    intake.cells = intake.cells.assign(**{
        name: intake.cells[name].where(~quoted[name], inner[name].str.replace('""', '"')) for name in marked
    })  # fmt: skip


_QUOTED = r'^"((?:[^"]|"")*)"$'


def _take_codes_from_names(intake: Intake) -> None:
    """Codes from Event Text where they are missing, are none (``13y``), or lack their zero. Where a root and its code 0
    share a name (Consult, 04 and 040) it is the latter, as in ICEWS itself."""
    codes = intake.text("CAMEO Code").str.replace(r"\.0+$", "", regex=True)
    named = countries.mapped(intake.text("Event Text").str.casefold(), lambda name: _codes_by_name().get(name, ""))
    missing, zeroless = codes == "", (named == "0" + codes) & (codes != "")
    strange = ~missing & ~codes.isin(cameo.codes()) & ~("0" + codes).isin(cameo.codes())
    for which, what in ((missing, "was missing"), (zeroless, "had lost its zero"), (strange, "is none there is")):
        intake.tell(which & (named != ""), f"CAMEO Code {what}; taken from Event Text")
    taken = (missing | zeroless | strange) & (named != "")
    codes = intake.text("CAMEO Code").where(~taken, named)
    intake.cells = intake.cells.assign(**{"CAMEO Code": codes})


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    """Codes by their names. A parent stands before its children, so that the later one wins."""
    return {cameo.get(code).label.casefold(): code for code in cameo.codes()}


def _actors(cells: pd.DataFrame, who: str) -> pd.Series:
    """Actor codes from name, sectors and country; each different triple is looked up once."""
    blank = pd.Series("", index=cells.index)
    columns = [cells.get(f"{who} {part}", blank) for part in ("Name", "Sectors", "Country")]
    triples = list(zip(*columns, strict=True))
    found = {triple: actor_code(*triple) for triple in set(triples)}
    return pd.Series([found[triple] for triple in triples], index=cells.index, dtype="str")


def actor_code(name: str, sector_cell: str, country_name: str) -> str:
    """The actor code of an ICEWS actor: country and role, or the organisation's, or ``---`` and the role."""
    role = sectors.role_of_sectors(sector_cell)
    if country := countries.country_of_name(country_name):
        return country + role
    if country_name:
        return UNKNOWN + role
    return countries.organization_of_name(name) or sectors.kind_of_sectors(sector_cell) or UNKNOWN + role


def _tell_unknown(intake: Intake, cells: pd.DataFrame, who: str, codes: pd.Series) -> None:
    """Tell the countries and sectors that no table here knows, and actors that are left without country."""
    names = cells.get(f"{who} Country", pd.Series("", index=cells.index))
    for name in names[names != ""].unique():
        if not countries.country_of_name(name):
            intake.tell(names == name, f"country {name!r} is not in the actor dictionaries; the actor's is {UNKNOWN}")
    lists = cells.get(f"{who} Sectors", pd.Series("", index=cells.index))
    for cell in lists.unique():
        for sector in sectors.unknown_sectors(cell):
            intake.tell(lists == cell, f"sector {sector!r} is not known; it gives no role")
    intake.tell(codes.str.startswith(UNKNOWN) & (names == ""), f"{who} has no country and is no organisation we know")


def write_icews(events: Iterable[Event] | pd.DataFrame, path: str | Path) -> int:
    """Write events in the layout of ICEWS (tabs, a header).

    Countries and roles become ICEWS's names and sectors; what was kept from reading ICEWS is written as it was while it
    agrees with the table's codes. Names are written as they are; an actor without one gets its country's or
    organisation's.

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
    >>> write_icews(events, "ours.tab")
    6
    """
    frame = as_frame(events)
    date = frame["date"].dt
    action, country, number = text_of(frame, "action"), text_of(frame, "country"), text_of(frame, "sentence_id")
    labels = action.map({code: cameo.get(code).label for code in cameo.codes()}).fillna("")
    cells = {
        "Event Date": date.strftime("%Y-%m-%d"),
        "CAMEO Code": action,
        "Intensity": text_of(frame, "goldstein"),
        "Story ID": text_of(frame, "story_id"),
        "Sentence Number": number.where(frame["sentence_id"] >= 0, ""),
        "Publisher": text_of(frame, "Publisher", text_of(frame, "source")),
        **_identity(frame),
        **_actor_cells(frame, "actor", "Source"),
        **_actor_cells(frame, "target", "Target"),
        **settle(frame, ["Country"], {"Country": country.map(countries.name_of_country)},
                 lambda: countries.mapped(text_of(frame, "Country"), countries.country_of_name) == country),
        **settle(frame, ["Event Text"], {"Event Text": labels},
                 lambda: text_of(frame, "Event Text").str.casefold() == labels.str.casefold()),
    }  # fmt: skip
    return write_cells(
        path, COLUMNS, {column: cells.get(column, text_of(frame, column)) for column in COLUMNS}, header=True
    )


def _identity(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Event ID as it was read, or a number made of our hash."""
    ids = text_of(frame, "event_id")
    read_before = ids.str.extract(r"^(.+)-\d{8}$")[0]
    return {"Event ID": read_before.where(read_before.notna(), ids.where(read_before.isna(), "0").map(numeric_id))}


def _actor_cells(frame: pd.DataFrame, side: str, who: str) -> dict[str, pd.Series]:
    code, text = text_of(frame, side), text_of(frame, f"{side}_text")
    derived = pd.DataFrame([_derived(*pair) for pair in zip(code, text, strict=True)], index=frame.index, dtype="str",
                           columns=[f"{who} Name", f"{who} Sectors", f"{who} Country"])  # fmt: skip
    kept = settle(frame, [f"{who} Sectors", f"{who} Country"], derived[[f"{who} Sectors", f"{who} Country"]],
                  lambda: _actors(frame.assign(**{f"{who} Name": text}), who) == code)  # fmt: skip
    return {f"{who} Name": derived[f"{who} Name"], **kept}


_SECTORS_OF_KIND = {
    "IGO": "International Government Organization", "NGO": "Nongovernmental Organization (International)",
    "NGM": "Nongovernmental Organization (International)", "IMG": "International Insurgents",
    "MNC": "Multinational Corporation", "INT": "International Dissident",
}  # fmt: skip


def _derived(code: str, text: str) -> tuple[str, str, str]:
    """Name, sectors and country to write for an actor code."""
    first, rest = code[:3], code[3:]
    if first in sectors.KINDS:
        return text or countries.name_of_organization(code), _SECTORS_OF_KIND[first], ""
    country = countries.name_of_country(first)
    return text or country, sectors.sectors_of_role(rest), country
