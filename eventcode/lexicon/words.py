"""Words as names are compared: without accents, case, dots and possessives."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters with dots (U.S., also without the last), or a word, with the apostrophes inside it (Sana'a).
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b|\w+(?:['’ʼ‘`]\w+)*")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
# What has no accent that could be taken off.
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_DROPPED = re.compile(r"['’ʼ‘`.]")

#: A word as it is compared, and where it stands: start and end in the text.
Piece = tuple[str, int, int]


@lru_cache(maxsize=1024)  # the sieve, the names and what shares a word ask for those of the same sentence
def pieces(text: str) -> tuple[Piece, ...]:
    """The words of a text as names are compared; possessive *s* is dropped, and so are apostrophes.

    ``U.S.`` and ``U.S`` are one piece, ``us``; ``Sana'a`` is ``sanaa``.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of (str, int, int)
        The word without accents and case, its start and its end in the text.

    Examples
    --------
    >>> pieces("Guaidó's U.S. visit")
    (('guaido', 0, 6), ('us', 9, 13), ('visit', 14, 19))
    """
    found: list[Piece] = []
    position = 0
    for run in text.split(" "):
        for word, start, end in _pieces_of(run):
            found.append((word, position + start, position + end))
        position += len(run) + 1
    return tuple(found)


@lru_cache(maxsize=32768)  # news has few words, and writes them again and again
def _pieces_of(run: str) -> tuple[Piece, ...]:
    """The words of a text without blanks; mostly one, with the signs around it."""
    found = []
    for match in _PIECE.finditer(run):
        word, (start, end) = match[0], match.span()
        if word.endswith(_POSSESSIVE):
            word, end = word[:-2], end - 2
        found.append((_plain(word), start, end))
    return tuple(found)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", _DROPPED.sub("", word)).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).translate(_PLAIN)
