"""The records every room shares: Story, Mention, TimeReference, Evidence, Event, Near.

All are frozen. Offsets are characters into the text they name, end exclusive, as in ``text[start:end]``.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from importlib import import_module

#: How exactly a date is known; a coarse date is written as its first day (2012 -> 2012-01-01, "year").
PRECISIONS = ("day", "week", "month", "year")

#: What a time expression dates. ``point``: the clause it stands in. ``modifier``: the noun after it (``Monday's
#: attack``). ``span``: nothing, it bounds a stretch of time (``since 2014``). ``counted``: the clause outside it,
#: counted
#: from the dated words after it (``a day after Monday's vote``). ``counted_back``: the undated words after it (``a day
#: after the vote``).
TIME_KINDS = ("point", "modifier", "span", "counted", "counted_back")


@dataclass(frozen=True)
class Mention:
    """A stretch of text, from ``start`` to ``end``, that names an actor: its ``text`` and its ``code``.

    ``entry`` says where the code (``VENOPP``) comes from: a dictionary entry as ``file:line``, ``given`` for one the
    user supplied, or the rule that found it. ``kind`` is the dictionaries' (person, group, country, demonym, capital,
    seat, place, role); ``note`` tells how a code was put together, ``doubt`` (0 to 1) how much was guessed on the way.
    """

    start: int
    end: int
    code: str
    text: str = ""
    entry: str = ""
    kind: str = ""
    note: str = ""
    doubt: float = 0.0


@dataclass(frozen=True)
class Story:
    """One news story as it is to be coded.

    Parameters
    ----------
    id : str
        Its own among the stories.
    date : date
        The day of publication.
    text : str
        Never rewritten: all offsets point into it.
    title : str
        Coded as a sentence of its own, before the text.
    dateline : str
        The place it was written in (``CARACAS``).
    source, url : str
        Who published it, and where; no effect.
    actors : tuple of Mention
        Mentions in `text` that the user already knows; they are used as given, in place of the dictionaries.

    Examples
    --------
    >>> Story("1", datetime.date(2019, 5, 13), "France condemned Turkey.").dateline
    ''
    """

    id: str
    date: datetime.date
    text: str
    title: str = ""
    dateline: str = ""
    source: str = ""
    url: str = ""
    actors: tuple[Mention, ...] = ()

    def __post_init__(self):
        if isinstance(self.date, datetime.datetime):  # its hours would make it a stranger among days
            object.__setattr__(self, "date", self.date.date())
        if not isinstance(self.date, datetime.date):
            raise TypeError(f"story {self.id!r}: its date is {self.date!r}; give a datetime.date")


@dataclass(frozen=True)
class TimeReference:
    """When an act happened: its first day, how exactly that is known, and the words that say so.

    ``start`` and ``end`` are offsets into the sentence's text; both are -1 when no time expression was used and the
    date is the story's own. ``kind`` is one of ``TIME_KINDS``; ``future`` is true when the words point past the
    story's day.
    """

    date: datetime.date
    precision: str = "day"
    start: int = -1
    end: int = -1
    text: str = ""
    kind: str = "point"
    future: bool = False


@dataclass(frozen=True)
class Evidence:
    """Why one part of an event was coded so: the words and the dictionary entry behind them.

    ``part`` is ``actor``, ``action``, ``target``, ``operator``, ``composition``, ``date``, or ``like`` for a coded
    sentence that it resembles; ``text`` are the words, from ``start`` to ``end`` of the event's sentence (-1 where
    there are none); ``entry`` is ``file:line`` in the dictionaries or the name of a rule; ``note`` is for a reader.
    """

    part: str
    start: int
    end: int
    text: str
    entry: str
    note: str = ""


@dataclass(frozen=True)
class Near:
    """An act that was read and gave no event, and why.

    ``code`` is the CAMEO code it would have; ``text`` its words, at ``start:end`` of the story's text; ``actors`` and
    ``targets`` are the parties that were found; ``lacks`` says what was missing; ``unknown`` are the names around it
    that no dictionary knows.
    """

    sentence_id: int
    start: int
    end: int
    code: str
    text: str
    actors: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    lacks: str = ""
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """One coded event: the tuple ``(date, actor, action, target)`` and the reason for it.

    Parameters
    ----------
    story_id : str
    sentence_id : int
        Where it stands; a title is sentence 0 of its story.
    date : date
        The day of the act.
    actor, action, target : str
        Who did what to whom; `action` is a CAMEO code as a string (``"010"``).
    date_precision : str
        How exactly the day is known, one of ``PRECISIONS``.
    actor_text, action_text, target_text : str
        The words that say so.
    country : str
        ISO 3166-1 alpha-3 code of the place of the act, empty where none was found.
    confidence : float
        The probability that the tuple is right, 0 to 1.
    sentence : str
        Its text.
    reader : str
        Who read it: ``frames`` (the dictionaries) or the ``second reader`` (a learned one).
    place, place_id : str
        The place's name and its GeoNames id.
    latitude, longitude : float or None
        In degrees; None where they are not known.
    place_precision : str
        ``city``, ``region`` or ``country``.
    place_from : str
        What told of it: ``named`` in the sentence, the ``target``, the ``dateline`` or, for want of better, the country
        of the ``source``.
    evidence : tuple of Evidence
        Why it was coded so.

    Examples
    --------
    >>> event = Event("s1", 0, datetime.date(2019, 5, 10), "FRA", "111", "TUR")
    >>> date, actor, action, target = event
    >>> event.triple, event.event_id
    (('FRA', '111', 'TUR'), '13424c9aa84962c5')
    """

    story_id: str
    sentence_id: int
    date: datetime.date
    actor: str
    action: str
    target: str
    date_precision: str = "day"
    actor_text: str = ""
    action_text: str = ""
    target_text: str = ""
    country: str = ""
    confidence: float = 1.0
    sentence: str = ""
    reader: str = ""
    place: str = ""
    place_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str = ""
    place_from: str = ""
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)

    @property
    def event_id(self) -> str:
        """A stable hash of story, sentence and tuple: coding the same story twice gives the same ids."""
        key = "\x1f".join((self.story_id, str(self.sentence_id), self.date.isoformat(), *self.triple))
        return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:16]

    @property
    def triple(self) -> tuple[str, str, str]:
        """``(actor, action, target)``."""
        return self.actor, self.action, self.target

    def __iter__(self):
        """Unpack as the field's tuple: ``date, actor, action, target = event``."""
        return iter((self.date, *self.triple))

    def _repr_html_(self) -> str:
        """How a notebook shows an event. The room is named as text: by import the records lean on none."""
        return import_module("eventcode.explore.display").event_html(self)
