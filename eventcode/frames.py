"""Act frames: phrases with slots, read from the dictionaries and compiled to what a clause must hold.

Nothing here knows a parser. A frame says which words head it, which parts it needs and by which preposition they
hang on it;
:mod:`eventcode.coding.what.predicates` looks for that in a clause.
"""

from __future__ import annotations

import difflib
import itertools
import re
import sys
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from .inflection import noun_forms, verb_forms

SLOTS = frozenset({"SOURCE", "TARGET", "ACT"})
#: Any object, whatever it is: ``capture something from TARGET``.
ANYTHING = frozenset({"something", "somebody"})
PREPOSITIONS = frozenset(
    "aboard about above across after against along alongside amid among amongst around as at before behind below "
    "beneath beside between beyond by concerning despite during following for from in inside into like near of on "
    "onto outside over past regarding since than through throughout to toward towards under unlike until upon "
    "using via with within without worth".split()
)
PARTICLES = frozenset("ahead apart aside away back down forth forward jointly off out together underway up".split())
# "demand that ACT": the word that opens a clause is no preposition but introduces like one.
INTRODUCERS = PREPOSITIONS | {"that", "whether"}

_T = TypeVar("_T", bound=Hashable)

#: A word chain: one set of possible forms a word, the last one the noun. ("military", "aid")
Chain = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Part:
    """One thing a frame needs beside its head: a slot or a word chain, direct or behind one of ``prepositions``."""

    slot: str = ""
    chains: tuple[Chain, ...] = ()
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """One compiled phrase. ``kind`` is ``verb``, ``noun`` or ``predicate`` (adjective or noun after *be*).

    ``heads`` are the chains that may head it; ``subject`` is the slot of the grammatical subject of the active
    voice; ``weight`` is the number of literal words, by which the most specific frame wins.
    """

    text: str
    kind: str
    heads: tuple[Chain, ...]
    subject: str
    particles: tuple[frozenset[str], ...]
    parts: tuple[Part, ...]
    weight: float

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Forms of which one each must stand in the sentence: of particles, of the frame's own nouns, of what these
        hang on and of the first words of chains.
        """
        parts = [part for part in self.parts if part.chains]
        own = [part.chains for part in parts]
        return (
            *self.particles,
            *(_forms_at(0, chains) for chains in (self.heads, *own) if min(map(len, chains)) > 1),
            *(_forms_at(-1, chains) for chains in own),
            *(part.prepositions for part in parts if part.prepositions),
        )

    @property
    def negative(self) -> bool:
        """Is a negation part of the phrase itself (*have no comment on*)?"""
        return bool({"no", "not", "never", "without"} & set(self.text.split()))

    @property
    def takes_owner(self) -> bool:
        """May whoever the frame's own noun belongs to be its TARGET: *expel British diplomats*?"""
        part = self.slot("TARGET")
        return part is None or bool(part.prepositions & {"of", "from", "by"})

    @property
    def is_verdict(self) -> bool:
        """Does it only say something of its subject (*TARGET be illegal*), so that SOURCE is whoever says it?"""
        return self.kind != "noun" and self.subject == "TARGET" and self.slot("SOURCE") is None

    @cached_property
    def slots(self) -> dict[str, Part]:
        """The parts that hold a slot, by its name; of two that hold the same, the first."""
        return {part.slot: part for part in reversed(self.parts)}

    def slot(self, name: str) -> Part | None:
        """The part that holds slot ``name``, if the frame has one."""
        return self.slots.get(name)


def _forms_at(place: int, chains: tuple[Chain, ...]) -> frozenset[str]:
    """The forms at one place of any of some chains."""
    first, *others = (chain[place] for chain in chains)
    return first.union(*others) if others else first


class FrameError(ValueError):
    """A phrase that cannot be read as a frame; the message says why and what to do."""


def compile_frames(phrase: str, kind: str, classes: Mapping[str, tuple[str, ...]]) -> tuple[Frame, ...]:
    """Compile one phrase of a dictionary; ``(word)`` makes a frame with and one without the word."""
    bare = re.sub(r"\s*\([^)]*\)", "", phrase).strip()
    full = re.sub(r"\(([^)]*)\)", r"\1", phrase).strip()
    return tuple(_compile(text, phrase, kind, classes) for text in dict.fromkeys((full, bare)))


def _compile(text: str, phrase: str, kind: str, classes: Mapping[str, tuple[str, ...]]) -> Frame:
    tokens = text.split()
    subject = "SOURCE"
    if tokens and tokens[0] in SLOTS:
        subject = tokens.pop(0)
    said = list(itertools.dropwhile(lambda token: token in PREPOSITIONS, tokens[1:]))
    if kind == "verb" and tokens and tokens[0] == "be" and (not said or said[0] not in SLOTS or said == tokens[1:]):
        kind, tokens = "predicate", said  # but "be in TARGET for talks" says where somebody is
    if not tokens or tokens[0] in SLOTS:
        raise FrameError(f"the phrase {phrase!r} has no word of its own: begin it with the verb or noun")
    forms = verb_forms if kind == "verb" else noun_forms
    heads = _head(tokens, kind, forms, classes)
    particles, parts = _parts(tokens, phrase, classes)
    weight = 1.0 * length(heads[0]) + len(particles) + 0.5 * (kind == "predicate")
    weight += sum(length(part.chains[0]) if part.chains else 0.25 for part in parts)
    weight += sum(0.25 for part in parts if part.prepositions)
    return Frame(phrase, kind, heads, subject, particles, parts, weight)


