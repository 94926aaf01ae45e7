"""Does a frame of the dictionary fit a clause? Finds the tokens that fill its slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...frames import Chain, Frame, Part, length
from ...lexicon import Act
from ..trees.nounphrase import cases
from ..trees.syntax import SUBJECTS, Clause, Phrase, antecedent, expand, introducer, is_passive, is_verbal
from ..trees.tokens import Token

# Words that only count what comes after them.
MEASURES = frozenset(
    "last first rest most all some many much part parts package packages round rounds series number dozens hundreds "
    "installment installments instalment instalments tranche tranches portion "
    "thousands tens millions billions tonnes tons dollars euros pounds years months batch convoy shipment shipments "
    "set wave waves kind sort type form lot lots couple pair amount amounts delivery deliveries worth day days "
    "week weeks cargo cargoes consignment consignments load loads truckload truckloads planeload planeloads "
    "crate crates box boxes bag bags sack sacks cache caches stockpile stockpiles "
    "group groups barrage barrages volley volleys salvo salvos hail".split()
)
# What may be an object: *poured $2 billion into the country* is no case of ``pour into TARGET``.
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "SYM", "NUM"})
# Where or by whom something is done: of two phrases that fit, the one that tells whom it is done to comes first.
_CIRCUMSTANCES = frozenset({"in", "at", "inside", "near", "over", "during", "by"})
# What opens a phrase that tells when or why, and holds no party of the act.
_ADJUNCT = frozenset({"after", "before", "since", "until", "because", "following", "despite"})
# Verbs that tell an act only together with the phrase their frame asks for.
_VAGUE = frozenset("vote head arrive come go travel stand look turn".split())
# What a party hangs by that may as well stand before the noun: "charges by Chad", "Chadian charges".
_OF_OWNERS = frozenset({"by", "from"})


@dataclass(frozen=True)
class Match:
    """One frame fitted to one clause. ``content`` is the head of what fills ACT; ``literals`` are the tokens of
    the frame's own words.
    """

    act: Act
    frame: Frame
    entry: str
    clause: Clause
    sources: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    content: Token | None = None
    literals: tuple[Token, ...] = ()
    score: float = 0.0
    #: What else stands where TARGET may: *the loss of life in Peru*.
    others: tuple[Token, ...] = ()

    @property
    def owned(self) -> tuple[Token, ...]:
        """The frame's own nouns whose owner may be the TARGET: *British diplomats* and *his British counterpart*, but
        not *its diplomats*; with what is coordinated with them.
        """
        if not self.frame.takes_owner:
            return ()
        nouns = [token for token in self.literals if _is_owned(token)]  # "sent ten battalions to the Libyan border"
        nouns = nouns or [token for token in self.literals if not is_ones_own(token)]
        beside = (other for noun in nouns for other in noun.conjuncts if other in self.clause.objects)
        return tuple(dict.fromkeys((*nouns, *beside)))

    @property
    def doers_astray(self) -> tuple[Token, ...]:
        """The *by* phrase of a nominal content, hung on the verb: *demanded a withdrawal by Greece*."""
        if self.content is None or is_verbal(self.content):
            return ()
        found = (p.head for p in self.clause.phrases if "by" in p.prepositions and p.head.i > self.content.i)
        return expand(tuple(found)[:1])

    @property
    def addressed(self) -> tuple[Token, ...]:
        """Whom an operator is said to; *ordered the ship to be sold* orders the ship nothing."""
        content = self.content
        undergone = content is not None and introducer(content) == "to" and is_passive(content)
        return () if undergone else self.targets

    def strays(self, inner: Frame, slot: str) -> tuple[Token, ...]:
        """What fills a slot of an inner frame but hangs on this match's own clause, behind what the match is about."""
        part = inner.slot(slot)
        wanted = part.prepositions if part and self.content is not None else frozenset()
        found = (p.head for p in self.clause.phrases if p.prepositions & wanted and p.head.i > self.content.i)
        return expand(tuple(found)[:1])


@dataclass
class _Filling:
    """What a frame's parts have claimed so far."""

    slots: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    literals: list[Token] = field(default_factory=list)
    penalty: float = 0.0
    others: tuple[Token, ...] = ()

    def taken(self, token: Token) -> bool:
        return token in self.literals or any(token in tokens for tokens in self.slots.values())


