"""``eventcode sample``: stories to try things out on."""

from __future__ import annotations

import argparse
import shutil
import sys

from eventcode import samples
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command

_EXAMPLES = """
eventcode sample venezuela_2019 -o stories.csv
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(commands, "sample", "write stories to try things out on", _EXAMPLES)
    command.add_argument("name", metavar="NAME", choices=samples.names(), help=" or ".join(samples.names()))
    command.add_argument("-o", "--output", metavar="CSV", help="the file to write them to (default: printed)")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the sample's stories, or copy them to a file."""
    path = samples.sample(args.name)
    if args.output:
        shutil.copyfile(path, args.output)
    else:
        sys.stdout.write(path.read_text(encoding="utf-8"))
    return DONE
