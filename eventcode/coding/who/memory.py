"""What a story remembers from one sentence to the next."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ...event import Mention
from .names import Remembered
from .places import country_of


class Deed(NamedTuple):
    """What a sentence before has told: the code of an act, who did it, and to whom."""

    code: str
    source: Mention
    target: Mention


@dataclass
class Memory:
    """What the sentences so far have told of who is who; :class:`Cast` keeps it.

    It grows with the number of different actors and acts of a story, not with its length: of what is the same to all
    who ask, the last alone is kept, and dicts are in the order of these.

    ``names``: whom the story has introduced; ``countries``: those named in this sentence, ``named``, in the order of
    their first naming, how often each was before it; ``earlier``: the subjects of the last sentence that had any;
    ``previous``: every actor of the sentence before, ``roster``: of all before, by kind and code, and ``posted`` how
    often each country's of a role; ``deeds``: what the sentences before told, by their codes; ``voice``: whose
    quotation it last was; ``in_quotation``: does this sentence begin inside one, ``stays_open``: will the next?
    """

    date: datetime.date
    dateline: str = ""
    names: Remembered = field(default_factory=Remembered)
    countries: list[str] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    subjects: list[Mention] = field(default_factory=list)
    earlier: list[Mention] = field(default_factory=list)
    previous: list[Mention] = field(default_factory=list)
    roster: dict[tuple[str, str], Mention] = field(default_factory=dict)
    posted: dict[str, Counter[str]] = field(default_factory=dict)
    deeds: dict[tuple[str, str, str], Deed] = field(default_factory=dict)
    voice: Mention | None = None
    in_quotation: bool = False
    stays_open: bool = False

    @property
    def leading_country(self) -> str:
        """The country that the sentences before have named most, the first of equals; empty where they name none."""
        return max(self.named, key=self.named.__getitem__, default="")

    @property
    def in_sight(self) -> frozenset[str]:
        """The countries that the story has named so far, this sentence's among them."""
        return frozenset((*self.named, *self.countries))

    @property
    def is_about_another(self) -> bool:
        """Has the story named another country again and again, and nobody of the one it was written in?"""
        told = (country_of(one.code) for one in self.roster.values() if "the dateline" not in one.note)
        return self.named[self.leading_country] > 1 and self.dateline not in {*self.in_sight, *told}

    def name_countries(self, codes: Iterable[str]) -> None:
        """Take in the countries of a sentence; those of the one before it are now of the past."""
        self.named.update(self.countries)
        self.countries = list(codes)

    def list_actors(self, actors: Iterable[Mention]) -> None:
        """Put the actors of a sentence on the roster."""
        for one in actors:
            _put_last(self.roster, (one.kind, one.code), one)

    def witness(self, deeds: Iterable[Deed]) -> None:
        """Remember what a sentence told."""
        for deed in deeds:
            _put_last(self.deeds, (deed.code, deed.source.code, deed.target.code), deed)


def _put_last(kept: dict, key: Hashable, value: object) -> None:
    """Put a value behind all others, in place of that which was there."""
    kept.pop(key, None)
    kept[key] = value