def _filled(act: Act, frame: Frame, clause: Clause) -> _Filling | None:
    """What of a clause fills a frame's parts; None where its own words are not all there."""
    if not all(particles & clause.words for particles in frame.particles):
        return None
    longest = _longest_fit(frame.heads, clause.head)
    if not longest:
        return None
    if _is_transitive_use(frame, clause):
        return None
    filling = _Filling()
    filling.penalty -= longest - length(frame.heads[0])
    if frame.kind != "noun" and clause.subjects:
        filling.slots[frame.subject] = clause.subjects
    literal_parts = [part for part in frame.parts if part.chains]
    for part in literal_parts:
        if not _claim_literal(part, clause, filling):
            return None
    if frame.slot("THING") is not None and not clause.objects:
        return None
    before = 0
    for part in frame.parts:
        before += bool(part.chains)
        if part.slot and part.slot != "THING":
            _claim_slot(part, clause, filling, filling.literals[:before], _is_ditransitive(frame))
    if frame.kind == "noun":
        filling.penalty += 0.5 * (frame.slot("SOURCE") is not None and "SOURCE" not in filling.slots)
        _claim_doers(clause, filling)
    # "gave Peru access to the port": who is given something is the TARGET, before what it is for.
    filling.penalty += 0.5 * any(one.dep_ == "iobj" and not filling.taken(one) for one in clause.objects)
    if act.both and (frame.kind == "noun" or not clause.subjects):
        _claim_between(clause, filling)
    return filling


def fit(act: Act, frame: Frame, entry: str, clause: Clause) -> Match | None:
    """The match of a frame with a clause whose head already has the right form, or None."""
    filling = _filled(act, frame, clause)
    if filling is None:
        return None
    if act.by and not _is_done_by(act.by, filling.slots.get("SOURCE", ())):
        return None
    wants_act = frame.subject == "ACT" or frame.slot("ACT") is not None
    content = next(iter(filling.slots.get("ACT", ())), None)
    if content is not None and _is_of_content(frame, content, filling):
        return None
    if wants_act and (content is None or not _has_addressee(frame, content, filling, bool(act.operator))):
        return None
    if not wants_act and (_stands_a_clause_for_target(frame, clause, filling) or _is_vague(frame, clause, filling)):
        return None
    score = frame.weight + 0.25 * bool(act.by) - filling.penalty - _missing(act, frame, clause, filling)
    return Match(
        act,
        frame,
        entry,
        clause,
        filling.slots.get("SOURCE", ()),
        filling.slots.get("TARGET", ()),
        content,
        tuple(filling.literals),
        score,
        filling.others,
    )


def _missing(act: Act, frame: Frame, clause: Clause, filling: _Filling) -> float:
    """What unfilled slots cost: one that is asked for and not found makes a frame less likely than its sister without
    the slot.
    """
    unfilled = [frame.slot(name) for name in ("TARGET", "SOURCE") if not filling.slots.get(name)]
    # A and B among themselves, or whoever a literal belongs to ("dismissed Chadian criticism"), may stand for it.
    owned = frame.takes_owner and any(_is_owned(token) for token in filling.literals)
    cost = 0.25 if owned or (act.both and len(clause.subjects) > 1) else 1.25
    elsewhere = _OF_OWNERS if owned else frozenset()
    return sum(cost + 0.5 * bool(part.prepositions - elsewhere) for part in unfilled if part)


def _is_done_by(nouns: frozenset[str], doers: Iterable[Token]) -> bool:
    """Is one of the doers called so: *troops*, *most of the troops*?"""
    return any(one.lower_ in nouns for token in doers for one in (token, *counted(token)))


def _has_addressee(frame: Frame, content: Token, filling: _Filling, operates: bool) -> bool:
    """An operator over somebody (``want TARGET to ACT``) needs them: the object, else the subject of what they shall
    do, where the parser hangs them there.
    """
    part = frame.slot("TARGET")
    if part is not None and "for" in part.prepositions and not is_verbal(content):
        return "to" not in frame.slot("ACT").prepositions  # "called for an end to attacks" calls for no end to attack
    if part is None or filling.slots.get("TARGET"):
        return True
    if operates and part.prepositions and "by" not in part.prepositions:
        return False  # "looked for gold" is no case of "look to TARGET for ACT"
    subjects = [antecedent(child) for child in content.children if child.dep_ in SUBJECTS]
    filling.slots["TARGET"] = expand(subjects) if introducer(content) == "to" else ()
    return bool(filling.slots["TARGET"] or part.prepositions)


def _is_of_content(frame: Frame, content: Token, filling: _Filling) -> bool:
    """*demands for an end to the occupation*: what hangs by *to* on the noun in ACT is not whom it is demanded from."""
    part = frame.slot("TARGET")
    targets = filling.slots.get("TARGET", ())
    if part is None or "to" not in part.prepositions or is_verbal(content) or not targets:
        return False
    return all(content.i < one.i and content in one.ancestors and "to" in cases(one) for one in targets)


def _is_vague(frame: Frame, clause: Clause, filling: _Filling) -> bool:
    """*vote in an election* is no case of ``vote for TARGET``: such verbs say nothing without their phrase."""
    part = frame.slot("TARGET")
    unfilled = part is not None and bool(part.prepositions) and not filling.slots.get("TARGET")
    return unfilled and frame.kind == "verb" and not filling.literals and clause.head.lemma_ in _VAGUE


