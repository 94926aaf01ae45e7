"""Events as a table: the columns every tool relies on, as a DataFrame and as CSV, JSONL or Parquet.

Files are written and read in batches, so that their length is no matter. pandas is loaded only where a DataFrame is
asked for: writing a file does without it.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from eventcode import cameo
from eventcode.event import Event

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "KINDS", "TableError", "read_events", "to_frame", "write_events"]

#: The table's columns in their order, each with its kind. Codes are strings: ``"010"`` is no number.
KINDS = {
    "event_id": "str",
    "story_id": "str",
    "sentence_id": "int64",
    "date": "datetime64[s]",
    "date_precision": "str",
    "actor": "str",
    "action": "str",
    "target": "str",
    "actor_text": "str",
    "action_text": "str",
    "target_text": "str",
    "root": "str",
    "quad_class": "int64",
    "goldstein": "float64",
    "plover": "str",
    "country": "str",
    "confidence": "float64",
    "sentence": "str",
    "reader": "str",
    "place": "str",
    "place_id": "str",
    "latitude": "float64",
    "longitude": "float64",
    "place_precision": "str",
    "place_from": "str",
}
COLUMNS = tuple(KINDS)

#: The columns every table has. Those after them came later: where a table lacks one, it is read as blank.
REQUIRED = COLUMNS[: COLUMNS.index("sentence") + 1]

#: What stands in a column of each kind where nothing is known.
BLANKS = {"str": "", "int64": -1, "float64": float("nan")}

#: The forms a table is written in, by the file's suffix.
SUFFIXES = (".csv", ".jsonl", ".parquet")

_BATCH = 1000


class TableError(ValueError):
    """A table of events that cannot be read or written; the message names file, row and column."""


Rows = list[dict[str, object]]


def to_row(event: Event) -> dict[str, object]:
    """One event as a row, its columns in order; what the ontology says of its code is looked up."""
    code = cameo.get(event.action)
    return {
        "event_id": event.event_id,
        "story_id": event.story_id,
        "sentence_id": event.sentence_id,
        "date": event.date,
        "date_precision": event.date_precision,
        "actor": event.actor,
        "action": event.action,
        "target": event.target,
        "actor_text": event.actor_text,
        "action_text": event.action_text,
        "target_text": event.target_text,
        "root": code.root,
        "quad_class": code.quad_class,
        "goldstein": code.goldstein,
        "plover": code.plover,
        "country": event.country,
        "confidence": event.confidence,
        "sentence": event.sentence,
        "reader": event.reader,
        "place": event.place,
        "place_id": event.place_id,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "place_precision": event.place_precision,
        "place_from": event.place_from,
    }


def to_frame(events: Iterable[Event]) -> pd.DataFrame:
    """Events as a table.

    Parameters
    ----------
    events : iterable of Event
        What a coder gave.

    Returns
    -------
    DataFrame
        One row an event, the columns of `COLUMNS`; the kinds hold for an empty one too.

    Examples
    --------
    >>> import datetime
    >>> to_frame([Event("s1", 0, datetime.date(2019, 5, 13), "RUS", "111", "TUR")])[["date", "action", "quad_class"]]
            date action  quad_class
    0 2019-05-13    111           3
    """
    import pandas as pd

    return _typed(pd.DataFrame([to_row(event) for event in events], columns=list(COLUMNS)), "the events")


def write_events(events: Iterable[Event] | pd.DataFrame, path: str | Path) -> int:
    """Write events as they come, to ``.csv``, ``.jsonl`` or ``.parquet``, or as CSV to standard output (``-``).

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them, whose own columns follow those of `COLUMNS`.
    path : str or Path
        The file to write.

    Returns
    -------
    int
        The number of events written.

    Raises
    ------
    TableError
        For another suffix, a DataFrame that lacks a column, and cells that can be read in several ways.

    Examples
    --------
    >>> write_events(events, "events.csv")
    6
    """
    if hasattr(events, "columns"):
        return _write_frame(events, path)
    count = 0
    with _writer(path)(path) as write:
        for batch in _batches(events):
            write(batch)
            count += len(batch)
    return count


def read_events(path: str | Path) -> pd.DataFrame:
    """Read what `write_events` wrote, or the same through other hands.

    Parameters
    ----------
    path : str or Path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file.

    Returns
    -------
    DataFrame
        Events, one a row; codes are text, their zeros put back where a spreadsheet has dropped them.

    Raises
    ------
    TableError
        Naming the file, row and column at fault.

    Examples
    --------
    >>> write_events(events, "events.csv")
    6
    >>> read_events("events.csv").equals(events)
    True
    """
    path = Path(path)
    suffix = _suffix(path)
    try:
        frame = _frame_of(path, suffix)
    except (ValueError, RecursionError) as error:  # of pandas, json and pyarrow alike
        reason = " ".join(str(error).split())[:200]
        raise TableError(f"{path}: no {suffix} of events can be read here ({reason}); write it anew") from None
    return _typed(frame, str(path))


def _frame_of(path: Path, suffix: str) -> pd.DataFrame:
    if suffix == ".parquet":
        return _frame_of_parquet(path)
    import pandas as pd

    if suffix == ".csv":
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    with path.open(encoding="utf-8") as lines:
        frame = pd.DataFrame([json.loads(line) for line in lines if line.strip()], columns=None)
    return frame if len(frame.columns) else pd.DataFrame(columns=list(COLUMNS))


def _frame_of_parquet(path: Path) -> pd.DataFrame:
    from pyarrow import parquet

    table = parquet.read_table(path)
    table.validate(full=True)  # text that is no UTF-8 would be found only when somebody looks at it
    return table.to_pandas()


# Kinds ----------------------------------------------------------------------------------------------------------------


def _typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with each column as its kind, those of `COLUMNS` first; codes must agree with their roots."""
    from eventcode.analysis.door import checked

    frame = checked(whole(frame, name), name)
    astray = frame.index[frame["action"].str[:2] != frame["root"]]
    if len(astray):
        root, action = frame.loc[astray[0], ["root", "action"]]
        raise TableError(
            f"{name}, row {astray[0] + 2}: action {action!r} and root {root!r} do not agree; a spreadsheet may have "
            "dropped the zeros that codes begin with: import these columns as text"
        )
    return frame


