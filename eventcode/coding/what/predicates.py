"""What: one predicate, read by the best frame.

An operator (*urge*, *refuse*) is read over what it is about: CAMEO is a matrix of operator and act, and the composition
table says what comes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...frames import Frame
from ...inflection import verb_forms
from ...lexicon import Act, Lexicon
from ..trees.syntax import (
    BE,
    Clause,
    expand,
    given_by,
    has_subject,
    introducer,
    is_passive,
    is_verbal,
    mood,
    noun_clause,
    place_clause,
    verb_clause,
    visitor,
)
from ..trees.tokens import Span, Token
from .coding import Coding
from .matching import Match, fit, is_ones_own

_Entry = tuple[Act, Frame, str]

# Operators about one's own conduct: whom the inner act is done to comes before who does it.
_OWN_CONDUCT = frozenset({"intend", "threaten", "halt", "fact", "reject"})
# Operators that need no doer of their own: "talks between A and B were called off".
_IMPERSONAL = frozenset({"halt", "fact", "intend"})
# Operators under which an act is not done; an attempt is an act of its own where the table says so (185).
UNREAL = frozenset({"void", "attempt"})
# Not to do one of these is a refusal; not to do what is hostile is nothing.
FRIENDLY = frozenset({"03", "04", "05", "06", "07", "08"})
VIOLENT = frozenset({"18", "19", "20"})
#: Roots of what is said of another's acts; to claim, consider or regret an act is about one's own.
JUDGING = frozenset({"01", "05", "11"})
#: Roots of what is said of another; of threats (*Peru will pay a price*) it is what is to come.
VERDICTS = JUDGING | {"13"}
#: What one says of how things go: of whoever makes them go so.
_COMMENTS = frozenset({"012", "013"})
_OF_ONES_OWN = frozenset({"014", "015", "055"})
#: Themes of what is done to somebody who is not asked about it.
_CRIMES = frozenset({"crime", "killing", "assassination", "torture", "abduction"})
_ABUSES = frozenset({"crime", "war crimes", "human rights abuse"})
#: Themes that are no act of their own, but a charge: *said it was trying to build a bomb*.
_CHARGES = _ABUSES | {"aggression", "espionage", "forbidden arms", "meddling"}
#: Roots of what somebody gives.
_GIVING = frozenset({"05", "06", "07"})
#: Themes of what threatens when it is to come, and is told by other acts when it is done.
_THREATENED = frozenset({"force", "threat", "ruin"})
_ORDERING = frozenset({"order", "instruct", "command", "direct"})
_WARNING = frozenset({"warn", "caution"})
_CARRIED = ("xcomp", "acl", "advcl", "obj", "nmod", "conj", "ccomp")
_HOLDING = frozenset("hold detain jail imprison arrest kidnap abduct capture seize take keep sentence convict".split())
_DURING = frozenset({"after", "during", "in", "at", "following", "amid", "through"})


class Predicates:
    """Reads predicates by the frames of a lexicon."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self._light = forms_of(lexicon, "light")
        self._combatants = frozenset(lexicon.words.get("combatants", ()))
        self._frames: dict[str, dict[str, list[_Entry]]] = {"verb": {}, "noun": {}, "predicate": {}}
        for act in lexicon.acts:
            for frame, entry in act.frames:
                one = (act, frame, entry)  # the same object under each of its forms, see _first
                for form in {form for chain in frame.heads for form in chain[-1]}:
                    self._frames[frame.kind].setdefault(form, []).append(one)

        self._words = frozenset().union(*self._frames.values())

    def begins(self, token: Token) -> bool:
        """Is it a word that any frame begins with? Most are not."""
        return token.lower_ in self._words or token.lemma_.lower() in self._words

    def is_act(self, token: Token) -> bool:
        """May this noun be an act?"""
        return token.lower_ in self._frames["noun"]

    def is_violent(self, token: Token) -> bool:
        """May this noun be an act of violence (*raid*, *gunfire*)?"""
        return any(act.code[:2] in VIOLENT for act, _, _ in self._frames["noun"].get(token.lower_, ()))

    def matches(self, token: Token, here: frozenset[str]) -> list[Match]:
        """All frames that fit a token, the most specific first. ``here`` are the words of its sentence, see
        :func:`words_of`.
        """
        if not self.begins(token):
            return []
        found: list[Match] = []
        for entries, clause in self._candidates(token, here):
            found += (match for act, frame, entry in entries if (match := fit(act, frame, entry, clause)) is not None)
        return sorted(found, key=lambda match: -match.score)

    def _candidates(self, token: Token, here: frozenset[str]) -> Iterator[tuple[list[_Entry], Clause]]:
        surface, lemma = token.lower_, token.lemma_.lower()
        if is_verbal(token) and not _is_said_to_be(token):
            if verbs := _possible(_first(self._frames["verb"], surface, lemma), here):
                yield verbs, place_clause(token) if token.lower_ in BE else verb_clause(token)
        # "dealing with Iran" is no deal, "pushed by" no push: what a verb is called by is no noun
        lemma = surface if token.tag_.startswith("VB") else lemma
        predicates = _possible(_first(self._frames["predicate"], surface, lemma), here)
        if predicates and _is_predicate(token) and token.tag_ not in ("VB", "VBD", "VBP", "VBZ"):
            yield predicates, verb_clause(token, predicate=True)
        if token.pos_ not in ("VERB", "AUX", "ADJ", "ADV") or token.tag_ in ("NN", "NNS", "VBG"):
            all_nouns = _first(self._frames["noun"], surface, lemma)
            if nouns := _possible(all_nouns, here):
                yield nouns, self._with_adjunct_doer(noun_clause(token, self._light), all_nouns)

    def _with_adjunct_doer(self, clause: Clause, entries: list[_Entry]) -> Clause:
        """*after talks with X, Y said*: the doer of a symmetric act in an adjunct is the subject of its clause."""
        head = clause.head
        if clause.subjects or not head.dep_.startswith("obl") or not any(act.both for act, _, _ in entries):
            return clause
        if not any(child.dep_ == "case" and child.lower_ in _DURING for child in head.children):
            return clause
        return replace(clause, subjects=verb_clause(head.head).subjects) if is_verbal(head.head) else clause

    def best_of(self, matches: Iterable[Match], here: frozenset[str], depth: int = 0) -> Coding | None:
        """The coding by the first of a predicate's matches that holds; an operator's with what it is about."""
        for match in matches:
            if match.content is None:
                if match.act.operator in UNREAL:
                    return None
                if depth == 0 and not match.act.code and not (match.act.theme == "comment" and match.clause.negated):
                    if (threat := self._threat(match)) is not None:
                        return threat
                    continue  # what is only a theme is no act by itself, but "would not comment" is
                if depth and match.frame.is_verdict and match.act.code[:2] in JUDGING:
                    continue  # "accused of breaking the law": a verdict is nothing that anybody does
                return self._plain(match)
            inner = self._first_inner(match, here, depth + 1) if depth < 5 else None
            if not match.act.operator:
                return self._plain(match, inner)
            if (coding := self._operate(match, inner)) is not None or match.act.operator in UNREAL:
                return coding
        return None

    def _threat(self, match: Match) -> Coding | None:
        """*said it would punish Peru*: what is only vowed or threatened is a threat where it is told as to come."""
        to_come = match.targets and match.clause.mood in ("future", "would")
        if match.act.theme not in _THREATENED or not to_come:
            return None
        return replace(self._plain(match), code=self._lexicon.compose("intend", match.act.theme, ""))

    def _plain(self, match: Match, inner: Coding | None = None) -> Coding:
        """The coding of an act by itself; what it is about (*criticised ACT*) may tell whom it is done to."""
        theme = match.act.theme or self._lexicon.theme_of(match.act.code)
        # "expelled British diplomats": where the frame's own noun is somebody's, that is whom it is done to.
        # What is talked about is no party to the talks, and whose policy it is that changes is whoever changes it.
        owned = () if match.act.both or match.frame.is_verdict or match.act.code[:3] == "083" else match.owned
        about = _about(match, inner) if not match.act.both else ()
        sources = match.sources or self._doers_of_deed(match) or _implied_doers(match)
        named = match.content is not None and not match.act.both and not is_verbal(match.content)
        content = (match.content,) if named else ()
        others = ((token,) for token in match.others if match.act.code[:2] in JUDGING)
        targets = tuple(tokens for tokens in (match.targets, *others, *about, content, owned) if tokens)
        negated = match.clause.negated and not match.frame.negative  # "had no comment"
        return Coding(match.act.code, theme, (match,), sources, targets, match.clause.mood, negated)

    def _doers_of_deed(self, match: Match) -> tuple[Token, ...]:
        """*Soldiers were killed in a Taliban attack*: violence without a doer is done by whoever did the deed."""
        if match.act.code[:2] not in VIOLENT or not match.targets:
            return ()
        deeds = [p.head for p in match.clause.phrases if p.prepositions & _DURING and self.is_act(p.head)]
        deeds += [token for token in match.literals if self.is_act(token)]
        done_by = (noun_clause(deed, frozenset()).subjects or self._fighters_before(deed) for deed in deeds)
        return next((doers for doers in done_by if doers), ())

    def _fighters_before(self, deed: Token) -> tuple[Token, ...]:
        """*an insurgent attack*: fighters before a deed of violence did it."""
        return tuple(child for child in deed.children if child.i < deed.i and child.lower_ in self._combatants)

    def _first_inner(self, match: Match, here: frozenset[str], depth: int) -> Coding | None:
        """The act in an operator's content, or in what is coordinated with it: *of lying and of shelling a town*."""
        content = match.content
        beside = [child for child in content.children if child.dep_ == "conj" and child.tag_ == content.tag_]
        contents = (content, *(beside if is_verbal(content) else ()))
        codings = (self._inner(replace(match, content=one), here, depth) for one in contents)
        return next((coding for coding in codings if coding is not None), None)

    def _inner(self, match: Match, here: frozenset[str], depth: int) -> Coding | None:
        """The act in an operator's content: its head, or the first predicate it leans on (*take steps to release*), but
        not the operator itself (*villages abandoned by farmers*).
        """
        content = match.content
        if (coding := self.best_of(self.matches(content, here), here, depth)) is not None:
            return coding
        # A verb we do not know hides what is done to its object ("lift sanctions"); one that says little does not.
        carries = not is_verbal(content) or content.lower_ in self._light
        for child in content.children if carries else ():
            beside = child == match.clause.head or (child.dep_ == "advcl" and has_subject(child))  # "if they agree"
            if child.dep_ in _CARRIED and not beside:
                if (coding := self.best_of(self.matches(child, here), here, depth)) is not None:
                    return coding
        return None

    def _operate(self, match: Match, inner: Coding | None) -> Coding | None:
        """An operator over what it is about; None where the frame does not hold after all."""
        operator, clause = match.act.operator, match.clause
        if operator == "void":
            return None
        if inner is None:
            return self._over_unknown(match)
        sources = match.sources or (inner.sources if operator in _IMPERSONAL else ())
        if operator == "fact" and is_verbal(inner.head) and is_passive(inner.head):
            sources = inner.sources  # "two men are known to have been kidnapped by rebels"
        if operator == "fact" and inner.both and set(inner.sources) == set(next(iter(inner.targets), ())):
            sources = inner.sources or sources  # "a raid that started a war between Israel and the militia"
        if operator == "fact" or _is_told_as_done(match, inner):
            sources = inner.sources or sources if operator == "intend" else sources
            mood = inner.mood if clause.mood == "fact" and inner.mood != "infinitive" else clause.mood
            negated = clause.negated or inner.negated
            return replace(inner, path=(match, *inner.path), sources=sources, mood=mood, negated=negated)
        if not _is_content(match, inner):
            return None
        theme, column = inner.theme, self._column(match, inner, inner.theme)
        if inner.negated and match.content in (inner.head, inner.head.head):
            if column == "intend" and inner.code[:2] in FRIENDLY:
                column = "reject"  # "decided not to meet Iran"
            else:
                theme = self._lexicon.theme_of(self._lexicon.compose("halt", theme, "")) or theme
        code = self._lexicon.compose(column, theme, match.act.code)
        if not code or (operator == "intend" and not match.act.code and code[:2] == "13"):
            return None  # to hope for harm threatens nobody
        if operator in ("halt", "investigate"):  # asking to look into a killing asks for no killing
            theme = self._lexicon.theme_of(code)
        doers = inner.sources if _has_clause_of_its_own(match) else ()
        path, targets = (match, *inner.path), self._targets(match, inner)
        return Coding(code, theme, path, sources, targets, clause.mood, clause.negated, doers)

    def _over_unknown(self, match: Match) -> Coding | None:
        """An operator over no act we know: its general code, towards whoever it belongs to (*Germany's plan*)."""
        if not match.act.code or (not _is_clause(match.content) and introducer(match.content) == "to"):
            return None  # "ordered troops to the border" orders nobody to do anything
        if match.frame.is_verdict and introducer(match.content) == "to":
            return None  # "said it was trying to win"
        if match.act.operator in ("demand", "appeal") and _is_statement(match.content):
            return None  # "insists that it is right"
        owner = () if is_verbal(match.content) else (match.content,)
        if owner and match.act.operator in ("intend", "appeal") and not match.targets:
            return None  # "announced its third victim", "is seeking membership"
        if _has_clause_of_its_own(match) and not match.targets and mood(match.content) not in ("future", "would"):
            return None  # "warned that food was short"
        if match.act.operator in ("accuse", "blame", "demand", "appeal") and is_verbal(match.content):
            owner = verb_clause(match.content).subjects  # "claimed that Iran had built ..."
        targets = tuple(tokens for tokens in (match.addressed, owner) if tokens)
        return Coding(match.act.code, "", (match,), match.sources, targets, match.clause.mood, match.clause.negated)

    def _column(self, match: Match, inner: Coding, theme: str) -> str:
        """The operator's column; asking for a meeting of one's own is intent, not an appeal to others to meet."""
        operator = match.act.operator
        if operator != "appeal" or theme != "consultation":
            return operator
        others = len(match.targets) > 1 or len(inner.sources) > 1 or is_verbal(match.content)
        return "appeal" if others else "intend"

    def _targets(self, match: Match, inner: Coding) -> tuple[tuple[Token, ...], ...]:
        frame = inner.plain.frame
        doers = inner.sources or match.doers_astray or match.strays(frame, "SOURCE") or _holders(inner)
        done_to = inner.targets
        astray = match.strays(frame, "TARGET")  # "broke off years of talks with the rebels"
        if inner.theme == "release" and match.act.operator in ("appeal", "demand"):
            done_to = astray = ()  # "demanded his release" is addressed to whoever holds him, not to him
        over = match.act.operator in ("investigate", "protest")
        if over and (inner.code[:2] in VIOLENT or inner.theme in _CRIMES):
            done_to = astray = ()  # who looks into a murder, or protests against it, has nothing against the dead
        if match.act.operator == "reject" and not is_verbal(match.content) and _is_others(inner):
            done_to = astray = ()  # "opposed sanctions on Iran", "rejected calls to meet Iran"
        own = match.act.operator in _OWN_CONDUCT and (match.act.operator != "reject" or is_verbal(match.content))
        addressed = match.addressed
        ordered = (addressed, *done_to, doers) if own else (addressed, doers, *done_to)
        return tuple(tokens for tokens in (*ordered, astray) if tokens)


