"""Hand-coded sentences to measure a coding against, and how near it comes.

A gold file has one sentence a line, as JSON:

    {"id": "dev-001", "date": "2019-05-13", "dateline": "", "text": "...",
     "events": [["2019-05-11", "VENOPP", "036", "USAMIL"]]}

``events`` is every tuple (date, actor, action, target, and the precision of the date where it is no day), and is empty
for a sentence that holds none. `agreement` compares two codings that are peers; here one of them is right.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from eventcode.analysis.agreement import forgiving
from eventcode.analysis.table import TableError, to_frame
from eventcode.event import Event, Story

#: What a coded event must share with one of the gold's to be right.
PARTS = {
    "root": ("root",),
    "code": ("action",),
    "dyad": ("actor", "target"),
    "tuple": ("actor", "action", "target"),
    "date": ("date", "actor", "action", "target"),
}


@dataclass(frozen=True)
class Gold:
    """Hand-coded sentences: ``stories`` to code, one a sentence, their ``events`` as a table, and ``sentences``, all
    of them, as a table with ``story_id, sentence_id, sentence, date`` and ``n``, the number of events."""

    stories: tuple[Story, ...]
    events: pd.DataFrame
    sentences: pd.DataFrame


def read_gold(path: str | Path) -> Gold:
    """Read a gold file. Raises TableError naming the file and the line at fault."""
    stories, coded = [], []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            story, events = _record(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise TableError(
                f"{path}, line {number}: {error!r}; a line holds id, date, text and events, each [date, actor, action, "
                "target]"
            ) from None
        stories.append(story)
        coded.append(events)
    sentences = pd.DataFrame({
        "story_id": [story.id for story in stories],
        "sentence_id": 0,
        "sentence": [story.text for story in stories],
        "date": pd.to_datetime([story.date for story in stories]),
        "n": [len(events) for events in coded],
    })  # fmt: skip
    return Gold(tuple(stories), to_frame(event for events in coded for event in events), sentences)


def _record(record: dict) -> tuple[Story, list[Event]]:
    """A line of a gold file as a story of one sentence and its events."""
    day = datetime.date.fromisoformat(record["date"])
    story = Story(str(record["id"]), day, record["text"], dateline=record.get("dateline", ""))
    return story, [_event(story, *parts) for parts in record["events"]]


def _event(story: Story, date: str, actor: str, action: str, target: str, precision: str = "day") -> Event:
    return Event(story.id, 0, datetime.date.fromisoformat(date), actor, action, target, precision, sentence=story.text)


def as_sentences(events: pd.DataFrame) -> pd.DataFrame:
    """A coding of gold stories, comparable with the gold: each story is one sentence, whatever the coder made of it."""
    return events.assign(sentence_id=0).drop_duplicates(["story_id", "date", "actor", "action", "target"])


def folded(events: pd.DataFrame) -> pd.DataFrame:
    """The events with codes that are accepted for each other made the same: actors as in `agreement.forgiving`,
    Yugoslavia as Serbia, and the taking of territory (192) as fighting (190)."""
    actors = {side: events[side].str.replace("^YUG", "SRB", regex=True).map(forgiving) for side in ("actor", "target")}
    return events.assign(**actors, action=events["action"].replace("192", "190"))


def scores(gold: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of a coding, one row a level of `PARTS`; accepted codes count as right (`folded`).

    ``right``, ``gold`` and ``coded`` are the counts behind them. What a sentence holds twice at a level (two events of
    one root, say) counts once.
    """
    gold, coded = folded(gold), folded(coded)
    rows = {}
    for level, parts in PARTS.items():
        wanted, found = (frame[["story_id", *parts]].drop_duplicates() for frame in (gold, coded))
        right = len(wanted.merge(found))
        rows[level] = {
            "precision": right / max(len(found), 1), "recall": right / max(len(wanted), 1),
            "f1": 2 * right / max(len(found) + len(wanted), 1),
            "right": right, "gold": len(wanted), "coded": len(found),
        }  # fmt: skip
    return pd.DataFrame(rows).T.astype({"right": "int64", "gold": "int64", "coded": "int64"}).rename_axis("level")


def silence(sentences: pd.DataFrame, coded: pd.DataFrame) -> float:
    """The share of sentences without an event in which the coding has none either; NaN where there are no such."""
    empty = sentences.loc[sentences["n"] == 0, "story_id"]
    return float((~empty.isin(coded["story_id"])).mean()) if len(empty) else float("nan")
