"""Where a role noun without a country of its own gets one: *gunmen*, *the police*, *two soldiers*.

One ordered list of small rules, the plainest first; each has a name, which stands in the evidence, and a doubt, and can
be switched off by name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...event import Mention
from ..trees.nounphrase import cases
from ..trees.syntax import SUBJECTS, expand, subject_tokens, verb_above
from ..trees.tokens import Token
from .places import WHERE, country_of, place_of_act

if TYPE_CHECKING:
    from .cast import Cast

# Who speaks of what happens at home; an army may speak from abroad, but of its own.
_LOCAL = frozenset({"GOV", "COP", "JUD", "HLH", "CVL", "REB", "UAF", "OPP", ""})
# Whom a state mostly has to do with at home.
_SUBJECTED = frozenset({"CVL", "OPP", "CRM", "PTY", "REB", "REL", "MED", "EDU", "LAB", "AGR"})
# Who takes up arms, or protests, at home.
_AT_HOME = frozenset({"REB", "UAF", "OPP"})
# Who fights without being a state.
_UNDER_ARMS = frozenset({"REB", "UAF"})
_SUSPECTED = frozenset({"suspect", "suspects", "captive", "captives"})
# Whose soldiers fight abroad: no rebels of their own are known, or none for long.
_FIGHTING_ABROAD = frozenset("USA GBR FRA ISR CAN AUS NZL NLD DNK NOR SWE POL JPN KOR".split())
# Who acts in another's country as often as not: armies, and people told of only by what they do.
_ACTING_ABROAD = frozenset({"MIL", "CVL", "REL"})
# Who has to do with nobody but their own country's: courts and police, and who takes up arms or protests at home.
_DOMESTIC = frozenset({"JUD", "COP", "LEG", "OPP", "REB"})
# Who acts within one state.
_OF_ONE_STATE = frozenset({"JUD", "LEG", "OPP", "CVL", "MIL", "GOV", "COP"})
# What a government has of its own.
_OF_STATE = frozenset({"LEG", "MIL", "JUD"})


@dataclass(frozen=True)
class CountryRule:
    """One place to look for a country: ``find(cast, head, code)`` for the role ``code`` headed by ``head``."""

    name: str
    doubt: float
    find: Callable[[Cast, Token, str], str]


def is_guessed(mention: Mention) -> bool:
    """Did it get its country by one of these rules itself?"""
    return mention.note.startswith("country by")


def is_at_home(code: str, country: str) -> bool:
    """May a bare role ``code`` be of this country? *U.S. troops killed two insurgents* makes no American rebels."""
    return code[:3] != "REB" or country not in _FIGHTING_ABROAD


def _speaks_of_abroad(mention: Mention, code: str) -> bool:
    """*U.S. officials said gunmen killed three Marines*: the gunmen are nobody's at home."""
    return code[:3] in _UNDER_ARMS and country_of(mention.code) in _FIGHTING_ABROAD


def _may_be_abroad(mention: Mention, code: str) -> bool:
    """An army may be abroad; but where a country has rebels, it is these that its own army fights."""
    return "MIL" in mention.code and not (code[:3] == "REB" and is_at_home(code, country_of(mention.code)))


def _beside(cast: Cast, head: Token, code: str) -> str:
    """*Peru and the rebels; Peru's cabinet and the rebels*: the rebels are Peru's."""
    beside = (token for token in head.conjuncts if not (_may_be_else(head, token, code) and _is_army(cast, token)))
    return next((country for token in beside if (country := country_of(cast.roles.owner_beside(token)))), "")


def _may_be_else(head: Token, beside: Token, code: str) -> bool:
    """*Korean soldiers and civilians* share their country, *two civilians and a U.S. soldier* do not."""
    return code[:3] in _AT_HOME or (code[:3] in ("CVL", "GOV") and head.i < beside.i)


def _is_army(cast: Cast, token: Token) -> bool:
    """*clashes between U.S. soldiers and insurgents*: an army may be abroad, whoever it fights is at home."""
    mention = cast.mention_at(token)
    return mention is not None and "MIL" in mention.code


def _speaker(cast: Cast, head: Token, code: str) -> str:
    """*Iraqi officials say gunmen shot a judge*: the gunmen are Iraq's."""
    for subject in itertools.chain.from_iterable(_tellers(head)):
        mention = cast.roles.home_role(subject)
        if mention is None or _speaks_of_abroad(mention, code):
            continue
        speaks_of_home = mention.code[3:6] in (*_LOCAL, "MIL") and not _may_be_abroad(mention, code)
        if speaks_of_home or mention.code[3:] == code or _is_state_media(mention):
            return country_of(mention.code)
    return ""


def _is_state_media(mention: Mention) -> bool:
    """*Burmese state media say troops fired*: they tell of home."""
    return mention.code.endswith("MED") and mention.text.lower().startswith(("state", "official"))


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
    return place_of_act(head, cast.place_at)


def _named_before(cast: Cast, head: Token, code: str) -> str:
    """*Myanmar's army detained a minister ... The generals*: those of that role spoken of before."""
    return cast.references.of_that_role(head, code)


def _rebels_named(cast: Cast, head: Token, code: str) -> str:
    """*killed five militants in raids on al-Qaida in Iraq; two gunmen of Boko Haram and 14 suspects*: those of the one
    armed group that the sentence names.
    """
    armed = (m for m in cast.mentions() if m.kind == "group" and m.code[3:6] in _UNDER_ARMS)
    named = {country_of(mention.code) for mention in armed} - {""}
    fits = code[:3] in _UNDER_ARMS or head.lower_ in _SUSPECTED
    return named.pop() if fits and len(named) == 1 else ""


