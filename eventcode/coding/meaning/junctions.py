"""Where two words of a sentence meet: the lowest word of the tree above both, and how each hangs below it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..trees.tokens import Token

#: The label under the junction on the way down to a word; the first is for a word that is the junction itself.
BRANCHES = (
    "self", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "amod", "conj",
    "appos", "flat", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "obl:unmarked", "nmod:desc", "csubj",
    "dep", "other",
)  # fmt: skip
#: Parts of speech of a junction.
CLASSES = ("VERB", "NOUN", "PROPN", "ADJ", "AUX", "other")
#: Steps down from a junction that are told apart: none to this many and more.
MOST_STEPS = 4


@dataclass(frozen=True)
class Junctions:
    """Of every ordered pair of words, as numbers (words × words): the junction's place in the sentence (``places``,
    words from 1, 0 for a word with itself), its part of speech (``classes``, into CLASSES), and of the way down to the
    pair's first word the label it begins with (``branches``, into BRANCHES) and its length (``steps``).
    """

    places: np.ndarray
    classes: np.ndarray
    branches: np.ndarray
    steps: np.ndarray

    @classmethod
    def of(cls, heads: Sequence[Token], place: Mapping[int, int]) -> Junctions:
        """The junctions of some words of a sentence; ``place`` is a token's place among its words, from 0."""
        ways = [(head, *head.ancestors) for head in heads]
        above = [{token.i for token in way} for way in ways]
        found = [
            [_junction(way, words, place) if number != other else (0, 0, 0, 0) for other, words in enumerate(above)]
            for number, way in enumerate(ways)
        ]
        shape = len(heads), len(heads), 4
        return cls(*np.array(found, dtype=np.int64).reshape(shape).transpose(2, 0, 1))


def _junction(way: Sequence[Token], above: Container[int], place: Mapping[int, int]) -> tuple[int, int, int, int]:
    """Place and class of the first word on the way up that stands above another word too, then branch and steps."""
    steps = next(number for number, token in enumerate(way) if token.i in above)  # the root at the latest
    junction, branch = way[steps], way[steps - 1].dep_ if steps else "self"
    return place[junction.i] + 1, _index(CLASSES, junction.pos_), _index(BRANCHES, branch), min(steps, MOST_STEPS)


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names) - 1
