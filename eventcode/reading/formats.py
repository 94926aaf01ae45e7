"""Rows out of files: which format a file has, and one generator for each. Every generator yields `Row` or `Problem`."""

from __future__ import annotations

import csv
import difflib
import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from eventcode.article import read_article
from eventcode.extras import MissingExtra
from eventcode.reading.csvrows import BrokenRow, CsvRows
from eventcode.reading.html import read_page
from eventcode.reading.lines import Meter, TextLines
from eventcode.reading.problems import Problem, Row, in_words
from eventcode.reading.told import COLUMNS, Told

#: The columns that must be there (a date only where none is given for all stories).
NEEDED = ("id", "date", "text")

#: Names that others give to the columns that must be there; told, never taken for them.
_OTHER_NAMES = {
    "id": ("story_id", "storyid", "doc_id", "docid", "article_id", "uid", "guid", "key", "number", "index"),
    "date": ("publication_date", "published", "pub_date", "pubdate", "day", "datetime", "time", "timestamp"),
    "text": ("body", "content", "article", "story", "fulltext", "full_text", "lead", "sentence", "news"),
}

_FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".parquet": "parquet", ".pq": "parquet", ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_DELIMITERS = ",;\t|"
_PARQUET_BATCH = 1000

Rows = Iterator[Row | Problem]


# Inputs ---------------------------------------------------------------------------------------------------------------


def rows_of(path: str | Path, meter: Meter, told: Told) -> Rows:
    """The rows of a file, of every file of a folder, or of standard input (``-``)."""
    if str(path) == "-":
        yield from _rows_of_lines(sys.stdin.buffer, "standard input", "", meter, told)
        return
    path = Path(path)
    if not path.exists():
        yield Problem(str(path), "there is no such file or folder", "check the name")
        return
    files = files_in(path) if path.is_dir() else [path]
    if not files:
        yield Problem(str(path), "the folder holds no stories", f"files ending in {' '.join(_FORMATS)} are read")
    if not any(file.suffix == ".gz" for file in files):
        meter.total = sum(file.stat().st_size for file in files)
    for file in files:
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        try:
            yield from _rows_of_file(file, name, meter, told)
        except (OSError, EOFError, zlib.error) as error:
            yield _unread(file, str(name), error)


