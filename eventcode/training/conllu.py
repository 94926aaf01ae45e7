"""CoNLL-U treebanks as spaCy documents.

spaCy's own converter keeps contractions as one token or spaces them apart (``do n't``). Here every syntactic
word becomes a token, and the words of a multiword range (``1-2  don't``) are written without a space between
them, which is what spaCy's English tokenizer makes of the same text.

Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

#: The ten columns of a CoNLL-U line.
COLUMNS = 10


@dataclass(frozen=True)
class Word:
    """One syntactic word. ``head`` counts words of the sentence from 1; 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool = True


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence; ``document`` names the text it stands in."""

    words: tuple[Word, ...]
    document: str = ""

    @property
    def text(self) -> str:
        """The sentence as written, without a space at its end."""
        return "".join(word.form + " " * word.space for word in self.words).rstrip()


def read_conllu(path: Path | str) -> list[Sentence]:
    """Read every sentence of a CoNLL-U file; empty nodes and enhanced dependencies are left out.

    Raises ValueError naming file and line where a line is not CoNLL-U or a head points nowhere.
    """
    path = Path(path)
    sentences: list[Sentence] = []
    document, block = "", []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("# newdoc"):
            document = line.partition("=")[2].strip() or f"{path.stem}-{number}"
        elif line.startswith("#"):
            continue
        elif line.strip():
            block.append((number, line.split("\t")))
        elif block:
            sentences.append(Sentence(_words(path, block), document))
            block = []
    return sentences


def _words(path: Path, block: list[tuple[int, list[str]]]) -> tuple[Word, ...]:
    """The words of one block of (line number, columns)."""
    words: list[Word] = []
    range_end, range_space = 0, True
    for number, columns in block:
        if len(columns) != COLUMNS:
            raise ValueError(f"{path}:{number}: {len(columns)} columns where CoNLL-U has {COLUMNS}; mend the line")
        index, misc = columns[0], columns[9]
        if "." in index:  # an empty node of the enhanced dependencies
            continue
        if "-" in index:
            range_end, range_space = int(index.split("-")[1]), "SpaceAfter=No" not in misc
            continue
        word = _word(path, number, columns)
        if int(index) < range_end:
            word = replace(word, space=False)
        elif int(index) == range_end:
            word = replace(word, space=range_space)
        words.append(word)
    for number, columns in block:
        if columns[6].isdigit() and int(columns[6]) > len(words):
            raise ValueError(f"{path}:{number}: head {columns[6]} of a sentence of {len(words)} words; mend the line")
    return tuple(words)


def _word(path: Path, number: int, columns: list[str]) -> Word:
    _, form, lemma, upos, xpos, feats, head, deprel, _, misc = columns
    if not head.isdigit():
        raise ValueError(f"{path}:{number}: the head {head!r} is not a number; mend the line")
    feats = "" if feats == "_" else feats
    return Word(form, lemma, upos, xpos, feats, int(head), deprel, "SpaceAfter=No" not in misc)


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """One document of consecutive sentences, with a space between them."""
    words, heads, starts = [], [], []
    for sentence in sentences:
        offset = len(words)
        for place, word in enumerate(sentence.words):
            heads.append(offset + place if word.head == 0 else offset + word.head - 1)
            starts.append(place == 0)
        words += [*sentence.words[:-1], replace(sentence.words[-1], space=True)]
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        lemmas=[w.lemma for w in words],
        pos=[w.upos for w in words],
        tags=[w.xpos for w in words],
        morphs=[w.feats for w in words],
        heads=heads,
        deps=["ROOT" if w.head == 0 else w.deprel for w in words],
        sent_starts=starts,
    )


def groups(sentences: list[Sentence], rng: random.Random, longest: int = 4) -> Iterator[list[Sentence]]:
    """Cut a treebank into runs of 1 to ``longest`` consecutive sentences, never across two documents.

    The model must see single sentences (headlines, split text) and running text alike.
    """
    start = 0
    while start < len(sentences):
        end = start + 1
        wanted = rng.randint(1, longest)
        while (end < len(sentences) and end - start < wanted
               and sentences[end].document == sentences[start].document):
            end += 1
        yield sentences[start:end]
        start = end
