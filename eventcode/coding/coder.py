"""Joins the rooms: a story in, its events out. The order of steps is the list in :meth:`Coder.events_in`."""

from __future__ import annotations

import logging
import os
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span

from ..article import Passage, passages
from ..event import Event, Mention, Story
from ..lexicon import Lexicon
from .linking import Link, Linker
from .meaning.adding import additions
from .meaning.parties import acts_of, parties_of
from .meaning.reader import Reads, SecondReader
from .telling import Told, event_of
from .trees.parser import CUT, load_parser
from .what.actions import Coding, Reader
from .when.dates import date_of, find_times
from .who.actors import Cast
from .who.names import NameIndex

_LOG = logging.getLogger(__name__)


class Coder:
    """Codes stories into events.

    ``lexicon``: the dictionaries, by default those that ship; ``model``: folder of another parser;
    ``include_unknown``: also give events in which an actor's country is unknown (``---REB``);
    ``without_rules``: names of linking rules that are not asked (see :mod:`eventcode.coding.linking`);
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
        self._without = frozenset(without_rules)
        self._linker = Linker(self.lexicon, self.reader, self._without)
        self.index = NameIndex.of(self.lexicon)
        self.second_reader = SecondReader.load() if second_reader == "default" else second_reader

    def stream(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Code stories as they come: ``(story, events)`` each. Memory does not grow with the number of stories."""
        for story in stories:
            yield story, self.events(story)

    def events(self, story: Story) -> list[Event]:
        """All events of one story, in the order of its sentences."""
        cast = Cast(self.index, story, self._without)
        found: list[Event] = []
        number = 0
        for part in passages(story):
            doc = self.parser(part.words.text)
            if cut := doc.user_data.get(CUT):
                _LOG.warning("story %s: read in parts of a window each: %s", story.id, "; ".join(cut))
            for sentence in doc.sents:
                found += self.events_in(sentence, number, story, cast, _given(story, part, sentence))
                number += 1
        return found

    def events_in(
        self, sentence: Span, number: int, story: Story, cast: Cast, given: tuple[Mention, ...] = ()
    ) -> list[Event]:
        """The walk of one sentence: who is in it, when it plays, what happens, and between whom."""
        cast.read(sentence, given)
        times = find_times(sentence.text, story.date)
        codings = list(self.reader.codings(sentence))
        links = list(self._linker.links(codings, cast))
        events: dict[tuple, Event] = {}
        for found in (*map(Told.by_frame, links), *self._read_again(sentence, cast, codings, links)):
            when = date_of(sentence, found.head, times, story.date, found.content, found.uttered)
            source, target = (cast.as_of(actor, when.date) for actor in (found.source, found.target))
            event = event_of(found, source, target, when, story.id, number, cast.place_of(found.head))
            if self.include_unknown or "---" not in event.actor + event.target:
                events.setdefault((event.date, *event.triple), event)
        return list(events.values())

    def _read_again(
        self, sentence: Span, cast: Cast, codings: list[Coding], links: list[Link]
    ) -> Iterator[Told]:
        """What the second reader adds between parties that frames have left alone."""
        if self.second_reader is None:
            return
        parties = parties_of(sentence, cast)
        if len(parties) < 2:
            return
        opinions = self.second_reader.opinions(sentence, parties, acts_of(codings))
        coded = [(link.source.code, link.target.code) for link in links]
        for one in additions(opinions, parties, coded, self.second_reader.threshold):
            yield Told.by_second_reader(one, parties[one.opinion.source].head)


def _given(story: Story, part: Passage, sentence: Span) -> tuple[Mention, ...]:
    """The user's own mentions that fall into a sentence, with offsets into it."""
    found = []
    for mention in story.actors if part.in_text else ():
        start, end = part.words.clean(mention.start, mention.end)
        if sentence.start_char <= start < end <= sentence.end_char:
            start, end = start - sentence.start_char, end - sentence.start_char
            text = sentence.text[start:end]
            found.append(replace(mention, start=start, end=end, text=text, entry="given", kind=mention.kind or "group"))
    return tuple(found)