def _holders(inner: Coding) -> tuple[Token, ...]:
    """*the release of sailors held by Iran, in Iran*; *sanctions imposed by France*: whoever holds them can free them,
    whoever has imposed a thing can lift it.
    """
    if inner.theme not in ("release", "easing sanctions"):
        return ()
    held = (*inner.plain.targets, *inner.plain.literals, *filter(None, (inner.content,)))
    verbs = (verb for token in held for verb in token.children if verb.dep_ in ("acl", "acl:relcl"))
    for verb in verbs:
        clause = verb_clause(verb)
        if verb.lemma_ in _HOLDING or inner.theme == "easing sanctions":
            places = (phrase.head for phrase in clause.phrases if "in" in phrase.prepositions)
            done_by = clause.subjects if is_passive(verb) else ()
            if found := done_by or tuple(places)[:1]:
                return found
    return ()


def _implied_doers(match: Match) -> tuple[Token, ...]:
    return _moved_troops(match) or _owners_of_literals(match) or _visitor(match)


def _visitor(match: Match) -> tuple[Token, ...]:
    """*visiting Danish officials*: those who visit."""
    guest = visitor(match.clause.head) if match.act.code == "042" else None
    return expand((guest,)) if guest is not None else ()


def _moved_troops(match: Match) -> tuple[Token, ...]:
    """*Danish troops have been withdrawn from Peru*: troops that are moved, by nobody that is named, move."""
    if match.act.code not in ("0874", "074"):
        return ()
    return tuple(token for token in match.literals if token.dep_ == "nsubj:pass")


