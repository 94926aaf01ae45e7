"""Words as the encoder sees them: word pieces, and how each word is written (the pieces know no capitals)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

#: The encoder was trained on plain signs; typographic ones are read as those.
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})
_START, _END, _UNKNOWN = 101, 102, 100  # [CLS], which stands for the root, [SEP] and [UNK] of BERT's vocabulary
#: Pieces of one word that are read: a name of sixteen letters must not fill the window.
MOST_OF_A_WORD = 6
#: The encoder's window: pieces of one sentence, its two borders among them.
WINDOW = 512
#: Words whose pieces are kept.
SEEN = 50_000

SHAPES = ("none", "lower", "title", "upper", "mixed", "digit", "sign")


class Pieces:
    """Word pieces of a vocabulary, the text of a ``tokenizer.json``. :meth:`load` reads one."""

    def __init__(self, vocabulary: str):
        self._tokenizer = Tokenizer.from_str(vocabulary)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        # Most words of a corpus have been seen before; bounded, for a corpus has no last name.
        self.of = lru_cache(maxsize=SEEN)(self._of)

    @classmethod
    def load(cls, path: str | os.PathLike) -> Pieces:
        """The pieces of the vocabulary in a file. Two readers that have the same share them."""
        return _pieces(Path(path).read_text(encoding="utf-8"))

    def _of(self, word: str) -> tuple[tuple[int, ...], int]:
        found = self._tokenizer.encode(word.translate(_PLAIN), add_special_tokens=False).ids
        return tuple(found[:MOST_OF_A_WORD]) or (_UNKNOWN,), shape_of(word)

    def sentence(self, words: Iterable[str]) -> tuple[list[int], list[int], list[int]]:
        """Piece ids, their shapes, and the position of each word's first piece; word 0 is the root's."""
        ids, shapes, first = [_START], [0], [0]
        for word in words:
            pieces, shape = self.of(word)
            first.append(len(ids))
            ids += pieces
            shapes += [shape] * len(pieces)
        return [*ids, _END], [*shapes, 0], first

    def length(self, words: Sequence[str]) -> int:
        """Pieces that these words take in the window."""
        return 2 + sum(len(self.of(word)[0]) for word in words)


@lru_cache(maxsize=2)
def _pieces(vocabulary: str) -> Pieces:
    return Pieces(vocabulary)


def shape_of(word: str) -> int:
    """How a word is written, as an index into SHAPES."""
    if any(letter.isdigit() for letter in word):
        kind = "digit"
    elif not any(letter.isalpha() for letter in word):
        kind = "sign"
    elif word.islower():
        kind = "lower"
    elif word.isupper() and len(word) > 1:
        kind = "upper"
    else:
        kind = "title" if word[0].isupper() and word[1:].islower() or len(word) == 1 else "mixed"
    return SHAPES.index(kind)


def as_arrays(rows: Sequence[tuple[list[int], list[int], list[int]]]) -> dict[str, np.ndarray]:
    """Sentences of one length in pieces as the encoder's input; ``first`` is padded with the root."""
    words = max(len(first) for _, _, first in rows)
    return {
        "ids": np.array([ids for ids, _, _ in rows], dtype=np.int64),
        "shapes": np.array([shapes for _, shapes, _ in rows], dtype=np.int64),
        "first": np.array([first + [0] * (words - len(first)) for _, _, first in rows], dtype=np.int64),
    }
