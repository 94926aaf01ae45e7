"""The workbench's parts, each a few widgets that know nothing of the others: they call back when something is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from eventcode import cameo
from eventcode.explore import cards
from eventcode.explore.finding import ORDERS
from eventcode.explore.judging import PARTS, GoldEvent, Sentence
from eventcode.explore.lookup import Found, is_act, is_actor

#: A sentence's id and the number of an event in it, None where it holds none.
Place = tuple[str, int | None]

#: The filter that lets every event pass.
ALL = "all"

#: Lines of the browser's list; a browser page gets slow with many thousands.
LISTED = 1000

#: Seconds in which a new value is taken to come with the Enter before it.
PATIENCE = 2.0

#: Layout of what keeps its width on a narrow page, and of a row that goes on below on one.
FIXED = {"flex": "0 0 auto"}
WRAPPED = {"flex_flow": "row wrap", "grid_gap": "2px 4px"}

_HERE = Path(__file__).parent


class OnEnter:
    """Enter in a field does what its button does.

    A page tells of the key before it tells of the new value, so the value is waited for. Where there is no new one
    the focus goes to the button, and a second Enter presses it.
    """

    def __init__(self, field: widgets.Text, button: widgets.Button, done: Callable[[], None]):
        field.continuous_update = False
        self._button, self._done, self._entered = button, done, -PATIENCE
        field.on_msg(self._pressed)
        field.observe(self._changed, "value")

    def _pressed(self, _, content: dict, buffers) -> None:
        if content.get("event") == "submit":
            self._entered = time.monotonic()
            self._button.focus()

    def _changed(self, _) -> None:
        if time.monotonic() - self._entered < PATIENCE:
            self._entered = -PATIENCE
            self._done()


def show_if(widget: widgets.Widget, shown: bool) -> None:
    """Show a widget, or fold it away."""
    widget.layout.display = None if shown else "none"


class Typing:
    """The line on top: a sentence, its date and dateline, and a button that codes it."""

    def __init__(self, date: str, code: Callable[[str, str, str], None]):
        told = "Type or paste a sentence, and press Enter"
        self.text = widgets.Text(placeholder=told, tooltip="a sentence to try", layout={"flex": "1 1 20em"})
        self.date = widgets.Text(date, tooltip="day of publication", layout={"width": "7.5em"})
        self.dateline = widgets.Text(
            placeholder="dateline", tooltip="the place it was written in", layout={"width": "9em"}
        )
        self.button = widgets.Button(description="Code", button_style="primary", layout={"width": "6em"})
        self.widget = widgets.HBox([self.text, self.date, self.dateline, self.button], layout=WRAPPED)

        def done(*_) -> None:
            code(self.text.value, self.date.value, self.dateline.value.strip())

        self.button.on_click(done)
        for field in (self.text, self.date, self.dateline):
            OnEnter(field, self.button, done)


class Browser:
    """The list of coded events: of the queue or of what was typed, filtered by words and by what became of them."""

    def __init__(self, filtered: Callable[[], None], opened: Callable[[Place], None]):
        self.words = widgets.Text(
            placeholder="filter: words, actor, code", tooltip="filter by words, actor or code", layout={"width": "auto"}
        )
        choices = [(f"{sign} {name}", key) for key, (sign, _, name) in cards.DECISIONS.items()]
        self.decision = self._choice([("all", ALL), *choices], "which decisions")
        self.order = self._choice(ORDERS, "in which order")
        self.scratch = self._choice([("queue", False), ("scratch", True)], "the queue, or what was typed to try it")
        self.list = widgets.Select(tooltip="the events", layout={"width": "auto", "height": "24em"})
        self.list.add_class("eventcode-list")
        self.count = widgets.HTML()
        choosers = widgets.HBox([self.scratch, self.decision, self.order], layout=WRAPPED)
        self.widget = widgets.VBox([self.words, choosers, self.list, self.count])
        self._told = False
        for chooser in (self.words, self.decision, self.order, self.scratch):
            chooser.observe(lambda _: filtered(), "value")
        self.list.observe(lambda change: None if self._told or not change.new else opened(change.new), "value")

    @staticmethod
    def _choice(options: Iterable, told: str) -> widgets.Dropdown:
        return widgets.Dropdown(options=options, tooltip=told, layout={"width": "auto", "flex": "1 1 7em"})

    def show(self, found: list[tuple[Sentence, int | None]], place: Place | None) -> None:
        """List these, with the one at `place` chosen if it is among them."""
        options = [(cards.entry(sentence, number), (sentence.id, number)) for sentence, number in found[:LISTED]]
        self._told = True  # what the program chooses is no choice of the reader's
        if options != list(self.list.options):
            self.list.options = options
        self.list.value = place if place in [value for _, value in options] else None
        self._told = False
        more = f", the first {LISTED:,} listed" if len(found) > LISTED else ""
        self.count.value = cards.message(f"{len(found):,} found{more}" if found else "nothing found")


class Lookup(anywidget.AnyWidget):
    """A field that shows what is found for its words; arrows and Enter choose, Enter alone takes what is written.

    ``search`` finds codes for words, ``is_code`` tells a code from words: of words Enter takes the first that is found.
    ``changed`` is called when the text is another, ``entered`` when Enter was pressed on a code.
    """

    _esm = _HERE / "lookup.js"
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    found = traitlets.List().tag(sync=True)
    shown = traitlets.List(["", 0]).tag(sync=True)  # the text the program puts in, and how many it has put in

    def __init__(
        self, label: str, search: Callable[[str], list[Found]], is_code: Callable[[str], bool],
        changed: Callable[[], None], entered: Callable[[], None], hint: str = "", layout: dict | None = None,
    ):  # fmt: skip
        super().__init__(label=label, hint=hint, layout=layout or {})
        self._text, self._search, self._is_code, self._changed, self._entered = "", search, is_code, changed, entered
        self.add_class("eventcode-lookup")
        self.on_msg(self.hear)

    @property
    def value(self) -> str:
        """The text as it stands."""
        return self._text

    @value.setter
    def value(self, text: str) -> None:
        self._text, self.found, self.shown = text, [], [text, self.shown[1] + 1]
        self._changed()

    def hear(self, _, content: dict, buffers=None) -> None:
        """What the page tells: ``kind`` is ``asked`` while one types, ``picked`` or ``entered``; ``text`` all of it."""
        self._text = content["text"]
        if content["kind"] == "asked":
            self.found = [list(one) for one in self._search(self._text)]
        elif content["kind"] == "entered" and not self._is_code(self._text) and (found := self._search(self._text)):
            self.value = found[0][0]
            return
        elif content["kind"] == "entered":
            self._entered()
            return
        self._changed()

    def focus(self) -> None:
        """Let what is typed next go here."""
        self.send({"focus": True})


class Form:
    """Four fields that put an event right or add one; Enter saves. Acts and actors are found by their words."""

    def __init__(
        self, save: Callable[[dict[str, str]], None], close: Callable[[], None],
        acts: Callable[[str], list[Found]], actors: Callable[[str], list[Found]], add_actor: Callable[[str], None],
    ):  # fmt: skip
        def done(*_) -> None:
            save({part: field.value for part, field in self.fields.items()})

        def nothing() -> None:
            pass

        wide = {"flex": "1 1 8em", "min_width": "0"}
        self.title, self.meaning, self.complaint = widgets.HTML(), widgets.HTML(), widgets.HTML()
        date = widgets.Text(tooltip="date", layout={"width": "8em"})
        self.fields = {
            "date": date,
            "actor": Lookup("actor", actors, is_actor, nothing, done, "code or name", wide),
            "code": Lookup("act", acts, is_act, self._tell_meaning, done, "code or words", wide | {"flex": "2 1 9em"}),
            "target": Lookup("target", actors, is_actor, nothing, done, "code or name", wide),
        }
        save_button = widgets.Button(description="Save", button_style="primary", layout={"width": "6em"})
        close_button = widgets.Button(description="Cancel", layout={"width": "6em"})
        actor_button = widgets.Button(description="Add an actor…", layout=FIXED | {"width": "auto"})
        dated = widgets.VBox([widgets.HTML('<span class="eventcode-hint">date</span>'), date], layout=FIXED)
        row = widgets.HBox([dated, *list(self.fields.values())[1:]], layout=WRAPPED | {"align_items": "flex-end"})
        buttons = widgets.HBox([save_button, close_button, actor_button], layout=WRAPPED)
        self.widget = widgets.VBox([self.title, row, self.meaning, buttons, self.complaint])
        self.widget.layout = widgets.Layout(display="none", padding="0.5em 0.8em", margin="0.5em 0")
        self.widget.add_class("eventcode-form")
        self.complaint.add_class("eventcode-message")
        save_button.on_click(done)
        close_button.on_click(lambda _: close())
        actor_button.on_click(lambda _: add_actor(self.unknown_name()))
        OnEnter(date, save_button, done)

    def open(self, title: str, event: GoldEvent | Iterable[str]) -> None:
        """Show the form with an event to begin from."""
        self.title.value = f"<b>{title}</b>"
        self.complaint.value = ""
        for part, value in zip(PARTS, event, strict=True):
            self.fields[part].value = value
        show_if(self.widget, True)
        next((field for field in self.fields.values() if not field.value), self.fields["code"]).focus()

    @property
    def is_open(self) -> bool:
        """Is it to be seen?"""
        return self.widget.layout.display != "none"

    def unknown_name(self) -> str:
        """What stands where an actor's code should, empty where nothing does."""
        written = (self.fields[part].value.strip() for part in ("actor", "target"))
        return next((text for text in written if text and not is_actor(text)), "")

    def put_actor(self, code: str) -> None:
        """Enter the code of an actor where a name stands, or nothing yet."""
        for part in ("actor", "target"):
            if not is_actor(self.fields[part].value):
                self.fields[part].value = code
                return

    def close(self) -> None:
        """Fold the form away."""
        show_if(self.widget, False)

    def complain(self, words: str) -> None:
        """Tell what has to be put right before it can be saved."""
        self.complaint.value = cards.message(words, wrong=True)

    def _tell_meaning(self) -> None:
        words = self.fields["code"].value.split()
        try:
            entry = cameo.get(words[0]) if words else None
        except cameo.UnknownCode:
            entry = None
        told = f"{entry.code} {entry.label}: {entry.definition}" if entry else ""
        self.meaning.value = cards.message(told)


