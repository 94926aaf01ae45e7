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
from eventcode.explore.adjudication import TwoCodings
from eventcode.explore.finding import ORDERS
from eventcode.explore.judging import InvalidEvent, Sentence, as_day, digest
from eventcode.explore.lookup import find_actors, find_acts
from eventcode.explore.panels import ALL, FIXED, WRAPPED, ActorForm, Browser, Form, Keys, Note, Place, Typing, show_if
from eventcode.explore.review import Review, StreamCoder
from eventcode.reading import Problem, read_stories


class Workbench:
    """A widget in which a reader judges coded events; show it as the last line of a notebook's cell.

    ``review`` is the state behind the widgets: everything can be done by program too.

    Parameters
    ----------
    coder : Coder, optional
        By default one with the shipped dictionaries.
    corrections : str or path
        The file that each judgement is added to at once, one gold line a sentence; what it holds comes back when the
        workbench is opened again.
    date : date or str, optional
        The day of publication of typed sentences, a date or ``2019-05-13``, by default today.
    stories : iterable of Story or str, or path, optional
        What to judge: Story records, plain sentences, or a file that :func:`eventcode.read_stories` reads.
    blind : bool
        Judge before seeing: the coder's events are shown once the reader has said what happens.
    actors : str or path, optional
        The file of the reader's own actors, by default ``my_actors.csv`` beside ``corrections``.
    coders : pair of paths, optional
        Two people's files of corrections, to be settled in this one: what both hold is accepted, the rest is judged.
    """

    def __init__(
        self,
        coder: StreamCoder | None = None,
        corrections: str | os.PathLike = "corrections.jsonl",
        date: datetime.date | str | None = None,
        stories: Iterable[Story | str] | str | os.PathLike | None = None,
        blind: bool = False,
        actors: str | os.PathLike | None = None,
        coders: tuple[str | os.PathLike, str | os.PathLike] | None = None,
    ):
        day = as_day(date or datetime.date.today())
        two = TwoCodings(*coders) if coders else None
        self.review = Review(corrections, coder, _stories(stories, day), blind, actors, two)
        self._two = cards.two_line(two.names, len(two), two.agreement()) if two else ""
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
        self._blind = widgets.Checkbox(self.review.blind, description="judge before seeing", indent=False)
        self._blind.observe(self._turn_blind, "value")
        self._browser = Browser(self._refresh, self._open)
        self._form = Form(self._save, self._escape, self._acts, self._actors, self._name_actor)
        self._actor_form = ActorForm(self._add_actor, self._escape)
        self._keys = Keys(self._press)
        self._note = Note(self._write_note)
        self._sentence, self._reasons, self._nearly = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._message, self._agreement = widgets.HTML(), widgets.HTML()
        self._message.add_class("eventcode-message")
        self._rows, self._names = widgets.VBox(), widgets.HBox(layout=WRAPPED)
        forms = [self._form.widget, self._actor_form.widget, self._message]
        below = [self._reasons, self._nearly, self._names, self._note.widget]
        self._card = widgets.VBox(
            [self._sentence, self._rows, self._keys.widget, *forms, *below],
            layout={"padding": "0.6em 1em", "flex": "5 1 28em", "min_width": "0"},
        )
        self._card.add_class("eventcode-card")
        self._browser.widget.layout = widgets.Layout(flex="3 1 17em", min_width="0")
        middle = widgets.HBox([self._browser.widget, self._card], layout=WRAPPED | {"grid_gap": "0.8em"})
        style = widgets.HTML(cards.STYLE, layout={"display": "none"})
        self.widget = widgets.VBox([style, self._typing.widget, self._blind, middle, self._agreement])
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
        self._agreement.value = self._agreed()
        self._browser.show(self._found(), self._place)
        self._browser.order.disabled = self.review.blind  # an order by confidence would tell of it
        show_if(self._card, self._place is not None)
        if self._place is not None:
            self._show(self._sentence_here(), self._place[1])

    def _show(self, sentence: Sentence, number: int | None) -> None:
        """The card of a sentence, with event `number` in focus."""
        self._sentence.value = cards.sentence_card(sentence, number)
        self._reasons.value = "" if sentence.hidden else cards.reasons(sentence, number)
        self._note.text.value = sentence.note
        near = self.review.nearly(sentence.id)
        self._nearly.value = cards.nearly(near)
        self._show_rows(sentence, number)
        self._show_names(list(dict.fromkeys(name for one in near for name in one.unknown)))
        for name in ("correct", "reject"):
            self._keys.buttons[name].disabled = number is None
        self._keys.buttons["unsure"].disabled = sentence.hidden
        self._keys.call("accept", "That is all: show" if sentence.hidden else "Accept")
        self._keys.call("add missed", "Add an event" if sentence.hidden else "Add missed")

    def _agreed(self) -> str:
        """The lines below: how far two people agree, and how far the reader and the coder do."""
        bar = cards.agreement_bar(self.review.agreement(scratch=self._browser.scratch.value))
        return self._two + bar + cards.blind_line(self.review.blind_agreement())

    def _show_names(self, names: list[str]) -> None:
        """A button for each name that no dictionary knows."""
        old = self._names.children
        self._names.children = [self._name_button(name) for name in names]
        for button in old:
            button.close()

    def _name_button(self, name: str) -> widgets.Button:
        button = widgets.Button(description=f"Add actor {name}…", layout=FIXED | {"width": "auto"})
        button.on_click(lambda _: self._name_actor(name))
        return button

    def _show_rows(self, sentence: Sentence, number: int | None) -> None:
        old = self._rows.children
        rows = [self._row(sentence, at, at == number) for at in range(len(sentence.cases))]
        self._rows.children = rows or [widgets.HTML(cards.silence_row(sentence))]
        for row in old:
            row.close()

    def _row(self, sentence: Sentence, at: int, chosen: bool) -> widgets.HBox:
        sign, style = ("▸ ", "info") if chosen else ("", "")
        told = f"event {at + 1}{', chosen' * chosen}"
        button = widgets.Button(
            description=f"{sign}{at + 1}", tooltip=told, button_style=style, layout=FIXED | {"width": "3em"}
        )
        button.on_click(lambda _: (self._open((sentence.id, at)), self._keys.focus()))
        return widgets.HBox([button, widgets.HTML(cards.case_row(sentence.cases[at]), layout={"min_width": "0"})])

    def _found(self) -> list[tuple[Sentence, int | None]]:
        chosen = self._browser
        decision = None if chosen.decision.value == ALL else chosen.decision.value
        order = ORDERS[0] if self.review.blind else chosen.order.value
        return self.review.find(chosen.words.value, decision, order, chosen.scratch.value)

    def _beginning(self) -> Place | None:
        """Where the reader left off: the first event of the queue that is not judged, or just the first."""
        queue = self.review.find(decision="", scratch=False) or self.review.find(scratch=False)
        found = [(sentence.id, number) for sentence, number in queue]
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
        self._browser.scratch.value = first.scratch
        self._open((first.id, 0 if first.cases else None))
        self._keys.focus()

    def _press(self, key: str) -> None:
        """Do what a key or its button stands for."""
        if self._place is None:
            return
        if key == "Escape":
            self._escape()
            return
        if key.isdecimal():
            self._turn_to(int(key) - 1)
            return
        name = cards.KEYS[key]
        if name in ("correct", "add missed"):
            self._open_form(adding=name == "add missed")
            return
        if name == "note":
            self._note.text.focus()
            return
        if name in ("next", "previous"):
            self._open(self._neighbour(1 if name == "next" else -1))
        elif name == "undo":
            self._undo()
        else:
            self._judge({"accept": self._accept, "reject": self.review.reject, "unsure": self.review.put_off}[name])
        self._keys.focus()

    def _escape(self) -> None:
        """Back to the keys, from wherever the reader is."""
        self._form.close()
        self._actor_form.close()
        self._keys.focus()

    def _turn_to(self, number: int) -> None:
        if number < len(self._sentence_here().cases):
            self._open((self._place[0], number))

    def _turn_blind(self, change) -> None:
        self.review.blind = change.new
        if self._place is not None:
            self._open(self._nearest(self._place))
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
        waiting, was_hidden = self._neighbour(1, open_only=True), self.review.hides(self._place[0])
        try:
            judgement(*self._place)
        except (InvalidEvent, OSError) as error:
            self._refresh(str(error), wrong=True)
            return
        if was_hidden:
            self._open(self._nearest(self._place), self._compared())
            return
        self._judged.append(self._place)
        self._open(self._nearest(waiting))

    def _compared(self) -> str:
        """What came of setting the reader's events beside the coder's."""
        if not self._sentence_here().seen:
            return ""
        made = [cards.DECISIONS[decision][2] for _, decision in self._sentence_here().decisions]
        return f"the coder's events are shown: {', '.join(made)}; n goes on"

    def _undo(self) -> None:
        """Take back the judgement here or, as the next event has come by itself, the last one made; where the coder's
        events are kept back, the event in focus.
        """
        said = self._sentence_here().hidden and self._place[1] is not None
        while not said and _is_open(self._sentence_here(), self._place[1]) and self._judged:
            self._place = self._nearest(self._judged.pop())
        if not said and _is_open(self._sentence_here(), self._place[1]):
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
        missed = "An event that you see" if sentence.hidden else "An event that was missed"
        self._form.open(missed if adding else f"Event {number + 1}, corrected", begin)

    def _acts(self, words: str) -> list[tuple[str, str]]:
        return find_acts(self.review.coder.lexicon, words)

    def _actors(self, words: str) -> list[tuple[str, str]]:
        return find_actors(self.review.coder.lexicon, words, self._sentence_here().date)

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

    def _name_actor(self, name: str) -> None:
        self._actor_form.open(name)

    def _add_actor(self, parts: dict[str, str]) -> None:
        """Add it, and code anew what names it; an event that is being entered gets its code and stays open."""
        try:
            anew = self.review.add_actor(**parts)
        except (InvalidEvent, OSError) as error:
            self._actor_form.complain(str(error))
            return
        self._actor_form.close()
        told = f"{parts['names']}, {parts['code']} added to {self.review.actors.name}; {len(anew)} sentences coded anew"
        if self._form.is_open:
            self._form.put_actor(parts["code"])
            self._refresh(told)
            return
        self._open(self._nearest(self._place), told)
        self._keys.focus()

    def _write_note(self, note: str) -> None:
        try:
            self.review.write_note(self._place[0], note)
        except OSError as error:
            self._refresh(str(error), wrong=True)
            return
        self._refresh("note kept")
        self._keys.focus()


def _is_open(sentence: Sentence, number: int | None) -> bool:
    return not (sentence.verdict if number is None else sentence.cases[number].decision)


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