def _owners_of_literals(match: Match) -> tuple[Token, ...]:
    """*Denmark's agreement with Peru was signed, aid from Denmark was flown there, a strike by nurses was called off*:
    of what is done together, given, or done with something of somebody's, without a doer, whoever it belongs to.
    """
    if match.frame.kind != "verb":
        return ()
    giving = match.act.code[:2] in _GIVING
    nouns = (token for token in match.literals if match.act.both or giving or token.dep_ == "nsubj:pass")
    owners = (noun_clause(token, frozenset()).subjects or (given_by(token) if giving else ()) for token in nouns)
    return next((tokens for tokens in owners if tokens and set(tokens) != set(match.targets)), ())


def _has_clause_of_its_own(match: Match) -> bool:
    """A promise or threat told in a full clause: *warned that it would attack*."""
    own_conduct = match.act.operator in ("intend", "threaten")
    return own_conduct and is_verbal(match.content) and has_subject(match.content)


def _is_content(match: Match, inner: Coding) -> bool:
    """Can the inner act be what the operator is about? A promise is of what will be, a demand of what is not yet, and
    *expects Iran to withdraw* is no plan of one's own.
    """
    if match.act.operator == "intend" and introducer(match.content) == "to" and has_subject(match.content):
        return False
    if match.frame.is_verdict and introducer(match.content) == "to":
        return inner.theme in _CHARGES  # "said rebels were trying to kill him" tells what they did
    if _has_clause_of_its_own(match) and inner.mood not in ("future", "would"):
        return False
    if match.clause.head.lemma_ in _WARNING and not is_verbal(match.content) and inner.code[:2] == "18":
        return False  # "warned travellers of terrorist attacks"
    if match.act.operator == "threaten" and inner.head.head == match.content and inner.head.dep_ == "acl":
        return introducer(inner.head) != ""  # "issued a warning to tourists travelling in Mali"
    if match.act.operator == "intend" and match.clause.head.lemma_ == "announce" and _is_done(match.content, inner):
        return False
    # "insisted that Moscow was wrong" demands nothing
    return match.act.operator not in ("demand", "appeal") or not _is_statement(match.content)