class ActorForm:
    """An actor for the reader's own dictionary: its names, its code and, of a person, the days in office."""

    def __init__(self, save: Callable[[dict[str, str]], None], close: Callable[[], None]):
        told = {
            "names": ("names, separated by ;", "1 1 100%"),
            "code": ("code: VENOPP", "1 1 9em"),
            "start": ("from: 2019-01-31", "1 1 9em"),
            "until": ("until, or empty", "1 1 9em"),
        }
        self.fields = {
            part: widgets.Text(placeholder=words, tooltip=words, layout={"flex": flex, "min_width": "0"})
            for part, (words, flex) in told.items()
        }
        self.complaint = widgets.HTML()
        self.complaint.add_class("eventcode-message")
        save_button = widgets.Button(description="Add actor", button_style="primary", layout={"width": "8em"})
        close_button = widgets.Button(description="Cancel", layout={"width": "6em"})
        buttons = widgets.HBox([save_button, close_button], layout=WRAPPED)
        row = widgets.HBox(list(self.fields.values()), layout=WRAPPED)
        title = widgets.HTML("<b>An actor for your own dictionary</b>")
        self.widget = widgets.VBox([title, row, buttons, self.complaint])
        self.widget.layout = widgets.Layout(display="none", padding="0.5em 0.8em", margin="0.5em 0")
        self.widget.add_class("eventcode-form")

        def done(*_) -> None:
            save({part: field.value.strip() for part, field in self.fields.items()})

        save_button.on_click(done)
        close_button.on_click(lambda _: close())
        for field in self.fields.values():
            OnEnter(field, save_button, done)

    def open(self, name: str = "") -> None:
        """Show it, with a name to begin from."""
        for part, field in self.fields.items():
            field.value = name if part == "names" else ""
        self.complaint.value = ""
        show_if(self.widget, True)
        self.fields["code" if name else "names"].focus()

    def close(self) -> None:
        """Fold it away."""
        show_if(self.widget, False)

    def complain(self, words: str) -> None:
        """Tell what has to be put right before it can be saved."""
        self.complaint.value = cards.message(words, wrong=True)


