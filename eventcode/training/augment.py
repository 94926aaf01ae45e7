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


#: How a sentence may end in an abbreviation that takes its full stop.
ABBREVIATED_ENDS = tuple(
    tuple(words.split())
    for words in (
        "in the U.S.", "to the U.S.", "from the U.S.", "by the U.S.", "at the U.N.", "with the U.N.", "in the U.K.",
        "at 5 a.m.", "at 11 p.m.", "before 8 a.m.", "in Washington , D.C.", "on Jan. 5 , 6 p.m.", "with Acme Corp.",
        "of Baker & Sons Ltd.", "by Miller Inc.", "with Stone and Co.", "and so on , etc.", "by John Smith Jr.",
    )
)  # fmt: skip


def vary(sentence: Sentence, rng: random.Random, shout: float = 0.03) -> Sentence:
    """The sentence, or now and then a variant of its spelling; with probability ``shout`` in a headline's capitals."""
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
    if rng.random() < shout:
        write = rng.choice((str.upper, str.title, str.title, str.lower))
        words = _each(words, lambda word: replace(word, form=write(word.form)) if "'" not in word.form else word)
    return replace(sentence, words=words)


def end_in_abbreviation(words: list[str], rng: random.Random, share: float = 0.3) -> list[str]:
    """Now and then a sentence whose last word is an abbreviation: where such a one ends is hard to see."""
    if words[-1] != "." or rng.random() >= share:
        return words
    return [*words[:-1], *rng.choice(ABBREVIATED_ENDS)]


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
