"""``eventcode aggregate``: events counted by dyad, actor, country or kind, and by period, as CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcode.analysis.table import TableError
from eventcode.cli.choosing import FILTERS, PERIODS, add_file, add_filters, chosen
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command
from eventcode.cli.telling import how_many

#: What each table counts, and the options that it alone takes.
TABLES = {
    "totals": ("all events", ()),
    "dyads": ("who did it to whom", ("undirected",)),
    "monads": ("single actors", ("side",)),
    "countries": ("where it took place", ("side",)),
    "categories": ("kinds of acts", ("view",)),
}

_EXAMPLES = """
eventcode aggregate events.csv dyads --period month -o dyads.csv
eventcode aggregate events.csv categories --view plover --actor VEN
eventcode aggregate events.csv monads --period all --group state
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "aggregate", "count events by dyad, actor, country or kind, and by period, as CSV", _EXAMPLES,
        usage="eventcode aggregate EVENTS TABLE [-o CSV] [--period PERIOD] [--undirected] [--side SIDE] [--view VIEW] "
              f"[--coarse WORD] [--scheme WORD] [--fill] [--from FORM] [--skip-broken] {FILTERS}",
    )  # fmt: skip
    add_file(command)
    command.add_argument("table", metavar="TABLE", choices=TABLES,
                         help="; ".join(f"{name}: {what}" for name, (what, _) in TABLES.items()))  # fmt: skip
    command.add_argument("-o", "--output", metavar="CSV", type=_csv, default="-",
                         help="the file to write (default: printed)")
    command.add_argument("--period", choices=(*PERIODS, "all"), help="a row for each; all: one row for the whole time "
                         "(default: month; categories: all)")  # fmt: skip
    command.add_argument("--undirected", action="store_true", help="dyads: both directions together")
    command.add_argument("--side", choices=("place", "actor", "target", "either"), help="whose country or which party")
    command.add_argument("--view", choices=("root", "plover", "action", "quad_class"), help="categories: which")
    command.add_argument("--coarse", choices=("drop", "spread", "keep"), default="drop",
                         help="dates known less exactly than the period (default: drop)")  # fmt: skip
    command.add_argument("--scheme", choices=("icews", "penta"), default="icews", help="of quad classes")
    command.add_argument("--fill", action="store_true", help="a row also for each period in which a unit has no event "
                         "(totals and categories always have them)")  # fmt: skip
    add_filters(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Count the chosen events and write the table."""
    from eventcode.analysis import aggregate

    options = _options(args)
    table = getattr(aggregate, args.table)(chosen(args), coarse=args.coarse, scheme=args.scheme, **options)
    printed = args.output == "-"
    table.to_csv(sys.stdout if printed else args.output, index=False, lineterminator="\n", date_format="%Y-%m-%d",
                 float_format="%.10g")  # fmt: skip
    if not printed:
        print(f"{how_many(len(table), 'row')} written to {args.output}", file=sys.stderr)
    return DONE


def _csv(path: str) -> str:
    if path != "-" and Path(path).suffix.lower() != ".csv":
        raise argparse.ArgumentTypeError(f"tables are written as .csv; give {path!r} this suffix")
    return path


def _options(args: argparse.Namespace) -> dict[str, object]:
    """The options of the table's verb; raises TableError for one that it does not take."""
    taken = TABLES[args.table][1]
    for name in ("undirected", "side", "view"):
        if getattr(args, name) and name not in taken:
            whose = " and ".join(table for table, (_, known) in TABLES.items() if name in known)
            raise TableError(f"--{name} is an option of {whose}, not of {args.table}")
    period = args.period or ("all" if args.table == "categories" else "month")
    options = {"period": None if period == "all" else period}
    options |= {name: value for name in ("side", "view") if (value := getattr(args, name))}
    options |= {"fill": True} if args.fill else {}
    return options | ({"directed": False} if args.undirected else {})
