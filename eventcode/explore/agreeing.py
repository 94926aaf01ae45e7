"""How far a reader agrees with the coder, counted in the coder's events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eventcode.explore.judging import PARTS, Case, Sentence


@dataclass(frozen=True)
class Agreement:
    """How far a reader agrees with the coder.

    ``accepted``, ``corrected``, ``rejected``, ``unsure`` and ``open`` count the coder's events, ``added`` those it
    missed, and ``silent`` the sentences in which it rightly found none; a sentence whose events the reader has not seen
    yet is one that is open. ``parts`` counts the corrections by part of the event.
    """

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    open: int = 0
    silent: int = 0
    unsure: int = 0
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def judged(self) -> int:
        """The coder's events that the reader has judged."""
        return self.accepted + self.corrected + self.rejected

    @property
    def share(self) -> float | None:
        """The share of the judged events that are right as coded, 0 to 1; None before the first judgement."""
        return self.accepted / self.judged if self.judged else None

    def __str__(self) -> str:
        if not self.judged and not self.added:
            return f"nothing judged yet, {self.open} events open"
        counts = f"{self.corrected} corrected, {self.rejected} rejected, {self.added} added, {self.open} open"
        counts += f", {self.unsure} unsure" if self.unsure else ""
        right = f"{self.accepted} of {self.judged} accepted"
        return f"{right} ({self.share:.0%}), {counts}" if self.judged else f"{right}, {counts}"


def agreement_on(sentences: Iterable[Sentence], unseen: int = 0) -> Agreement:
    """The agreement over sentences that the reader has seen; of ``unseen`` ones the events are kept back."""
    sentences = list(sentences)
    cases = [case for sentence in sentences for case in sentence.cases]
    counts = Counter(case.decision or "open" for case in cases) + Counter({"open": unseen})
    counts["unsure"] += sum(not sentence.cases and sentence.verdict == "unsure" for sentence in sentences)
    parts = Counter(part for case in cases if case.decision == "corrected" for part in _corrected(case))
    silent = sum(sentence.silent for sentence in sentences)
    return Agreement(**counts, silent=silent, parts=tuple((part, parts[part]) for part in PARTS if parts[part]))


def _corrected(case: Case) -> list[str]:
    """The parts of an event that the reader has put right."""
    return [part for part, coded, gold in zip(PARTS, case.coded, case.gold, strict=True) if coded != gold]