def _stands_a_clause_for_target(frame: Frame, clause: Clause, filling: _Filling) -> bool:
    """*helped rebuild the town* helps nobody by name."""
    part = frame.slot("TARGET")
    if frame.kind != "verb" or part is None or part.prepositions or filling.slots.get("TARGET"):
        return False
    return any(one.head.dep_ in ("xcomp", "ccomp") and one.head.i > clause.head.i for one in clause.contents)


def _is_transitive_use(frame: Frame, clause: Clause) -> bool:
    """*flew him to Cuba* is no case of ``fly to TARGET``: a frame without object wants a verb without one."""
    if frame.kind != "verb" or any(not part.prepositions for part in frame.parts) or frame.slot("ACT") is not None:
        return False
    return frame.subject != "ACT" and any(_is_thing_of(token, clause) for token in clause.objects)


def _is_thing_of(token: Token, clause: Clause) -> bool:
    """An object of the verb's own: in *resign and call an election* that of the next verb is none."""
    verb = token.head
    borrowed = verb.dep_ == "conj" and verb.head == clause.head and is_verbal(verb)
    return token.pos_ in _THINGS and not borrowed


def _modify(before: Chain, token: Token) -> bool:
    """Do the words of a chain before its last modify this one?"""
    near = {part.lower_ for child in token.children if child.i < token.i for part in (child, *child.children)}
    near |= {word.lower_ for word in token.doc.tokens[max(0, token.i - len(before)) : token.i]}
    return all(word & near for word in before)


def is_ones_own(noun: Token) -> bool:
    """*his troops*: does a pronoun say whose it is?"""
    return any(child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in noun.children)


def _is_owned(noun: Token) -> bool:
    return any(child.i < noun.i and child.pos_ != "NUM" and child.text[:1].isupper() for child in noun.children)


def counted(token: Token) -> list[Token]:
    """What a word of measure counts: *the last of its sanctions*, *three rounds of talks*, *$5 million in aid*."""
    if token.lower_ not in MEASURES and token.pos_ not in ("NUM", "SYM"):
        return []
    return [
        c
        for c in token.children
        if c.dep_ in ("nmod", "obl") and any(case.lower_ in ("of", "in") for case in c.children)
    ]


def _longest_fit(chains: Iterable[Chain], token: Token) -> int:
    """The number of words of the longest chain that fits, 0 for none."""
    forms = {token.lower_, token.lemma_.lower()}
    ending = [chain for chain in chains if not forms.isdisjoint(chain[-1])]
    return max([length(chain) for chain in ending if len(chain) == 1 or _modify(chain[:-1], token)], default=0)


def _claim_literal(part: Part, clause: Clause, filling: _Filling) -> bool:
    """Find the frame's own words; a longer chain than the shortest makes the frame more specific."""
    if part.prepositions:
        near = [phrase.head for phrase in clause.phrases if phrase.prepositions & part.prepositions]
    else:
        behind = {*(phrase.head for phrase in clause.phrases), *clause.subjects}
        after = [c for c in clause.head.children if c.i > clause.head.i and c not in behind]
        near = [*clause.objects, *(c for c in after if c.pos_ != "VERB" or c.tag_ == "VBG")]
    lengths = [(_longest_fit(part.chains, token), token) for one in near for token in (one, *counted(one))]
    longest, token = max(lengths, key=lambda one: one[0], default=(0, None))
    if not longest:
        return False
    filling.literals.append(token)
    filling.penalty -= longest - length(part.chains[0])
    return True


def _is_ditransitive(frame: Frame) -> bool:
    direct = {part.slot for part in frame.parts if not part.prepositions}
    return {"TARGET", "ACT"} <= direct


def _claim_slot(part: Part, clause: Clause, filling: _Filling, nouns: list[Token], ditransitive: bool) -> None:
    """Find what fills a slot; ``nouns`` are the frame's own that stand before it."""
    if part.slot == "ACT":
        found = _contents(part, clause, filling)
    elif part.prepositions:
        found = _prepositional(part, clause, filling, nouns)
    else:
        found = tuple(token for token in clause.objects if not filling.taken(token))
        if ditransitive:  # "promised Kenya loans": the first object is whom, the last what
            found = found[:1] if len(found) > 1 else ()
    if found:
        filling.slots[part.slot] = found


