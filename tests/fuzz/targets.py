"""What is fuzzed: one function a door that bytes of others come in by. Whatever comes, it answers or tells; what it may
raise is told with it, and everything else is a fault.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from eventcode.analysis.formats import forms
from eventcode.analysis.rowtext import as_text
from eventcode.analysis.table import TableError, read_events, to_row, write_events
from eventcode.article import passages, read_article
from eventcode.article.days import find_day, parse_day
from eventcode.coding.coder import Coder
from eventcode.coding.when.times import find_times
from eventcode.event import Event, Story
from eventcode.lexicon import Lexicon, LexiconError
from eventcode.reading import Problem, read_stories

DAY = datetime.date(2019, 5, 13)


def _file(data: bytes, name: str, use: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        use(path)


def stories(data: bytes, suffix: str) -> None:
    """Every reader: stories whose text can be written, and problems that say what to do."""

    def read(path: Path) -> None:
        for item in read_stories(path, DAY):
            if isinstance(item, Problem):
                assert item.message and item.advice and str(path.parent) not in item.where
            else:
                assert item.text.strip() and item.id.strip()
                f"{item.id}{item.text}{item.title}".encode()

    _file(data, f"stories{suffix}", read)


def dictionary(data: bytes, suffix: str) -> None:
    """The dictionary loader, for actors and acts."""

    def load(path: Path) -> None:
        kind = "actors" if suffix == ".csv" else "actions"
        try:
            Lexicon.load(**{kind: [path]})
        except LexiconError as error:
            assert path.name in str(error)

    _file(data, f"mine{suffix}", load)


def article(text: str) -> None:
    """The page reader: spans that lie in the text, clean words that can be written."""
    read = read_article(text)
    assert all(0 <= part.start <= part.end <= len(text) for part in read.paragraphs)
    for passage in passages(Story("a", DAY, text)):
        start, end = passage.words.original(0, len(passage.words.text))
        assert 0 <= start <= end <= max(len(text), 1)
        passage.words.text.encode()


def days(text: str) -> None:
    """Days in columns and in sentences."""
    find_day(text)
    try:
        parse_day(text)
    except ValueError as error:
        assert str(error)
    for day in (DAY, datetime.date.min, datetime.date.max):
        for time in find_times(text, day):
            assert time.start < 0 or text[time.start : time.end] == time.text


def tables(data: bytes, suffix: str) -> None:
    """Every reader of event tables, by the look of the file."""

    def read(path: Path) -> None:
        for reader in (read_events, forms.read_any):
            try:
                reader(path)
            except TableError as error:  # also FormatError
                assert path.name in str(error)

    _file(data, f"events{suffix}", read)


def written(text: str) -> None:
    """Every writer: what is written is read back as it was."""
    text = text.replace("\r", " ").replace("\0", " ").encode("utf-8", "replace").decode()
    event = Event(text or "a", 0, DAY, "FRA", "040", "DEU", actor_text=text, sentence=text)
    for suffix in (".csv", ".jsonl", ".parquet"):
        _file(b"", f"events{suffix}", lambda path: _same(event, path))
    as_text([to_row(event)], ".csv", safe=True)


def _same(event: Event, path: Path) -> None:
    write_events([event], path)
    row = read_events(path).iloc[0]
    assert (row.story_id, row.sentence, row.action) == (event.story_id, event.sentence, "040")


@lru_cache(maxsize=1)
def _coder() -> Coder:
    return Coder()


def coding(text: str) -> None:
    """The whole coder: events whose spans hold their words."""
    for event in _coder().events(Story("a", DAY, text, title=text[:80])):
        event.sentence.encode()
        for part in event.evidence:
            assert part.start < 0 or part.end <= len(event.sentence)
