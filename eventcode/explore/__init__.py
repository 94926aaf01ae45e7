"""What a notebook shows: events as highlighted sentences, and the workbench in which a reader judges them."""

from importlib import import_module
from typing import Any

from eventcode.extras import extra

# Widgets are loaded when they are first asked for: showing an event does without them.
_LAZY = {
    "EventList": "display",
    "show": "display",
    "Review": "review",
    "TwoCodings": "adjudication",
    "Workbench": "workbench",
}
__all__ = ["EventList", "Review", "TwoCodings", "Workbench", "show"]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'eventcode.explore' has no attribute {name!r}")
    with extra("notebooks"):
        return getattr(import_module(f".{_LAZY[name]}", __name__), name)
