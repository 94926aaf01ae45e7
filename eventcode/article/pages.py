"""A page as a whole: what it says of itself, and what of a story is to be coded."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventcode.article.cleaning import CleanText, clean
from eventcode.article.days import find_day
from eventcode.article.layout import CODED, Paragraph, layout
from eventcode.article.lines import read_label, read_publication, split_dateline
from eventcode.event import Story

#: Characters of a passage at most: a parser's memory grows with the length of its text. No paragraph has as many.
LONGEST = 100_000
#: Between two sentences, beyond doubt: an ordinary word and a stop before, a capital behind.
_BETWEEN = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Article:
    """What a newspaper page says of itself; what it does not say is empty, or None for the date.

    ``title``, ``standfirst``, ``byline``, ``date`` of publication, ``source`` (who published it), ``dateline`` and
    ``url``; ``paragraphs`` are the page's parts in reading order, each with its kind.
    """

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
    """A headline, standfirst or body paragraph (its ``kind``) as it is coded: clean ``words``, with the way back into
    ``Story.text``.

    ``in_text`` is False for a title that stands only in ``Story.title``: its offsets lead back into the title.
    """

    kind: str
    words: CleanText
    in_text: bool = True


def passages(story: Story) -> Iterator[Passage]:
    """What of a story is to be coded, in reading order: its title, but once if the text repeats it, and its text.

    Parameters
    ----------
    story : Story

    Yields
    ------
    Passage

    Examples
    --------
    >>> story = eventcode.Story("1", datetime.date(2019, 5, 13), "CARACAS - France condemned Turkey.", "A protest")
    >>> [(passage.kind, passage.words.text) for passage in passages(story)]
    [('headline', 'A protest'), ('body', 'France condemned Turkey.')]
    """
    coded = (part for part in layout(story.text) if part.kind in CODED)
    spans = ((part.kind, span) for part in coded for span in _cut(story.text, part.start, part.end))
    found = [Passage(kind, clean(story.text, *span)) for kind, span in spans]
    title = clean(story.title)
    if title.text and not any(_same_words(title.text, passage.words.text) for passage in found):
        yield Passage("headline", title, in_text=False)
    yield from (passage for passage in found if passage.words.text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in spans of at most `LONGEST` characters, between sentences where it can be, else between words."""
    while end - start > LONGEST:
        middle = start + LONGEST // 2
        ends = [match.end() for match in _BETWEEN.finditer(text, middle, start + LONGEST)]
        cut = ends[-1] if ends else text.rfind(" ", middle, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def read_article(text: str) -> Article:
    r"""Take a page apart. Nothing is required of it: a bare paragraph is an article with a body and no title.

    Parameters
    ----------
    text : str
        A newspaper page saved as text or markdown.

    Returns
    -------
    Article

    Examples
    --------
    >>> page = read_article("# Ministers meet\n\nBy Ann Smith\n\nMay 13, 2019\n\nCARACAS - France condemned Turkey.")
    >>> page.title, page.byline, str(page.date), page.dateline
    ('Ministers meet', 'By Ann Smith', '2019-05-13', 'CARACAS')
    """
    parts = layout(text)
    words = [(part.kind, clean(text, part.start, part.end).text) for part in parts]
    labels = _labels(text, parts)
    published = [found for kind, line in words if kind == "publication" and (found := read_publication(line))]
    return Article(
        title=_first(line for kind, line in words if kind == "headline"),
        standfirst=_first(line for kind, line in words if kind == "standfirst"),
        byline=labels.get("byline") or _first(line for kind, line in words if kind == "byline"),
        date=find_day(labels.get("date", "")) or next((day for day, _ in published if day), None),
        source=labels.get("source") or _first(name for _, name in published),
        dateline=labels.get("dateline") or dateline(text, parts),
        url=labels.get("url", ""),
        paragraphs=tuple(parts),
    )


def dateline(text: str, parts: list[Paragraph] | None = None) -> str:
    """The place a story was written in, as its first lines tell (``CARACAS (Agency) - ...``); empty if they do not."""
    for part in layout(text) if parts is None else parts:
        if part.kind == "dateline":
            return split_dateline(text[part.start : part.end + 2])[0]
    return ""


def _labels(text: str, parts: list[Paragraph]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        line = text[part.start : part.end]
        if part.kind == "label" and (label := read_label(line)):
            name, start, end = label
            found.setdefault(name, line[start:end])
    return found


def _first(texts: Iterator[str]) -> str:
    return next((text for text in texts if text), "")


def _same_words(one: str, other: str) -> bool:
    return [*filter(str.isalnum, one.casefold())] == [*filter(str.isalnum, other.casefold())]
