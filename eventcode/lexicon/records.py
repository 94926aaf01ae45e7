"""What the dictionaries hold, as frozen records: offices, names, acts, and rules for acts that depend on their doer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..frames import Frame


class LexiconError(ValueError):
    """A broken dictionary entry; the message names file, line, entry and what to do."""


@dataclass(frozen=True)
class Office:
    """A code and the days on which it holds, both inclusive."""

    code: str
    start: datetime.date
    end: datetime.date
    entry: str


@dataclass(frozen=True)
class Name:
    """Something an actor is called by. ``kind``: person, group, country, demonym, capital, seat, place or role."""

    text: str
    kind: str
    offices: tuple[Office, ...]

    def on(self, date: datetime.date) -> tuple[str, str]:
        """``(code, entry)`` on a day, after the rule for former officials (see ``dictionaries/README.md``)."""
        held = [office for office in self.offices if office.start <= date <= office.end]
        if held:
            # On the day somebody is ousted or sworn in, the office of state is what counts.
            office = max(held, key=lambda one: ("GOV" in one.code, one.start))
            return office.code, office.entry
        past = [office for office in self.offices if office.end < date]
        nearest = max(past, key=lambda one: one.end) if past else min(self.offices, key=lambda one: one.start)
        if self.kind != "person":
            return nearest.code, nearest.entry
        return nearest.code[:3] + ("ELI" if past else ""), nearest.entry


@dataclass(frozen=True)
class Act:
    """One entry of ``actions/``: an act or an operator with all its frames and the sentences that prove it."""

    name: str
    code: str
    theme: str
    operator: str
    both: bool
    reverse: str
    home: bool
    frames: tuple[tuple[Frame, str], ...]
    fires: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    quiet: tuple[str, ...]
    entry: str


@dataclass(frozen=True)
class SectorRule:
    """One line of ``sectors.csv``: acts that are another act when these do them to those."""

    codes: tuple[str, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    words: tuple[str, ...]
    code: str
    entry: str

    def fits(self, code: str, source: str, target: str, source_text: str) -> bool:
        """Does the rule hold for this act of an actor coded and called so?"""
        return (
            code.startswith(self.codes)
            and (not self.sources or source[3:6] in self.sources or source[:3] in self.sources)
            and (not self.targets or target[3:6] in self.targets)
            and (not self.words or any(f" {word} " in f" {source_text.lower()} " for word in self.words))
        )
