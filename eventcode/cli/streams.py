"""The standard streams as a command may find them: closed, or unable to write what news is written in."""

from __future__ import annotations

import os
import sys


def make_streams_safe() -> None:
    """Nothing printed may end a command: a closed stream is read as empty and written to nowhere, a character that the
    terminal's encoding lacks comes as its number.
    """
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a notebook's has no encoding
            stream.reconfigure(errors="backslashreplace")
