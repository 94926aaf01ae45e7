"""Paragraphs of a page and what each is: the story, or one of the things that stand around it.

Each paragraph gets its kind from the first rule in `RULES` that knows it, and is the story's body when none does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from eventcode.article.boilerplate import load_boilerplate
from eventcode.article.cleaning import clean
from eventcode.article.lines import is_byline, is_caption, read_label, read_publication, split_dateline

#: The kinds of paragraph that are coded; label, publication, byline, dateline, caption, link, boilerplate are not.
CODED = ("headline", "standfirst", "body")

_HEADLINE_WORDS = 30
_BODY_WORDS = 12  # a paragraph of so many words that ends like a sentence is the story itself
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]*_]*$")
_SITE_NAME = re.compile(
    r"\s+\|\s+[^|]{2,40}$|\s+[-–—]\s+(?:The )?(?:[A-Z]\w+ ){0,2}(?:News|Times|Post|Guardian|Reuters|Journal|Herald)$"
)
_AGENCY_TAIL = re.compile(r"\s*\((?:Additional )?(?:Reporting|Writing|Editing|Compiled) by\s[^()]*\)\W*$")
_LINK_ONLY = re.compile(r"(?:[-*•>\s]*!?\[[^][]*\]\([^()\s]*\)[\s|,·]*)+|<[^<>]+>|(?:https?://|www\.)\S+")
_BULLETS = ("- ", "* ", "• ", "– ")
_RULER = re.compile(r"[-*_=~#.·•\s]+")
_NARROW, _WIDE = 55, 100  # hard-wrapped text has lines between these widths


@dataclass(frozen=True)
class Paragraph:
    """A part of a page, from ``start`` to ``end``: its ``kind``, and ``why``, the rule or entry that says so."""

    start: int
    end: int
    kind: str
    why: str = ""


@dataclass(frozen=True)
class _Block:
    """A paragraph before it has a kind: its raw and clean words, whether the story has begun before it, and whether
    it stands below boilerplate or links."""

    raw: str
    words: str
    first: bool
    in_head: bool
    below_links: bool


def body_spans(text: str) -> list[tuple[int, int]]:
    """The codable paragraphs of a page, headline and standfirst included.

    Parameters
    ----------
    text : str
        A page.

    Returns
    -------
    list of (int, int)
        Spans of `text`, the end exclusive.

    Examples
    --------
    >>> body_spans("CARACAS - France condemned Turkey on Friday.")
    [(10, 44)]
    """
    return [(part.start, part.end) for part in layout(text) if part.kind in CODED]


def layout(text: str) -> list[Paragraph]:
    """Every paragraph of a page in reading order, each with its kind; blank space belongs to none.

    Parameters
    ----------
    text : str
        A page.

    Returns
    -------
    list of Paragraph

    Examples
    --------
    >>> [part.kind for part in layout("CARACAS - France condemned Turkey on Friday.")]
    ['dateline', 'body']
    """
    parts: list[Paragraph] = []
    in_head, ended = True, ""
    for start, end in split(text):
        below = bool(parts) and parts[-1].kind in ("boilerplate", "link")
        block = _Block(text[start:end], clean(text, start, end).text, not parts, in_head, below)
        if not in_head:
            ended = ended or load_boilerplate().ends_story(block.words)
        if ended:
            parts.append(Paragraph(start, end, "boilerplate", ended))
            continue
        kind, why = _kind(block)
        if kind == "body":
            in_head = in_head and not _is_prose(block.words)
        parts.extend(_trim(text, Paragraph(start, end, kind, why), block.in_head))
    return _name_head(text, parts)


# Rules: what a paragraph is -------------------------------------------------------------------------------------------


def _label(block: _Block) -> str:
    return "label" if read_label(block.raw) and not _is_prose(block.words) else ""


def _ruler(block: _Block) -> str:
    return "ruler" if not block.words or _RULER.fullmatch(block.words) else ""


def _boilerplate(block: _Block) -> str:
    boilerplate = load_boilerplate()
    return boilerplate.recognise(block.words) or boilerplate.ends_story(block.words)


def _link(block: _Block) -> str:
    if not block.first and _LINK_ONLY.fullmatch(block.raw):
        return "nothing but links"
    # Below *Latest news* and its like, wherever on the page that stands.
    listed = block.below_links and block.raw.startswith(_BULLETS) and not _SENTENCE_END.search(block.words)
    return "in a list of links" if listed else ""


def _caption(block: _Block) -> str:
    return "picture credit" if is_caption(block.raw) else ""


def _publication(block: _Block) -> str:
    return "day and newspaper" if block.in_head and read_publication(block.words) else ""


def _byline(block: _Block) -> str:
    return "names of writers" if is_byline(block.words, bare_names=block.in_head and not block.first) else ""


#: The rules in the order they are asked, each with the kind of paragraph it knows.
RULES: tuple[tuple[str, Callable[[_Block], str]], ...] = (
    ("label", _label),
    ("publication", _publication),
    ("boilerplate", _boilerplate),
    ("byline", _byline),
    ("caption", _caption),
    ("link", _link),
    ("boilerplate", _ruler),
)


def _kind(block: _Block) -> tuple[str, str]:
    for kind, rule in RULES:
        if why := rule(block):
            return kind, why
    return "body", ""


def _is_prose(words: str) -> bool:
    return len(words.split()) >= _BODY_WORDS and _SENTENCE_END.search(words) is not None


# The parts of a paragraph ---------------------------------------------------------------------------------------------


def _trim(text: str, part: Paragraph, in_head: bool) -> Iterator[Paragraph]:
    """Part a title's label, a dateline and an agency's closing credit from the words that are coded."""
    raw = text[part.start : part.end]
    if part.kind == "label" and read_label(raw)[0] == "title":
        _, begin, end = read_label(raw)
        yield replace(part, end=part.start + begin)
        yield Paragraph(part.start + begin, part.start + end, "headline", "label")
    elif part.kind == "body":
        begin = split_dateline(raw)[1] if in_head else 0
        tail = _AGENCY_TAIL.search(raw)
        end = tail.start() if tail else len(raw)
        if begin:
            yield Paragraph(part.start, part.start + begin, "dateline", "place before a dash")
        if begin < end:
            yield replace(part, start=part.start + begin, end=part.start + end)
        if tail:
            yield Paragraph(part.start + end, part.end, "byline", "closing credit")
    else:
        yield part


def _name_head(text: str, parts: list[Paragraph]) -> list[Paragraph]:
    """Name headline and standfirst among the codable paragraphs that stand before the story's first prose."""
    coded = [place for place, part in enumerate(parts) if part.kind in CODED]
    if len(coded) < 2:
        return parts
    first, second = (parts[place] for place in coded[:2])
    if first.kind != "headline":
        if not _reads_as_headline(text[first.start : first.end], before=parts[coded[0] + 1].kind):
            return parts
        parts[coded[0]] = replace(first, kind="headline", why="first paragraph")
    after = {part.kind for part in parts[coded[1] + 1 : coded[1] + 3]}
    ends = _SENTENCE_END.search(clean(text, second.start, second.end).text)
    if len(coded) > 2 and (not ends or after & {"byline", "publication"}):
        parts[coded[1]] = replace(second, kind="standfirst", why="second paragraph")
    return _without_site_name(text, parts, coded[0])


