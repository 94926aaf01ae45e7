"""``eventcode code``: stories into a table of events."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from eventcode.cli import INTERRUPTED
from eventcode.cli.cluster import code_on_dask
from eventcode.cli.options import DONE, NOTHING_READ, OWN, add_own, columns, date_format, day, output, settings_of
from eventcode.cli.parser import new_command
from eventcode.cli.telling import Teller, counts, how_many, kinds_of, progress, say
from eventcode.reading import Reading
from eventcode.scale import Broken, Summary, code_file
from eventcode.scale.journal import Progress
from eventcode.scale.manifest import check

CANNOT_BE_MADE_AGAIN, TERMINATED = 1, 143

_EXAMPLES = """
eventcode code stories.csv -o events.csv
eventcode code stories.csv --actors my_actors.csv --actions my_actions.yaml -o events.parquet
eventcode code page.txt --date 2019-05-13
eventcode code theirs.csv --columns id=url,date=published --date-format %d/%m/%Y -o theirs-events.csv
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "code", "code stories into a table of events", _EXAMPLES,
        usage=f"eventcode code INPUT [-o OUTPUT] [--date DATE] [--columns OURS=THEIRS,...] [--date-format FORMAT] "
              f"[--workers N] [--resume] [--safe-csv] {OWN} [--include-unknown]\n"
              "       eventcode code --check MANIFEST",
    )  # fmt: skip
    command.add_argument("input", metavar="INPUT", nargs="?",
                         help="CSV, JSONL or Parquet with id, date, text; a text or HTML file; a folder; - for "
                              "standard input")
    command.add_argument("-o", "--output", type=output, default="-",
                         help="a file: .csv, .jsonl, .parquet (default: CSV, printed)")
    command.add_argument("--date", type=day, help="publication date of stories that have none, and of text files")
    command.add_argument("--columns", type=columns, default={}, metavar="OURS=THEIRS,...",
                         help="what the input calls its columns: id=url,date=published")
    command.add_argument("--date-format", type=date_format, metavar="FORMAT",
                         help="how it writes days that can be read in two ways: %%d/%%m/%%Y or %%m/%%d/%%Y")
    command.add_argument("--workers", type=_whole, default=1, metavar="N", help="processes that code (default: 1)")
    command.add_argument("--engine", choices=("here", "dask"), default="here",
                         help="dask: on a cluster, into a folder of Parquet parts (-o events/)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="the cluster's, as tcp://host:8786 (default: one here)")
    command.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    command.add_argument("--safe-csv", action="store_true",
                         help="an apostrophe before cells that a spreadsheet would take for formulas")
    command.add_argument("--include-unknown", action="store_true",
                         help="also events of an actor whose country is unknown")
    command.add_argument("--check", metavar="MANIFEST", help="only say whether the table of this can be made again")
    command.set_defaults(run=run)
    add_own(command)


def run(args: argparse.Namespace) -> int:
    """Code the stories of the input, and tell on standard error how many there were."""
    if args.check:
        return _check(args.check)
    if args.input is None:
        print("eventcode: no input; give a file or a folder of stories, or - for standard input", file=sys.stderr)
        return NOTHING_READ
    started, settings = time.monotonic(), settings_of(args, args.include_unknown)
    with progress() as bar, _termination_interrupts():
        reading = Reading(args.input, args.date, Teller(bar), columns=args.columns, date_format=args.date_format or "")
        try:
            if args.engine == "dask":
                return code_on_dask(args, reading, settings)
            done = code_file(reading, args.output, settings, args.workers, args.resume, args.safe_csv,
                             Teller(bar), _Shown(bar, reading))  # fmt: skip
        except Broken as broken:
            say(bar, str(broken))
            return _status(broken.__cause__)
        if not reading.stories and not done.before:
            say(bar, f"nothing could be read{counts(reading)}")
            return NOTHING_READ
    print(_told(done, reading, args.output, time.monotonic() - started), file=sys.stderr)
    return DONE


def _told(done: Summary, reading: Reading, output: str, seconds: float) -> str:
    """What was done, in a line."""
    found = done.progress
    if done.before:
        return f"{output}: whole already, {how_many(found.events, 'event')} in {how_many(found.with_events, 'story')}"
    failed = f", {sum(found.not_coded.values()):,} not coded ({kinds_of(Counter(found.not_coded))})"
    where = "" if output == "-" else f", written to {output}"
    return (
        f"{how_many(reading.stories, 'story')} read{counts(reading)}{failed if found.not_coded else ''}; "
        f"{how_many(found.events, 'event')} in {how_many(found.with_events, 'story')}{where} ({seconds:.1f} s)"
    )


class _Shown:
    """Keeps the bar moving."""

    def __init__(self, bar, reading: Reading):
        self._bar, self._reading = bar, reading

    def __call__(self, found: Progress) -> None:
        bar, meter = self._bar, self._reading.meter
        bar.total = meter.total
        bar.set_postfix_str(f"{found.stories:,} stories, {found.events:,} events", refresh=False)
        bar.update(meter.done - bar.n)


def _check(manifest: str) -> int:
    """Say whether the table of a manifest can be made again."""
    if found := check(manifest):
        print(f"{manifest}: cannot be made again as it is", *found, sep="\n    ")
        return CANNOT_BE_MADE_AGAIN
    print(f"{manifest}: can be made again; code, model, dictionaries, input and table are as they were")
    return DONE


def _whole(written: str) -> int:
    if not written.isdigit() or written.lstrip("0") == "":
        raise argparse.ArgumentTypeError(f"{written!r} is not a whole number from 1")
    return int(written)


# Being broken off -----------------------------------------------------------------------------------------------------


class Terminated(KeyboardInterrupt):
    """SIGTERM, as batch systems send it before they kill."""


@contextmanager
def _termination_interrupts() -> Iterator[None]:
    """SIGTERM breaks off as Ctrl-C does: what was coded is kept."""

    def terminate(number, frame):
        raise Terminated("SIGTERM")

    if threading.current_thread() is not threading.main_thread():  # no other may take signals
        yield
        return
    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _status(cause: BaseException | None) -> int:
    if isinstance(cause, Terminated):
        return TERMINATED
    return INTERRUPTED if isinstance(cause, KeyboardInterrupt) else NOTHING_READ
