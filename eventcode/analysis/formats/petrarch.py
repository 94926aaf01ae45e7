"""PETRARCH's event files: tabs, no header, seven cells a line and up to six more.

Date, source, target, code, issues, ids, then a URL where the story had one, the story's source, the words of both
actors and of the event where PETRARCH was told to write them, and the actors' roots. PETRARCH leaves out what it does
not have line by line, so the cells after the ids are told apart by what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from eventcode.analysis.formats.files import FormatError, Layout, read_batches
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, event_ids, read, settle, table, text_of
from eventcode.event import Event

COLUMNS = ("Date", "Source", "Target", "Code", "Issues", "IDs", "URL", "StorySource", "SourceText", "TargetText",
           "EventText", "SourceRoot", "TargetRoot")  # fmt: skip

_EXTRAS = ("Issues", "IDs", "URL", "StorySource", "SourceRoot", "TargetRoot")


def read_petrarch(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    restore_zeros: bool = False,
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read what PETRARCH or PETRARCH-2 wrote into the table of events.

    Of several ids of a line the first gives story and sentence; all stand in ``IDs``. ``event_id`` is made as for our
    own events.

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
    >>> write_petrarch(events, "ours.tsv")
    6
    >>> read_petrarch("ours.tsv")[["date", "actor", "action", "target"]].head(2)
            date   actor action  target
    0 2019-01-07  VENGOV    040  USAGOV
    1 2019-01-07  USAGOV    040  VENGOV
    """
    source = Source(
        "PETRARCH", partial(read_batches, _choose), partial(_convert, restore_zeros=restore_zeros), _MISSING
    )
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {
    "event_id": "not given; made from story, sentence and tuple",
    "date_precision": "not given; every date is a day",
    "country": "PETRARCH does not say where; empty",
    "confidence": "not given; NaN",
    "sentence": "the files have no text; empty",
}


def _choose(path: str | Path, cells: list[str]) -> Layout:
    if cells and len(cells) < 7:
        raise FormatError(
            f"{path}, line 1: {len(cells)} cells; a line of PETRARCH has at least seven, with tabs between them: "
            "date, source, target, code, issues, ids, story source"
        )
    return Layout("PETRARCH", COLUMNS, fit=_fit)


def _fit(cells: list[str]) -> list[str] | None:
    """A line's cells in the places of `COLUMNS`; None where there are too few or too many."""
    head, rest = cells[:6], cells[6:]
    if not rest:
        return None
    url = rest.pop(0) if len(rest) > 1 and re.match(r"\w+://|www\.", rest[0]) else ""
    source, *rest = rest
    texts, event, roots = ["", ""], "", ["", ""]
    if len(rest) in (1, 3, 5):
        event = rest.pop(2 if len(rest) > 1 else 0)
    if (
        len(rest) == 2
        and not event
        and all(re.fullmatch("[A-Z]{3}|---", cell) for cell in rest)
        and any(map(str.isalpha, rest))
    ):
        roots = rest
    elif len(rest) in (2, 4):
        texts, roots = rest[:2], rest[2:] or roots
    elif rest:
        return None
    return [*head, url, source, *texts, event, *roots]


def _convert(intake: Intake, restore_zeros: bool) -> pd.DataFrame:
    story, sentence = story_and_sentence(intake.text("IDs"))
    values = {
        "story_id": story,
        "sentence_id": sentence,
        "date": intake.days("Date"),
        "actor": intake.actors("Source"),
        "target": intake.actors("Target"),
        "action": intake.codes("Code", restore_zeros),
        "actor_text": intake.text("SourceText", none=[UNKNOWN]),
        "target_text": intake.text("TargetText", none=[UNKNOWN]),
        "action_text": intake.text("EventText", none=[UNKNOWN]),
    }
    intake.tell(intake.text("IDs").str.contains(";"), "several ids; story_id and sentence_id are the first's")
    frame = table(values, intake.cells[list(_EXTRAS)].copy())
    return frame.assign(event_id=event_ids(frame))


def story_and_sentence(ids: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Story and sentence of the first of the ids in each cell (``AFP0001_2;REU0007_1``); the sentence is -1 where it
    has no number."""
    parts = ids.str.split(";").str[0].str.extract(r"^(.*?)(?:_(\d+))?$")
    return parts[0].fillna(""), parts[1].fillna("-1").astype("int64")


def ids_of(frame: pd.DataFrame, column: str) -> pd.Series:
    """The ids to write: story and sentence, or what was read into ``column`` while it names this story first."""
    story, number = text_of(frame, "story_id"), frame["sentence_id"]
    ids = story.where(number < 0, story + "_" + number.astype("str"))

    def still_true() -> pd.Series:
        kept_story, kept_number = story_and_sentence(text_of(frame, column))
        return (kept_story == story) & (kept_number == number)

    return settle(frame, [column], {column: ids}, still_true)[column]


def write_petrarch(events: Iterable[Event] | pd.DataFrame, path: str | Path, texts: bool = True) -> int:
    """Write events as PETRARCH-2 does (tabs, no header).

    A URL is written where the frame has one, line by line; an unknown story source is ``NULL``.

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.
    texts : bool
        Whether to add the words of both actors and of the event (``---`` where there are none), as PETRARCH does when
        it is told to.

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
    >>> write_petrarch(events, "ours.txt")
    6
    """
    frame = as_frame(events)
    cells = {
        "Date": frame["date"].dt.strftime("%Y%m%d"),
        "Source": text_of(frame, "actor"),
        "Target": text_of(frame, "target"),
        "Code": text_of(frame, "action"),
        "Issues": text_of(frame, "Issues"),
        "IDs": ids_of(frame, "IDs"),
        "URL": text_of(frame, "URL", text_of(frame, "url")),
        "StorySource": text_of(frame, "StorySource", text_of(frame, "source")).replace("", "NULL"),
    }
    if texts:
        for column, ours in (("SourceText", "actor_text"), ("TargetText", "target_text"), ("EventText", "action_text")):
            cells[column] = text_of(frame, ours).replace("", UNKNOWN)
    if (text_of(frame, "SourceRoot") + text_of(frame, "TargetRoot") != "").any():
        cells |= {column: text_of(frame, column).replace("", UNKNOWN) for column in ("SourceRoot", "TargetRoot")}
    return _write_ragged(path, cells)


def _write_ragged(path: str | Path, cells: dict[str, pd.Series]) -> int:
    names, rows = list(cells), list(zip(*cells.values(), strict=True))
    url = names.index("URL")
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        for row in rows:
            kept = [re.sub(r"\s", " ", cell) for at, cell in enumerate(row) if at != url or cell]
            stream.write("\t".join(kept) + "\n")
    return len(rows)
