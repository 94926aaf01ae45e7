"""The API reference: for each room its public names, first as a table, then each with all it tells of itself."""

from __future__ import annotations

import importlib
import inspect
from types import ModuleType

#: The rooms that have something to call, in the order of a reader's questions, each with its title.
ROOMS = {
    "eventcode": "The verbs",
    "eventcode.cameo": "The ontology",
    "eventcode.reading": "Stories from files",
    "eventcode.article": "Newspaper pages",
    "eventcode.lexicon": "The dictionaries",
    "eventcode.proof": "Proving them",
    "eventcode.explanation": "Reasons",
    "eventcode.scale": "Many stories",
    "eventcode.analysis.table": "The table of events",
    "eventcode.analysis.aggregate": "Filters, counts and scores",
    "eventcode.analysis.duck": "Counts over Parquet",
    "eventcode.analysis.plots": "Figures",
    "eventcode.analysis.bootstrap": "Bounds by resampling",
    "eventcode.analysis.formats": "Other people's data",
    "eventcode.analysis.agreement": "Agreement",
    "eventcode.analysis.gold": "Measuring by gold",
    "eventcode.analysis.learn": "Learning and forecasts",
    "eventcode.analysis.summary": "What a table holds",
    "eventcode.explore": "In a notebook",
}

_INDEX = """\
API reference
=============

The verbs stand in :mod:`eventcode` itself; the rooms behind them are imported by name
(``from eventcode.analysis import aggregate, plots``).

.. toctree::
   :maxdepth: 1

"""


def pages() -> dict[str, str]:
    """A page for each room, and one that lists them."""
    made, shown = {}, set()
    for room, title in ROOMS.items():  # what two rooms offer stands in the first
        things = {name: thing for name, thing in public(room).items() if thing not in shown}
        shown |= set(things.values())
        made[f"api/{room}.rst"] = _room(room, title, things)
    made["api/index.rst"] = _INDEX + "".join(f"   {room}\n" for room in ROOMS)
    return made


def public(room: str) -> dict[str, object]:
    """The functions and classes a room offers by name: those of ``__all__``, else those that it defines itself."""
    module = importlib.import_module(room)
    names = getattr(module, "__all__", None) or [name for name in vars(module) if _own(module, name)]
    things = {name: getattr(module, name) for name in names}
    return {name: thing for name, thing in things.items() if inspect.isclass(thing) or inspect.isfunction(thing)}


def _own(module: ModuleType, name: str) -> bool:
    return not name.startswith("_") and getattr(vars(module)[name], "__module__", None) == module.__name__


def _room(room: str, title: str, things: dict[str, object]) -> str:
    heading = f"{title}: ``{room}``"
    lines = [heading, "=" * len(heading), "", f".. automodule:: {room}", "   :no-members:", ""]
    lines += [f".. currentmodule:: {room}", "", ".. autosummary::", "   :nosignatures:", ""]
    lines += [*(f"   {name}" for name in things), ""]
    for name, thing in things.items():
        if inspect.isclass(thing):
            lines += [f".. autoclass:: {name}", "   :members:", "   :inherited-members: Exception", ""]
        else:
            lines += [f".. autofunction:: {name}", ""]
    return "\n".join(lines)
