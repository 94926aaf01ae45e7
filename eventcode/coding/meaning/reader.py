"""The second reader at work: one pass of its encoder over a sentence says of every ordered pair of mentions which act
the first does to the second, if any, in which words, and which coded sentences that is most like."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
import onnxruntime
from spacy.tokens import Span, Token

from ..trees.parser import session
from ..trees.pieces import WINDOW, Pieces
from .features import Party, as_inputs, mark

DEFAULT = Path(__file__).resolve().parent.parent.parent / "model" / "meaning"


@dataclass(frozen=True)
class Likeness:
    """A coded sentence that an opinion is like: where it stands, its text (empty where that may not be shipped), and
    the cosine of the two pairs' vectors."""

    origin: str
    text: str
    similarity: float


@dataclass(frozen=True)
class Opinion:
    """What the second reader says of two parties (their places in the list it was given): the act of the first towards
    the second, the probability that it is one, and the word that tells it best."""

    source: int
    target: int
    code: str
    probability: float
    word: Token
    like: tuple[Likeness, ...] = ()


class Reads(Protocol):
    """A second reader, ours or one of the user's own."""

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """What happens between the parties of a sentence; ``acts`` are the codes that frames read, by token."""


class Answer(NamedTuple):
    """The network's answer for one sentence: mentions × mentions × codes (the first is *nothing*), the pairs' vectors,
    and the score of each word (the first is none) to tell the act."""

    codes: np.ndarray
    vectors: np.ndarray
    words: np.ndarray


@dataclass(frozen=True)
class SecondReader:
    """The reader that ships: its encoder in 8 bits, the codes it knows, and the vectors of what it has learned from."""

    pieces: Pieces
    encoder: onnxruntime.InferenceSession
    codes: tuple[str, ...]
    threshold: float
    vectors: np.ndarray
    origins: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, folder: str | os.PathLike | None = None) -> SecondReader:
        """The reader in a folder, by default the one that ships with the package."""
        folder = Path(folder or DEFAULT)
        about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        vectors, origins = np.zeros((0, 1), dtype=np.int8), ()
        if (folder / "examples.npy").exists():
            vectors = np.load(folder / "examples.npy")
            rows = json.loads((folder / "examples.json").read_text(encoding="utf-8"))
            origins = tuple((origin, text) for origin, text, _ in rows)
        return cls(
            Pieces(folder / "tokenizer.json"), session(folder / "reader.onnx"), tuple(about["codes"]),
            about["threshold"], vectors, origins,
        )  # fmt: skip

    def run(self, given: dict[str, np.ndarray]) -> Answer:
        """The network's answer for the input of one sentence."""
        return Answer(*(part[0] for part in self.encoder.run(None, given)))

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """What it says above its threshold, the most probable first."""
        if len(parties) < 2:
            return []
        marked = mark(sentence, parties, acts)
        if self.pieces.length(marked.words) > WINDOW:
            return []
        answer = self.run(as_inputs(marked, self.pieces))
        chance = 1 - answer.codes[:, :, 0]
        words = [token for token in sentence if not token.is_space]
        found = [
            self._opinion(answer, int(i), int(j), words)
            for i, j in zip(*np.nonzero(chance >= self.threshold), strict=True)
            if marked.heads[i] != marked.heads[j]
        ]
        return sorted(found, key=lambda one: -one.probability)

    def _opinion(self, answer: Answer, i: int, j: int, words: Sequence[Token]) -> Opinion:
        code = int(answer.codes[i, j, 1:].argmax())
        word = words[int(answer.words[i, j, 1:].argmax())]
        chance = float(1 - answer.codes[i, j, 0])
        return Opinion(i, j, self.codes[code], chance, word, self._like(answer.vectors[i, j]))

    def _like(self, vector: np.ndarray, most: int = 2) -> tuple[Likeness, ...]:
        """The coded sentences nearest to a pair's vector."""
        if not len(self.vectors):
            return ()
        near = self.vectors @ vector / 127
        best = np.argsort(-near, kind="stable")[:most]
        return tuple(Likeness(*self.origins[i], round(float(near[i]), 2)) for i in best)
