"""A coding held against the gold, case by case: how many events are right at each level, and which is which.

An event is right at a level when it is among what a label accepts there. Several can be right for several labels; they
are paired one to one so that as many are right as can be. What a case holds twice at a level (two events of one root,
say) counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from eventcode.analysis.gold.accepted import act_form, category, forgiving
from eventcode.analysis.gold.codings import Coding, as_coding
from eventcode.analysis.gold.records import Case, Gold, Label

#: What a coded event must share with the gold's to be right, the easiest first.
LEVELS = ("root", "code", "dyad", "tuple", "date")

View = frozenset
Pair = tuple[Label | None, Label | None]


@dataclass(frozen=True)
class Scheme:
    """How acts are compared: the form of a code, and its root."""

    name: str
    form: Callable[[str], str]
    root: Callable[[str], str]

    def view(self, label: Label, level: str) -> View:
        """All that is right for a label at a level."""
        codes = {self.form(code) for code in (label.action, *label.actions)}
        if level == "root":
            return frozenset(map(self.root, codes))
        if level == "code":
            return frozenset(codes)
        actors, targets = map(_forms, ((label.actor, *label.actors), (label.target, *label.targets)))
        if level == "dyad":
            return frozenset(product(actors, targets))
        days = {"tuple": (), "date": ((label.date,),)}[level]
        return frozenset(product(*days, actors, codes, targets))

    def key(self, label: Label, level: str) -> View:
        """What is coded at a level, others that are as right left aside."""
        return self.view(label.strict, level)


def _forms(actors: Iterable[str]) -> set[str]:
    return {forgiving(actor) for actor in actors}


CAMEO = Scheme("CAMEO", act_form, lambda code: code[:2])
PLOVER = Scheme("PLOVER", category, lambda name: name)


@dataclass(frozen=True)
class Verdict:
    """A ``case`` and what was coded for it.

    ``counts`` are ``(right, gold, coded)`` by level; ``pairs`` hold each label with the event that comes nearest to it,
    None where there is none; ``right`` are the numbers of those pairs that have the right tuple; ``scheme`` is how acts
    were compared, CAMEO or PLOVER.
    """

    case: Case
    counts: dict[str, tuple[int, int, int]]
    pairs: tuple[Pair, ...]
    right: frozenset[int]
    scheme: Scheme = CAMEO


def judge(gold: Gold, coded: Coding | pd.DataFrame, strict: bool = False) -> tuple[Verdict, ...]:
    """The verdict on each scored case of the gold.

    Parameters
    ----------
    gold : Gold
    coded : Coding or DataFrame
        A Coding that says what it has read is judged by that alone.
    strict : bool
        Leave aside the alternatives of labels.

    Returns
    -------
    tuple of Verdict

    Examples
    --------
    >>> [(verdict.case.story.id, verdict.counts["tuple"]) for verdict in judge(gold, coded)]
    [('a', (1, 1, 1)), ('b', (0, 1, 1)), ('c', (0, 0, 0))]
    """
    coding = coded if isinstance(coded, Coding) else as_coding(coded, gold)
    scheme = PLOVER if coding.scheme == "PLOVER" else CAMEO
    cases = (case for case in gold.scored if coding.read is None or case.story.id in coding.read)
    sides = ((case, case.labels, coding.labels.get(case.story.id, ())) for case in cases)
    if strict:
        sides = ((case, *([label.strict for label in side] for side in both)) for case, *both in sides)
    return tuple(_verdict(*side, scheme) for side in sides)


def right(gold: Gold, events: pd.DataFrame) -> pd.Series:
    """Whether each event of a table has a tuple that its case accepts, whatever else was coded there.

    Parameters
    ----------
    gold : Gold
    events : DataFrame
        A table of events.

    Returns
    -------
    Series of bool
        In the table's order; false where the case is none of the gold's.

    Examples
    --------
    >>> right(gold, coded).tolist()
    [True, False]
    """
    accepted = {
        case.story.id: frozenset().union(*(CAMEO.view(label, "tuple") for label in case.labels)) for case in gold.scored
    }
    rows = events[["story_id", "actor", "action", "target"]].itertuples(index=False, name=None)
    keys = ((story, forgiving(actor), act_form(action), forgiving(target)) for story, actor, action, target in rows)
    return pd.Series([key[1:] in accepted.get(key[0], ()) for key in keys], index=events.index, dtype=bool)


def _verdict(case: Case, labels: Sequence[Label], coded: Sequence[Label], scheme: Scheme) -> Verdict:
    labels = [label for label in labels if any(scheme.view(label, "root"))]  # PLOVER has no statements
    counts = {}
    for level in LEVELS:
        wanted, found = (list(merged(side, level, scheme).values()) for side in (labels, coded))
        counts[level] = len(matched(wanted, found)), len(wanted), len(found)
    pairs, right = _paired(_singles(labels, scheme), _singles(coded, scheme), scheme)
    return Verdict(case, counts, pairs, right, scheme)


def merged(labels: Iterable[Label], level: str, scheme: Scheme = CAMEO) -> dict[View, View]:
    """What is right at a level, by what is coded: labels that code the same there are one."""
    views: dict[View, View] = {}
    for label in labels:
        key = scheme.key(label, level)
        views[key] = views.get(key, frozenset()) | scheme.view(label, level)
    return views


def matched(wanted: Sequence[View], found: Sequence[View]) -> dict[int, int]:
    """The most pairs of views that share something, as ``{number of a wanted one: number of the found one}``.

    By augmenting paths: a wanted view may take a found one from another that can do with one still free.
    """
    taken: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for other, view in enumerate(found):
            if other not in seen and wanted[number] & view:
                seen.add(other)
                if other not in taken or place(taken[other], seen):
                    taken[other] = number
                    return True
        return False

    for number in range(len(wanted)):
        place(number, set())
    return {number: other for other, number in taken.items()}


# Which event stands for which label -----------------------------------------------------------------------------------

#: In which two events are to be alike to stand for each other, the closest first: once paired, they stay so.
_NEARNESS = (("date",), ("tuple",), ("dyad", "root"), ("dyad",), ("turned",), ("code", "one"), ("root", "one"),
             ("code",), ("root",))  # fmt: skip


def _singles(labels: Iterable[Label], scheme: Scheme) -> list[Label]:
    """The labels without those that repeat the tuple and the day of another."""
    return list({scheme.key(label, "date"): label for label in reversed(list(labels))}.values())[::-1]


def _paired(labels: list[Label], coded: list[Label], scheme: Scheme) -> tuple[tuple[Pair, ...], frozenset[int]]:
    pairs: list[Pair] = []
    right: set[int] = set()
    for alike in _NEARNESS:
        wanted = [_likeness(label, alike, scheme) for label in labels]
        found = [_likeness(event, alike, scheme, coded=True) for event in coded]
        chosen = matched(wanted, found)
        if alike[0] in ("date", "tuple"):
            right.update(range(len(pairs), len(pairs) + len(chosen)))
        pairs += [(labels[number], coded[other]) for number, other in sorted(chosen.items())]
        labels = [label for number, label in enumerate(labels) if number not in chosen]
        coded = [event for number, event in enumerate(coded) if number not in chosen.values()]
    alone = [(label, None) for label in labels] + [(None, event) for event in coded]
    return (*pairs, *alone), frozenset(right)


def _likeness(label: Label, alike: tuple[str, ...], scheme: Scheme, coded: bool = False) -> View:
    """A view that two events share where they are alike in all these respects."""
    return frozenset(product(*(_respect(label, name, scheme, coded) for name in alike)))


def _respect(label: Label, name: str, scheme: Scheme, coded: bool) -> View:
    if name == "one":  # the same actor, or the same target
        actors, targets = map(_forms, ((label.actor, *label.actors), (label.target, *label.targets)))
        return frozenset([*(("actor", code) for code in actors), *(("target", code) for code in targets)])
    if name == "turned":
        pairs = scheme.view(label, "dyad")
        return frozenset((target, actor) for actor, target in pairs) if coded else pairs
    return scheme.view(label, name)
