"""What a single line of a newspaper page is: a label, a publication line, a byline, a caption, a dateline.

Each function looks at one line only. It is sparing: a line of news that merely resembles a byline must stay news.
"""

from __future__ import annotations

import datetime
import re

from eventcode.article.days import DAY, MONTH, SLASHED_DAY, find_day

# Labels: ``Date: 13 May 2019``, as front matter and press archives write them -----------------------------------------

#: The label as it is written, and what it tells; an empty name tells nothing that is kept.
LABELS = {
    "title": "title", "headline": "title",
    "by": "byline", "byline": "byline", "author": "byline", "authors": "byline",
    "date": "date", "published": "date", "publication date": "date", "load-date": "date", "posted": "date",
    "source": "source", "publication": "source", "newspaper": "source",
    "dateline": "dateline", "url": "url", "link": "url",
    "section": "", "length": "", "language": "", "body": "", "edition": "", "page": "", "category": "", "keywords": "",
    "layout": "", "permalink": "", "slug": "", "updated": "", "last updated": "", "last modified": "", "word count": "",
}  # fmt: skip
_LABEL = re.compile(
    rf"[ \t*_]*(?P<name>{'|'.join(sorted(LABELS, key=len, reverse=True))})[ \t*_]*:[ \t*_]*(?P<value>[^\n]{{0,300}})",
    re.IGNORECASE,
)


def read_label(line: str) -> tuple[str, int, int] | None:
    """What a ``Label: value`` line tells, and where in the line its value stands; None when it is no such line."""
    match = _LABEL.fullmatch(line)
    if not match:
        return None
    value = match["value"]
    start = match.start("value") + len(value) - len(value.lstrip("\"' "))
    end = match.start("value") + len(value.rstrip("\"' *_"))
    return LABELS[match["name"].lower()], start, max(start, end)


# Publication line: ``The Gazette, Mon 13 May 2019 19.47 BST`` ---------------------------------------------------------

