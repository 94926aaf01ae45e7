"""The Phoenix data: 26 columns with tabs, without header; files with one, and the historical ones as CSV, are read too.

Phoenix puts statements and appeals (01, 02) in a class 0 of their own and reduced relations (16) with verbal conflict;
the table's quad class follows the code by the ICEWS cut, and `write_phoenix` writes Phoenix's class again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from eventcode import cameo
from eventcode.analysis.formats import countries, sectors
from eventcode.analysis.formats.files import FormatError, Layout, header_layout, plain_name, read_batches, write_cells
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, read, settle, table, text_of
from eventcode.analysis.formats.gdelt import numeric_id
from eventcode.analysis.formats.petrarch import ids_of, story_and_sentence
from eventcode.event import Event

_ACTOR_PARTS = ("Full", "Entity", "Role", "Attribute")
COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    *(f"{side}Actor{part}" for side in ("Source", "Target") for part in _ACTOR_PARTS),
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues",
    "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip

# The historical files' names for these columns.
_HISTORICAL = {
    "eid": "EventID", "story_date": "Date", "source": "SourceActorFull", "source_root": "SourceActorEntity",
    "source_agent": "SourceActorRole", "source_others": "SourceActorAttribute", "target": "TargetActorFull",
    "target_root": "TargetActorEntity", "target_agent": "TargetActorRole", "target_others": "TargetActorAttribute",
    "code": "EventCode", "root_code": "EventRootCode", "quad_class": "PentaClass", "goldstein": "GoldsteinScore",
    "joined_issues": "Issues", "placename": "LocationName", "countryname": "CountryCode", "aid": "SentenceID",
}  # fmt: skip

_EXTRAS = ("Issues", "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources")
_SPENT = set(COLUMNS) - set(_EXTRAS)
#: The roles Phoenix gives a column of their own; others are attributes.
_PRIMARY = ("GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL")


def read_phoenix(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    restore_zeros: bool = False,
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read a Phoenix file (26 columns, tabs, no header; the historical CSV too) into the table of events.

    Of several sentences of an event the first gives story and sentence; all stand in ``SentenceID``.

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
    >>> write_phoenix(events, "ours.tsv")
    6
    >>> read_phoenix("ours.tsv")[["date", "actor", "action", "target"]].head(2)
            date   actor action  target
    0 2019-01-07  VENGOV    040  USAGOV
    1 2019-01-07  USAGOV    040  VENGOV
    """
    source = Source("Phoenix", partial(read_batches, _choose), partial(_convert, restore_zeros=restore_zeros), _MISSING)
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {
    "date_precision": "not given; every date is a day",
    "actor_text": "Phoenix has no text; empty",
    "action_text": "Phoenix has no text; empty",
    "target_text": "Phoenix has no text; empty",
    "sentence": "Phoenix has no text; empty",
    "confidence": "not given; NaN",
}


def _choose(path: str | Path, cells: list[str]) -> Layout:
    if cells and plain_name(cells[0]) in ("eventid", "eid"):
        layout = header_layout("Phoenix", cells, COLUMNS, _HISTORICAL)
        needed = ("EventID", "Date", "SourceActorFull", "TargetActorFull", "EventCode")
        if missing := [column for column in needed if column not in layout.columns]:
            raise FormatError(f"{path}, line 1: no column {', '.join(missing)}; Phoenix has them")
        return layout
    if cells and len(cells) != len(COLUMNS):
        raise FormatError(
            f"{path}, line 1: {len(cells)} cells; Phoenix has {len(COLUMNS)}, with tabs between them, or a header that "
            "begins with EventID"
        )
    return Layout("Phoenix", COLUMNS)


