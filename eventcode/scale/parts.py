"""Folders of Parquet parts, as clusters write them: each part is there whole or not at all, and none is made twice."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path

from eventcode.analysis.table import parquet_rows
from eventcode.event import Story
from eventcode.scale.coded import Coded, Settings, code_story
from eventcode.scale.workers import coder_of


def code_part(stories: Iterable[Story], part: str | Path, settings: Settings) -> dict[str, object]:
    """Code stories into one part, unless it is there; gives its counts.

    It is written under a name of its own beside the part and renamed: when two machines code it, because one was
    thought lost, the part is that of either, and both are the same.
    """
    part = Path(part)
    if part.exists():
        return {"part": part.name, "before": True}
    coder = coder_of(settings)
    coded = [code_story(coder, story) for story in stories]
    beside = part.with_name(f".{part.name}.{uuid.uuid4().hex}")
    try:
        with parquet_rows(beside) as write:
            write([row for one in coded for row in one.rows])
        os.replace(beside, part)
    finally:
        beside.unlink(missing_ok=True)
    return {"part": part.name, **counts_of(coded)}


def counts_of(coded: Iterable[Coded]) -> dict[str, object]:
    """Stories, events, and what could not be coded, by id and reason."""
    coded = list(coded)
    return {
        "stories": len(coded),
        "events": sum(len(one.rows) for one in coded),
        "not_coded": {one.story_id: one.reason for one in coded if one.kind},
    }
