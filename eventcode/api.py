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
    """Codes stories into events; made once, used for many.

    Parameters
    ----------
    lexicon : Lexicon, optional
        The dictionaries, by default those that ship.
    model : path, optional
        The folder of another parser.
    include_unknown : bool
        Also give events in which an actor's country is unknown (``---REB``).
    without_rules : iterable of str
        Names of linking rules that are not asked (see :mod:`eventcode.coding.linking.rules`).
    second_reader : callable, None or ``"default"``
        Who is asked where frames are silent, by default the one that ships; None for frames alone.

    Examples
    --------
    >>> coder = Coder(second_reader=None)
    >>> frame = coder.code(eventcode.sample("mini"))
    >>> frame.columns[:4].tolist()
    ['event_id', 'story_id', 'sentence_id', 'date']
    >>> [mention.code for mention in coder.mentions("Police in Quito met Angela Merkel.", "2019-05-13")]
    ['ECUCOP', 'ECUGOV', 'DEUGOV']
    """

    def code(self, stories: Iterable[Story] | str | os.PathLike) -> pandas.DataFrame:
        """All events of the stories as a DataFrame, one row an event.

        Parameters
        ----------
        stories : iterable of Story, or path
            Records, or the path of a CSV, JSONL, Parquet or text file, or of a folder of text files (columns as in
            `read_stories`). What of a file cannot be read comes as a warning that names its row and column, a story
            that cannot be coded as one that names its id.

        Returns
        -------
        DataFrame
            Columns as in ``eventcode.analysis.table.COLUMNS``.
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
    """The events of one text.

    Parameters
    ----------
    text : str
        A sentence, or a story of several; a newspaper page is taken apart first.
    date : date or str
        The day of publication (``2019-05-13``), from which *on Friday* is counted.
    dateline : str
        The place it was written in (``CARACAS``): it tells of which country *police* are.
    coder : Coder, optional
        With dictionaries of your own; by default one with those that ship, made at the first call.

    Returns
    -------
    list of Event
        In the order of the sentences; empty where nothing is coded.

    Raises
    ------
    ValueError
        Where `date` is no date.

    Examples
    --------
    >>> [tuple(event)[1:] for event in code("Russia condemned Turkey.", "2019-05-13")]
    [('RUS', '111', 'TUR')]
    >>> [str(event.date) for event in code("Russia condemned Turkey on Friday.", "2019-05-13")]
    ['2019-05-10']
    """
    return (coder or _default()).events(story_of(text, date, dateline))
