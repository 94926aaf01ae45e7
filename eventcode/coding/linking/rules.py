"""Where a party may be found that no slot of a frame holds: one list of rules, the plainest first.

Every rule has a name, which stands in the evidence, and a doubt; each can be switched off by name.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...event import Mention
from ..trees.nounphrase import cases, left_parts
from ..trees.syntax import expand, is_verbal, verb_above, verb_clause, visitor
from ..trees.tokens import Token
from ..who.cast import Cast
from ..who.countries import COUNTRIES
from ..who.mentions import made
from ..who.places import WHERE, country_of, only_names, place_of_act
from .scene import Between, Scene, meet
from .tolls import VIOLENCE, is_toll, tells_when, told_by

SPEECH = frozenset({"01", "02", "05", "10", "11", "12", "13"})
_ADDRESSED = frozenset({"02", "10", "11", "12"})
_PROTESTS = frozenset(
    "protest protests demonstration demonstrations rally rallies march marches uprising uprisings unrest dissent "
    "riot riots revolt revolts crackdown crackdowns clampdown clampdowns".split()
)
_ISSUING = frozenset({"pass", "sign", "issue", "adopt", "approve", "enact", "impose", "announce"})
_ISSUED = SPEECH | {"07", "08", "16", "17"}
# Worries, refusals, threats and fights have to do with whoever else a sentence names.
_UPON_ANOTHER = ("012", "12", "13", "19")
# What is no more than spoken of has nothing to do with whoever is named in it.
_OF_WORDS = frozenset({"02", "11", "13"})
# Whoever is named in what a meeting is about has no part in it.
_MEETING = "040"
_COUNTING = frozenset({"173", "181", "190", "193", "194", "195"})
_MANY = frozenset({"dozens", "scores", "hundreds", "several", "many", "more", "others", "some", "another"})
# Done to somebody there in person: who hosts a league's summit does not host the league.
IN_PERSON = frozenset({"043"})
_ASIDE = WHERE | {"between", "despite", "during", "after", "before", "following", "about", "by", "ahead", "like"}
_PARTS = frozenset({"of", "from", "including"})
_PASSING = frozenset({"during", "on", "in", "after", "before", "following", "at", "for"})


@dataclass(frozen=True)
class PartyRule:
    """Where a missing party may be found. ``side`` is ``source`` or ``target``; ``mutual``: both do it together."""

    name: str
    side: str
    doubt: float
    find: Callable[[Scene, Between], Iterable[Mention]]
    mutual: bool = False


def _in_content(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Iran agreed to build a road to Kenya*: the nearest actor in what an act is about whose frame asks for no target.

    Where a frame asks for one and has not found it, whoever stands near is seldom meant.
    """
    coding = act.coding
    asks = coding.content is None or coding.plain.frame.slot("TARGET") is not None
    if coding.plain.act.code == _MEETING or coding.both or asks or coding.code[:2] in _OF_WORDS:
        return ()
    return _nearest(scene, act, (t for t in _below(coding.content) if not _is_aside(t, coding.content)))


def _named_as_part(scene: Scene, act: Between) -> Iterable[Mention]:
    """*gave loans to poor countries, including Niger*: whom the words in the target's slot name."""
    if act.coding.plain.act.code in IN_PERSON:
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
    passing = {case for token in (head, *left_parts(head)) for case in cases(token)}  # "during Sunday talks"
    if is_verbal(head) or act.coding.plain.act.code[:2] != "04" or not passing & _PASSING:
        return ()
    return _subjects_of(scene, verb_above(head))


def _issuer(scene: Scene, act: Between) -> Iterable[Mention]:
    """*The council passed a resolution condemning Iran*: what a paper says is said by whoever it comes from."""
    if act.coding.code[:2] not in _ISSUED or len(act.coding.sources) != 1:
        return ()
    (paper,) = act.coding.sources
    issued = paper.dep_ in ("obj", "obl", "nsubj:pass") and is_verbal(paper.head) and paper in act.coding.head.ancestors
    if act.coding.code[:2] not in SPEECH and paper.head.lemma_ not in _ISSUING:
        return ()  # "protest reforms that cut the subsidies"
    return _subjects_of(scene, paper.head) if issued else ()


