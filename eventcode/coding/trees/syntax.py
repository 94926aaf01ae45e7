"""Sentences and clauses: a predicate with its logical roles, whatever the voice.

A :class:`Clause` is what the rest of the coder sees of the parse. The parser behind it is small and errs in known
ways, so every role is looked for where it should be and then where the parser is known to put it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
CLAUSAL = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "csubj", "csubj:pass", "parataxis", "root", "ROOT"}
)
EMBEDDED = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "csubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
CONDITIONAL = frozenset({"if", "unless", "whether", "lest", "until", "till", "provided"})
# What is told of by these is where or when it is done, and never what it is done to.
_PLACE_OR_TIME = frozenset({"where", "when"})
# Verbs by which somebody gives a thing a name.
_CALLING = frozenset("call describe term label dub brand denounce characterize characterise portray regard see".split())
_REJECTING = frozenset("reject dismiss condemn slam criticize criticise decry declare deride".split())
# What somebody is who wants, or does not want, to do something.
_MINDED = frozenset("willing unwilling ready prepared determined eager keen reluctant committed open".split())
# What a phrase of time is headed by; it is no party to an act.
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december day days week weeks weekend month months year years hour hours today "
    "yesterday tomorrow".split()
)
# Particles that stand before an object more often than they govern a phrase.
SHIFTING = frozenset({"out", "off", "up", "away", "aside", "back"})
# By what is done with a thing it is the doer's: *tents sent by Norway, a rocket fired by rebels*.
_GIVING = frozenset("give send supply provide donate ship deliver sell lend grant offer fire launch contribute".split())
_OF_TWO = frozenset({"between", "among"})
# Who is not named and yet does what they stand before: *opposition calls, rebel demands*.
_UNNAMED_DOERS = frozenset(
    "opposition government rebel union militant cabinet police guerrilla insurgent separatist coalition militia".split()
)
# What opens a phrase of two words that is neither *to* nor *of* somebody: *according to*, *because of*.
_COMPOUND = frozenset("according because due instead thanks owing prior such as".split())
HEARSAY = frozenset({"allegedly", "supposedly", "purportedly"})
NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "nt"})
MOODS = {
    "will": "future",
    "shall": "future",
    "'ll": "future",
    "’ll": "future",
    "wo": "future",
    "would": "would",
    "'d": "would",
    "’d": "would",
    "could": "possible",
    "might": "possible",
    "may": "possible",
    "can": "possible",
    "ca": "possible",
    "must": "must",
    "should": "should",
    "ought": "should",
}


@dataclass(frozen=True)
class Phrase:
    """A nominal that hangs on a predicate by one or more prepositions, ``depth`` steps below it."""

    prepositions: frozenset[str]
    head: Token
    depth: int


@dataclass(frozen=True)
class Content:
    """A clause embedded in a predicate and the word that introduces it (``to``, ``that``, ``for``; empty for none)."""

    introducer: str
    head: Token


@dataclass(frozen=True)
class Clause:
    """A predicate and who does what to whom in it, in the active voice.

    ``mood`` is ``fact``, ``future``, ``would``, ``possible``, ``must``, ``should``, ``infinitive`` or ``hypothetical``.
    """

    head: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    contents: tuple[Content, ...]
    words: frozenset[str]
    negated: bool
    mood: str


def verb_clause(verb: Token, predicate: bool = False) -> Clause:
    """The clause of a verb; with ``predicate`` of what is said of its subject by *be* (*is expected to*), which
    has no passive.
    """
    passive = not predicate and is_passive(verb)
    grammatical = tuple(subject_tokens(verb))
    agents = tuple(_agents(verb)) if passive else ()
    own_objects = tuple(_objects(verb))
    relative = () if predicate else _relative_place(verb)
    # "mediated by Oslo, talks between the two resumed": what becomes of it may stand in the clause above
    shared = tuple(token for token in grammatical if passive and token.head is not verb)
    of_two = (child for token in shared for child in token.children if _prepositions(child) & _OF_TWO)
    phrases = (*_phrases(verb, own_objects, agents), *relative)
    phrases = (*phrases, *(Phrase(_prepositions(child), child, 2) for child in of_two))
    if passive:
        subjects, objects = expand(agents), (*expand(grammatical), *own_objects)
    else:
        subjects, objects = expand(grammatical), own_objects
    return Clause(
        verb,
        subjects,
        objects,
        phrases,
        tuple(_contents(verb, own_objects)),
        _words(verb),
        is_negated(verb),
        mood(verb),
    )


def place_clause(be: Token) -> Clause:
    """The clause of *be*; where it says where somebody is (*is in Kenya for talks*), the place is its first phrase."""
    where = be.head
    if be.dep_ != "cop" or not _prepositions(where):
        return verb_clause(be)
    clause = verb_clause(where, predicate=True)
    return replace(clause, head=be, objects=(), phrases=(Phrase(_prepositions(where), where, 1), *clause.phrases))


def noun_clause(noun: Token, light: frozenset[str]) -> Clause:
    """The clause of a nominal act. Under a light verb (*launched an attack*) the verb lends it subject, phrases,
    mood and negation.
    """
    subjects = list(_doers(noun))
    phrases = list(_phrases(noun, (), ()))
    phrases += [Phrase(_prepositions(one), one, 2) for one in expand(filter(_is_phrase, _told_of(noun)))]
    contents = list(_contents(noun, ()))
    if (
        noun.dep_ == "obj"
    ):  # what follows the object may hang on the verb: "offered talks with Iran", "rejected an offer to mediate"
        contents += [
            content for content in _contents(noun.head, ()) if content.introducer == "to" and content.head.i > noun.i
        ]
        later = [child for child in noun.head.children if child.i > noun.i and _is_phrase(child)]
        phrases += [Phrase(_prepositions(child), one, 2) for child in later for one in expand((child,))]
    verb = light_verb(noun, light)
    negated, how = is_negated(noun), _noun_mood(noun)
    if verb is not None:
        clause = verb_clause(verb)
        subjects = subjects or list(clause.subjects)
        phrases += [phrase for phrase in clause.phrases if phrase.head not in {one.head for one in phrases}]
        negated, how = negated or clause.negated, clause.mood
    return Clause(noun, expand(subjects), (), tuple(phrases), tuple(contents), _words(noun), negated, how)


def _noun_mood(noun: Token) -> str:
    """A nominal act is as real as what is said of it: *an attack could ...* is none; *will go there for talks* plans
    them.
    """
    if _in_condition(noun):
        return "hypothetical"
    if "for" in _prepositions(noun):
        verb = verb_above(noun)
        return mood(verb) if verb is not None else "fact"
    if noun.dep_ == "nsubj" and is_verbal(noun.head) and mood(noun.head) in ("possible", "would", "should", "must"):
        return "possible"
    return "fact"


def light_verb(noun: Token, light: frozenset[str]) -> Token | None:
    """The light verb whose object (or passive subject, or modified participle) the noun is."""
    if (
        noun.dep_ in ("obj", "nsubj:pass", "nsubj")
        and noun.head.lower_ in light
        and (noun.dep_ != "nsubj" or is_passive(noun.head))
    ):
        return noun.head
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        return light_verb(noun.head, light)
    return next(
        (child for child in noun.children if child.dep_ in ("acl", "acl:relcl") and child.lower_ in light), None
    )


def expand(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Each nominal with its coordinated ones: *A, B and C*."""
    found: dict[int, Token] = {}
    for token in tokens:
        found.setdefault(token.i, token)
        # A conjunct far down that has a subject of its own is a clause the parser lost, not an actor.
        chain = [child for child in token.children if _is_conjunct(child)]
        for child in expand(chain) if chain else ():
            found.setdefault(child.i, child)
    return tuple(found.values())


