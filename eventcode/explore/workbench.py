"""The workbench: type or pick a sentence, see why it was coded so, and accept, correct or reject its events."""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import ipywidgets as widgets

from eventcode.event import Story
from eventcode.explore import cards
from eventcode.explore.judging import InvalidEvent, Sentence, as_day, digest
from eventcode.explore.panels import ALL, FIXED, Browser, Form, Keys, Place, Typing, show_if
from eventcode.explore.review import Review, StreamCoder
from eventcode.reading import Problem, read_stories


class Workbench:
    """A widget in which a reader judges coded events; show it as the last line of a notebook's cell.

    ``coder``: by default one with the shipped dictionaries. ``corrections``: the file that each judgement is added to
    at once, one gold line a sentence; what it holds comes back when the workbench is opened again. ``date``: the day
    of publication of typed sentences, a date or ``2019-05-13``, by default today. ``stories``: what to judge, as
    Story records, plain sentences, or the path of a file that :func:`eventcode.read_stories` reads.

    ``review`` is the state behind the widgets: everything can be done by program too.
    """

    def __init__(
        self,
        coder: StreamCoder | None = None,
        corrections: str | os.PathLike = "corrections.jsonl",
        date: datetime.date | str | None = None,
        stories: Iterable[Story | str] | str | os.PathLike | None = None,
    ):
        day = as_day(date or datetime.date.today())
        self.review = Review(corrections, coder, _stories(stories, day))
        self._place: Place | None = None
        self._judged: list[Place] = []  # by this reader, in this session, the last one last
        self._adding = False
        self._build(day)
        self._open(self._beginning())

    def __repr__(self) -> str:
        count = len(self.review.sentences)
        return f"Workbench of {count} sentences: {self.review.agreement()}; corrections in {self.review.path.name}"

    def _repr_mimebundle_(self, **kwargs) -> dict:
        # Where no widgets are to be had, on a page of saved notebooks say, the sentence in focus stands for them.
        still = f'<div class="tex2jax_ignore mathjax_ignore" style="max-width:60em">{self._still()}</div>'
        return {**self.widget._repr_mimebundle_(**kwargs), "text/plain": repr(self), "text/html": still}

    # Widgets ----------------------------------------------------------------------------------------------------------

    def _build(self, day: datetime.date) -> None:
        self._typing = Typing(day.isoformat(), self._code)
        self._browser = Browser(self._refresh, self._open)
        self._form = Form(self._save, self._close_form)
        self._keys = Keys(self._press)
        self._sentence, self._reasons = widgets.HTML(), widgets.HTML()
        self._message, self._agreement = widgets.HTML(), widgets.HTML()
        self._rows = widgets.VBox()
        self._card = widgets.VBox(
            [self._sentence, self._rows, self._keys.widget, self._form.widget, self._message, self._reasons],
            layout={"padding": "0.6em 1em", "flex": "5 1 28em", "min_width": "0"},
        )
        self._card.add_class("eventcode-card")
        self._browser.widget.layout = widgets.Layout(flex="3 1 17em", min_width="0", overflow="hidden")
        middle = widgets.HBox([self._browser.widget, self._card], layout={"flex_flow": "row wrap", "grid_gap": "0.8em"})
        self.widget = widgets.VBox(
            [widgets.HTML(cards.STYLE, layout={"display": "none"}), self._typing.widget, middle, self._agreement]
        )
        self.widget.add_class("eventcode-workbench")

    def _still(self) -> str:
        if self._place is None:
            return cards.agreement_bar(self.review.agreement())
        sentence, number = self._sentence_here(), self._place[1]
        rows = "".join(f"<div>{cards.case_row(case)}</div>" for case in sentence.cases)
        return cards.sentence_card(sentence, number) + rows + cards.agreement_bar(self.review.agreement())

    # Showing ----------------------------------------------------------------------------------------------------------

    def _open(self, place: Place | None, say: str = "") -> None:
        """Turn to an event."""
        self._place = place
        self._form.close()
        self._refresh(say)

    def _refresh(self, say: str = "", wrong: bool = False) -> None:
        """Everything as the review has it now."""
        self._message.value = cards.message(say, wrong)
        self._agreement.value = cards.agreement_bar(self.review.agreement())
        self._browser.show(self._found(), self._place)
        show_if(self._card, self._place is not None)
        if self._place is None:
            return
        sentence, number = self._sentence_here(), self._place[1]
        self._sentence.value = cards.sentence_card(sentence, number)
        self._reasons.value = cards.reasons(sentence, number)
        self._show_rows(sentence, number)
        for name in ("correct", "reject"):
            self._keys.buttons[name].disabled = number is None

    def _show_rows(self, sentence: Sentence, number: int | None) -> None:
        old = self._rows.children
        rows = [self._row(sentence, at, at == number) for at in range(len(sentence.cases))]
        self._rows.children = rows or [widgets.HTML(cards.silence_row(sentence))]
        for row in old:
            row.close()

    def _row(self, sentence: Sentence, at: int, chosen: bool) -> widgets.HBox:
        style = "info" if chosen else ""
        button = widgets.Button(description=str(at + 1), button_style=style, layout=FIXED | {"width": "2.6em"})
        button.on_click(lambda _: (self._open((sentence.id, at)), self._keys.focus()))
        return widgets.HBox([button, widgets.HTML(cards.case_row(sentence.cases[at]))])

    def _found(self) -> list[tuple[Sentence, int | None]]:
        decision = self._browser.decision.value
        return self.review.find(self._browser.words.value, None if decision == ALL else decision)

    def _beginning(self) -> Place | None:
        """Where the reader left off: the first event that is not judged, or just the first."""
        found = [(sentence.id, number) for sentence, number in self.review.find(decision="") or self.review.find()]
        return next((place for place in found if place[1] is not None), next(iter(found), None))

    def _sentence_here(self) -> Sentence:
        return self.review.sentence(self._place[0])

    # Doing ------------------------------------------------------------------------------------------------------------

    def _code(self, text: str, date: str, dateline: str) -> None:
        try:
            sentences = self.review.code(text, as_day(date), dateline)
        except InvalidEvent as error:
            show_if(self._card, True)
            self._message.value = cards.message(str(error), wrong=True)
            return
        first = sentences[0]
        self._browser.words.value, self._browser.decision.value = "", ALL
        self._open((first.id, 0 if first.cases else None))
        self._keys.focus()

    def _press(self, key: str) -> None:
        """Do what a key or its button stands for."""
        if self._place is None:
            return
        name = cards.KEYS[key]
        if name in ("next", "previous"):
            self._open(self._neighbour(1 if name == "next" else -1))
        elif name in ("correct", "add missed"):
            self._open_form(adding=name == "add missed")
            return
        elif name == "undo":
            self._undo()
        else:
            self._judge(self._accept if name == "accept" else self.review.reject)
        self._keys.focus()

    def _accept(self, id: str, number: int | None) -> None:
        if number is None:
            self.review.confirm_silent(id)
        else:
            self.review.accept(id, number)

    def _judge(self, judgement: Callable[[str, int | None], None]) -> None:
        """Do it, and turn to the next event that waits for a judgement."""
        if judgement == self.review.reject and self._place[1] is None:
            return
        waiting = self._neighbour(1, open_only=True)
        try:
            judgement(*self._place)
        except (InvalidEvent, OSError) as error:
            self._refresh(str(error), wrong=True)
            return
        self._judged.append(self._place)
        self._open(self._nearest(waiting))

    def _undo(self) -> None:
        """Take back the judgement here or, as the next event has come by itself, the last one made."""
        while _is_open(self._sentence_here(), self._place[1]) and self._judged:
            self._place = self._nearest(self._judged.pop())
        if _is_open(self._sentence_here(), self._place[1]):
            self._refresh("nothing to take back")
            return
        self.review.undo(*self._place)
        self._open(self._nearest(self._place))

    def _neighbour(self, step: int, open_only: bool = False) -> Place:
        """The next place in the list, round its end; the same where there is no other."""
        found = self._found()
        places = [(sentence.id, number) for sentence, number in found]
        here = places.index(self._place) if self._place in places else -1
        ahead = [(here + step * way) % len(places) for way in range(1, len(places) + 1)] if places else []
        for at in ahead:
            if not open_only or (places[at] != self._place and _is_open(*found[at])):
                return places[at]
        return self._place

    def _nearest(self, place: Place) -> Place:
        """The place, or the last of its sentence where an event was taken out."""
        count = len(self.review.sentence(place[0]).cases)
        number = place[1] if place[1] is not None else 0
        return place[0], min(number, count - 1) if count else None

    def _open_form(self, adding: bool) -> None:
        sentence, number = self._sentence_here(), self._place[1]
        if number is None and not adding:
            return
        self._adding = adding
        begin = (sentence.date.isoformat(), "", "", "") if adding else sentence.cases[number].shown
        title = "An event that was missed" if adding else f"Event {number + 1}, corrected"
        self._form.open(title, begin, self._actors())

    def _actors(self) -> set[str]:
        """The actor codes to choose from: those of all sentences here."""
        shown = [case.shown for sentence in self.review.sentences for case in sentence.cases]
        return {code for _, actor, _, target in shown for code in (actor, target)}

    def _save(self, parts: dict[str, str]) -> None:
        id, number = self._place
        try:
            gold = self.review.add(id, **parts) if self._adding else self.review.correct(id, number, **parts)
        except (InvalidEvent, OSError) as error:
            self._form.complain(str(error))
            return
        place = (id, len(self._sentence_here().cases) - 1) if self._adding else (id, number)
        self._judged.append(place)
        self._open(place, " ".join(filter(None, (f"saved: {' '.join(gold)}", self.review.doubts(gold)))))
        self._keys.focus()

    def _close_form(self) -> None:
        self._form.close()
        self._keys.focus()


def _is_open(sentence: Sentence, number: int | None) -> bool:
    return not sentence.silent if number is None else not sentence.cases[number].decision


def _stories(stories: Iterable[Story | str] | str | os.PathLike | None, day: datetime.date) -> Iterator[Story]:
    """What was given, as stories: sentences are dated, a path is read, with a warning for what is broken."""
    if isinstance(stories, str | os.PathLike):
        stories = read_stories(Path(stories), day)
    for story in stories or ():
        if isinstance(story, Problem) and story.skipped:
            warnings.warn(str(story), stacklevel=2)
        if isinstance(story, str):
            yield Story(f"typed-{digest(story.strip(), day.isoformat(), '')}", day, story.strip())
        elif isinstance(story, Story):
            yield story
