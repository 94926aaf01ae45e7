"""What the dictionaries hold, as frozen records: offices, names, acts, and rules for acts that depend on their doer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from ..frames import Frame

_OF_STATE = ("GOV", "MIL", "LEG", "JUD", "SPY", "COP")


class LexiconError(ValueError):
    """A broken dictionary entry; the message names file, line, entry and what to do."""


@dataclass(frozen=True)
class Office:
    """A code and the days on which it holds, ``start`` and ``end``, both inclusive; ``entry`` is where it stands;
    ``leads`` is true of heads of states, governments and organisations.
    """

    code: str
    start: datetime.date
    end: datetime.date
    entry: str
    leads: bool = False

    @property
    def of_state(self) -> bool:
        """Is it an office of a state, or of states together, so that who held it is a former official?"""
        return self.code[3:6] in _OF_STATE or self.code.startswith("IGO")


@dataclass(frozen=True)
class Home:
    """One line of ``homes.csv``: who is called one of ``names`` and coded ``code`` is at home in a ``country`` too, or,
    where that is empty, always at home.
    """

    names: tuple[str, ...]
    code: str
    country: str = ""

    def is_of(self, code: str, called: str) -> bool:
        """Is it the home of an actor?

        Parameters
        ----------
        code : str
            The actor's code.
        called : str
            What the text calls it.

        Returns
        -------
        bool
        """
        return code == self.code and any(name in called for name in self.names)


@dataclass(frozen=True)
class Name:
    """Something an actor is called by: its ``text``, its ``offices``, and its ``kind``: person, group, country,
    demonym, capital, seat, place or role.
    """

    text: str
    kind: str
    offices: tuple[Office, ...]

    @cached_property
    def abbreviation(self) -> str:
        """Its letters in lower case where it is an abbreviation, as ``us`` of *U.S.*; empty where it is none."""
        letters = self.text.replace(".", "")
        return letters.lower() if letters.isupper() and len(letters) <= 5 else ""

    def on(self, date: datetime.date) -> tuple[str, str]:
        """What the name stands for on a day, after the rule for former officials (see ``dictionaries/README.md``).

        Parameters
        ----------
        date : date

        Returns
        -------
        (str, str)
            Actor code, and the entry it comes from.
        """
        office = self.held_on(date)
        if office is not None:
            return office.code, office.entry
        past = [office for office in self.offices if office.end < date]
        nearest = max(past, key=lambda one: one.end) if past else min(self.offices, key=lambda one: one.start)
        if self.kind != "person":
            return nearest.code, nearest.entry
        if not past:
            return nearest.code[:3], nearest.entry
        official = any(office.of_state for office in past)
        return nearest.code[:3] + ("ELI" if official else nearest.code[3:]), nearest.entry

    def held_on(self, date: datetime.date) -> Office | None:
        """The office of a day; of several that of state, and the latest.

        Parameters
        ----------
        date : date

        Returns
        -------
        Office or None
            None before the first, after the last and between two.
        """
        held = [office for office in self.offices if office.start <= date <= office.end]
        if len(held) < 2:
            return held[0] if held else None
        # On the day somebody is ousted or sworn in, the office of state is what counts.
        return max(held, key=lambda one: ("GOV" in one.code, one.start))


@dataclass(frozen=True)
class Act:
    """One entry of ``actions/``: an act or an operator with all its frames and the sentences that prove it.

    ``name`` is for explanations; ``code`` its CAMEO code, empty where only its ``theme`` counts or an ``operator``
    decides; ``both`` is true of symmetric acts, ``reverse`` the code of the target's own act, ``places`` its code where
    it is done to a place, ``home`` true of acts done to the doer's own country where no target is named. ``frames`` are
    ``(frame, entry)``, ``fires`` are ``(sentence, tuples)``, ``quiet`` sentences without an event; ``entry`` is file
    and line; ``own`` is true of acts that a user has added; ``by`` are the nouns one of which must be the doer, empty
    where anybody may be.
    """

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
    own: bool = False
    places: str = ""
    by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SectorRule:
    """One line of ``sectors.csv``: acts (``codes``) that are another, ``code``, when ``sources`` do them to
    ``targets``.

    ``words`` are what the source is called; where one of these is empty, any will do. ``entry`` is file and line.
    """

    codes: tuple[str, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    words: tuple[str, ...]
    code: str
    entry: str

    def fits(self, code: str, source: str, target: str, source_text: str) -> bool:
        """Does the rule hold for this act of an actor coded and called so?

        Parameters
        ----------
        code : str
            A CAMEO code.
        source, target : str
            Actor codes.
        source_text : str
            What the source is called.

        Returns
        -------
        bool
        """
        return (
            code.startswith(self.codes)
            and (not self.sources or source[3:6] in self.sources or source[:3] in self.sources)
            and (not self.targets or target[3:6] in self.targets or target[:3] in self.targets)
            and (not self.words or any(f" {word} " in f" {source_text.lower()} " for word in self.words))
        )