def _is_conjunct(token: Token) -> bool:
    """A coordinated nominal.

    Of two names the parser may take the second for a part of the first (*Ariel Sharon and Mahmoud Abbas*).
    """
    if token.dep_ in ("flat", "appos"):
        return any(part.dep_ == "cc" and part.i < token.i for part in token.subtree)
    if token.dep_ in ("nmod:poss", "compound") and token.i < token.head.i:  # "the army and rebel groups"
        joined = any(c.dep_ == "cc" and token.i < c.i < token.head.i for c in token.head.children)
        joined = joined or any(c.dep_ == "conj" and c.pos_ == "PROPN" and c.i < token.head.i for c in token.children)
        return joined and token.pos_ in ("NOUN", "PROPN") and not any(c.dep_ == "case" for c in token.children)
    return token.dep_ == "conj" and token.pos_ in NOMINAL and not has_subject(token)


def is_verbal(token: Token) -> bool:
    """Can this token head a verb's clause?"""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or has_subject(token)


def is_passive(verb: Token) -> bool:
    """Is the grammatical subject of this verb its logical object?"""
    labels = {child.dep_ for child in verb.children}
    helped = any(child.dep_.startswith("aux") or child.lower_ in BE for child in verb.children)
    if "nsubj:pass" in labels and "obl:agent" not in labels and not helped:
        if "obj" in labels or verb.tag_ == "VBD":
            return False  # "the minister dodged the question": a rare verb the parser took for a participle
    if labels & {"aux:pass", "nsubj:pass"}:
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("aux", "cop") and child.lower_ in BE and child.i < verb.i for child in verb.children):
        return True
    if verb.dep_ == "csubj:pass" and "obl:agent" in labels and "obj" not in labels:
        return True  # "an engineer kidnapped by rebels was seen": the parser takes the participle for the head
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not labels & {"nsubj", "aux"}:
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and not labels & {"nsubj", "aux"} and is_passive(verb.head)


