"""How probable it is that an event is right, from how it was read: who read it, how exactly its parties were found, how
much of a frame stood in the text, and what the second reader thinks of the pair.

A weighted sum of what speaks for and against (:func:`signs`), pressed between 0 and 1. The weights are plain numbers in
``model/confidence.json``; ``eventcode.training.confidence`` fits them on coded news.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..event import Mention
from .meaning.features import ROOTS, Party
from .meaning.reader import Opinion
from .telling import SECOND_READER, Told

DEFAULT = Path(__file__).resolve().parent.parent / "model" / "confidence.json"
#: An opinion is no surer than this.
_SUREST = 0.995


@dataclass(frozen=True)
class Confidence:
    """Weights of signs. ``heard`` are those for events on whose pair the second reader has been heard, ``unheard``
    those for the others."""

    heard: Mapping[str, float]
    unheard: Mapping[str, float]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Confidence:
        """The weights of a file that ``eventcode.training.confidence`` wrote."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(kept["heard"], kept["unheard"])

    def of(self, found: Told, opinion: Opinion | None) -> float:
        """The probability that a finding is right, with two digits."""
        weights = self.unheard if opinion is None else self.heard
        total = weights["constant"] + sum(
            weights.get(name, 0.0) * value for name, value in signs(found, opinion).items()
        )
        return round(1 / (1 + math.exp(-total)), 2)


@lru_cache(maxsize=1)
def default_confidence() -> Confidence:
    """The weights that ship, loaded once."""
    return Confidence.load()


def signs(found: Told, opinion: Opinion | None) -> dict[str, float]:
    """What speaks for a finding and against it, by name."""
    told = {
        f"root {found.code[:2]}": 1.0,
        "operator": float(found.operated),
        "words of the frame": float(min(found.literals, 3)),
        "read by the second reader": float(found.reader == SECOND_READER),
    }
    for side, mention in (("source", found.source), ("target", found.target)):
        told[f"doubt of the {side}"] = min(mention.doubt, 1.0)
        told[f"the {side} is a {mention.kind or 'thing'}"] = 1.0
        told[f"distance of the {side}"] = math.log1p(_distance(found, mention))
    return told if opinion is None else told | _heard(found, opinion)


def _distance(found: Told, mention: Mention) -> int:
    """Characters between a party and the act."""
    start = found.head.idx - found.head.sent.start_char
    return max(0, mention.start - start - len(found.head), start - mention.end)


def _heard(found: Told, opinion: Opinion) -> dict[str, float]:
    """What the second reader says of the pair, and of this act between them."""
    share = opinion.roots[ROOTS.index(found.code[:2])] if opinion.roots else float(opinion.code[:2] == found.code[:2])
    return {
        "second reader: something happens": _logit(opinion.probability),
        "second reader: this root": _logit(share),
        "second reader: this code": float(opinion.code == found.code),
    }


def _logit(share: float) -> float:
    share = min(max(share, 1 - _SUREST), _SUREST)
    return math.log(share / (1 - share))


def opinion_on(found: Told, parties: Sequence[Party], opinions: Sequence[Opinion]) -> Opinion | None:
    """The likeliest opinion on a finding's pair: on its very mentions, else on others of the same country."""

    def fit(one: Opinion) -> int:
        return _fit(found.source, parties[one.source].mention) * _fit(found.target, parties[one.target].mention)

    best = max(opinions, key=lambda one: (fit(one), one.probability), default=None)
    return best if best is not None and fit(best) else None


def _fit(mention: Mention, other: Mention) -> int:
    """2 for the same stretch of text, 1 for the same country elsewhere, else 0."""
    if mention.start < other.end and other.start < mention.end:
        return 2
    return int(mention.code[:3] == other.code[:3])
