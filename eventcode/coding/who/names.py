"""Names in a text: the longest dictionary names at each place, with accents, possessives and case forgiven."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ...event import Mention
from ...lexicon import Home, Lexicon, Name, Piece, pieces
from ...lexicon.names import Key, Names, is_family_first

# What may stand between the words of one name.
_GAPS = frozenset({"", " ", "-", "'", "’", ". ", ".", "–", "  ", "\u00a0", "' ", "’ ", "'s ", "’s "})
# A country before these is a patron or an adversary, not where the actor is from: "Iran-backed", "anti-US",
# "pro-Russian".
_PATRONAGE = (
    "-backed",
    "-supported",
    "-funded",
    "-allied",
    "-aligned",
    "-sponsored",
    "-armed",
    "-trained",
    "-brokered",
    "-mediated",
)
_STANCE = ("anti-", "pro-", "non-", "ex-")
# In a headline of capitals these are words, and no abbreviations.
_WORDS_TOO = frozenset({"who", "is", "it", "aid", "are", "as", "am", "all", "can", "may"})
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass
class Remembered:
    """Names that a story has introduced itself: whom each means, by plain ``pieces``; the ``firsts`` of these, and how
    many pieces the names have (``lengths``) that begin with the same two, or have but one.
    """

    pieces: dict[Key, Mention] = field(default_factory=dict)
    firsts: set[str] = field(default_factory=set)
    lengths: dict[str, set[int]] = field(default_factory=dict)

    def update(self, names: Mapping[Key, Mention]) -> None:
        """Remember these too; of one that was there, what is told now."""
        self.pieces.update(names)
        for key in names:
            self.firsts.update(key[:1])
            self.lengths.setdefault(" ".join(key[:2]), set()).add(len(key))


class NameIndex:
    """Finds the lexicon's names in text; ``homes`` tell who is at home where one would not think so."""

    def __init__(self, names: Names, homes: tuple[Home, ...] = ()):
        self.names = names
        self.homes = homes
        # The sieve asks for the names of a sentence, and then the cast.
        self._known = lru_cache(maxsize=1024)(self._find)

    @classmethod
    def of(cls, lexicon: Lexicon) -> NameIndex:
        """The index of the names of a lexicon."""
        return cls(lexicon.names, lexicon.homes)

    def holder(
        self, surname: str, date: datetime.date, countries: Container[str], role: str = ""
    ) -> tuple[str, str] | None:
        """Whom a bare surname with a title means, as ``(code, entry)``: who holds an office of that ``role`` on the
        day in a country in sight, else anywhere, else at the head of a state; then who held one before. None where that
        leaves nobody or several.
        """
        known = {office.entry: name for name in self.names.of_surname(surname) for office in name.offices}
        told = sorted({name.on(date): name.held_on(date) for name in known.values()}.items(), key=lambda one: one[0])
        told = [(code, entry, office) for (code, entry), office in told if code[3:] and role in code[3:]]
        ever = {code: entry for code, entry, _ in told}
        now = {code: entry for code, entry, office in told if office is not None}
        leading = {code: entry for code, entry, office in told if office is not None and office.leads}
        near_now, near = ({c: choice[c] for c in choice if c[:3] in countries} for choice in (now, ever))
        for choice in (near_now, now, leading, near, ever):
            if (code := _one_meant(choice)) is not None:
                return code, choice[code]
        return None

    def governing(self, surname: str, date: datetime.date) -> tuple[str, str] | None:
        """The only one of a surname who is in a government on the day, as ``(code, entry)``."""
        known = {office.entry: name for name in self.names.of_surname(surname) for office in name.offices}
        told = {name.on(date) for name in known.values() if name.held_on(date) is not None}
        told = {code: entry for code, entry in told if code[3:6] == "GOV"}
        return next(iter(told.items())) if len(told) == 1 else None

    def find(self, text: str, date: datetime.date, remembered: Remembered | None = None) -> Sequence[Mention]:
        """All names in ``text``, coded for ``date``; those the story has introduced itself (``remembered``) come
        first.
        """
        begun = remembered.firsts if remembered is not None else ()
        told = any(word in begun for word, _, _ in pieces(text)) if begun else False
        return self._find(text, date, remembered) if told else self._known(text, date)

    def _find(self, text: str, date: datetime.date, remembered: Remembered | None = None) -> Sequence[Mention]:
        words, remembered = pieces(text), remembered or Remembered()
        starts, told = self.names.starts, remembered.lengths
        found: list[Mention] = []
        free = 0  # the first word behind the name before
        for position, (first, _, _) in enumerate(words):
            if position < free or (first not in starts and first not in remembered.firsts):
                continue
            pair = f"{first} {words[position + 1][0]}" if position + 1 < len(words) else ""
            lengths = starts.get(pair, ()) + starts.get(first, ())
            if told:
                lengths = sorted({*lengths, *told.get(pair, ()), *told.get(first, ())}, reverse=True)
            if lengths:
                mention, length = self._at(words, position, lengths, text, date, remembered)
                found += [mention] if mention is not None else []
                free = position + length
        return tuple(found)

    def _at(
        self, words: Sequence[Piece], position: int, lengths: Iterable[int], text: str, date: datetime.date,
        remembered: Remembered,
    ) -> tuple[Mention | None, int]:  # fmt: skip
        """The longest name at a word, and how many words it has."""
        for length in lengths:
            run = words[position : position + length]
            key = [piece for piece, _, _ in run]
            known = remembered.pieces.get(tuple(key)) if remembered.pieces else None
            name = self.names.meant_by(" ".join(key))
            if (known is None and name is None) or not (length == 1 or _joined(run, text)):
                continue
            start, end = run[0][1], run[-1][2]
            written = text[start:end]
            if known is not None and written[0].isupper():
                note = "remembered from the story"
                return Mention(start, end, known.code, written, known.entry, "person", note), length
            if name is not None and _case_fits(name, written, text) and not _is_stance(text, start, end, name):
                code, entry = name.on(date)
                return Mention(start, end, code, written, entry, name.kind), length
        return None, 1