BE = frozenset("be is are was were been being 's 're get got gets".split())


def _agents(verb: Token) -> Iterator[Token]:
    """The *by* phrases of a passive: its own, else one hung on the phrase before (*hit with sanctions by the EU*)."""
    own = [child for child in verb.children if is_agent(child)]
    near = [child for child in verb.children if child.dep_.startswith("obl") and child.i > verb.i]
    yield from own or [below for child in near for below in child.children if is_agent(below)]


def is_agent(token: Token) -> bool:
    """Is this the *by* phrase of a passive? A date (*by Monday*) is not, nor two parties (*between A and B*)."""
    if token.dep_ == "obl:agent":
        return not _prepositions(token) & _OF_TWO
    return token.dep_ in ("obl", "nmod") and "by" in _prepositions(token)


def given_by(thing: Token) -> tuple[Token, ...]:
    """*tents and a quantity of rice donated by India*: the doer of a participle behind a noun, what is coordinated with
    it or what these count.
    """
    things = expand((thing,))
    nouns = (*things, *(child for noun in things for child in noun.children if "of" in _prepositions(child)))
    verbs = (verb for noun in nouns for verb in noun.children if verb.dep_ == "acl" and verb.tag_ == "VBN")
    return expand(agent for verb in verbs if verb.lemma_ in _GIVING for agent in _agents(verb))


def verb_above(token: Token) -> Token | None:
    """The nearest verb, or predicate, that governs a token."""
    return next((node for node in token.ancestors if is_verbal(node)), None)


