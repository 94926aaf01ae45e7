"""Text to trees: a small pretrained encoder, fine-tuned on treebanks, fills spaCy's documents.

It runs on onnxruntime, one sentence at a time: in 8 bits a batch shares one scale, and a sentence's tree must not
depend on its neighbours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from .borders import candidates
from .decoding import heads_of, is_tree, labels_of
from .lemmas import apply
from .pieces import WINDOW, Pieces, as_arrays

DEFAULT = Path(__file__).resolve().parent.parent.parent / "model"
#: Abbreviations of rank that spaCy's tokenizer would part from their stop.
RANKS = ("Lt.", "Maj.", "Col.", "Sgt.", "Capt.", "Cmdr.", "Brig.", "Cpl.")
#: Where a document says which sentences were longer than the encoder's window, by their first words.
CUT = "eventcode.cut"
_FILES = ("parser.onnx", "parser.json", "labels.npy", "tokenizer.json")


@lru_cache(maxsize=2)
def load_parser(model: str | os.PathLike | None = None) -> Parser:
    """The parser in folder ``model``, by default the one that ships with the package.

    The environment variable ``EVENTCODE_MODEL`` names another default, for those who train their own;
    ``EVENTCODE_THREADS`` says how many threads one process may use for it (by default one).
    """
    folder = Path(model or os.environ.get("EVENTCODE_MODEL") or DEFAULT)
    missing = [name for name in _FILES if not (folder / name).exists()]
    if missing:
        raise FileNotFoundError(
            f"{folder}: no parser here ({', '.join(missing)} missing); give the folder that eventcode.training.train "
            "wrote"
        )
    return Parser(folder)


def _threads() -> int:
    given = os.environ.get("EVENTCODE_THREADS", "1")
    if not given.isdigit() or given == "0":
        raise ValueError(f"EVENTCODE_THREADS is {given!r}; give a whole number from 1")
    return int(given)


@dataclass(frozen=True)
class Reading:
    """What the encoder says of one sentence, one number a word: heads (words from 0, a root is its own head), and the
    classes of labels, tags and lemmas."""

    heads: np.ndarray
    labels: np.ndarray
    upos: np.ndarray
    xpos: np.ndarray
    lemmas: np.ndarray


#: A sentence: its first word, the word after its last, and what was read.
_Sentence = tuple[int, int, Reading]


class Parser:
    """Parses English text into spaCy documents with sentences, Universal Dependencies, tags and lemmas."""

    def __init__(self, folder: Path):
        self.tokenizer = english()
        self.vocab = self.tokenizer.vocab
        self._pieces = Pieces(folder / "tokenizer.json")
        self._weights = np.load(folder / "labels.npy").astype(np.float32)
        names = json.loads((folder / "parser.json").read_text(encoding="utf-8"))
        self._scripts = names["lemma"]
        strings = self.vocab.strings
        self._hashes = {
            column: np.array([strings.add(name) for name in names[column]], dtype=np.uint64)
            for column in ("label", "xpos", "upos")
        }
        self._root, self._space, self._dep = (strings.add(name) for name in ("ROOT", "SPACE", "dep"))
        self._lemma_of = lru_cache(maxsize=100_000)(self._lemma)
        self._session = session(folder / "parser.onnx")

    def __call__(self, text: str) -> Doc:
        """The parsed document of a text. A sentence of more than WINDOW pieces is read in parts, and ``user_data[CUT]``
        lists the first words of each such.
        """
        doc = self.tokenizer(text)
        places = np.array([token.i for token in doc if not token.is_space], dtype=np.int64)
        if len(places):
            self._fill(doc, places)
        return doc

    # --- a document ------------------------------------------------------------------------------------

    def _fill(self, doc: Doc, places: np.ndarray) -> None:
        """Read the words at ``places``, sentence by sentence, and write what was read into the document."""
        words = [doc[int(place)].text for place in places]
        long: list[str] = []
        breaks = frozenset(
            number for number, place in enumerate(places) if place and doc[int(place) - 1].is_space
            and "\n" in doc[int(place) - 1].text
        )  # fmt: skip
        heads, columns, lemmas = [], {"label": [], "upos": [], "xpos": []}, []
        for start, end, reading in self._sentences(words, breaks, long):
            heads.append(reading.heads + start)
            labels = self._hashes["label"][reading.labels]
            labels[reading.heads == np.arange(end - start)] = self._root
            columns["label"].append(labels)
            columns["upos"].append(self._hashes["upos"][reading.upos])
            columns["xpos"].append(self._hashes["xpos"][reading.xpos])
            lemmas += map(self._lemma_of, words[start:end], reading.lemmas.tolist())
        array = np.zeros((len(doc), 5), dtype=np.uint64)
        before = np.maximum.accumulate(_positions(len(doc), places))  # white space hangs on the word before it
        array[:, 0] = (before - np.arange(len(doc))).astype(np.uint64)
        array[:, 1], array[:, 3] = self._dep, self._space
        array[places, 0] = (places[np.concatenate(heads)] - places).astype(np.uint64)
        for column, name in enumerate(("label", "xpos", "upos"), 1):
            array[places, column] = np.concatenate(columns[name])
        array[places, 4] = lemmas
        if long:
            doc.user_data[CUT] = tuple(long)
        doc.from_array([HEAD, DEP, TAG, POS, LEMMA], array)

    def _lemma(self, word: str, script: int) -> int:
        return self.vocab.strings.add(apply(self._scripts[script], word))

    # --- sentences -------------------------------------------------------------------------------------

    def _sentences(self, words: Sequence[str], breaks: frozenset[int], long: list[str]) -> Iterator[_Sentence]:
        """The sentences of a text, in order; ``long`` takes in the first words of those longer than a window."""
        found = list(candidates(words, breaks))
        certain = [0, *(place for place, sure in found if sure), len(words)]
        doubtful = [place for place, sure in found if not sure]
        for start, end in zip(certain, certain[1:], strict=False):
            asked = [place for place in doubtful if start < place < end]
            yield from self._stretch(words, start, end, asked, long)

    def _stretch(
        self, words: Sequence[str], start: int, end: int, asked: list[int], long: list[str]
    ) -> Iterator[_Sentence]:
        """The sentences of a stretch that may end at the words ``asked``; more than a window is read in parts."""
        whole = True
        while (cut := self._window_end(words, start, end)) < end:
            inside = [place for place in asked if start < place <= cut]
            if whole and not inside:
                long.append(" ".join(words[start : start + 6]))
            whole = bool(inside)
            cut = inside[-1] if inside else cut
            yield from self._window(words, start, cut, inside[:-1])
            start = cut
        yield from self._window(words, start, end, [place for place in asked if start < place])

    def _window_end(self, words: Sequence[str], start: int, end: int) -> int:
        """The word after the last that fits into one window with the word ``start``."""
        room = WINDOW - 2
        for place in range(start, end):
            room -= len(self._pieces.of(words[place])[0])
            if room < 0:
                return place
        return end

    def _window(self, words: Sequence[str], start: int, end: int, asked: list[int]) -> Iterator[_Sentence]:
        """The sentences of one window. What the encoder was asked for borders is read again only if it found some."""
        answer = self._encode(words[start:end])
        border = answer[-1][0]
        inner = [place for place in asked if border[place - start + 1] > 0.5]
        if not inner:
            yield start, end, self._reading(answer)
            return
        cuts = [start, *inner, end]
        for first, last in zip(cuts, cuts[1:], strict=False):
            yield first, last, self._reading(self._encode(words[first:last]))

    def _encode(self, words: Sequence[str]) -> list[np.ndarray]:
        return self._session.run(None, as_arrays([self._pieces.sentence(words)]))

    def _reading(self, answer: list[np.ndarray]) -> Reading:
        """The best tree, and the classes of every word."""
        arc, dependents, vectors, labels, upos, xpos, lemmas, _ = (part[0] for part in answer)
        heads = arc.argmax(axis=1)
        heads[0] = 0
        if not is_tree(heads):
            heads = heads_of(arc)
            labels = labels_of(dependents, vectors[heads], self._weights)
        own = np.arange(len(heads) - 1)
        return Reading(np.where(heads[1:] == 0, own, heads[1:] - 1), labels[1:], upos[1:], xpos[1:], lemmas[1:])


def _positions(length: int, places: np.ndarray) -> np.ndarray:
    """Of every token its own position if it is a word, else that of the first word."""
    found = np.full(length, places[0], dtype=np.int64)
    found[places] = places
    return found


def english() -> Tokenizer:
    """spaCy's English tokenizer, with ranks kept whole."""
    blank = spacy.blank("en")
    for rank in RANKS:
        blank.tokenizer.add_special_case(rank, [{"ORTH": rank}])
    return blank.tokenizer


def session(path: Path, threads: int | None = None) -> onnxruntime.InferenceSession:
    """An ONNX graph ready to run, by default on as many threads as the user allows."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or _threads()
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
