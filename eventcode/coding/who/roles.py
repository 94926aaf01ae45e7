"""Role nouns: *troops, the president, twelve protesters*. Whose they are, and whoever a thing belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...event import Mention
from ..trees.nounphrase import cases, follows_ex, is_name, left_names, left_parts, name_parts
from ..trees.syntax import expand, given_by
from ..trees.tokens import Token
from .countries import CountryRule, is_at_home
from .mentions import COUNTRIES, GIVEN, REGIONS, UNKNOWN
from .places import INTERNATIONAL, country_of, only_names
from .pronouns import is_pronoun

if TYPE_CHECKING:
    from .cast import Cast

# Roles that follow whoever they belong to: an army's spokesman is the army, a rebel leader a rebel.
_FOLLOWERS = frozenset({"GOV", "CVL", "", "ELI"})
_JOINING = (*COUNTRIES, "group", "seat")
_OFFICES = ("GOV", "MIL", "LEG", "JUD", "SPY", "COP")
# "his Turkish counterpart" is a Turk, not one of his.
_RELATIONAL = frozenset(
    "counterpart counterparts rival rivals opponent opponents predecessor successor adversary foe enemy".split()
)
# "the journalist's abductors" are not hers, nor of her country.
_VICTIMIZERS = frozenset(
    "abductor abductors assassin assassins attacker attackers captor captors hijacker hijackers kidnapper kidnappers "
    "killer killers murderer murderers".split()
)
_OF_SEVERAL = frozenset({"alliance", "allied", "coalition", "foreign", "international", "multinational"})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "late"})
_GOVERNMENTS = frozenset({"administration", "government", "cabinet", "regime"})
_ARMED = frozenset({"REB", "UAF", "SEP", "INS"})
CAUSES = frozenset({"HRI", "ENV", "DEV"})
_LOYAL = frozenset({"loyal", "allied", "close", "linked", "affiliated"})
# "a spokesman for the army" speaks for it; a candidate for the presidency is none yet.
_SPEAKERS = frozenset("spokesman spokesmen spokeswoman spokeswomen spokesperson spokespersons spokespeople".split())
_OWNING = (frozenset({"of"}), frozenset({"from"}), frozenset({"to"}), frozenset({"in", "at", "inside"}))
# How a paper or a plan comes from somebody.
_WRITTEN = frozenset(
    "drafted proposed tabled submitted presented introduced sponsored co-sponsored written drawn put made offered "
    "issued announced unveiled floated".split()
)


class Roles:
    """Resolves role nouns; ``rules``: where one without an owner gets its country."""

    def __init__(self, cast: Cast, rules: tuple[CountryRule, ...]):
        self._cast = cast
        self._rules = rules
        self._asked: set[int] = set()

    def phrase(self, head: Token) -> Mention | None:
        """A role noun that is the head, or the title of an unknown name."""
        for token in (head, *name_parts(head)):
            if self._cast.is_role(token) and (token is head or head.pos_ == "PROPN"):
                return self.role(token, head)
        return None

    def role(self, token: Token, head: Token | None = None) -> Mention | None:
        head = head or token
        role = self._cast.mention_at(token)
        code, own_note = self.code_of(token, role)
        for modifier in self._modifiers(token, head):
            if modifier.entry == GIVEN:
                return modifier
            owned = country_of(modifier.code) + "GOV" if _governs(modifier, role) else combine(modifier, code)
            return replace(role, code=owned, note=f"{own_note}of {modifier.text}")
        known = self._cast.references.definite(token)
        if known is not None and (not code or _alike(known.code, code)):
            return known
        if not code:
            return None
        if code[:3] in INTERNATIONAL:  # aid agencies, peacekeepers: of no country unless told
            return role
        if code[:3] in CAUSES:  # "human rights groups": a cause has no country
            return replace(role, code="NGO" + code, note=f"{own_note}of no country", doubt=0.2)
        if code[:3] == "MIL" and self._is_of_several(token):
            alliance = self._cast.references.alliance(token)
            of_it = replace(role, code="---" + code, note="of several countries", doubt=0.5)
            return replace(role, code=alliance.code, note=f"of {alliance.text}", doubt=0.1) if alliance else of_it
        rule, country = self._country(head, code)
        if rule is not None:
            return replace(role, code=country + code, note=f"{own_note}country by {rule.name}", doubt=rule.doubt)
        return replace(role, code="---" + code, note="country unknown", doubt=0.5)

    def _country(self, head: Token, code: str) -> tuple[CountryRule | None, str]:
        """The first rule that knows where a bare role is from. A role that is asked for while it is being answered (two
        speakers who quote each other), or a stranger's, is of no country.
        """
        if head.i in self._asked or self._of_strangers(head):
            return None, ""
        self._asked.add(head.i)
        try:
            found = ((rule, rule.find(self._cast, head, code)) for rule in self._rules)
            return next((one for one in found if one[1] and is_at_home(code, one[1])), (None, ""))
        finally:
            self._asked.discard(head.i)

    def code_of(self, token: Token, role: Mention) -> tuple[str, str]:
        """The role's code, in view of a role before it (*army spokesman*) and of *former*."""
        code, before = role.code, left_parts(token)
        for child in before:
            other = self._cast.mention_at(child)
            if other is not None and other.kind == "role" and other is not role and other.code and code in _FOLLOWERS:
                code = other.code
        former = any(child.lower_ in _FORMER for child in before) or follows_ex(token)
        if former and code[:3] in _OFFICES:
            return "ELI", "former, "
        return code, ""

    def owner_beside(self, conjunct: Token) -> str:
        """The code of a coordinated actor, or of whoever a coordinated role belongs to; empty if there is none."""
        mention = self._cast.mention_at(conjunct)
        if mention is not None and mention.kind == "role":
            mention = next(self._modifiers(conjunct, conjunct), None)
        return mention.code if mention is not None else ""

    def home_role(self, head: Token) -> Mention | None:
        """A role whose country a name tells right beside it: *Iraqi officials, police in Basra*."""
        role = self._cast.mention_at(head)
        if role is not None and role.kind in ("group", "seat") and country_of(role.code):
            return role
        if role is None or role.kind != "role":
            return None
        behind = (c for c in head.children if c.dep_.startswith(("nmod", "obl")) and cases(c) & {"of", "in", "from"})
        named = (m for part in (*left_parts(head), *behind) if (m := self._cast.mention_at(part)) and m.kind != "role")
        owner = next((mention for mention in named if country_of(mention.code)), None)
        return replace(role, code=combine(owner, self.code_of(head, role)[0])) if owner is not None else None

    def first_owner(self, head: Token) -> Mention | None:
        """The nearest actor named before a noun."""
        named = (m for child in left_parts(head) if (m := self._cast.mention_at(child)) is not None)
        return next((mention for mention in named if mention.kind != "role"), None)

    def _of_strangers(self, head: Token) -> bool:
        """*Freedonian Front gunmen, the gunmen of the Front*: whoever they belong to, it is nobody we know."""
        behind = [c for c in head.children if c.dep_ == "nmod" and cases(c) & {"of", "from"} and is_name(c)]
        named = [part for part in left_names(head) if is_name(part) or part.dep_ == "compound"]
        return any(self._cast.mention_at(part) is None for part in (*named, *behind) if not _in_compound(part))

    def _is_of_several(self, token: Token) -> bool:
        """*alliance soldiers in Kabul, an international convoy*: soldiers of more than one country."""
        own = self._cast.mention_at(token)
        return any(part.lower_ in _OF_SEVERAL and self._cast.mention_at(part) is not own for part in left_parts(token))

    def _modifiers(self, token: Token, head: Token) -> Iterator[Mention]:
        """The actors that tell whose a role is, nearest kind first: before it, then *of*, *from*, *to*, *in*."""
        harming = token.lower_ in _VICTIMIZERS
        for node in dict.fromkeys((token, head)):
            owners = list(self._owners_before(node, relational=harming or token.lower_ in _RELATIONAL))
            yield from sorted(owners, key=lambda owner: owner.code in REGIONS)  # "the U.S. Middle East envoy"
            yield from self._read_as_beside(node)
        # "peacekeepers in Congo" are not Congo's
        serving = self._cast.mention_at(token).code == "IGO" or self._is_of_several(token)
        owning = _OWNING[harming : len(_OWNING) - serving]
        for prepositions in (frozenset({"for"}), *owning) if token.lower_ in _SPEAKERS else owning:
            for child in token.children:
                yield from self._owners_behind(child, prepositions)

    def _owners_before(self, node: Token, relational: bool) -> Iterator[Mention]:
        for child in left_parts(node):
            if relational and "nmod:poss" in (child.dep_, child.head.dep_):
                continue
            mention = self._cast.mention_at(child)
            if is_pronoun(child):
                mention = self._cast.references.pronoun(child)
            elif mention is None or mention.kind == "role":
                mention = self._cast.who(child) if child.dep_ == "nmod:poss" else None
            if mention is not None:
                yield mention

    def _read_as_beside(self, node: Token) -> Iterator[Mention]:
        """*U.S., NATO and Afghan forces*: the nationality before a role that is read as one more of those listed."""
        before = node.nbor(-1) if node.i > node.sent.start else None
        mention = self._cast.mention_at(before) if before is not None and before in node.conjuncts else None
        if mention is not None and mention.kind in COUNTRIES:
            yield mention

    def _owners_behind(self, child: Token, prepositions: frozenset[str]) -> Iterator[Mention]:
        if child.lower_ in _LOYAL and "to" in prepositions:  # "troops loyal to Haftar"
            yield from (
                m for c in child.children if c.dep_.startswith(("obl", "nmod")) and (m := self._cast.who(c)) is not None
            )
        elif child.dep_.startswith(("nmod", "obl")) and cases(child) & prepositions:
            mention = self._cast.who(child)
            # An adviser to the president is his; an ambassador to Russia is not Russia's.
            abroad = "to" in prepositions and mention is not None and mention.kind in COUNTRIES
            if mention is not None and not abroad and not mention.code.startswith("---"):
                yield mention

    def owners(self, head: Token, of: bool = True) -> list[Mention]:
        """All that a thing belongs to together: *U.S., European and Israeli demands, a raid by U.S. and Russian
        troops*; empty where it is no more than one.
        """
        before = left_parts(head)
        joined = any(part.lower_ in ("and", "or") for child in before for part in child.children)
        named = (self._cast.mention_at(child) for child in reversed(before)) if joined else ()
        together = [m for m in named if m is not None and m.kind in _JOINING]
        if not any(self._cast.mention_at(child) for child in before):
            wanted = {"by", "from", "of"} if of else {"by", "from"}
            behind = [c for c in head.children if c.dep_.startswith(("nmod", "obl")) and cases(c) & wanted]
            together = [m for token in expand(behind[:1]) for m in self._cast.everyone(token, owner=True)]
        distinct = {mention.code: mention for mention in together if mention.code}
        return list(distinct.values()) if len(distinct) > 1 else []

    def owner(self, head: Token, of: bool = True) -> Mention | None:
        """Whoever a thing belongs to: possessor, name or demonym before it, *by* or *from* phrase, then (``of``) its
        *of* phrase; else whoever gave it (*tents sent by Norway*).
        """
        # "Georgia's NATO bid" is Georgia's; but "its Peruvian partners"
        for child in sorted(left_parts(head), key=lambda part: part.dep_ != "nmod:poss" or is_pronoun(part)):
            mention = self._cast.mention_at(child) or (self._cast.who(child) if child.dep_ == "nmod:poss" else None)
            if mention is not None and (mention.code == UNKNOWN or only_names(child, mention, head)):
                continue  # "Yemen's Red Sea ports": no sea has ports
            if mention is not None and mention.kind in COUNTRIES and head.pos_ == "PROPN":
                continue  # "France's Total", "Germany's Anna Groen": a name we do not know, not its country
            if mention is not None and mention.kind != "role" and mention.code:
                return mention
            if mention is not None and child.dep_ == "nmod:poss":
                return self._cast.who(child)
        wanted = {"by", "from", "of"} if of else {"by", "from"}
        behind = (c for c in head.children if c.dep_.startswith(("nmod", "obl")) and cases(c) & wanted)
        for child in (*behind, *given_by(head)):
            if (mention := self._cast.who(child, owner=True)) is not None:
                return mention
        for child in left_parts(head):
            if self._cast.is_role(child):
                return self.role(child)
        return self._author(head)

    def _author(self, paper: Token) -> Mention | None:
        """*a resolution drafted by Germany*: whoever a participle says that it comes from."""
        made = [child for child in paper.children if child.dep_ == "acl" and child.lower_ in _WRITTEN]
        by = (child for participle in made for child in participle.children if child.dep_ == "obl:agent")
        return next((author for child in by if (author := self._cast.who(child)) is not None), None)


