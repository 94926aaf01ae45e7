"""Rows on their way to a file: kept as they come, whole at every moment, and given their final name at the end.

Beside ``events.csv`` two files stand while it is made: ``events.csv.partial``, rows that only grow, and
``events.csv.progress.json``, how far they are whole. The second is replaced after the first has reached the disk, so
that a run may end anywhere, and the next cuts off what no note vouches for and goes on. A Parquet file cannot grow: its
rows are kept as JSON lines until the last one has come.
"""

from __future__ import annotations

import datetime
import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from eventcode.analysis.rowtext import as_text
from eventcode.analysis.table import TableError, parquet_rows
from eventcode.scale.coded import Coded
from eventcode.scale.manifest import fingerprint

T = TypeVar("T")
#: What is kept at once: so many stories or so many seconds of them, whichever comes first.
SAVE_STORIES, SAVE_SECONDS = 1000, 5.0
#: Rows of one group of a Parquet file; the same whether or not the run was broken off.
GROUP_ROWS = 10_000


@dataclass(frozen=True)
class Progress:
    """How far a run is: stories coded, those with events, their events, those that failed by kind, bytes of rows."""

    stories: int = 0
    with_events: int = 0
    events: int = 0
    bytes: int = 0
    not_coded: dict[str, int] = field(default_factory=dict)

    def after(self, coded: list[Coded], written: int) -> Progress:
        """The progress once these stories are kept too, in ``written`` bytes."""
        failed = Counter(self.not_coded) + Counter(one.kind for one in coded if one.kind)
        return Progress(
            stories=self.stories + len(coded),
            with_events=self.with_events + sum(bool(one.rows) for one in coded),
            events=self.events + sum(len(one.rows) for one in coded),
            bytes=self.bytes + written,
            not_coded=dict(sorted(failed.items())),
        )


class Journal:
    """The growing rows of one output.

    ``made_of`` is the part of the manifest that must be the same to go on; ``progress`` is what the disk holds,
    ``so_far`` what was taken in.
    """

    def __init__(self, output: Path, made_of: dict, safe: bool = False):
        self.output = output
        self.progress = self.so_far = Progress()
        self.made_of = made_of
        self._form = ".csv" if output.suffix.lower() == ".csv" else ".jsonl"
        self._safe = safe
        self._pending: list[Coded] = []
        self._saved_at = time.monotonic()

    # --- where things stand ------------------------------------------------------------------------------

    @property
    def rows(self) -> Path:
        return self.output.with_name(f"{self.output.name}.partial")

    @property
    def note(self) -> Path:
        return self.output.with_name(f"{self.output.name}.progress.json")

    @property
    def manifest(self) -> Path:
        return self.output.with_name(f"{self.output.name}.manifest.json")

    @property
    def _ready(self) -> Path:
        """The file that gets the output's name in the end."""
        is_parquet = self.output.suffix.lower() == ".parquet"
        return self.output.with_name(f"{self.output.name}.whole") if is_parquet else self.rows

    def unfinished(self) -> dict | None:
        """The note of a run that was broken off; None where there is none."""
        return _read(self.note)

    def finished(self) -> dict | None:
        """The manifest of an output that is whole; None where there is none."""
        return _read(self.manifest) if self.output.exists() else None

    # --- keeping -----------------------------------------------------------------------------------------

    def resume(self) -> None:
        """Stand where the note of the last run says, without the rows behind it. Raises TableError where those before
        are gone.
        """
        note = self.unfinished() or {}
        self.progress = self.so_far = Progress(**note.get("progress", {}))
        if not self.progress.bytes or "output" in note:
            return
        if not self.rows.exists() or self.rows.stat().st_size < self.progress.bytes:
            raise TableError(f"{self.rows}: the rows of the unfinished run are gone; delete {self.note} to code anew")
        os.truncate(self.rows, self.progress.bytes)

    def keep(self, coded: Coded) -> None:
        """Take in one story; on the disk at the latest after SAVE_STORIES or SAVE_SECONDS."""
        self._pending.append(coded)
        self.so_far = self.so_far.after([coded], 0)
        if len(self._pending) >= SAVE_STORIES or time.monotonic() - self._saved_at >= SAVE_SECONDS:
            self.save()

    def save(self) -> None:
        """Bring all that was taken in to the disk. May be broken off anywhere, and called again."""
        if not self._pending:
            return
        rows = [row for coded in self._pending for row in coded.rows]
        written = as_text(rows, self._form, header=not self.progress.bytes, safe=self._safe).encode("utf-8")
        with open(self.rows, "r+b" if self.rows.exists() else "w+b") as file:
            file.truncate(self.progress.bytes)
            file.seek(self.progress.bytes)
            file.write(written)
            _to_disk(file)
        progress = self.progress.after(self._pending, len(written))
        self._write_note({"progress": asdict(progress)})
        self.progress = self.so_far = progress
        self._pending, self._saved_at = [], time.monotonic()

    def finish(self, counts: dict) -> None:
        """Give the whole its name, and the manifest its own."""
        self.save()
        if self._ready != self.rows:
            self._write_parquet()
        whole = {"name": self.output.name, **fingerprint(self._ready)}
        self._write_note({"progress": asdict(self.progress), "counts": counts, "output": whole})
        self.conclude()

    def conclude(self) -> None:
        """The last steps, once the note tells the output; each may be found done already."""
        manifest = {key: value for key, value in (self.unfinished() or {}).items() if key != "progress"}
        with suppress(FileNotFoundError):
            os.replace(self._ready, self.output)
        self.rows.unlink(missing_ok=True)
        write_whole(self.manifest, _as_json(manifest))
        self.note.unlink(missing_ok=True)

    def _write_note(self, state: dict) -> None:
        write_whole(self.note, _as_json({**self.made_of, **state}))

    def _write_parquet(self) -> None:
        with open(self.rows, encoding="utf-8") as lines, parquet_rows(self._ready) as write:
            for group in groups(map(_row, lines), GROUP_ROWS):
                write(group)
        with open(self._ready, "rb") as file:
            _to_disk(file)


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its name and rename it: it is there whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        _to_disk(file)
    os.replace(beside, path)


def _to_disk(file) -> None:
    file.flush()
    os.fsync(file.fileno())


def _row(line: str) -> dict:
    row = json.loads(line)
    return {**row, "date": datetime.date.fromisoformat(row["date"])}


def groups(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of ``size``; the last may be shorter."""
    rest = iter(things)
    while group := list(islice(rest, size)):
        yield group


def _as_json(state: dict) -> str:
    return json.dumps(state, indent=2, ensure_ascii=False) + "\n"


def _read(path: Path) -> dict | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise TableError(f"{path}: this note of a run is broken ({error}); delete it to code anew") from None
