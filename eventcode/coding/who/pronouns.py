"""Pronouns: which mentions one may stand for."""

from __future__ import annotations

from collections.abc import Callable

from ...event import Mention
from ..trees.tokens import Span, Token
from .mentions import GIVEN

_PERSONAL = frozenset("he she him her his hers himself herself".split())
_NEUTRAL = frozenset("it its itself".split())
PLURALS = frozenset("they them their theirs themselves".split())
_BODIES = frozenset({"country", "group", "capital", "seat", "role", GIVEN})
_COLLECTIVES = frozenset(
    "parliament government army police military opposition junta court party administration ministry cabinet senate "
    "congress assembly council commission militia coalition committee navy force authority agency people regime "
    "delegation side group company union court judiciary legislature leadership guard gunmen policemen men".split()
)
GROUPS = frozenset("group movement organization organisation faction militia".split())
BLOCS = frozenset("bloc alliance union body organization organisation".split())
_ARMED = frozenset({"REB", "UAF", "SEP", "INS", "PTY", "OPP"})
FIRST = frozenset("i we me us my our ours myself ourselves".split())
REFLEXIVES = frozenset("himself herself itself themselves myself ourselves".split())
PRONOUNS = _PERSONAL | _NEUTRAL | PLURALS | FIRST
# Verbs whose subject speaks in a quotation.
_SPEAKING = frozenset("say says said tell tells told add adds added declare declares declared state stated write wrote "
                      "tweet tweeted warn warned announce announced insist insisted vow vowed saying telling".split())
_QUOTES = frozenset("\"“”„»«``''")

Fits = Callable[[Mention], bool]


def is_pronoun(token: Token) -> bool:
    """One of `PRONOUNS`; *US* is a country."""
    return token.lower_ in PRONOUNS and token.text != "US"


def fitting(pronoun: Token) -> Fits | None:
    """Which mentions a pronoun may stand for; None when it stands for nobody we can tell."""
    word = pronoun.lower_
    if word in _PERSONAL:
        return lambda mention: bool(mention.code) and (mention.kind in ("person", GIVEN) or _is_office(mention))
    if word in PLURALS:
        return lambda mention: mention.kind in _BODIES and bool(mention.code) and not _is_office(mention)
    if word in _NEUTRAL or pronoun.pos_ == "NOUN":
        return lambda mention: mention.kind in _BODIES and bool(mention.code)
    return None


def _is_office(mention: Mention) -> bool:
    """A role that one person has (*the minister*), not a body of people (*the army*, *rebels*)."""
    words = mention.text.lower().split()
    return mention.kind == "role" and words[-1] not in _COLLECTIVES and not words[-1].endswith("s")


def fits_definite(noun: Token) -> Fits | None:
    """Which mentions *the group* or *the bloc* may stand for; None where it stands for nobody named before."""
    if not is_definite(noun):
        return None
    if noun.lower_ in GROUPS:
        return lambda mention: bool(mention.code) and (mention.kind == "group" or mention.code[3:6] in _ARMED)
    if noun.lower_ in BLOCS:
        return lambda mention: mention.kind == "group" and mention.code[:3] == "IGO"
    return None


def is_definite(noun: Token) -> bool:
    """Is it *the*, *this* or *that* one?"""
    return any(child.lower_ in ("the", "this", "that", "these", "those") for child in noun.children)


def speaking_of(pronoun: Token) -> Token | None:
    """The verb of speech whose quotation a first person stands in: above it, else anywhere in the sentence."""
    above = (node.head for node in (pronoun, *pronoun.ancestors) if node.dep_ in ("ccomp", "parataxis"))
    below = (child for node in pronoun.ancestors for child in node.children if child.dep_ == "parataxis")
    anywhere = (token for token in pronoun.sent if token.dep_ in ("ROOT", "parataxis"))
    return next((verb for verb in (*above, *below, *anywhere) if verb.lower_ in _SPEAKING), None)


def speech_in(sentence: Span) -> Token | None:
    """The verb of speech of a sentence that holds a quotation."""
    quoted = any(token.text in _QUOTES for token in sentence)
    return next((token for token in sentence if quoted and token.lower_ in _SPEAKING), None)


def leaves_open(sentence: Span, is_open: bool) -> bool:
    """Is a quotation still open behind the sentence, if one was (not) before it?"""
    for token in sentence:
        if token.text in _QUOTES:
            is_open = {"“": True, "„": True, "”": False}.get(token.text, not is_open)
    return is_open
