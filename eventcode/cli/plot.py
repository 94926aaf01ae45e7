"""``eventcode plot``: a figure of events, as a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcode.analysis.table import TableError
from eventcode.cli.choosing import FILTERS, PERIODS, add_file, add_filters, chosen
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command

#: The figures, as `eventcode.analysis.plots` has them, which is loaded only to draw.
FIGURES = ("calendar", "goldstein", "heat_map", "mirror", "network", "places", "quad_classes", "roots",
           "small_multiples", "tiles", "timeline", "world")  # fmt: skip
PRESETS = ("page", "column", "slide")

_EXAMPLES = """
eventcode plot events.csv quad_classes --period week -o quad_classes.png
eventcode plot events.csv network --group state -o network.svg
eventcode plot events.csv calendar --actor VENGOV --title "The government, day by day" -o calendar.pdf
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "plot", "draw a figure of events", _EXAMPLES,
        usage="eventcode plot EVENTS FIGURE [-o FILE] [--period PERIOD] [--title WORDS] [--size INCHES INCHES] "
              f"[--dpi DOTS | --preset PRESET] [--from FORM] [--skip-broken] {FILTERS}",
    )  # fmt: skip
    add_file(command)
    command.add_argument("figure", metavar="FIGURE", choices=FIGURES, help=", ".join(FIGURES))
    command.add_argument("-o", "--output", metavar="FILE", help=".png, .svg or .pdf (default: FIGURE.png)")
    command.add_argument("--period", choices=PERIODS, help="what is counted together (default: what suits the figure)")
    command.add_argument("--title", metavar="WORDS", help="the line above it")
    command.add_argument("--size", nargs=2, type=float, metavar="INCHES", help="width and height")
    command.add_argument("--dpi", type=int, default=200, metavar="DOTS", help="of a .png, an inch (default: 200)")
    command.add_argument("--preset", choices=PRESETS, help="as wide, and as sharp, as print or a slide wants it")
    add_filters(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw the chosen events and keep the figure."""
    from eventcode.analysis import plots

    output = args.output or f"{args.figure}.png"
    if Path(output).suffix.lower() not in plots.SUFFIXES:
        raise TableError(f"{output}: a figure is kept as {', '.join(plots.SUFFIXES)}; give the file one of these")
    if args.period and plots.FIGURES[args.figure].fixed:
        raise TableError(f"{args.figure} takes no --period: it shows each day or the whole time")
    ax = plots.draw(args.figure, chosen(args), args.period, **({"title": args.title} if args.title else {}))
    if args.size:
        ax.figure.set_size_inches(*args.size)
    plots.save(ax, output, args.dpi, preset=args.preset)
    print(f"written to {output}", file=sys.stderr)
    return DONE
