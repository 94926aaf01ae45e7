"""Folders of Parquet parts, as clusters write them: each part is there whole or not at all, and none is made twice."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from eventcode.analysis.table import parquet_rows
from eventcode.event import Story
from eventcode.scale.coded import Coded, Settings, code_story
from eventcode.scale.workers import coder_of

#: A story at which so many processes have died is the one that kills them; fewer may have died of something else.
DEATHS = 3


def code_part(stories: Iterable[Story], part: str | Path, settings: Settings) -> dict[str, object]:
    """Code stories into one part, unless it is there; gives its counts.

    It is written under a name of its own beside the part and renamed: when two machines code it, because one was
    thought lost, the part is that of either, and both are the same. What a process that died has left there tells at
    which story, and goes once the part is whole.
    """
    part = Path(part)
    if part.exists():
        return {"part": part.name, "before": True}
    beside = part.with_name(f".{part.name}.{uuid.uuid4().hex}")
    place = beside.with_name(f"{beside.name}.at")
    try:
        coded = list(_coded(stories, settings, _deadly(part), place))
        with parquet_rows(beside) as write:
            write([row for one in coded for row in one.rows])
        os.replace(beside, part)
    finally:
        for file in (beside, place):
            file.unlink(missing_ok=True)
    for left in part.parent.glob(f".{part.name}.*"):
        left.unlink(missing_ok=True)
    return {"part": part.name, **counts_of(coded)}


def _coded(stories: Iterable[Story], settings: Settings, deadly: Container[int], place: Path) -> Iterator[Coded]:
    """The stories coded, but for the ``deadly`` ones; the file ``place`` tells at which we are, should we die of it."""
    coder = coder_of(settings)
    with open(place, "wb", buffering=0) as file:
        for number, story in enumerate(stories):
            file.seek(0)
            file.write(str(number).encode())
            died = Coded(story.id, kind="process died", reason="each process that coded it died")
            yield died if number in deadly else code_story(coder, story)


def _deadly(part: Path) -> frozenset[int]:
    """The numbers of the stories that have killed whoever coded this part before."""
    at = Counter(file.read_text() for file in part.parent.glob(f".{part.name}.*.at"))
    return frozenset(int(number) for number, deaths in at.items() if number and deaths >= DEATHS)


def counts_of(coded: Iterable[Coded]) -> dict[str, object]:
    """Stories, events, and what could not be coded, by id and reason."""
    coded = list(coded)
    return {
        "stories": len(coded),
        "events": sum(len(one.rows) for one in coded),
        "not_coded": {one.story_id: one.reason for one in coded if one.kind},
    }
