"""Between whom: who does each act of a sentence to whom, over all its acts together.

Frames say what is done and where its parties should stand. :class:`Linker` finds them there, and where a party is
missing it asks the rules of :data:`PARTIES`, one after the other, the plainest first. Every rule has a name, which
stands in the evidence, and a doubt; each can be switched off by name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..event import Mention
from ..lexicon import Lexicon
from .trees.nounphrase import cases
from .trees.syntax import expand, is_verbal, verb_clause
from .trees.tokens import Token
from .what.coding import Coding
from .what.reader import Reader
from .who.cast import Cast
from .who.countries import COUNTRIES, is_guessed
from .who.mentions import REGIONS, UNKNOWN, made
from .who.places import WHERE, country_of, is_whereabouts, only_names, place_of_act

# Acts that hit things on the ground: who is where it happened is who it happened to.
_TERRITORIAL = frozenset({"15", "17", "18", "19", "20"})
_VIOLENCE = frozenset({"18", "19", "20"})
_SPEECH = frozenset({"01", "02", "05", "10", "11", "12", "13"})
_ASKING = frozenset({"02", "10"})
_ADDRESSED = _ASKING | {"11", "12"}
_SPOKEN = _SPEECH | {"03"}
_PROTESTS = frozenset(
    "protest protests demonstration demonstrations rally rallies march marches uprising uprisings unrest dissent "
    "riot riots revolt revolts".split()
)
_ISSUING = frozenset({"pass", "sign", "issue", "adopt", "approve", "enact", "impose", "announce"})
_ISSUED = _SPEECH | {"07", "08", "16", "17"}
#: What one is not killed by: a siege or capture, and violence without a word of what it was.
_NO_MEANS = frozenset({"180", "191", "192"})
_WHEN = frozenset({"when", "as", "after"})
# Worries, refusals, threats and fights have to do with whoever else a sentence names.
_UPON_ANOTHER = ("012", "12", "13", "19")
# What is no more than spoken of has nothing to do with whoever is named in it.
_OF_WORDS = frozenset({"02", "11", "13"})
_COUNTING = frozenset({"173", "181", "190", "193", "194", "195"})
_MANY = frozenset({"dozens", "scores", "hundreds", "several", "many", "more", "others", "some", "another"})
# Done to somebody there in person: who hosts a league's summit does not host the league.
_IN_PERSON = frozenset({"043"})
_PEOPLE = ("", "CVL")
_WHEREABOUTS = frozenset({"place", "capital", "country"})
_WEAPONS = frozenset(
    "missile missiles rocket rockets shell shells bomb bombs bullet bullets mortar mortars gunfire fire artillery "
    "drone drones mine mines torpedo weapon weapons grenade grenades round rounds gas".split()
)
_ASIDE = WHERE | {"between", "despite", "during", "after", "before", "following", "about", "by", "ahead", "like"}
_OBJECTIVE = frozenset({"him", "her", "it", "them"})
# Who fights on both sides of a border: the Taliban.
_BOTH_SIDES = frozenset({("AFGREB", "PAK")})
_TALIBAN = ("Taliban", "Taleban")
_PARTS = frozenset({"of", "from", "including"})
_PASSING = frozenset({"during", "on", "in", "after", "before", "following", "at", "for"})


@dataclass(frozen=True)
class Between:
    """A coding and its parties as far as they are found.

    ``mutual``: its sources act among themselves; ``home``: each source acts upon its own country, its target.
    """

    coding: Coding
    sources: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    mutual: bool = False
    home: bool = False

    def pairs(self) -> list[tuple[Mention, Mention]]:
        """Source and target of each pair."""
        if self.home:
            return list(zip(self.sources, self.targets, strict=True))
        return _differing(self.sources, self.targets, self.coding.both or self.mutual)


@dataclass(frozen=True)
class Link:
    """One finding: a CAMEO code of a coding, and who did it to whom."""

    coding: Coding
    code: str
    source: Mention
    target: Mention


@dataclass(frozen=True)
class Scene:
    """All a rule may look at: the acts of a sentence with the parties found so far, and who is in it."""

    acts: tuple[Between, ...]
    cast: Cast

    def above(self, act: Between) -> Between | None:
        """The act whose predicate governs this one's, the nearest."""
        return next(self.all_above(act), None)

    def all_above(self, act: Between) -> Iterator[Between]:
        """The acts whose predicates stand above this one's, the nearest first."""
        heads = {other.coding.head.i: other for other in self.acts if other is not act}
        return (heads[node.i] for node in act.coding.head.ancestors if node.i in heads)


