"""From the cells of a file to the table of events, and what there is to tell on the way.

A frame that a reader gives carries in ``frame.attrs``: ``format`` and ``file``; ``missing``, the table's columns that
this data set does not have, each with the reason; ``notes``, what was found in the file, with counts and lines.
`report` shows them as text. Nothing is filled in by guess: a text that is not there is ``""``, a number ``NaN``, the
number of a sentence -1, the quad class of an event without code 0, an actor without code ``---``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis.door import checked
from eventcode.analysis.formats import countries
from eventcode.analysis.formats.files import BATCH, Batch, FormatError
from eventcode.analysis.table import BLANKS, COLUMNS, KINDS, REQUIRED, to_frame, whole
from eventcode.event import Event

#: The code of an actor nobody knows, as PETRARCH writes it.
UNKNOWN = "---"

#: How files, and tools that saved them again, write that there is nothing: R, pandas, Python, databases, Excel, Stata.
#: Spelt as they spell it, since Nan is a town.
NOTHING = ("NULL", "null", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NaT", "None", "none", "\\N", ".")

#: What a reader does with a row it cannot read.
ERRORS = ("raise", "skip")

@dataclass
class Notes:
    """What is to be told of a file: each finding once, with how many rows it holds for and the first of their lines."""

    found: dict[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def add(self, what: str, lines: Iterable[int]) -> None:
        """Count a finding once more for each of these lines."""
        lines = [int(line) for line in lines]
        if lines:
            count, first = self.found.get(what, (0, ()))
            self.found[what] = (count + len(lines), (*first, *lines)[:5])

    def texts(self) -> list[str]:
        """The findings as sentences, in the order they were made."""
        return [
            f"{_counted(count, 'row')} ({_line_list(first, count)}): {what}"
            for what, (count, first) in self.found.items()
        ]


class Intake:
    """One batch on its way into the table: its cells, and which of its rows turned out unreadable.

    Every method that turns a column into values refuses the cells it cannot read: with ``errors="raise"`` by an error
    that names the line, otherwise by leaving the row out and telling so. The words of `NOTHING` are empty cells, except
    where ``nothing`` is false: JSON has its own.
    """

    def __init__(self, batch: Batch, path: str | Path, notes: Notes, errors: str = "raise", nothing: bool = True):
        self.published = batch.cells
        self.cells = batch.cells.mask(batch.cells.isin(NOTHING), "") if nothing else batch.cells
        self.lines, self.notes, self.errors = batch.lines, notes, errors
        self.path, self.member = f"{path}/{batch.member}" if batch.member else path, batch.member
        self.ok = np.ones(len(self.cells), dtype=bool)
        for line, what in batch.broken:
            self._fault(line, what, what)

    def has(self, column: str) -> bool:
        """Whether the file has a column."""
        return column in self.cells.columns

    def text(self, column: str, none: Iterable[str] = ()) -> pd.Series:
        """A column's text without blanks around it; the words for "nothing" in ``none`` become empty too."""
        if not self.has(column):
            return pd.Series("", index=self.cells.index, dtype="str")
        values = self.cells[column].str.strip()
        return values.mask(values.isin(set(none)), "") if none else values

    def ids(self, column: str) -> pd.Series:
        """A column of ids; where it went through numbers (``410412347.0``), as it was before."""
        return self.text(column).str.replace(r"^(\d+)\.0$", r"\1", regex=True)

    def actors(self, column: str) -> pd.Series:
        """A column of actor codes: `UNKNOWN` where there is none, a country by the code it has today."""
        values = self.text(column)
        return self.current(values.mask(values == "", UNKNOWN), column)

    def current(self, codes: pd.Series, column: str) -> pd.Series:
        """Actor or country codes with older codes of countries by those of today, which is told."""
        renewed = countries.mapped(codes, countries.current)
        olds = codes.str[:3].where(renewed != codes, "")
        for old in olds[olds != ""].unique():
            self.tell(olds == old, f"{column} has {old}, which is {countries.current(old)} today")
        return renewed

    def numbers(self, column: str) -> pd.Series:
        """A column as numbers, NaN where the cell is empty."""
        values = self.text(column)
        numbers = pd.to_numeric(values, errors="coerce").astype("float64")
        self.refuse(numbers.isna() & (values != "") & (values.str.lower() != "nan"), column, "a number belongs there")
        return numbers

    def days(self, column: str) -> pd.Series:
        """A column as days: ``20190513``, ``2019-05-13`` (a time after it is passed over) or ``5/13/2019``."""
        values = self.text(column)
        days = pd.Series(pd.NaT, index=values.index, dtype="datetime64[s]")
        for shape, form in _DAY_SHAPES.items():
            here = values.str.fullmatch(shape)
            days = days.mask(
                here, pd.to_datetime(values.where(here).str.extract(_DAY)[0], format=form, errors="coerce")
            )
        self.refuse(days.isna(), column, "a day belongs there, as 20190513, 2019-05-13 or, month first, 5/13/2019")
        self.tell(values.str.contains("/"), f"{column} has the month before the day (m/d/Y)")
        return days

    def codes(self, column: str, restore_zeros: bool = False) -> pd.Series:
        """A column as CAMEO codes; one the codebook lacks becomes empty and is told.

        ``"42"`` among the codes means that a zero was lost on the way (``042``), and then ``"10"`` may be 010 as well
        as 10: this is an error, unless ``restore_zeros`` says to put zeros back wherever that gives a code.
        """
        values = self.text(column)
        floats = values.str.fullmatch(r"\d+\.0+")
        values = values.where(~floats, values.str.split(".").str[0])
        self.tell(floats, f"{column} was a number with a decimal point; taken as the code before it")
        known = values.isin(_ontology().index)
        zeroed = "0" + values
        if restore_zeros:
            mended = zeroed.isin(_ontology().index)
            self.tell(mended, f"the zero that {column} had lost was put back")
            values, known = values.mask(mended, zeroed), known | mended
        # A number never has the zero: 10.0 may have been 010.
        lost = (~known | (floats & (not restore_zeros))) & zeroed.isin(_ontology().index)
        if lost.any():
            raise FormatError(
                f"{self._at(lost)}: {column} {values[lost].iloc[0]!r} has lost the zero that codes begin with, "
                "so '10' may be 010 or 10; read the file as it was published, or put zeros back with restore_zeros=True"
            )
        for strange in values[~known & (values != "")].unique()[:10]:
            self.tell(values == strange, f"{column} {strange!r} is no CAMEO code; action left empty")
        self.tell(values == "", f"no {column}; action left empty")
        return values.where(known, "")

    def tell(self, which: pd.Series | np.ndarray, what: str) -> None:
        """Note a finding that holds for some of the rows."""
        told = f"{self.member}: {what}" if self.member else what
        self.notes.add(told, self.lines[np.asarray(which, dtype=bool)])

    def refuse(self, which: pd.Series, column: str, advice: str) -> None:
        """Leave out rows whose cell in ``column`` cannot be read, or raise for the first of them."""
        for place in np.flatnonzero(np.asarray(which, dtype=bool)):
            what = f"{column} is {self.cells[column].iloc[place]!r}; {advice}"
            self._fault(self.lines[place], what, f"{column} cannot be read")
        self.ok &= ~np.asarray(which, dtype=bool)

    def _fault(self, line: int, what: str, short: str) -> None:
        if self.errors == "raise":
            raise FormatError(
                f"{self.path}, line {line}: {what}; mend the line, or leave such lines out with errors='skip'"
            )
        self.notes.add(f"{self.member}: " * bool(self.member) + f"left out: {short}", [line])

    def _at(self, which: pd.Series) -> str:
        return f"{self.path}, line {self.lines[np.flatnonzero(which)[0]]}"


