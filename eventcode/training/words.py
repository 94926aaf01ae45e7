"""The words of the templates: the data file ``templates.yaml`` and how its nouns and verbs inflect.

Everything random comes from the ``random.Random`` a ``Words`` is made with, so a seed fixes the text.
"""

from __future__ import annotations

import functools
import random
import re
from pathlib import Path
from typing import Any

import yaml

from eventcode.training import grammar as g
from eventcode.training.grammar import Node


@functools.cache
def lexicon() -> dict[str, Any]:
    """The data file, with its word lists split."""
    data = yaml.safe_load((Path(__file__).parent / "templates.yaml").read_text(encoding="utf-8"))
    return {key: value.split() if isinstance(value, str) else value for key, value in data.items()}


class Words:
    """Draws words and inflects them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words = lexicon()
        self.irregular = {row.split()[0]: g.Verb(*row.split()) for row in self.words["irregular"]}
        self.countries = [row.split("|") for row in self.words["countries"]]

    def chance(self, share: float) -> bool:
        """True in ``share`` of the calls."""
        return self.rng.random() < share

    def pick(self, key: str) -> Any:
        """One entry of a list of the data file."""
        return self.rng.choice(self.words[key])

    def verb(self, base: str) -> g.Verb:
        """The forms of a verb by its base."""
        return self.irregular.get(base) or g.regular(base)

    def noun(self, form: str) -> Node:
        """A noun, plural where its ending or the data file says so."""
        plurals = self.words["nouns"]
        if form == "police":
            return Node(form, form, "NOUN", "NNS", g.PLURAL, plural=True, human=True)
        if form in plurals:
            return g.noun(form, True, plurals[form])
        plural = form.endswith("s") and not form.endswith(("ss", "us", "is"))
        plural = plural and form not in self.words["singular_in_s"]
        if not plural or form[0].isupper() and form not in self.words["proper_plurals"]:
            return g.noun(form, False, form)
        if form.endswith("ies"):
            return g.noun(form, True, form[:-3] + "y" if len(form) > 4 else form[:-1])
        return g.noun(form, True, form[:-2] if re.search("(ss|sh|ch|x|lt)es$", form) else form[:-1])

    def noun_modifier(self, form: str) -> Node:
        """A noun before a noun."""
        return (g.noun(form, False, form) if form == "police" else self.noun(form)).as_("compound")

    def compound(self, words: str) -> Node:
        """``foreign_ministry``, ``prime/a_minister``, ``ex-president``: the last word heads the rest."""
        *first, last = words.split("_")
        head = self.noun(last) if "-" not in last else self._hyphenated(last)
        for word in first:
            form, _, kind = word.partition("/")
            known = form in ("foreign", "special", "supreme", "political", "human", "tribal")
            head.before.append(g.adjective(form) if kind == "a" or known else self.noun_modifier(form))
        return head

    def _hyphenated(self, word: str) -> Node:
        """``ex-president``: three words, the hyphen between them."""
        first, last = word.split("-", 1)
        head = self.noun(last)
        head.before = [self.noun(first).as_("compound")]
        head.before[0].after.append(g.punct("-", "HYPH", glue_next=True))
        return head
