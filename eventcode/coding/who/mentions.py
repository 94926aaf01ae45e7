"""Mentions: which kinds there are, and how one is made of a token."""

from __future__ import annotations

from collections.abc import Iterator

from ...event import Mention
from ..trees.tokens import Span, Token

#: The entry and kind of what the user supplied.
GIVEN = "given"
#: What stands in a code for a country that is not known: ``---REB``.
UNKNOWN = "---"
NAMED = ("person", "group", "seat", GIVEN)
COUNTRIES = ("country", "demonym", "capital", "place")
#: Codes of parts of the world, which are no states (regions.csv).
REGIONS = frozenset(
    "AFR ASA BLK CAM CAS CAU CFR CRB EAF EEU EUR LAM MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WST".split()
)


def made(token: Token, code: str, kind: str, note: str, doubt: float, entry: str = "coder") -> Mention:
    """A mention of one token, by a rule."""
    start = token.idx - token.sent.start_char
    return Mention(start, start + len(token), code, token.text, entry, kind, note, doubt)


def tokens_of(sentence: Span, mention: Mention) -> Iterator[Token]:
    """The tokens of a mention."""
    yield from sentence.covering(mention.start, mention.end) or ()
