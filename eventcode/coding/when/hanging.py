"""Where the times of a sentence hang: the clause each stands in, and the nouns on the way to it.

The parser errs most in where it attaches a phrase, so what the order of the words says plainly goes before the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventcode.coding.trees.syntax import is_verbal
from eventcode.coding.trees.tokens import Span, Token
from eventcode.event import TimeReference

#: Verbs that report; a time on them does not date what they report.
SPEECH = frozenset("say tell report state announce add claim write tweet declare note confirm explain argue insist "
                   "believe think know show reveal warn".split())
#: Verbs that answer an act: their own time is not the act's (`condemned the attack on Friday`).
REACTION = SPEECH | frozenset("condemn criticise criticize praise welcome reject denounce accuse blame deny demand "
                              "urge call threaten vow discuss protest investigate follow fear mourn recall mark "
                              "commemorate respond react".split())
#: Verbs of what follows an act, long after it: `jailed for riots last month`, `claimed attacks earlier this month`.
AFTERMATH = REACTION | frozenset("convict sentence charge indict acquit imprison jail try arrest detain extradite free "
                                 "release pardon admit order probe suspect".split())
#: Prepositions that shut a noun's time off from the clause: `agreed after talks last week`.
APART = frozenset("after before since following over despite for amid against about from until".split())
#: Prepositions of what an answer or a sentence is for: `jailed for their roles in riots last month`.
TOPIC = frozenset("for over into about".split())
#: Nouns of what is said; a time on one is that of the saying.
WORDS = frozenset("statement address speech remark comment interview report broadcast letter message".split())
#: Acts on which words are said the same day: `spoke on Friday after talks with`.
TALKS = frozenset("talk meeting negotiation discussion summit conference".split())
#: Tags of a finite verb in the present.
PRESENT = frozenset(("VBZ", "VBP"))
PERFECT = frozenset(("has", "have", "'ve", "’ve"))
#: A time that is not over, which `has done` goes with.
ONGOING = re.compile(r"(?:in |during |over )?this\b|today\b", re.IGNORECASE)
#: Labels of what carries a predicate's tense.
FINITE = frozenset(("aux", "aux:pass", "cop"))
CLAUSE_NEVER = frozenset(("aux", "aux:pass", "cop", "amod", "compound", "case", "mark", "fixed"))
RELATIVE = frozenset(("which", "who", "whom", "whose", "where"))
SUBJECT = frozenset(("nsubj", "nsubj:pass", "csubj", "expl"))


@dataclass(frozen=True)
class Hung:
    """A time and where it hangs: on ``clause``, by way of ``nouns``, nearest first; ``apart`` if these shut it off."""

    time: TimeReference
    token: Token
    clause: Token
    nouns: tuple[Token, ...] = ()
    apart: bool = False


def is_clause(token: Token) -> bool:
    if any(child.dep_ in SUBJECT for child in token.children):
        return True
    return is_verbal(token) and token.dep_ not in CLAUSE_NEVER


def clause_of(token: Token) -> Token:
    """The head of the clause a token stands in."""
    while not is_clause(token) and token.head.i != token.i:
        token = token.head
    return token


def lemma_of(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def is_perfect(clause: Token) -> bool:
    """`has freed`: such a verb goes with no time that is over."""
    return any(child.dep_ == "aux" and child.lower_ in PERFECT for child in clause.children)


def is_present(clause: Token) -> bool:
    """`supports`, `is urging`, but not `has freed`: told as of the story's day."""
    finite = [clause, *(child for child in clause.children if child.dep_ in FINITE)]
    return any(word.tag_ in PRESENT for word in finite) and not is_perfect(clause)


def is_relative(clause: Token) -> bool:
    """Is it a relative clause, whatever the parser calls it: does *which*, *who* or *where* come before its verb?"""
    relatives = [child for child in clause.children if child.lower_ in RELATIVE and child.i < clause.i]
    return clause.dep_.endswith(":relcl") or bool(relatives)


def marks_of(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in ("mark", "case", "advmod") and child.i < token.i}


def _tokens(time: TimeReference, sentence: Span) -> list[Token]:
    return [token for token in sentence
            if token.idx < sentence.start_char + time.end and sentence.start_char + time.start < token.idx + len(token)]