def _head(tokens: list[str], kind: str, forms, classes: Mapping[str, tuple[str, ...]]) -> tuple[Chain, ...]:
    """Take the head off the front of ``tokens``; a noun may have words before it (``arms embargo on TARGET``)."""
    length = 1
    if kind != "verb":
        while length < len(tokens) and not _is_marker(tokens[length]):
            length += 1
    run = [tokens.pop(0) for _ in range(length)]
    return _chains(run, classes, forms)


def _is_marker(token: str) -> bool:
    return token in SLOTS | ANYTHING or all(word in INTRODUCERS | PARTICLES for word in token.split("|"))


def _parts(tokens: list[str], phrase: str, classes: Mapping[str, tuple[str, ...]]):
    particles: list[frozenset[str]] = []
    parts: list[Part] = []
    prepositions: frozenset[str] = frozenset()
    while tokens:
        words = tokens[0].split("|")
        if len({word in INTRODUCERS | PARTICLES for word in words}) > 1:
            raise FrameError(f"{tokens[0]!r} in {phrase!r} mixes prepositions with other words: write two frames")
        if tokens[0] in SLOTS | ANYTHING:
            name = tokens.pop(0)
            parts.append(_shared(Part(slot="THING" if name in ANYTHING else name, prepositions=prepositions)))
            prepositions = frozenset()
        elif PARTICLES & set(words) and set(words) <= INTRODUCERS | PARTICLES and not prepositions:
            particles.append(frozenset(words))
            tokens.pop(0)
        elif all(word in INTRODUCERS for word in words):
            if prepositions and prepositions != {"of"}:
                particles.append(prepositions)
            prepositions = frozenset(words)
            tokens.pop(0)
        else:
            run = list(itertools.takewhile(lambda token: not _is_marker(token), tokens))
            del tokens[: len(run)]
            parts.append(_shared(Part(chains=_chains(run, classes, noun_forms), prepositions=prepositions)))
            prepositions = frozenset()
    if prepositions:
        particles.append(prepositions)
    slots = [part.slot for part in parts if part.slot]
    if len(slots) != len(set(slots)):
        raise FrameError(f"the phrase {phrase!r} names a slot twice: write two frames")
    return _shared(tuple(particles)), _shared(tuple(parts))


def _chains(run: list[str], classes: Mapping[str, tuple[str, ...]], forms) -> tuple[Chain, ...]:
    """All readings of a run of words: single-word alternatives share a set, many-word ones make a chain each."""
    options: list[list[Chain]] = []
    for position, token in enumerate(run):
        last = position == len(run) - 1
        alternatives = itertools.chain.from_iterable(_alternatives(word, classes) for word in token.split("|"))
        phrases = [_as_in_text(phrase) for phrase in alternatives]
        single = _shared(frozenset().union(
            *(_forms(phrase, forms if last else noun_forms) for phrase in phrases if " " not in phrase)
        ))  # fmt: skip
        readings: list[Chain] = [(single,)] if single else []
        for phrase in phrases:
            if " " in phrase:
                *before, noun = phrase.split(" ")
                readings.append((*(_forms(word, noun_forms) for word in before), _forms(noun, noun_forms)))
        options.append(readings)
    return _shared(tuple(tuple(itertools.chain.from_iterable(choice)) for choice in itertools.product(*options)))


def _as_in_text(phrase: str) -> str:
    """A phrase in the tokens of a text: *cease-fire* stands there as three."""
    return re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " - ", phrase)


def length(chain: Chain) -> int:
    """The number of words of a chain; what a hyphen joins is one."""
    return len(chain) - 2 * sum("-" in word for word in chain)


def _alternatives(word: str, classes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not word.startswith("{"):
        return (word,)
    name = word.strip("{}")
    if name not in classes:
        near = difflib.get_close_matches(name, classes, n=3) or sorted(classes)[:5]
        raise FrameError(
            f"the word class {{{name}}} is not known: add it to words.yaml or use another, as {', '.join(near)}"
        )
    return classes[name]


@lru_cache(maxsize=65536)
def _forms(word: str, forms) -> frozenset[str]:
    return _shared(frozenset(sys.intern(form.lower()) for form in forms(word.lower())))


@lru_cache(maxsize=65536)
def _shared(value: _T) -> _T:
    """The first of all equal values: frames are made of the same words again and again, which are kept once."""
    return value
