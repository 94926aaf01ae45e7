"""A parsed text as plain objects: a document, its words with what the parser says of them, and the tree they make.

They go by the names that spaCy has made common (``lower_``, ``dep_``, ``children``), but what the rules ask of a word
again and again is looked up once, when the document is made, and two ways to a word lead to the same object.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise


class Token:
    """A word, a sign or a run of white space; part of a :class:`Doc`, which tells its ``head``, ``children``, ``sent``.

    ``i`` is its place in the document, ``idx`` its first character; ``whitespace_`` the blank behind it, if any.
    ``dep_`` (relation to its head), ``pos_``, ``tag_`` and ``lemma_`` are the parser's, empty where it has not read.
    """

    __slots__ = (
        "doc", "i", "idx", "text", "lower_", "whitespace_", "head", "children", "sent", "dep_", "pos_", "tag_",
        "lemma_",
    )  # fmt: skip

    def __init__(self, i: int, idx: int, text: str, whitespace: str = ""):
        self.i, self.idx, self.text, self.whitespace_ = i, idx, text, whitespace
        self.lower_ = text.lower()
        self.head = self
        self.dep_ = self.pos_ = self.tag_ = self.lemma_ = ""

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def hang(self, head: Token, dep: str, pos: str, tag: str = "", lemma: str = "") -> None:
        """Tell what the parser says of the word, before the document is made; the root of a sentence is its own head.
        """
        self.head, self.dep_, self.pos_, self.tag_, self.lemma_ = head, dep, pos, tag, lemma

    @property
    def is_space(self) -> bool:
        """Is it white space alone?"""
        return self.text.isspace()

    @property
    def is_sent_start(self) -> bool:
        """Is it the first of its sentence?"""
        return self.i == self.sent.start

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all below it, in the order of the tree: what is left of it, itself, what is right of it.

        One call stands in another for each step down: a tree is at most as deep as the parser's window has words,
        some five hundred.
        """
        before = True
        for child in self.children:
            if before and child.i > self.i:
                before = False
                yield self
            yield from child.subtree
        if before:
            yield self

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return min(self.subtree, key=lambda token: token.i)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words coordinated with it, the first of them first; empty where there are none."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:  # grows as it is gone through
            found += (child for child in word.children if child.i > word.i and child.dep_ == "conj")
        return tuple(word for word in found if word is not self)

    def nbor(self, steps: int = 1) -> Token:
        """The word so many steps behind it (before it, with a negative number); IndexError where there is none."""
        if self.i + steps < 0:
            raise IndexError(f"no word {-steps} before {self.text!r}")
        return self.doc.tokens[self.i + steps]

    def is_ancestor(self, other: Token) -> bool:
        """Does it stand above another word in the tree?"""
        return any(node is self for node in other.ancestors)


class Span:
    """The words of a document from ``start`` to before ``end``; places and slices count from ``start``."""

    __slots__ = ("doc", "start", "end")

    def __init__(self, doc: Doc, start: int, end: int):
        self.doc, self.start, self.end = doc, start, max(start, end)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + end)
        return self.doc.tokens[range(self.start, self.end)[place]]

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Its first character in the document."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The character behind its last word."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its characters, without the blank behind the last word; empty where there are no words."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def root(self) -> Token:
        """The word nearest to the root of its sentence, the first of equals; ValueError where there are no words."""
        tops = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        return min(tops, key=lambda token: sum(1 for _ in token.ancestors))

    def covering(self, start: int, end: int) -> Span | None:
        """The words that characters ``start`` to ``end``, counted from the span's first, have a part in; None where
        they lie outside the document.
        """
        first, last = (self.doc.place_of(self.start_char + place) for place in (start, end - 1))
        if first is None or last is None:
            return None
        token = self.doc.tokens[first]
        blank = self.start_char + start == token.idx + len(token.text)  # the blank behind a word is no part of it
        return Span(self.doc, first + blank, last + 1)


class Doc:
    """A text in ``tokens``, the first tokens of its sentences being at ``starts``; of these ``sents`` are made.

    Each token is told its document, its sentence and its children here, so that a token is of one document alone.
    ``unread`` are those starts whose sentences were not parsed; ``cut`` are the first words of sentences longer than
    the parser's window, which it has read in parts.
    """

    __slots__ = ("text", "tokens", "sents", "cut", "unread", "_places")

    def __init__(
        self, text: str, tokens: Sequence[Token], starts: Sequence[int], cut: tuple[str, ...] = (),
        unread: frozenset[int] = frozenset(),
    ):  # fmt: skip
        self.text, self.tokens, self.cut, self.unread = text, tokens, cut, unread
        self.sents = tuple(Span(self, *ends) for ends in pairwise((*starts, len(tokens))))
        self._places = [token.idx for token in tokens]
        for sentence in self.sents:
            for token in sentence:
                token.doc, token.sent, token.children = self, sentence, []
        for token in tokens:
            if token.head is not token:
                token.head.children.append(token)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, place: int | slice) -> Token | Span:
        return Span(self, 0, len(self))[place]

    def place_of(self, character: int) -> int | None:
        """The token that a character, or the blank behind it, belongs to; None outside the text."""
        place = bisect_right(self._places, character) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return place if character < token.idx + len(token.text) + len(token.whitespace_) else None
