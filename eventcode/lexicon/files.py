"""Dictionary files as text and rows; what is wrong with one is told with file and line."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from .records import LexiconError

#: What becomes of a broken entry. Reading goes on behind it where this comes back.
Tell = Callable[[LexiconError], None]
T, Made = TypeVar("T"), TypeVar("Made")
#: Characters of a line; what is longer is another kind of file.
_LONGEST = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def raised(error: LexiconError) -> None:
    """The first broken entry ends the reading."""
    raise error


def each(things: Iterable[T], read: Callable[[T], Made], tell: Tell) -> Iterator[Made]:
    """What ``read`` makes of the things, one by one; those that are broken are told."""
    for thing in things:
        try:
            made = read(thing)
        except LexiconError as error:
            tell(error)
        else:
            yield made


def paths(files: Iterable[str | Path] | str | Path) -> list[Path]:
    """One file or several, as a list of paths."""
    return [Path(files)] if isinstance(files, (str, Path)) else [Path(file) for file in files]


def text_of(path: Path) -> str:
    """The text of a dictionary file; LexiconError where there is none, or none to read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such dictionary file; check the path") from None
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); give a dictionary file") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


def rows(
    text: str, file: str, columns: tuple[str, ...], needed: tuple[str, ...], tell: Tell = raised
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a dictionary CSV with their line numbers; comments and empty lines are passed over."""
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise LexiconError(f"{file}: empty; the first line must be {','.join(columns)}")
    header = _header(lines[0][1], f"{file}:{lines[0][0]}", columns, needed)
    read = each(lines[1:], lambda line: (*line, _cells(line[1], f"{file}:{line[0]}")), tell)
    for number, line, cells in read:
        if len(cells) > len(header):
            tell(LexiconError(
                f"{file}:{number}: {len(cells)} cells for {len(header)} columns in {line[:60]!r}; "
                "quote a cell that holds a comma"
            ))  # fmt: skip
            continue
        yield (
            number,
            {**dict.fromkeys(columns, ""), **{key: cell.strip() for key, cell in zip(header, cells, strict=False)}},
        )


def _header(line: str, entry: str, columns: tuple[str, ...], needed: tuple[str, ...]) -> list[str]:
    """What a file calls its columns. Further ones are its author's own, but not where they are near to one of ours."""
    header = _cells(line, entry)
    if missing := [column for column in needed if column not in header]:
        raise LexiconError(f"{entry}: no column {missing[0]!r}; the first line must be {','.join(columns)}")
    if twice := [column for column in columns if header.count(column) > 1]:
        raise LexiconError(f"{entry}: column {twice[0]!r} is there twice; rename one of them")
    lacking = [column for column in columns if column not in header]
    for column in header:
        if column not in columns and (near := difflib.get_close_matches(column, lacking, 1, 0.7)):
            raise LexiconError(f"{entry}: unknown column {column!r}; did you mean {near[0]!r}?")
    return header


def _cells(line: str, entry: str) -> list[str]:
    if len(line) > _LONGEST:
        raise LexiconError(f"{entry}: no line of a CSV, with more than {_LONGEST:,} characters; shorten its cells")
    try:
        cells = next(csv.reader([line]))
    except csv.Error as error:
        raise LexiconError(f"{entry}: no line of a CSV ({error}); shorten or quote its cells") from None
    if match := _CONTROL.search(line):
        raise LexiconError(f"{entry}: the control character {match[0]!r} stands in it; take it out")
    return cells


def split(cell: str) -> list[str]:
    """The parts of a cell between semicolons, without empty ones."""
    return [part.strip() for part in cell.split(";") if part.strip()]
