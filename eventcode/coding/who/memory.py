"""What a story remembers from one sentence to the next."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from ...event import Mention


class Deed(NamedTuple):
    """What a sentence before has told: the code of an act, who did it, and to whom."""

    code: str
    source: Mention
    target: Mention


@dataclass
class Memory:
    """What the sentences so far have told of who is who; :class:`Cast` keeps it.

    ``names``: whom the story has introduced, by plain pieces; ``countries``: all it has named, in order, and
    ``named`` how often each before this sentence; ``earlier``: the subjects of the last sentence that had any;
    ``previous``: every actor of the sentence before, ``roster``: of all before, and ``posted``
    how often each country's of a role; ``deeds``: what the sentences
    before told; ``voice``: whose quotation it last was; ``in_quotation``: does this sentence begin inside one,
    ``stays_open``: will the next?
    """

    date: datetime.date
    dateline: str = ""
    names: dict[tuple[str, ...], Mention] = field(default_factory=dict)
    countries: list[str] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    subjects: list[Mention] = field(default_factory=list)
    earlier: list[Mention] = field(default_factory=list)
    previous: list[Mention] = field(default_factory=list)
    roster: list[Mention] = field(default_factory=list)
    posted: dict[str, Counter[str]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    voice: Mention | None = None
    in_quotation: bool = False
    stays_open: bool = False

    @property
    def leading_country(self) -> str:
        """The country that the sentences before have named most, the first of equals; empty where they name none."""
        return max(self.named, key=self.named.__getitem__, default="")
