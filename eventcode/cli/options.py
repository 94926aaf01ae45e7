"""What several commands take: dates, output files, dictionaries of the user's own, and what they make a coder of."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from eventcode.analysis.table import SUFFIXES
from eventcode.article.days import parse_day
from eventcode.reading.told import Told
from eventcode.scale import Settings

DONE, NOTHING_READ = 0, 2

#: How the usage line tells what `add_own` adds.
OWN = "[--actors CSV ...] [--actions YAML ...] [--second-reader off]"


def add_own(command: argparse.ArgumentParser) -> None:
    """The options of every command that codes: dictionaries of the user's own, and no second reader."""
    for name, form in (("actors", "CSV"), ("actions", "YAML")):
        command.add_argument(f"--{name}", nargs="+", action="extend", default=[], metavar=form,
                             help=f"files of your own {name}, which go before the shipped ones")
    command.add_argument("--second-reader", choices=("on", "off"), default="on",
                         help="off: the dictionaries alone, without the learned reader (default: on)")


def settings_of(args: argparse.Namespace, include_unknown: bool = False) -> Settings:
    """What the options of `add_own` want a coder made of."""
    return Settings(tuple(args.actors), tuple(args.actions), args.second_reader == "on", include_unknown)


def day(written: str) -> datetime.date:
    """A day as an argument; argparse tells what is wrong with it."""
    try:
        return parse_day(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; write it as 2019-05-13") from None


def columns(written: str) -> dict[str, str]:
    """``id=url,date=published`` as a mapping from our names to theirs."""
    parts = [part.partition("=") for part in written.split(",")]
    try:
        if not all(ours.strip() and theirs.strip() for ours, _, theirs in parts):
            raise ValueError(f"{written!r} names no columns")
        return dict(Told(columns={ours.strip(): theirs.strip() for ours, _, theirs in parts}).columns)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; write it as id=url,date=published") from None


def date_format(written: str) -> str:
    """The form of a day, as `datetime.datetime.strptime` has it, checked by a round trip."""
    someday = datetime.datetime(2019, 5, 13)
    try:
        if datetime.datetime.strptime(someday.strftime(written), written).date() == someday.date():
            return written
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{written!r} tells no year, month and day; write it as %d/%m/%Y")


def output(path: str) -> str:
    """A file that a table can be written to, by its suffix, ``-``, or a folder (``events/``) for a cluster."""
    if path != "-" and not path.endswith("/") and Path(path).suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{path!r} must end in {', '.join(SUFFIXES)}")
    return path
