"""The workbench's parts, each a few widgets that know nothing of the others: they call back when something is done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

import ipywidgets as widgets

from eventcode import cameo
from eventcode.explore import cards
from eventcode.explore.judging import PARTS, GoldEvent, Sentence

#: A sentence's id and the number of an event in it, None where it holds none.
Place = tuple[str, int | None]

#: The filter that lets every event pass.
ALL = "all"

#: Lines of the browser's list; a browser page gets slow with many thousands.
LISTED = 1000

#: Seconds in which a new value is taken to come with the Enter before it.
PATIENCE = 2.0

_WIDE = "100%"

#: Layout of what keeps its width on a narrow page.
FIXED = {"flex": "0 0 auto"}


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
        self.text = widgets.Text(placeholder="Type or paste a sentence, and press Enter", layout={"flex": "1 1 auto"})
        self.date = widgets.Text(date, tooltip="day of publication", layout={"width": "7.5em"})
        self.dateline = widgets.Text(
            placeholder="dateline", tooltip="the place it was written in", layout={"width": "9em"}
        )
        self.button = widgets.Button(description="Code", button_style="primary", layout={"width": "6em"})
        self.widget = widgets.HBox([self.text, self.date, self.dateline, self.button], layout={"width": _WIDE})

        def done(*_) -> None:
            code(self.text.value, self.date.value, self.dateline.value.strip())

        self.button.on_click(done)
        for field in (self.text, self.date, self.dateline):
            OnEnter(field, self.button, done)


class Browser:
    """The list of coded events, filtered by words and by what became of them."""

    def __init__(self, filtered: Callable[[], None], opened: Callable[[Place], None]):
        wide = {"flex": "1 1 auto", "width": "auto"}
        self.words = widgets.Text(placeholder="filter: words, actor, code", layout=wide)
        choices = [(f"{sign} {name}", key) for key, (sign, _, name) in cards.DECISIONS.items()]
        self.decision = widgets.Dropdown(options=[("all", ALL), *choices], layout={"width": "9em", "flex": "0 0 auto"})
        self.list = widgets.Select(layout={"width": "auto", "height": "24em"})
        self.list.add_class("eventcode-list")
        self.count = widgets.HTML()
        self.widget = widgets.VBox([widgets.HBox([self.words, self.decision]), self.list, self.count])
        self._told = False
        self.words.observe(lambda _: filtered(), "value")
        self.decision.observe(lambda _: filtered(), "value")
        self.list.observe(lambda change: None if self._told or not change.new else opened(change.new), "value")

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


class Form:
    """Four fields that put an event right or add one; Enter saves."""

    def __init__(self, save: Callable[[dict[str, str]], None], close: Callable[[], None]):
        codes = [f"{code} {cameo.get(code).label}" for code in cameo.codes() if cameo.get(code).parent]
        self.fields = {
            "date": widgets.Text(layout={"width": "8em"}),
            "actor": widgets.Combobox(layout={"width": "9em"}),
            "code": widgets.Combobox(options=codes, layout={"width": "auto"}),
            "target": widgets.Combobox(layout={"width": "9em"}),
        }
        self.title, self.meaning, self.complaint = widgets.HTML(), widgets.HTML(), widgets.HTML()
        save_button = widgets.Button(description="Save", button_style="primary", layout={"width": "6em"})
        close_button = widgets.Button(description="Cancel", layout={"width": "6em"})
        widths = {"code": {"flex": "1 1 10em"}}
        named = [
            widgets.VBox([widgets.HTML(cards.message(part)), field], layout=widths.get(part, FIXED))
            for part, field in self.fields.items()
        ]
        buttons = widgets.HBox([save_button, close_button, self.complaint])
        fields = widgets.HBox(named, layout={"flex_flow": "row wrap"})
        self.widget = widgets.VBox([self.title, fields, self.meaning, buttons])
        self.widget.layout = widgets.Layout(display="none", padding="0.5em 0.8em", margin="0.5em 0")
        self.widget.add_class("eventcode-form")

        def done(*_) -> None:
            save({part: field.value for part, field in self.fields.items()})

        save_button.on_click(done)
        close_button.on_click(lambda _: close())
        for field in self.fields.values():
            field.add_class("eventcode-code")
            OnEnter(field, save_button, done)
        self.fields["code"].observe(lambda _: self._tell_meaning(), "value")

    def open(self, title: str, event: GoldEvent | Iterable[str], actors: Iterable[str]) -> None:
        """Show the form with an event to begin from; `actors` are codes to choose from."""
        self.title.value = f"<b>{title}</b>"
        self.complaint.value = ""
        actors = sorted(set(actors))
        for part, value in zip(PARTS, event, strict=True):
            self.fields[part].value = value
        self.fields["actor"].options = self.fields["target"].options = actors
        self._tell_meaning()
        show_if(self.widget, True)
        next((field for field in self.fields.values() if not field.value), self.fields["code"]).focus()

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


class Keys:
    """A button for each command, and a field in which its key does the same.

    The field is an ordinary one: it works in every notebook, and no key gets to the notebook's own commands.
    """

    def __init__(self, pressed: Callable[[str], None]):
        self.field = widgets.Text(placeholder="press keys here", layout={"width": "10em"})
        self.buttons = {name: self._button(key, name) for key, name in cards.KEYS.items()}
        judge, turn = list(self.buttons.values())[:5], list(self.buttons.values())[5:]
        wrapped = {"flex_flow": "row wrap"}
        rows = [widgets.HBox(judge, layout=wrapped), widgets.HBox([self.field, *turn], layout=wrapped)]
        self.widget = widgets.VBox(rows, layout={"margin": "0.5em 0"})
        self._pressed = pressed
        self.field.observe(self._changed, "value")

    def _button(self, key: str, name: str) -> widgets.Button:
        button = widgets.Button(description=f"{name.capitalize()} · {key}", layout=FIXED | {"width": "auto"})
        button.on_click(lambda _: self._pressed(key))
        return button

    def focus(self) -> None:
        """Let the next keys go here."""
        self.field.focus()

    def _changed(self, change) -> None:
        # What was typed stays: clearing it while the next key is under way would take a key for two.
        before = len(os.path.commonprefix([change.old, change.new]))
        for key in change.new[before : before + len(change.new) - len(change.old)].lower():
            if key in cards.KEYS:
                self._pressed(key)