def _unread(file: Path, name: str, error: OSError | EOFError | zlib.error) -> Problem:
    if isinstance(error, OSError) and error.filename:
        return Problem(name, *in_words(error).removeprefix(f"{file}: ").split("; ", 1))
    return Problem(name, f"the file cannot be read ({error})", "what stands before the break was read")


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that can hold stories, hidden ones apart, in the order of their names."""
    found = (file for file in folder.rglob("*") if file.is_file() and _format_of(file))
    return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def _format_of(file: Path) -> str:
    return _FORMATS.get(Path(file.name.removesuffix(".gz")).suffix.lower(), "")


def _rows_of_file(file: Path, name: Path, meter: Meter, told: Told) -> Rows:
    if _format_of(file) == "parquet" and file.suffix != ".gz":
        yield from _parquet(file, str(name), meter, told)
        return
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
        yield from _rows_of_lines(stream, name.as_posix(), _format_of(file), meter, told)


def _rows_of_lines(stream: Iterable[bytes], name: str, format: str, meter: Meter, told: Told) -> Rows:
    """Rows of an open file or stream; without a known format the first line that is not blank decides."""
    lines = iter(stream)
    head = list(_up_to_first_words(lines))
    if not b"".join(head).strip():
        yield Problem(name, "the input is empty", "give it a story to read")
        return
    format = format or _guess(head[-1], told)
    raw_lines = chain(head, lines)
    if format == "parquet":
        yield from _parquet(io.BytesIO(b"".join(raw_lines)), name, meter, told)
    elif format == "html":
        yield _html(b"".join(raw_lines), name, meter, told)
    else:
        reader = {"csv": _csv, "jsonl": _jsonl, "text": _text}[format]
        yield from reader(TextLines(raw_lines, name, meter), told)


def _up_to_first_words(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.strip():
            return


def _guess(line: bytes, told: Told) -> str:
    if line.startswith(b"PAR1"):
        return "parquet"
    words = line.decode("utf-8-sig", errors="replace").strip()
    if words.lower().startswith(("<!doctype html", "<html", "<?xml")):
        return "html"
    if words.startswith(("{", "[{")):
        return "jsonl"
    known = {*COLUMNS, *chain.from_iterable(_OTHER_NAMES.values())}
    return "csv" if len(known.intersection(told.names(_split_header(words)))) > 1 else "text"


# Formats --------------------------------------------------------------------------------------------------------------


def _csv(lines: TextLines, told: Told) -> Rows:
    texts = iter(lines)
    header = next((line for line in texts if line.strip()), "")
    delimiter = _delimiter(header)
    try:
        table = CsvRows(chain([header], texts), delimiter)
    except BrokenRow as broken:
        yield Problem(f"{lines.name}, row 1", f"the header is broken: {broken.reason}", "mend the file's first line")
        return
    columns = told.names(table.header)
    if problem := _header_problem(columns, f"{lines.name}, row 1", told):
        yield problem
        return
    row = 1
    for found in table.rows(lambda cells: _is_story(cells, columns, told)):
        yield from lines.take_problems()
        row += 1
        if isinstance(found, BrokenRow):
            yield _broken_row(found, lines.name, row)
        else:
            line, cells = found
            place = f"{lines.name}, row {row}" + (f" (line {line})" if line != row else "")
            yield Row(place, dict(zip(columns, cells, strict=True)))
    yield from lines.take_problems()


def _is_story(cells: list[str], columns: list[str], told: Told) -> bool:
    """Whether cells look like a story's: one for each column, and a date in the date's."""
    if len(cells) != len(columns):
        return False
    if "date" in columns:
        with suppress(ValueError):
            return bool(told.day(cells[columns.index("date")]))
        return False
    return True


def _broken_row(broken: BrokenRow, name: str, row: int) -> Problem:
    lines = f"line {broken.first}" if broken.first == broken.last else f"lines {broken.first} to {broken.last}"
    advice = 'put the field in quotation marks, and double those inside it (""); the row was skipped'
    return Problem(f"{name}, row {row} ({lines})", broken.reason, advice, "broken row")


def _jsonl(lines: TextLines, told: Told) -> Rows:
    for number, line in enumerate(lines, 1):
        yield from lines.take_problems()
        where = f"{lines.name}, line {number}"
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:  # also a number of thousands of digits
            yield Problem(where, f"not JSON ({error})", "write one object a line; the line was skipped", "broken row")
            continue
        if not isinstance(fields, dict):
            advice = "write one object a line, as `jq -c '.[]'` does with a list; the line was skipped"
            yield Problem(where, f"a {type(fields).__name__} where an object is needed", advice, "broken row")
            continue
        fields = dict(zip(told.names(fields), fields.values(), strict=True))
        yield _header_problem([*fields], where, told) or Row(where, fields)


def _parquet(source: Path | io.BytesIO, name: str, meter: Meter, told: Told) -> Rows:
    import pyarrow  # heavy, and needed by those with Parquet files only
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(source)
        columns = told.names(table.schema_arrow.names)
        if problem := _header_problem(columns, name, told):
            yield problem
            return
        wanted = [theirs for ours, theirs in zip(columns, table.schema_arrow.names, strict=True) if ours in COLUMNS]
        size, row, before = meter.total or 0, 0, meter.done
        for batch in table.iter_batches(_PARQUET_BATCH, columns=wanted):
            for cells in zip(*map(_values, batch.columns), strict=True):
                row += 1
                yield Row(f"{name}, row {row}", dict(zip(told.names(batch.schema.names), cells, strict=True)))
            meter.done = before + size * row // max(table.metadata.num_rows, 1)
    except pyarrow.ArrowException as error:
        yield Problem(name, f"not a readable Parquet file ({error})", "write it anew; rows before the break were read")


def _values(column) -> list[object]:
    """A column's cells; as text where Python has no such values, as for a day in the year 30,000, and as bytes where
    the file's text is no UTF-8: each cell is then told by itself.
    """
    try:
        return column.to_pylist()
    except UnicodeDecodeError:
        return column.cast("binary").to_pylist()
    except (ValueError, OverflowError):
        return column.cast("string").to_pylist()


def _text(lines: TextLines, told: Told) -> Rows:
    """A text file is one newspaper page, and its name is the story's id."""
    text = "".join(lines)
    problems = lines.take_problems()
    yield from problems[:1]  # one encoding is wrong in one way: once is enough
    article = read_article(text)
    yield Row(lines.name, {
        "id": _id_of(lines.name),
        "date": "" if told.date else article.date,
        "text": text,
        "title": article.title,
        "dateline": article.dateline,
        "source": article.source,
        "url": article.url,
    })  # fmt: skip


