"""What: the acts of a sentence, as it tells them.

:class:`Reader` reads a sentence's predicates from the top down, each word once, and sees to it how they are told: what
is planned is intent, what must be done a demand of the speaker's, the unreal nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...frames import Frame
from ...inflection import noun_forms
from ...lexicon import Act, Lexicon
from ..trees.syntax import has_subject, introducer, is_passive, is_verbal, mood, verb_clause
from ..trees.tokens import Span, Token
from .coding import Coding
from .matching import Match
from .plans import is_to_come
from .predicates import FRIENDLY, UNREAL, VERDICTS, VIOLENT, Predicates, forms_of, words_of

#: Roots whose acts are as often what somebody always does: support, cooperation and aid.
_HELPING = frozenset({"05", "06", "07"})
#: Roots whose acts are often told as still to come by no more than a date: *visits Oslo next week*.
_ARRANGED = frozenset({"04", "06"})
#: What it is to say something good of another, and that it is not so.
_HOPEFUL, _CRITICAL = "013", "111"
_BESIDES = frozenset({"while", "after", "since"})
#: Praise and apology: *telephoned the king to congratulate him*.
_KIND_WORDS = frozenset({"051", "055"})
_CHARGED_WITH = frozenset({"for", "of", "with", "in", "over"})


class Reader:
    """Reads the acts of sentences."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self._predicates = Predicates(lexicon)
        self._papers = frozenset(form for word in lexicon.words.get("papers-of", ()) for form in noun_forms(word))
        self._describing = forms_of(lexicon, "describing")
        self._departing = forms_of(lexicon, "departing")
        self._charging = forms_of(lexicon, "charging")
        self._accidents = forms_of(lexicon, "accidents")
        self._say = forms_of(lexicon, "say")
        self._demand, self._appeal = (_that(lexicon, operator) for operator in ("demand", "appeal"))
        self._sport = frozenset(form for word in lexicon.words.get("sport", ()) for form in noun_forms(word))

    def is_act(self, token: Token) -> bool:
        """May this noun be an act?"""
        return self._predicates.is_act(token)

    def is_violent(self, token: Token) -> bool:
        """May this noun be an act of violence?"""
        return self._predicates.is_violent(token)

    def codings(self, sentence: Span) -> Iterator[Coding]:
        """All acts of a sentence, outer before inner; what an operator or a frame has used up is not read again."""
        if any(token.lower_ in self._sport for token in sentence):
            return
        found = _with_errands(_with_deeds_of_protest(self._with_demands(list(self._readings(sentence)))))
        yield from (told for coding in found if (told := self._as_told(coding)) is not None)

    def unreal(self, sentence: Span) -> Iterator[Coding]:
        """The acts that a sentence speaks of but does not tell: what is denied, possible or only to be done."""
        for coding in self._readings(sentence):
            if coding.code and self._as_told(coding) is None:
                yield coding

    def _readings(self, sentence: Span) -> Iterator[Coding]:
        used: set[int] = set()
        here = words_of(sentence)
        for token in sorted(filter(self._may_tell, sentence), key=_depth):
            if token.i in used or self._only_describes(token):
                continue
            if self._is_charge(token):
                used.update(self._own_subtree(token))
                continue
            matches = self._predicates.matches(token, here)
            coding = self._predicates.best_of(matches, here)
            if coding is not None and _is_verdict(coding) and self._judged(coding) is None:
                matches = [one for one in matches if not one.frame.is_verdict]
                coding = self._predicates.best_of(matches, here)
            if coding is None:
                self._use_void(matches, used)
                coding = self._duty(token)
                if coding is None:
                    continue
            self._use(coding, used)
            yield coding

    def _may_tell(self, token: Token) -> bool:
        """May it be read at all: by a frame, or as somebody's duty?"""
        return self._predicates.begins(token) or token.dep_ == "ccomp"

    def _duty(self, verb: Token) -> Coding | None:
        """*Paris said Moscow must do more*: whatever it is that a named party must do, the speaker asks it of them."""
        told = mood(verb) if verb.dep_ == "ccomp" and verb.head.lower_ in self._say else ""
        if told not in ("must", "should"):
            return None
        clause = verb_clause(verb)
        named = tuple(token for token in clause.subjects if token.pos_ == "PROPN")
        if not named:
            return None
        act, frame, entry = self._demand if told == "must" else self._appeal
        speech = verb_clause(verb.head)
        match = Match(act, frame, entry, speech, speech.subjects, named, verb)
        negated = clause.negated or speech.negated
        return Coding(act.code, "", (match,), speech.subjects, (named,), speech.mood, negated)

    def _with_demands(self, codings: list[Coding]) -> list[Coding]:
        """A protest takes its demand into its own code (*marched to demand that he resign*): no second event for it."""
        taken: set[int] = set()
        merged = []
        for coding in codings:
            demand = next((other for other in codings if _demanded_by(other, coding)), None)
            if demand is not None:
                taken.add(demand.head.i)
                suffix = self.lexicon.compose("protest", demand.theme, "")[3:]
                base = "141" if coding.code == "140" else coding.code
                coding = replace(coding, code=base + suffix, targets=(*demand.targets, *coding.targets))
            merged.append(coding)
        return [coding for coding in merged if coding.head.i not in taken]

    def _only_describes(self, token: Token) -> bool:
        """*rebels backed by Turkey*: a participle that says who somebody is tells no act."""
        first = token.head if token.dep_ == "conj" else token
        return first.dep_ in ("acl", "amod") and token.tag_ == "VBN" and token.lower_ in self._describing

    def _is_charge(self, token: Token) -> bool:
        """*jailed for spying*, *accused of planning to spy*: what somebody is charged with is no fact."""
        return token.tag_ == "VBG" and token.head.lower_ in self._charging and introducer(token) in _CHARGED_WITH

    def _use(self, coding: Coding, used: set[int]) -> None:
        for match in coding.path:
            used.add(match.clause.head.i)
            used.update(token.i for token in match.literals)
            for token in match.targets if match.sources else ():  # "the attack was condemned": by nobody named
                if self._predicates.is_act(token):
                    used.update(self._own_subtree(token))
        if coding.content is not None and coding.path[0].act.operator != "fact":
            clauses = (one.head for one in coding.path[0].clause.contents if one.head.dep_ == "ccomp")
            for content in (coding.content, *clauses):
                used.update(self._own_subtree(content))

    def _use_void(self, matches: Iterable[Match], used: set[int]) -> None:
        """What one only tries or fails to do is no act."""
        first = next(iter(matches), None)
        if first is not None and first.act.operator in UNREAL and first.content is not None:
            used.update(self._own_subtree(first.content))

    def _own_subtree(self, token: Token) -> Iterator[int]:
        """A content and what is below it, but no relative clause: that tells an act of its own, and so does a
        participle of somebody (*to free the workers kidnapped by rebels*).
        """
        yield token.i
        for child in token.children:
            told_of = self._is_told_of(child) or _is_behind(child) or _is_told_besides(child)
            if child.dep_ != "acl:relcl" and not told_of:
                yield from self._own_subtree(child)

    def _is_told_of(self, participle: Token) -> bool:
        """Is it an act that somebody does or has suffered, its doer named?"""
        if participle.dep_ != "acl" or introducer(participle) or participle.head.lower_ in self._papers:
            return False
        named = any(child.dep_ == "obl:agent" for child in participle.children)
        return participle.tag_ == "VBG" or (participle.tag_ == "VBN" and named)

    def _as_told(self, coding: Coding) -> Coding | None:
        """The coding in view of its mood: plans become intent, what must be done a demand by the speaker, the
        unreal nothing.
        """
        if self._is_refusal(coding):
            if coding.plain.act.code[:2] not in FRIENDLY and coding.theme != "comment":
                return None  # "will not attack"
            # "we will not negotiate" is a refusal
            code = self.lexicon.compose("reject", coding.theme, "")
            told = _of_comment(coding) if coding.theme == "comment" else coding
            return replace(told, code=code, negated=False) if code else None
        if _is_verdict(coding):
            return self._judged(coding)
        if not coding.code or coding.negated or coding.mood in ("hypothetical", "possible", "infinitive"):
            return None
        if coding.mood == "fact" and coding.code[:2] in _ARRANGED and is_to_come(coding.head, self._departing):
            coding = replace(coding, mood="future")
        if self._is_habit(coding) or self._is_by_accident(coding):
            return None
        if coding.mood in ("must", "should"):
            return self._demanded(coding)
        if coding.mood == "would" and not self._is_announced(coding):
            return None
        if coding.mood in ("future", "would"):
            operated = any(match.act.operator not in ("", "fact", "halt") for match in coding.path)
            if not operated:
                coding = replace(coding, code=self.lexicon.compose("intend", coding.theme, coding.code))
                return self._by_speaker(coding)
        return coding

    def _by_speaker(self, coding: Coding) -> Coding:
        """*Paris said the aid would be stopped*: what will be done by nobody who is named, the speaker will do."""
        if coding.sources or not is_passive(coding.head):
            return coding
        speaker = self._speech_above(coding.head)
        return coding if speaker is None else replace(coding, sources=verb_clause(speaker).subjects)

    def _is_refusal(self, coding: Coding) -> bool:
        """*will not meet*, *said they would not meet*, *would not comment*: what one will not do, one refuses."""
        would = coding.mood == "would" and (coding.theme == "comment" or self._is_announced(coding))
        own = coding.head == coding.plain.clause.head
        return coding.negated and own and (would or coding.mood == "future")

    def _is_habit(self, coding: Coding) -> bool:
        """*which supports the rebels*, *troops guarding a shrine*: help that tells who somebody is, no act of the day;
        but *a statement expressing support* expresses it.
        """
        head = coding.head
        present = head.dep_ == "acl" and head.tag_ == "VBG" and head.head.lower_ not in self._papers
        present = present and not any(word.text == "," for word in head.doc[head.head.i : head.i])  # told in passing
        present = present or (head.dep_ == "acl:relcl" and head.tag_ in ("VBZ", "VBP"))
        return present and (coding.code[:2] in _HELPING or head.lemma_ == "oppose")

    def _is_by_accident(self, coding: Coding) -> bool:
        """*a helicopter crashed, killing all on board*: nobody did it."""
        head = coding.head
        return head.dep_ == "advcl" and head.head.lower_ in self._accidents and coding.code[:2] in VIOLENT

    def _demanded(self, coding: Coding) -> Coding | None:
        """*Paris said Moscow must withdraw*: the speaker demands it of whoever must."""
        speaker = self._speech_above(coding.head)
        if speaker is None or not coding.sources:
            return None
        operator = "demand" if coding.mood == "must" else "appeal"
        code = self.lexicon.compose(operator, coding.theme, "")
        clause = verb_clause(speaker)
        return replace(coding, code=code, sources=clause.subjects, targets=(coding.sources,)) if code else None

    def _judged(self, coding: Coding) -> Coding | None:
        """*Paris said the raid was illegal*: a verdict on its subject is the speaker's, and nobody's without one; that
        something good is not so (*was not helpful*) is criticism.
        """
        said, mark = coding.head, {child.dep_ for child in coding.head.children}
        while said.dep_ in ("conj", "cop"):
            said = said.head
        if said.dep_ not in ("ccomp", "ROOT") or "case" in mark or coding.mood not in _moods_of_verdict(coding):
            return None
        speaker = self._speech_above(said)
        if speaker is None or coding.negated != (coding.code == _HOPEFUL):
            return None
        if speaker.lemma_ == "believe" and coding.path[0].act.operator == "accuse":
            return None  # "believes that Iran is trying to build a bomb"
        code = _CRITICAL if coding.negated else coding.code
        return replace(coding, code=code, sources=verb_clause(speaker).subjects, negated=False)

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

    def _is_announced(self, coding: Coding) -> bool:
        """*said it would sign*: what somebody says would be done; under a condition it is told only where it is harm
        (*said it would attack if ...*), which threatens.
        """
        clauses = (child for child in coding.head.children if child.dep_ == "advcl")
        conditional = any(introducer(clause) in ("if", "unless") for clause in clauses)
        return (coding.code >= "13" or not conditional) and self._speech_above(coding.head) is not None