def _without_site_name(text: str, parts: list[Paragraph], place: int) -> list[Paragraph]:
    """Part the newspaper's name from a headline that ends with it (``... | The Gazette``)."""
    headline = parts[place]
    site = _SITE_NAME.search(text, headline.start, headline.end)
    if not site:
        return parts
    name = Paragraph(site.start(), headline.end, "publication", "site name")
    return [*parts[:place], replace(headline, end=site.start()), name, *parts[place + 1 :]]


def _reads_as_headline(raw: str, before: str) -> bool:
    if len(raw.split()) > _HEADLINE_WORDS:
        return False
    return raw.startswith("#") or not _SENTENCE_END.search(raw) or before in ("byline", "publication")


# Paragraphs -----------------------------------------------------------------------------------------------------------


def split(text: str) -> list[tuple[int, int]]:
    """Paragraphs as spans: lines, or, in hard-wrapped text, the lines that run on into one another."""
    lines: list[tuple[int, int, bool]] = []  # start, end, whether a blank line stands before it
    place, blank = 0, True
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = place + line.index(words)
            lines.append((start, start + len(words), blank))
        blank = not words
        place += len(line)
    width = max((end - start for start, end, _ in lines), default=0)
    spans: list[tuple[int, int]] = []
    previous = None
    for start, end, blank in lines:
        line = text[start:end]
        if previous and not blank and _NARROW <= width <= _WIDE and _is_wrapped(previous, line, width):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        previous = line
    return spans


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether a line goes on in the one that follows: the next word would not have fitted, or is in small letters."""
    if _stands_alone(line) or _stands_alone(following):
        return False
    next_word = following.split()[0]
    if next_word[0].islower() and not _SENTENCE_END.search(line):
        return True
    return len(line) + 1 + len(next_word) > width - 3


def _stands_alone(line: str) -> bool:
    if line.startswith(("#", "- ", "* ", "• ", "![", "---")):
        return True
    return bool(read_label(line) or is_byline(line) or read_publication(line) or is_caption(line))
