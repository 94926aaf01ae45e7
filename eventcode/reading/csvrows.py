"""Rows of a CSV file in which a broken row costs that row and no other.

Python's reader takes everything after a quotation mark that is never closed for one field. Here a row that does not
parse is given back from its second line on, and reading goes on at the next line that reads as a whole row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator

#: A row of more lines or characters than this is taken to be an unclosed quotation mark.
MAX_LINES, MAX_CHARACTERS = 5_000, 16_000_000

class _RowTooLong(csv.Error):
    """A row that does not end."""


class _Lines:
    """Lines that can be given back once a row has turned out broken."""

    def __init__(self, lines: Iterator[str]):
        self._lines = iter(lines)
        self._given_back: deque[str] = deque()
        self.first = 1  # number of the row's first line
        self.taken: list[str] = []
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_LINES or self._length > MAX_CHARACTERS:
            raise _RowTooLong(f"not closed within {MAX_LINES:,} lines and {MAX_CHARACTERS:,} characters")
        line = self._given_back.popleft() if self._given_back else next(self._lines)
        self.taken.append(line)
        self._length += len(line)
        return line

    def start_row(self) -> None:
        """Forget the lines of the last row."""
        self.first += len(self.taken)
        self.taken, self._length = [], 0

    def give_back_all_but_first(self) -> None:
        """Let the row's first line go, and read the others again."""
        self._given_back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


class BrokenRow(Exception):
    """A row that could not be read; ``first`` and ``last`` are its lines, ``reason`` what is wrong with it.

    ``ends`` says that it is known where: what follows is no part of it.
    """

    def __init__(self, first: int, reason: str, ends: bool):
        super().__init__(reason)
        self.first = self.last = first
        self.reason = reason
        self.ends = ends


class CsvRows:
    """The rows of a CSV file below its header. Raises BrokenRow when the header itself is broken.

    ``starts_row`` of `rows` says of a row's cells whether they look like a story's (its date is a date). It is asked to
    find back into the file after a broken row, and to notice a row that has swallowed others.
    """

    def __init__(self, lines: Iterator[str], delimiter: str):
        csv.field_size_limit(2 * MAX_CHARACTERS)
        self._lines = _Lines(lines)
        self._delimiter = delimiter
        self._reader = self._new_reader()
        self.header: list[str] = []
        self.header = self._read(lambda cells: False) or []

    def rows(self, starts_row: Callable[[list[str]], bool]) -> Iterator[tuple[int, list[str]] | BrokenRow]:
        """Each row's first line and cells, or why it could not be read."""
        broken: BrokenRow | None = None  # told once its end is known
        while True:
            self._lines.start_row()
            try:
                cells = self._read(starts_row)
            except BrokenRow as problem:
                if broken and starts_row(self._first_cells()):
                    yield broken
                    broken = None
                if problem.ends and broken is None:
                    yield problem
                    continue
                broken = broken or problem
                broken.last = problem.first
                continue
            if broken and cells and not starts_row(cells):
                self._lines.give_back_all_but_first()
                broken.last = self._lines.first
                continue
            if broken:
                yield broken
                broken = None
            if cells is None:
                return
            if cells:
                yield self._lines.first, cells

    def _read(self, starts_row: Callable[[list[str]], bool]) -> list[str] | None:
        """The next row's cells, none for a blank line, None at the end; BrokenRow leaves all lines but the first."""
        cells = None
        try:
            cells = next(self._reader, None)
            if cells and self.header and len(cells) != len(self.header):
                raise csv.Error(f"{len(cells)} field{'s'[: len(cells) != 1]} where the header has {len(self.header)}")
            if cells and self._swallowed(starts_row):
                raise csv.Error("a quotation mark is opened and closed only in a later row")
        except csv.Error as error:
            ends = cells is not None and len(self._lines.taken) == 1
            self._lines.give_back_all_but_first()
            self._reader = self._new_reader()
            raise BrokenRow(self._lines.first, _explain(str(error)), ends) from None
        return cells

    def _swallowed(self, starts_row: Callable[[list[str]], bool]) -> bool:
        return any(starts_row(self._cells(line)) for line in self._lines.taken[1:])

    def _first_cells(self) -> list[str]:
        """The cells of the row's first line, read with no regard to what is wrong with it."""
        return self._cells(self._lines.taken[0]) if self._lines.taken else []

    def _cells(self, line: str) -> list[str]:
        """The cells of a line by itself; none where it cannot be read."""
        try:
            return next(csv.reader([line], delimiter=self._delimiter), [])
        except csv.Error:
            return []

    def _new_reader(self):
        return csv.reader(self._lines, delimiter=self._delimiter, strict=True)


def _explain(error: str) -> str:
    if "not closed within" in error:
        return f"a quotation mark is opened and {error} (longer texts are read from JSONL and Parquet)"
    if "end of data" in error:
        return "a quotation mark is opened and never closed"
    if "new-line character" in error:
        return "a carriage return stands alone in a field without quotation marks"
    if "expected after" in error:
        return "a quotation mark stands inside a quoted field, or one is never closed"
    return error