def _is_clause(content: Token) -> bool:
    """*to withdraw*, *to be patient*."""
    return is_verbal(content) or any(child.dep_ == "cop" for child in content.children)


def _is_others(inner: Coding) -> bool:
    """Is it harm done, or something asked for, so that who rejects it rejects those who do it?"""
    return inner.code[:2] >= "16" or inner.path[0].act.operator in ("appeal", "demand")


def _about(match: Match, inner: Coding | None) -> tuple[tuple[Token, ...], ...]:
    """Whom an act's content has to do with: the parties of the act in it, or whoever does there what we do not know
    (*worried that Turkey may close the straits*).
    """
    if inner is not None:
        return _concerned(match.act.code, inner)
    told = match.content is not None and is_verbal(match.content) and match.act.code in _COMMENTS
    return (verb_clause(match.content).subjects,) if told and has_subject(match.content) else ()


def _concerned(code: str, inner: Coding) -> tuple[tuple[Token, ...], ...]:
    """Who an act is about that is about another: whoever did that one, and whom it was done to, but who condemns the
    arrest of monks condemns no monks.
    """
    harm = code[:2] in JUDGING and code not in _OF_ONES_OWN and inner.code[:2] >= "10" and not inner.both
    return (inner.sources,) if harm else (inner.sources, *inner.targets)


