"""Who may have a part in an act of a sentence: every mention that is resolved, with the token that heads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from ..what.coding import Coding
from ..who.cast import Cast
from .features import Party

#: What is a part of a longer name or phrase, and no mention of its own.
_INSIDE = frozenset({"compound", "flat", "flat:name", "nmod:desc", "goeswith", "det", "case", "punct"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"})


def parties_of(sentence: Span, cast: Cast) -> list[Party]:
    """All parties in the order of their heads; one that stands for two (*Indian and Pakistani officials*) is two."""
    return [party for token in sentence for party in _at(token, cast)]


def _at(token: Token, cast: Cast) -> Iterator[Party]:
    if token.pos_ not in _HEADS:
        return
    named = cast.mention_at(token)
    if token.dep_ in _INSIDE or (token.dep_ == "amod" or token.pos_ == "ADJ"):
        # "an Israeli attack": who modifies a thing may be who does it; in "Israeli soldiers" it is a part of theirs.
        if named is None or named.kind == "role" or not named.code or cast.who(token.head) is not None:
            return
        yield Party(token, named)
        return
    for mention in cast.everyone(token):
        if mention.code and mention.code != "---":
            yield Party(token, mention)


def acts_of(codings: Iterable[Coding]) -> dict[int, str]:
    """The acts that frames read, whoever has a part in them: the code at the token of each of their predicates."""
    return {
        match.clause.head.i: coding.code
        for coding in codings
        for match in reversed(coding.path)
        if not coding.negated
    }
