"""Clean words for the parser, without rewriting the story: the text a reader sees, and where each character came from.

Markdown, HTML, footnote marks, addresses and invisible characters go; letters of a wrong encoding are put right;
editorial brackets (``those [Venezuelan army] leaders``) lose the brackets and keep the words; runs of space become one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

from eventcode.article.mojibake import MOJIBAKE, mended, windows_letter

#: No word of any language is longer; what is longer is data that strayed into the text, and would choke a parser.
MAX_WORD = 200
#: Half a character, which no encoding can write: JSON can bring it in.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")



def _unescape(match: re.Match) -> str:
    return html.unescape(match[0]).replace("\u00a0", " ")


def _mended(match: re.Match) -> str:
    return _UNSEEN.sub("", _SPACE.sub(" ", mended(match[0])))


_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]"
_UNSEEN, _SPACE = re.compile(_INVISIBLE), re.compile(r"\s")

#: What is not words, in the order it is looked for, each with what stands in its place.
_RULES = (
    ("over-long word", rf"[^\s]{{{MAX_WORD + 1},}}", " "),
    ("mojibake", MOJIBAKE, _mended),
    ("letter of Windows", "[\x80-\x84\x86-\x9f]", lambda match: windows_letter(match[0])),
    ("image", r"!\[[^\[\]\n]*\]\([^()\n]*\)", ""),
    ("link opens", r"\[(?=[^\[\]\n]*\](?:\([^()\s]*(?:\s\"[^\"\n]*\")?\)|\[\w*\]))", ""),
    ("link closes", r"\](?:\([^()\s]*(?:\s\"[^\"\n]*\")?\)|\[\w*\])", ""),
    ("footnote mark", r"\[(?:\d{1,3}|sic|note \d+)\]", ""),
    ("editorial bracket", r"[\[\]]", ""),
    ("mark at the line's start", r"(?m:^[ \t]*(?:\#{1,6}|>|[-*+•])[ \t]+)", ""),
    ("bold", r"\*{2,3}|(?<!\w)__(?=\w)|(?<=[\w.!?,])__(?!\w)", ""),
    ("emphasis", r"(?<![\w*])[*_](?=\w[^*_\n]*[*_])|(?<=[\w.!?,])[*_](?![\w*])", ""),
    ("tag", r"</?[a-zA-Z][^<>]*>", " "),
    ("entity", r"&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);", _unescape),
    ("address", r"(?:https?://|www\.|pic\.twitter\.com/)[^\s()]+", ""),
    ("invisible character", _INVISIBLE, ""),
    ("lone surrogate", LONE_SURROGATE.pattern, "\ufffd"),
    ("space other than one blank", r"\s{2,}|[^\S ]", " "),
)
_RULE = re.compile("|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern, _) in enumerate(_RULES)))
# Most paragraphs need no rule at all; this finds out twenty times faster than the rules would.
_SUSPECT = re.compile(
    "[][*_<&/\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ud800-\udfff\x00-\x1f\x7f-\xa0ÂÃÄÅËâð]"
)
_LINE_MARKS = (" ", "#", ">", "+ ", "- ", "• ")
_PLACE_OF = {f"r{number}": instead for number, (_, _, instead) in enumerate(_RULES)}


@dataclass(frozen=True)
class CleanText:
    """Words to be coded, with the way back to the text they came from.

    Stretch ``i`` of `text` begins at ``starts[i]`` and comes from ``origins[i]:ends[i]`` of the original, letter by
    letter, but for the last letter, which stands for all that is left.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that clean characters came from.

        Parameters
        ----------
        start, end : int
            Of the clean text, the end exclusive.

        Returns
        -------
        (int, int)
        """
        if end <= start:
            place = self._original_place(start)
            return place, place
        return self._original_place(start), self._original_end(end - 1)

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span that holds what is left of original characters.

        Parameters
        ----------
        start, end : int
            Of the original, the end exclusive.

        Returns
        -------
        (int, int)
            Empty if nothing is left of them.
        """
        return self._clean_place(start), self._clean_place(end)

    def _original_place(self, place: int) -> int:
        stretch = max(bisect_right(self.starts, place) - 1, 0)
        return self.origins[stretch] + place - self.starts[stretch]

    def _original_end(self, place: int) -> int:
        stretch = max(bisect_right(self.starts, place) - 1, 0)
        last = (self.starts[stretch + 1] if stretch + 1 < len(self.starts) else len(self.text)) - 1
        return self.ends[stretch] if place == last else self._original_place(place) + 1

    def _clean_place(self, place: int) -> int:
        stretch = bisect_right(self.origins, place) - 1
        if stretch < 0:
            return 0
        following = self.starts[stretch + 1] if stretch + 1 < len(self.starts) else len(self.text)
        return min(self.starts[stretch] + place - self.origins[stretch], following)


def clean(text: str, start: int = 0, end: int | None = None) -> CleanText:
    """The clean words of ``text[start:end]``; their offsets lead back into the whole of `text`.

    Parameters
    ----------
    text : str
        Text as it came: with markup, entities, letters of a wrong encoding.
    start : int
        Where to begin.
    end : int, optional
        Where to end, exclusive; by default with the text.

    Returns
    -------
    CleanText

    Examples
    --------
    >>> words = clean("**France**  condemned")
    >>> words.text, words.original(0, 6)
    ('France condemned', (2, 8))
    """
    end = len(text) if end is None else end
    if not _needs_cleaning(text[start:end]):
        return CleanText(text[start:end], (0,), (start,), (end,))
    pieces: list[tuple[str, int, int]] = []
    place = start
    for match in _RULE.finditer(text, start, end):
        pieces.append((text[place : match.start()], place, match.start()))
        pieces.append((_instead(match), match.start(), match.end()))
        place = match.end()
    pieces.append((text[place:end], place, end))
    return _join(pieces)


def _needs_cleaning(text: str) -> bool:
    if _SUSPECT.search(text) or "  " in text or "www." in text or text.startswith(_LINE_MARKS) or text.endswith(" "):
        return True
    return len(text) > MAX_WORD and max(map(len, text.split(" "))) > MAX_WORD


def _instead(match: re.Match) -> str:
    instead = _PLACE_OF[match.lastgroup]
    return instead(match) if callable(instead) else instead


def _join(pieces: list[tuple[str, int, int]]) -> CleanText:
    """Put the pieces together, each known by where it came from; never two spaces in a row, none at the ends."""
    starts, origins, ends, words = [], [], [], []
    length, after_space = 0, True
    for piece, origin, end in pieces:
        if after_space and piece.startswith(" "):
            origin += len(piece) - len(piece.lstrip(" "))
            piece = piece.lstrip(" ")
        if not piece:
            continue
        starts.append(length)
        origins.append(origin)
        ends.append(end)
        words.append(piece)
        length += len(piece)
        after_space = piece.endswith(" ")
    whole = "".join(words)
    text = whole.rstrip(" ")
    if ends:
        ends[-1] -= len(whole) - len(text)
    return CleanText(text, tuple(starts) or (0,), tuple(origins) or (0,), tuple(ends) or (0,))
