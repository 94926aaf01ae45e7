"""A second reader from a folder of the user's: any cross-encoder for textual entailment (NLI) that transformers can
load. Its hypotheses are made of our definitions of CAMEO, so it needs no training and knows no examples.

    reader = EntailmentReader.load("my-nli-model")
    coder = Coder(second_reader=reader)

It reads twenty hypotheses for each ordered pair of actors, and the codes of the likeliest root after them: much slower
than the reader that ships. The extra ``[nli]`` brings transformers and torch; nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ... import cameo
from ...event import Mention
from ...extras import extra
from ..trees.tokens import Span
from .features import ROOTS, Party, kinship
from .reader import Opinion

#: ``judge(premise, labels, template)`` gives the probability that the premise entails the template with each label.
Judge = Callable[[str, Sequence[str], str], Sequence[float]]


@dataclass(frozen=True)
class EntailmentReader:
    """Codes a pair of actors by what their sentence entails; ``threshold`` is how probable that must be."""

    judge: Judge
    threshold: float = 0.8
    calibrated: ClassVar[bool] = False

    @classmethod
    def load(cls, folder: str | Path, threshold: float = 0.8) -> EntailmentReader:
        """The model in ``folder``, as transformers' ``save_pretrained`` writes it, with its tokenizer.

        Raises FileNotFoundError where there is none, MissingExtra without the extra ``[nli]``, and ValueError for a
        model without a class *entailment*.
        """
        if not (Path(folder) / "config.json").exists():
            raise FileNotFoundError(f"{folder}: no config.json here; give the folder that transformers wrote")
        with extra("nli"):
            from transformers import pipeline
        classify = pipeline("zero-shot-classification", model=str(folder), device=-1)
        if classify.entailment_id == -1:
            raise ValueError(f"{folder}: none of its classes is called entailment; give a model for textual entailment")

        def judge(premise: str, labels: Sequence[str], template: str) -> list[float]:
            found = classify(premise, list(labels), hypothesis_template=template, multi_label=True)
            chance = dict(zip(found["labels"], found["scores"], strict=True))
            return [chance[label] for label in labels]

        return cls(judge, threshold)

    def opinions(self, sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> list[Opinion]:
        """What the sentence entails of each ordered pair of different actors; ``acts`` are not asked for."""
        size = range(len(parties))
        pairs = [(i, j) for i in size for j in size if kinship(parties[i].mention.code, parties[j].mention.code)]
        return [self._opinion(sentence.text, parties, i, j) for i, j in pairs]

    def _opinion(self, text: str, parties: Sequence[Party], i: int, j: int) -> Opinion:
        first, second = parties[i].mention, parties[j].mention
        chances = self._chances(text, first, second, ROOTS[1:])
        root = max(chances, key=chances.__getitem__)
        finer = self._chances(text, first, second, (cameo.unspecified(root), *cameo.children(root)))
        total = sum(chances.values()) or 1.0
        shares = (0.0, *(chances[one] / total for one in ROOTS[1:]))
        return Opinion(i, j, max(finer, key=finer.__getitem__), chances[root], roots=shares)

    def _chances(self, text: str, first: Mention, second: Mention, codes: Sequence[str]) -> dict[str, float]:
        """How probable each code is between the two, by its definition."""
        template = f"What {_plain(first)} does to {_plain(second)}: {{}}"
        return dict(zip(codes, self.judge(text, [meaning(code) for code in codes], template), strict=True))


def meaning(code: str) -> str:
    """What a code means, without what it is not.

    >>> meaning("02")
    'asks another actor to do or stop something with no force behind the words.'
    """
    told = cameo.get(code).definition.partition(";")[0].rstrip(".")
    return f"{told[:1].lower()}{told[1:]}."


def _plain(mention: Mention) -> str:
    """The words of a mention, with no brace that a template would take for its own."""
    return mention.text.replace("{", "(").replace("}", ")")
