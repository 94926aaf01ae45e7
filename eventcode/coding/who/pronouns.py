"""Pronouns: which mentions one may stand for."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from ...event import Mention

_PERSONAL = frozenset("he she him her his hers himself herself".split())
_NEUTRAL = frozenset("it its itself".split())
PLURALS = frozenset("they them their theirs themselves".split())
_BODIES = frozenset({"country", "group", "capital", "seat", "role"})
_COLLECTIVES = frozenset(
    "parliament government army police military opposition junta court party administration ministry cabinet senate "
    "congress assembly council commission militia coalition committee navy force authority agency people regime "
    "delegation side group company union court judiciary legislature leadership guard gunmen policemen men".split()
)
PRONOUNS = _PERSONAL | _NEUTRAL | PLURALS

Fits = Callable[[Mention], bool]


def fitting(pronoun: Token) -> Fits | None:
    """Which mentions a pronoun may stand for; None when it stands for nobody we can tell."""
    word = pronoun.lower_
    if word in _PERSONAL:
        return lambda mention: bool(mention.code) and (mention.kind == "person" or _is_office(mention))
    if word in PLURALS:
        return lambda mention: mention.kind in _BODIES and bool(mention.code) and not _is_office(mention)
    if word in _NEUTRAL or pronoun.pos_ == "NOUN":
        return lambda mention: mention.kind in _BODIES and bool(mention.code)
    return None


def _is_office(mention: Mention) -> bool:
    """A role that one person has (*the minister*), not a body of people (*the army*, *rebels*)."""
    words = mention.text.lower().split()
    return mention.kind == "role" and words[-1] not in _COLLECTIVES and not words[-1].endswith("s")