@dataclass(frozen=True)
class PartyRule:
    """Where a missing party may be found. ``side`` is ``source`` or ``target``."""

    name: str
    side: str
    doubt: float
    find: Callable[[Scene, Between], Iterable[Mention]]


# --- parties that no slot holds ------------------------------------------------------------------------


def _in_content(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Iran agreed to build a road to Kenya*: the nearest actor in what an act is about whose frame asks for no target.

    Where a frame asks for one and has not found it, whoever stands near is seldom meant.
    """
    coding = act.coding
    asks = coding.content is None or coding.plain.frame.slot("TARGET") is not None
    if coding.both or asks or coding.code[:2] in _OF_WORDS:
        return ()
    return _nearest(scene, act, (t for t in _below(coding.content) if not _is_aside(t, coding.content)))


def _named_as_part(scene: Scene, act: Between) -> Iterable[Mention]:
    """*gave loans to poor countries, including Niger*: whom the words in the target's slot name."""
    if act.coding.plain.act.code in _IN_PERSON:
        return ()
    parts = (child for token in act.coding.plain.targets for child in token.children if cases(child) & _PARTS)
    return _nearest(scene, act, (token for part in parts for token in (part, *_below(part))))


def _nearest(scene: Scene, act: Between, tokens: Iterable[Token]) -> list[Mention]:
    """The first actor among tokens, those beside the predicate first; no place, and never the doer's own country."""
    own = {i for token in act.coding.sources for i in _subtree(token)}
    taken = {m for other in scene.acts if other is not act for m in (*other.sources, *other.targets)}
    homes = {country_of(source.code) for source in act.sources}
    for token in sorted(tokens, key=lambda t: abs(t.i - act.coding.head.i)):
        mention = scene.cast.mention_at(token)
        if token.i in own or mention is None or mention in taken or mention.kind in ("role", "place", "capital"):
            continue
        if country_of(mention.code) not in homes:
            return [m for one in expand((token,)) for m in scene.cast.everyone(one)]
    return []


def _is_aside(token: Token, head: Token) -> bool:
    """Does the token stand inside a phrase below ``head`` that tells where, when or despite what?"""
    path = itertools.takewhile(lambda node: node != head, (token, *token.ancestors))
    return any(cases(node) & _ASIDE for node in path) or (token.i + 1 < len(token.doc) and token.nbor().text == "-")


def _below(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in ("advcl", "acl:relcl", "ccomp", "parataxis", "conj") and is_verbal(child):
            continue
        yield child
        yield from _below(child)


def _subtree(token: Token) -> Iterator[int]:
    return (part.i for part in token.subtree)


def _subject_of_clause(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Putin said during a visit to Jordan*: a trip or talk told in passing is the clause's subject's."""
    head = act.coding.head
    if is_verbal(head) or act.coding.plain.act.code[:2] != "04" or not cases(head) & _PASSING:
        return ()
    verb = next((node for node in head.ancestors if is_verbal(node)), None)
    subjects = verb_clause(verb).subjects if verb is not None else ()
    return [m for token in subjects for m in scene.cast.everyone(token)]


def _issuer(scene: Scene, act: Between) -> Iterable[Mention]:
    """*The council passed a resolution condemning Iran*: what a paper says is said by whoever it comes from."""
    if act.coding.code[:2] not in _ISSUED or len(act.coding.sources) != 1:
        return ()
    (paper,) = act.coding.sources
    issued = paper.dep_ in ("obj", "obl", "nsubj:pass") and is_verbal(paper.head) and paper in act.coding.head.ancestors
    if act.coding.code[:2] not in _SPEECH and paper.head.lemma_ not in _ISSUING:
        return ()  # "protest reforms that cut the subsidies"
    subjects = verb_clause(paper.head).subjects if issued else ()
    return [m for token in subjects for m in scene.cast.everyone(token)]


def _accuser(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Denmark accused Peru of piracy, a charge Peru denies*: what one denies is said by whoever accuses one."""
    if act.coding.code != "016":
        return ()
    accusing = (other for other in scene.acts if other.coding.code[:3] == "112" and _meet(other.targets, act.sources))
    return next((other.sources for other in accusing), ()) or _teller(scene, act)


def _teller(scene: Scene, act: Between) -> tuple[Mention, ...]:
    """*Denmark says Peru arms pirates, which Peru denies*: whoever tells of the act's source what it denies."""

    def among(tokens: Iterable[Token]) -> tuple[Mention, ...]:
        return tuple(mention for token in tokens for mention in scene.cast.everyone(token))

    told = (verb for verb in act.coding.head.sent if verb.dep_ == "ccomp" and verb.head.i < verb.i)
    told = (verb for verb in told if _meet(among(verb_clause(verb).subjects), act.sources))
    return next((among(verb_clause(verb.head).subjects) for verb in told if is_verbal(verb.head)), ())


def _same_address(scene: Scene, act: Between) -> Iterable[Mention]:
    """*condemned Peru's president and called for the release of ...*: what else one says, one says to the same."""
    if act.coding.code[:2] not in _ADDRESSED :
        return ()
    near = (one for one in scene.acts if one.coding.code[:2] in _ADDRESSED and one.targets and one is not act)
    head = act.coding.head
    same = (one for one in near if one.coding.head in (head.head, *head.children) and one.sources == act.sources)
    return next((one.targets for one in same), ())


def _hit(scene: Scene, act: Between) -> Iterable[Mention]:
    """*The Taliban claimed the attack that killed two German soldiers*: a claim is made to those it hit."""
    if act.coding.code != "015":
        return ()
    claimed = {token for tokens in act.coding.targets for token in tokens}
    told = (other for other in scene.acts if other.coding.code[:2] in _VIOLENCE and claimed & set(other.coding.sources))
    return next((other.targets for other in told if other.targets), ())


def _counted(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Police opened fire on demonstrators, arresting 12; two soldiers died and nine were hurt in a clash with rebels*:
    so many of those whom the act above was done to.
    """
    tokens = [token for tokens in act.coding.targets for token in tokens]
    if act.coding.code not in _COUNTING or not any(token.tag_ == "CD" or token.lower_ in _MANY for token in tokens):
        return ()
    same = (above.targets for above in scene.all_above(act) if set(above.sources) in (set(), set(act.sources)))
    return next(filter(None, same), ())


def _toll(scene: Scene, act: Between) -> Iterable[Mention]:
    """*detonated a roadside bomb in Gaza, wounding two soldiers*: an attack hit whom its toll names."""
    vague = act.coding.both or act.mutual or act.coding.code == "180"
    if act.coding.code[:2] not in _VIOLENCE or vague or _is_toll(act.coding):
        return ()
    verb = _told_by(act.coding)
    others = [other for other in scene.acts if other is not act and other.coding.code[:2] in _VIOLENCE]
    tolls = [other for other in others if _is_toll(other.coding) and other.coding.head.head == verb]
    return next((toll.targets for toll in (*tolls, *_hit_when(verb, others)) if toll.targets), ())


def _hit_when(verb: Token, acts: Iterable[Between]) -> Iterator[Between]:
    """*two soldiers were killed when rebels ambushed their convoy*: what came of an attack, told before it."""
    if _tells_when(verb):
        yield from (act for act in acts if act.coding.head == verb.head and not act.sources)


def _tells_when(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(child.lower_ in _WHEN and child.i < verb.i for child in verb.children)


def _protesters(scene: Scene, act: Between) -> Iterable[Mention]:
    """*police broke up the rally*: who is put down for protesting is the opposition of the country."""
    if act.coding.code != "175":
        return ()
    named = (*act.coding.plain.literals, *(token for tokens in act.coding.targets for token in tokens))
    protest = next((token for token in named if token.lower_ in _PROTESTS), None)
    homes = dict.fromkeys(filter(None, (country_of(source.code) for source in act.sources)))
    return [made(protest, f"{home}OPP", "role", "who protests", 0.2) for home in homes] if protest is not None else ()


def _anti(scene: Scene, act: Between) -> Iterable[Mention]:
    """*joined an anti-American march*: whom a protest says that it is against."""
    if act.coding.code[:2] != "14":
        return []
    parts = (part for word in act.coding.plain.literals for part in word.subtree if part.lower_ == "anti")
    against = [part.nbor(2) for part in parts if part.i + 2 < len(part.doc) and part.nbor().text == "-"]
    named = ((word, mention) for word in against for mention in scene.cast.named_in(word.text))
    return [made(word, m.code, m.kind, "whom it is against", 0.1) for word, m in named if country_of(m.code)]


def _only_other(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Iran is worried about unrest in Iraq; Peru shelled two towns and killed nine Chadians*: who else the sentence
    names, if that is one country, and the act's own words, or another of the doer's acts, have to do with it.
    """
    coding = act.coding
    if not coding.code.startswith(_UPON_ANOTHER) or (coding.mutual and coding.code[:2] in _VIOLENCE):
        return ()
    if coding.code[:2] == "12" and len(coding.path) > 1 and coding.plain.act.code[:2] > "08":
        return ()  # "opposed sanctions on Iran" is not against Iran
    others = _others(scene.cast, act.sources)
    if len({_home(mention) for _, mention in others}) != 1:
        return ()
    words = (token for tokens in coding.targets for token in tokens)
    own = {i for token in (*words, *filter(None, (coding.content,))) for i in _subtree(token)}
    meant = _is_dealt_with(scene, act, others[0][1])
    return [mention for token, mention in others if meant or token.i in own][:1]


def _others(cast: Cast, sources: Iterable[Mention]) -> list[tuple[Token, Mention]]:
    """The known parties of a sentence that are of another country than the sources."""
    homes, starts = {_home(source) for source in sources}, {source.start for source in sources}
    return [
        (token, mention)
        for token, mention in cast.parties()
        if _home(mention) not in homes and mention.start not in starts and "---" not in mention.code
        and not only_names(token, mention, token.head)
    ]  # fmt: skip


def _is_dealt_with(scene: Scene, act: Between, mention: Mention) -> bool:
    """Is another act of the same doers done to somebody of the mention's country? What a noun or a relative clause
    tells besides is not.
    """
    head = act.coding.head
    if not is_verbal(head) or head.dep_ == "acl:relcl" or act.coding.code[:2] == "03":
        return False
    theirs = (other for other in scene.acts if _meet(other.sources, act.sources))
    return any(_home(target) == _home(mention) for other in theirs for target in other.targets)


def _home(mention: Mention) -> str:
    return country_of(mention.code) or mention.code


def _host(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Visiting Danish officials thanked Peru*: a visitor visits whoever has to do with him."""
    if act.coding.head.dep_ != "amod" or act.coding.plain.act.code != "042":
        return ()
    homes = {country_of(source.code) for source in act.sources}
    acts = (o for o in scene.acts if o is not act and _meet((*o.sources, *o.targets), act.sources))
    others = (m for other in acts for m in (*other.sources, *other.targets) if country_of(m.code) not in homes)
    return tuple(itertools.islice(others, 1))


def _brokered_for(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Peru and Chile met under a deal brokered by Norway*: it is brokered for those who act under it."""
    head = act.coding.head
    if act.coding.code != "045" or not head.dep_.startswith("acl"):
        return ()
    above = scene.above(act)
    if above is not None:
        return (*above.sources, *above.targets)
    verb = next((node for node in head.ancestors if is_verbal(node)), None)
    subjects = verb_clause(verb).subjects if verb is not None else ()
    return [m for token in subjects for m in scene.cast.everyone(token)]


def _meet(some: Iterable[Mention], others: Iterable[Mention]) -> bool:
    return any(_same(one, other) for one, other in itertools.product(some, others))


PARTIES: tuple[PartyRule, ...] = (
    PartyRule("the subject of the clause", "source", 0.15, _subject_of_clause),
    PartyRule("whoever issued it", "source", 0.15, _issuer),
    PartyRule("who accuses", "target", 0.15, _accuser),
    PartyRule("whom else it is said to", "target", 0.2, _same_address),
    PartyRule("whom the claimed act hit", "target", 0.1, _hit),
    PartyRule("so many of the same", "target", 0.15, _counted),
    PartyRule("whom its toll hit", "target", 0.1, _toll),
    PartyRule("who protests", "target", 0.1, _protesters),
    PartyRule("whom it is against", "target", 0.1, _anti),
    PartyRule("whom the visitor has to do with", "target", 0.15, _host),
    PartyRule("for whom it is brokered", "target", 0.2, _brokered_for),
    PartyRule("whom the target's words name", "target", 0.2, _named_as_part),
    PartyRule("the nearest actor it is about", "target", 0.3, _in_content),
    PartyRule("the only other party", "target", 0.35, _only_other),
)


def rule_names() -> tuple[str, ...]:
    """The rules that can be switched off, in their order."""
    return tuple(dict.fromkeys(rule.name for rule in (*COUNTRIES, *PARTIES)))


# --- linking -------------------------------------------------------------------------------------------


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
                if link.code[:2] in _VIOLENCE and link.code != "181":  # whom one kidnaps one may kill besides
                    above = violent.get(link.coding.head.head.i, ()) if _is_toll(link.coding) else ()
                    told = violent.setdefault(_told_by(act.coding).i, [])
                    if above and _tells_again(link, above):
                        told.extend(above)
                        continue
                    link = _toll_of(link, above)
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
            sources = tuple(source for source in sources if any(_same(source, doer) for doer in doers))
        among = [tokens for tokens in coding.targets if coding.mutual or set(tokens) != set(coding.sources)]
        if coding.code[:2] in _TERRITORIAL:  # "attacked a police station in Nablus": whom, before where
            among.sort(key=_are_whereabouts)
        alternatives = [_not_itself(sources, self._targets(one, coding, cast), one) for one in among]
        for targets in alternatives:
            if _differing(sources, targets, coding.both):
                return Between(coding, sources, targets)
        if coding.mutual and _differing(sources, sources, True):
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
            harmless = coding.code[:2] not in _VIOLENCE
            harms = harmless or token.lower_ in _WEAPONS or self._reader.is_violent(token)
            doer = harmless or not self._reader.is_act(token)  # "the bombing of a Cuban plane" was not done by Cuba
            for mention in cast.everyone(token, owner=harms and coding.code[:2] != "04", of=doer):
                yield _protester(mention) if coding.code[:2] == "14" else mention

    def _deed_behind(self, source: Token, coding: Coding) -> Token:
        """*an attack on a base that killed two*: the attack killed them, not the base."""
        if coding.code[:2] not in _VIOLENCE or source != coding.head.head or coding.head.dep_ != "acl:relcl":
            return source
        above = itertools.takewhile(lambda node: not is_verbal(node), (source, *source.ancestors))
        return next((node for node in above if self._reader.is_violent(node)), source)

    def _targets(self, tokens: Iterable[Token], coding: Coding, cast: Cast) -> tuple[Mention, ...]:
        where = coding.code[:2] in _TERRITORIAL
        owner = coding.plain.act.code not in _IN_PERSON
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
            found = [m for m in rule.find(scene, act) if not any(_same(m, one) for one in other)]
            if found:
                linked = tuple(_noted(m, rule.name, rule.doubt) for m in found)
                return replace(act, **{f"{rule.side}s": linked})
        return act

    def _of(self, act: Between, cast: Cast) -> Iterator[Link]:
        coding, words = act.coding, cast.words_of(act.coding.sources)
        for source, target in act.pairs():
            source, target = _across_the_border(source, target), _across_the_border(target, source)
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


def _on_one_side(act: Between, scene: Scene) -> Between:
    """*French and Chadian troops captured rebels in a clash*: who does another act together is no pair of enemies."""
    above = scene.above(act)
    together = above is not None and not above.mutual and above.targets and set(act.sources) <= set(above.sources)
    fights = act.mutual and act.coding.code[:2] in _VIOLENCE
    return Between(act.coding, act.sources) if fights and together else act


def _hit_by(act: Between, scene: Scene) -> Between:
    """*fired rockets into Gaza, wounding two soldiers; a Danish soldier died when rebels ambushed a patrol*: where
    those are named whom it hit, a place only tells where, and a patrol is theirs.
    """
    phrases = next(iter(act.coding.targets), ())
    where = any(cases(token) & WHERE for token in phrases) and all(m.kind in _WHEREABOUTS for m in act.targets)
    vague = _tells_when(_told_by(act.coding)) and all(_is_vague(target) for target in act.targets)
    if not act.targets or not (where or vague):
        return act
    hit = [m for m in _toll(scene, act) if m.code[3:] not in _PEOPLE and not (vague and _is_vague(m))]
    return replace(act, targets=()) if hit else act


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
    return () if by_pronoun and _meet(sources, targets) else targets


def _noted(mention: Mention, rule: str, doubt: float) -> Mention:
    note = "; ".join(filter(None, (mention.note, f"linked as {rule}")))
    return replace(mention, note=note, doubt=mention.doubt + doubt)


def _told_by(coding: Coding) -> Token:
    """The verb that tells an act: *launched* an attack, *bombed*."""
    return coding.head if is_verbal(coding.head) else coding.head.head


def _is_toll(coding: Coding) -> bool:
    """*..., killing 22 people*: what an act of violence came to."""
    return coding.code[:2] in _VIOLENCE and coding.head.dep_ in ("advcl", "conj") and coding.head.tag_ == "VBG"


def _tells_again(toll: Link, above: Iterable[Link]) -> bool:
    """*bombed a camp, killing 22 people*: the toll of an act already told, unless it names whom else it hit."""
    guessed = toll.target.kind == "role" and is_guessed(toll.target)
    return guessed or any(_same(toll.target, link.target) for link in above)


def _toll_of(toll: Link, above: Sequence[Link]) -> Link:
    """*fired rockets at a town, killing two Kenyan soldiers*: they too were hit by rockets."""
    means = above[0].code if above else "190"
    return replace(toll, code=means) if toll.code == "190" and means not in _NO_MEANS else toll


def _protester(source: Mention) -> Mention:
    """Who protests is opposition, also when only the nationality is named."""
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


def _across_the_border(party: Mention, other: Mention) -> Mention:
    """*Pakistani troops killed Taliban fighters*: of rebels in two countries, one has to do with one's own."""
    home, named = country_of(other.code), f"{party.text} {party.note}"
    there = (party.code, home) in _BOTH_SIDES and any(name in named for name in _TALIBAN)
    return replace(party, code=home + party.code[3:]) if there else party


def _at_home(target: Mention, source: Mention) -> Mention:
    """*Japan's embargo since China's crackdown on protesters*: whom one puts down are one's own, as far as is told."""
    country = country_of(source.code)
    return replace(target, code=country + target.code[3:]) if country and is_guessed(target) else target


def _people(source: Mention) -> Mention:
    """The doer's own country, for acts that bind everybody in it."""
    country = country_of(source.code)
    return replace(source, code=country, entry="coder", note="binds the doer's own country", doubt=source.doubt + 0.1)


def _differing(sources: Iterable[Mention], targets: Iterable[Mention], both: bool) -> list[tuple[Mention, Mention]]:
    """Source and target must differ; where it goes both ways, each unordered pair comes once. Among several, those of
    one phrase are on one side (*between Somali-Ethiopian forces and Islamists*).
    """
    sources, targets = list(sources), list(targets)
    pairs = [(source, target) for source in sources for target in targets if not _same(source, target)]
    if both:
        if len({mention.start for mention in (*sources, *targets)}) > 1:
            pairs = [(source, target) for source, target in pairs if source.start != target.start]
        seen: dict[frozenset[str], tuple[Mention, Mention]] = {}
        for source, target in pairs:
            seen.setdefault(frozenset((source.code, target.code)), (source, target))
        return list(seen.values())
    return pairs


def _same(source: Mention, target: Mention) -> bool:
    """One actor under two names: *Russia* and *Moscow*."""
    if source.code == target.code:
        return True
    return source.code[:3] == target.code[:3] and {source.code[3:], target.code[3:]} == {"", "GOV"}
