"""``eventcode show``: what is in a table of events."""

from __future__ import annotations

import argparse

from eventcode.cli.choosing import FILTERS, add_file, add_filters, chosen
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command

_EXAMPLES = """
eventcode show events.csv
eventcode show events.csv --either VEN --action 17 18 19
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "show", "show what is in a table of events: counts and a few of its events", _EXAMPLES,
        usage=f"eventcode show EVENTS [--from FORM] [--skip-broken] {FILTERS}",
    )  # fmt: skip
    add_file(command)
    add_filters(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a summary of the table."""
    from eventcode.analysis.summary import summary

    print(summary(chosen(args)))
    return DONE