@dataclass(frozen=True)
class Source:
    """How one data set is read: its name, how a file comes in batches (path, rows a batch, encoding), how a batch
    becomes a table, the table's columns it does not have, with the reason, and whether the words of `NOTHING` are
    empty cells."""

    name: str
    batches: Callable[[str | Path, int, str], Iterator[Batch]]
    convert: Callable[[Intake], pd.DataFrame]
    missing: Mapping[str, str]
    nothing: bool = True


def read(
    source: Source, path: str | Path, *, chunksize: int | None, keep: Iterable[str] | None, errors: str, encoding: str
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read a file as ``source`` says: one frame, or with a ``chunksize`` one frame after the other."""
    if errors not in ERRORS:
        raise ValueError(f"errors is {errors!r}; give one of {', '.join(ERRORS)}")
    if chunksize is not None and chunksize < 1:
        raise ValueError(f"chunksize is {chunksize}; give the number of rows a frame, or None for all in one")
    kept = None if keep is None else list(keep)
    if chunksize:
        return _chunks(source, path, chunksize, kept, errors, encoding)
    notes = Notes()
    frames = [_frame(source, batch, path, notes, kept, errors) for batch in source.batches(path, BATCH, encoding)]
    whole = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    return _described(whole, source, path, notes)


def _chunks(source, path, chunksize, keep, errors, encoding) -> Iterator[pd.DataFrame]:
    for batch in source.batches(path, chunksize, encoding):
        notes = Notes()
        yield _described(_frame(source, batch, path, notes, keep, errors), source, path, notes)


def _frame(source: Source, batch: Batch, path, notes: Notes, keep: list[str] | None, errors: str) -> pd.DataFrame:
    intake = Intake(batch, path, notes, errors, source.nothing)
    frame = source.convert(intake)[intake.ok].reset_index(drop=True)
    extras = [column for column in frame.columns if column not in COLUMNS]
    if keep is None:
        return frame
    if strange := [column for column in keep if column not in extras]:
        raise FormatError(f"{path}: no column {', '.join(strange)} to keep; there are {', '.join(extras)}")
    return frame[[*COLUMNS, *keep]]


def _described(frame: pd.DataFrame, source: Source, path: str | Path, notes: Notes) -> pd.DataFrame:
    frame.attrs = {"format": source.name, "file": str(path), "missing": dict(source.missing), "notes": notes.texts()}
    return frame


def table(values: Mapping[str, object], extras: pd.DataFrame) -> pd.DataFrame:
    """The table's columns with their kinds, and the file's own to the right.

    What ``values`` does not give is blank; ``root``, ``quad_class``, ``goldstein`` and ``plover`` are then looked up
    for the action.
    """
    frame = pd.DataFrame(index=extras.index)
    ontology = _ontology().reindex(pd.Series(values.get("action", ""), index=extras.index, dtype="str"))
    for column, kind in KINDS.items():
        if column in values:
            frame[column] = values[column]
        elif column in ontology.columns:
            frame[column] = ontology[column].fillna({"quad_class": 0}.get(column, BLANKS[kind])).to_numpy()
        else:
            frame[column] = "day" if column == "date_precision" else BLANKS[kind]
        frame[column] = frame[column].astype(kind)
    return pd.concat([frame, extras], axis=1)


def event_ids(frame: pd.DataFrame) -> pd.Series:
    """The ids our own events would have: a stable hash of story, sentence and tuple."""
    days = frame.assign(date=frame["date"].dt.date)
    rows = days[["story_id", "sentence_id", "date", "actor", "action", "target"]].itertuples(index=False, name=None)
    return pd.Series([Event(*row).event_id for row in rows], index=frame.index, dtype="str")


def as_frame(events: Iterable[Event] | pd.DataFrame) -> pd.DataFrame:
    """Events as a frame with the table's columns and a plain index; raises FormatError naming a column that is
    missing."""
    frame = events if isinstance(events, pd.DataFrame) else to_frame(events)
    if missing := [column for column in REQUIRED if column not in frame.columns]:
        raise FormatError(f"the table of events has no column {', '.join(missing)}; make it with to_frame or a reader")
    return checked(whole(frame, "the table of events")).reset_index(drop=True)


def text_of(frame: pd.DataFrame, column: str, default: str | pd.Series = "") -> pd.Series:
    """A column as the text of its cells, ``default`` for the whole where the frame lacks it."""
    if column not in frame.columns:
        return pd.Series(default, index=frame.index, dtype="str")
    values = frame[column]
    if pd.api.types.is_numeric_dtype(values):
        return pd.Series([_number(value) for value in values.tolist()], index=frame.index, dtype="str")
    return values.astype("str").where(values.notna(), "")


def settle(
    frame: pd.DataFrame, kept: Iterable[str], derived: Mapping[str, pd.Series], still_true: Callable[[], pd.Series]
) -> dict[str, pd.Series]:
    """A group of a file's columns for writing: what was kept from reading where it still says what the table says,
    otherwise what follows from the table."""
    kept = list(kept)
    if not all(column in frame.columns for column in kept):
        return dict(derived)
    true = still_true()
    return {column: text_of(frame, column).where(true, derived[column]) for column in kept}


def report(frame: pd.DataFrame) -> str:
    """What a reader told of a file: its format, what the data set does not have, and what was found in it.

    Parameters
    ----------
    frame : DataFrame
        What one of the readers gave.

    Returns
    -------
    str
        Several lines.

    Examples
    --------
    >>> print(report(events))
    nothing is told of this table; it was not read by eventcode.analysis.formats
    """
    if "format" not in frame.attrs:
        return "nothing is told of this table; it was not read by eventcode.analysis.formats"
    about = frame.attrs
    missing = [f"  {column}: {reason}" for column, reason in about["missing"].items()]
    notes = [f"  {note}" for note in about["notes"]] or ["  nothing"]
    head = f"{about['file']}: {_counted(len(frame), 'event')} of {about['format']}"
    return "\n".join([head, "not in this data set", *missing, "found in this file", *notes])


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _line_list(lines: tuple[int, ...], count: int) -> str:
    shown = ", ".join(str(line) for line in lines) + (", ..." if count > len(lines) else "")
    return ("line " if count == 1 else "lines ") + shown


def _number(value: float | int | None) -> str:
    return "" if value is None or value is pd.NA or value != value else format(value, ".15g")


_DAY_SHAPES = {
    r"\d{8}(\.0)?": "%Y%m%d",
    r"\d{4}-\d{2}-\d{2}([T ].*)?": "%Y-%m-%d",
    r"\d{1,2}/\d{1,2}/\d{4}([T ].*)?": "%m/%d/%Y",
    r"\d{1,2}/\d{1,2}/\d{2}([T ].*)?": "%m/%d/%y",
}
_DAY = r"^([\d/-]+)"


@lru_cache(maxsize=1)
def _ontology() -> pd.DataFrame:
    """What the codebook says of every code, by code."""
    entries = [cameo.get(code) for code in cameo.codes()]
    rows = [(entry.code, entry.root, entry.quad_class, entry.goldstein, entry.plover) for entry in entries]
    return pd.DataFrame(rows, columns=["code", "root", "quad_class", "goldstein", "plover"]).set_index("code")
