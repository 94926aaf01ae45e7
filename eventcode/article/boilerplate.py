"""Reads `dictionaries/boilerplate.txt` and recognises what stands around a story on a newspaper's page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DEFAULT_FILE = Path(__file__).parent.parent / "dictionaries" / "boilerplate.txt"

SECTIONS = ("to the end", "paragraph", "buttons", "appeal words")

#: How many appeal words make a paragraph an appeal; one alone is too common in news about newspapers.
_ENOUGH_APPEAL = 2

_TO_THE_READER = re.compile(r"\b(you|your|you're|our)\b")
_REPORTED = re.compile(r"\b(said|told|according to)\b")
_QUOTED = re.compile(r'"[^"]*"')
_ENDS = " .,:;!…()[]*_|»›→-–—"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


class BoilerplateError(ValueError):
    """A line of the boilerplate file that cannot be used; the message names file and line."""


@dataclass(frozen=True)
class _Phrases:
    """Phrases for whole paragraphs in one pattern, and the entry of each; the empty group behind a phrase tells which
    it was. (A group around each would take ten times as long, for then all are tried where no first letter fits.)
    """

    pattern: re.Pattern
    entries: tuple[str, ...]

    @classmethod
    def of(cls, phrases: list[tuple[str, str]]) -> _Phrases:
        """From pairs of a phrase as in ``sign up*newsletter*`` and its entry."""
        pattern = "|".join(f"{_paragraph_pattern(phrase)}()" for phrase, _ in phrases)
        return cls(re.compile(pattern, re.DOTALL), tuple(entry for _, entry in phrases))

    def entry_of(self, paragraph: str) -> str:
        """The entry of the first phrase that a normalised paragraph is; empty for none."""
        match = self.pattern.fullmatch(paragraph)
        return self.entries[match.lastindex - 1] if match and match.lastindex else ""


@dataclass(frozen=True)
class Boilerplate:
    """Phrases that mark what is not the story, each with the file and line it stands in.

    ``to_the_end`` and ``paragraphs`` are phrases for a whole paragraph; ``buttons`` matches a line of nothing but
    buttons, ``appeals`` finds the words of an appeal to readers.
    """

    to_the_end: _Phrases
    paragraphs: _Phrases
    buttons: re.Pattern
    appeals: re.Pattern

    def recognise(self, paragraph: str) -> str:
        """Why this paragraph is boilerplate (``boilerplate.txt:42`` or a rule's name); empty when it is not."""
        text = _normal(paragraph)
        if entry := self.paragraphs.entry_of(text):
            return entry
        if self.buttons.fullmatch(text):
            return "buttons"
        if self._appeals_to_reader(text):
            return "appeal to the reader"
        return ""

    def ends_story(self, paragraph: str) -> str:
        """The entry by which this paragraph and all after it are no longer the story; empty when the story goes on."""
        return self.to_the_end.entry_of(_normal(paragraph))

    def _appeals_to_reader(self, text: str) -> bool:
        own_words = _QUOTED.sub("", text)
        if not _TO_THE_READER.search(own_words) or _REPORTED.search(own_words):
            return False
        return len({match.group() for match in self.appeals.finditer(own_words)}) >= _ENOUGH_APPEAL


@cache
def load_boilerplate(path: Path = DEFAULT_FILE) -> Boilerplate:
    """Read a boilerplate file; raise `BoilerplateError` naming the line that cannot be used."""
    sections: dict[str, list[tuple[str, str]]] = {name: [] for name in SECTIONS}
    section = None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        entry = f"{path.name}:{number}"
        if line.startswith("["):
            section = line.strip("[]")
            if section not in sections:
                raise BoilerplateError(f"{entry}: no part is called {line!r}; there are {', '.join(SECTIONS)}")
        elif section is None:
            raise BoilerplateError(f"{entry}: {line!r} stands before the first [part]; move it into one")
        else:
            phrase = _normal(line, ends=_ENDS.replace("*", ""))
            if not phrase.strip("* "):
                raise BoilerplateError(f"{entry}: {line!r} would leave out every paragraph; name some words")
            sections[section].append((phrase, entry))
    return Boilerplate(
        to_the_end=_Phrases.of(sections["to the end"]),
        paragraphs=_Phrases.of(sections["paragraph"]),
        buttons=re.compile(rf"(?:(?:{_any_of(sections['buttons'])})(?:\W+|\Z))+"),
        appeals=re.compile(rf"\b(?:{_any_of(sections['appeal words'])})\b"),
    )


def _normal(text: str, ends: str = _ENDS) -> str:
    """Lower case, straight quotes, single spaces, and nothing but words at the ends."""
    return " ".join(text.translate(_STRAIGHT).casefold().split()).strip(ends)


def _paragraph_pattern(phrase: str) -> str:
    """``sign up*newsletter*`` as a pattern for a whole normalised paragraph."""
    return re.escape(phrase).replace(r"\*", ".*").replace("<number>", r"\d[\d.,]*[km]?")


def _any_of(phrases: list[tuple[str, str]]) -> str:
    """An alternation of phrases, longest first, so that "share this" is not read as "share" and a remainder."""
    return "|".join(re.escape(phrase) for phrase, _ in sorted(phrases, key=lambda pair: -len(pair[0])))
