"""Ways the same sentence is written: typographic quotes and dashes, no final stop, abbreviations with or without dots.

The treebanks mostly type straight quotes and double hyphens; news sites set curly quotes and long dashes, and
headlines end without a stop. Every change keeps the words and the tree.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from eventcode.training.conllu import Sentence, Word

#: Double-quote signs, straight and curly, by their part-of-speech tag.
CURLY = {"``": "“", "''": "”"}
DASHES = ("–", "—")
DOTLESS = {"U.S.": "US", "U.N.": "UN", "U.K.": "UK"}


def vary(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence, or now and then a variant of its spelling."""
    words = sentence.words
    if rng.random() < 0.4:
        words = _each(words, curly)
    if rng.random() < 0.5:
        dash = rng.choice(DASHES)
        words = _each(words, lambda word: replace(word, form=dash) if word.form in ("--", "---") else word)
    if rng.random() < 0.5:
        words = _each(words, lambda word: replace(word, form=DOTLESS.get(word.form, word.form)))
    if rng.random() < 0.04:
        words = without_stop(words)
    return replace(sentence, words=words)


def curly(word: Word) -> Word:
    """Typographic quotes and apostrophes in place of straight ones."""
    if word.form == '"':
        return replace(word, form=CURLY.get(word.xpos, word.form))
    if word.form == "'" and word.xpos == "``":
        return replace(word, form="‘")
    return replace(word, form=word.form.replace("'", "’"))


def without_stop(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without a final stop, as a headline is printed."""
    last = len(words)
    if last < 2 or words[-1].form != "." or any(word.head == last for word in words):
        return words
    return words[:-1]


def _each(words: tuple[Word, ...], change: Callable[[Word], Word]) -> tuple[Word, ...]:
    return tuple(change(word) for word in words)
