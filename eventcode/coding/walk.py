"""A sentence on its way through the rooms, and what is known of its story before."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..article import Passage
from ..article.days import parse_day
from ..article.pages import dateline
from ..event import Mention, Story
from .linking.linker import Linker
from .linking.scene import Link
from .trees.tokens import Doc, Span
from .what.coding import Coding
from .what.reader import Reader
from .who.cast import Cast
from .who.memory import Deed
from .who.mentions import GIVEN

#: Characters of the passages that are cut into words at once.
_BLOCK = 100_000
# What may begin with a dateline: "CARACAS (Agency) - ".
_LINE_OF_PLACE = re.compile(r"\s*[A-Z][^\n]{1,80}?[-–—]")


@dataclass(frozen=True)
class Walk:
    """A sentence on its way: where it stands in its story, who is in it, what is done in it, and between whom."""

    story: Story
    part: Passage
    sentence: Span
    number: int
    cast: Cast
    codings: tuple[Coding, ...]
    links: tuple[Link, ...]

    @property
    def is_read(self) -> bool:
        """Was the sentence parsed?"""
        return _is_read(self.sentence)

    def in_text(self, mention: Mention) -> Mention:
        """The mention with offsets into the story's text instead of the sentence."""
        offset = self.sentence.start_char
        start, end = self.part.words.original(mention.start + offset, mention.end + offset)
        return replace(mention, start=start, end=end)


def _is_read(sentence: Span) -> bool:
    return sentence.start not in sentence.doc.unread


def read_through(
    story: Story, parsed: Iterable[tuple[Passage, Doc]], cast: Cast, reader: Reader, linker: Linker
) -> Iterator[Walk]:
    """The sentences of a story one by one, the cast having read each and those before it, and what was done in them."""
    sentences = ((part, sentence) for part, doc in parsed for sentence in doc.sents)
    actors = sorted(story.actors, key=lambda mention: mention.start)
    for number, (part, sentence) in enumerate(sentences):
        cast.read(sentence, given(actors, part, sentence))
        codings = tuple(reader.codings(sentence)) if _is_read(sentence) else ()
        links = tuple(linker.links(codings, cast))
        yield Walk(story, part, sentence, number, cast, codings, links)
        cast.witness(Deed(link.code, link.source, link.target) for link in links)


def story_of(text: str, date: datetime.date | str, dateline: str) -> Story:
    """A text as a story of its own."""
    day = parse_day(date) if isinstance(date, str) else date
    return Story("text", day, text, dateline=dateline)


def with_dateline(story: Story) -> Story:
    """The story with the dateline that its own first line tells, where it has no other."""
    if story.dateline or not _LINE_OF_PLACE.match(story.text):
        return story
    return replace(story, dateline=dateline(story.text))


def in_blocks(parts: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages of a story in blocks; an ordinary story is one."""
    block, size = [], 0
    for part in parts:
        block.append(part)
        size += len(part.words.text)
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def given(actors: Sequence[Mention], part: Passage, sentence: Span) -> tuple[Mention, ...]:
    """The user's own mentions that fall into a sentence, with offsets into it; ``actors`` are in the order of the text.
    """
    if not part.in_text:
        return ()
    found, first = [], bisect_left(actors, sentence.start_char, key=lambda one: part.words.clean(one.start, one.end)[0])
    for place in range(first, len(actors)):
        mention = actors[place]
        start, end = part.words.clean(mention.start, mention.end)
        if start >= sentence.end_char:
            break
        if start < end <= sentence.end_char:
            start, end = start - sentence.start_char, end - sentence.start_char
            text = sentence.text[start:end]
            found.append(replace(mention, start=start, end=end, text=text, entry=GIVEN, kind=mention.kind or GIVEN))
    return tuple(found)
