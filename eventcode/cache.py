"""What is compiled from dictionaries, kept in the user's cache folder, so that a program that starts need not do it.

A file is named after what it was made of: the text of the dictionaries, the code that compiles them, the version. What
does not fit any more is never read, and the oldest files go. Two processes may write at once: each writes a file of its
own and puts it in place in one step. Nothing is lost where the folder cannot be written.
``EVENTCODE_CACHE`` names another folder, or is ``off``.
"""

from __future__ import annotations

import gc
import hashlib
import io
import logging
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import TypeVar

_LOG = logging.getLogger(__name__)
_SWITCH = "EVENTCODE_CACHE"
_SUFFIX = ".compiled"
#: Files of a kind that stay: several installations may share the folder.
_KEPT = 4
#: All that a cached file may name; anything else in it is not ours, and is not loaded.
_OURS = {
    "builtins": {"frozenset"},
    "eventcode.frames": {"Frame", "Part"},
    "eventcode.gazetteer": {"Gazetteer", "Place", "Places"},
    "eventcode.lexicon.records": {"Act", "Home", "SectorRule"},
    "eventcode.lexicon.names": {"Names"},
    "eventcode.lexicon.loading": {"Lexicon"},
}

T = TypeVar("T")


def kept(kind: str, files: Mapping[str, str], make: Callable[[], T]) -> T:
    """What ``make()`` gives for these files: from the cache, or made now and kept. ``kind`` names the files it is kept
    in.
    """
    folder = _folder()
    with _undisturbed():
        if folder is None:
            return make()
        path = folder / f"{kind}-{_key(files)}{_SUFFIX}"
        if (known := _read(path)) is not None:
            return known
        made = make()
        _write(path, made, kind)
        return made


def _folder() -> Path | None:
    wanted = os.environ.get(_SWITCH, "")
    if wanted.lower() in ("off", "0", "no"):
        return None
    if wanted:
        return Path(wanted)
    from platformdirs import user_cache_path

    return user_cache_path("eventcode", appauthor=False)


def _key(files: Mapping[str, str]) -> str:
    """A hash of the dictionaries, and of the code that compiles them (it changes between two versions as well)."""
    from . import __version__

    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    package = resources.files("eventcode")
    modules = (*package.iterdir(), *(package / "lexicon").iterdir())
    code = {file.name: file.read_text(encoding="utf-8") for file in modules if file.name.endswith(".py")}
    for name, text in sorted({**files, **code}.items()):
        digest.update(f"{name}\x1f{text}\x1f".encode())
    return digest.hexdigest()[:32]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the garbage collector: a hundred thousand records that all stay would be counted again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Unpickler(pickle.Unpickler):
    """Loads records of ours, and nothing else: a file in a folder of the user's is not to run a program."""

    def find_class(self, module: str, name: str):
        if name not in _OURS.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is no record of the dictionaries")
        return super().find_class(module, name)


def _read(path: Path):
    try:
        return _Unpickler(io.BytesIO(path.read_bytes())).load()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except Exception as error:  # a file cut short or spoilt can fail in any way; it is made anew
        _LOG.warning("%s: cannot be read (%s); it is compiled again", path, error)
        return None


def _write(path: Path, made: object, kind: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
        os.replace(file.name, path)
    except OSError as error:
        _LOG.info("%s: what was compiled could not be kept (%s)", path, error)
        return
    _forget(path.parent, kind)


def _forget(folder: Path, kind: str) -> None:
    """Delete all but the newest files."""
    with suppress(OSError):  # another process may be tidying too
        files = sorted(folder.glob(f"{kind}-*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            file.unlink()