def subject_tokens(verb: Token, depth: int = 0) -> Iterator[Token]:
    """The grammatical subject, own or shared with the clause above."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "csubj"]
    own = [c for c in own if not (_is_second_subject(c) or _is_fronted_object(c) or _is_aside_subject(c))]
    if not own:
        own = [child for child in verb.children if _is_lost_subject(child)]
    if not own and verb.lower_ in _MINDED:  # "said it is willing to": the parser takes it for "it is good to"
        own = [child for child in verb.children if child.dep_ == "expl" and child.lower_ == "it"]
    if not own:
        own = [guest for child in verb.children if (guest := visitor(child)) is not None and child.dep_ == "advcl"]
    if own:
        for child in own:
            yield antecedent(child)
    elif depth > 6:
        return
    elif verb.dep_ == "conj":
        yield from subject_tokens(verb.head, depth + 1)
    elif verb.dep_ in ("acl", "acl:relcl"):
        if introducer(verb) != "to":
            yield verb.head
    elif verb.dep_ in ("xcomp", "advcl", "ccomp") and _shares_subject(verb):
        objects = [child for child in verb.head.children if child.dep_ in ("obj", "iobj")]
        nearer = _clause_between(verb)
        if nearer is not None:
            yield from subject_tokens(nearer, depth + 1)
        elif verb.dep_ == "xcomp" and objects and not is_passive(verb.head):
            yield from objects
        else:
            yield from subject_tokens(verb.head, depth + 1)


def visitor(visiting: Token) -> Token | None:
    """*Visiting Danish officials thanked Peru*: who visits, also where the parser takes them for whoever is visited."""
    if visiting.lower_ != "visiting":
        return None
    if visiting.dep_ == "amod":
        return visiting.head
    before = visiting.dep_ == "advcl" and visiting.i < visiting.head.i and not has_subject(visiting.head)
    near = (child for child in visiting.children if child.dep_ in ("obj", "nsubj") and child.i > visiting.i)
    guest = next(near, None) if before else None
    return None if guest is None or _is_set_off(guest, visiting.head) else guest


def _is_lost_subject(child: Token) -> bool:
    """*The visiting minister met lawmakers*: before a finite verb without a subject, what is called an object is it."""
    verb = child.head
    before = child.dep_ == "obj" and child.i < verb.i and child.pos_ in ("NOUN", "PROPN")
    return before and verb.tag_ in ("VBD", "VBZ", "VBP") and not has_subject(verb) and verb.dep_ != "acl:relcl"


def _is_second_subject(child: Token) -> bool:
    """*he expects the Israelis to* ...: behind the verb, where another stands before it, it is the object."""
    if child.dep_ != "nsubj" or child.i < child.head.i:
        return False
    return any(other.dep_ == "nsubj" and other.i < child.head.i for other in child.head.children)


def _is_aside_subject(child: Token) -> bool:
    """*Envoys, among them several mullahs, met officials*: a second subject behind a comma is said in passing."""
    before = [other for other in child.head.children if other.dep_ in SUBJECTS and other.i < child.i < child.head.i]
    return bool(before) and _is_set_off(before[0], child) and _is_set_off(child, child.head)


def _is_set_off(first: Token, second: Token) -> bool:
    return any(word.text == "," for word in first.doc[first.i : second.i])


def _is_fronted_object(child: Token) -> bool:
    """*a charge Iran denies*: of two subjects before the verb the first is what it is done to."""
    verb = child.head
    if child.dep_ != "nsubj" or child.pos_ != "NOUN" or child.i > verb.i or is_passive(verb):
        return False
    behind = [other for other in verb.children if other.dep_ == "nsubj" and child.i < other.i < verb.i]
    if not behind or _is_set_off(child, behind[0]):
        return False
    return all(word.dep_ != "cc" for word in child.doc[child.i : behind[0].i])


def _clause_between(verb: Token) -> Token | None:
    """*imposed a curfew after bombs went off, killing ...*: a late participle goes with the nearer clause."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < verb.head.i or introducer(verb):
        return None
    near = [c for c in verb.head.children if c.dep_ == "advcl" and verb.head.i < c.i < verb.i and has_subject(c)]
    near = [c for c in near if introducer(c) not in _MEANWHILE]  # "a bomb went off as a convoy passed, killing ..."
    return near[-1] if near else None


_MEANWHILE = frozenset({"as", "while", "when"})


def _shares_subject(verb: Token) -> bool:
    if verb.dep_ == "xcomp" or verb.tag_ in ("VBG", "VBN") or introducer(verb) == "to":
        return True
    # "Troops, pinned down for two days, called for help": the parser takes the participle for the main verb
    return verb.dep_ == "advcl" and verb.tag_ == "VBD" and verb.i > verb.head.i and not introducer(verb)


