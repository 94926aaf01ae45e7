"""Measure a parser from raw text: ``python -m eventcode.training.evaluate MODEL FILE.conllu``.

The model sees only the text. Its tokens are matched with the treebank's words by characters, as in the CoNLL 2018
shared task: a word is right when a token covers the same characters, its head covers the gold head's characters and
the label is the same. Precision counts tokens, recall counts words; the figures are F1 in percent.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from eventcode.coding.trees.parser import Parser, load_parser
from eventcode.training.conllu import Sentence, read_conllu, to_doc

#: (start, end) of a word, counted in characters that are not white space.
Place = tuple[int, int]


class Arc(NamedTuple):
    """What is asked of a word: the place of its head (None at a root), its label, its tags and its lemma."""

    head: Place | None
    label: str
    upos: str
    xpos: str
    lemma: str


@dataclass
class Count:
    """Words right, words in the treebank and tokens of the model."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def f1(self) -> float:
        """F1 in percent; 0 when there is nothing to find."""
        return 200 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


@dataclass
class Scores:
    """Scores of one file; ``*_words`` leave punctuation out, ``universal`` also the subtypes of labels (``obl:agent``
    is ``obl``), as CoNLL 2018 counted. ``labels`` maps a label to its count of right heads with that label.
    """

    tokens: Count = field(default_factory=Count)
    sentences: Count = field(default_factory=Count)
    upos: Count = field(default_factory=Count)
    xpos: Count = field(default_factory=Count)
    lemma: Count = field(default_factory=Count)
    uas: Count = field(default_factory=Count)
    las: Count = field(default_factory=Count)
    uas_words: Count = field(default_factory=Count)
    las_words: Count = field(default_factory=Count)
    universal: Count = field(default_factory=Count)
    labels: dict[str, Count] = field(default_factory=dict)
    sentences_per_second: float = 0.0


def arcs(doc: Doc) -> dict[Place, Arc]:
    """The tree of a document by the places of its words."""
    places, seen = [], 0
    for token in doc:
        length = len("".join(token.text.split()))
        places.append((seen, seen + length))
        seen += length
    return {
        places[t.i]: Arc(None if t.head.i == t.i else places[t.head.i], t.dep_.lower(), t.pos_, t.tag_, t.lemma_)
        for t in doc if not t.is_space
    }


def compare(gold: dict[Place, Arc], predicted: dict[Place, Arc], scores: Scores) -> None:
    """Add one text's words to the scores."""
    shared = gold.keys() & predicted.keys()
    universal = {p for p in shared if gold[p].head == predicted[p].head and _base(gold[p]) == _base(predicted[p])}
    _add(
        scores.universal, sum(_base(gold[p]) != "punct" for p in universal),
        sum(_base(arc) != "punct" for arc in gold.values()), sum(_base(arc) != "punct" for arc in predicted.values()),
    )
    for name, right in (
        ("tokens", set(shared)),
        *((part, {p for p in shared if getattr(gold[p], part) == getattr(predicted[p], part)})
          for part in ("upos", "xpos", "lemma")),
        ("uas", {p for p in shared if gold[p].head == predicted[p].head}),
        ("las", {p for p in shared if gold[p][:2] == predicted[p][:2]}),
    ):
        _add(getattr(scores, name), len(right), len(gold), len(predicted))
        if name in ("uas", "las"):
            _add(
                getattr(scores, f"{name}_words"),
                sum(gold[p].label != "punct" for p in right),
                sum(arc.label != "punct" for arc in gold.values()),
                sum(arc.label != "punct" for arc in predicted.values()),
            )
    wanted, found = Counter(arc.label for arc in gold.values()), Counter(arc.label for arc in predicted.values())
    right_labels = Counter(gold[p].label for p in shared if gold[p][:2] == predicted[p][:2])
    for label in wanted.keys() | found.keys():
        _add(scores.labels.setdefault(label, Count()), right_labels[label], wanted[label], found[label])


def _base(arc: Arc) -> str:
    """The label without its subtype."""
    return arc.label.partition(":")[0]


def _add(count: Count, right: int, gold: int, predicted: int) -> None:
    count.right += right
    count.gold += gold
    count.predicted += predicted


def texts(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """The sentences of each document together; the model must then find the sentence borders."""
    documents: dict[str, list[Sentence]] = {}
    for number, sentence in enumerate(sentences):
        documents.setdefault(sentence.document or str(number), []).append(sentence)
    return list(documents.values())


def score(parser: Parser, sentences: list[Sentence], split: bool = True) -> Scores:
    """Parse the raw text of the sentences and compare; ``split`` hands the model one sentence at a time."""
    groups = [[s] for s in sentences] if split else texts(sentences)
    gold = [to_doc(parser.tokenizer.vocab, group) for group in groups]
    started = time.process_time()
    predicted = [parser(doc.text.strip()) for doc in gold]
    scores = Scores(sentences_per_second=len(sentences) / (time.process_time() - started))
    for gold_doc, doc in zip(gold, predicted, strict=True):
        wanted, found = arcs(gold_doc), arcs(doc)
        compare(wanted, found, scores)
        starts = _starts(gold_doc), _starts(doc)
        _add(scores.sentences, len(starts[0] & starts[1]), len(starts[0]), len(starts[1]))
    return scores


def _starts(doc: Doc) -> set[int]:
    """Where sentences start, in characters that are not white space."""
    return {len("".join(doc.text[: sent.start_char].split())) for sent in doc.sents}


def report(scores: Scores) -> str:
    """The scores as the lines a terminal shows."""
    lines = [
        f"words     {scores.tokens.f1:6.2f}  tokenized as in the treebank",
        f"sentences {scores.sentences.f1:6.2f}",
        f"UPOS      {scores.upos.f1:6.2f}",
        f"XPOS      {scores.xpos.f1:6.2f}",
        f"lemmas    {scores.lemma.f1:6.2f}",
        f"UAS       {scores.uas.f1:6.2f}  without punctuation {scores.uas_words.f1:6.2f}",
        f"LAS       {scores.las.f1:6.2f}  without punctuation {scores.las_words.f1:6.2f}",
        f"          without punctuation and subtypes {scores.universal.f1:6.2f}",
        f"speed     {scores.sentences_per_second:6.0f}  sentences a second of CPU time",
        "label                 F1   treebank",
    ]
    by_size = sorted(scores.labels.items(), key=lambda item: -item[1].gold)
    return "\n".join(lines + [f"{label:16} {c.f1:7.1f} {c.gold:10}" for label, c in by_size if c.gold])


def main(argv: list[str] | None = None) -> None:
    """Print the scores of a model on a treebank file."""
    arguments = argparse.ArgumentParser(prog="python -m eventcode.training.evaluate", description=__doc__)
    arguments.add_argument("model", type=Path, help="folder of the trained parser")
    arguments.add_argument("treebank", type=Path, help="CoNLL-U file")
    arguments.add_argument("--running-text", action="store_true", help="let the model find the sentence borders")
    options = arguments.parse_args(argv)
    parser = load_parser(options.model)
    print(report(score(parser, read_conllu(options.treebank), split=not options.running_text)))


if __name__ == "__main__":
    main()
