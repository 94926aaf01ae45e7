"""Joins the rooms: a story in, its events out.

The order of steps is told in two places: from story to sentences with their acts in :func:`walk.read_through`, from
those to events in :meth:`Coder.read`.
"""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from typing import Self

from ..article import Passage, passages
from ..event import Event, Mention, Near, Story
from ..gazetteer import Gazetteer
from ..lexicon import Lexicon
from .confidence import default_confidence
from .findings import Finder, Finding
from .gaps import Unread, Wanted, unread_in, wanted_in
from .linking.linker import Linker
from .meaning.reader import Reads, default_reader
from .nearly import nearly_in
from .sifting import Sieve, Sifting, Stretch
from .telling import FRAMES, Told, event_of
from .trees.parser import Draft, load_parser
from .trees.tokens import Doc
from .walk import Walk, in_blocks, read_through, story_of, with_dateline
from .what.reader import Reader
from .when.dates import date_of, find_times
from .when.sayings import tellers_of
from .where import Locator
from .who.cast import Cast
from .who.mentions import UNKNOWN
from .who.names import NameIndex

_LOG = logging.getLogger(__name__)


class Coder:
    """Codes stories into events.

    ``lexicon``: the dictionaries, by default those that ship; ``model``: folder of another parser;
    ``include_unknown``: also give events in which an actor's country is unknown (``---REB``);
    ``without_rules``: names of linking rules that are not asked (see :mod:`eventcode.coding.linking.rules`);
    ``second_reader``: who is asked where frames are silent, by default the one that ships; None for frames alone.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        model: str | os.PathLike | None = None,
        include_unknown: bool = False,
        without_rules: Container[str] = (),
        second_reader: Reads | str | None = "default",
    ):
        self.lexicon = lexicon or Lexicon.default()
        self.include_unknown = include_unknown
        self.parser = load_parser(model)
        self.reader = Reader(self.lexicon)
        self.index = NameIndex.of(self.lexicon)
        self.second_reader = default_reader() if second_reader == "default" else second_reader
        self._model = model
        self._finder = Finder(self.second_reader, default_confidence(), include_unknown)
        self._without = frozenset(without_rules)
        self._sieve = Sieve(self.lexicon, self.index, include_unknown)
        self._linker = Linker(self.lexicon, self.reader, self._without)

    def with_lexicon(self, lexicon: Lexicon) -> Self:
        """The same coder with other dictionaries.

        Parameters
        ----------
        lexicon : Lexicon
            The dictionaries, as `Lexicon.load` or `Lexicon.extend` gives them.

        Returns
        -------
        Coder
            A coder of its own; this one keeps its dictionaries.
        """
        return type(self)(lexicon, self._model, self.include_unknown, self._without, self.second_reader)

    def stream(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Code stories as they come. Memory does not grow with their number.

        Parameters
        ----------
        stories : iterable of Story

        Yields
        ------
        (Story, list of Event)
        """
        for story in stories:
            yield story, self.events(story)

    def events(self, story: Story) -> list[Event]:
        """All events of one story, in the order of its sentences.

        Parameters
        ----------
        story : Story

        Returns
        -------
        list of Event
            Each tuple of a sentence once.
        """
        walks = self.walks(story, self._sieve)
        return [event for walk in walks if walk.is_read for event in self._events_in(walk)]

    def mentions(self, text: str, date: datetime.date | str, dateline: str = "") -> list[Mention]:
        """Every actor mention of a text, also those without an act: what a linker of one's own or a search for missing
        names starts from.

        Parameters
        ----------
        text : str
            A sentence or a story.
        date : date or str
            The day of publication: offices are those of that day.
        dateline : str
            The place it was written in.

        Returns
        -------
        list of Mention
            With offsets into `text`, code, the entry or rule it was found by, and its doubt; by place.
        """
        walks = self.walks(story_of(text, date, dateline))
        found = [walk.in_text(mention) for walk in walks for mention in walk.cast.resolved()]
        return sorted(found, key=lambda mention: (mention.start, mention.end))

    def nearly(self, text: str, date: datetime.date | str, dateline: str = "") -> list[Near]:
        """The acts of a text that were read and gave no event, and what each lacked.

        Parameters
        ----------
        text : str
            A sentence or a story.
        date : date or str
            The day of publication.
        dateline : str
            The place it was written in.

        Returns
        -------
        list of Near
        """
        walks = self.walks(story_of(text, date, dateline))
        return [near for walk in walks for near in self._nearly_in(walk)]

    def _nearly_in(self, walk: Walk) -> list[Near]:
        doubted = [one for one in self._finder.findings(walk) if not one.believed and one.told.reader == FRAMES]
        return list(nearly_in(walk, self.reader, self._linker, doubted, self.include_unknown))

    def wanted(self, story: Story) -> list[Wanted]:
        """The names and roles of a story that stood where an actor was wanted, with a code or without.

        Parameters
        ----------
        story : Story

        Returns
        -------
        list of Wanted
            Text, kind (name or role), side (source or target), code (empty: a gap), a guess and the sentence.
        """
        return [found for walk in self.walks(story) for found in wanted_in(walk, self.reader)]

    def unread(self, story: Story) -> list[Unread]:
        """The predicates of a story between two known actors that no frame reads.

        Parameters
        ----------
        story : Story

        Returns
        -------
        list of Unread
            How a frame for it would begin, the actors, and the sentence.
        """
        return [found for walk in self.walks(story) for found in unread_in(walk, self.reader)]

    def walks(self, story: Story, sieve: Sieve | None = None) -> Iterator[Walk]:
        """The sentences of one story, as the events of each are about to be found.

        Parameters
        ----------
        story : Story
        sieve : Sieve, optional
            Tells which sentences can hold no event; those are not parsed.

        Yields
        ------
        Walk
            A sentence with its clauses and the story's memory of who was named.
        """
        story = with_dateline(story)
        cast = Cast(self.index, story, self._without)
        parsed = self._parsed(story, sieve.begin(story) if sieve is not None else None)
        return read_through(story, parsed, cast, self.reader, self._linker)

    def _parsed(self, story: Story, sifting: Sifting | None) -> Iterator[tuple[Passage, Doc]]:
        """The passages of a story, each parsed; a block after the other, for a long story would fill the memory."""
        blocks = list(in_blocks(passages(story)))
        for block in blocks:
            drafts = [self.parser.draft(part.words.text) for part in block]
            asked = _needed(drafts, sifting, more=block is not blocks[-1])
            for part, draft, needed in zip(block, drafts, asked, strict=True):
                yield part, self._doc(story, draft, needed)

    def _doc(self, story: Story, draft: Draft, needed: list[bool]) -> Doc:
        doc = self.parser.read(draft, needed)
        if doc.cut:
            _LOG.warning("story %s: read in parts of a window each: %s", story.id, "; ".join(doc.cut))
        return doc

    def read(self, walk: Walk, doubted: bool = False) -> Iterator[tuple[Event, Finding]]:
        """What happens in a sentence.

        Parameters
        ----------
        walk : Walk
            As `walks` gives it.
        doubted : bool
            Also give what is too improbable to be an event.

        Yields
        ------
        (Event, Finding)
            An event with what was found, by whom, and how probable it is.
        """
        sentence, story, cast = walk.sentence, walk.story, walk.cast
        findings = [one for one in self._finder.findings(walk) if doubted or one.believed]
        times = find_times(sentence.text, story.date) if findings else ()
        for finding in findings:
            found = finding.told
            hearsay = _is_hearsay(found, cast)
            when = date_of(sentence, found.head, times, story.date, found.content, found.uttered, hearsay)
            source, target = (cast.as_of(actor, when.date) for actor in (found.source, found.target))
            where = self._locator.site(found.head, found.code, source, target, cast, story.dateline)
            event = event_of(found, source, target, when, story.id, walk.number, where, finding.confidence)
            if self.include_unknown or UNKNOWN not in event.actor + event.target:
                yield event, finding

    @cached_property
    def _locator(self) -> Locator:
        """Finds places; the gazetteer is loaded for the first event, for many a text has none."""
        return Locator(Gazetteer.load())

    def _events_in(self, walk: Walk) -> list[Event]:
        """The events of a sentence, each tuple once."""
        events: dict[tuple, Event] = {}
        for event, _ in self.read(walk):
            events.setdefault((event.date, *event.triple), event)
        return list(events.values())


def _is_hearsay(found: Told, cast: Cast) -> bool:
    """Is the act told by somebody of another country than its parties'?"""
    tellers = (cast.who(teller) for teller in tellers_of(found.head))
    countries = {teller.code[:3] for teller in tellers if teller is not None}
    return bool(countries) and countries.isdisjoint((found.source.code[:3], found.target.code[:3], UNKNOWN))


def _needed(drafts: list[Draft], sifting: Sifting | None, more: bool) -> Iterator[list[bool]]:
    """Which stretches of each draft are to be parsed: those that the sieve asks for, all without one."""
    stretches = [
        Stretch(text, not asked)
        for draft in drafts
        for text, (_, _, asked) in zip(draft.texts(), draft.stretches, strict=True)
    ]
    needed = iter(sifting.needed(stretches, more) if sifting is not None else [True] * len(stretches))
    return ([next(needed) for _ in draft.stretches] for draft in drafts)