def antecedent(token: Token) -> Token:
    """The noun a relative pronoun stands for, or what somebody calls it (*what he called interference*); any other
    token is its own.
    """
    if token.lower_ == "what":
        return _called(token)
    if token.lower_ not in RELATIVE:
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ in ("acl:relcl", "acl") and ancestor.head.pos_ in NOMINAL:
            return ancestor.head
    return token


def _called(what: Token) -> Token:
    """*what he called interference*, *what she described as a plot*: the words for it."""
    for verb in what.children:
        if verb.dep_ == "acl:relcl" and verb.lemma_ in _CALLING:
            named = [c for c in verb.children if c.i > verb.i and c.pos_ in ("NOUN", "PROPN")]
            named = [c for c in named if c.dep_ in ("obj", "xcomp") or "as" in _prepositions(c)]
            return named[0] if named else what
    return what


def _is_named(noun: Token) -> bool:
    """Is it what something is called by (*what it called interference*)?"""
    verb = noun.head
    return verb.dep_ == "acl:relcl" and verb.lemma_ in _CALLING and verb.head.lower_ == "what"


def _objects(verb: Token) -> Iterator[Token]:
    direct = [
        child
        for child in verb.children
        if child.dep_ in ("obj", "iobj") or _is_shifted(child) or _is_second_subject(child) or _is_fronted_object(child)
    ]
    direct = [child for child in direct if not _is_lost_subject(child)]
    if not direct and verb.lemma_ in _CALLING | _REJECTING and not is_passive(verb):
        direct = [c for c in verb.children if c.dep_ == "obl" and "as" in _prepositions(c) and _is_judged(c)]
    if not direct:  # "called Peru on the carpet", "called a strike": what the parser takes for a name that is given
        calls = verb.lemma_ == "call" and verb.dep_ != "acl:relcl" and not is_passive(verb)
        nominal = ("PROPN", "NOUN") if calls else ("PROPN",)
        direct = [child for child in verb.children if child.dep_ == "xcomp" and child.pos_ in nominal]
    for child in expand(direct):
        yield antecedent(child)
    if direct:
        return
    told_of = verb.dep_ == "acl:relcl" and not any(_is_elsewhere(child) for child in verb.children)
    if told_of and any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE for child in verb.children):
        yield verb.head  # "the sanctions the EU imposed"
    for other in verb.children:  # "bombed and shelled Kharkiv"
        beside = other.dep_ == "conj" and 0 < other.i - verb.i <= 3
        if beside and other.tag_ == verb.tag_ and not has_subject(other):
            yield from expand(child for child in other.children if child.dep_ in ("obj", "iobj"))
    if verb.dep_ == "conj" and 0 < verb.i - verb.head.i <= 3 and verb.tag_ == verb.head.tag_ and not is_passive(verb):
        shared = [child for child in verb.head.children if child.dep_ == "obj" and child.i > verb.i]
        yield from expand(shared)  # "kidnapped and killed three soldiers"


def _is_elsewhere(child: Token) -> bool:
    """*the town where they met*, *the missiles they asked for*: what a relative clause tells of is no object in it."""
    return child.lower_ in _PLACE_OR_TIME or (child.dep_.startswith("obl") and child.lower_ in RELATIVE)


def _is_judged(noun: Token) -> bool:
    """*rejected as baseless claims that ...*: the parser joins the verdict and what it is on."""
    first = next((child for child in noun.children if child.dep_ != "case" and child.pos_ != "PUNCT"), noun)
    return first.dep_ == "amod" and first.i < noun.i and not first.text[:1].isupper()


def _is_shifted(token: Token) -> bool:
    """*ruled out talks*: an object that the parser hangs on the particle before it, or takes for a phrase of it."""
    if token.dep_ not in ("obl", "nmod"):
        return False
    marks = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not marks:
        before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
        return before.dep_ == "compound:prt" and before.head == token.head and token.lower_ not in TIMES
    return all(mark.tag_ == "RP" or mark.lower_ in SHIFTING for mark in marks)


