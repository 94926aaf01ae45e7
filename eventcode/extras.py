"""Libraries that only some users need, each brought by an extra: ``pip install 'eventcode[notebooks]'``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtra(ImportError):
    """A library that an extra brings is not installed; the message says how to install it."""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Imports of libraries that the extra ``name`` brings. Raises MissingExtra where one is not installed.

    >>> with extra("notebooks"):
    ...     import no_such_library
    Traceback (most recent call last):
    eventcode.extras.MissingExtra: no_such_library is not installed; this brings it: pip install 'eventcode[notebooks]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or str(error)).split(".")[0]
        if library == "eventcode":  # a fault of ours, which no installation mends
            raise
        message = f"{library} is not installed; this brings it: pip install 'eventcode[{name}]'"
        raise MissingExtra(message, name=library) from error