def _contents(part: Part, clause: Clause, filling: _Filling) -> tuple[Token, ...]:
    """What fills ACT: an embedded clause with the right introducer, or a noun in the right place."""
    wanted = part.prepositions
    told = any(content.introducer == "that" and content.head.dep_ == "ccomp" for content in clause.contents)
    clauses = [
        content.head
        for content in clause.contents
        # "told them that he would go to Paris to ...": the purpose of what is told is not what is told to be done
        if content.introducer in wanted and not (told and content.introducer == "to" and content.head.dep_ != "xcomp")
    ]
    if not wanted or "that" in wanted:
        plain = [c.head for c in clause.contents if c.introducer in ("", "that")]
        clauses += [head for head in plain if head.dep_ == "ccomp" or (head.dep_ == "xcomp" and not wanted)]
    if not wanted:
        # Behind the bare verb: a gerund or that-clause, else the object.
        nouns = [token for token in clause.objects if not filling.taken(token) and not _is_beside(token, clause)]
        return tuple(nouns[-1:] or [head for head in clauses if head.i > clause.head.i][:1])
    nouns = [phrase for phrase in clause.phrases if phrase.prepositions & wanted and not filling.taken(phrase.head)]
    near = [phrase.head for phrase in nouns if phrase.depth <= 2 and phrase.head.i > clause.head.i]
    if clauses or near:  # "appealed for loans to stave off a crisis": the first is what it is about
        return (min((*clauses, *near), key=lambda token: token.i),)
    if nouns:
        filling.penalty += 0.5 * (nouns[0].depth - 1)
    return tuple(phrase.head for phrase in nouns[:1])


def _is_beside(noun: Token, clause: Clause) -> bool:
    """*peace and an end to the raids*: of what is coordinated the first noun counts; what is below it is its own."""
    return noun.head in clause.objects and noun.head.pos_ != "PROPN"


def _prepositional(part: Part, clause: Clause, filling: _Filling, nouns: list[Token]) -> tuple[Token, ...]:
    fitting = [
        phrase
        for phrase in clause.phrases
        if phrase.prepositions & part.prepositions and not (filling.taken(phrase.head) or _is_anothers(phrase, clause))
    ]
    if fitting:
        first: Phrase = min(fitting, key=lambda one: _remoteness(one, clause, nouns))
        filling.penalty += 0.1 * (first.depth - 1)
        if part.slot == "TARGET":
            filling.others = tuple(phrase.head for phrase in fitting if phrase is not first and phrase.depth > 1)
        return expand((first.head,))
    # "hand over the suspects": what looks like a preposition is a particle; "to protest the raid" has none
    if (part.prepositions - {"to"}) & clause.words:
        return tuple(token for token in clause.objects if not filling.taken(token))
    return ()


def _remoteness(phrase: Phrase, clause: Clause, nouns: list[Token]) -> tuple[bool, bool, bool, int]:
    """How unlikely the phrase is the one meant, of several that fit. What hangs on the noun that the slot stands behind
    is nearer than what hangs on the verb, or on another noun; but *the right to work was given to nurses*.
    """
    strays = phrase.head.head not in nouns or "to" in phrase.prepositions
    return _is_fronted(phrase, clause), phrase.prepositions <= _CIRCUMSTANCES, strays, phrase.depth


def _is_anothers(phrase: Phrase, clause: Clause) -> bool:
    """*shut the internet after the killing of the chief*, *on the advice of his generals, he dissolved ...*: what an
    adjunct is *of* belongs to that alone.
    """
    own = (other for other in clause.phrases if other.depth == 1)
    adjuncts = (one.head for one in own if one.prepositions & _ADJUNCT or one.head.i < clause.head.i)
    return "of" in phrase.prepositions and phrase.head.head in adjuncts


def _is_fronted(phrase: Phrase, clause: Clause) -> bool:
    """*In a war nobody had expected, Iraq used gas against Iran*: what opens a sentence tells the circumstances."""
    return phrase.head.i < clause.head.i and not any(node in clause.objects for node in phrase.head.ancestors)


def _claim_doers(clause: Clause, filling: _Filling) -> None:
    """Who does a nominal act: whoever it belongs to, before an *of* phrase (*Iran's withdrawal of its troops*); who is
    its target is not its doer (*a withdrawal from Iran*).
    """
    doers = tuple(token for token in clause.subjects if token not in filling.slots.get("TARGET", ()))
    if any(token.dep_ == "nmod:poss" for token in doers) or "SOURCE" not in filling.slots:
        filling.slots["SOURCE"] = doers


def _claim_between(clause: Clause, filling: _Filling) -> None:
    """*talks between A and B*: both parties in one phrase."""
    found = [p for p in clause.phrases if p.prepositions & {"between", "among"} and p.depth <= 2]
    taken = filling.slots.get("TARGET")
    parties = [p.head for p in found if p.depth == 1 or not taken or p.head in taken]
    if len(parties) == 1:  # the parser may hang the second party on the noun itself
        parties += [child for child in clause.head.children if child.dep_ == "conj" and child.i > parties[0].i]
    if parties:
        filling.slots["SOURCE"] = filling.slots["TARGET"] = expand(parties)