class Note:
    """A line for what is to be remembered of a sentence; Enter keeps it."""

    def __init__(self, save: Callable[[str], None]):
        self.text = widgets.Text(placeholder="note on this sentence", tooltip="note", layout={"flex": "1 1 16em"})
        button = widgets.Button(description="Keep note", layout=FIXED | {"width": "auto"})
        self.widget = widgets.HBox([self.text, button], layout=WRAPPED)
        button.on_click(lambda _: save(self.text.value))
        OnEnter(self.text, button, lambda: save(self.text.value))


class Listener(anywidget.AnyWidget):
    """Hears the keys of the workbench it stands in, wherever the focus is but in a field, and tells of them."""

    _esm = _HERE / "keys.js"
    heard = traitlets.List().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)


class Keys:
    """A button for each command; its key, pressed anywhere in the workbench, does the same.

    ``pressed`` is given the key: one of :data:`cards.KEYS`, a digit, or ``Escape``.
    """

    def __init__(self, pressed: Callable[[str], None]):
        self.buttons = {name: self._button(key, name) for key, name in cards.KEYS.items()}
        self._pressed = pressed
        self._listener = Listener(heard=[*cards.KEYS, *"123456789", "Escape"], hint=cards.HINT)
        self._listener.on_msg(lambda _, content, buffers: pressed(content["key"]))
        row = widgets.HBox(list(self.buttons.values()), layout=WRAPPED)
        self.widget = widgets.VBox([row, self._listener], layout={"margin": "0.5em 0"})

    def _button(self, key: str, name: str) -> widgets.Button:
        button = widgets.Button(description=f"{name.capitalize()} · {key}", layout=FIXED | {"width": "auto"})
        button.on_click(lambda _: self._pressed(key))
        return button

    def call(self, name: str, words: str) -> None:
        """Tell on a button what its command does here."""
        self.buttons[name].description = f"{words} · {next(key for key, one in cards.KEYS.items() if one == name)}"

    def focus(self) -> None:
        """Let the next keys go here."""
        self._listener.send({"focus": True})
