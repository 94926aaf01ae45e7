"""Between whom: who does each act of a sentence to whom, over all its acts together.

Frames say what is done and where its parties should stand. :class:`Linker` finds them there, and where a party is
missing it asks the rules of :data:`~eventcode.coding.linking.rules.PARTIES`, one after the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from ...event import Mention
from ...lexicon import Lexicon
from ..trees.nounphrase import cases
from ..trees.syntax import is_verbal
from ..trees.tokens import Token
from ..what.coding import Coding
from ..what.matching import counted
from ..what.reader import Reader
from ..who.cast import Cast
from ..who.countries import is_guessed
from ..who.mentions import REGIONS, UNKNOWN
from ..who.places import WHERE, country_of, is_whereabouts, only_names, place_of_act
from .rules import IN_PERSON, PARTIES, SPEECH, toll
from .scene import Between, Link, Scene, differing, meet, same
from .tolls import VIOLENCE, is_toll, tells_again, tells_when, told_by, toll_of, wielders

# Acts that hit things on the ground: who is where it happened is who it happened to.
_TERRITORIAL = frozenset({"15", "17", "18", "19", "20"})
_SPOKEN = SPEECH | {"03"}
# What no thing does for whoever it belongs to: no law of a country meets or frees anybody.
_BY_PERSONS = frozenset({"04", "08"})
_PEOPLE = ("", "CVL")
_WHEREABOUTS = frozenset({"place", "capital", "country"})
_WEAPONS = frozenset(
    "missile missiles rocket rockets shell shells bomb bombs bullet bullets mortar mortars gunfire fire artillery "
    "drone drones mine mines landmine landmines torpedo weapon weapons grenade grenades round rounds gas explosive "
    "explosives device devices".split()
)
_OBJECTIVE = frozenset({"him", "her", "it", "them"})


class Linker:
    """Finds who does what to whom in a sentence. ``without``: names of rules that are not asked."""

    def __init__(self, lexicon: Lexicon, reader: Reader, without: Container[str] = ()):
        self._lexicon = lexicon
        self._reader = reader
        self._parties = tuple(rule for rule in PARTIES if rule.name not in without)

    def links(self, codings: Iterable[Coding], cast: Cast) -> Iterator[Link]:
        """Every (code, source, target) of a sentence: compound actors expand, symmetric acts go both ways."""
        violent: dict[int, list[Link]] = {}
        for act in self.acts(codings, cast):
            for link in self._of(act, cast):
                if link.code[:2] in VIOLENCE and link.code != "181":  # whom one kidnaps one may kill besides
                    above = violent.get(link.coding.head.head.i, ()) if is_toll(link.coding) else ()
                    told = violent.setdefault(told_by(act.coding).i, [])
                    if above and tells_again(link, above):
                        told.extend(above)
                        continue
                    link = toll_of(link, above)
                    told.append(link)
                yield link

    def acts(self, codings: Iterable[Coding], cast: Cast) -> tuple[Between, ...]:
        """The acts of a sentence with their parties, as far as they are found."""
        acts = tuple(self.by_slots(coding, cast) for coding in codings)
        acts = tuple(_hit_by(_on_one_side(act, Scene(acts, cast)), Scene(acts, cast)) for act in acts)
        for place, act in enumerate(acts):  # the outer before the inner, which may look at them
            acts = (*acts[:place], self._complete(act, Scene(acts, cast)), *acts[place + 1 :])
        return acts

    def by_slots(self, coding: Coding, cast: Cast) -> Between:
        """The parties that stand where the frame wants them."""
        sources = tuple(self._sources(coding, cast))
        if doers := [m for token in coding.doers for m in cast.everyone(token)]:
            sources = tuple(source for source in sources if any(same(source, doer) for doer in doers))
        among = [tokens for tokens in coding.targets if coding.mutual or set(tokens) != set(coding.sources)]
        if coding.code[:2] in _TERRITORIAL:  # "attacked a police station in Nablus": whom, before where
            among.sort(key=_are_whereabouts)
        found = (_not_itself(sources, self._targets(one, coding, cast), one) for one in among)
        alternatives = [_as_people(sources, targets) for targets in found]
        fitting = [targets for targets in alternatives if differing(sources, targets, coding.both)]
        if fitting:  # "admitted Kenyan inspectors of a joint force": whose country is known, before whose is not
            return Between(coding, sources, next(filter(_are_known, fitting), fitting[0]))
        if coding.mutual and differing(sources, sources, True):
            return Between(coding, sources, sources, True)
        if coding.plain.act.home:
            at_home = tuple(source for source in sources if country_of(source.code) and source.code[3:])
            return Between(coding, at_home, tuple(map(_people, at_home)), home=True)
        return Between(coding, sources, () if sources else next(filter(None, alternatives), ()))

    def _sources(self, coding: Coding, cast: Cast) -> Iterator[Mention]:
        """Whoever does it: a thing does no harm by itself (*Turkey's economy hit Russia*), but a weapon does."""
        for token in (self._deed_behind(source, coding) for source in coding.sources):
            named = cast.mention_at(token)
            deed = token.head if self._reader.is_violent(token.head) else coding.head  # "died in a Beirut bombing"
            if named is not None and only_names(token, named, deed):
                continue
            harmless = coding.code[:2] not in VIOLENCE
            harms = harmless or token.lower_ in _WEAPONS or self._reader.is_violent(token)
            doer = harmless or not self._reader.is_act(token)  # "the bombing of a Cuban plane" was not done by Cuba
            for mention in cast.everyone(token, owner=harms and coding.code[:2] not in _BY_PERSONS, of=doer):
                yield _protester(mention, coding.code) if coding.code[:2] == "14" else mention
            if token.lower_ in _WEAPONS:
                yield from (mention for wielder in wielders(token) for mention in cast.everyone(wielder))

    def _deed_behind(self, source: Token, coding: Coding) -> Token:
        """*an attack on a base, a bomb near a base, that killed two*: the attack or bomb killed them, not the base; *a
        series of attacks*: the attacks.
        """
        if coding.code[:2] in VIOLENCE:
            source = next((one for one in counted(source) if self._reader.is_violent(one)), source)
        if coding.code[:2] not in VIOLENCE or source != coding.head.head or coding.head.dep_ != "acl:relcl":
            return source
        above = list(itertools.takewhile(lambda node: not is_verbal(node), (source, *source.ancestors)))
        if cases(source) & WHERE and is_verbal(above[-1].head):
            above += (one for one in above[-1].head.children if one.dep_ in ("obj", "nsubj:pass"))
        return next((node for node in above if self._reader.is_violent(node) or node.lower_ in _WEAPONS), source)

    def _targets(self, tokens: Iterable[Token], coding: Coding, cast: Cast) -> tuple[Mention, ...]:
        where = coding.code[:2] in _TERRITORIAL
        owner = coding.plain.act.code not in IN_PERSON
        acts = {token: self._reader.is_act(token) for token in tokens}  # "repelled an attack in Kunar" hit nobody there
        found = (cast.everyone(token, owner, of=not act, where=where and not act) for token, act in acts.items())
        return tuple(mention for mentions in found for mention in mentions)

    def _complete(self, act: Between, scene: Scene) -> Between:
        """The act with a missing party found by the first rule that finds one."""
        for rule in self._parties:
            missing = not getattr(act, f"{rule.side}s")
            other = act.sources if rule.side == "target" else act.targets
            if not missing or not other:
                continue
            found = [m for m in rule.find(scene, act) if not any(same(m, one) for one in other)]
            if found:
                linked = tuple(_noted(m, rule.name, rule.doubt) for m in found)
                return replace(act, **{f"{rule.side}s": linked}, mutual=act.mutual or rule.mutual)
        return act

    def _of(self, act: Between, cast: Cast) -> Iterator[Link]:
        coding = act.coding
        doers = [self._deed_behind(source, coding) for source in coding.sources]
        for source, target in act.pairs():
            words = cast.words_of(_called(source, doers))
            source, target = self._across_the_border(source, target), self._across_the_border(target, source)
            code = self._lexicon.by_sector(_of_places(coding, target), source.code, target.code, words)
            if not code or _is_too_wide(code, source, target):
                continue
            code = _abroad(code, source, target, coding, cast)
            target = _at_home(target, source) if code == "175" else target
            yield Link(coding, code, source, target)
            if coding.both or act.mutual:
                back = self._lexicon.by_sector(coding.code, target.code, source.code, target.text)
                yield Link(coding, back if back[:2] != code[:2] else code, target, source)
            elif coding.reverse and code == coding.code:
                yield Link(coding, coding.reverse, target, source)

    def _across_the_border(self, party: Mention, other: Mention) -> Mention:
        """*Pakistani troops killed Taliban fighters*: of rebels in two countries, one has to do with one's own."""
        country, called = country_of(other.code), f"{party.text} {party.note}"
        homes = (home for home in self._lexicon.homes if home.country and home.country == country)
        there = any(home.is_of(party.code, called) for home in homes)
        return replace(party, code=country + party.code[3:]) if there else party


def _on_one_side(act: Between, scene: Scene) -> Between:
    """*French and Chadian troops captured rebels in a clash*: who does another act together is no pair of enemies."""
    above = scene.above(act)
    together = above is not None and not above.mutual and above.targets and set(act.sources) <= set(above.sources)
    fights = act.mutual and act.coding.code[:2] in VIOLENCE
    return Between(act.coding, act.sources) if fights and together else act


def _hit_by(act: Between, scene: Scene) -> Between:
    """*fired rockets into Gaza, wounding two soldiers; a Danish soldier died when rebels ambushed a patrol*: where
    those are named whom it hit, a place only tells where, and a patrol is theirs.
    """
    phrases = next(iter(act.coding.targets), ())
    where = any(cases(token) & WHERE for token in phrases) and all(m.kind in _WHEREABOUTS for m in act.targets)
    vague = tells_when(told_by(act.coding)) and all(_is_vague(target) for target in act.targets)
    if not act.targets or not (where or vague):
        return act
    hit = [m for m in toll(scene, act) if m.code[3:] not in _PEOPLE and not (vague and _is_vague(m))]
    return replace(act, targets=()) if hit else act


def _are_known(parties: tuple[Mention, ...]) -> bool:
    return any(not party.code.startswith(UNKNOWN) for party in parties)


def _are_whereabouts(tokens: tuple[Token, ...]) -> bool:
    """Do they only tell where something is?"""
    return all(is_whereabouts(token) for token in tokens)


def _is_vague(role: Mention) -> bool:
    """Is it a role whose country the sentence does not tell?"""
    return role.kind == "role" and (is_guessed(role) or role.code.startswith(UNKNOWN))


def _not_itself(
    sources: Iterable[Mention], targets: tuple[Mention, ...], tokens: tuple[Token, ...]
) -> tuple[Mention, ...]:
    """*A and B criticised them*: a pronoun in the object is neither A nor B."""
    by_pronoun = len(tokens) == 1 and tokens[0].lower_ in _OBJECTIVE
    return () if by_pronoun and meet(sources, targets) else targets


def _as_people(sources: Iterable[Mention], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """*Bush urged Americans to vote*: to their government the nationals of a country are its people."""
    homes = {source.code[:3] for source in sources if source.code[3:6] == "GOV"}
    people = (m.kind == "demonym" and m.code in homes and m.text.endswith("s") for m in targets)
    pairs = zip(targets, people, strict=True)
    return tuple(replace(m, code=m.code + "CVL", note=f"{m.note} the people".strip()) if own else m for m, own in pairs)


def _noted(mention: Mention, rule: str, doubt: float) -> Mention:
    note = "; ".join(filter(None, (mention.note, f"linked as {rule}")))
    return replace(mention, note=note, doubt=mention.doubt + doubt)


def _called(source: Mention, doers: list[Token]) -> list[Token]:
    """*airstrikes and soldiers attacked*: of several doers that which the source is, where it is one of them itself."""
    own = [doer for doer in doers if source.start <= doer.idx - doer.sent.start_char < source.end]
    return own or doers


def _protester(source: Mention, code: str) -> Mention:
    """Who protests is opposition, also when only the nationality is named; but a country that blocks a road acts as a
    state.
    """
    if code == "144" and source.kind == "country" and not source.code[3:]:
        return replace(source, code=source.code + "GOV")
    if source.code[3:] not in _PEOPLE or source.kind not in ("demonym", "country", "role", "group"):
        return source
    return replace(source, code=source.code[:3] + "OPP", note=f"{source.note} protests".strip())


def _is_too_wide(code: str, *parties: Mention) -> bool:
    """*toured the Middle East*: a part of the world may be called upon, but it hosts and hits nobody."""
    return code[:2] not in _SPOKEN and any(party.code in REGIONS for party in parties)


def _of_places(coding: Coding, target: Mention) -> str:
    """*captured six rebels* and *captured Goma*: some acts are another when they are done to a place."""
    act = coding.plain.act
    at_a_place = bool(act.places) and coding.code == act.code and target.kind in _WHEREABOUTS
    return act.places if at_a_place else coding.code


def _abroad(code: str, source: Mention, target: Mention, coding: Coding, cast: Cast) -> str:
    """Abroad from both, a meeting is at a third location."""
    if code != "040":
        return code
    place = place_of_act(coding.head, cast.mention_at)
    homes = {country_of(source.code), country_of(target.code)}
    return "044" if place and "" not in homes and place not in homes else code


def _at_home(target: Mention, source: Mention) -> Mention:
    """*Japan's embargo since China's crackdown on protesters*: whom one puts down are one's own, as far as is told."""
    country = country_of(source.code)
    return replace(target, code=country + target.code[3:]) if country and is_guessed(target) else target


def _people(source: Mention) -> Mention:
    """The doer's own country, for acts that bind everybody in it."""
    country = country_of(source.code)
    return replace(source, code=country, entry="coder", note="binds the doer's own country", doubt=source.doubt + 0.1)
