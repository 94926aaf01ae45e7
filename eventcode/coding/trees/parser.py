"""Text to trees: spaCy's tokenizer cuts it into words, a small pretrained encoder, fine-tuned on treebanks, hangs them.

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
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from .borders import stretches
from .decoding import heads_of, is_tree, labels_of
from .lemmas import apply
from .pieces import MOST_OF_A_WORD, SEEN, WINDOW, Pieces, as_arrays
from .tokens import Doc, Token

DEFAULT = Path(__file__).resolve().parent.parent.parent / "model"
#: Abbreviations of rank that spaCy's tokenizer would part from their stop.
RANKS = ("Lt.", "Maj.", "Col.", "Sgt.", "Capt.", "Cmdr.", "Brig.", "Cpl.")
#: Words that spaCy's tokenizer may come to know before it is begun anew.
MOST_WORDS = 100_000
_FILES = ("parser.onnx", "parser.json", "lemmas.json", "labels.npy", "tokenizer.json")


def load_parser(model: str | os.PathLike | None = None) -> Parser:
    """The parser in folder ``model``, by default the one that ships with the package; each is loaded once.

    The environment variable ``EVENTCODE_MODEL`` names another default, for those who train their own;
    ``EVENTCODE_THREADS`` says how many threads one process may use for it (by default one).
    """
    return _loaded(Path(model or os.environ.get("EVENTCODE_MODEL") or DEFAULT))


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> Parser:
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


#: A sentence: its first word, the word after its last, and what was read, None where nothing was.
_Sentence = tuple[int, int, Reading | None]
#: A word or a run of white space: its first character, its text, and the blank behind it.
_Piece = tuple[int, str, str]


@dataclass(frozen=True)
class Draft:
    """A ``text`` in words, not parsed yet. ``pieces`` are its words and its white space, ``stretches``: first word,
    word after the last, and the words between at which a sentence may begin that nobody can be sure of.
    """

    text: str
    pieces: tuple[_Piece, ...]
    words: list[str]
    stretches: tuple[tuple[int, int, tuple[int, ...]], ...]

    def texts(self) -> Iterator[str]:
        """The text of each stretch."""
        places = [start for start, word, _ in self.pieces if not word.isspace()]
        for start, end, _ in self.stretches:
            yield self.text[places[start] : places[end - 1] + len(self.words[end - 1])]


class Parser:
    """Parses English text into documents with sentences, Universal Dependencies, tags and lemmas."""

    def __init__(self, folder: Path):
        self.tokenizer = english()
        self._pieces = Pieces.load(folder / "tokenizer.json")
        self._weights = np.load(folder / "labels.npy").astype(np.float32)
        names = json.loads((folder / "parser.json").read_text(encoding="utf-8"))
        known = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        self._known = [known.get(upos, {}) for upos in names["upos"]]
        self._scripts = names["lemma"]
        self._labels, self._upos, self._xpos = (names[column] for column in ("label", "upos", "xpos"))
        self._lemma_of = lru_cache(maxsize=SEEN)(self._lemma)
        self._session = session(folder / "parser.onnx")

    def __call__(self, text: str) -> Doc:
        """The parsed document of a text. A sentence of more than WINDOW pieces is read in parts, and the document's
        ``cut`` tells the first words of each such.
        """
        return self.read(self.draft(text))

    def draft(self, text: str) -> Draft:
        """A text in words, cut where sentences are sure to end: what is cheap to know of it."""
        if len(self.tokenizer.vocab) > MOST_WORDS:  # it forgets no word it has met, and a corpus has no last one
            self.tokenizer = english()
        pieces = tuple((token.idx, token.text, token.whitespace_) for token in self.tokenizer(text))
        words = [word for _, word, _ in pieces if not word.isspace()]
        breaks = _line_starts(pieces) if len(words) < len(pieces) else frozenset()
        return Draft(text, pieces, words, tuple(stretches(words, breaks)) if words else ())

    def read(self, draft: Draft, needed: Sequence[bool] | None = None) -> Doc:
        """The parsed document of a draft. A stretch that is not ``needed`` is one sentence without a parse, and the
        document's ``unread`` holds its start.
        """
        long: list[str] = []
        sentences: list[_Sentence] = []
        needed = needed or [True] * len(draft.stretches)
        for (start, end, asked), read in zip(draft.stretches, needed, strict=True):
            sentences += self._stretch(draft.words, start, end, asked, long) if read else [(start, end, None)]
        tokens = [Token(place, *piece) for place, piece in enumerate(draft.pieces)]
        words = [token for token in tokens if not token.is_space]
        for start, end, reading in sentences:
            self._tell(words[start:end], reading)
        if len(words) < len(tokens):
            _hang_space(tokens, words)
        # White space before the first word belongs to its sentence.
        starts = [words[start].i if start else 0 for start, _, _ in sentences]
        unread = frozenset(place for place, (_, _, reading) in zip(starts, sentences, strict=True) if reading is None)
        return Doc(draft.text, tokens, starts, tuple(long), unread)

    def _tell(self, words: Sequence[Token], reading: Reading | None) -> None:
        """Write into the words of a sentence what was read of them; of one that was not, all hang on the first."""
        if reading is None:
            for word in words:
                word.hang(words[0], "dep" if word is not words[0] else "ROOT", "")
            return
        told = (part.tolist() for part in (reading.heads, reading.labels, reading.upos, reading.xpos, reading.lemmas))
        for place, (word, head, label, upos, xpos, script) in enumerate(zip(words, *told, strict=True)):
            dep = "ROOT" if head == place else self._labels[label]
            word.hang(words[head], dep, self._upos[upos], self._xpos[xpos], self._lemma_of(word.text, upos, script))

    def _lemma(self, word: str, upos: int, script: int) -> str:
        return self._known[upos].get(word.lower()) or apply(self._scripts[script], word)

    # --- sentences -------------------------------------------------------------------------------------

    def _stretch(
        self, words: Sequence[str], start: int, end: int, asked: Sequence[int], long: list[str]
    ) -> Iterator[_Sentence]:
        """The sentences of a stretch that may end at the words ``asked``; more than a window is read in parts. ``long``
        takes in the first words of sentences longer than that.
        """
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
        if (end - start) * MOST_OF_A_WORD <= room:
            return end
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
            better = heads_of(arc)
            moved = np.nonzero(better != heads)[0]
            heads, labels = better, labels.copy()
            labels[moved] = labels_of(dependents[moved], vectors[better[moved]], self._weights)
        own = np.arange(len(heads) - 1)
        return Reading(np.where(heads[1:] == 0, own, heads[1:] - 1), labels[1:], upos[1:], xpos[1:], lemmas[1:])


def _line_starts(pieces: Sequence[_Piece]) -> frozenset[int]:
    """The words that begin a line, as numbers of words."""
    starts, number = set(), 0
    for _, word, _ in pieces:
        if not word.isspace():
            number += 1
        elif "\n" in word:
            starts.add(number)
    return frozenset(starts - {0})


def _hang_space(tokens: Sequence[Token], words: Sequence[Token]) -> None:
    """White space hangs on the word before it, or on the first."""
    before = words[0] if words else None
    for token in tokens:
        if not token.is_space:
            before = token
        elif before is not None:
            token.hang(before, "dep", "SPACE")


def english() -> Tokenizer:
    """spaCy's English tokenizer, with ranks kept whole."""
    # As spacy.blank makes it, without what it would know of every word: here words are only parted.
    rules = English.Defaults
    tokenizer = Tokenizer(
        Vocab(),
        rules=rules.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(rules.prefixes).search,
        suffix_search=compile_suffix_regex(rules.suffixes).search,
        infix_finditer=compile_infix_regex(rules.infixes).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
    for rank in RANKS:
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    return tokenizer


def session(path: Path, threads: int | None = None) -> onnxruntime.InferenceSession:
    """An ONNX graph ready to run, by default on as many threads as the user allows."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or _threads()
    options.inter_op_num_threads = 1
    # Fused with the sum before it, the norm of a layer takes four times as long as the two apart.
    slower = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=slower)
