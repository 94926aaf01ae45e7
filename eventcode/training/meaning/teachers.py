"""What trained readers think of sentences that nobody has coded: lessons for a smaller one (Hinton et al. 2015).

A teacher of six layers has learned from coded text alone. A pupil of four that hears it about as much text again reads
better than it, at two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from eventcode.coding.meaning.features import Marked, as_inputs
from eventcode.coding.meaning.reader import SecondReader
from eventcode.coding.trees.pieces import WINDOW
from eventcode.training.meaning.examples import Lesson

#: Below this probability of an event, what the event would be teaches nothing.
LEAST = 0.05


@dataclass(frozen=True)
class Judged:
    """A sentence without answers, and what teachers answer in the mean: for each ordered pair of mentions the
    probability of an event, those of the codes if there is one, and of each word (the first is none) to tell it.
    """

    lesson: Lesson
    event: np.ndarray
    codes: np.ndarray
    words: np.ndarray

    @property
    def marked(self) -> Marked:
        """The sentence."""
        return self.lesson.marked


def judged(lessons: Iterable[Lesson], teachers: Sequence[SecondReader]) -> Iterator[Judged]:
    """What the teachers, who know the same codes, answer for each lesson that is not too long."""
    for one in lessons:
        pieces = teachers[0].pieces
        if pieces.length(one.marked.words) <= WINDOW // 2:
            answers = [teacher.run(as_inputs(one.marked, pieces)) for teacher in teachers]
            thought = ([a.event for a in answers], [a.codes for a in answers], [shares(a.words) for a in answers])
            yield Judged(one, *(np.mean(part, axis=0).astype(np.float16) for part in thought))


def shares(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def thoughts(batch: Sequence[Judged], words: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """``event``, ``codes`` and ``words`` of a batch, padded, and which pairs (1 or 0) it is asked about."""
    most = max(len(one.event) for one in batch)
    pairs = len(batch), most, most
    event, asked = np.zeros((2, *pairs), dtype=np.float32)
    codes = np.zeros((*pairs, batch[0].codes.shape[-1]), dtype=np.float32)
    told = np.zeros((*pairs, words), dtype=np.float32)
    for row, one in enumerate(batch):
        size = len(one.event)
        event[row, :size, :size], codes[row, :size, :size] = one.event, one.codes
        told[row, :size, :size, : one.words.shape[-1]] = one.words
        for i, j in np.ndindex(size, size):
            asked[row, i, j] = i != j and (i, j) not in one.lesson.skipped
    return event, codes, told, asked
