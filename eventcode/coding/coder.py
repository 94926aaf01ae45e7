"""Joins the rooms: a story in, its events out. The order of steps is the list in :meth:`Coder._events_in`."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from ..article import Passage, clean, passages
from ..article.pages import dateline as dateline_of
from ..event import Event, Evidence, Mention, Near, Story, TimeReference
from ..inflection import noun_forms, verb_forms
from ..lexicon import Lexicon
from .linking import Between, Linker
from .trees.parser import load_parser
from .what.coding import Coding
from .what.matching import Match
from .what.reader import Reader
from .when.dates import date_of, find_times
from .who.cast import Cast
from .who.names import NameIndex
from .who.places import country_of

_UNKNOWN = "---"
# What may begin with a dateline: "CARACAS (Agency) - ".
_LINE_OF_PLACE = re.compile(r"\s*[A-Z][^\n]{1,80}?[-–—]")


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
        self._parser = load_parser(model)
        self._reader = Reader(self.lexicon)
        self._without = frozenset(without_rules)
        self._linker = Linker(self.lexicon, self._reader, self._without)
        self._index = NameIndex.of(self.lexicon)

    def events(self, story: Story) -> list[Event]:
        """All events of one story, in the order of its sentences."""
        return next(self.stream([story]))[1]

    def stream(self, stories: Iterable[Story], batch_size: int = 64) -> Iterator[tuple[Story, list[Event]]]:
        """Code stories as they come, parsing in batches: ``(story, events)`` each. Memory does not grow with the
        number of stories.
        """
        parts = ((part.words.text, (story, part, last)) for story in stories for part, last in _parts(story))
        docs = self._parser.pipe(parts, as_tuples=True, batch_size=batch_size)
        gathered: list[tuple[Passage, Doc]] = []
        for doc, (story, part, last) in docs:
            gathered.append((part, doc))
            if last:
                yield story, self._story_events(story, gathered)
                gathered = []

    def mentions(self, text: str, date: datetime.date | str, dateline: str = "") -> list[Mention]:
        """Every actor mention of a text, also those without an act, with offsets into the text: its code, the entry or
        rule it was found by, and its doubt. What a linker of one's own or a search for missing names starts from.
        """
        found = []
        for walk in self._walks(_text(text, date, dateline)):
            found += [walk.in_text(mention) for mention in walk.cast.resolved(walk.sentence)]
        return sorted(found, key=lambda mention: (mention.start, mention.end))

    def nearly(self, text: str, date: datetime.date | str, dateline: str = "") -> list[Near]:
        """The acts of a text that were read and gave no event, and what each lacked."""
        return [near for walk in self._walks(_text(text, date, dateline)) for near in self._nearly_in(walk)]

    def _walks(self, story: Story) -> Iterator[Walk]:
        """The sentences of one story, as the events of each are about to be found."""
        parsed = [(part, self._parser(part.words.text)) for part, _ in _parts(story)]
        return self._read_through(story, parsed)

    def _read_through(self, story: Story, parsed: list[tuple[Passage, Doc]]) -> Iterator[Walk]:
        cast = Cast(self._index, _with_dateline(story), self._without)
        sentences = ((part, sentence) for part, doc in parsed for sentence in doc.sents)
        for number, (part, sentence) in enumerate(sentences):
            cast.read(sentence, _given(story, part, sentence))
            yield Walk(story, part, sentence, number, cast)

    def _story_events(self, story: Story, parsed: list[tuple[Passage, Doc]]) -> list[Event]:
        return [event for walk in self._read_through(story, parsed) for event in self._events_in(walk)]

    def _events_in(self, walk: Walk) -> list[Event]:
        """When a sentence plays, what happens in it, and between whom."""
        sentence, story, cast = walk.sentence, walk.story, walk.cast
        times = find_times(sentence.text, story.date)
        events: dict[tuple, Event] = {}
        for link in self._linker.links(self._reader.codings(sentence), cast):
            coding = link.coding
            when = date_of(sentence, coding.head, times, story.date, coding.content, coding.uttered)
            source, target = (cast.as_of(actor, when.date) for actor in (link.source, link.target))
            place = cast.place_of(coding.head)
            event = _event(story, walk.number, sentence, coding, link.code, source, target, when, place)
            if self.include_unknown or _UNKNOWN not in event.actor + event.target:
                events.setdefault((event.date, *event.triple), event)
        return list(events.values())

    def _nearly_in(self, walk: Walk) -> Iterator[Near]:
        unknown = tuple(walk.sentence.doc[start:end].text for start, end in walk.cast.unknown(walk.sentence))
        for act in self._linker.acts(self._reader.codings(walk.sentence), walk.cast):
            if lacks := _lacks(act, self.include_unknown):
                yield _near(walk, act, lacks, unknown)
        for coding in self._reader.unreal(walk.sentence):
            told = "negated" if coding.negated else coding.mood
            yield _near(walk, self._linker.by_slots(coding, walk.cast), f"reality: it is told as {told}", unknown)


@dataclass(frozen=True)
class Walk:
    """A sentence on its way: where it stands in its story, and who is in it."""

    story: Story
    part: Passage
    sentence: Span
    number: int
    cast: Cast

    def in_text(self, mention: Mention) -> Mention:
        """The mention with offsets into the story's text instead of the sentence."""
        offset = self.sentence.start_char
        start, end = self.part.words.original(mention.start + offset, mention.end + offset)
        return replace(mention, start=start, end=end)


