"""What can be wrong with an input, as a record; and the rows that are right so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something wrong with an input: where (file, row, column), what, and what to do about it.

    ``kind`` is the short name it is counted under. ``skipped`` tells whether a story was lost; if not, it was read all
    the same and ``advice`` says how.
    """

    where: str
    message: str
    advice: str
    kind: str = "unreadable input"
    skipped: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.message}; {self.advice}"


@dataclass(frozen=True)
class Row:
    """One story as its file has it: where it stands and what its columns hold, nothing checked yet."""

    where: str
    fields: dict[str, object]