def whole(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The frame with all of `COLUMNS`, first and in order; raises TableError naming those of `REQUIRED` it lacks."""
    if missing := [column for column in REQUIRED if column not in frame.columns]:
        found = ", ".join(map(str, frame.columns))
        raise TableError(f"{name}: no column {', '.join(missing)}; the columns are {found}")
    later = {column: BLANKS[KINDS[column]] for column in COLUMNS if column not in frame.columns}
    frame = frame.assign(**later).astype({column: KINDS[column] for column in later})
    return frame[[*COLUMNS, *(column for column in frame.columns if column not in COLUMNS)]]


# Writers, one a form: each opens a path and gives a function that writes a batch of rows ------------------------------


def _suffix(path: str | Path) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise TableError(f"{path}: events are kept as {', '.join(SUFFIXES)}; give the file one of these suffixes")
    return suffix


def _writer(path: str | Path) -> Callable:
    if str(path) == "-":
        return _to_stdout
    return {".csv": _to_csv, ".jsonl": _to_jsonl, ".parquet": parquet_rows}[_suffix(path)]


def _batches(events: Iterable[Event]) -> Iterator[Rows]:
    events = iter(events)
    while batch := [to_row(event) for event in islice(events, _BATCH)]:
        yield batch


def _csv_writer(stream: TextIO) -> Callable[[Rows], None]:
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    return writer.writerows


@contextmanager
def _to_stdout(path: str | Path) -> Iterator[Callable[[Rows], None]]:
    yield _csv_writer(sys.stdout)


@contextmanager
def _to_csv(path: str | Path) -> Iterator[Callable[[Rows], None]]:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        yield _csv_writer(stream)


@contextmanager
def _to_jsonl(path: str | Path) -> Iterator[Callable[[Rows], None]]:
    with open(path, "w", encoding="utf-8") as stream:
        yield lambda rows: stream.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


@contextmanager
def parquet_rows(path: str | Path) -> Iterator[Callable[[Rows], None]]:
    """A function that writes a batch of rows to a Parquet file, as a group of its own."""
    import pyarrow
    from pyarrow import parquet

    kinds = {"str": "string", "int64": "int64", "float64": "float64", "datetime64[s]": "date32"}
    taken = pyarrow.schema([(column, pyarrow.type_for_alias(kinds[kind])) for column, kind in KINDS.items()])
    # Many tools give a column of days back as objects, a column of times as times.
    written = taken.set(COLUMNS.index("date"), taken.field("date").with_type(pyarrow.timestamp("ms")))
    with parquet.ParquetWriter(path, written) as writer:
        yield lambda rows: writer.write_table(pyarrow.Table.from_pylist(rows, taken).cast(written))


def _write_frame(frame: pd.DataFrame, path: str | Path) -> int:
    from eventcode.analysis.door import checked

    frame = checked(whole(frame, "the DataFrame"))
    form = "-" if str(path) == "-" else _suffix(path)
    if form == ".parquet":
        frame.to_parquet(path, index=False)
        return len(frame)
    frame = frame.assign(date=frame["date"].dt.strftime("%Y-%m-%d"))
    if form == ".jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        frame.to_csv(sys.stdout if form == "-" else path, index=False, lineterminator="\n")
    return len(frame)