def _is_done(content: Token, inner: Coding) -> bool:
    """*announced the killing of a rebel*, *his resignation*: whoever announces such a thing as a noun tells of it."""
    return not is_verbal(content) and (inner.code[:2] in VIOLENT | {"17"} or inner.code == "0831")


def _is_told_as_done(match: Match, inner: Coding) -> bool:
    """*announced a freeze on aid*: whoever announces such a cut makes it, unless it is another's; and what one orders
    one's own to do (*ordered his troops to withdraw*) is done.
    """
    if match.act.operator == "demand" and match.clause.head.lemma_ in _ORDERING:
        return bool(inner.code) and any(is_ones_own(token) for token in match.addressed)
    told = match.act.operator == "intend" and match.clause.head.lemma_ == "announce"
    return told and not is_verbal(match.content) and inner.code[:2] == "16"


def _is_statement(content: Token) -> bool:
    """A finite clause in the indicative: what is demanded stands in the subjunctive (*that he resign*)."""
    words = (content, *(child for child in content.children if child.dep_.startswith(("aux", "cop"))))
    tags = {word.tag_ for word in words if word.tag_ != "VBD" or word.lower_ != word.lemma_.lower()}  # "cut", "put"
    plain = bool(tags & {"VBD", "VBZ"}) and "MD" not in tags
    return has_subject(content) and (plain or any(word.lower_ in ("are", "will") for word in words))


