"""Stories out of rows: each column checked, each fault told, every good story passed on."""

from __future__ import annotations

import datetime
import json
import numbers
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from eventcode.article.cleaning import LONE_SURROGATE, MAX_WORD
from eventcode.article.days import EitherWay, parse_day
from eventcode.article.lines import split_dateline
from eventcode.event import Mention, Story
from eventcode.reading.formats import rows_of
from eventcode.reading.lines import Meter
from eventcode.reading.problems import Problem, Row
from eventcode.reading.told import Told

_LONG_WORD = re.compile(rf"\S{{{MAX_WORD + 1},}}")
_ACTOR_CODE = re.compile(r"(?:[A-Z]{3}|---)(?:[A-Z]{3})*")


def read_stories(
    path: str | Path, date: datetime.date | str | None = None, meter: Meter | None = None, *,
    columns: Mapping[str, str] | None = None, date_format: str = "",
) -> Iterator[Story | Problem]:  # fmt: skip
    """Read stories one by one from a CSV, JSONL, Parquet, text or HTML file, a folder of them, or standard input.

    Tables need the columns ``id``, ``date`` and ``text``; ``title``, ``dateline``, ``source``, ``url`` and ``actors``
    (a JSON list of ``[start, end, code]``) are read too.

    Parameters
    ----------
    path : str or Path
        A file, a folder, or ``-`` for standard input.
    date : date or str, optional
        The day of stories that carry none, and of text files, which otherwise take it from their publication line.
    meter : Meter, optional
        Is told how far the reading is.
    columns : mapping, optional
        What the input calls its columns, by ours: ``{"id": "url"}``.
    date_format : str
        How days are written that can be read in two ways: ``%d/%m/%Y``.

    Yields
    ------
    Story or Problem
        What cannot be read comes as a Problem in its place, and the stories after it follow.

    Raises
    ------
    ValueError
        Where `date` is no date, or `columns` names one that stories do not have.

    Examples
    --------
    >>> first = next(read_stories(eventcode.sample("venezuela_2019")))
    >>> first.id, str(first.date), first.dateline
    ('ven-2019-001', '2019-01-01', 'BRASILIA')
    """
    return _stories(path, _told(date, columns, date_format), meter or Meter())


def _told(date: datetime.date | str | None, columns: Mapping[str, str] | None, date_format: str) -> Told:
    return Told(parse_day(date) if isinstance(date, str) else date, columns or {}, date_format)


def _stories(path: str | Path, told: Told, meter: Meter) -> Iterator[Story | Problem]:
    seen = _SeenIds()
    for row in rows_of(path, meter, told):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            story, notes = _story(row, told)
            if not seen.add(story.id):
                raise _Fault("id", f"id {story.id!r} was there before", "give each story its own id", "duplicate id")
        except _Fault as fault:
            yield fault.problem(row)
        else:
            yield from notes
            yield story


class Reading:
    """Iterate over it for the stories of an input; what went wrong is told and counted.

    After the iteration ``stories`` is the number read, ``skipped`` and ``noted`` count the problems by kind: those that
    lost a story, and those that did not.

    Parameters
    ----------
    path, date, columns, date_format
        As in `read_stories`.
    tell : callable, optional
        Is given each Problem.

    Examples
    --------
    >>> reading = Reading(eventcode.sample("mini"), tell=print)
    >>> len([story.id for story in reading]), reading.stories, dict(reading.skipped)
    (8, 8, {})
    """

    def __init__(
        self,
        path: str | Path,
        date: datetime.date | str | None = None,
        tell: Callable[[Problem], None] = lambda problem: None,
        *,
        columns: Mapping[str, str] | None = None,
        date_format: str = "",
    ):
        self.path = path
        self.told = _told(date, columns, date_format)
        self.meter = Meter()
        self.stories = 0
        self.skipped: Counter[str] = Counter()
        self.noted: Counter[str] = Counter()
        self._tell = tell
        self._items = _stories(path, self.told, self.meter)

    def __iter__(self) -> Iterator[Story]:
        for item in self._items:
            if isinstance(item, Problem):
                (self.skipped if item.skipped else self.noted)[item.kind] += 1
                self._tell(item)
            else:
                self.stories += 1
                yield item


# Checks ---------------------------------------------------------------------------------------------------------------


class _Fault(Exception):
    """A row that cannot become a story: the column, what is wrong with it, what to do."""

    def __init__(self, column: str, message: str, advice: str, kind: str):
        super().__init__(message)
        self.column, self.message, self.advice, self.kind = column, message, advice, kind

    def problem(self, row: Row) -> Problem:
        return Problem(_place(row, self.column), self.message, f"{self.advice}; the story was skipped", self.kind)


def _place(row: Row, column: str) -> str:
    """Where a fault is; a text file has no columns."""
    return f"{row.where}, column {column}" if ", " in row.where else row.where


def _story(row: Row, told: Told) -> tuple[Story, list[Problem]]:
    """A row as a story, with notes on what was left out of it. Raises _Fault."""
    notes: list[Problem] = []
    cells = {column: _cell(row, column, notes) for column in ("id", "text", "title", "dateline", "source", "url")}
    if not cells["id"].strip():
        raise _Fault("id", "the id is empty", "give the story one", "empty id")
    text = cells["text"]
    _check_text(row, text, notes)
    story = Story(
        id=cells["id"].strip(),
        date=_date(row, told),
        text=text,
        title=cells["title"].strip(),
        dateline=cells["dateline"].strip() or split_dateline(text.lstrip())[0],
        source=cells["source"].strip(),
        url=cells["url"].strip(),
        actors=_actors(row.fields.get("actors"), text),
    )
    return story, notes


