"""What: the acts of a sentence, as CAMEO codes.

:class:`Reader` reads a predicate by the best frame, and an operator (*urge*, *refuse*) over what it is about: CAMEO
is a matrix of operator and act, and the composition table says what comes of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from ...frames import Frame
from ...inflection import noun_forms, verb_forms
from ...lexicon import Act, Lexicon
from ..trees.syntax import BE, Clause, has_subject, introducer, is_verbal, noun_clause, verb_clause
from .matching import Match, fit

_Entry = tuple[Act, Frame, str]

# Operators about one's own conduct: whom the inner act is done to comes before who does it.
_OWN_CONDUCT = frozenset({"intend", "threaten", "halt", "fact", "reject"})
# Operators that need no doer of their own: "talks between A and B were called off".
_IMPERSONAL = frozenset({"halt", "fact", "intend"})
# Operators under which an act is not done; an attempt is an act of its own where the table says so (185).
_UNREAL = frozenset({"void", "attempt"})
_VIOLENT = frozenset({"18", "19", "20"})
_CARRIED = ("xcomp", "acl", "advcl", "obj", "nmod", "conj", "ccomp")
_DURING = frozenset({"after", "during", "in", "at", "following", "amid", "through"})


@dataclass(frozen=True)
class Coding:
    """One predicate as coded: its CAMEO code, the tokens of its parties, and the matches that led there (outermost
    first).

    ``targets`` are alternatives, best first: the first that holds an actor other than the source is meant.
    """

    code: str
    theme: str
    path: tuple[Match, ...]
    sources: tuple[Token, ...]
    targets: tuple[tuple[Token, ...], ...]
    mood: str
    negated: bool
    #: Who must be the source for the coding to hold: *warned that it would attack* is a threat by none but the
    #: attacker.
    doers: tuple[Token, ...] = ()

    @property
    def head(self) -> Token:
        """The predicate."""
        return self.path[0].clause.head

    @property
    def content(self) -> Token | None:
        """The head of what an operator is about."""
        return self.path[0].content

    @property
    def reverse(self) -> str:
        """The target's own code towards the source (a host's towards a visitor), if the act is told as it stands."""
        as_it_stands = all(match.act.operator == "fact" for match in self.path[:-1])
        return self.plain.act.reverse if as_it_stands and self.code == self.plain.act.code else ""

    @property
    def uttered(self) -> bool | None:
        """Done by saying it (*said he must leave*), so that the time of saying dates it? None: as its verb tells."""
        return True if self.mood in ("must", "should", "future", "would") else None

    @property
    def plain(self) -> Match:
        """The innermost match."""
        return self.path[-1]

    @property
    def both(self) -> bool:
        """Coded both ways?"""
        operator = self.path[0].act
        return (self.plain.act.both and self.code == self.plain.act.code) or bool(operator.operator and operator.both)

    @property
    def mutual(self) -> bool:
        """Coded among its subjects where it has no target (*A and B will meet*)?"""
        return self.plain.act.both or self.path[0].act.both or self.code[:2] in ("03", "06")


class Reader:
    """Reads predicates by the frames of a lexicon."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self._light = _forms_of(lexicon, "light")
        self._describing = _forms_of(lexicon, "describing")
        self._say = _forms_of(lexicon, "say")
        self._sport = frozenset(form for word in lexicon.words.get("sport", ()) for form in noun_forms(word))
        self._frames: dict[str, dict[str, list[_Entry]]] = {"verb": {}, "noun": {}, "predicate": {}}
        for act in lexicon.acts:
            for frame, entry in act.frames:
                for form in {form for chain in frame.heads for form in chain[-1]}:
                    self._frames[frame.kind].setdefault(form, []).append((act, frame, entry))

    # --- one predicate -------------------------------------------------------------------------------

    def is_act(self, token: Token) -> bool:
        """May this noun be an act?"""
        return token.lower_ in self._frames["noun"]

    def matches(self, token: Token) -> list[Match]:
        """All frames that fit a token, the most specific first."""
        found: list[Match] = []
        for entries, clause in self._candidates(token):
            found += (match for act, frame, entry in entries if (match := fit(act, frame, entry, clause)) is not None)
        return sorted(found, key=lambda match: -match.score)

    def _candidates(self, token: Token) -> Iterator[tuple[list[_Entry], Clause]]:
        forms = (token.lower_, token.lemma_.lower())
        verbs, predicates, nouns = (_first(self._frames[kind], forms) for kind in ("verb", "predicate", "noun"))
        if verbs and is_verbal(token):
            yield verbs, verb_clause(token)
        if predicates and _is_predicate(token):
            yield predicates, verb_clause(token, predicate=True)
        if nouns and (token.pos_ not in ("VERB", "AUX", "ADJ", "ADV") or token.tag_ in ("NN", "NNS", "VBG")):
            yield nouns, self._with_adjunct_doer(noun_clause(token, self._light), nouns)

    def _with_adjunct_doer(self, clause: Clause, entries: list[_Entry]) -> Clause:
        """*after talks with X, Y said*: the doer of a symmetric act in an adjunct is the subject of its clause."""
        head = clause.head
        if clause.subjects or not head.dep_.startswith("obl") or not any(act.both for act, _, _ in entries):
            return clause
        if not any(child.dep_ == "case" and child.lower_ in _DURING for child in head.children):
            return clause
        return replace(clause, subjects=verb_clause(head.head).subjects) if is_verbal(head.head) else clause

    def read(self, token: Token, depth: int = 0) -> Coding | None:
        """The coding of a predicate by its best frame; an operator's with what it is about."""
        return self._read(self.matches(token), depth)

    def _read(self, matches: Iterable[Match], depth: int = 0) -> Coding | None:
        for match in matches:
            if match.content is None:
                if match.act.operator in _UNREAL:
                    return None
                if depth == 0 and not match.act.code:
                    continue  # what is only a theme is no act by itself
                return self._plain(match)
            inner = self._inner(match.content, depth) if depth < 5 else None
            if not match.act.operator:
                return self._plain(match, inner)
            if (coding := self._operate(match, inner)) is not None or match.act.operator in _UNREAL:
                return coding
        return None

    def _plain(self, match: Match, inner: Coding | None = None) -> Coding:
        """The coding of an act by itself; what it is about (*criticised ACT*) may tell whom it is done to."""
        theme = match.act.theme or self._lexicon.theme_of(match.act.code)
        # "expelled British diplomats": where the frame's own noun is somebody's, that is whom it is done to.
        owned = () if match.act.both else match.owned
        about = (inner.sources, *inner.targets) if inner is not None else ()
        sources = match.sources or self._doers_of_deed(match)
        content = () if match.content is None or is_verbal(match.content) else (match.content,)
        targets = tuple(tokens for tokens in (match.targets, *about, content, owned) if tokens)
        negated = match.clause.negated and not match.frame.negative  # "had no comment"
        return Coding(match.act.code, theme, (match,), sources, targets, match.clause.mood, negated)

    def _doers_of_deed(self, match: Match) -> tuple[Token, ...]:
        """*Soldiers were killed in a Taliban attack*: violence without a doer is done by whoever did the deed."""
        if match.act.code[:2] not in _VIOLENT or not match.targets:
            return ()
        deeds = [p.head for p in match.clause.phrases if p.prepositions & _DURING and self.is_act(p.head)]
        deeds += [token for token in match.literals if self.is_act(token)]
        return next((doers for deed in deeds if (doers := noun_clause(deed, frozenset()).subjects)), ())

    def _inner(self, content: Token, depth: int) -> Coding | None:
        """The act in an operator's content: its head, or the first predicate it leans on (*take steps to release*)."""
        if (coding := self.read(content, depth + 1)) is not None:
            return coding
        # A verb we do not know hides what is done to its object ("lift sanctions"); one that says little does not.
        carries = not is_verbal(content) or content.lower_ in self._light
        for child in content.children if carries else ():
            if child.dep_ in _CARRIED and (coding := self.read(child, depth + 1)) is not None:
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
        if operator == "fact":
            mood = inner.mood if clause.mood == "fact" and inner.mood != "infinitive" else clause.mood
            negated = clause.negated != inner.negated
            return replace(inner, path=(match, *inner.path), sources=sources, mood=mood, negated=negated)
        if not _is_content(match, inner):
            return None
        theme = inner.theme
        if inner.negated and inner.head == match.content:
            theme = self._lexicon.theme_of(self._lexicon.compose("halt", theme, "")) or theme
        code = self._lexicon.compose(self._column(match, inner, theme), theme, match.act.code)
        if not code:
            return None
        theme = self._lexicon.theme_of(code) if operator == "halt" else theme
        doers = inner.sources if _has_clause_of_its_own(match) else ()
        path, targets = (match, *inner.path), self._targets(match, inner)
        return Coding(code, theme, path, sources, targets, clause.mood, clause.negated, doers)

    def _over_unknown(self, match: Match) -> Coding | None:
        """An operator over no act we know: its general code, towards whoever it belongs to (*Germany's plan*)."""
        if not match.act.code or (not is_verbal(match.content) and introducer(match.content) == "to"):
            return None  # "ordered troops to the border" orders nobody to do anything
        owner = () if is_verbal(match.content) else (match.content,)
        targets = tuple(tokens for tokens in (match.targets, owner) if tokens)
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
        doers = inner.sources or match.doers_astray or match.strays(frame, "SOURCE")
        done_to = inner.targets
        if inner.theme == "release" and match.act.operator in ("appeal", "demand"):
            done_to = ()  # "demanded his release" is addressed to whoever holds him, not to him
        own = match.act.operator in _OWN_CONDUCT and (match.act.operator != "reject" or is_verbal(match.content))
        ordered = (match.targets, *done_to, doers) if own else (match.targets, doers, *done_to)
        astray = match.strays(frame, "TARGET")  # "broke off years of talks with the rebels"
        return tuple(tokens for tokens in (*ordered, astray) if tokens)

    # --- one sentence ----------------------------------------------------------------------------------

    def codings(self, sentence: Span) -> Iterator[Coding]:
        """All acts of a sentence, outer before inner; what an operator or a frame has used up is not read again."""
        if any(token.lower_ in self._sport for token in sentence):
            return
        found = self._with_demands(list(self._readings(sentence)))
        yield from (told for coding in found if (told := self._as_told(coding)) is not None)

    def unreal(self, sentence: Span) -> Iterator[Coding]:
        """The acts that a sentence speaks of but does not tell: what is denied, possible or only to be done."""
        for coding in self._readings(sentence):
            if coding.code and self._as_told(coding) is None:
                yield coding

    def _readings(self, sentence: Span) -> Iterator[Coding]:
        used: set[int] = set()
        for token in sorted(sentence, key=_depth):
            if token.i in used or self._only_describes(token):
                continue
            matches = self.matches(token)
            coding = self._read(matches)
            if coding is None:
                self._use_void(matches, used)
                continue
            self._use(coding, used)
            yield coding

    def _with_demands(self, codings: list[Coding]) -> list[Coding]:
        """A protest takes its demand into its own code (*marched to demand that he resign*): no second event for it."""
        taken: set[int] = set()
        merged = []
        for coding in codings:
            demand = next((other for other in codings if _demanded_by(other, coding)), None)
            if demand is not None:
                taken.add(demand.head.i)
                suffix = self._lexicon.compose("protest", demand.theme, "")[3:]
                base = "141" if coding.code == "140" else coding.code
                coding = replace(coding, code=base + suffix, targets=(*coding.targets, *demand.targets))
            merged.append(coding)
        return [coding for coding in merged if coding.head.i not in taken]

    def _only_describes(self, token: Token) -> bool:
        """*rebels backed by Turkey*: a participle that says who somebody is tells no act."""
        first = token.head if token.dep_ == "conj" else token
        return first.dep_ in ("acl", "amod") and token.tag_ == "VBN" and token.lower_ in self._describing

    def _use(self, coding: Coding, used: set[int]) -> None:
        for match in coding.path:
            used.add(match.clause.head.i)
            used.update(token.i for token in match.literals)
            for token in match.targets:
                if self.is_act(token):
                    used.update(_own_subtree(token))
        if coding.content is not None and coding.path[0].act.operator != "fact":
            clauses = (one.head for one in coding.path[0].clause.contents if one.head.dep_ == "ccomp")
            for content in (coding.content, *clauses):
                used.update(_own_subtree(content))

    def _use_void(self, matches: Iterable[Match], used: set[int]) -> None:
        """What one only tries or fails to do is no act."""
        first = next(iter(matches), None)
        if first is not None and first.act.operator in _UNREAL and first.content is not None:
            used.update(_own_subtree(first.content))

    def _as_told(self, coding: Coding) -> Coding | None:
        """The coding in view of its mood: plans become intent, what must be done a demand by the speaker, the
        unreal nothing.
        """
        if coding.negated and coding.mood == "future" and coding.head == coding.plain.clause.head:
            # "we will not negotiate" is a refusal
            code = self._lexicon.compose("reject", coding.theme, "")
            return replace(coding, code=code, negated=False) if code else None
        if not coding.code or coding.negated or coding.mood in ("hypothetical", "possible", "infinitive"):
            return None
        if coding.mood in ("must", "should"):
            return self._demanded(coding)
        if coding.mood == "would" and not self._is_reported(coding.head):
            return None
        if coding.mood in ("future", "would"):
            operated = any(match.act.operator not in ("", "fact", "halt") for match in coding.path)
            if not operated:
                return replace(coding, code=self._lexicon.compose("intend", coding.theme, coding.code))
        return coding

    def _demanded(self, coding: Coding) -> Coding | None:
        """*Paris said Moscow must withdraw*: the speaker demands it of whoever must."""
        speaker = self._speech_above(coding.head)
        if speaker is None or not coding.sources:
            return None
        operator = "demand" if coding.mood == "must" else "appeal"
        code = self._lexicon.compose(operator, coding.theme, "")
        clause = verb_clause(speaker)
        return replace(coding, code=code, sources=clause.subjects, targets=(coding.sources,)) if code else None

    def _speech_above(self, head: Token) -> Token | None:
        for node in (head, *head.ancestors):
            if node.dep_ in ("ccomp", "parataxis") and node.head.lower_ in self._say:
                return node.head
            said = next(
                (child for child in node.children if child.dep_ == "parataxis" and child.lower_ in self._say), None
            )
            if said is not None:
                return said
        return None

    def _is_reported(self, head: Token) -> bool:
        conditional = any(child.dep_ == "advcl" and introducer(child) in ("if", "unless") for child in head.children)
        return not conditional and self._speech_above(head) is not None


