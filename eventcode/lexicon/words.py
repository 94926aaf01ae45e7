"""Words as names are compared: without accents, case, dots and possessives."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|\w+")


#: A word as it is compared, and where it stands: start and end in the text.
Piece = tuple[str, int, int]


def pieces(text: str) -> list[Piece]:
    """The words of a text as names are compared: ``(word without accents and case, start, end)``; possessive *s* is
    dropped.

    ``U.S.`` is one piece, ``us``.
    """
    found = []
    for match in _PIECE.finditer(text):
        word = match[0]
        start, end = match.span()
        if word in ("s", "S") and start and text[start - 1] in "'’":
            continue
        found.append((_plain(word), start, end))
    return found


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.replace(".", "")).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("ı", "i")