def _html(page: bytes, name: str, meter: Meter, told: Told) -> Row | Problem:
    """A saved web page is one story, as a text file is."""
    meter.done += len(page)
    try:
        found = read_page(page)
    except MissingExtra as error:
        library, _, advice = str(error).partition("; ")
        return Problem(name, f"web pages need an extra: {library}", f"{advice}; the file was skipped", "missing extra")
    if found is None:
        return Problem(name, "no story was found in the page", "save its text as .txt; it was skipped", "no story")
    fields = {**found, "id": _id_of(name), "dateline": read_article(found["text"]).dateline}
    return Row(name, {**fields, "date": "" if told.date else found["date"]})


def _id_of(name: str) -> str:
    """A file's story is called after it."""
    path = Path(name.removesuffix(".gz"))
    return path.with_suffix("").as_posix() if _format_of(path) else name.replace("standard input", "stdin")


# Columns --------------------------------------------------------------------------------------------------------------


def _split_header(line: str) -> list[str]:
    return next(csv.reader([line], delimiter=_delimiter(line)), [])


def _delimiter(header: str) -> str:
    """The sign that parts the header into the most columns of a story, a comma when none does."""

    def known(sign: str) -> int:
        return sum(part.strip(' "\r\n').lower() in COLUMNS for part in header.split(sign))

    return max(_DELIMITERS, key=known)


def _header_problem(columns: list[str], where: str, told: Told) -> Problem | None:
    """What a file's columns lack; None when every needed one is there, once."""
    found = ", ".join(columns) or "none"
    if gone := [f"{ours}={theirs}" for ours, theirs in told.columns.items() if ours not in columns]:
        message = f"no column {told.columns[gone[0].split('=')[0]]!r}, as --columns {gone[0]} has it"
        return Problem(where, f"{message}; the columns are {found}", "name one of these", "missing column")
    if twice := [name for name in COLUMNS if columns.count(name) > 1]:
        return Problem(where, f"column '{twice[0]}' is there twice (the columns are {found})", "rename one of them")
    missing = [name for name in NEEDED if name not in columns and not (name == "date" and told.date)]
    if not missing:
        return None
    message = f"no column {' and no '.join(map(repr, missing))}; the columns are {found}"
    return Problem(where, message, "; ".join(_advice(name, columns) for name in missing), "missing column")


def _advice(name: str, columns: list[str]) -> str:
    near = [column for column in columns if column in _OTHER_NAMES[name] and column not in COLUMNS]
    near += [column for column in difflib.get_close_matches(name, columns, 2, 0.6) if column not in (*near, *COLUMNS)]
    if near:
        return f"rename {' or '.join(map(repr, near[:3]))} to '{name}', or say --columns {name}={near[0]}"
    return "add one, or give one date for all with --date" if name == "date" else f"add a column '{name}'"
