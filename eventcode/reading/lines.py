"""Lines of a file as text, whatever encoding they turn out to be in, with a count for the progress bar."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eventcode.reading.problems import Problem

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass
class Meter:
    """How far the reading is, in bytes of the input; ``total`` is None where nobody can know."""

    total: int | None = None
    done: int = 0


@dataclass
class TextLines:
    """Raw lines, decoded one by one.

    Lines that are not UTF-8 are read as Windows-1252, the usual culprit, and told in ``problems``, which the reader
    takes away. The byte order mark of UTF-8 goes; a file that begins with one of UTF-16 is read as UTF-16.
    """

    raw_lines: Iterable[bytes]
    name: str
    meter: Meter
    number: int = 0
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        lines = iter(self.raw_lines)
        first = next(lines, b"")
        if first.startswith(_UTF16_MARKS):
            yield from self._utf16(first + b"".join(lines))
            return
        line = first.removeprefix(codecs.BOM_UTF8)
        while line:
            self.number += 1
            self.meter.done += len(line)
            yield self._decode(line)
            line = next(lines, b"")

    def take_problems(self) -> list[Problem]:
        """The problems since the last call."""
        taken, self.problems = self.problems, []
        return taken

    def _utf16(self, raw: bytes) -> Iterator[str]:
        self.problems.append(
            Problem(self.name, "the file is in UTF-16", "it was read so; better save it as UTF-8", "not UTF-8", False)
        )
        self.meter.done += len(raw)
        yield from io.StringIO(raw.decode("utf-16", errors="replace"))

    def _decode(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            where = f"{self.name}, line {self.number}"
            message = f"byte {raw[error.start]:#04x} at position {error.start + 1} is not UTF-8"
            advice = "the line was read as Windows-1252; save the file as UTF-8 if its letters come out wrong"
            self.problems.append(Problem(where, message, advice, "not UTF-8", skipped=False))
            return _as_windows_1252(raw)


def _as_windows_1252(raw: bytes) -> str:
    """As browsers do it: the five bytes without a character become invisible ones, and nothing fails."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in raw)
