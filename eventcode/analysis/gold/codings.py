"""What is held against the gold: tables of events of ours and of others, bare tuples, a second coding of the gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from eventcode.analysis import formats
from eventcode.analysis.formats.files import FormatError, open_text
from eventcode.analysis.gold.reading import read_gold
from eventcode.analysis.gold.records import Gold, Label
from eventcode.analysis.gold.standoff import sentence_hash, write_lines
from eventcode.analysis.table import SUFFIXES, TableError


@dataclass(frozen=True)
class Coding:
    """``labels`` by story. ``read`` are the stories that were read, None for all; ``scheme`` is that of the acts
    (CAMEO, or PLOVER for a coding without CAMEO codes); ``notes`` tell what could not be used.
    """

    labels: Mapping[str, tuple[Label, ...]]
    read: frozenset[str] | None = None
    scheme: str = "CAMEO"
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """The number of events."""
        return sum(map(len, self.labels.values()))


def read_coding(path: str | Path, gold: Gold, form: str | None = None) -> Coding:
    """Read a coding of the gold's stories.

    Events are matched to cases by the story's id, by the hash of the sentence, or by the sentence itself.

    Parameters
    ----------
    path : str or Path
        A table of events, other event data, bare tuples, or a second coding of the gold.
    gold : Gold
        What it is a coding of.
    form : str, optional
        One of `FORMS`, by default what the file looks like.

    Returns
    -------
    Coding

    Raises
    ------
    TableError, FormatError
        Naming file and line, and what to do.

    Examples
    --------
    >>> write_tuples("theirs.jsonl", ["a", "b", "c"], as_coding(coded, gold))
    3
    >>> read_coding("theirs.jsonl", gold).size
    2
    """
    path = Path(path)
    form = form or _form_of(path)
    if form not in FORMS:
        raise FormatError(f"{path}: {form!r} is no form of codings; name one of {', '.join(FORMS)}")
    if form == "gold":
        return _second(read_gold(path))
    if form == "tuples":
        return _bare(path)
    return as_coding(formats.read_any(path, form), gold)


#: The forms of events, and two that are no tables.
FORMS = (*formats.READERS, "gold", "tuples")


def _form_of(path: Path) -> str:
    if path.suffix.lower() != ".parquet":
        with open_text(path) as stream:
            first = stream.readline()
        if first.startswith("[") or (not first and path.suffix.lower() in SUFFIXES):
            return "tuples"
        if first.startswith("{") and '"events"' in first:
            return "gold"
    if form := formats.form_of(path):
        return form
    raise FormatError(f"{path}, line 1: no coding that is known by its look; name its form with --format, one of "
                      f"{', '.join(FORMS)}")  # fmt: skip


def as_coding(events: pd.DataFrame, gold: Gold) -> Coding:
    """A table of events as a coding of the gold.

    Parameters
    ----------
    events : DataFrame
        A table of events, with CAMEO codes or, where ``action`` is empty throughout, PLOVER categories.
    gold : Gold

    Returns
    -------
    Coding
        What has no story in the gold, or an actor without a country, stands in its ``notes``.

    Examples
    --------
    >>> as_coding(coded, gold).size
    2
    """
    scheme = "PLOVER" if len(events) and (events["action"] == "").all() else "CAMEO"
    acts = events["plover" if scheme == "PLOVER" else "action"]
    found = _Finder(gold)
    labels: dict[str, list[Label]] = {}
    strange = unknown = 0
    rows = zip(events["story_id"], events["sentence"], events["date"], events["actor"], acts, events["target"],
               events["date_precision"], strict=True)  # fmt: skip
    for story, text, day, actor, act, target, precision in rows:
        case = found(story, text)
        if case is None:
            strange += 1
        elif not (actor and act and target) or "---" in actor + target:
            unknown += 1
        else:
            labels.setdefault(case, []).append(Label(day.date(), actor, act, target, precision))
    notes = ((strange, "of stories that are not in the gold"), (unknown, "without a code for actor, act or target"))
    told = tuple(f"{count:,} events {what} left out" for count, what in notes if count)
    return Coding({case: tuple(found) for case, found in labels.items()}, scheme=scheme, notes=told)


class _Finder:
    """Finds the id of the case that an event belongs to."""

    def __init__(self, gold: Gold):
        self._ids = {case.story.id for case in gold.cases}
        self._hashes = {case.hash or sentence_hash(case.story.text): case.story.id for case in gold.cases}

    def __call__(self, story: str, text: str) -> str | None:
        if story in self._ids:
            return story
        return self._hashes.get(story) or (self._hashes.get(sentence_hash(text)) if text else None)


def _second(gold: Gold) -> Coding:
    """A second coding of the gold: its alternatives count as well."""
    return Coding({case.story.id: case.labels for case in gold.cases}, frozenset(case.story.id for case in gold.scored))


# Bare tuples: what a coder made of each story, without a word of it ---------------------------------------------------


def _bare(path: Path) -> Coding:
    labels = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            if line.strip():
                story, events = json.loads(line)
                labels[story] = tuple(_tuple(*event) for event in events)
        except (ValueError, TypeError) as error:
            raise TableError(f"{path}, line {number}: {error}; a line holds [story, [[date, actor, action, target], "
                             "...]]") from None  # fmt: skip
    return Coding(labels, frozenset(labels))


def _tuple(date: str, actor: str, action: str, target: str, precision: str = "day") -> Label:
    return Label(pd.Timestamp(date).date(), actor, action, target, precision)


def write_tuples(path: str | Path, stories: Iterable[str], coding: Coding) -> int:
    """Write what was coded for each of these stories as bare tuples, silent ones too.

    Parameters
    ----------
    path : str or Path
    stories : iterable of str
        Their ids.
    coding : Coding

    Returns
    -------
    int
        The number of stories.

    Examples
    --------
    >>> write_tuples("theirs.jsonl", ["a", "b", "c"], as_coding(coded, gold))
    3
    """
    lines = []
    for story in stories:
        labels = coding.labels.get(story, ())
        lines.append([story, sorted({(label.date.isoformat(), label.actor, label.action, label.target)
                                     for label in labels})])  # fmt: skip
    return write_lines(path, lines)
