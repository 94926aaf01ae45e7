"""The verbs most people need: code one text, code many stories into a table."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from .coding.coder import Coder as StoryCoder
from .event import Event, Story

if TYPE_CHECKING:
    import pandas


class Coder(StoryCoder):
    """Codes stories; see :class:`eventcode.coding.coder.Coder` for its parameters."""

    def code(self, stories: Iterable[Story] | str | os.PathLike) -> pandas.DataFrame:
        """All events of the stories as a DataFrame, one row an event, columns as in
        ``eventcode.analysis.table.COLUMNS``.

        ``stories`` are Story records, or the path of a CSV, JSONL, Parquet or text file, or of a folder of text files;
        what of a file cannot be read comes as a warning that names its row and column.
        """
        from .analysis.table import to_frame
        from .reading import Reading

        if isinstance(stories, (str, os.PathLike)):
            stories = Reading(stories, tell=lambda problem: warnings.warn(str(problem), stacklevel=2))
        return to_frame(event for _, events in self.stream(stories) for event in events)


@lru_cache(maxsize=1)
def _default() -> Coder:
    return Coder()


def code(text: str, date: datetime.date | str, dateline: str = "", coder: Coder | None = None) -> list[Event]:
    """The events of one text, published on ``date`` (a date or ``2019-05-13``), with the shipped dictionaries or
    those of ``coder``.

    >>> [tuple(event)[1:] for event in code("Russia condemned Turkey.", "2019-05-13")]
    [('RUS', '111', 'TUR')]
    """
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return (coder or _default()).events(Story("text", day, text, dateline=dateline))
