"""How much of the world a lexicon knows: countries, people, groups, roles, offices, and who governs in which year."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .actors import role_forms
from .loading import Lexicon
from .records import Name, Office

YEARS = range(1990, 2026)
#: Kinds of names that are a body of people or an organisation.
_BODIES = ("group", "seat")


@dataclass(frozen=True)
class Coverage:
    """Counts of what a lexicon holds.

    ``countries`` are ISO codes; a person or group is counted once, however many names it has; ``held`` are the offices
    held at some time of each year; ``ungoverned`` the countries of which nobody in government is known in a year.
    """

    countries: tuple[str, ...]
    names: int
    people: int
    offices: int
    groups: int
    roles: int
    held: Mapping[int, int]
    ungoverned: Mapping[int, tuple[str, ...]]


def coverage(lexicon: Lexicon, years: Iterable[int] = YEARS) -> Coverage:
    """Count what a lexicon holds, in these years."""
    names, years = list(lexicon.names.values()), tuple(years)
    people = _entries(name for name in names if name.kind == "person")
    countries = tuple(sorted({name.offices[0].code[:3] for name in names if name.kind == "country"}))
    offices = [office for _, office in people.values()]
    return Coverage(
        countries=countries,
        names=len(names),
        people=len({text for text, _ in people.values()}),
        offices=len(offices),
        groups=len({text for text, _ in _entries(name for name in names if name.kind in _BODIES).values()}),
        roles=_count_roles(name.text for name in names if name.kind == "role"),
        held={year: sum(_in(office, year) for office in offices) for year in years},
        ungoverned={year: _ungoverned(countries, offices, year) for year in years},
    )


def report(found: Coverage) -> str:
    """The counts for a reader."""
    lines = [
        f"{len(found.countries):,} countries and territories, {found.names:,} names",
        f"{found.people:,} people in {found.offices:,} offices",
        f"{found.groups:,} groups, organisations and seats of power",
        f"{found.roles:,} role nouns",
        "",
        "year  offices  countries of which nobody in government is known",
    ]
    for year, offices in found.held.items():
        lacking = found.ungoverned[year]
        lines.append(f"{year}  {offices:7,}  {len(lacking):3} {' '.join(lacking)}".rstrip())
    return "\n".join(lines)


def _entries(names: Iterable[Name]) -> dict[str, tuple[str, Office]]:
    """Dictionary entries with the first name of each, which is the fullest, and its office."""
    found: dict[str, tuple[str, Office]] = {}
    for name in names:
        for office in name.offices:
            found.setdefault(office.entry, (name.text, office))
    return found


def _count_roles(texts: Iterable[str]) -> int:
    """Role nouns, each counted once for its singular and plural."""
    seen: set[str] = set()
    count = 0
    for text in sorted(texts):
        if text not in seen:
            count += 1
            seen |= set(role_forms(text))
    return count


def _in(office: Office, year: int) -> bool:
    return office.start <= datetime.date(year, 12, 31) and datetime.date(year, 1, 1) <= office.end


def _ungoverned(countries: Iterable[str], offices: Iterable[Office], year: int) -> tuple[str, ...]:
    governed = {office.code[:3] for office in offices if office.code[3:6] == "GOV" and _in(office, year)}
    return tuple(country for country in countries if country not in governed)