def _of_comment(coding: Coding) -> Coding:
    """*would not comment on China*: a comment is by its subject, and on whom its frame has as SOURCE."""
    return replace(coding, sources=verb_clause(coding.head).subjects, targets=(coding.sources,))


def _that(lexicon: Lexicon, operator: str) -> tuple[Act, Frame, str]:
    """The operator's own frame for what somebody shall do: ``demand that ACT``."""
    acts = (act for act in lexicon.acts if act.operator == operator and act.code)
    return next((act, *one) for act in acts for one in act.frames if one[0].text.endswith("that ACT"))


def _moods_of_verdict(coding: Coding) -> tuple[str, ...]:
    """What somebody is said to be, or to suffer yet."""
    return ("future", "would") if coding.code[:2] == "13" else ("fact",)


def _is_verdict(coding: Coding) -> bool:
    """Is it what somebody says of another (*TARGET be illegal*), and no deed?"""
    return coding.code[:2] in VERDICTS and coding.path[0].frame.is_verdict


def _demanded_by(demand: Coding, protest: Coding) -> bool:
    """Is this what the protest, as yet without a demand, is for?"""
    if protest.code[:2] != "14" or len(protest.code) > 3 or demand.path[0].act.operator not in ("demand", "appeal"):
        return False
    return protest.head in demand.head.ancestors and demand.head.dep_ in ("advcl", "xcomp", "acl", "conj", "ccomp")


