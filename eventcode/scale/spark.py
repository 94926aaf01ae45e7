"""Coding on a Spark cluster (extra ``[spark]``): a function for ``DataFrame.mapInPandas``.

    stories.mapInPandas(coding(Settings()), SCHEMA).write.parquet("events")

``stories`` has the columns ``id, date, text`` (and, where there are, ``title, dateline, source, url``).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from eventcode.analysis.rowtext import frame_of
from eventcode.analysis.table import KINDS
from eventcode.article.days import parse_day
from eventcode.event import Story
from eventcode.scale.coded import Coded, Settings, code_story
from eventcode.scale.workers import coder_of

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {"str": "string", "int64": "bigint", "float64": "double", "datetime64[s]": "date"}

#: What comes back: the table's columns, and for a story that could not be coded one row with the reason in ``failed``.
SCHEMA = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in KINDS.items()) + ", failed string"

_OPTIONAL = ("title", "dateline", "source", "url")


def coding(settings: Settings) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """What ``mapInPandas`` needs: frames of stories in, frames of `SCHEMA` out, one a batch.

    The coder is made once a Python worker. A story that cannot be read or coded gives one row with its ``story_id`` and
    ``failed``, and the others go on; leave such rows out with ``events.where("failed = ''")``.
    """

    def code(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        coder = coder_of(settings)
        for frame in frames:
            coded = [_coded(coder, row) for row in frame.to_dict("records")]
            yield frame_of([row for one in coded for row in _rows(one)], [*KINDS, "failed"])

    return code


def _coded(coder, row: dict[str, object]) -> Coded:
    try:
        story = _story(row)
    except (KeyError, TypeError, ValueError) as error:
        return Coded(str(row.get("id", "")), kind="not a story", reason=f"{type(error).__name__}: {error}")
    return code_story(coder, story)


def _story(row: dict[str, object]) -> Story:
    date = row["date"]
    day = date if isinstance(date, datetime.date) else parse_day(str(date))
    if not isinstance(row["text"], str):
        raise TypeError(f"its text is {row['text']!r}")
    cells = {name: cell for name in _OPTIONAL if isinstance(cell := row.get(name), str)}
    return Story(str(row["id"]), day, row["text"], **cells)


def _rows(coded: Coded) -> list[dict[str, object]]:
    if coded.kind:
        return [{**dict.fromkeys(KINDS), "story_id": coded.story_id, "failed": coded.reason}]
    return [{**row, "failed": ""} for row in coded.rows]