def _demanded_by(demand: Coding, protest: Coding) -> bool:
    """Is this what the protest, as yet without a demand, is for?"""
    if protest.code[:2] != "14" or len(protest.code) > 3 or demand.path[0].act.operator not in ("demand", "appeal"):
        return False
    return protest.head in demand.head.ancestors and demand.head.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp")


def _has_clause_of_its_own(match: Match) -> bool:
    """A promise or threat told in a full clause: *warned that it would attack*."""
    own_conduct = match.act.operator in ("intend", "threaten")
    return own_conduct and is_verbal(match.content) and has_subject(match.content)


def _is_content(match: Match, inner: Coding) -> bool:
    """Can the inner act be what the operator is about? A promise is of what will be, a demand of what is not yet."""
    if _has_clause_of_its_own(match) and inner.mood not in ("future", "would"):
        return False
    # "insisted that Moscow was wrong" demands nothing
    return match.act.operator not in ("demand", "appeal") or not _is_statement(match.content)


def _is_statement(content: Token) -> bool:
    """A finite clause in the indicative: what is demanded stands in the subjunctive (*that he resign*)."""
    tags = {content.tag_, *(child.tag_ for child in content.children if child.dep_.startswith(("aux", "cop")))}
    return has_subject(content) and bool(tags & {"VBD", "VBZ"}) and "MD" not in tags


def _forms_of(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset(form for word in lexicon.words.get(name, ()) for form in verb_forms(word))


def _first(index: dict[str, list[_Entry]], forms: tuple[str, str]) -> list[_Entry]:
    surface, lemma = forms
    found = index.get(surface, [])
    return found if surface == lemma else [*found, *(entry for entry in index.get(lemma, []) if entry not in found)]


def _is_predicate(token: Token) -> bool:
    """What is said of something by *be* (*is willing to*, *was expected to*), or of a noun (*gunmen loyal to*)."""
    return any(child.lower_ in BE and child.i < token.i for child in token.children) or token.dep_ in (
        "acl",
        "xcomp",
        "advcl",
        "conj",
        "acl:relcl",
    )


def _own_subtree(token: Token) -> Iterator[int]:
    """A content and what is below it, but no relative clause: that tells an act of its own."""
    yield token.i
    for child in token.children:
        if child.dep_ != "acl:relcl":
            yield from _own_subtree(child)


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i
