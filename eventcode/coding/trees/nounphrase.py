"""The words of a noun phrase: what makes one name with its head, what stands before it, and names nobody knows yet."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from .syntax import NOMINAL, TIMES, expand
from .tokens import Span, Token

_FLAT = ("flat", "flat:name", "compound", "nmod:desc", "goeswith")
_BEFORE = ("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "det", "flat", "advmod", "punct")


def cases(token: Token) -> set[str]:
    """The prepositions a nominal hangs on."""
    return {child.lower_ for child in token.children if child.dep_ == "case"}


@lru_cache(maxsize=256)  # of the same few words of a sentence this is asked again and again
def name_parts(head: Token) -> tuple[Token, ...]:
    """The words that make one name or title with the head."""
    found = [child for child in head.children if child.dep_ in _FLAT and child.pos_ in NOMINAL]
    return (*found, *(part for child in found for part in name_parts(child)))


@lru_cache(maxsize=256)
def left_parts(head: Token) -> tuple[Token, ...]:
    """The modifiers before a noun, nearest first, with what modifies them (*Saudi-led coalition*)."""
    near = [child for child in head.lefts if child.dep_ in _BEFORE]
    found = []
    for child in reversed(near):
        found.append(child)
        if child.dep_ in ("amod", "compound", "nmod:poss", "nmod"):
            found += [
                part
                for part in child.subtree
                if part is not child and part.dep_ not in ("case", "punct", "cc") and part.i < head.i
            ]
    return tuple(found)


def coordinated_modifiers(head: Token) -> Iterator[Token]:
    """The coordinated modifiers of a noun: *Indian and Pakistani* officials, the leaders *of France and Germany*."""
    for child in head.children:
        if child.dep_ in ("amod", "compound", "nmod:poss") or (child.dep_ == "nmod" and cases(child) & {"of", "from"}):
            together = expand((child,))
            yield from together if len(together) > 1 else ()


def left_names(head: Token) -> list[Token]:
    """The capitalised words before a noun."""
    return [part for part in left_parts(head) if part.pos_ == "PROPN" or part.text[:1].isupper()]


def follows_ex(token: Token) -> bool:
    """Is it an *ex-* something?"""
    return token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "ex"


def is_person_like(name: Span) -> bool:
    """May an unknown name be a person's?"""
    return len(name) >= 2 or name.root.dep_ == "appos"


def _with_hyphen(sentence: Span, end: int) -> int:
    """*Kim Il-sung*: what a hyphen joins to a name belongs to it."""
    joined = end + 1 < sentence.end and sentence.doc[end].text == "-" and not sentence.doc[end - 1].whitespace_
    return end + 2 if joined else end


def is_name(token: Token) -> bool:
    """Is it a proper noun, or a noun that is written as one inside a sentence (*the Freedonian Front*)?"""
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.text.istitle() and not token.is_sent_start)


def _is_unknown_name(token: Token) -> bool:
    if not token.text[:1].isupper() or token.lower_ in TIMES:
        return False
    opens = token.pos_ == "ADJ" and not token.is_sent_start and token.head.i == token.i + 1
    return is_name(token) or (opens and is_name(token.head))


def unknown_names(sentence: Span, known: Container[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns that no dictionary knows."""
    start = None
    for token in (*sentence, None):
        inside = token is not None and token.i not in known and _is_unknown_name(token)
        if inside and start is None:
            start = token.i
        elif not inside and start is not None:
            yield start, _with_hyphen(sentence, token.i if token is not None else sentence.end)
            start = None
