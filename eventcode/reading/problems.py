"""What can be wrong with an input, as a record; and the rows that are right so far."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """Something wrong with an input: ``where`` (file, row, column), a ``message``, and an ``advice``.

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


def in_words(error: OSError) -> str:
    """What went wrong with a file, and what to do, without the system's number for it.

    >>> in_words(FileNotFoundError(2, "No such file or directory", "stories.csv"))
    'stories.csv: there is no such file; check the name'
    """
    if error.filename is None:
        return (error.strerror or str(error)).lower()
    folder = Path(error.filename).parent
    if isinstance(error, FileNotFoundError) and not folder.exists():
        return f"{error.filename}: there is no folder {folder}; make it, or name another"
    known = {
        FileNotFoundError: "there is no such file; check the name",
        IsADirectoryError: "a folder where a file is needed; name a file in it",
        NotADirectoryError: "part of the name is a file where a folder is needed; check the name",
        PermissionError: "this user may not open it; change its permissions, or name another file",
    }
    return f"{error.filename}: {known.get(type(error)) or (error.strerror or str(error)).lower()}"


@dataclass(frozen=True)
class Row:
    """One story as its file has it: where it stands and what its columns hold, nothing checked yet."""

    where: str
    fields: dict[str, object]
