"""Coded sentences with other countries in them: how an act is told does not hang on who is named.

A word goes for one of its kind, *Iraq* for *Peru*, *Iraqi* for *Peruvian*, *Baghdad* for *Lima*, the same country
always for the same. What such a sentence tells is for teachers to say (see `teachers`), not for its coder.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from eventcode.coding.meaning.features import Marked
from eventcode.lexicon.actors import read_actors
from eventcode.training.meaning.examples import Lesson

#: The kinds of names that go for one another: those of the dictionary, and of demonyms that of people apart.
KINDS = ("country", "demonym", "people", "capital")


@dataclass(frozen=True)
class Countries:
    """What countries are called in one word. ``known`` has the country and the kind of each such word, ``forms`` the
    usual word of each kind for every country that has all four.
    """

    known: dict[str, tuple[str, str]]
    forms: dict[str, dict[str, str]]

    @classmethod
    def shipped(cls) -> Countries:
        """Those of the dictionary; people are *Iraqis*, not *Chinese*."""
        file = resources.files("eventcode").joinpath("dictionaries/actors/countries.csv")
        known: dict[str, tuple[str, str]] = {}
        forms: dict[str, dict[str, str]] = {}
        for name in read_actors(file.read_text(encoding="utf-8"), file.name):
            if name.kind not in KINDS or " " in name.text:
                continue
            country = name.offices[0].code[:3]
            words = forms.setdefault(country, {})
            people = name.kind == "demonym" and "demonym" in words and name.text.endswith("s")
            kind = "people" if people else name.kind
            known.setdefault(name.text, (country, kind))
            words.setdefault(kind, name.text)
        return cls(known, {country: words for country, words in forms.items() if len(words) == len(KINDS)})

    def of(self, marked: Marked) -> list[str]:
        """The countries that a sentence names in one word, each once."""
        return list(dict.fromkeys(self.known[word][0] for word in marked.words if word in self.known))

    def swapped(self, marked: Marked, others: dict[str, str]) -> Marked:
        """The sentence with each country's words replaced by those of another."""
        words = tuple(
            self.forms[others[country]][kind] if country in others else word
            for word in marked.words
            for country, kind in (self.known.get(word, ("", "")),)
        )
        return replace(marked, words=words)


def swaps(lessons: Sequence[Lesson], rng: random.Random) -> Iterator[Lesson]:
    """Every lesson that names a country, once, with others in it, those oftener that news names often, and without
    its answers.
    """
    countries = Countries.shipped()
    counts = Counter(country for one in lessons for country in countries.of(one.marked))
    weights = {country: counts[country] ** 0.5 + 0.5 for country in countries.forms}
    for one in lessons:
        here = countries.of(one.marked)
        if here:
            others = _drawn(len(here), {c: w for c, w in weights.items() if c not in here}, rng)
            marked = countries.swapped(one.marked, dict(zip(here, others, strict=True)))
            yield replace(one, marked=marked, answers={}, acts={})


def _drawn(count: int, weights: dict[str, float], rng: random.Random) -> list[str]:
    """So many different countries."""
    found: list[str] = []
    while len(found) < count:
        country = rng.choices(list(weights), list(weights.values()))[0]
        if country not in found:
            found.append(country)
    return found