def _accuser(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Denmark accused Peru of piracy, a charge Peru denies*: what one denies is said by whoever accuses one."""
    if act.coding.code != "016":
        return ()
    homes = {country_of(source.code) for source in act.sources} - {""}
    charges = (other for other in scene.acts if other.coding.code[:3] == "112" and other is not act)
    accusing = (o for o in charges if meet(o.targets, act.sources) or homes & {country_of(m.code) for m in o.targets})
    return next((other.sources for other in accusing), ()) or _teller(scene, act)


def _teller(scene: Scene, act: Between) -> tuple[Mention, ...]:
    """*Denmark says Peru arms pirates, which Peru denies*: whoever tells of the act's source what it denies."""
    told = (verb for verb in act.coding.head.sent if verb.dep_ == "ccomp" and verb.head.i < verb.i)
    told = (verb for verb in told if meet(_subjects_of(scene, verb), act.sources))
    return next((_subjects_of(scene, verb.head) for verb in told if is_verbal(verb.head)), ())


def _subjects_of(scene: Scene, verb: Token | None) -> tuple[Mention, ...]:
    """Who does what a verb tells; nobody where there is none."""
    subjects = verb_clause(verb).subjects if verb is not None else ()
    return tuple(mention for token in subjects for mention in scene.cast.everyone(token))


def _party_telling(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Peru says talks with Chile will be held in May*: who tells of talks with another, of no other party, is one."""
    if act.coding.code[:2] != "03" or not act.coding.plain.act.both or act.coding.sources:
        return ()
    told = next((node for node in (act.coding.head, *act.coding.head.ancestors) if node.dep_ == "ccomp"), None)
    return _subjects_of(scene, told.head) if told is not None and is_verbal(told.head) else ()


def _same_address(scene: Scene, act: Between) -> Iterable[Mention]:
    """*condemned Peru's president and called for the release of ...*: what else one says, one says to the same."""
    if act.coding.code[:2] not in _ADDRESSED:
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
    told = (other for other in scene.acts if other.coding.code[:2] in VIOLENCE and claimed & set(other.coding.sources))
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


def toll(scene: Scene, act: Between) -> Iterable[Mention]:
    """*detonated a roadside bomb in Gaza, wounding two soldiers*: an attack hit whom its toll names."""
    vague = act.coding.both or act.mutual or act.coding.code == "180"
    if act.coding.code[:2] not in VIOLENCE or vague or is_toll(act.coding):
        return ()
    verb = told_by(act.coding)
    others = [other for other in scene.acts if other is not act and other.coding.code[:2] in VIOLENCE]
    tolls = [other for other in others if is_toll(other.coding) and other.coding.head.head == verb]
    return next((one.targets for one in (*tolls, *_hit_when(verb, others)) if one.targets), ())


def _hit_when(verb: Token, acts: Iterable[Between]) -> Iterator[Between]:
    """*two soldiers were killed when rebels ambushed their convoy*: what came of an attack, told before it."""
    if tells_when(verb):
        yield from (act for act in acts if act.coding.head == verb.head and not act.sources)


def _protesters(scene: Scene, act: Between) -> Iterable[Mention]:
    """*police broke up the rally; a crackdown by the army*: who is put down is the opposition of the country."""
    if act.coding.code != "175":
        return ()
    plain = act.coding.plain
    named = (*plain.literals, *(token for tokens in act.coding.targets for token in tokens), plain.clause.head)
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
    if not coding.code.startswith(_UPON_ANOTHER) or (coding.mutual and coding.code[:2] in VIOLENCE):
        return ()
    if coding.code[:2] == "12" and len(coding.path) > 1 and coding.plain.act.code[:2] > "08":
        return ()  # "opposed sanctions on Iran" is not against Iran
    if _is_told_beside(scene, act):
        return ()
    others = _others(scene.cast, act.sources)
    if len({_home(mention) for _, mention in others}) != 1:
        return ()
    words = (token for tokens in coding.targets for token in tokens)
    own = {i for token in (*words, *filter(None, (coding.content,))) for i in _subtree(token)}
    meant = _is_dealt_with(scene, act, others[0][1])
    return [mention for token, mention in others if meant or token.i in own][:1]


def _is_told_beside(scene: Scene, act: Between) -> bool:
    """*shot and killed two soldiers*: does a coordinated act of violence name whom both hit?"""
    beside = (other for other in scene.acts if other.coding.head in act.coding.head.conjuncts)
    theirs = (other for other in beside if other.sources == act.sources and other.targets)
    return act.coding.code[:2] in VIOLENCE and any(other.coding.code[:2] in VIOLENCE for other in theirs)


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
    if not is_verbal(head) or head.dep_ == "acl:relcl":
        return False
    theirs = (other for other in scene.acts if meet(other.sources, act.sources))
    return any(_home(target) == _home(mention) for other in theirs for target in other.targets)


def _home(mention: Mention) -> str:
    return country_of(mention.code) or mention.code


def _host(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Visiting Danish officials thanked Peru*: a visitor visits whoever has to do with him, or is told something."""
    if act.coding.plain.act.code != "042" or visitor(act.coding.head) is None:
        return ()
    homes = {country_of(source.code) for source in act.sources}
    acts = (o for o in scene.acts if o is not act and meet((*o.sources, *o.targets), act.sources))
    others = [m for other in acts for m in (*other.sources, *other.targets)]
    verb = verb_above(act.coding.head)
    addressed = (child for child in verb.children if child.dep_ in ("obj", "iobj")) if verb is not None else ()
    others += [mention for token in addressed for mention in scene.cast.everyone(token)]
    return tuple(itertools.islice((m for m in others if country_of(m.code) not in {*homes, ""}), 1))


def _on_the_line(scene: Scene, act: Between) -> Iterable[Mention]:
    """*congratulated Peru's president in a telephone call*: a call told in passing is with whoever is spoken to."""
    above = scene.above(act)
    spoken = above is not None and above.coding.code[:2] < "14" and act.coding.code == "041"
    spoken = spoken and not is_verbal(act.coding.head)
    return above.targets if spoken and meet(above.sources, act.sources) else ()


def _where_visited(scene: Scene, act: Between) -> Iterable[Mention]:
    """*talks in Lima with Denmark's king, who arrived on Sunday for a visit*: a visit is to where it happened."""
    head = act.coding.head
    told = not is_verbal(head) or head.lemma_ == "arrive"  # but "travelled from Lima"
    if act.coding.code != "042" or not told or any(act.coding.targets):
        return ()
    place = place_of_act(head, scene.cast.mention_at)
    abroad = bool(place) and all(country_of(source.code) not in (place, "") for source in act.sources)
    return (made(head, place, "place", "where it happened", 0.2),) if abroad else ()


def _brokered_for(scene: Scene, act: Between) -> Iterable[Mention]:
    """*Peru and Chile met under a deal brokered by Norway*: it is brokered for those who act under it."""
    head = act.coding.head
    if act.coding.code != "045" or not head.dep_.startswith(("acl", "advcl")):
        return ()
    above = scene.above(act)
    if above is not None:
        return (*above.sources, *above.targets)
    return _subjects_of(scene, verb_above(head))


PARTIES: tuple[PartyRule, ...] = (
    PartyRule("the subject of the clause", "source", 0.15, _subject_of_clause),
    PartyRule("whoever issued it", "source", 0.15, _issuer),
    PartyRule("who tells of it", "source", 0.25, _party_telling, mutual=True),
    PartyRule("who accuses", "target", 0.15, _accuser),
    PartyRule("whom else it is said to", "target", 0.2, _same_address),
    PartyRule("whom the claimed act hit", "target", 0.1, _hit),
    PartyRule("so many of the same", "target", 0.15, _counted),
    PartyRule("whom its toll hit", "target", 0.1, toll),
    PartyRule("who protests", "target", 0.1, _protesters),
    PartyRule("whom it is against", "target", 0.1, _anti),
    PartyRule("whom the visitor has to do with", "target", 0.15, _host),
    PartyRule("who is spoken to", "target", 0.15, _on_the_line),
    PartyRule("where it happened", "target", 0.25, _where_visited),
    PartyRule("for whom it is brokered", "target", 0.2, _brokered_for),
    PartyRule("whom the target's words name", "target", 0.2, _named_as_part),
    PartyRule("the nearest actor it is about", "target", 0.3, _in_content),
    PartyRule("the only other party", "target", 0.35, _only_other),
)


def rule_names() -> tuple[str, ...]:
    """The rules that can be switched off, in their order."""
    return tuple(dict.fromkeys(rule.name for rule in (*COUNTRIES, *PARTIES)))
