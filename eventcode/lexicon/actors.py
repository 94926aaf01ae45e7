"""Actors and role nouns: the lines of ``actors/*.csv`` and ``roles.csv`` as names with their offices."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..inflection import noun_forms
from .files import Tell, each, raised, rows, split
from .records import LexiconError, Name, Office
from .words import pieces

#: Notes of those who lead a state or an organisation: of several of a surname they are the best known.
_LEADING = re.compile(
    r"(?:then |acting |interim |transitional )*(?:president|prime minister|premier|chancellor|king|queen|emperor|"
    r"empress|sultan|emir|pope|taoiseach|supreme leader|head of (?:state|government)|secretary[ -]general)\b(?! of)"
)
_ACTOR_CODE = re.compile(r"(---|[A-Z]{3})([A-Z]{3})*$")


def read_actors(text: str, file: str, own: bool = False, tell: Tell = raised) -> Iterator[Name]:
    """The names of a file of actors; of the user's ``own`` those with dates are people."""
    if file == "countries.csv":
        yield from _read_countries(text, file)
        return
    columns = ("names", "code", "from", "until", "note")

    def read(found: tuple[int, dict[str, str]]) -> list[Name]:
        number, row = found
        person = file.startswith("people") or (own and (row["from"] or row["until"]))
        office = held(row["code"], row["from"], row["until"], f"{file}:{number}")
        office = replace(office, leads=any(map(_LEADING.match, split(row["note"]))))
        if not split(row["names"]) or not all(map(pieces, split(row["names"]))):
            raise LexiconError(f"{file}:{number}: an actor without a name; write the full name first")
        return [Name(name, "person" if person else "group", (office,)) for name in split(row["names"])]

    for names in each(rows(text, file, columns, ("names", "code"), tell), read, tell):
        yield from names


def _read_countries(text: str, file: str) -> Iterator[Name]:
    columns = ("code", "names", "demonyms", "capital", "seats", "places", "note")
    kinds = (
        ("names", "country", ""),
        ("demonyms", "demonym", ""),
        ("capital", "capital", "GOV"),
        ("seats", "seat", "GOV"),
        ("places", "place", ""),
    )
    for number, row in rows(text, file, columns, ("code", "names", "demonyms")):
        for column, kind, role in kinds:
            office = held(row["code"] + role, "", "", f"{file}:{number}")
            yield from (Name(name, kind, (office,)) for name in split(row[column]))


def read_roles(text: str, file: str) -> Iterator[Name]:
    """The role nouns of a file, each in singular and plural."""
    for number, row in rows(text, file, ("names", "code", "note"), ("names", "code")):
        entry = f"{file}:{number}"
        if row["code"] and not _ACTOR_CODE.match(row["code"]):
            raise LexiconError(f"{entry}: {row['code']!r} is no role code; write three letters a role, as GOVMIL")
        office = Office(row["code"], datetime.date.min, datetime.date.max, entry)
        for name in split(row["names"]):
            yield from (Name(form, "role", (office,)) for form in role_forms(name))


def role_forms(name: str) -> Iterator[str]:
    """A role noun in singular and plural: *chief of staff, chiefs of staff*."""
    first, of, rest = name.partition(" of ")
    *before, noun = first.split()
    yield from (" ".join((*before, form)) + of + rest for form in noun_forms(noun))


def held(code: str, start: str, end: str, entry: str) -> Office:
    """An office with its first and last day, open where these are empty; LexiconError for what is no code or no day."""
    if not _ACTOR_CODE.match(code):
        raise LexiconError(
            f"{entry}: {code!r} is no actor code; write a country and roles in capitals, three letters each, as VENGOV"
        )
    first, last = _day(start, entry, first=True), _day(end, entry, first=False)
    if first > last:
        raise LexiconError(f"{entry}: from {start} until {end} is no time; put the earlier day first")
    return Office(code, first, last, entry)


def _day(cell: str, entry: str, first: bool) -> datetime.date:
    """``2019``, ``2019-01`` or ``2019-01-05`` as its first or last day; empty is open."""
    if not cell:
        return datetime.date.min if first else datetime.date.max
    try:
        year, month, day = [*map(int, cell.split("-")), 0, 0][: max(3, cell.count("-") + 1)]
        if first or day:
            return datetime.date(year, month or 1, day or 1)
        return datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        raise LexiconError(f"{entry}: {cell[:40]!r} is no date; write 2019, 2019-01 or 2019-01-05") from None


def add_names(names: dict[tuple[str, ...], Name], found: Iterable[Name]) -> None:
    """Offices of the same name join; where two kinds share a name the earlier file keeps it."""
    for name in found:
        key = tuple(piece for piece, _, _ in pieces(name.text))
        if not key:
            continue
        known = names.get(key)
        if known is None:
            names[key] = name
        elif known.kind == name.kind and name.offices[0] not in known.offices:
            names[key] = replace(known, offices=known.offices + name.offices)