def _phrases(head: Token, objects: Iterable[Token], agents: Iterable[Token]) -> Iterator[Phrase]:
    """Prepositional phrases of the predicate, then those that the parser may have hung on a neighbour."""
    skip = {token.i for token in agents}
    # "stayed away from talks": what hangs on an adverb goes with its verb
    adverbs = [child for child in head.children if child.dep_ == "advmod" and child.i > head.i]
    holders = (head, *adverbs)
    near = [child for holder in holders for child in holder.children if _is_phrase(child) and child.i not in skip]
    for child in near:
        for one in expand((child,)):
            yield Phrase(_prepositions(one) or _prepositions(child), one, 1)
    below = [token for token in (*objects, *near) if token.i not in skip]
    below += [token.head for token in objects if _is_named(token)]  # "what it called interference by Peru"
    below += [
        child
        for child in head.children
        if child.dep_ == "nsubj:pass"
        or (child.dep_ in ("xcomp", "ccomp") and child.pos_ == "ADJ" and introducer(child) != "to")
    ]
    for token in below:
        for child in (*token.children, *_told_of(token)):
            if _is_phrase(child):
                for one in expand((child,)):
                    yield Phrase(_prepositions(one) or _prepositions(child), one, 2)
                for grandchild in child.children:
                    if _is_phrase(grandchild):
                        yield Phrase(_prepositions(grandchild), grandchild, 3)


def _told_of(noun: Token) -> Iterator[Token]:
    """What hangs on a participle behind a noun: *charges levelled against Iran, talks held in Oslo with Iran*."""
    for verb in noun.children:
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            yield from (child for child in verb.children if not is_agent(child))