def _cell(row: Row, column: str, notes: list[Problem]) -> str:
    """A cell as text; what had to be changed in it is noted. Raises _Fault where it is none."""
    cell = _as_text(row.fields.get(column))
    if cell is None and column in ("id", "text"):
        kind = type(row.fields[column]).__name__
        raise _Fault(column, f"a {kind} where text is needed", "write text there", "not text")
    if cell is None:
        notes.append(_note(row, column, "no text stands there", "it is read as empty", "not text"))
        return ""
    if "\0" in cell:
        advice = "the file is damaged or no text; save the column as UTF-8 text"
        raise _Fault(column, f"a NUL byte at character {cell.index(chr(0)) + 1}", advice, "NUL byte")
    if match := LONE_SURROGATE.search(cell):
        message = f"half a character (a lone surrogate) at character {match.start() + 1}"
        notes.append(_note(row, column, message, "it is read as U+FFFD; write the file anew", "lone surrogate"))
    return LONE_SURROGATE.sub("\ufffd", cell)


def _as_text(value: object) -> str | None:
    """A cell's value as text, where it can be one: a missing one is empty, bytes are UTF-8."""
    if value is None or value != value:  # a table with gaps has NaN there
        return ""
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode("utf-8")
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # an id that lost its kind in a table with gaps
    is_plain = isinstance(value, str | numbers.Number | datetime.date) and not isinstance(value, bool)
    return str(value) if is_plain else None


def _date(row: Row, told: Told) -> datetime.date:
    value = row.fields.get("date")
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    written = _cell(row, "date", []).strip()
    if not written and told.date:
        return told.date
    if not written:
        raise _Fault("date", "there is no date", "fill it in, or give one for all with --date", "no date")
    try:
        return told.day(written)
    except ValueError as error:
        raise _Fault("date", str(error), _advice(error), "impossible date") from None


def _advice(error: ValueError) -> str:
    either = "say which with --date-format %d/%m/%Y or %m/%d/%Y"
    return either if isinstance(error, EitherWay) else "write it as 2019-05-13"


def _check_text(row: Row, text: str, notes: list[Problem]) -> None:
    """Note what will be left out of a text. Raises _Fault where it cannot be coded."""
    if isinstance(row.fields["text"], numbers.Number):
        raise _Fault("text", f"a number ({text[:20]}) where text is needed", "write text there", "not text")
    if not text.strip():
        raise _Fault("text", "the text is empty", "fill it in or drop the row", "empty text")
    if match := _LONG_WORD.search(text):
        length = match.end() - match.start()
        if not _LONG_WORD.sub("", text).strip():
            raise _Fault("text", f"the text is one word of {length:,} characters", "put words there", "over-long word")
        message = f"a word of {length:,} characters begins with {match[0][:20]!r}"
        notes.append(_note(row, "text", message, "it is left out of what is coded", "over-long word"))


def _note(row: Row, column: str, message: str, advice: str, kind: str) -> Problem:
    return Problem(_place(row, column), message, advice, kind, skipped=False)


# Actors the user gives ------------------------------------------------------------------------------------------------


def _actors(value: object, text: str) -> tuple[Mention, ...]:
    """Given mentions in the order of the text."""
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return ()
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise _bad_actors(f"not JSON ({error})") from None
    if not isinstance(value, list):
        raise _bad_actors(f"{type(value).__name__} where a list is needed")
    mentions = sorted((_mention(entry, text) for entry in value), key=lambda mention: mention.start)
    for one, other in zip(mentions, mentions[1:], strict=False):
        if other.start < one.end:
            raise _bad_actors(f"{one.text!r} and {other.text!r} overlap")
    return tuple(mentions)


def _mention(entry: object, text: str) -> Mention:
    shown = json.dumps(entry, ensure_ascii=False, default=str)[:60]
    if not isinstance(entry, list | tuple) or len(entry) != 3:
        raise _bad_actors(f"{shown} is not [start, end, code]")
    start, end, code = entry
    if not (_is_place(start) and _is_place(end) and start < end <= len(text)):
        raise _bad_actors(f"{shown} is no stretch of the text, which has {len(text):,} characters")
    if not (isinstance(code, str) and _ACTOR_CODE.fullmatch(code)):
        raise _bad_actors(f"{shown} has no actor code of three-letter parts, such as VENOPP")
    return Mention(start, end, code, text[start:end], "given")


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _bad_actors(message: str) -> _Fault:
    return _Fault("actors", message, 'write [[0, 6, "VENOPP"]]', "bad actors")


# Ids ------------------------------------------------------------------------------------------------------------------


class _SeenIds:
    """Which ids came before, in some 20 bytes an id: a set of strings would fill the memory on a long input.

    An open hash table of the ids' 64-bit hashes. Of 20 million ids two meet by chance once in 100,000 readings.
    """

    def __init__(self):
        self._table = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, id: str) -> bool:
        """Remember an id; False when it was there before."""
        if self._count * 3 >= len(self._table) * 2:
            self._grow()
        new = self._put(self._table, hash(id) % (2**64 - 1) + 1)
        self._count += new
        return new

    @staticmethod
    def _put(table: array, key: int) -> bool:
        last = len(table) - 1
        place = key & last
        while table[place]:
            if table[place] == key:
                return False
            place = (place + 1) & last
        table[place] = key
        return True

    def _grow(self) -> None:
        larger = array("Q", bytes(2 * 8 * len(self._table)))
        for key in self._table:
            if key:
                self._put(larger, key)
        self._table = larger
