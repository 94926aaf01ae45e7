"""Two people's codings of the same sentences: how far they agree, and what a third has to settle."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventcode.event import Event
from eventcode.explore.corrections import read_corrections
from eventcode.explore.judging import Case, Sentence

if TYPE_CHECKING:
    import pandas


class TwoCodings:
    """The sentences that two people have both judged throughout, from their files of corrections.

    Parameters
    ----------
    first, second : str or Path
        The files; what they are called, without ending, are the coders' names. Sentences that only one has judged are
        left out, with a warning that counts them.

    Raises
    ------
    CorrectionsError, ValueError
        For a broken file, and for two files without a sentence in common.
    """

    def __init__(self, first: str | Path, second: str | Path):
        self.names = (Path(first).stem, Path(second).stem)
        one, other = (_judged(path) for path in (first, second))
        self._pairs = [(one[id], other[id]) for id in one if id in other]
        if not self._pairs:
            raise ValueError(f"{first} and {second}: no sentence is judged in both; give both coders the same stories")
        if alone := len(one.keys() ^ other.keys()):
            warnings.warn(f"{alone} sentences that only one of {' and '.join(self.names)} judged are left out",
                          stacklevel=3)  # fmt: skip

    def __len__(self) -> int:
        return len(self._pairs)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences with the events of both: what both hold is accepted, the rest waits for a judgement.

        Yields
        ------
        Sentence
        """
        for one, other in self._pairs:
            held = [set(map(tuple, line["events"])) for line in (one, other)]
            events = dict.fromkeys(tuple(event) for line in (one, other) for event in line["events"])
            cases = tuple(self._case(event, held) for event in events)
            noted = zip(self.names, (one["note"], other["note"]), strict=True)
            yield Sentence(
                one["id"], datetime.date.fromisoformat(one["date"]), one["dateline"], one["text"], cases,
                verdict="" if cases else "accepted", note="; ".join(f"{name}: {note}" for name, note in noted if note),
            )  # fmt: skip

    def _case(self, event: tuple, held: list[set]) -> Case:
        by = tuple(name for name, events in zip(self.names, held, strict=True) if event in events)
        return Case(event, "accepted", event, by=by) if len(by) == 2 else Case(event, by=by)

    def agreement(self) -> pandas.DataFrame:
        """How far the two agree before anything is settled.

        Returns
        -------
        DataFrame
            As :func:`eventcode.analysis.agreement.agreement` makes it.
        """
        from eventcode.analysis.agreement import agreement

        one, other = ([event for pair in self._pairs for event in _events(pair[at])] for at in (0, 1))
        return agreement(one, other, [(line["id"], 0) for line, _ in self._pairs])


def _judged(path: str | Path) -> dict[str, dict]:
    lines = read_corrections(path)
    return {id: line for id, line in lines.items() if not line["open"] and not line["scratch"]}


def _events(line: dict) -> Iterator[Event]:
    for date, actor, code, target in line["events"]:
        yield Event(line["id"], 0, datetime.date.fromisoformat(date), actor, code, target, sentence=line["text"])
