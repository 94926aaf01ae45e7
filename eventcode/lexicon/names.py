"""The names of the dictionaries, ready to be found: some fifty thousand, of which a story needs a handful.

So that a program starts soon and stays small, a name is kept as a line of text, and becomes a record when it is asked
for. What finding needs to know of all names is worked out once, with the lines.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .records import Name, Office

#: Where the family name comes first, that is what a story goes on with.
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "HKG", "SGP"})
# Where news writes the family name last, and home the other way round.
_FAMILY_FIRST_AT_HOME = frozenset({"JPN", "HUN"})
_GIVEN_BEHIND = re.compile(r"^\w+ \w+-[a-z]+$")

#: The pieces of a name, as :func:`eventcode.lexicon.pieces` gives them.
Key = tuple[str, ...]


@dataclass(frozen=True)
class Names(Mapping[Key, Name]):
    """Names by their pieces. Make them with :meth:`of`.

    In the tables the pieces of a name stand in one word, with blanks between them. ``lines`` holds the names;
    ``turned`` the pieces of persons with the family name at the other end, and whom they mean; ``starts`` how many
    pieces the names have that begin with these two, or are this one, with a key for each first piece; ``entries`` names
    with several offices by the dictionary entry of each; ``surnames`` the pieces of the persons of a surname.
    """

    lines: Mapping[str, str]
    turned: Mapping[str, str]
    starts: Mapping[str, tuple[int, ...]]
    entries: Mapping[str, str]
    surnames: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Mapping[Key, Name]) -> Names:
        """The same names, in lines."""
        lines = {" ".join(key): _line(name) for key, name in names.items()}
        turned = {new: key for key, name in names.items() if (new := _turned_round(key, name)) and new not in names}
        surnames: dict[str, list[str]] = {}
        for key, name in names.items():
            if name.kind == "person" and len(key) > 1:
                first = is_family_first(name.text, name.offices[0].code)
                surnames.setdefault(key[0] if first else key[-1], []).append(" ".join(key))
        return cls(
            lines,
            {" ".join(new): " ".join(key) for new, key in turned.items()},
            starts_of([*turned, *names]),
            {entry: lines[" ".join(key)] for entry, key in _with_other_offices(names).items()},
            {surname: tuple(found) for surname, found in surnames.items()},
        )

    def extended(self, own: Mapping[Key, Name]) -> Names:
        """These names and others, which go before them."""
        if not own:
            return self
        added = Names.of(own)
        lengths = {start: {*self.starts.get(start, ()), *found} for start, found in added.starts.items()}
        surnames = {name: dict.fromkeys((*self.surnames.get(name, ()), *keys)) for name, keys in added.surnames.items()}
        return Names(
            {**self.lines, **added.lines},
            {**self.turned, **added.turned},
            {**self.starts, **{start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}},
            {**self.entries, **added.entries},
            {**self.surnames, **{surname: tuple(keys) for surname, keys in surnames.items()}},
        )

    def __getitem__(self, key: Key) -> Name:
        return _name(self.lines[" ".join(key)])

    def __iter__(self) -> Iterator[Key]:
        return (tuple(key.split(" ")) for key in self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def meant_by(self, words: str) -> Name | None:
        """The name of these pieces, with blanks between them; of persons also with the family name at the other end."""
        line = self.lines.get(words) or self.lines.get(self.turned.get(words, ""))
        return _name(line) if line is not None else None

    def of_entry(self, entry: str) -> Name | None:
        """The name with several offices of which one stands at this place of the dictionaries."""
        line = self.entries.get(entry)
        return _name(line) if line is not None else None

    def of_surname(self, surname: str) -> list[Name]:
        """The persons of a surname, each under every full name."""
        found = (_name(self.lines[key]) for key in self.surnames.get(surname, ()))
        return [name for name in found if name.kind == "person"]  # not what another dictionary has made of it


def starts_of(keys: Iterable[Key]) -> dict[str, tuple[int, ...]]:
    """How many pieces names have, most first, by the two pieces they begin with, or their only one; the first piece of
    any is a key.
    """
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[0], set())
        found.setdefault(" ".join(key[:2]), set()).add(len(key))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def is_family_first(name: str, code: str = "") -> bool:
    """Does the family name come first, as in *Ban Ki-moon*, or in a name of such a country (by its actor code)?"""
    return code[:3] in FAMILY_FIRST or _GIVEN_BEHIND.match(name) is not None


def _turned_round(key: Key, name: Name) -> Key:
    """A person with the family name at the other end: *Abe Shinzo*, *Jong-un Kim*; empty where that is not done."""
    if name.kind != "person" or len(key) < 2:
        return ()
    code = name.offices[0].code
    if is_family_first(name.text, code):
        return (*key[1:], key[0])
    return (key[-1], *key[:-1]) if code[:3] in _FAMILY_FIRST_AT_HOME else ()


def _with_other_offices(names: Mapping[Key, Name]) -> dict[str, Key]:
    """Of people and groups with several offices, by the entry of each, the last of the names with the most."""
    found: dict[str, Key] = {}
    for key, name in names.items():
        for office in name.offices if name.kind in ("person", "group") and len(name.offices) > 1 else ():
            known = found.get(office.entry)
            if known is None or len(name.offices) >= len(names[known].offices):
                found[office.entry] = key
    return found


def _line(name: Name) -> str:
    offices = [(one.code, str(one.start), str(one.end), one.entry, int(one.leads)) for one in name.offices]
    return json.dumps((name.text, name.kind, offices), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def _name(line: str) -> Name:
    text, kind, offices = json.loads(line)
    day = datetime.date.fromisoformat
    held = (Office(code, day(start), day(end), entry, bool(leads)) for code, start, end, entry, leads in offices)
    return Name(text, kind, tuple(held))
