"""Which events a command works on: a file of them in any form, and the filters that choose among them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from eventcode.cli.options import day

if TYPE_CHECKING:
    import pandas as pd

#: The forms of events that are read and written, as `eventcode.analysis.formats` has them.
FORMS = ("eventcode", "petrarch", "icews", "phoenix", "plover", "polecat", "gdelt")
PERIODS = ("day", "week", "month", "quarter", "year")

_CODES = {
    "actor": "whose codes begin so, such as VEN",
    "target": "whom they are done to, such as USAGOV",
    "either": "what the actor or the target begins with",
    "action": "CAMEO codes that begin so, such as 19",
    "country": "where they took place, such as COL",
}

#: How the usage line tells what `add_filters` adds.
FILTERS = ("[--actor CODE ...] [--target CODE ...] [--either CODE ...] [--action CODE ...] [--country CODE ...] "
           "[--start DATE] [--end DATE] [--confidence NUMBER] [--group state|country|role] [--one-a-day]")  # fmt: skip


def add_file(command: argparse.ArgumentParser) -> None:
    """A file of events as the command's first argument, and what is said of it."""
    command.add_argument("events", metavar="EVENTS", help="a file that `eventcode code` wrote, or other event data: "
                         f"{', '.join(FORMS[1:])}")  # fmt: skip
    command.add_argument("--from", dest="form", choices=FORMS, metavar="FORM",
                         help=f"the form of EVENTS, where its look does not tell: {', '.join(FORMS)}")  # fmt: skip
    command.add_argument("--skip-broken", action="store_true", help="leave out lines that cannot be read")


def add_filters(command: argparse.ArgumentParser) -> None:
    """The options by which events are chosen and their actors grouped."""
    filters = command.add_argument_group("which events", "all of these must hold")
    for name, help in _CODES.items():
        filters.add_argument(f"--{name}", nargs="+", action="extend", metavar="CODE", help=help)
    filters.add_argument("--start", type=day, metavar="DATE", help="the first day")
    filters.add_argument("--end", type=day, metavar="DATE", help="the last day")
    filters.add_argument("--confidence", type=float, metavar="NUMBER", help="the least confidence, from 0 to 1")
    filters.add_argument("--group", choices=("state", "country", "role"),
                         help="put actors together: VENGOV and VENOPP as VEN, or VENGOV and USAGOV as GOV")  # fmt: skip
    filters.add_argument("--one-a-day", action="store_true", help="count several reports of one act of a day once")


def read(args: argparse.Namespace) -> pd.DataFrame:
    """The events of the file; what its reader found in it is told on standard error."""
    from eventcode.analysis import formats

    events = formats.read_any(args.events, args.form, "skip" if args.skip_broken else "raise")
    for note in events.attrs.get("notes", ()):
        print(f"eventcode: {args.events}: {note}", file=sys.stderr)
    return events


def chosen(args: argparse.Namespace) -> pd.DataFrame:
    """The events of the file that pass the filters, their actors grouped."""
    from eventcode.analysis import filters

    wanted = {name: getattr(args, name) for name in (*_CODES, "start", "end", "confidence")}
    events = filters.select(read(args), **{name: value for name, value in wanted.items() if value is not None})
    events = filters.map_actors(events, args.group) if args.group else events
    return filters.one_a_day(events) if args.one_a_day else events
