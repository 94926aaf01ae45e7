"""What an opinion of the second reader is like: the nearest among the coded pairs that it has learned from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

#: The files of a reader's folder that hold them: a row of numbers a pair, and where each stands.
VECTORS, ORIGINS = "examples.npy", "examples.json"
#: Vectors of length one are kept in 8 bits, in steps of one in this.
STEPS = 127


@dataclass(frozen=True)
class Likeness:
    """A coded sentence that an opinion is like: where it stands, its text (empty where that may not be shipped), and
    the cosine of the two pairs' vectors."""

    origin: str
    text: str
    similarity: float


@dataclass(frozen=True)
class Examples:
    """The examples in a reader's folder, none where it holds none. They are read when an event of the reader's is first
    likened to them: many a text has none, and would pay for them at the start."""

    folder: Path

    @cached_property
    def vectors(self) -> np.ndarray:
        """The pairs' vectors of length one, examples × width."""
        path = self.folder / VECTORS
        return np.load(path).astype(np.float32) / STEPS if path.exists() else np.zeros((0, 1), dtype=np.float32)

    @cached_property
    def origins(self) -> tuple[tuple[str, str], ...]:
        """Where each example stands, and its text."""
        path = self.folder / ORIGINS
        rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else ()
        return tuple((origin, text) for origin, text, _ in rows)

    def nearest(self, vector: np.ndarray, most: int = 2) -> tuple[Likeness, ...]:
        """The ``most`` examples nearest to a pair's vector."""
        if not len(self.vectors):
            return ()
        # einsum and not @: for so little, BLAS would wake threads that cost more than they do
        near = np.einsum("ij,j->i", self.vectors, vector)
        least = np.partition(near, -min(most, len(near)))[-min(most, len(near))]
        best = sorted(np.nonzero(near >= least)[0], key=lambda place: -near[place])[:most]
        return tuple(Likeness(*self.origins[i], round(float(near[i]), 2)) for i in best)
