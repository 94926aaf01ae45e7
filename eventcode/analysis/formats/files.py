"""Lines into cells: tables in text files of any length, read in batches, each row with the number of its line.

Event data comes as text with tabs, without quoting, often packed (``.zip``, ``.gz``, ``.bz2``). A copy saved again as
CSV by other software is read too.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
import pandas as pd

from eventcode.analysis.table import TableError

#: Rows read at a time where the caller asks for no other number.
BATCH = 50_000


class FormatError(TableError):
    """A file of event data that cannot be read or written; the message names file and line, and what to do."""


@dataclass(frozen=True)
class Layout:
    """The columns of a file in their order, and whether its first line names them.

    ``fit`` sees the cells of a row whose number is not the layout's, and gives the right number of them, or None where
    the row is broken; without it every other number is broken.
    """

    name: str
    columns: tuple[str, ...]
    header: bool = False
    fit: Callable[[list[str]], list[str] | None] | None = None


@dataclass(frozen=True)
class Batch:
    """Some rows of a file: cells as strings under the columns' published names, and the line each stands on.

    ``broken`` are the lines that were left out, each with what is wrong. ``member`` is the file inside a ``.zip`` that
    they are from, where it holds several.
    """

    layout: Layout
    cells: pd.DataFrame
    lines: np.ndarray
    broken: tuple[tuple[int, str], ...] = ()
    member: str = ""


def read_batches(
    choose: Callable[[str | Path, list[str]], Layout], path: str | Path, size: int = BATCH, encoding: str = "utf-8"
) -> Iterator[Batch]:
    """The rows of a file, `size` at a time; ``choose`` sees the cells of the first line (none where the file is empty)
    and says what layout it is. Of a ``.zip`` all files are read, in the order of their names.

    A file without rows gives one empty batch. Raises FormatError where bytes are no text of this encoding, and what
    ``choose`` raises.
    """
    for member in members(path):
        with _decoding(path, encoding, member) as stream:
            for batch in _batches(stream, partial(choose, _inside(path, member)), size):
                yield replace(batch, member=member)


def read_json_batches(
    layout: Layout, flatten: Callable[[dict], list[str]], path: str | Path, size: int = BATCH, encoding: str = "utf-8"
) -> Iterator[Batch]:
    """The records of a file with one JSON object a line, as rows of ``layout``; ``flatten`` gives a record's cells, or
    raises KeyError, TypeError or ValueError where it is none."""
    for member in members(path):
        yield from _json_batches(layout, flatten, path, member, size, encoding)


def _json_batches(
    layout: Layout, flatten: Callable[[dict], list[str]], path: str | Path, member: str, size: int, encoding: str
) -> Iterator[Batch]:
    with _decoding(path, encoding, member) as stream:
        lines = ((number, line) for number, line in enumerate(stream, 1) if line.strip())
        batches = 0
        while taken := list(islice(lines, size)):
            yield replace(_from_records(layout, flatten, taken), member=member)
            batches += 1
        if not batches:
            yield _no_rows(layout)


@contextmanager
def _decoding(path: str | Path, encoding: str, member: str) -> Iterator[TextIO]:
    """Open a text file; bytes that are no text of the encoding, and rows that csv cannot take apart, become an error
    that names the line."""
    with open_text(path, encoding, member) as stream:
        try:
            yield stream
        except UnicodeDecodeError:
            line = _undecodable_line(path, encoding, member)
            raise FormatError(
                f"{_inside(path, member)}, line {line}: not {encoding} text; give the encoding the file was written "
                "in, as in encoding='latin-1'"
            ) from None
        except csv.Error as problem:
            advice = "Write it with line feeds alone at the ends of rows."
            raise FormatError(f"{_inside(path, member)}, {problem} {advice}") from None


@contextmanager
def open_text(path: str | Path, encoding: str = "utf-8", member: str = "") -> Iterator[TextIO]:
    """Open a text file, unpacking ``.gz``, ``.bz2`` and ``.zip`` (the file of that name in it, else the first). Only
    line feeds end lines."""
    path, inside = Path(path), members(path)
    encoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with zipfile.ZipFile(path) as packed, packed.open(member or inside[0] or _tables(packed)[0]) as raw:
            yield io.TextIOWrapper(raw, encoding=encoding, newline="\n")
        return
    opener = {".gz": gzip.open, ".bz2": bz2.open}.get(suffix, open)
    with opener(path, "rt", encoding=encoding, newline="\n") as stream:
        yield stream


def members(path: str | Path) -> list[str]:
    """What a file is read as: ``[""]``, itself, or the names of the files inside a ``.zip`` that holds several.

    What macOS and Windows add on their own is passed over. Names with numbers stand in the numbers' order. Raises
    FormatError where there is no such file, or nothing in it.
    """
    path = Path(path)
    if not path.is_file():
        raise FormatError(f"{path}: there is no such file")
    if path.suffix.lower() != ".zip":
        return [""]
    try:
        with zipfile.ZipFile(path) as packed:
            names = _tables(packed)
    except zipfile.BadZipFile as problem:
        raise FormatError(f"{path}: no zip that can be opened ({problem}); get it again") from None
    if not names:
        raise FormatError(f"{path}: holds no file")
    return names if len(names) > 1 else [""]


def _tables(packed: zipfile.ZipFile) -> list[str]:
    """The names of a zip's files, without what macOS and Windows add on their own."""
    names = [name for name in packed.namelist() if not name.endswith("/") and not _LITTER.search(name)]
    return sorted(names, key=lambda name: [part.zfill(12) for part in re.split(r"(\d+)", name)])