def _convert(intake: Intake, restore_zeros: bool) -> pd.DataFrame:
    _keep_namibia(intake)
    story, sentence = story_and_sentence(intake.text("SentenceID"))
    action = intake.codes("EventCode", restore_zeros)
    country = countries.mapped(intake.text("CountryCode"), _iso_of_place)
    values = {
        "event_id": intake.ids("EventID"),
        "story_id": story,
        "sentence_id": sentence,
        "date": intake.days("Date"),
        "actor": intake.actors("SourceActorFull"),
        "target": intake.actors("TargetActorFull"),
        "action": action,
        "country": country,
    }
    extras = intake.cells[[column for column in intake.cells.columns if column not in _SPENT]].copy()
    for column in ("Lat", "Lon"):
        if column in extras:
            extras[column] = intake.numbers(column)
    frame = table(values, extras)
    weights = intake.numbers("GoldsteinScore")
    intake.tell((weights - frame["goldstein"]).abs() > 0.05,
                "GoldsteinScore differs from the current codebook's weight; goldstein is the file's")  # fmt: skip
    frame["goldstein"] = weights.fillna(frame["goldstein"])
    intake.tell((country == "") & (intake.text("CountryCode") != ""), "CountryCode is no country's; country left empty")
    intake.tell(
        intake.text("SentenceID").str.contains(";"), "several sentences; story_id and sentence_id are the first's"
    )
    return frame


def _keep_namibia(intake: Intake) -> None:
    """``NA`` is nothing, but Namibia where the row has coordinates: what writes NA for nothing writes it there too."""
    if intake.has("CountryCode") and intake.has("Lat"):
        namibia = (intake.published["CountryCode"].str.strip() == "NA") & (intake.text("Lat") != "")
        intake.cells = intake.cells.assign(CountryCode=intake.text("CountryCode").mask(namibia, "NA"))


def _iso_of_place(place: str) -> str:
    """Phoenix's geolocation wrote alpha-2, alpha-3 or names, as its tools changed."""
    return countries.of_alpha2().get(place) or countries.country_of_name(place)


def write_phoenix(events: Iterable[Event] | pd.DataFrame, path: str | Path, header: bool = False) -> int:
    """Write events in Phoenix's 26 columns (tabs).

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.
    header : bool
        Whether the first line names the columns.

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
    >>> write_phoenix(events, "ours.txt")
    6
    """
    frame = as_frame(events)
    day = frame["date"].dt
    action, country = text_of(frame, "action"), text_of(frame, "country")
    place = settle(frame, ["CountryCode"], {"CountryCode": country},
                   lambda: countries.mapped(text_of(frame, "CountryCode"), _iso_of_place) == country)  # fmt: skip
    cells = {
        "EventID": text_of(frame, "event_id").map(numeric_id),
        "Date": day.strftime("%Y%m%d"),
        "Year": day.strftime("%Y"),
        "Month": day.strftime("%m"),
        "Day": day.strftime("%d"),
        "EventCode": action,
        "EventRootCode": text_of(frame, "root"),
        "PentaClass": action.map({code: str(cameo.quad_class(code, "penta")) for code in cameo.codes()}).fillna(""),
        "GoldsteinScore": text_of(frame, "goldstein"),
        "SentenceID": ids_of(frame, "SentenceID"),
        "URLs": text_of(frame, "URLs", text_of(frame, "url")),
        "NewsSources": text_of(frame, "NewsSources", text_of(frame, "source")),
        **place,
    }
    for side, ours in (("Source", "actor"), ("Target", "target")):
        pieces = [_pieces(code) for code in text_of(frame, ours)]
        for part, column in zip(_ACTOR_PARTS, zip(*pieces, strict=True) if pieces else [()] * 4, strict=True):
            cells[f"{side}Actor{part}"] = pd.Series(column, index=frame.index, dtype="str")
    return write_cells(path, COLUMNS, {column: cells.get(column, text_of(frame, column)) for column in COLUMNS}, header)


def _pieces(code: str) -> tuple[str, str, str, str]:
    """Full code, entity, role and attributes: ``("VENGOVMIL", "VEN", "GOV", "MIL")``."""
    entity, *rest = sectors.parts(code) or [""]
    role = rest.pop(0) if rest and rest[0] in _PRIMARY else ""
    return code, "" if entity == UNKNOWN else entity, role, ";".join(rest)