def _alike(actor: str, role: str) -> bool:
    """May *the militant group* be this actor? A party's gunmen may, a human rights group may not."""
    kind = actor[:3] if actor[:3] in INTERNATIONAL else actor[3:6]
    return kind == role[:3] or (role[:3] in _ARMED and kind in (*_ARMED, "IMG", "PTY"))


def _in_compound(part: Token) -> bool:
    """*anti-India protesters, a Taliban-linked group*: what a hyphen joins tells whom one is for or against."""
    before, after = part.i and part.nbor(-1), part.i + 1 < len(part.doc) and part.nbor()
    return any(beside and beside.text == "-" and not beside.whitespace_ for beside in (before, after))


def _governs(modifier: Mention, role: Mention) -> bool:
    """*The Obama administration* governs, whatever else the table of offices says of him on the day."""
    words = role.text.lower().split()
    return modifier.kind == "person" and words[-1] in _GOVERNMENTS and bool(country_of(modifier.code))


def combine(modifier: Mention, role: str) -> str:
    """The code of a role that belongs to ``modifier``: Boko Haram's fighters are Boko Haram, Assad's forces the
    Syrian army.
    """
    country, own = country_of(modifier.code), modifier.code[3:]
    if role == "IGO":  # "French peacekeepers" are soldiers of France, whomever they serve
        role = "MIL"
    if not country:
        return modifier.code
    if modifier.kind in ("person", "role") and role in ("UAF", "REB") and own[:3] not in ("MIL", *_ARMED):
        return country + role
    if own in ("", "GOV") or (own[:3] in ("GOV", "CVL", "ELI") and role[:3] not in _FOLLOWERS):
        return country + (role if role else own)
    return modifier.code