def _only_country(cast: Cast, head: Token, code: str) -> str:
    """*Ghanaian judges cleared six dissidents*: the sentence names one country."""
    named = {country_of(mention.code) for mention in cast.mentions() if mention.kind != "role"} - {""}
    country = named.pop() if len(named) == 1 else ""
    acts = head.dep_ in SUBJECTS and head.dep_ != "nsubj:pass"
    abroad = code[:3] in _ACTING_ABROAD if acts else code[:3] == "JUD"  # Croatia works with the tribunal
    abroad = abroad and not _keeps_order(cast, head)
    return "" if abroad or (code[:3] == "MIL" and _faces(cast, head, country)) else country


def _keeps_order(cast: Cast, head: Token) -> bool:
    """*security forces* are soldiers, but at home."""
    mention = cast.mention_at(head)
    return mention is not None and cast.is_at_home(mention)


def _only_place(cast: Cast, head: Token, code: str) -> str:
    """*U.S. soldiers in Afghanistan say insurgents were killed*: the sentence names one place, and armies may be
    abroad.
    """
    placed = (m for token in head.sent if (m := cast.mention_at(token)) is not None and _is_place(token, m))
    named = {country_of(mention.code) for mention in placed} - {""}
    return named.pop() if len(named) == 1 and code[:3] in _AT_HOME else ""


def _is_place(token: Token, mention: Mention) -> bool:
    """*in Iraq, near Ramadi, in Kunar province*; but *at a U.S. base* tells whose it is."""
    node = token.head if token.dep_ == "compound" and mention.kind == "place" else token
    return mention.kind in ("country", "capital", "place") and bool(cases(node) & WHERE)


def _own_organ(cast: Cast, head: Token, code: str) -> str:
    """*President Bush urged Congress; Hu Jintao thanked the armed forces*: what a government turns to is its own."""
    if code[:3] not in _OF_STATE or head.dep_ in SUBJECTS:
        return ""
    told = {country_of(m.code) for m in _doers(cast, head) if m.code[3:6] == "GOV" and not is_guessed(m)}
    return told.pop() if len(told) == 1 else ""


def _faces(cast: Cast, head: Token, country: str) -> bool:
    """*Russia withdrew from the barracks; the army attacked Iran*: no army and its own state act against each other."""
    verb = verb_above(head)
    if verb is None:
        return False
    objects = (child for clause in (verb, *verb.conjuncts) for child in clause.children if child.dep_ == "obj")
    parties = (*subject_tokens(verb), *objects)
    others = (cast.mention_at(child) for child in parties if child != head)
    return any(other is not None and other.code in (country, country + "GOV") for other in others)


def _other_party(cast: Cast, head: Token, code: str) -> str:
    """*Burma released prisoners on the day of its independence from Britain*: whoever it is done to is of the doer's
    country.
    """
    if head.dep_ in SUBJECTS:
        return ""
    known = [m for m in _doers(cast, head) if is_at_home(code, country_of(m.code))]
    known = [m for m in known if code[:3] in _SUBJECTED or m.code[3:6] in _DOMESTIC]
    if any(is_guessed(m) or _may_be_abroad(m, code) for m in known):
        return ""  # no guess upon a guess
    told = {country_of(m.code) for m in known}
    return told.pop() if len(told) == 1 else ""


def _whom(cast: Cast, head: Token, code: str) -> str:
    """*Lawmakers criticised Mr Gedi's decision*: courts and parliaments have to do with their own state."""
    verb = verb_above(head)
    if code[:3] not in _OF_ONE_STATE or head.dep_ not in SUBJECTS or cases(head) or verb is None:
        return ""
    objects = [child for child in verb.children if child.dep_ in ("obj", "obl:agent")]
    others = (mention for token in expand(objects) for mention in cast.everyone(token, owner=True))
    told = {country_of(m.code) for m in others if m.code[3:] and m.kind != "capital" and not is_guessed(m)}
    return told.pop() if len(told) == 1 else ""


def _doers(cast: Cast, head: Token) -> list[Mention]:
    """The known subjects of the verb above a role."""
    verb = verb_above(head)
    doers = expand(subject_tokens(verb)) if verb is not None else ()
    return [mention for doer in doers if doer != head for mention in cast.everyone(doer)]


def _dateline(cast: Cast, head: Token, code: str) -> str:
    """*CARACAS (Reuters) - Police ...*: where the story was written, unless it is about another country."""
    return "" if cast.is_about_another else cast.dateline


def _leading(cast: Cast, head: Token, code: str) -> str:
    """The country the story has named most."""
    return cast.leading_country


COUNTRIES: tuple[CountryRule, ...] = (
    CountryRule("the actor beside it", 0.1, _beside),
    CountryRule("the speaker", 0.15, _speaker),
    CountryRule("the place of the act", 0.1, _place),
    CountryRule("the one named before", 0.15, _named_before),
    CountryRule("the only country named", 0.2, _only_country),
    CountryRule("the government it is of", 0.2, _own_organ),
    CountryRule("the dateline", 0.15, _dateline),
    CountryRule("the story's leading country", 0.3, _leading),
    CountryRule("the other party", 0.25, _other_party),
    CountryRule("whom its act is done to", 0.25, _whom),
    CountryRule("the rebels named", 0.2, _rebels_named),
    CountryRule("the only place named", 0.25, _only_place),
)
