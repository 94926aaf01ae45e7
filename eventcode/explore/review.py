"""A workbench without its widgets: sentences, what a reader makes of their events, and the agreement so far."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from eventcode.event import Event, Near, Story
from eventcode.explore.actors import add_line
from eventcode.explore.adjudication import TwoCodings
from eventcode.explore.agreeing import Agreement, agreement_on
from eventcode.explore.blind import BlindAgreement, blind_agreement, hidden, is_untouched, shown
from eventcode.explore.corrections import append_line, checked_line, read_corrections, restored, to_line
from eventcode.explore.finding import ORDERS, found_in
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

    def nearly(self, text: str, date: datetime.date, dateline: str = "") -> list[Near]:
        """The acts of a text that were read and gave no event."""

    def with_lexicon(self, lexicon: Lexicon) -> StreamCoder:
        """The same coder with other dictionaries."""


class Review:
    """Sentences with their coded events, judged one by one; each judgement is saved at once as a gold line.

    Parameters
    ----------
    path : str or Path
        The file of corrections: its sentences come back with their decisions.
    coder : Coder, optional
        What codes; by default one with the shipped dictionaries, made when it is needed.
    stories : iterable of Story
        They are coded at the start, with those of the file.
    blind : bool
        Judge before seeing: until they are asked for with `accept` or `confirm_silent`, the coder's events of a
        sentence are kept back, and `add` says what the reader finds. May be switched at any time.
    actors : str or Path
        The file of the reader's own actors, which `add_actor` adds to; by default ``my_actors.csv`` beside `path`.
    two : TwoCodings, optional
        Two people's codings to settle, in place of the coder's.

    Raises
    ------
    CorrectionsError
        Where the file is broken.
    LexiconError
        Where the file of actors is.
    """

    def __init__(
        self,
        path: str | Path,
        coder: StreamCoder | None = None,
        stories: Iterable[Story] = (),
        blind: bool = False,
        actors: str | Path | None = None,
        two: TwoCodings | None = None,
    ):
        self.path = Path(path)
        self.actors = Path(actors or self.path.parent / "my_actors.csv")
        self.blind = blind
        self.two = two
        self._coder = coder
        self._own_actors = self.actors.exists()
        self._lines = read_corrections(self.path)
        self._nearly: dict[str, list[Near]] = {}
        self._sentences: dict[str, Sentence] = {}
        if two:
            self._settle(two)
            return
        self._take(stories)
        self._take(_story_of(line) for line in self._lines.values() if line["id"] not in self._sentences)

    @property
    def coder(self) -> StreamCoder:
        """The coder, with the reader's own actors; the default one is made, which takes a second, when it is first
        asked for.
        """
        if self._coder is None:
            from eventcode.api import Coder

            self._coder = Coder()
        if self._own_actors:
            self._coder = self._coder.with_lexicon(self._coder.lexicon.extend([self.actors]))
            self._own_actors = False
        return self._coder

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in their order, as the reader may see them: those of the stories, of the file, and those typed
        since.
        """
        return [self._view(sentence) for sentence in self._sentences.values()]

    def sentence(self, id: str) -> Sentence:
        """One sentence as it stands now.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.

        Returns
        -------
        Sentence
            As the reader may see it.

        Raises
        ------
        KeyError
            Where there is none of that id.
        """
        if id not in self._sentences:
            raise KeyError(f"no sentence {id!r} here; ids are those of review.sentences")
        return self._view(self._sentences[id])

    def hides(self, id: str) -> bool:
        """Are the coder's events in a sentence kept back until the reader has judged it?

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.

        Returns
        -------
        bool
        """
        return self.blind and is_untouched(self._sentences[id])

    def _view(self, sentence: Sentence) -> Sentence:
        return hidden(sentence) if self.hides(sentence.id) else sentence

    def code(self, text: str, date: datetime.date, dateline: str = "") -> list[Sentence]:
        """Code a text of one or more sentences and take them in; what was judged before keeps its decisions.

        They are scratch, apart from the queue, unless they stand there already.

        Parameters
        ----------
        text : str
            A sentence or a story.
        date : date
            Its day of publication.
        dateline : str
            The place it was written in.

        Returns
        -------
        list of Sentence

        Raises
        ------
        InvalidEvent
            For a text without words, or without any to code.
        """
        if not text.strip():
            raise InvalidEvent("the sentence is empty; type one")
        id = f"typed-{digest(text.strip(), date.isoformat(), dateline)}"
        taken = self._take([Story(id, date, text.strip(), dateline=dateline)], scratch=True)
        if not taken:
            raise InvalidEvent("there is nothing to code in this: it reads like a notice or a caption")
        return [self._view(sentence) for sentence in taken]

    def _take(self, stories: Iterable[Story], scratch: bool = False) -> list[Sentence]:
        stories = iter(stories)
        first = next(stories, None)
        if first is None:  # the coder is not made for nothing
            return []
        taken = []
        for story, events in self.coder.stream(chain([first], stories)):
            judged_before = story.id in self._lines
            for sentence in [whole(story, events)] if judged_before else sentences_of(story, events):
                line = self._lines.get(sentence.id)
                fresh = restored(sentence, line) if line else replace(sentence, scratch=scratch)
                taken.append(self._sentences.setdefault(sentence.id, fresh))
        return taken

    def _settle(self, two: TwoCodings) -> None:
        """What both people hold needs no judge: it is written at once."""
        for sentence in two.sentences():
            line = self._lines.get(sentence.id)
            self._sentences[sentence.id] = restored(sentence, line) if line else sentence
            if not line and not sentence.open:
                append_line(self.path, to_line(sentence))

    # Judgements -------------------------------------------------------------------------------------------------------

    def accept(self, id: str, number: int) -> None:
        """An event is right as coded; where the coder's events are kept back, they are shown.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        number : int
            Which event of the sentence, from 0.

        Raises
        ------
        InvalidEvent
            For an event that the reader has added.
        """
        if self.hides(id):
            self._save(shown(self._sentences[id]))
            return
        case = self._coded(id, number)
        self._put(id, number, replace(case, decision="accepted", gold=case.coded))

    def reject(self, id: str, number: int) -> None:
        """An event is none. One that the reader has added is taken out again.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        number : int
            Which event of the sentence, from 0.
        """
        case = self.sentence(id).cases[number]
        self._put(id, number, replace(case, decision="rejected", gold=None) if case.coded else None)

    def put_off(self, id: str, number: int | None = None) -> None:
        """The reader is unsure: the event is neither right nor wrong, and not gold until that is settled.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        number : int, optional
            Which event of the sentence, from 0; None for a sentence without events.

        Raises
        ------
        InvalidEvent
            Where the coder's events are kept back, and for an event that the reader has added.
        """
        if self.hides(id):
            raise InvalidEvent("say what you see in it, or go on: a sentence whose events are kept back stays open")
        if number is None:
            self._save(replace(self.sentence(id), verdict="unsure"))
            return
        self._put(id, number, replace(self._coded(id, number), decision="unsure", gold=None))

    def correct(self, id: str, number: int, **parts: datetime.date | str) -> GoldEvent:
        """Put parts of an event right; it is accepted where it comes out as coded.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        number : int
            Which event of the sentence, from 0.
        **parts : date or str
            ``date``, ``actor``, ``code``, ``target``; those not given stay.

        Returns
        -------
        GoldEvent
            The event as it is now.

        Raises
        ------
        InvalidEvent
            For what is no event, or stands in the sentence already.
        TypeError
            For a part that an event does not have.
        """
        sentence, case = self.sentence(id), self.sentence(id).cases[number]
        gold = self._checked(sentence, {**dict(zip(PARTS, case.shown, strict=True)), **parts}, case)
        decision = "added" if case.coded is None else "accepted" if gold == case.coded else "corrected"
        self._put(id, number, replace(case, decision=decision, gold=gold))
        return gold

    def add(self, id: str, date: datetime.date | str, actor: str, code: str, target: str) -> GoldEvent:
        """An event that the coder missed, or, where its events are kept back, one that the reader sees.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        date : date or str
            Its day, a date or ``2019-05-13``.
        actor, target : str
            Codes of the parties.
        code : str
            The CAMEO code of the act.

        Returns
        -------
        GoldEvent
            The event as it is kept.

        Raises
        ------
        InvalidEvent
            For what is no event, or stands in the sentence already.
        """
        sentence = self.sentence(id)
        gold = self._checked(sentence, dict(zip(PARTS, (date, actor, code, target), strict=True)))
        self._store(replace(sentence, cases=(*sentence.cases, Case(None, "added", gold)), verdict=""))
        return gold

    def confirm_silent(self, id: str) -> None:
        """There is nothing to code in a sentence in which the coder found no event, or, where its events are kept
        back, the reader saw none: they are then shown.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.

        Raises
        ------
        InvalidEvent
            For a sentence with events.
        """
        if self.hides(id):
            self._save(shown(self._sentences[id]))
            return
        sentence = self.sentence(id)
        if sentence.cases:
            raise InvalidEvent(f"{id} holds events; accept, correct or reject them")
        self._save(replace(sentence, verdict="accepted"))

    def undo(self, id: str, number: int | None = None) -> None:
        """Take back a judgement; an event that the reader has added is taken out.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        number : int, optional
            Which event of the sentence, from 0; None for the judgement on a sentence without events.
        """
        if number is None:
            self._save(replace(self._sentences[id], verdict=""))
            return
        case = self.sentence(id).cases[number]
        self._put(id, number, replace(case, decision="", gold=None) if case.coded else None)

    def write_note(self, id: str, note: str) -> None:
        """Keep a note on a sentence.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.
        note : str
            An empty one takes the old one away.
        """
        self._save(replace(self._sentences[id], note=note.strip()))

    def add_actor(self, names: str, code: str, start: str = "", until: str = "") -> list[str]:
        """Add an actor to the reader's own dictionary and code anew the sentences that name it.

        Parameters
        ----------
        names : str
            What it is called, separated by ``;``.
        code : str
            Its code, as ``FRAGOV``.
        start, until : str
            The first and the last day in that office, as ``2019-05-13``; empty where it is open.

        Returns
        -------
        list of str
            The ids of the sentences coded anew, whose judgements stay.

        Raises
        ------
        InvalidEvent
            For a line that is no entry; nothing is written then.
        """
        lexicon = add_line(self.actors, self.coder.lexicon, names, code, start, until)
        self._coder = self.coder.with_lexicon(lexicon)
        self._nearly.clear()
        wanted = [name.strip().casefold() for name in names.split(";") if name.strip()]
        stale = [one for one in self._sentences.values() if any(name in one.text.casefold() for name in wanted)]
        for sentence in stale:
            self._sentences[sentence.id] = self._coded_anew(sentence)
        return [sentence.id for sentence in stale]

    def doubts(self, gold: GoldEvent) -> str:
        """What may be a slip of the pen in an event.

        Parameters
        ----------
        gold : GoldEvent

        Returns
        -------
        str
            In words; empty where nothing looks like one.
        """
        strange = strange_parts(gold, self.coder.lexicon)
        return f"{', '.join(strange)} stands in no dictionary: is it meant so?" if strange else ""

    def _coded_anew(self, sentence: Sentence) -> Sentence:
        """With what the coder sees in it now, in view of its story."""
        alone = Story(sentence.id, sentence.date, sentence.text, dateline=sentence.dateline)
        ((_, events),) = self.coder.stream([sentence.story or alone])
        fresh = whole(alone, [event for event in events if event.sentence in sentence.text])
        return replace(restored(fresh, checked_line(to_line(sentence))), story=sentence.story)

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
        self._store(replace(sentence, cases=cases))

    def _store(self, sentence: Sentence) -> None:
        """A sentence as the reader sees it; where the coder's events are kept back, it holds what the reader said."""
        if self.hides(sentence.id):
            sentence = replace(self._sentences[sentence.id], blind=tuple(case.gold for case in sentence.cases))
        self._save(sentence)

    def _save(self, sentence: Sentence) -> None:
        """To the file first: what could not be saved does not look as if it were."""
        line = to_line(sentence)
        append_line(self.path, line)
        self._sentences[sentence.id] = sentence

    # Looking ----------------------------------------------------------------------------------------------------------

    def find(
        self, words: str = "", decision: str | None = None, order: str = ORDERS[0], scratch: bool | None = None
    ) -> list[tuple[Sentence, int | None]]:
        """The events that hold all the words.

        Parameters
        ----------
        words : str
            A number of up to four digits is the beginning of a CAMEO code, another word any part of the sentence, its
            id, date, dateline and note, the actors' codes or the code's label.
        decision : str, optional
            One of `DECISIONS`, "" for those not judged yet; any where not given. A sentence that rightly holds no
            event counts as accepted.
        order : str
            One of `ORDERS`; where it goes by confidence, sentences without events come last.
        scratch : bool, optional
            Only what was typed to try something, or, False, only the queue; both where not given.

        Returns
        -------
        list of (Sentence, int or None)
            Each with the number of the event in it, from 0; None for a sentence without events.
        """
        return found_in(self.sentences, words, decision, order, scratch)

    def nearly(self, id: str) -> list[Near]:
        """The acts of a sentence that were read and gave no event, and what each lacked.

        Parameters
        ----------
        id : str
            The sentence's, as `sentences` have it.

        Returns
        -------
        list of Near
            Nothing while the coder's events are kept back, and where two people's codings are settled.
        """
        if self.two or self.hides(id):
            return []
        if id not in self._nearly:
            sentence = self._sentences[id]
            self._nearly[id] = self.coder.nearly(sentence.text, sentence.date, sentence.dateline)
        return self._nearly[id]

    def agreement(self, scratch: bool = False) -> Agreement:
        """How far the reader agrees with the coder, so far.

        Parameters
        ----------
        scratch : bool
            In what was typed to try something; else in the queue.

        Returns
        -------
        Agreement
        """
        sentences = [sentence for sentence in self._sentences.values() if sentence.scratch == scratch]
        seen = [sentence for sentence in sentences if not self.hides(sentence.id)]
        return agreement_on(seen, len(sentences) - len(seen))

    def blind_agreement(self) -> BlindAgreement:
        """How far what the reader said before seeing agrees with the coder's events, over the queue.

        Returns
        -------
        BlindAgreement
        """
        return blind_agreement([sentence for sentence in self._sentences.values() if not sentence.scratch])


def _story_of(line: dict) -> Story:
    return Story(line["id"], datetime.date.fromisoformat(line["date"]), line["text"], dateline=line["dateline"])
