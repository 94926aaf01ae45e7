"""A workbench without its widgets: sentences, what a reader makes of their events, and the agreement so far."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from eventcode.event import Event, Story
from eventcode.explore.corrections import append_line, read_corrections, restored, to_line
from eventcode.explore.display import label
from eventcode.explore.judging import (
    PARTS,
    Case,
    GoldEvent,
    InvalidEvent,
    Sentence,
    checked,
    digest,
    sentences_of,
    strange_parts,
    whole,
)
from eventcode.lexicon import Lexicon


class StreamCoder(Protocol):
    """What a Review needs of a coder; ``eventcode.Coder`` is one."""

    lexicon: Lexicon

    def stream(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        """Each story with its events."""


@dataclass(frozen=True)
class Agreement:
    """How far a reader agrees with the coder.

    ``accepted``, ``corrected``, ``rejected`` and ``open`` count the coder's events, ``added`` those it missed, and
    ``silent`` the sentences in which it rightly found none. ``parts`` counts the corrections by part of the event.
    """

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    added: int = 0
    open: int = 0
    silent: int = 0
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
        right = f"{self.accepted} of {self.judged} accepted"
        return f"{right} ({self.share:.0%}), {counts}" if self.judged else f"{right}, {counts}"


class Review:
    """Sentences with their coded events, judged one by one; each judgement is saved at once as a gold line.

    ``path`` is the file of corrections: its sentences come back with their decisions. ``stories`` are coded at the
    start, with those of the file. ``coder`` codes; by default one with the shipped dictionaries, made when needed.
    Raises CorrectionsError where the file is broken.
    """

    def __init__(self, path: str | Path, coder: StreamCoder | None = None, stories: Iterable[Story] = ()):
        self.path = Path(path)
        self._coder = coder
        self._lines = read_corrections(self.path)
        self._sentences: dict[str, Sentence] = {}
        self._take(stories)
        self._take(_story_of(line) for line in self._lines.values() if line["id"] not in self._sentences)

    @property
    def coder(self) -> StreamCoder:
        """The coder; the default one is made, which takes a second, when it is first asked for."""
        if self._coder is None:
            from eventcode.api import Coder

            self._coder = Coder()
        return self._coder

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in their order: those of the stories, of the file, and those typed since."""
        return list(self._sentences.values())

    def sentence(self, id: str) -> Sentence:
        """One sentence as it stands now; a KeyError where there is none of that id."""
        if id not in self._sentences:
            raise KeyError(f"no sentence {id!r} here; ids are those of review.sentences")
        return self._sentences[id]

    def code(self, text: str, date: datetime.date, dateline: str = "") -> list[Sentence]:
        """Code a text of one or more sentences and take them in; what was judged before keeps its decisions."""
        if not text.strip():
            raise InvalidEvent("the sentence is empty; type one")
        id = f"typed-{digest(text.strip(), date.isoformat(), dateline)}"
        taken = self._take([Story(id, date, text.strip(), dateline=dateline)])
        if not taken:
            raise InvalidEvent("there is nothing to code in this: it reads like a notice or a caption")
        return taken

    def _take(self, stories: Iterable[Story]) -> list[Sentence]:
        stories = iter(stories)
        first = next(stories, None)
        if first is None:  # the coder is not made for nothing
            return []
        taken = []
        for story, events in self.coder.stream(chain([first], stories)):
            judged_before = story.id in self._lines
            for sentence in [whole(story, events)] if judged_before else sentences_of(story, events):
                line = self._lines.get(sentence.id)
                fresh = restored(sentence, line) if line else sentence
                taken.append(self._sentences.setdefault(sentence.id, fresh))
        return taken

    # Judgements -------------------------------------------------------------------------------------------------------

    def accept(self, id: str, number: int) -> None:
        """Event `number` of a sentence (from 0) is right as coded."""
        case = self._coded(id, number)
        self._put(id, number, replace(case, decision="accepted", gold=case.coded))

    def reject(self, id: str, number: int) -> None:
        """Event `number` is none. One that the reader has added is taken out again."""
        case = self.sentence(id).cases[number]
        self._put(id, number, replace(case, decision="rejected", gold=None) if case.coded else None)

    def correct(self, id: str, number: int, **parts: datetime.date | str) -> GoldEvent:
        """Put parts of event `number` right: ``date``, ``actor``, ``code``, ``target``; the others stay.

        Gives the event as it is now; one that comes out as coded is accepted. Raises InvalidEvent.
        """
        sentence, case = self.sentence(id), self.sentence(id).cases[number]
        gold = self._checked(sentence, {**dict(zip(PARTS, case.shown, strict=True)), **parts}, case)
        decision = "added" if case.coded is None else "accepted" if gold == case.coded else "corrected"
        self._put(id, number, replace(case, decision=decision, gold=gold))
        return gold

    def add(self, id: str, date: datetime.date | str, actor: str, code: str, target: str) -> GoldEvent:
        """An event that the coder missed in a sentence. Raises InvalidEvent."""
        sentence = self.sentence(id)
        gold = self._checked(sentence, dict(zip(PARTS, (date, actor, code, target), strict=True)))
        self._save(replace(sentence, cases=(*sentence.cases, Case(None, "added", gold)), silent=False))
        return gold

    def confirm_silent(self, id: str) -> None:
        """There is nothing to code in a sentence in which the coder found no event."""
        sentence = self.sentence(id)
        if sentence.cases:
            raise InvalidEvent(f"{id} holds events; accept, correct or reject them")
        self._save(replace(sentence, silent=True))

    def undo(self, id: str, number: int | None = None) -> None:
        """Take back the judgement of event `number`, or, without one, that a sentence holds none."""
        if number is None:
            self._save(replace(self.sentence(id), silent=False))
            return
        case = self.sentence(id).cases[number]
        self._put(id, number, replace(case, decision="", gold=None) if case.coded else None)

    def doubts(self, gold: GoldEvent) -> str:
        """What may be a slip of the pen in an event, in words; empty where nothing looks like one."""
        strange = strange_parts(gold, self.coder.lexicon)
        return f"{', '.join(strange)} stands in no dictionary: is it meant so?" if strange else ""

    def _coded(self, id: str, number: int) -> Case:
        case = self.sentence(id).cases[number]
        if case.coded is None:
            raise InvalidEvent("this event is the reader's own; there is nothing to accept")
        return case

    def _checked(self, sentence: Sentence, parts: dict, case: Case | None = None) -> GoldEvent:
        if unknown := set(parts) - set(PARTS):
            raise TypeError(f"an event has no {', '.join(sorted(unknown))}; its parts are {', '.join(PARTS)}")
        gold = checked(**parts, published=sentence.date)
        if any(gold == other.shown for other in sentence.cases if other is not case and other.decision != "rejected"):
            raise InvalidEvent("this event stands in the sentence already")
        return gold

    def _put(self, id: str, number: int, case: Case | None) -> None:
        """Set one case anew; None takes it out."""
        sentence = self.sentence(id)
        cases = (*sentence.cases[:number], *([case] if case else []), *sentence.cases[number + 1 :])
        self._save(replace(sentence, cases=cases))

    def _save(self, sentence: Sentence) -> None:
        """To the file first: what could not be saved does not look as if it were."""
        line = to_line(sentence)
        append_line(self.path, line)
        self._sentences[sentence.id] = sentence

    # Looking ----------------------------------------------------------------------------------------------------------

    def find(self, words: str = "", decision: str | None = None) -> list[tuple[Sentence, int | None]]:
        """The events that hold all the words, as ``(sentence, number)``; number None for a sentence without events.

        A number of up to four digits is the beginning of a CAMEO code, another word any part of the sentence, its id,
        date and dateline, the actors' codes or the code's label. ``decision`` is one of `DECISIONS`, "" for those not
        judged yet, None for any; a sentence that rightly holds no event counts as accepted.
        """
        wanted = words.casefold().split()
        return [
            (sentence, number)
            for sentence in self._sentences.values()
            for number, decided in _decisions(sentence)
            if decision in (None, decided) and _holds(sentence, number, wanted)
        ]

    def agreement(self) -> Agreement:
        """How far the reader agrees with the coder, so far."""
        cases = [case for sentence in self._sentences.values() for case in sentence.cases]
        counts = Counter(case.decision or "open" for case in cases)
        parts = Counter(
            part
            for case in cases
            if case.decision == "corrected"
            for part, coded, gold in zip(PARTS, case.coded, case.gold, strict=True)
            if coded != gold
        )
        silent = sum(sentence.silent for sentence in self._sentences.values())
        return Agreement(**counts, silent=silent, parts=tuple((part, parts[part]) for part in PARTS if parts[part]))


def _story_of(line: dict) -> Story:
    return Story(line["id"], datetime.date.fromisoformat(line["date"]), line["text"], dateline=line["dateline"])


def _decisions(sentence: Sentence) -> list[tuple[int | None, str]]:
    if not sentence.cases:
        return [(None, "accepted" if sentence.silent else "")]
    return [(number, case.decision) for number, case in enumerate(sentence.cases)]


def _holds(sentence: Sentence, number: int | None, wanted: list[str]) -> bool:
    if not wanted:
        return True
    date, actor, code, target = sentence.cases[number].shown if number is not None else ("",) * 4
    where = (sentence.id, sentence.date.isoformat(), sentence.dateline, sentence.text, date, actor, target, label(code))
    text = "\n".join(where).casefold()
    return all(code.startswith(word) if word.isdecimal() and len(word) <= 4 else word in text for word in wanted)
