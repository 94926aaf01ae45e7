"""Where sentences may end: the plain cases by rule, so that the encoder is asked only where it is hard to see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_STOPS = frozenset({".", "?", "!", "…", "...", "?!", "!!", "??", "。"})
_CLOSING = frozenset("\"'”’)]»") | {"''", "”’"}
_OPENING = frozenset("\"'“‘([«") | {"``", "--", "—", "–", "-"}
# Behind these a stop is no doubt: "No. 5", "Mr. Smith", but also the end of a sentence now and then.
_NEVER_LAST = frozenset(
    "mr. mrs. ms. messrs. dr. prof. gen. lt. col. maj. sgt. capt. cmdr. brig. cpl. adm. sen. rep. gov. pres. rev. hon. "
    "st. mt. ft. vs. no. nos. sr. sra.".split()
)


def stretches(words: Sequence[str], breaks: frozenset[int]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """What stands between two certain borders: first word, word after the last, the uncertain borders between."""
    start, asked = 0, []
    for place, certain in (*candidates(words, breaks), (len(words), True)):
        if certain:
            yield start, place, tuple(asked)
            start, asked = place, []
        else:
            asked.append(place)


def candidates(words: Sequence[str], breaks: frozenset[int]) -> Iterator[tuple[int, bool]]:
    """Words at which a sentence may begin, each with whether that is certain.

    ``breaks`` are the words that begin a line: a sentence may begin there, stop or no stop.
    """
    for place in range(1, len(words)):
        behind = place - 1
        while behind and words[behind] in _CLOSING:
            behind -= 1
        last, word = words[behind], words[place]
        if place in breaks:
            yield place, last in _STOPS and not word[:1].islower()
        elif word in _CLOSING and not (word in _OPENING and last in _STOPS):
            continue
        elif last in _STOPS:
            if not word[:1].islower():
                plain = last == "." and behind == place - 1 and words[behind - 1 : behind] and _is_plain(words, behind)
                yield place, bool(plain and (word[:1].isupper() or word in _OPENING))
        elif last.endswith(".") and len(last) > 1 and last.lower() not in _NEVER_LAST and not word[:1].islower():
            yield place, False


def _is_plain(words: Sequence[str], stop: int) -> bool:
    """Does an ordinary word stand before a stop, neither a number nor a letter?"""
    before = words[stop - 1]
    return len(before) > 1 and not before[-1].isdigit() and not before.endswith(".")
