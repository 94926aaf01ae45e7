"""eventcode: news sentences into CAMEO event tuples, with the reason for each.

story -> sentences -> clauses -> who, what, when -> events -> table -> counts, scores -> figure

>>> import eventcode
>>> eventcode.code("Russia condemned Turkey on Friday.", date="2019-05-13")  # doctest: +SKIP
"""

from importlib import import_module
from typing import Any

from .event import Event, Evidence, Mention, Story

__version__ = "0.1.0"
# The parser is heavy: what needs it is loaded when it is first asked for.
_LAZY = {"code": "api", "Coder": "api", "Lexicon": "lexicon", "explain": "explanation", "read_stories": "reading"}
__all__ = ["Coder", "Event", "Evidence", "Lexicon", "Mention", "Story", "code", "explain", "read_stories"]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'eventcode' has no attribute {name!r}")
    return getattr(import_module(f".{_LAZY[name]}", __name__), name)
