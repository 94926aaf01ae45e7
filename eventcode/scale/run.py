"""A run: the stories of an input into a table of events, kept as it goes, and gone on with when it was broken off."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eventcode.analysis.rowtext import as_text
from eventcode.analysis.table import TableError
from eventcode.reading import Reading
from eventcode.reading.formats import files_in
from eventcode.scale.coded import Coded, Settings
from eventcode.scale.journal import Journal, Progress
from eventcode.scale.manifest import differences, made_of
from eventcode.scale.workers import stream

#: Told after each story: how far the coding is.
Step = Callable[[Progress], None]


@dataclass(frozen=True)
class Summary:
    """What a run has done: ``progress``, how far it came, and ``before``, whether an earlier one had done it all."""

    progress: Progress
    before: bool = False


class Broken(Exception):
    """A run that was broken off, by Ctrl-C, a signal or a full disk; the message says what is kept and how to go on.

    ``__cause__`` is what broke it.
    """


def code_file(
    reading: Reading,
    output: str | Path,
    settings: Settings,
    workers: int = 1,
    resume: bool = False,
    safe: bool = False,
    tell: Callable[[Coded], None] = lambda coded: None,
    step: Step = lambda progress: None,
) -> Summary:
    """Code the stories of an input into a table. Nothing is written before the first story was read.

    Parameters
    ----------
    reading : Reading
        The stories.
    output : str or Path
        ``.csv``, ``.jsonl`` or ``.parquet``; ``-``: CSV to standard output.
    settings : Settings
        What the coder is made of.
    workers : int
        Processes that code, with the same bytes as one.
    resume : bool
        Go on with a run that was broken off.
    safe : bool
        Keep a spreadsheet from taking a cell of a CSV for a formula.
    tell : callable, optional
        Is told of each story (a Coded) that could not be coded.
    step : callable, optional
        Is told, after each story, how far it is (a Progress).

    Returns
    -------
    Summary

    Raises
    ------
    TableError
        Where the output must not be written or cannot be gone on with.
    Broken
        Where the run is broken off; what is kept is told.
    OSError
        Where a file cannot be read or written.

    Examples
    --------
    >>> done = code_file(Reading(eventcode.sample("mini")), "events.csv", Settings(second_reader=False))
    >>> done.progress.stories
    8
    """
    if str(output) == "-":
        return Summary(_print(stream(reading, settings, workers), safe, tell, step))
    journal = _checked(output, reading, settings, resume, safe)
    if resume and (done := _take_up(journal)) is not None:
        return done
    try:
        for one in stream(islice(reading, journal.progress.stories, None), settings, workers):
            if one.kind:
                tell(one)
            journal.keep(one)
            step(journal.so_far)
        if reading.stories:
            journal.finish(_counts(reading, journal.so_far))
    except (KeyboardInterrupt, OSError) as error:
        raise _broken(journal, error) from error
    return Summary(journal.progress)


# Beginning ------------------------------------------------------------------------------------------------------------


def _checked(output: str | Path, reading: Reading, settings: Settings, resume: bool, safe: bool) -> Journal:
    """The journal of an output that may be written. Raises TableError where it must not be."""
    if str(output).endswith("/"):
        raise TableError(f"{output}: a folder of parts is what --engine dask writes; give a .csv, .jsonl or .parquet")
    output = Path(os.path.realpath(output))
    refuse_to_overwrite(output, reading.path, (*settings.actors, *settings.actions))
    if resume and str(reading.path) == "-":
        raise TableError("what came on standard input is gone; --resume needs the stories in a file")
    journal = Journal(output, made_of(reading.path, reading.told, settings, safe), safe)
    if not resume and (journal.unfinished() or {}).get("progress", {}).get("stories"):
        raise TableError(_unfinished(journal))
    return journal


def refuse_to_overwrite(output: Path, source: str | Path, own: Iterable[str]) -> None:
    """Raise TableError where the output would take the place of the stories or of a dictionary, by any name."""
    for file in own:
        if _is_same(output, Path(file)):
            raise TableError(f"{output}: a dictionary stands there ({file}); give the events another file with -o")
    if str(source) == "-":
        return
    folder = Path(source)
    if _is_same(output, folder):
        raise TableError(f"{output}: the stories stand there; give the events another file with -o")
    if not folder.is_dir():
        return
    if Path(os.path.realpath(folder)) in output.parents:
        raise TableError(f"{output}: in the folder of the stories it would be read as one; give another place with -o")
    if twin := next((file for file in files_in(folder) if _is_same(output, file)), None):
        raise TableError(f"{output}: the stories stand there, as {twin}; give the events another file with -o")


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and os.path.samefile(one, other)


# Going on -------------------------------------------------------------------------------------------------------------


def _take_up(journal: Journal) -> Summary | None:
    """Stand where the last run ended; a summary where it had come to its end."""
    note = journal.unfinished()
    told = note or journal.finished()
    if told is None:
        return None
    made = {key: value for key, value in told.items() if key not in ("progress", "counts", "output")}
    if changed := differences(made, journal.made_of):
        raise TableError(
            f"{journal.output}: the run cannot be gone on with, what it is made of has changed ({'; '.join(changed)}); "
            "code anew without --resume, into another file"
        )
    if note is None:
        counts = told["counts"]
        return Summary(Progress(counts["stories"], counts["with_events"], counts["events"]), before=True)
    journal.resume()
    if "output" in note:
        journal.conclude()
        return Summary(journal.progress)
    return None


def _unfinished(journal: Journal) -> str:
    kept = journal.unfinished()["progress"]
    return (
        f"{journal.note}: a run stands here unfinished, with {kept['stories']:,} stories coded; go on with it with "
        f"--resume, or delete this file to code anew"
    )


# Keeping --------------------------------------------------------------------------------------------------------------


def _broken(journal: Journal, error: BaseException) -> Broken:
    """What broke the run, what of it is kept, and how to go on."""
    why = f"broken off ({error})" if str(error) else "broken off"
    try:
        journal.save()
    except OSError as second:
        why = f"broken off ({second})"
    kept = journal.progress
    if not kept.stories:
        return Broken(f"{why}; nothing was kept yet")
    return Broken(
        f"{why}; {kept.stories:,} stories with {kept.events:,} events are kept in {journal.rows}: "
        "the same command with --resume goes on behind them"
    )


def _counts(reading: Reading, progress: Progress) -> dict:
    """What the manifest counts."""
    return {
        "stories": reading.stories,
        "skipped": dict(sorted(reading.skipped.items())),
        "noted": dict(sorted(reading.noted.items())),
        "not_coded": progress.not_coded,
        "with_events": progress.with_events,
        "events": progress.events,
    }


def _print(coded: Iterator[Coded], safe: bool, tell: Callable[[Coded], None], step: Step) -> Progress:
    """CSV to standard output, story by story: whoever reads it need not wait."""
    progress = Progress()
    for one in coded:
        if one.kind:
            tell(one)
        text = as_text(one.rows, ".csv", header=not progress.stories, safe=safe)
        sys.stdout.write(text)
        progress = progress.after([one], len(text))
        step(progress)
    return progress