def _top(tokens: list[Token]) -> Token:
    """The token by which a stretch hangs on the rest of the sentence."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    solid = [token for token in tops if token.dep_ not in ("case", "mark", "det", "punct")]
    return (solid or tops or tokens)[-1]


def _noun_after(token: Token, sentence: Span) -> Token | None:
    """The noun a modifying time belongs to: the last of the nouns and adjectives that follow it."""
    noun = None
    for word in sentence.doc[token.i + 1:sentence.end]:
        if word.pos_ in ("NOUN", "PROPN"):
            noun = word
        elif word.text != "-" and word.nbor(-1).text != "-":
            if noun is not None or word.pos_ not in ("ADJ", "NUM", "PART", "VERB", "ADV"):
                break
    return noun


def hang(times: Sequence[TimeReference], sentence: Span) -> list[Hung]:
    """The times that can date something, each where it hangs; one that *when* follows also on the clause behind it."""
    return [one for time in times for one in (_hang(time, sentence), _hang_when(time, sentence)) if one]


def _hang(time: TimeReference, sentence: Span) -> Hung | None:
    """Find the clause and the nouns a time belongs to; None where it dates nothing."""
    tokens = _tokens(time, sentence)
    if time.kind == "span" or not tokens:
        return None
    token = _top(tokens)
    if time.kind == "modifier":
        noun = _noun_after(tokens[-1], sentence)
        return Hung(time, token, clause_of(noun), (noun,), True) if noun is not None else None
    told_by = _told_by(tokens[0], sentence)
    if told_by is not None:
        return Hung(time, token, told_by)
    node, nouns = token.head, []
    segment = to_comma(tokens[-1], sentence) if time.kind == "counted" else range(0)
    while not is_clause(node) or node.i in segment:
        if node.i < token.i and node.pos_ in ("NOUN", "PROPN"):
            nouns.append(node)
        if node.head.i == node.i:
            break
        node = node.head
    apart = any(_is_shut_off(noun) for noun in nouns) or _is_of_topic(time, token, node, nouns)
    apart = apart and not sentence.text[:time.start].endswith("(")
    clause = _told_of(_of_words(_before_comma(tokens[0], _fronted(token, node))), token)
    return _off_perfect(Hung(time, token, clause, tuple(nouns), apart))


def _is_shut_off(noun: Token) -> bool:
    """`after talks last week`, `in the port, the scene of a strike last week`: such a time is the noun's alone. Not so
    what somebody is there for: `was in Oslo for talks on Monday`.
    """
    apart = APART - {"for"} if lemma_of(noun) in TALKS else APART
    return noun.dep_ == "appos" or bool(marks_of(noun) & apart)


def _is_of_topic(time: TimeReference, token: Token, clause: Token, nouns: Sequence[Token]) -> bool:
    """Is the time that of what an answer, an arrest or an invitation is for: `jailed for riots last month`, `held in
    connection with a blast on Monday`, `invited them to talks on Monday`?
    """
    between = clause.doc[clause.i:token.i]
    cases = {word.lower_ for word in between if word.dep_ == "case"}
    if lemma_of(clause) == "invite" or any(word.lower_ == "connection" for word in between):
        return not cases.isdisjoint(("to", "with"))
    if lemma_of(clause) not in AFTERMATH or token.i < clause.i or (time.precision == "day" and not is_perfect(clause)):
        return False
    return bool(nouns) or not cases.isdisjoint(TOPIC)


def _of_words(clause: Token) -> Token:
    """`In a statement issued Sunday, it called on them`: when the words were issued is when they were said."""
    noun = clause.head
    of_words = clause.dep_ == "acl" and lemma_of(noun) in WORDS
    return clause_of(noun) if of_words and noun.i < clause.i < clause_of(noun).i else clause


def _off_perfect(one: Hung) -> Hung:
    """A time that is over, behind `has freed a man kidnapped last month`, belongs to the participle, or to a noun."""
    clause, token = one.clause, one.token
    if not is_perfect(clause) or token.i < clause.i or ONGOING.match(one.time.text):
        return one
    between = [word for word in token.doc[clause.i + 1:token.i] if word.dep_.startswith("acl") and is_clause(word)]
    if between:
        return replace(one, clause=between[-1])
    return replace(one, apart=one.apart or bool(one.nouns) or one.time.precision != "day")


def _hang_when(time: TimeReference, sentence: Span) -> Hung | None:
    """The clause that *when* opens behind a time happens then: `since 1999, when jets struck`."""
    tokens = _tokens(time, sentence)
    if not tokens or time.kind == "modifier":
        return None
    behind = next((word for word in sentence.doc[tokens[-1].i + 1:sentence.end] if word.text != ","), None)
    return Hung(time, _top(tokens), clause_of(behind.head)) if behind is not None and behind.lower_ == "when" else None


def _told_by(first: Token, sentence: Span) -> Token | None:
    """The clause that the word before a time decides: `said on Friday`, or `that on Friday troops shelled`."""
    if first.i == sentence.start:
        return None
    before = first.nbor(-1)
    if lemma_of(before) in SPEECH and is_verbal(before):
        return before
    return clause_of(before.head) if before.dep_ == "mark" and before.head.i > first.i else None


def _told_of(clause: Token, token: Token) -> Token:
    """`officials say`, now, so a time that is over belongs to what they tell, though the parser hang it on *say*."""
    speakers = [child for child in clause.children if child.dep_ == "nsubj" and token.i < child.i < clause.i]
    in_words = any(lemma_of(word) in WORDS for word in clause.doc[clause.sent.start:token.i])
    if lemma_of(clause) not in SPEECH or clause.tag_ not in PRESENT or not speakers or in_words:
        return clause
    told = [child for child in clause.children if child.dep_ in ("ccomp", "parataxis") and is_clause(child)]
    return told[0] if told else clause


def _fronted(token: Token, clause: Token) -> Token:
    """A time before the first subject dates the first clause, though the parser hang it on `Kyiv said` at the end."""
    if lemma_of(clause) not in SPEECH or clause.i < token.i:
        return clause
    told = [child for child in clause.children
            if child.dep_ in ("ccomp", "advcl", "parataxis") and token.i < child.i < clause.i and is_clause(child)]
    return told[0] if told else clause


def _before_comma(first: Token, clause: Token) -> Token:
    """A comma closes a clause: a time does not date a verb behind the next comma when one stands before it without."""
    if clause.i <= first.i or not any(word.text in (",", ";") for word in first.doc[first.i:clause.i]):
        return clause
    for word in reversed(first.doc[first.sent.start:first.i]):
        if word.text in (",", ";"):
            break
        if is_clause(word) and not is_relative(word):
            return word
    return clause


def to_comma(last: Token, sentence: Span) -> range:
    """The words after ``last`` up to the next comma."""
    after = sentence.doc[last.i + 1:sentence.end]
    return range(last.i + 1, next((word.i for word in after if word.text in (",", ";", ":")), sentence.end))