def _with_deeds_of_protest(codings: list[Coding]) -> list[Coding]:
    """*resigned to protest the crackdown*: whoever does something to protest protests, if it is no act of its own."""
    acts = {coding.head.i for coding in codings if coding.code[:2] != "14" or coding.targets}
    return [replace(one, mood="fact") if _is_purpose(one) and one.head.head.i not in acts else one for one in codings]


def _is_purpose(protest: Coding) -> bool:
    """Is it a protest that something done is for?"""
    head = protest.head
    infinitive = protest.code[:2] == "14" and protest.mood == "infinitive" and head.dep_ in ("advcl", "xcomp")
    return infinitive and is_verbal(head.head) and mood(head.head) == "fact"


def _with_errands(codings: list[Coding]) -> list[Coding]:
    """*met the king to urge him to ...*: what one meets or writes to ask for is asked for."""
    talks = [one for one in codings if one.code[:2] == "04" or one.code == "010"]
    by = {talk.head: talk for talk in talks if talk.mood == "fact" and not talk.negated}
    found = []
    for coding in codings:
        above = next((node for node in coding.head.ancestors if node in by), None) if _is_errand(coding) else None
        found.append(coding if above is None else _as_done(coding, by[above]))
    return found


def _is_behind(participle: Token) -> bool:
    """*agreed to stop after meeting the minister*: what went before is no part of what is agreed on."""
    return participle.dep_ == "advcl" and participle.tag_ == "VBG" and introducer(participle) == "after"


def _as_done(errand: Coding, talk: Coding) -> Coding:
    """What one meets somebody for, as told; kind words are for whom one meets, or for *him* who is met."""
    done = replace(errand, mood="fact", sources=talk.sources)
    if errand.code not in _KIND_WORDS:
        return done
    if not talk.targets:
        return errand
    himself = all(token.pos_ == "PRON" for token in errand.path[0].targets)
    return replace(done, targets=(*talk.targets, *done.targets)) if himself else done


def _is_errand(coding: Coding) -> bool:
    """Is it an appeal to somebody, a demand, praise or an apology, told as the purpose of what stands above it?"""
    asks = coding.path[0].act.operator in ("appeal", "demand") or coding.code in _KIND_WORDS
    asks = asks and bool(coding.path[0].targets)
    return asks and coding.mood == "infinitive" and coding.head.dep_ in ("advcl", "acl", "xcomp")


def _is_told_besides(clause: Token) -> bool:
    """*demanded that he resign, while soldiers kept him under guard*: told besides, with a subject of its own."""
    return clause.dep_ == "advcl" and introducer(clause) in _BESIDES and has_subject(clause)


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i