_DATE_WORDS = re.compile(
    r"""(?:
        \0 | \s+ | \b(?:on|at)\b
      | \b(?:first\ |last\ )?(?:published|posted|updated|modified|issued|created)\b:?
      | \b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
      | \d{1,2}[:.h]\d{2}(?::\d{2})?(?:\ ?[ap]\.?m\b\.?)? | \b\d{1,2}\ ?[ap]\.?m\b\.?
      | \b(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\b(?:[+-]\d{1,2}(?::?\d{2})?)?
      | \b\d+\ (?:minute|hour|day|week|month|year)s?\ ago\b
    )+""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME_WORDS = 5


def read_publication(line: str) -> tuple[datetime.date | None, str] | None:
    """The day and the newspaper that a publication line names; None when it is no such line.

    Its parts, between commas and strokes, must be either all date or all name. A day in slashes marks the line, and is
    read where it cannot mean one day in Europe and another in America.
    """
    if len(line) > 160 or not any(map(str.isdigit, line)):
        return None
    marked = SLASHED_DAY.sub("\0", DAY.sub("\0", line))
    if "\0" not in marked:
        return None
    names = []
    for part in re.split(r"\s*[|,;•·()/]\s*|\s+[-–—]\s+", marked):
        if not part or _DATE_WORDS.fullmatch(part):
            continue
        if "\0" in part or len(part.split()) > _NAME_WORDS or part.endswith((".", "!", "?")):
            return None
        names.append(part)
    if len(names) > 3:
        return None
    return find_day(line), names[0] if names else ""


# Bylines: ``By Ana Duarte in Quito``, ``Ana Duarte, diplomatic editor`` -----------------------------------------------

_PARTICLES = {"de", "da", "del", "di", "van", "von", "der", "den", "al", "el", "bin", "ben", "la", "le", "du", "dos"}
_STAFF = {"staff", "agencies", "reuters", "afp", "ap", "correspondent", "correspondents", "reporter", "reporters"}
_ROLE = re.compile(r"\b(?:correspondent|editor|reporter|columnist|staff|bureau chief|writer|agency)s?$", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:[,|•·&]|\band\b|\bin\b|\bat\b|\bfor\b)\s*")


def is_byline(line: str, bare_names: bool = False) -> bool:
    """Whether a line names a story's writers; with `bare_names`, also one of nothing but names, roles and places."""
    said_by = re.match(r"by:?\s+", line, re.IGNORECASE)
    if len(line) > 160 or not (said_by or bare_names):
        return False
    parts = _BETWEEN_NAMES.split(line[said_by.end() if said_by else 0 :].rstrip("."))
    if not (_is_name(parts[0], at_least=2) or (said_by and parts[0].lower() in _STAFF)):
        return False
    return all(not part or _is_name(part, at_least=1) or _ROLE.search(part) for part in parts[1:])


def _is_name(text: str, at_least: int) -> bool:
    """At least so many and at most four words, each a capitalised one or a particle of a name."""
    words = text.split()
    return at_least <= len(words) <= 4 and words[0][0].isupper() and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    if word in _PARTICLES:
        return True
    return word[0].isupper() and re.fullmatch(r"[\w.’'-]+", word) is not None and not word.endswith(("'s", "’s"))


# Captions: ``Protesters in Quito. Photograph: Ana Duarte/Agency`` -----------------------------------------------------

_PICTURE = r"(?:photograph|photo|picture|image|illustration|graphic|composite|video)s?"
_CAPTION = re.compile(
    rf"""^\W*(?:file\ )?{_PICTURE}(?:\ (?:caption|source|copyright|credit|by))?\s*[:,©]
      | ^\W*(?:image|media)\ (?:caption|source|copyright)\s
      | ^\W*file\s+[-–—]\s
      | \b(?:{_PICTURE}(?:\ (?:credit|by|courtesy\ of))?|credit)\s*[:©]\s?.{{2,80}}$
      | \b{_PICTURE}\ by\ .{{2,80}}$
      | \(\s*(?:AP|AFP|EPA|Reuters)\ {_PICTURE}.{{0,80}}\)\W*$
      | \S\s?/\s?(?:AP|AFP|EPA|EFE|DPA|Reuters|Getty|Anadolu|Xinhua|Shutterstock|Bloomberg)(?:\ Images|\ Photo)?\W*$
      | \[[^][]{{2,60}}/[^][]{{2,40}}\]\W*$
      | \b(?:Getty\ Images|AP\ Photo)\W*$
      | (?:\b(?-i:AP|AFP|EPA|EFE|DPA|REUTERS|Reuters)|\bGetty)(?:\ Photo|\ Images)?\s?/\s?(?-i:[A-Z])[\w.'’-]+
        (?:[\ /]+(?-i:[A-Z])[\w.'’-]+){{0,5}}\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)

#: What stands in any caption, in small letters.
_OF_PICTURES = (
    "photo", "picture", "image", "illustration", "graphic", "composite", "video", "media", "file", "credit", "getty",
    "/",
)  # fmt: skip


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption, told by its credit; the line is taken as it stands, with its brackets."""
    lowered = line.lower()
    told = any(sign in lowered for sign in _OF_PICTURES)  # most lines hold none, and the pattern is slow
    return told and len(line) <= 600 and _CAPTION.search(line) is not None


# Datelines: ``CARACAS, Venezuela, May 13 (Agency) - `` ----------------------------------------------------------------

_CAPITALS = r"[A-ZÀ-Þ]['’A-ZÀ-Þ.-]+(?:\ [A-ZÀ-Þ]['’A-ZÀ-Þ.-]+){0,3}"
_TITLED = r"[A-ZÀ-Þ][\w'’.-]+(?:\ [A-ZÀ-Þ][\w'’.-]+){0,3}"
_REGION = r"(?:,\ ?[A-ZÀ-Þ][\w.'’-]+(?:\ [A-ZÀ-Þ][\w.'’-]+){0,2})?"
_WHEN = rf"(?:,?\ (?i:{MONTH}\ \d{{1,2}}|\d{{1,2}}\ {MONTH})(?:,?\ \d{{4}})?)?"
_AGENCY = r"\ ?\((?=[A-Z])[\w .&/-]{2,30}\)"
_DASH = r"(?:\s*[—–]\s*|\s+--?\s+)"
#: Behind an agency anything will do, or nothing: ``(CNN)The United States``.
_AFTER_AGENCY = r"\s*(?:[—–_]|--?)?\s*"
_DATELINE = re.compile(
    rf"""[*_]*(?:
        (?P<caps>(?P<town>{_CAPITALS}){_REGION}){_WHEN}(?:{_AGENCY}[*_]*(?::\s+|{_AFTER_AGENCY})|[*_]*(?:{_DASH}|:\s+))
      | (?P<titled>{_TITLED}{_REGION}){_WHEN}{_AGENCY}[*_]*{_AFTER_AGENCY}
      | \((?:AP|AFP|CNN|EFE|Reuters|Xinhua)\)[*_]*{_AFTER_AGENCY}
    )(?=["“‘'\[*]?[A-ZÀ-Þ0-9])""",
    re.VERBOSE,
)
_NO_PLACE = {"NATO", "OPEC", "ASEAN", "UNICEF", "UNHCR", "UNESCO"} | {
    "BREAKING", "UPDATE", "UPDATED", "WATCH", "VIDEO", "EXCLUSIVE", "ANALYSIS", "OPINION", "EXPLAINER", "FACTBOX",
    "CORRECTED", "CORRECTION", "TIMELINE", "PROFILE", "INTERVIEW", "COMMENT", "EDITORIAL", "LIVE", "NOTE", "QUESTION",
}  # fmt: skip


def split_dateline(line: str) -> tuple[str, int]:
    """The place a line says it was written in, and where its news begins; ``("", 0)`` when it has no dateline."""
    match = _DATELINE.match(line)
    if not match:
        return "", 0
    town = match["town"]
    if town and (town in _NO_PLACE or len(town) < 4):
        return "", 0
    return match["caps"] or match["titled"] or "", match.end()
