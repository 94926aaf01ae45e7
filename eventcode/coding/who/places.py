"""Where: the country in which an act takes place, from its prepositional phrases, else from the dateline."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...event import Mention
from ..trees.nounphrase import cases
from ..trees.tokens import Token

INTERNATIONAL = frozenset({"IGO", "NGO", "NGM", "IMG", "MNC", "INT"})
WHERE = frozenset("in at near outside inside around across within through throughout off along from".split())
# "in the Egyptian resort" tells a country, "at the American embargo" does not.
_PLACES = frozenset(
    "airport airspace area base camp capital cities city coast countryside court desert deserts district districts "
    "east enclave field harbor harbour heartland highlands hinterland hospital island islands jail jungle market "
    "mine mosque mountains neighborhood neighbourhood north northeast northwest outskirts peninsula port prison "
    "province provinces region regions resort river school soil south southeast southwest state streets stronghold "
    "suburb suburbs territory town towns university valley village villages waters west".split()
)
# "on the outskirts of Mogadishu" tells where, "on the president of Peru" does not.
_MARGINS = frozenset({"outskirts", "edge", "edges", "fringe", "fringes", "island", "islands", "coast", "peninsula"})
_COMPASS = frozenset("north south east west northeast northwest southeast southwest outside".split())
_LOCATION = frozenset({"country", "capital", "place"})
_NEAR = _LOCATION | {"demonym"}


def country_of(code: str) -> str:
    """The country part of an actor code, empty for an international or unknown one."""
    head = code[:3]
    return "" if head in INTERNATIONAL or head in ("---", "") else head


def only_names(token: Token, mention: Mention, thing: Token) -> bool:
    """Does a place only name a thing, as in *the Lima bombing*? *The Danish attack* and *Lima's plan* are theirs."""
    before = token.head == thing and token.i < thing.i and token.dep_ in ("amod", "compound", "nmod", "nmod:desc")
    if not before or mention.kind not in _LOCATION or thing.pos_ == "PROPN" or thing.lower_ in _PLACES:
        return False
    return mention.kind != "country" or not mention.text.replace(".", "").isupper()


def is_whereabouts(name: Token) -> bool:
    """Is a name no more than where something is: *in Dujail*, *the village of Dujail*, *in Balad and Dujail*?"""
    while name.dep_ == "conj":
        name = name.head
    kind = name.head.lower_ in _PLACES and name.head is not name
    return bool(cases(name) & (WHERE - {"from"})) or (kind and (name.dep_ in ("appos", "flat") or "of" in cases(name)))


def located_in(token: Token, mention_at: Callable[[Token], Mention | None]) -> str:
    """The country that a phrase below ``token`` places it in (*police in Caracas*), nearest first; empty if there
    is none.
    """
    for phrase in where_phrases(token):
        for part in (phrase, *named_parts(phrase)):
            mention = mention_at(part)
            if mention is not None and tells_where(phrase, part, mention):
                return country_of(mention.code)
    return ""


def place_of_act(token: Token, mention_at: Callable[[Token], Mention | None]) -> str:
    """The country of the act that ``token`` takes part in: its clause's own place, then those of the clauses above it,
    then of what it is told to have done (*gunmen who shot a judge in Lima*), then where the subjects above it are
    (*attacks across Iraq killed 25 people*).
    """
    told = (c for c in token.children if c.dep_ == "acl:relcl" and any(w.lower_ == "who" for w in c.children))
    nodes = (token, *token.ancestors)
    beside = (child for node in nodes for child in node.children if child.dep_ == "nsubj" and child is not token)
    for node in (*nodes, *told, *beside):
        if country := located_in(node, mention_at):
            return country
    return ""


def named_parts(phrase: Token) -> Iterator[Token]:
    """What tells where a place without a name is: *the suburbs of Damascus*, *an Egyptian resort*, *Borno state*."""
    for child in phrase.children:
        if child.dep_ in ("amod", "compound", "nmod:poss", "flat", "appos"):
            yield child
        elif child.dep_ in ("nmod", "obl") and any(case.lower_ == "of" for case in child.children):
            yield child
            yield from named_parts(child)


def tells_where(phrase: Token, part: Token, mention: Mention) -> bool:
    """Does what ``part`` of a phrase names tell where? *in the Egyptian resort*, *in the streets of Cairo*, but not *at
    a U.S. patrol*.
    """
    if part == phrase:
        return mention.kind in _LOCATION
    if mention.kind not in _NEAR:
        return False
    return phrase.lower_ in _PLACES or mention.kind in ("capital", "place") or part.dep_ in ("nmod", "obl", "appos")


def where_phrases(token: Token) -> Iterator[Token]:
    """Heads of location phrases below a token, breadth first, staying inside its clause."""
    level = [token]
    for _ in range(4):
        children = [
            child
            for node in level
            for child in node.children
            if child.dep_ not in ("conj", "parataxis", "acl:relcl", "ccomp", "nsubj")
        ]
        for child in children:
            if any(case.dep_ == "case" and case.lower_ in WHERE for case in child.children):
                yield child
            elif child.lower_ in _MARGINS and "on" in cases(child):
                yield child
            elif child.head.lower_ in _COMPASS and child.head.dep_ == "advmod":  # "north of Baghdad"
                yield child
        level = [child for child in children if child.dep_.startswith(("obl", "nmod", "obj", "advmod", "nsubj:pass"))]