def _text(text: str, date: datetime.date | str, dateline: str) -> Story:
    day = datetime.date.fromisoformat(date) if isinstance(date, str) else date
    return Story("text", day, text, dateline=dateline)


def _with_dateline(story: Story) -> Story:
    """The story with the dateline that its own first line tells, where it has no other."""
    if story.dateline or not _LINE_OF_PLACE.match(story.text):
        return story
    return replace(story, dateline=dateline_of(story.text))


def _lacks(act: Between, include_unknown: bool) -> str:
    """What an act would need to be an event; empty if it is one."""
    missing = [name for name, found in (("source", act.sources), ("target", act.targets)) if not found]
    if missing:
        return "a " + " and a ".join(missing)
    pairs = act.pairs()
    if not pairs:
        return "two different actors"
    known = include_unknown or any(_UNKNOWN not in source.code + target.code for source, target in pairs)
    return "" if known else "a country"


def _near(walk: Walk, act: Between, lacks: str, unknown: tuple[str, ...]) -> Near:
    coding = act.coding
    start, end = _extent(walk.sentence, (coding.head, *coding.plain.literals))
    here = walk.in_text(Mention(start, end, ""))
    sources, targets = (tuple(map(walk.in_text, mentions)) for mentions in (act.sources, act.targets))
    text = walk.sentence.text[start:end]
    return Near(walk.number, here.start, here.end, coding.code, text, sources, targets, lacks, unknown)


def _parts(story: Story) -> Iterator[tuple[Passage, bool]]:
    """What of a story is coded, and whether it is the last part; a story with nothing to code has one empty part."""
    parts = list(passages(story)) or [Passage("body", clean(""))]
    for position, part in enumerate(parts):
        yield part, position == len(parts) - 1


def _given(story: Story, part: Passage, sentence: Span) -> tuple[Mention, ...]:
    """The user's own mentions that fall into a sentence, with offsets into it."""
    found = []
    for mention in story.actors if part.in_text else ():
        start, end = part.words.clean(mention.start, mention.end)
        if sentence.start_char <= start < end <= sentence.end_char:
            start, end = start - sentence.start_char, end - sentence.start_char
            text = sentence.text[start:end]
            found.append(replace(mention, start=start, end=end, text=text, entry="given", kind=mention.kind or "given"))
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
