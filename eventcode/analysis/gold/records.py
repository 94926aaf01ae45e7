"""The one form in which gold is held, wherever it comes from: labels, the cases they belong to, and all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from eventcode.analysis.table import to_frame
from eventcode.event import Event, Story

#: What gold is for: to learn from, to look at while working, and only to measure.
PARTS = ("train", "develop", "measure")

#: What may be known of a case: its region of the world, its style, how it was drawn from a corpus, who coded it.
TRAITS = ("draw", "style", "region", "coder")

#: Characters of a sentence, the end exclusive.
Span = tuple[int, int]


@dataclass(frozen=True)
class Label:
    """One event as the gold has it: ``date`` with its ``precision``, ``actor``, ``action`` (a CAMEO code), ``target``.

    ``actors``, ``actions`` and ``targets`` are further codes that are as right. ``spans`` are the words of actor, act
    and target in sentence number ``sentence`` of its case, empty where they are not marked.
    """

    date: datetime.date
    actor: str
    action: str
    target: str
    precision: str = "day"
    actors: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sentence: int = 0
    spans: tuple[Span, ...] = ()

    @property
    def strict(self) -> Label:
        """The label without what is as right."""
        return replace(self, actors=(), actions=(), targets=())

    def __str__(self) -> str:
        others = sorted({*self.actors, *self.actions, *self.targets})
        return f"{self.date} {self.actor} {self.action} {self.target}" + (f" (or {' '.join(others)})" if others else "")


@dataclass(frozen=True)
class Case:
    """A story with its labels: a sentence, or a short article.

    ``story`` is what a coder is given; it has no text where a label stands apart from its sentence and the text was
    not at hand. ``sentences`` are the texts that labels number, an article's title first. ``kind`` and ``part`` say
    where it belongs (``real``, ``measure``); ``hash`` names the sentence where the text may not be shipped.
    A case that is not ``scored`` was undecidable by the rules. ``traits`` are what else is known of it, by `TRAITS`.
    """

    story: Story
    labels: tuple[Label, ...]
    sentences: tuple[str, ...]
    kind: str = ""
    part: str = ""
    hash: str = ""
    scored: bool = True
    traits: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def has_text(self) -> bool:
        """Whether a coder can be given the story."""
        return bool(self.story.text)


@dataclass(frozen=True)
class Gold:
    """Coded cases, in the order of their files."""

    cases: tuple[Case, ...]

    @property
    def scored(self) -> tuple[Case, ...]:
        """The cases that a coding is measured by."""
        return tuple(case for case in self.cases if case.scored)

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories to code, where their text is known."""
        return tuple(case.story for case in self.scored if case.has_text)

    @property
    def named(self) -> dict[str, Gold]:
        """The gold apart by kind and part, each by its name (``own/develop``)."""
        places = dict.fromkeys((case.kind, case.part) for case in self.cases)
        return {"/".join(filter(None, place)): self.only(*place) for place in places}

    def only(self, kind: str | None = None, part: str | Iterable[str] | None = None) -> Gold:
        """The cases of a kind, and of a part or of several.

        Parameters
        ----------
        kind : str, optional
            ``own``, ``real``, ``articles``.
        part : str or iterable of str, optional
            Of `PARTS`.

        Returns
        -------
        Gold
        """
        parts = (part,) if isinstance(part, str) else part
        return Gold(
            tuple(
                case
                for case in self.cases
                if (kind is None or case.kind == kind) and (parts is None or case.part in parts)
            )
        )

    @cached_property
    def events(self) -> pd.DataFrame:
        """The labels as a table of events, those of cases that are set aside left out."""
        return to_frame(_event(case, label) for case in self.scored for label in case.labels)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The cases as a table: ``story_id, sentence_id, sentence, date`` and ``n``, the number of events."""
        cases = self.scored
        return pd.DataFrame({
            "story_id": [case.story.id for case in cases],
            "sentence_id": 0,
            "sentence": [case.story.text for case in cases],
            "date": pd.to_datetime([case.story.date for case in cases]),
            "n": [len(case.labels) for case in cases],
        })  # fmt: skip


def _event(case: Case, label: Label) -> Event:
    text = case.sentences[label.sentence]
    words = [text[start:end] for start, end in label.spans] or [""] * 3
    return Event(
        case.story.id, label.sentence, label.date, label.actor, label.action, label.target, label.precision,
        *words, sentence=text,
    )  # fmt: skip
