"""``eventcode convert``: event data of any form into any other."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcode.analysis.table import TableError
from eventcode.cli.choosing import FORMS, add_file, read
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command
from eventcode.cli.telling import how_many

_EXAMPLES = """
eventcode convert events.csv events.parquet
eventcode convert events.csv icews.tab --to icews
eventcode convert icews.tab back.csv --from icews
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(commands, "convert", "bring event data from one form into another", _EXAMPLES)
    add_file(command)
    command.add_argument("output", metavar="OUTPUT", help="the file to write; our own form by its suffix: .csv, .jsonl "
                         "or .parquet")  # fmt: skip
    command.add_argument("--to", choices=FORMS, default="eventcode", metavar="FORM",
                         help=f"{', '.join(FORMS)} (default: eventcode)")  # fmt: skip
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the events, write them in the other form, and tell what it cannot hold."""
    from eventcode.analysis import formats

    if Path(args.output).exists() and Path(args.output).resolve() == Path(args.events).resolve():
        raise TableError(f"{args.output}: the events stand there; write them to another file")
    events = read(args)
    written = formats.write_any(events, args.output, args.to)
    lost = f", {how_many(len(events) - written, 'event')} left out" if written != len(events) else ""
    print(f"{how_many(written, 'event')} written to {args.output} as {args.to}{lost}", file=sys.stderr)
    return DONE
