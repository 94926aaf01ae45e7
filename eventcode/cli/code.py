"""``eventcode code``: stories into a table of events."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from eventcode.analysis.table import TableError, write_events
from eventcode.cli.options import DONE, NOTHING_READ, OWN, add_own, day, make_coder, output
from eventcode.cli.telling import Teller, counts, how_many, progress, say
from eventcode.event import Event, Story
from eventcode.reading import Reading


def add(commands) -> None:
    """What the command takes."""
    command = commands.add_parser(
        "code", help="code stories into a table of events",
        usage=f"eventcode code INPUT [-o OUTPUT] [--date DATE] {OWN} [--include-unknown]",
    )  # fmt: skip
    command.add_argument("input", metavar="INPUT",
                         help="CSV, JSONL or Parquet with id, date, text; a text file; a folder; - for standard input")
    command.add_argument("-o", "--output", type=output, default="-",
                         help="a file: .csv, .jsonl, .parquet (default: CSV, printed)")
    command.add_argument("--date", type=day, help="publication date of stories that have none, and of text files")
    command.add_argument("--include-unknown", action="store_true",
                         help="also events of an actor whose country is unknown")
    command.set_defaults(run=run)
    add_own(command)


def run(args: argparse.Namespace) -> int:
    """Code the stories of the input, and tell on standard error how many there were."""
    if args.output != "-" and Path(args.output).exists() and Path(args.output).resolve() == Path(args.input).resolve():
        raise TableError(f"{args.output}: the stories stand there; give the events another file with -o")
    started = time.monotonic()
    with progress() as bar:
        reading = Reading(args.input, args.date, tell=Teller(bar))
        stories = iter(reading)
        first = next(stories, None)
        if first is None:
            say(bar, f"nothing could be read{counts(reading)}")
            return NOTHING_READ
        coded = Counter()
        stream = make_coder(args, include_unknown=args.include_unknown).stream(chain([first], stories))
        written = write_events(_events(stream, reading, coded, bar), args.output)
    where = "" if args.output == "-" else f", written to {args.output}"
    seconds = time.monotonic() - started
    print(f"{how_many(reading.stories, 'story')} read{counts(reading)}; {how_many(written, 'event')} "
          f"in {how_many(coded['stories'], 'story')}{where} ({seconds:.1f} s)", file=sys.stderr)
    return DONE


def _events(coded: Iterable[tuple[Story, list[Event]]], reading: Reading, found: Counter, bar) -> Iterator[Event]:
    """The events of coded stories, with the bar kept moving and the stories counted that hold any."""
    for number, (_, events) in enumerate(coded, 1):
        found["stories"] += bool(events)
        found["events"] += len(events)
        bar.total = reading.meter.total
        bar.set_postfix_str(f"{number:,} stories, {found['events']:,} events", refresh=False)
        bar.update(reading.meter.done - bar.n)
        yield from events
