"""Who does what to whom in a sentence, as far as it is found: acts between parties, and all that a rule may look at."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...event import Mention
from ..what.coding import Coding
from ..who.cast import Cast


@dataclass(frozen=True)
class Between:
    """A coding and its parties as far as they are found.

    ``mutual``: its sources act among themselves; ``home``: each source acts upon its own country, its target.
    """

    coding: Coding
    sources: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    mutual: bool = False
    home: bool = False

    def pairs(self) -> list[tuple[Mention, Mention]]:
        """Source and target of each pair."""
        if self.home:
            return list(zip(self.sources, self.targets, strict=True))
        return differing(self.sources, self.targets, self.coding.both or self.mutual)


@dataclass(frozen=True)
class Link:
    """One finding: a CAMEO code of a coding, and who did it to whom."""

    coding: Coding
    code: str
    source: Mention
    target: Mention


@dataclass(frozen=True)
class Scene:
    """All a rule may look at: the acts of a sentence with the parties found so far, and who is in it."""

    acts: tuple[Between, ...]
    cast: Cast

    def above(self, act: Between) -> Between | None:
        """The act whose predicate governs this one's, the nearest."""
        return next(self.all_above(act), None)

    def all_above(self, act: Between) -> Iterator[Between]:
        """The acts whose predicates stand above this one's, the nearest first."""
        heads = {other.coding.head.i: other for other in self.acts if other is not act}
        return (heads[node.i] for node in act.coding.head.ancestors if node.i in heads)


def meet(some: Iterable[Mention], others: Iterable[Mention]) -> bool:
    return any(same(one, other) for one, other in itertools.product(some, others))


def differing(sources: Iterable[Mention], targets: Iterable[Mention], both: bool) -> list[tuple[Mention, Mention]]:
    """Source and target must differ; where it goes both ways, each unordered pair comes once. Among several, those of
    one phrase are on one side (*between Somali-Ethiopian forces and Islamists*).
    """
    sources, targets = list(sources), list(targets)
    pairs = [(source, target) for source in sources for target in targets if not same(source, target)]
    if both:
        if len({mention.start for mention in (*sources, *targets)}) > 1:
            pairs = [(one, other) for one, other in pairs if one.start != other.start or _are_twins(one, other)]
        seen: dict[frozenset[str], tuple[Mention, Mention]] = {}
        for source, target in pairs:
            seen.setdefault(frozenset((source.code, target.code)), (source, target))
        return list(seen.values())
    return pairs


def _are_twins(one: Mention, other: Mention) -> bool:
    """*the two Koreas and Japan agreed*: they are of one phrase, and two."""
    return one.note == other.note == "one of the two"


def same(source: Mention, target: Mention) -> bool:
    """One actor under two names: *Russia* and *Moscow*."""
    if source.code == target.code:
        return True
    return source.code[:3] == target.code[:3] and {source.code[3:], target.code[3:]} == {"", "GOV"}
