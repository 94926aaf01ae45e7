"""What the user says of an input that it does not say itself, or says in other words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eventcode.article.days import parse_day

#: The columns of a story.
COLUMNS = ("id", "date", "text", "title", "dateline", "source", "url", "actors")


@dataclass(frozen=True)
class Told:
    """``date`` for stories that have none; ``columns``, our name to theirs, for tables that call them otherwise;
    ``date_format``, such as ``%d/%m/%Y``, for dates that can be read in two ways.

    Raises ValueError for a column that stories do not have.
    """

    date: datetime.date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""

    def __post_init__(self) -> None:
        if unknown := [name for name in self.columns if name not in COLUMNS]:
            raise ValueError(f"a story has no column {unknown[0]!r}; its columns are {', '.join(COLUMNS)}")

    def names(self, found: Iterable[str]) -> list[str]:
        """The names of a table's columns as ours; one that another takes the place of is not ours any more.

        >>> Told(columns={"id": "url"}).names(["ID", "URL", "Text"])
        ['id (not used)', 'id', 'text']
        """
        ours = {theirs.strip().lower(): name for name, theirs in self.columns.items()}
        plain = [name.strip().lower() for name in found]
        return [ours.get(name) or (f"{name} (not used)" if name in self.columns else name) for name in plain]

    def day(self, written: str) -> datetime.date:
        """A day as the input writes it. Raises ValueError, with what is wrong."""
        return parse_day(written, self.date_format)
