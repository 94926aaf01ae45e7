"""The second reader at work: one pass of its encoder over a sentence says of every ordered pair of mentions which act
the first does to the second, if any, in which words, and which coded sentences that is most like."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

import numpy as np
import onnxruntime

from ...event import Mention
from ..trees.parser import session
from ..trees.pieces import WINDOW, Pieces
from ..trees.tokens import Span, Token
from .features import ROOTS, Party, as_inputs, mark
from .likeness import Examples, Likeness

DEFAULT = Path(__file__).resolve().parent.parent.parent / "model" / "meaning"


@dataclass(frozen=True)
class Opinion:
    """What a second reader says of an ordered pair of parties (their places in the list it was given): the likeliest
    act of the first towards the second, the probability that there is any, and the word that tells it best. ``roots``
    is, where the reader tells it, the probability of each CAMEO root (as in ROOTS) if anything happens; ``like`` finds,
    when it is called, coded sentences that the pair resembles.
    """

    source: int
    target: int
    code: str
    probability: float
    word: Token | None = None
    roots: tuple[float, ...] = ()
    like: Callable[[], tuple[Likeness, ...]] = field(default=tuple, compare=False, repr=False)


class Reads(Protocol):
    """A second reader, ours or one of the user's own."""

    #: From which probability on its opinions are weighed where no frame speaks.
    threshold: float
    #: Are the weights of ``model/confidence.json`` those for its opinions?
    calibrated: bool

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """One opinion for each ordered pair of parties; ``acts`` are the codes that frames read, by token."""


@dataclass(frozen=True)
class PairFunction:
    """A second reader made of a function of the user's: ``judge(sentence, first, second)`` is given the sentence's text
    and two mentions and returns ``(code, probability)``, or None where nothing happens.
    """

    judge: Callable[[str, Mention, Mention], tuple[str, float] | None]
    threshold: float = 0.5
    calibrated: ClassVar[bool] = False

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """What the function says of each ordered pair."""
        pairs = ((i, j) for i in range(len(parties)) for j in range(len(parties)) if i != j)
        judged = ((i, j, self.judge(sentence.text, parties[i].mention, parties[j].mention)) for i, j in pairs)
        return [Opinion(i, j, *found) for i, j, found in judged if found is not None]


class Answer(NamedTuple):
    """The network's answer for one sentence, each mentions × mentions × ...: the probability of an event, those of the
    codes if there is one, the pairs' vectors, and the score of each word (the first is none) to tell the act."""

    event: np.ndarray
    codes: np.ndarray
    vectors: np.ndarray
    words: np.ndarray


@dataclass(frozen=True)
class SecondReader:
    """The reader that ships: its encoder in 8 bits, the codes it knows, and what it has learned from."""

    pieces: Pieces
    encoder: onnxruntime.InferenceSession
    codes: tuple[str, ...]
    threshold: float
    examples: Examples
    calibrated: ClassVar[bool] = True

    @classmethod
    def load(cls, folder: str | os.PathLike | None = None) -> SecondReader:
        """The reader in a folder, by default the one that ships with the package."""
        folder = Path(folder or DEFAULT)
        about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        return cls(
            Pieces.load(folder / "tokenizer.json"), session(folder / "reader.onnx"), tuple(about["codes"]),
            about["threshold"], Examples(folder),
        )  # fmt: skip

    @cached_property
    def _first_of_roots(self) -> dict[int, int]:
        """Where the codes of each root begin (codes are in order), by the root's index in ROOTS."""
        roots = [ROOTS.index(code[:2]) for code in self.codes]
        return {root: roots.index(root) for root in sorted(set(roots))}

    def _shares(self, codes: np.ndarray) -> np.ndarray:
        """The probability of each root, pairs × ROOTS, from that of its codes."""
        shares = np.zeros((*codes.shape[:2], len(ROOTS)), dtype=codes.dtype)
        shares[..., list(self._first_of_roots)] = np.add.reduceat(codes, list(self._first_of_roots.values()), axis=-1)
        return shares

    def run(self, given: dict[str, np.ndarray]) -> Answer:
        """The network's answer for the input of one sentence."""
        return Answer(*(part[0] for part in self.encoder.run(None, given)))

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """What it says of every pair that two words head."""
        if len(parties) < 2:
            return []
        marked = mark(sentence, parties, acts)
        given = as_inputs(marked, self.pieces)
        if given["ids"].shape[1] > WINDOW:
            return []
        answer = self.run(given)
        words = [token for token in sentence if not token.is_space]
        codes, told = answer.codes.argmax(-1).tolist(), answer.words[..., 1:].argmax(-1).tolist()
        chances = answer.event.tolist()
        roots = self._shares(answer.codes).tolist()
        size = range(len(parties))
        return [
            Opinion(
                i, j, self.codes[codes[i][j]], chances[i][j], words[told[i][j]], tuple(roots[i][j]),
                partial(self.examples.nearest, answer.vectors[i, j]),
            )
            for i in size for j in size if marked.heads[i] != marked.heads[j]
        ]  # fmt: skip


@lru_cache(maxsize=1)
def default_reader() -> SecondReader | None:
    """The reader that ships, loaded once; None for a package without its weights."""
    return SecondReader.load() if (DEFAULT / "reader.onnx").exists() else None
