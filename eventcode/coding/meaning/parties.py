"""The parties of a sentence with the tokens that head them, and the acts that frames read in it."""

from __future__ import annotations

from collections.abc import Iterable

from ..what.coding import Coding
from ..who.cast import Cast
from .features import Party


def parties_of(cast: Cast) -> list[Party]:
    """The parties of the sentence that the cast has just read, in the order of their heads: those that have a code."""
    return [Party(token, mention) for token, mention in cast.parties() if mention.code and mention.code != "---"]


def acts_of(codings: Iterable[Coding]) -> dict[int, str]:
    """The acts that frames read, whoever has a part in them: the code at the token of each of their predicates."""
    return {
        match.clause.head.i: coding.code
        for coding in codings
        for match in reversed(coding.path)
        if not coding.negated
    }
