"""One story coded, come what may: its rows, or why there are none."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eventcode.analysis.table import to_row
from eventcode.event import Story
from eventcode.lexicon import Lexicon

if TYPE_CHECKING:
    from eventcode.coding.coder import Coder


@dataclass(frozen=True)
class Settings:
    """What a coder is made of, small enough to be sent to another process or machine.

    Parameters
    ----------
    actors, actions : tuple of str
        Files of the user's own; on a cluster every machine must find them.
    second_reader : bool
        Whether the learned reader is asked where frames are silent.
    include_unknown : bool
        Also events in which an actor's country is unknown.
    """

    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    second_reader: bool = True
    include_unknown: bool = False

    def coder(self) -> Coder:
        """A coder so made.

        Returns
        -------
        Coder

        Raises
        ------
        LexiconError
            When a dictionary is broken.
        """
        from eventcode.coding.coder import Coder

        return Coder(
            lexicon=Lexicon.load(actors=list(self.actors), actions=list(self.actions)),
            second_reader="default" if self.second_reader else None,
            include_unknown=self.include_unknown,
        )


@dataclass(frozen=True)
class Coded:
    """A story (``story_id``) with its events as ``rows`` of the table; or ``kind`` and ``reason`` of what went wrong.

    Rows are made where the story was coded: they are a fifth of their events to send, which carry all their reasons.
    """

    story_id: str
    rows: tuple[dict[str, object], ...] = ()
    kind: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return (
            f"story {self.story_id!r} could not be coded ({self.reason}); it was skipped: "
            "please report it with the story's text and `eventcode --version`"
        )


def code_story(coder: Coder, story: Story) -> Coded:
    """The story coded. Whatever goes wrong in it is told in what comes back, so that the next story goes on.

    Parameters
    ----------
    coder : Coder
    story : Story

    Returns
    -------
    Coded

    Examples
    --------
    >>> story = eventcode.Story("1", datetime.date(2019, 5, 13), "France condemned Turkey.")
    >>> [row["action"] for row in code_story(Settings(second_reader=False).coder(), story).rows]
    ['111']
    """
    try:
        return Coded(story.id, tuple(map(to_row, coder.events(story))))
    except Exception as error:
        return Coded(story.id, kind=type(error).__name__, reason=reason_of(error))


def reason_of(error: Exception) -> str:
    """An exception in a line: its kind, what it says, and where it came from."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" at {Path(last[0].filename).name}:{last[0].lineno}" if last else ""
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{': ' if words else ''}{words}{place}"