def _relative_place(verb: Token) -> Iterator[Phrase]:
    """*Moscow, where he arrived on Saturday* (*is expected to arrive*): he arrived in Moscow."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    if verb.dep_ == "acl:relcl" and any(child.lower_ == "where" for child in verb.children):
        yield Phrase(frozenset(("in", "at")), verb.head, 1)


def _is_phrase(token: Token) -> bool:
    hangs = token.dep_.startswith(("obl", "nmod")) and token.dep_ != "nmod:poss"
    hangs = hangs or (token.dep_ == "xcomp" and token.pos_ in ("NOUN", "PROPN"))  # "asked Italy to dinner"
    by = _prepositions(token)
    # "gave him until Friday": the term that somebody is set is no mere time
    return hangs and (token.lower_ not in TIMES or "until" in by) and bool(by) and not _is_shifted(token)


def _prepositions(token: Token) -> frozenset[str]:
    cases = [
        child
        for child in token.children
        if child.dep_ in ("case", "mark") and child.lower_ not in ("'s", "’s", "'", "’")
    ]
    joined = (child for case in cases if case.lower_ not in _COMPOUND for child in case.children)
    return frozenset(word.lower_ for word in (*cases, *(child for child in joined if child.dep_ == "fixed")))


def _contents(head: Token, objects: Iterable[Token]) -> Iterator[Content]:
    holders = [head, *objects, *(child for child in head.children if child.dep_ in ("nsubj:pass", "obl"))]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in EMBEDDED and (holder is head or child.dep_ == "acl"):
                yield Content(introducer(child), child)
                yield from (
                    Content(introducer(child), other)
                    for other in child.conjuncts
                    if is_verbal(other) and not has_subject(other)
                )


def introducer(verb: Token) -> str:
    """The word that introduces an embedded clause: *to*, *that*, *for* ..."""
    marks = [child.lower_ for child in verb.children if child.dep_ in ("mark", "case") and child.i < verb.i]
    if "to" in marks or any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.children):
        return "to"
    below = (word for child in verb.children for word in child.children)
    if verb.tag_ == "VB" and any(word.lower_ == "to" and word.dep_ == "fixed" for word in below):
        return "to"  # "are due to meet": the parser takes "due to" for one preposition
    return marks[0] if marks else ""


def _doers(noun: Token) -> Iterator[Token]:
    """Who does a nominal act: its possessor, a *by* or *from* phrase, or a name or demonym before it."""
    behind = [child for child in noun.children if child.dep_.startswith(("nmod", "obl"))]
    # "the release of prisoners by Iran": the parser may hang the doer on what the act is done to
    behind += [below for child in behind for below in child.children if "by" in _prepositions(below)]
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            yield child
    for child in behind:
        if child.dep_ != "nmod:poss" and _prepositions(child) & {"by", "from"}:
            yield child
    for child in noun.children:
        named = child.pos_ == "PROPN" or child.text[:1].isupper() or child.lower_ in _UNNAMED_DOERS
        if child.i < noun.i and named and child.dep_ in ("compound", "amod", "nmod", "nmod:desc"):
            yield child


def _words(head: Token) -> frozenset[str]:
    """Particles, adverbs and prepositions around the predicate."""
    found = set()
    for child in head.children:
        if (
            child.dep_ in ("compound:prt", "advmod", "case", "xcomp", "amod", "mark", "obl", "advcl")
            and child.i != head.i
        ):
            found.add(child.lower_)
        if child.dep_.startswith(("obl", "nmod")):
            found |= _prepositions(child)
    return frozenset(found)


def has_subject(token: Token) -> bool:
    """Has the predicate a subject of its own?"""
    return any(child.dep_ in SUBJECTS for child in token.children)


def is_negated(head: Token) -> bool:
    """*not*, *never*, *without*, or *no* on the noun, the subject or the object."""
    for child in head.children:
        if child.lower_ in NEGATIVE and not _is_only(child):
            return True
        if child.dep_ in ("mark", "case") and child.lower_ == "without" and child.i < head.i:
            return True
        if child.dep_ == "det" and child.lower_ == "no":
            return True
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and (
            child.lower_ in ("nobody", "none", "nothing")
            or any(word.lower_ == "no" and word.dep_ == "det" for word in child.children)
        ):
            return True
    own_auxiliary = any(child.dep_.startswith("aux") for child in head.children)
    if head.dep_ == "conj" and not own_auxiliary and any(child.lower_ in ("or", "nor") for child in head.children):
        return is_negated(head.head)
    return False


def _is_only(negation: Token) -> bool:
    return negation.i + 1 < len(negation.doc) and negation.nbor().lower_ in ("only", "just", "merely")


def mood(verb: Token, depth: int = 0) -> str:
    """How real a clause claims to be; see :class:`Clause`."""
    if _in_condition(verb) or any(child.lower_ in HEARSAY for child in verb.children):
        return "hypothetical"
    # "Theresa May expelled": a name the parser took for a modal.
    auxiliaries = [
        child.lower_
        for child in verb.children
        if (child.dep_.startswith("aux") or child.dep_ == "cop")
        and (child.is_sent_start or not child.text[0].isupper())
    ]
    named = [MOODS[word] for word in auxiliaries if word in MOODS]
    if named:
        counterfactual = "have" in auxiliaries and named[0] in ("would", "possible", "should")
        return "hypothetical" if counterfactual else named[0]
    if introducer(verb) == "to":
        return "future" if any(word in BE - {"be", "been"} for word in auxiliaries) else "infinitive"
    bare = not auxiliaries and not has_subject(verb) and depth < 6 and is_verbal(verb.head)
    if bare and (verb.dep_ == "conj" or _is_to_come(verb)):
        return mood(verb.head, depth + 1)
    return "fact"


def _is_to_come(verb: Token) -> bool:
    """*will speak before meeting Iran*: as real as the clause it goes with."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and introducer(verb) in ("before", "")


def _in_condition(token: Token) -> bool:
    """Is the token in a clause behind *if*, *unless*, *whether* ..., or below one?"""
    for node in (token, *token.ancestors):
        if node.dep_ in ("advcl", "ccomp", "acl") and any(
            child.dep_ == "mark" and child.lower_ in CONDITIONAL for child in node.children
        ):
            return True
    return False
