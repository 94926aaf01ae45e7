"""The reader's own actors: a file of them, one line more at a time, and the Lexicon that it makes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from eventcode.explore.judging import InvalidEvent
from eventcode.lexicon import Lexicon, LexiconError

_HEADER = "names,code,from,until,note\n"


def add_line(path: Path, lexicon: Lexicon, names: str, code: str, start: str = "", until: str = "") -> Lexicon:
    """Add an actor to a file, which is made where there is none, and give the lexicon with the file's entries first.

    Raises InvalidEvent in the words of the dictionaries' own proof; the file then stays as it was.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([part.strip() for part in (names, code, start, until, "")])
    text = before or _HEADER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n" * (not text.endswith("\n")) + line.getvalue(), encoding="utf-8")
    try:
        return lexicon.extend([path])
    except LexiconError as error:
        if before:
            path.write_text(before, encoding="utf-8")
        else:
            path.unlink()
        raise InvalidEvent(str(error)) from None
