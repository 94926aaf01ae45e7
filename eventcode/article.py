"""The parts of a newspaper page saved as text or markdown: which paragraphs are the story, and when it was published.

A page is split into paragraphs; each gets a kind from the first rule in `RULES` that knows it. Headline, standfirst and
body are coded, everything else (byline, publication line, caption, boilerplate ...) is left out. The text is never
rewritten: all offsets are characters into the page as it was given.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from eventcode.boilerplate import load_boilerplate
from eventcode.cleaning import CleanText, clean
from eventcode.days import DAY, find_day, match_parts
from eventcode.event import Story
from eventcode.pagelines import is_byline, is_caption, publication_parts, read_label, split_dateline

#: The kinds of paragraph that are coded.
CODED = ("headline", "standfirst", "body")

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_LONG = 12  # words; a paragraph of more that ends like a sentence is the story itself
_HEADLINE_WORDS = 30
_SITE_NAME = re.compile(r"\s+(?:\||[-–—](?=\s+(?:The\s+)?(?:[A-Z]\w+\s+){0,2}(?:News|Times|Post|Guardian|Reuters)$))\s+"
                        r"[^|]{2,40}$")  # fmt: skip
_AGENCY_TAIL = re.compile(r"\s*\((?:Additional\s+)?(?:Reporting|Writing|Editing|Compiled)\s+by\s[^()]*\)\s*$")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a page: ``page[start:end]``, its kind, and the rule or dictionary entry that says so."""

    start: int
    end: int
    kind: str
    why: str = ""


@dataclass(frozen=True)
class Article:
    """What a newspaper page says of itself; what it does not say is empty or None."""

    title: str
    standfirst: str
    byline: str
    date: datetime.date | None
    source: str
    dateline: str
    url: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Passage:
    """A headline, standfirst or body paragraph as it is coded: clean words with the way back to the story's text.

    A title that does not stand in the story's text has no way back; its ``in_text`` is False.
    """

    kind: str
    words: CleanText
    in_text: bool = True


@dataclass(frozen=True)
class _Block:
    """A paragraph on its way to a kind: its place, raw and clean words, and what has come before it."""

    start: int
    end: int
    raw: str
    words: str
    first: bool
    body_seen: bool


# The story's parts -----------------------------------------------------------------------------------------------------


def body_spans(text: str) -> list[tuple[int, int]]:
    """The codable paragraphs of a page, headline and standfirst included, as spans of `text`."""
    return [(part.start, part.end) for part in layout(text) if part.kind in CODED]


def passages(story: Story) -> Iterator[Passage]:
    """What of a story is to be coded, in reading order: its title (once, also where the text repeats it), then its text."""
    found = [Passage(part.kind, clean(story.text, part.start, part.end)) for part in layout(story.text)
             if part.kind in CODED]  # fmt: skip
    title = clean(story.title)
    if title.text and not any(_same(title.text, passage.words.text) for passage in found):
        yield Passage("headline", title, in_text=False)
    yield from (passage for passage in found if passage.words.text)


def dateline(text: str) -> str:
    """The place a story was written in, from its first lines (``CARACAS (Reuters) - ...``); empty if it names none."""
    for part in layout(text):
        if part.kind == "dateline":
            return split_dateline(text[part.start : part.end + 1])[0]
    return ""


def read_article(text: str) -> Article:
    """Take a newspaper page apart. Nothing is required of it: a bare paragraph is an article with a body and no title."""
    parts = layout(text)
    words = {kind: clean(text, part.start, part.end).text for part in reversed(parts) for kind in [part.kind]}
    labels = dict(filter(None, (read_label(text[part.start : part.end]) for part in parts if part.kind == "label")))
    published = [publication_parts(clean(text, part.start, part.end).text) for part in parts
                 if part.kind == "publication"]  # fmt: skip
    return Article(
        title=labels.get("title") or words.get("headline", ""),
        standfirst=words.get("standfirst", ""),
        byline=words.get("byline", labels.get("byline", "")),
        date=_first(find_day(labels.get("date", "")), *(day for day, _ in published)),
        source=labels.get("source") or _first("", *(name for _, name in published)) or "",
        dateline=labels.get("dateline") or dateline(text),
        url=labels.get("url", ""),
        paragraphs=tuple(parts),
    )
