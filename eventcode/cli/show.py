"""``eventcode show``: what is in a table of events."""

from __future__ import annotations

import argparse

from eventcode.analysis.table import SUFFIXES
from eventcode.cli.options import DONE


def add(commands) -> None:
    """What the command takes."""
    command = commands.add_parser("show", help="what is in a table of events: counts and a few of its events")
    command.add_argument("events", help=f"a file that `eventcode code` wrote ({', '.join(SUFFIXES)})")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a summary of the table."""
    from eventcode.analysis.summary import summary
    from eventcode.analysis.table import read_events

    print(summary(read_events(args.events)))
    return DONE
