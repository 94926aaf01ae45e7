"""What is said, planned or yet to come: such an act happens when it is uttered, whatever time its words tell."""

from __future__ import annotations

from eventcode.coding.trees.syntax import mood
from eventcode.coding.trees.tokens import Token
from eventcode.coding.when.hanging import PRESENT, SPEECH, SUBJECT, clause_of, is_present, lemma_of

#: Verbs and adjectives whose content is yet to come, and which are uttered where they are reported.
STANCE = frozenset("plan intend want hope expect ready willing prepared open due set likely wish aim mull "
                   "consider schedule slate".split())
#: Those of them that need no content to be one: `expects a meeting on Thursday`.
EXPECTS = frozenset("plan intend expect hope".split())
#: What is planned by others, or at a time: no word of these is said when it is to happen.
PLANNED = frozenset("expect due schedule slate".split())
#: Verbs that begin or end what they are about, and so happen when it does.
ASPECT = frozenset("begin start stop cease halt end resume continue finish quit".split())


def reporter_of(clause: Token) -> Token | None:
    """The verb that reports this clause, before it or behind it: `said he would go`, `he will go, officials said`."""
    below = [child for child in clause.children if child.dep_ in ("parataxis", "ccomp") and lemma_of(child) in SPEECH]
    if below:
        return below[0]
    while clause.head.i != clause.i:
        above = clause_of(clause.head)
        if lemma_of(above) in SPEECH or clause.dep_ == "ccomp":
            return above
        if clause.dep_ not in ("conj", "xcomp"):
            return None
        clause = above
    return None


def tellers_of(act: Token) -> list[Token]:
    """Who tells of an act: the heads of the reporting verb's subject."""
    reporter = reporter_of(clause_of(act))
    return [child for child in reporter.children if child.dep_ in SUBJECT] if reporter is not None else []


def is_said_by(speaker: Token, act: Token) -> bool:
    """Does the act stand in what ``speaker`` says: `Paris said on Friday that Rome is wrong`?"""
    return any(token.i == speaker.i for teller in tellers_of(act) for token in teller.subtree)


def is_uttered(clause: Token, content: Token | None) -> bool:
    """Is the act done by saying it, as *will*, *would* and words of intent tell?"""
    stance = lemma_of(clause) in (STANCE if content is not None else EXPECTS)
    return mood(clause) in ("future", "would") or stance or is_planned(clause)


def is_planned(clause: Token) -> bool:
    """`is expected in Oslo`, `is scheduled to meet`: a time beside it is that of the plan."""
    return lemma_of(clause) in PLANNED and any(child.dep_ in ("cop", "aux:pass") for child in clause.children)


def is_to_come(clause: Token) -> bool:
    """What is planned, or in the present under what is to come: `will press them when he visits on Thursday`."""
    above = clause_of(clause.head)
    if above.i == clause.i:
        return False
    if clause.dep_ == "xcomp":
        return lemma_of(above) in STANCE
    return clause.dep_ == "advcl" and clause.tag_ in PRESENT and mood(above) in ("future", "would")


def is_being_said(clause: Token, content: Token | None) -> bool:
    """`is urging him to leave on Tuesday`: what is said as the story is written was not said on a day before."""
    return content is not None and clause.tag_ == "VBG" and is_present(clause) and lemma_of(clause) not in ASPECT


def is_stand(clause: Token) -> bool:
    """A stand, told in the present, is taken when it is told: `said on Friday that Oslo supports the plan`."""
    return clause.dep_ == "ccomp" and clause.pos_ != "NOUN" and clause.tag_ != "VBG" and is_present(clause)