def forms_of(lexicon: Lexicon, name: str) -> frozenset[str]:
    """All forms of the verbs of a word class."""
    return frozenset(form for word in lexicon.words.get(name, ()) for form in verb_forms(word))


def words_of(sentence: Span) -> frozenset[str]:
    """The words of a sentence, as they stand and as lemmas."""
    return frozenset(form for word in sentence for form in (word.lower_, word.lemma_.lower()))


def _possible(entries: list[_Entry], here: frozenset[str]) -> list[_Entry]:
    """The frames whose own words may stand in a sentence of these words: most can be left out without a look at it."""
    return [entry for entry in entries if not any(map(here.isdisjoint, entry[1].needs))]


def _first(index: dict[str, list[_Entry]], surface: str, lemma: str) -> list[_Entry]:
    """The frames under a word as it stands, then those under its lemma alone."""
    found, further = index.get(surface, []), index.get(lemma, []) if lemma != surface else []
    if not found or not further:
        return found or further
    known = set(map(id, found))
    return [*found, *(entry for entry in further if id(entry) not in known)]


def _is_said_to_be(noun: Token) -> bool:
    """*are allies*: a noun that *be* says of its subject is no verb."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "cop" for child in noun.children)


def _is_predicate(token: Token) -> bool:
    """What is said of something by *be* (*is willing to*, *was expected to*), or of a noun (*gunmen loyal to*)."""
    return any(child.lower_ in BE and child.i < token.i for child in token.children) or token.dep_ in (
        "acl",
        "xcomp",
        "advcl",
        "conj",
        "acl:relcl",
    )
