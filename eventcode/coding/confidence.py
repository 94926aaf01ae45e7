"""How probable it is that an event is right, from how it was read: how exactly its parties were found, how much of a
frame stood in the text, and what the second reader thinks of the pair. What is too improbable is not told.

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
from .who.mentions import GIVEN

DEFAULT = Path(__file__).resolve().parent.parent / "model" / "confidence.json"
#: An opinion is no surer than this.
_SUREST = 0.995


@dataclass(frozen=True)
class Heard:
    """The second reader's opinion on the pair of a finding, and how probable it holds what would compete: anything
    between any two of the sentence (``best``), another's act towards this target, this source's towards another."""

    opinion: Opinion
    best: float
    other_source: float = 0.0
    other_target: float = 0.0

    @classmethod
    def on(cls, found: Told, parties: Sequence[Party], opinions: Sequence[Opinion]) -> Heard | None:
        """The likeliest opinion on a finding's pair, on its very mentions, else on others of the same country; None
        where there is none."""

        def fit(one: Opinion) -> int:
            return _fit(found.source, parties[one.source].mention) * _fit(found.target, parties[one.target].mention)

        opinion = max(opinions, key=lambda one: (fit(one), one.probability), default=None)
        return cls.of(opinion, parties, opinions) if opinion is not None and fit(opinion) else None

    @classmethod
    def of(cls, opinion: Opinion, parties: Sequence[Party], opinions: Sequence[Opinion]) -> Heard:
        """An opinion with what competes with it."""
        codes = [party.mention.code for party in parties]
        chances = [(one.probability, one.source, one.target) for one in opinions]
        source, target = opinion.source, opinion.target
        return cls(
            opinion,
            max(chance for chance, _, _ in chances),
            max((p for p, i, j in chances if j == target and codes[i] != codes[source]), default=0.0),
            max((p for p, i, j in chances if i == source and codes[j] != codes[target]), default=0.0),
        )


@dataclass(frozen=True)
class Confidence:
    """Weights of signs. ``frames`` are for events of the frames on whose pair the second reader has been heard,
    ``alone`` for those on which it has not, ``second`` for its own. ``floors`` is how probable an event must be to be
    told, by its reader, or between two actors that the user has given, where the second reader has been heard.
    """

    frames: Mapping[str, float]
    alone: Mapping[str, float]
    second: Mapping[str, float]
    floors: Mapping[str, float]

    @classmethod
    def load(cls, path: Path = DEFAULT) -> Confidence:
        """The weights of a file that ``eventcode.training.confidence`` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def of(self, found: Told, heard: Heard | None, events: int) -> float:
        """The probability that a finding is right, with two digits; see :func:`signs`."""
        weights = self.second if found.reader == SECOND_READER else self.alone if heard is None else self.frames
        told = signs(found, heard, events)
        total = weights["constant"] + sum(weights.get(name, 0.0) * value for name, value in told.items())
        return round(1 / (1 + math.exp(-total)), 2)

    def believes(self, found: Told, heard: Heard | None, confidence: float) -> bool:
        """Is a finding probable enough to be told? What a dictionary of the user's tells always is, and between two
        actors that the user has given less will do."""
        if heard is None or found.own:
            return True
        given = found.source.entry == found.target.entry == GIVEN
        return confidence >= self.floors[GIVEN if given else found.reader]


@lru_cache(maxsize=1)
def default_confidence() -> Confidence:
    """The weights that ship, loaded once."""
    return Confidence.load()


def signs(found: Told, heard: Heard | None, events: int) -> dict[str, float]:
    """What speaks for a finding and against it, by name; ``events`` is how many the frames found in its sentence."""
    told = {
        f"root {found.code[:2]}": 1.0,
        f"code {found.code[:3]}": 1.0,
        "operator": float(found.operated),
        "words of the frame": float(min(found.literals, 3)),
        "events in the sentence": math.log1p(events),
    }
    for side, mention in (("source", found.source), ("target", found.target)):
        told[f"doubt of the {side}"] = min(mention.doubt, 1.0)
        told[f"the {side} is a {mention.kind or 'thing'}"] = 1.0
        told[f"distance of the {side}"] = math.log1p(_distance(found, mention))
    return told if heard is None else told | _signs_heard(found, heard)


def _distance(found: Told, mention: Mention) -> int:
    """Characters between a party and the act."""
    start = found.head.idx - found.head.sent.start_char
    return max(0, mention.start - start - len(found.head), start - mention.end)


def _signs_heard(found: Told, heard: Heard) -> dict[str, float]:
    """What the second reader says of the pair, of this act between them, and of what would compete with it."""
    opinion = heard.opinion
    share = opinion.roots[ROOTS.index(found.code[:2])] if opinion.roots else float(opinion.code[:2] == found.code[:2])
    return {
        "second reader: something happens": _logit(opinion.probability),
        "second reader: this root": _logit(share),
        "second reader: this code": float(opinion.code == found.code),
        "second reader: the likeliest pair": _logit(heard.best),
        "second reader: another source": _logit(heard.other_source),
        "second reader: another target": _logit(heard.other_target),
    }


def _logit(share: float) -> float:
    share = min(max(share, 1 - _SUREST), _SUREST)
    return math.log(share / (1 - share))


def _fit(mention: Mention, other: Mention) -> int:
    """2 for the same stretch of text, 1 for the same country elsewhere, else 0."""
    if mention.start < other.end and other.start < mention.end:
        return 2
    return int(mention.code[:3] == other.code[:3])
