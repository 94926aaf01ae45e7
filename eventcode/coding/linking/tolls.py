"""What an act of violence came to (*..., killing 22 people*) belongs to the act that it came of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..trees.nounphrase import cases
from ..trees.syntax import is_verbal, verb_clause
from ..trees.tokens import Token
from ..what.coding import Coding
from ..who.countries import is_guessed
from .scene import Link, same

VIOLENCE = frozenset({"18", "19", "20"})
#: What one is not killed by: a siege or capture, and violence without a word of what it was.
_NO_MEANS = frozenset({"180", "191", "192"})
_FIRING = frozenset({"fire", "launch", "shoot", "lob"})
_HARMING = frozenset({"kill", "wound", "injure"})
_WHEN = frozenset({"when", "as", "after"})


def tells_when(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(child.lower_ in _WHEN and child.i < verb.i for child in verb.children)


def told_by(coding: Coding) -> Token:
    """The verb that tells an act: *launched* an attack, *bombed*."""
    return coding.head if is_verbal(coding.head) else coding.head.head


def wielders(weapon: Token) -> Iterator[Token]:
    """*a mine laid by rebels; rebels laid a mine*: who killed whoever the mine killed."""
    told = [child for child in weapon.children if child.dep_ in ("acl", "acl:relcl")]
    told += [weapon.head] if weapon.dep_ == "obj" else []
    for verb in told:
        yield from (one for one in verb_clause(verb).subjects if one != weapon)
        if verb.lemma_ in _FIRING:  # "rockets fired from Gaza"
            yield from (child for child in verb.children if "from" in cases(child))


def is_toll(coding: Coding) -> bool:
    """*..., killing 22 people*; *shot and killed*: what an act of violence came to."""
    head = coding.head
    if coding.code[:2] not in VIOLENCE or head.dep_ not in ("advcl", "conj"):
        return False
    in_one_breath = head.dep_ == "conj" and head.lemma_ in _HARMING and head.i - head.head.i <= 3
    return head.tag_ == "VBG" or in_one_breath


def tells_again(toll: Link, above: Iterable[Link]) -> bool:
    """*bombed a camp, killing 22 people*: the toll of an act already told, unless it names whom else it hit."""
    guessed = toll.target.kind == "role" and is_guessed(toll.target)
    return guessed or any(same(toll.target, link.target) for link in above)


def toll_of(toll: Link, above: Sequence[Link]) -> Link:
    """*fired rockets at a town, killing two Kenyan soldiers*: they too were hit by rockets."""
    means = above[0].code if above else "190"
    return replace(toll, code=means) if toll.code == "190" and means not in _NO_MEANS else toll