def _one_meant(codes: Collection[str]) -> str | None:
    """The only code; of several of one country, the only one of its government."""
    if len(codes) == 1:
        return next(iter(codes))
    governing = [code for code in codes if code[3:6] == "GOV"]
    return governing[0] if len(governing) == 1 and len({code[:3] for code in codes}) == 1 else None


def _joined(run: Sequence[Piece], text: str) -> bool:
    """Do the words of a run stand side by side, with no more between them than a name may hold?"""
    return all(text[left[2] : right[1]] in _GAPS for left, right in pairwise(run))


def _case_fits(name: Name, found: str, text: str) -> bool:
    """Roles are found in any case; a name wants its capital, an abbreviation all of them (*US*, not *us*); in a
    ``text`` that is all capitals an abbreviation that is a word too is none (*WHO IS RIGHT*).
    """
    if name.kind == "role":
        return True
    if short := name.abbreviation:
        return found.replace(".", "").isupper() and not (short in _WORDS_TOO and text.isupper())
    return found[0].isupper() or not name.text[0].isupper()


def _is_stance(text: str, start: int, end: int, name: Name) -> bool:
    """Does a hyphen make a patron or an adversary of it?"""
    if text[end : end + 1] == "-" and text[end : end + 12].lower().startswith(_PATRONAGE):
        return True
    stands_behind = name.kind != "role" and text[start - 1 : start] == "-"
    return stands_behind and text[max(0, start - 5) : start].lower().endswith(_STANCE)


def full_names(mentions: Iterable[Mention]) -> dict[tuple[str, ...], Mention]:
    """What to remember of persons named in full: their surnames."""
    remembered: dict[tuple[str, ...], Mention] = {}
    for mention in (one for one in mentions if one.kind == "person"):
        words = [piece for piece, _, _ in pieces(mention.text)]
        if len(words) > 1 and words[-1] not in _WEEKDAYS:
            remembered[(words[-1],)] = mention
            if is_family_first(mention.text, mention.code):
                remembered[(words[0],)] = mention
    return remembered
