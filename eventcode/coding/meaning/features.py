"""What the second reader sees of a sentence: its words, which of them name an actor of what kind, which tell an act
that the dictionaries know, and how the mentions hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...event import Mention
from ..trees.pieces import Pieces
from ..trees.tokens import Span, Token
from .junctions import Junctions

#: Kinds of actors by the first role of their code, or by an international code; everything else is "other".
KINDS = (
    "none", "country", "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB", "UAF", "BUS", "MED", "EDU", "LAB",
    "REF", "CVL", "CRM", "REL", "ELI", "HLH", "IGO", "NGO", "IMG", "INT", "other",
)  # fmt: skip
_LIKE = {"SEP": "REB", "INS": "REB", "MNC": "BUS", "NGM": "NGO", "AGR": "CVL", "RAD": "REB", "MOS": "REL", "CHR": "REL"}
#: The two-digit roots of CAMEO; 0 is no act.
ROOTS = tuple(f"{number:02d}" for number in range(21))
#: How the head of a mention hangs in its sentence; everything else is "other".
LABELS = (
    "other", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "amod", "conj",
    "appos", "flat", "root", "ROOT", "parataxis", "nmod:desc", "obl:unmarked",
)  # fmt: skip
#: Two mentions: of unknown kinship, one actor, one country, two countries, or one of them of no country.
KINSHIPS = ("same actor", "same country", "two countries", "international")
#: Distance in words from the first mention of a pair to the second, in steps that widen.
STEPS = (1, 2, 3, 5, 8, 12, 20)
DISTANCES = 2 * (len(STEPS) + 1)
_STEPS = np.array(STEPS)


@dataclass(frozen=True)
class Marked:
    """A sentence with its mentions as numbers. ``kinds`` and ``acts`` are one a word (indexes into KINDS and ROOTS);
    ``heads`` (words, from 0) and ``labels`` one a mention; ``kinship``, ``distance`` and ``junctions`` one an ordered
    pair.
    """

    words: tuple[str, ...]
    kinds: tuple[int, ...]
    acts: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[int, ...]
    kinship: np.ndarray
    distance: np.ndarray
    junctions: Junctions


@dataclass(frozen=True)
class Party:
    """A mention with the token that heads it."""

    head: Token
    mention: Mention


def mark(sentence: Span, parties: Sequence[Party], acts: Mapping[int, str]) -> Marked:
    """The sentence with its parties marked; ``acts`` gives the code of the act that a frame reads at a token."""
    tokens = [token for token in sentence if not token.is_space]
    place = {token.i: number for number, token in enumerate(tokens)}
    kinds, roots = [0] * len(tokens), [0] * len(tokens)
    for party in parties:
        span = sentence.covering(party.mention.start, party.mention.end) or (party.head,)
        for token in (party.head, *span):
            if token.i in place:
                kinds[place[token.i]] = kind_of(party.mention.code)
    for token, code in acts.items():
        if token in place and code[:2] in ROOTS:
            roots[place[token]] = ROOTS.index(code[:2])
    heads = tuple(place[party.head.i] for party in parties)
    return Marked(
        tuple(token.text for token in tokens),
        tuple(kinds),
        tuple(roots),
        heads,
        tuple(LABELS.index(p.head.dep_) if p.head.dep_ in LABELS else 0 for p in parties),
        np.array([[kinship(a.mention.code, b.mention.code) for b in parties] for a in parties], dtype=np.int64),
        distances(np.array(heads, dtype=np.int64)),
        Junctions.of([party.head for party in parties], place),
    )


def kind_of(code: str) -> int:
    """The kind of an actor as an index into KINDS."""
    first, role = code[:3], code[3:6]
    name = first if first in KINDS else role or "country"
    name = _LIKE.get(name, name)
    return KINDS.index(name) if name in KINDS else KINDS.index("other")


def kinship(first: str, second: str) -> int:
    """How two actor codes are related, as an index into KINSHIPS."""
    if first == second:
        return 0
    if {first[:3], second[:3]} & {"IGO", "NGO", "NGM", "IMG", "MNC", "INT", "---"}:
        return 3
    return 1 if first[:3] == second[:3] else 2


def distances(heads: np.ndarray) -> np.ndarray:
    """The distance from each word to each, as one of DISTANCES classes; those to the left come first."""
    way = heads[None, :] - heads[:, None]
    return np.searchsorted(_STEPS, np.abs(way)) + (len(STEPS) + 1) * (way > 0)


def as_inputs(marked: Marked, pieces: Pieces) -> dict[str, np.ndarray]:
    """The encoder's input for one sentence."""
    ids, shapes, first = pieces.sentence(marked.words)
    return {
        "ids": np.array([ids], dtype=np.int64),
        "shapes": np.array([shapes], dtype=np.int64),
        "first": np.array([first], dtype=np.int64),
        "kinds": np.array([spread(marked.kinds, first, len(ids))], dtype=np.int64),
        "acts": np.array([spread(marked.acts, first, len(ids))], dtype=np.int64),
        "heads": np.array([[head + 1 for head in marked.heads]], dtype=np.int64),
        "labels": np.array([marked.labels], dtype=np.int64),
        "kinship": marked.kinship[None],
        "distance": marked.distance[None],
        **{name: array[None] for name, array in vars(marked.junctions).items()},
    }


def spread(marks: Sequence[int], first: Sequence[int], length: int) -> list[int]:
    """One mark a word as one a piece, none on the sentence's two borders."""
    found = [0] * length
    for mark_, start, end in zip(marks, first[1:], [*first[2:], length - 1], strict=True):
        found[start:end] = [mark_] * (end - start)
    return found
