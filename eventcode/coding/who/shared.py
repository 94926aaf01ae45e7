"""Names that share a word (*North and South Korea*) or a hyphen (*a joint U.S.-Iraqi patrol*)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from ...event import Mention
from ...lexicon import Name, pieces
from ..trees.tokens import Token
from .mentions import COUNTRIES, REGIONS

_JOINING = (*COUNTRIES, "group")


def with_halves(
    text: str, found: Iterable[Mention], names: Mapping[tuple[str, ...], Name], date: datetime.date
) -> Iterator[Mention]:
    """The mentions, and before each what shares its last words with it: *North* of *North and South Korea*."""
    words = pieces(text)
    if not any(word == "and" for word, _, _ in words):
        yield from found
        return
    places = {start: number for number, (_, start, _) in enumerate(words)}
    for mention in found:
        number = places.get(mention.start, 0)
        if mention.kind in COUNTRIES and number > 1 and words[number - 1][0] == "and":
            first, start, end = words[number - 2]
            rest = [piece for piece, begin, _ in words[number + 1 :] if begin < mention.end]
            half = names.get((first, *rest)) if rest else None
            if half is not None and half.kind in COUNTRIES and text[start].isupper():
                code, entry = half.on(date)
                yield Mention(start, end, code, text[start:end], entry, half.kind)
        yield mention


def hyphenated(token: Token, at: Mapping[int, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """The actors that hyphens join in one word, the last of them at ``token``: *U.S.-Iraqi*, *NATO-Afghan*; empty
    where it is no such word. ``at`` are the mentions of each token, in the order of the text.
    """
    own = joined = at.get(token.i, ())
    if not own:
        return ()
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-2).whitespace_:
        joined = at.get(token.i - 2, ()) + joined
    distinct = tuple({mention.code: mention for mention in joined}.values())
    together = len(distinct) > 1 and all(m.kind in _JOINING and m.code not in REGIONS for m in distinct)
    # "a Taiwanese-American man" is an American.
    return distinct if together and not token.text.startswith("American") else ()
