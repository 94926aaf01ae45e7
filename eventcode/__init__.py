"""eventcode: news sentences into CAMEO event tuples, with the reason for each.

story -> sentences -> clauses -> who, what, when -> events -> table -> counts, scores -> figure

>>> import eventcode
>>> eventcode.code("Russia condemned Turkey on Friday.", date="2019-05-13")  # doctest: +SKIP
"""

from importlib import import_module

__version__ = "0.1.0"

# Nothing is loaded before it is asked for: the parser is heavy, and `import eventcode` is free.
_HOMES = {
    "code": "api", "Coder": "api", "Event": "event", "Evidence": "event", "Lexicon": "lexicon", "Mention": "event",
    "Story": "event", "explain": "explanation", "read_stories": "reading", "sample": "samples",
}  # fmt: skip
__all__ = ["Coder", "Event", "Evidence", "Lexicon", "Mention", "Story", "code", "explain", "read_stories", "sample"]

TYPE_CHECKING = False  # as type checkers know it, without loading `typing`
if TYPE_CHECKING:
    from .api import Coder, code
    from .event import Event, Evidence, Mention, Story
    from .explanation import explain
    from .lexicon import Lexicon
    from .reading import read_stories
    from .samples import sample


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'eventcode' has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
