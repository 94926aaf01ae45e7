"""Judging before seeing: a sentence without the coder's events, and what the reader said set beside them at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from eventcode import cameo
from eventcode.explore.judging import Case, GoldEvent, Sentence

#: How like two events must be to be one, told differently: both actors, or an actor and the root of the act.
_ALIKE = 2


@dataclass(frozen=True)
class BlindAgreement:
    """How far a reader who had not seen the coder's events agrees with them, in whole events.

    ``sentences`` were read so; in them the reader said ``said`` events, the coder coded ``coded``, and ``both`` are the
    same.
    """

    sentences: int = 0
    said: int = 0
    coded: int = 0
    both: int = 0

    @property
    def f1(self) -> float | None:
        """Twice the same events by all events of both, 0 to 1; None where there are none."""
        return 2 * self.both / (self.said + self.coded) if self.said + self.coded else None


def blind_agreement(sentences: list[Sentence]) -> BlindAgreement:
    """The agreement over those of the sentences that were read blind and are shown."""
    read = [sentence for sentence in sentences if sentence.seen]
    said = [set(sentence.blind or ()) for sentence in read]
    coded = [{case.coded for case in sentence.cases if case.coded} for sentence in read]
    both = sum(len(ours & theirs) for ours, theirs in zip(said, coded, strict=True))
    return BlindAgreement(len(read), sum(map(len, said)), sum(map(len, coded)), both)


def is_untouched(sentence: Sentence) -> bool:
    """Has nobody judged the coder's events in it, or seen them after reading it blind?"""
    return not sentence.seen and not any(decision for _, decision in sentence.decisions)


def hidden(sentence: Sentence) -> Sentence:
    """The sentence as a reader has it who is to judge before seeing: with the events said so far, and no others."""
    return replace(sentence, cases=tuple(Case(None, "", gold) for gold in sentence.blind or ()), hidden=True)


def shown(sentence: Sentence) -> Sentence:
    """The sentence with the coder's events judged by what the reader said.

    An event that both have is accepted; one that differs in part is corrected to the reader's; the coder's others are
    rejected, the reader's others added.
    """
    said = list(sentence.blind or ())
    matched = _matched([case.coded for case in sentence.cases], said)
    cases = [_judged(case, matched.get(case.coded)) for case in sentence.cases]
    cases += [Case(None, "added", gold) for gold in said if gold not in matched.values()]
    return replace(sentence, cases=tuple(cases), verdict="" if cases else "accepted", blind=tuple(said), seen=True)


def _judged(case: Case, gold: GoldEvent | None) -> Case:
    decision = "rejected" if gold is None else "accepted" if gold == case.coded else "corrected"
    return replace(case, decision=decision, gold=gold)


def _matched(coded: list[GoldEvent], said: list[GoldEvent]) -> dict[GoldEvent, GoldEvent]:
    """Which of the reader's events each of the coder's stands for, the most alike first."""
    pairs = [(ours == theirs, _likeness(ours, theirs), ours, theirs) for ours in coded for theirs in said]
    matched: dict[GoldEvent, GoldEvent] = {}
    for _, alike, ours, theirs in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if alike >= _ALIKE and ours not in matched and theirs not in matched.values():
            matched[ours] = theirs
    return matched


def _likeness(one: GoldEvent, other: GoldEvent) -> int:
    """How many of actor, target and root are the same."""
    return (one[1] == other[1]) + (one[3] == other[3]) + (cameo.root(one[2]) == cameo.root(other[2]))
