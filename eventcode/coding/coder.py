"""Joins the rooms: a story in, its events out. The order of steps is the list in :meth:`Coder.events_in`."""

from __future__ import annotations

import logging
import os
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ..article import Passage, passages
from ..event import Event, Evidence, Mention, Story, TimeReference
from ..inflection import noun_forms, verb_forms
from ..lexicon import Lexicon
from .linking import Linker
from .trees.parser import CUT, load_parser
from .what.actions import Coding, Reader
from .what.matching import Match
from .when.dates import date_of, find_times
from .who.actors import Cast
from .who.names import NameIndex
from .who.places import country_of

_LOG = logging.getLogger(__name__)


class Coder:
    """Codes stories into events.

    ``lexicon``: the dictionaries, by default those that ship; ``model``: folder of another parser;
    ``include_unknown``: also give events in which an actor's country is unknown (``---REB``);
    ``without_rules``: names of linking rules that are not asked (see :mod:`eventcode.coding.linking`).
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        model: str | os.PathLike | None = None,
        include_unknown: bool = False,
        without_rules: Container[str] = (),
    ):
        self.lexicon = lexicon or Lexicon.default()
        self.include_unknown = include_unknown
        self.parser = load_parser(model)
        self.reader = Reader(self.lexicon)
        self._without = frozenset(without_rules)
        self._linker = Linker(self.lexicon, self.reader, self._without)
        self.index = NameIndex.of(self.lexicon)

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
        events: dict[tuple, Event] = {}
        for link in self._linker.links(self.reader.codings(sentence), cast):
            coding = link.coding
            when = date_of(sentence, coding.head, times, story.date, coding.content, coding.uttered)
            source, target = (cast.as_of(actor, when.date) for actor in (link.source, link.target))
            place = cast.place_of(coding.head)
            event = _event(story, number, sentence, coding, link.code, source, target, when, place)
            if self.include_unknown or "---" not in event.actor + event.target:
                events.setdefault((event.date, *event.triple), event)
        return list(events.values())


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


def _event(
    story: Story,
    number: int,
    sentence: Span,
    coding: Coding,
    code: str,
    source: Mention,
    target: Mention,
    when: TimeReference,
    place: str,
) -> Event:
    evidence = tuple(_evidence(sentence, coding, code, source, target, when))
    plain = next(item for item in evidence if item.part == "action")
    doubt = source.doubt + target.doubt + (0.1 if len(coding.path) > 1 else 0.0)
    return Event(
        story_id=story.id,
        sentence_id=number,
        date=when.date,
        actor=source.code,
        action=code,
        target=target.code,
        date_precision=when.precision,
        actor_text=source.text,
        action_text=plain.text,
        target_text=target.text,
        country=place or country_of(target.code) or country_of(source.code),
        confidence=round(max(0.1, 1.0 - doubt), 2),
        sentence=sentence.text.strip(),
        evidence=evidence,
    )


def _evidence(
    sentence: Span, coding: Coding, code: str, source: Mention, target: Mention, when: TimeReference
) -> Iterator[Evidence]:
    for part, mention in (("actor", source), ("target", target)):
        yield Evidence(
            part, mention.start, mention.end, mention.text, mention.entry, f"{mention.code} {mention.note}".strip()
        )
    for match in coding.path:
        start, end = _extent(sentence, (match.clause.head, *match.literals))
        part = "action" if match is coding.path[-1] else "operator"
        note = f"{match.act.operator or match.act.code or match.act.theme}: {match.act.name}, by '{_as_read(match)}'"
        yield Evidence(part, start, end, sentence.text[start:end], match.entry, note)
    if len(coding.path) > 1 or coding.mood != "fact":
        how = [match.act.operator for match in coding.path if match.act.operator]
        how += [coding.mood] if coding.mood != "fact" else []
        yield Evidence(
            "composition",
            0,
            0,
            "",
            "composition.csv",
            f"{' over '.join(how)} over {coding.theme or 'an unknown act'} = {code}",
        )
    if when.start >= 0:
        yield Evidence("date", when.start, when.end, when.text, "dates", f"{when.date.isoformat()} ({when.precision})")
    else:
        yield Evidence("date", -1, -1, "", "dates", "no time expression: the story's date")


def _as_read(match: Match) -> str:
    """The frame with the one of its alternatives that stands in the text: ``urge TARGET to ACT``."""
    words = match.frame.text.split()
    form = match.clause.head.lower_
    for position, word in enumerate(words):
        fitting = [one for one in word.split("|") if form in verb_forms(one) | noun_forms(one)]
        if fitting:
            return " ".join((*words[:position], fitting[0], *words[position + 1 :]))
    return match.frame.text


def _extent(sentence: Span, tokens: tuple[Token, ...]) -> tuple[int, int]:
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx - sentence.start_char, last.idx + len(last) - sentence.start_char
