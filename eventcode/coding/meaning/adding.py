"""Which of the second reader's opinions become events, in a sentence where frames have found none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...event import Mention
from ..trees.tokens import Token
from ..who.mentions import UNKNOWN
from ..who.places import INTERNATIONAL, country_of
from .features import Party
from .reader import Opinion

#: Acts that are coded both ways by their nature.
SYMMETRIC = frozenset({"040", "041", "044", "046", "057"})
# Roots whose acts go one way: who is arrested does not arrest in the same breath.
_ONE_WAY = frozenset({"02", "10", "11", "17"})
# Roots whose acts two may do with each other: agreeing, meeting, cooperating, fighting.
_MUTUAL = frozenset({"03", "04", "05", "06", "19"})


@dataclass(frozen=True)
class Addition:
    """An event that a second reader adds: who did what to whom, and the opinion behind it."""

    code: str
    source: Mention
    target: Mention
    opinion: Opinion


def may_add(parties: Sequence[Party], include_unknown: bool = False) -> bool:
    """Is there a pair of parties between whom an event could be added at all? In every fourth sentence of news with two
    parties there is none. ``include_unknown``: also one of no known country."""
    plain = {_plain(party.mention) for party in parties}
    return len(plain) > 1 and (include_unknown or any(not code.startswith(UNKNOWN) for code in plain))


def additions(
    opinions: Iterable[Opinion],
    parties: Sequence[Party],
    acts: Mapping[int, str],
    threshold: float,
) -> Iterator[Addition]:
    """The most probable opinions, one a pair of actors.

    ``acts`` are the codes that frames read, by token: where a frame knows the act, and only between whom was open, its
    code stands. A bare role takes its partner's country.
    """
    found: dict[tuple[str, str], Addition] = {}
    for opinion in sorted(opinions, key=lambda one: (-one.probability, one.source, one.target)):
        if opinion.probability < threshold:
            break
        source, target = (parties[place].mention for place in (opinion.source, opinion.target))
        source, target = _with_country(source, target), _with_country(target, source)
        pair, back = (_plain(source), _plain(target)), (_plain(target), _plain(source))
        if pair[0] == pair[1] or pair in found:
            continue
        together = _side_by_side(parties[opinion.source].head, parties[opinion.target].head)
        if together and opinion.code[:2] not in _MUTUAL:
            continue
        if back in found and not _both_ways(opinion.code, found[back].code):
            continue  # the other direction is the likelier
        found[pair] = Addition(_code(opinion, acts), source, target, opinion)
    yield from found.values()
    for (source_key, target_key), one in found.items():
        if one.code in SYMMETRIC and (target_key, source_key) not in found:
            yield replace(one, source=one.target, target=one.source)


def _code(opinion: Opinion, acts: Mapping[int, str]) -> str:
    known = acts.get(opinion.word.i, "") if opinion.word is not None else ""
    return known if known[:2] == opinion.code[:2] else opinion.code


def _both_ways(code: str, other: str) -> bool:
    """May both directions of a pair be told at once? Those of one root: a visitor and a host, two who fight."""
    return code[:2] == other[:2] and code[:2] not in _ONE_WAY


def _side_by_side(one: Token, other: Token) -> bool:
    """*Venezuela and other Latin American states left the pact*: who acts together does nothing to each other."""
    nouns = [token.head if token.dep_ == "amod" else token for token in (one, other)]
    return nouns[1] in nouns[0].conjuncts


def _with_country(actor: Mention, partner: Mention) -> Mention:
    country = country_of(partner.code)
    if not actor.code.startswith(UNKNOWN) or not country:
        return actor
    return replace(actor, code=country + actor.code[3:], note="country of the other party", doubt=0.2)


def _plain(actor: Mention) -> str:
    """The actor, with a state and its government as one."""
    country, role = actor.code[:3], actor.code[3:6]
    return country if role in ("", "GOV", "CVL") or country in INTERNATIONAL else country + role
