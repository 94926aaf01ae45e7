"""``eventcode codebook``: what a CAMEO code means."""

from __future__ import annotations

import argparse

from eventcode import cameo
from eventcode.cli.options import DONE


def add(commands) -> None:
    """What the command takes."""
    command = commands.add_parser("codebook", help="what a CAMEO code means")
    command.add_argument("code", nargs="+")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what each code means."""
    print("\n\n".join(cameo.describe(code) for code in args.code))
    return DONE
