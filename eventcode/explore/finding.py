"""Events among the sentences of a workbench: by words and decision, in an order."""

from __future__ import annotations

from collections.abc import Iterable

from eventcode.explore.display import label
from eventcode.explore.judging import Sentence

#: The orders of `Review.find`: as the sentences stand, or by the coder's confidence in its events.
ORDERS = ("as they stand", "least sure first", "surest first")


def found_in(
    sentences: Iterable[Sentence], words: str = "", decision: str | None = None, order: str = ORDERS[0],
    scratch: bool | None = None,
) -> list[tuple[Sentence, int | None]]:  # fmt: skip
    """The events that hold all the words, as `Review.find` tells it."""
    wanted = words.casefold().split()
    found = [
        (sentence, number)
        for sentence in sentences
        for number, decided in sentence.decisions
        if decision in (None, decided) and scratch in (None, sentence.scratch) and _holds(sentence, number, wanted)
    ]
    if order == ORDERS[0]:
        return found
    sign = 1 if order == ORDERS[1] else -1
    return sorted(found, key=lambda one: (one[1] is None, sign * _confidence(*one)))


def _confidence(sentence: Sentence, number: int | None) -> float:
    return sentence.cases[number].confidence if number is not None else 0.0


def _holds(sentence: Sentence, number: int | None, wanted: list[str]) -> bool:
    """Does an event, or a sentence without one, hold all the words?"""
    if not wanted:
        return True
    date, actor, code, target = sentence.cases[number].shown if number is not None else ("",) * 4
    place = (sentence.id, sentence.date.isoformat(), sentence.dateline, sentence.note)
    text = "\n".join((*place, sentence.text, date, actor, target, label(code))).casefold()
    return all(code.startswith(word) if word.isdecimal() and len(word) <= 4 else word in text for word in wanted)
