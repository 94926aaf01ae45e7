"""The verbs most people need: code one text, code many stories into a table."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from .coding.coder import Coder as StoryCoder
from .coding.walk import story_of
from .event import Event, Story

if TYPE_CHECKING:
    import pandas


class Coder(StoryCoder):
    """Codes stories; see :class:`eventcode.coding.coder.Coder` for its parameters."""

    def code(self, stories: Iterable[Story] | str | os.PathLike) -> pandas.DataFrame:
        """All events of the stories as a DataFrame, one row an event, columns as in
        ``eventcode.analysis.table.COLUMNS``.

        ``stories`` are Story records, or the path of a CSV, JSONL, Parquet or text file, or of a folder of text files;
        what of a file cannot be read comes as a warning that names its row and column, a story that cannot be coded as
        one that names its id.
        """
        from .analysis.table import to_frame
        from .reading import Reading

        if isinstance(stories, (str, os.PathLike)):
            stories = Reading(stories, tell=lambda problem: warnings.warn(str(problem), stacklevel=2))
        return to_frame(event for story in stories for event in self._events_or_none(story))

    def _events_or_none(self, story: Story) -> list[Event]:
        """The events of a story; what went wrong in it comes as a warning, so that the others go on."""
        try:
            return self.events(story)
        except Exception as error:
            warnings.warn(f"story {story.id!r} was skipped: {type(error).__name__}: {error}", stacklevel=2)
            return []


@lru_cache(maxsize=1)
def _default() -> Coder:
    return Coder()


def code(text: str, date: datetime.date | str, dateline: str = "", coder: Coder | None = None) -> list[Event]:
    """The events of one text, published on ``date`` (a date or ``2019-05-13``), with the shipped dictionaries or
    those of ``coder``.

    >>> [tuple(event)[1:] for event in code("Russia condemned Turkey.", "2019-05-13")]
    [('RUS', '111', 'TUR')]
    """
    return (coder or _default()).events(story_of(text, date, dateline))
