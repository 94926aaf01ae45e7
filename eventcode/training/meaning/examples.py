"""Coded sentences as ordered pairs of mentions, each with the codes that are right for it, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eventcode.coding.meaning.features import Marked, Party

Span = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """One event that a sentence tells: accepted actors and codes, and where the parties and the act stand in the
    sentence, if that is known (characters; ``(-1, -1)`` if not).
    """

    sources: frozenset[str]
    codes: frozenset[str]
    targets: frozenset[str]
    source: Span = (-1, -1)
    act: Span = (-1, -1)
    target: Span = (-1, -1)


@dataclass(frozen=True)
class Lesson:
    """A sentence to learn from: for each ordered pair of its mentions the right codes (``answers``, absent for
    *nothing*), the words of the act, and the pairs that teach nothing (``skipped``). ``weight`` is how much it counts;
    ``origin`` says where it stands, ``text`` is empty where that may not be shipped.
    """

    marked: Marked
    answers: dict[tuple[int, int], frozenset[str]]
    acts: dict[tuple[int, int], frozenset[int]]
    skipped: frozenset[tuple[int, int]]
    weight: float = 1.0
    origin: str = ""
    text: str = ""


def lesson(marked: Marked, parties: Sequence[Party], words: Sequence[Span], told: Iterable[Told]) -> Lesson:
    """Pairs of parties and what is told of them. ``words`` are the places of the sentence's words in its text."""
    answers: dict[tuple[int, int], frozenset[str]] = {}
    acts: dict[tuple[int, int], frozenset[int]] = {}
    for event in told:
        source = found_at(parties, event.sources, event.source)
        target = found_at(parties, event.targets, event.target, not_at=source)
        if source is None or target is None:
            continue
        pair = source, target
        answers[pair] = answers.get(pair, frozenset()) | event.codes
        acts[pair] = frozenset(
            number for number, (start, end) in enumerate(words) if start < event.act[1] and event.act[0] < end
        )
    skipped = {pair for pair in _pairs(parties) if pair not in answers and _same_actors(pair, answers, parties)}
    return Lesson(marked, answers, acts, frozenset(skipped))


def found_at(parties: Sequence[Party], codes: frozenset[str], place: Span, not_at: int | None = None) -> int | None:
    """The mention that an event means: in its words, with its code if possible; without words, by its code."""
    rest = [i for i in range(len(parties)) if i != not_at]
    inside = [i for i in rest if place[0] <= parties[i].mention.start < max(place[1], place[0] + 1) and place[0] >= 0]
    coded = [i for i in (inside if place[0] >= 0 else rest) if _fits(parties[i].mention.code, codes)]
    chosen = coded or inside
    return chosen[-1] if chosen and place[0] >= 0 else (chosen[0] if chosen else None)


def _fits(code: str, wanted: frozenset[str]) -> bool:
    """Is this one of the wanted codes, as a government for its country, or a role whose country is unknown?"""
    plain = {_plain(one) for one in wanted}
    return _plain(code) in plain or (code.startswith("---") and any(one[3:6] == code[3:6] for one in wanted))


def _plain(code: str) -> str:
    country, role = code[:3], code[3:6]
    if country in ("IGO", "NGO", "NGM"):
        return country
    return country + {"GOV": "", "CVL": "", "SEP": "REB", "INS": "REB"}.get(role, role)


def _pairs(parties: Sequence[Party]) -> Iterable[tuple[int, int]]:
    return ((i, j) for i in range(len(parties)) for j in range(len(parties)) if i != j)


def _same_actors(pair: tuple[int, int], answers: dict, parties: Sequence[Party]) -> bool:
    codes = [_plain(parties[i].mention.code) for i in pair]
    heads = [parties[i].head.i for i in pair]
    if heads[0] == heads[1] or codes[0] == codes[1]:
        return True
    return any([_plain(parties[i].mention.code) for i in other] == codes for other in answers)


@dataclass(frozen=True)
class Targets:
    """What a batch of lessons has to teach: ``allowed`` marks the right codes of every pair (sentences × mentions ×
    mentions × codes; none where nothing happens), ``weights`` how much the pair counts, ``pointed`` the words of its
    act.
    """

    allowed: np.ndarray
    weights: np.ndarray
    pointed: np.ndarray


def targets(lessons: Sequence[Lesson], number: dict[str, int], words: int, nothing: float) -> Targets:
    """The targets of a batch; ``nothing`` is the weight of a pair between whom nothing happens."""
    most = max(len(one.marked.heads) for one in lessons)
    allowed = np.zeros((len(lessons), most, most, len(number)), dtype=bool)
    weights = np.zeros((len(lessons), most, most), dtype=np.float32)
    pointed = np.zeros((len(lessons), most, most, words), dtype=bool)
    for row, one in enumerate(lessons):
        size = len(one.marked.heads)
        for i in range(size):
            for j in range(size):
                if i == j or (i, j) in one.skipped:
                    continue
                codes = [number[code] for code in one.answers.get((i, j), ()) if code in number]
                allowed[row, i, j, codes] = True
                weights[row, i, j] = one.weight * (1.0 if codes else nothing)
                pointed[row, i, j, [word + 1 for word in one.acts.get((i, j), ())]] = True
    return Targets(allowed, weights, pointed)
