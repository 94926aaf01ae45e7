"""eventcode: news sentences into CAMEO event tuples, with the reason for each.

story -> sentences -> clauses -> who, what, when -> events -> table -> counts, scores -> figure

>>> import eventcode
>>> for event in eventcode.code("Russia condemned Turkey on Friday.", date="2019-05-13"):
...     print(*event)
2019-05-10 RUS 111 TUR

The verbs: `code` (one text), `Coder` (many stories into a table), `explain` (why), `read_stories` (from files),
`sample` (stories to try it on), `Lexicon` (dictionaries, with your own before them). What they handle: `Story`,
`Event`, `Evidence`, `Mention`. Counts, figures and other people's data are in `eventcode.analysis`.
"""

from importlib import import_module

__version__ = "0.2.0.dev0"

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
