"""Treebank and template sentences as numbers for the network: single sentences for trees, windows for borders."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import torch

from eventcode.coding.trees.lemmas import script_of
from eventcode.coding.trees.pieces import Pieces
from eventcode.training.conllu import Sentence

#: What is learned of each word, by the name of its head in the network.
COLUMNS = {
    "upos": lambda word: word.upos,
    "xpos": lambda word: word.xpos,
    "lemma": lambda word: script_of(word.form, word.lemma),
    "label": lambda word: word.deprel,
}
#: A lemma's script that fewer words of the treebanks need is not learned.
RARE_SCRIPT = 3
#: No class, or no head, to learn from here.
SKIP = -100
LONGEST = 300  # pieces of a sentence that training reads


@dataclass(frozen=True)
class Classes:
    """The names of the classes of every column, in the order of the network's outputs."""

    names: dict[str, tuple[str, ...]]
    number: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self):
        number = {column: {name: i for i, name in enumerate(names)} for column, names in self.names.items()}
        object.__setattr__(self, "number", number)

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Classes:
        """All classes of the treebanks, without rare scripts."""
        counts = {column: Counter() for column in COLUMNS}
        for sentence in sentences:
            for word in sentence.words:
                for column, value in COLUMNS.items():
                    counts[column][value(word)] += 1
        least = {column: RARE_SCRIPT if column == "lemma" else 1 for column in COLUMNS}
        return cls({
            column: tuple(sorted(name for name, n in found.items() if n >= least[column]))
            for column, found in counts.items()
        })  # fmt: skip

    def sizes(self) -> dict[str, int]:
        """How many classes each column has."""
        return {column: len(names) for column, names in self.names.items()}

    def knows(self, sentence: Sentence) -> bool:
        """Are all its labels and tags classes?"""
        return all(COLUMNS[c](word) in self.number[c] for word in sentence.words for c in ("label", "xpos", "upos"))


@dataclass(frozen=True)
class Example:
    """One sentence, or one window of several (``starts``: the words at which a sentence begins), as numbers.

    ``heads`` and the columns of ``classes`` are one number a word, word 0 being the root; a window has none.
    """

    pieces: tuple[list[int], list[int], list[int]]
    heads: list[int]
    classes: dict[str, list[int]]
    starts: frozenset[int]

    @property
    def length(self) -> int:
        """Its pieces."""
        return len(self.pieces[0])


def tree_example(sentence: Sentence, classes: Classes, pieces: Pieces) -> Example:
    """A sentence to learn its tree and tags from."""
    columns = {
        column: [SKIP, *(classes.number[column].get(value(word), SKIP) for word in sentence.words)]
        for column, value in COLUMNS.items()
    }
    heads = [SKIP, *(word.head for word in sentence.words)]
    return Example(pieces.sentence(word.form for word in sentence.words), heads, columns, frozenset({1}))


def border_example(sentences: Sequence[Sequence[str]], pieces: Pieces) -> Example:
    """Sentences in a row, each as its words, to learn their borders from."""
    words, starts = [], set()
    for sentence in sentences:
        starts.add(len(words) + 1)
        words += sentence
    blank = [SKIP] * (len(words) + 1)
    return Example(pieces.sentence(words), blank, {column: blank for column in COLUMNS}, frozenset(starts))


def batches(examples: Sequence[Example], budget: int, rng: random.Random | None = None) -> list[list[Example]]:
    """Examples of like length together, at most ``budget`` padded pieces a batch, in random order."""
    noise = rng.random if rng else lambda: 0.0
    order = sorted(examples, key=lambda example: (example.length // 4, noise()))
    found: list[list[Example]] = [[]]
    for example in order:
        if found[-1] and max(example.length, found[-1][-1].length + 3) * (len(found[-1]) + 1) > budget:
            found.append([])
        found[-1].append(example)
    if rng:
        rng.shuffle(found)
    return found


@dataclass(frozen=True)
class Batch:
    """Examples side by side, padded: the network's input and what is to be learned."""

    ids: torch.Tensor
    shapes: torch.Tensor
    first: torch.Tensor
    mask: torch.Tensor
    real: torch.Tensor
    heads: torch.Tensor
    classes: dict[str, torch.Tensor]
    border: torch.Tensor

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Batch:
        ids, shapes, first = (_padded([example.pieces[part] for example in examples], 0) for part in range(3))
        lengths = torch.tensor([example.length for example in examples])
        words = torch.tensor([len(example.heads) for example in examples])
        border = torch.full(first.shape, float(SKIP))
        for row, example in enumerate(examples):
            border[row, 1 : len(example.heads)] = 0.0
            border[row, list(example.starts)] = 1.0
        border[:, :2] = SKIP  # the first word always begins one
        return cls(
            ids, shapes, first,
            torch.arange(ids.shape[1])[None] < lengths[:, None],
            torch.arange(first.shape[1])[None] < words[:, None],
            _padded([example.heads for example in examples], SKIP),
            {column: _padded([example.classes[column] for example in examples], SKIP) for column in COLUMNS},
            border,
        )  # fmt: skip


def _padded(rows: Sequence[Sequence[int]], filler: int) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])
