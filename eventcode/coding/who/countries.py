"""Where a role noun without a country of its own gets one: *gunmen*, *the police*, *two soldiers*.

One ordered list of small rules, the plainest first; each has a name, which stands in the evidence, and a doubt, and can
be switched off by name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..trees.syntax import SUBJECTS, expand, is_verbal, subject_tokens
from ..trees.tokens import Token
from .places import country_of, place_of_act

if TYPE_CHECKING:
    from .cast import Cast

# Who speaks of what happens at home; an army may speak from abroad, but of its own.
_LOCAL = frozenset({"GOV", "COP", "JUD", "HLH", "CVL", "REB", "UAF", "OPP", ""})
# Whom a state mostly has to do with at home.
_SUBJECTED = frozenset({"CVL", "OPP", "CRM", "PTY", "REB"})


@dataclass(frozen=True)
class CountryRule:
    """One place to look for a country: ``find(cast, head, code)`` for the role ``code`` headed by ``head``."""

    name: str
    doubt: float
    find: Callable[[Cast, Token, str], str]


def _beside(cast: Cast, head: Token, code: str) -> str:
    """*Peru and the rebels; Peru's cabinet and the rebels*: the rebels are Peru's."""
    return next((c for token in head.conjuncts if (c := country_of(cast.roles.owner_beside(token)))), "")


def _speaker(cast: Cast, head: Token, code: str) -> str:
    """*Iraqi officials say gunmen shot a judge*: the gunmen are Iraq's."""
    for subject in itertools.chain.from_iterable(_tellers(head)):
        mention = cast.roles.home_role(subject)
        if mention is not None and (mention.code[3:6] in _LOCAL or mention.code[3:] == code):
            return country_of(mention.code)
    return ""


def _tellers(head: Token) -> Iterator[list[Token]]:
    """The subjects of the verbs that tell of it, the nearest first: *X says that ...*, *..., X said*."""
    for node in (head, *head.ancestors):
        if node.dep_ in ("ccomp", "parataxis"):
            yield [child for child in node.head.children if child.dep_ in SUBJECTS]
        for verb in node.children:
            if verb.dep_ == "parataxis" and not verb.is_ancestor(head):
                yield [child for child in verb.children if child.dep_ in SUBJECTS]


def _place(cast: Cast, head: Token, code: str) -> str:
    """*Police in Caracas arrested a student; gunmen killed a judge in Lima.*"""
    return place_of_act(head, cast.mention_at)


def _named_before(cast: Cast, head: Token, code: str) -> str:
    """*Myanmar's army detained a minister ... The generals*: those of that role spoken of before."""
    return cast.references.of_that_role(head, code)


def _only_country(cast: Cast, head: Token, code: str) -> str:
    """*Ghanaian judges cleared six dissidents*: the sentence names one country."""
    named = {country_of(mention.code) for mention in cast.mentions() if mention.kind != "role"} - {""}
    country = named.pop() if len(named) == 1 else ""
    return "" if code[:3] == "MIL" and _faces(cast, head, country) else country


def _faces(cast: Cast, head: Token, country: str) -> bool:
    """*Russia withdrew from the barracks; the army attacked Iran*: no army and its own state act against each other."""
    parties = (child for node in head.ancestors for child in node.children if child.dep_ in (*SUBJECTS, "obj"))
    others = (cast.mention_at(child) for child in parties if child != head)
    return any(other is not None and other.code in (country, country + "GOV") for other in others)


def _other_party(cast: Cast, head: Token, code: str) -> str:
    """*Burma released prisoners on the day of its independence from Britain*: whoever it is done to is of the doer's
    country.
    """
    if code[:3] not in _SUBJECTED or head.dep_ in SUBJECTS:
        return ""
    verb = next((node for node in head.ancestors if is_verbal(node)), None)
    doers = expand(subject_tokens(verb)) if verb is not None else ()
    known = [m for doer in doers if doer != head and (m := cast.who(doer)) is not None]
    if any(m.note.startswith("country by") or m.code[3:6] == "MIL" for m in known):
        return ""  # no guess upon a guess; and an army may be abroad
    told = {country_of(m.code) for m in known}
    return told.pop() if len(told) == 1 else ""


def _dateline(cast: Cast, head: Token, code: str) -> str:
    """*CARACAS (Reuters) - Police ...*: where the story was written."""
    return cast.dateline


def _leading(cast: Cast, head: Token, code: str) -> str:
    """The country the story has named most."""
    return cast.leading_country


COUNTRIES: tuple[CountryRule, ...] = (
    CountryRule("the actor beside it", 0.1, _beside),
    CountryRule("the speaker", 0.15, _speaker),
    CountryRule("the place of the act", 0.1, _place),
    CountryRule("the one named before", 0.15, _named_before),
    CountryRule("the only country named", 0.2, _only_country),
    CountryRule("the dateline", 0.15, _dateline),
    CountryRule("the story's leading country", 0.3, _leading),
    CountryRule("the other party", 0.25, _other_party),
)