_LITTER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


def _inside(path: str | Path, member: str) -> str:
    return f"{path}/{member}" if member else str(path)


def header_layout(
    name: str, cells: Sequence[str], columns: Sequence[str], others: dict[str, str] | None = None
) -> Layout:
    """The layout of a file whose first line names its columns, whatever case and marks between words it uses.

    ``Event.ID`` and ``event_id`` are ``Event ID``; ``others`` gives further names for published columns. Names that
    are not published stay as they are.
    """
    known = {plain_name(column): column for column in columns}
    known |= {plain_name(other): column for other, column in (others or {}).items()}
    return Layout(name, tuple(known.get(plain_name(cell), cell.strip()) for cell in cells), header=True)


def plain_name(name: str) -> str:
    """A column's name without case and marks: ``eventid`` for ``Event ID``, ``Event.ID`` and ``event_id``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def write_cells(path: str | Path, columns: Sequence[str], cells: dict[str, Sequence[str]], header: bool) -> int:
    """Write columns of strings as a file with tabs and without quoting; gives the number of rows.

    Tabs and line breaks inside a cell become a space: these formats cannot hold them.
    """
    rows = zip(*(cells[column] for column in columns), strict=True)
    count = 0
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        if header:
            stream.write("\t".join(columns) + "\n")
        for row in rows:
            stream.write("\t".join(_BREAKS.sub(" ", cell) for cell in row) + "\n")
            count += 1
    return count


_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def _batches(stream: TextIO, choose: Callable[[list[str]], Layout], size: int) -> Iterator[Batch]:
    first = stream.readline()
    separator = "\t" if "\t" in first or "," not in first else ","
    quoted = separator == "," or first.startswith('"')
    lines = _prepend(first, stream)
    rows = _quoted_rows(lines, separator) if quoted else _plain_rows(lines)
    start = next(rows, None)
    layout = choose(start[1].split("\t") if not quoted else start[1]) if start else choose([])
    if start and not layout.header:
        rows = _prepend(start, rows)
    make = _from_lists if quoted else _from_lines
    batches = 0
    while taken := list(islice(rows, size)):
        yield make(layout, taken)
        batches += 1
    if not batches:
        yield _no_rows(layout)


def _no_rows(layout: Layout) -> Batch:
    return Batch(layout, pd.DataFrame(columns=list(layout.columns), dtype=str), np.empty(0, dtype=int))


def _prepend(first, rest: Iterator) -> Iterator:
    yield first
    yield from rest


def _plain_rows(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Lines that hold anything, with their numbers. Splitting them waits: pandas does most of it faster."""
    return ((number, text) for number, line in enumerate(lines, 1) if (text := line.rstrip("\r\n")))


def _quoted_rows(lines: Iterator[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        yield from ((reader.line_num, cells) for cells in reader if any(cells))
    except csv.Error as problem:
        raise csv.Error(f"line {reader.line_num}: {problem}") from None


def _from_lines(layout: Layout, rows: list[tuple[int, str]]) -> Batch:
    """Rows as lines: those with the right number of cells go to pandas in one piece, the others one by one."""
    width = len(layout.columns)
    if any(line.count("\t") != width - 1 for _, line in rows):
        return _from_lists(layout, [(number, line.split("\t")) for number, line in rows])
    cells = pd.read_csv(
        io.StringIO("\n".join(line for _, line in rows)), sep="\t", header=None, names=list(layout.columns),
        index_col=False, dtype=str, na_filter=False, quoting=csv.QUOTE_NONE, lineterminator="\n",
        skip_blank_lines=False,
    )  # fmt: skip
    return Batch(layout, cells, np.array([number for number, _ in rows]))


def _from_lists(layout: Layout, rows: list[tuple[int, list[str]]]) -> Batch:
    width, good, lines, broken = len(layout.columns), [], [], []
    for number, cells in rows:
        fitted = cells if len(cells) == width else layout.fit(cells) if layout.fit else None
        if fitted is None:
            broken.append((number, f"{len(cells)} cells where {layout.name} has {width}"))
        else:
            good.append(fitted)
            lines.append(number)
    return Batch(
        layout, pd.DataFrame(good, columns=list(layout.columns), dtype=str), np.array(lines, int), tuple(broken)
    )


def _from_records(layout: Layout, flatten: Callable[[dict], list[str]], rows: list[tuple[int, str]]) -> Batch:
    good, lines, broken = [], [], []
    for number, line in rows:
        try:
            good.append(flatten(json.loads(line)))
            lines.append(number)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            broken.append((number, f"no record of {layout.name} ({type(problem).__name__}: {problem})"))
    return Batch(
        layout, pd.DataFrame(good, columns=list(layout.columns), dtype=str), np.array(lines, int), tuple(broken)
    )


def _undecodable_line(path: str | Path, encoding: str, member: str) -> int:
    """The first line that is no text of the encoding. Latin-1 reads any bytes and gives them back."""
    with open_text(path, "latin-1", member) as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.encode("latin-1").decode(encoding)
            except UnicodeDecodeError:
                return number
    return 0
