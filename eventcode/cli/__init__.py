"""The command line: one module a command, which says what the command takes (`add`) and does it (`run`).

Exit status: 0 when the command did its work, also where stories had to be skipped (they are told on standard error);
2 when nothing could be read, or the command itself is at fault.
"""

from __future__ import annotations

import argparse
import os
import sys

from eventcode import __version__, cameo
from eventcode.analysis.table import TableError
from eventcode.cli import code, codebook, evaluate, explain, sample, show
from eventcode.cli.options import DONE, NOTHING_READ
from eventcode.extras import MissingExtra
from eventcode.lexicon import LexiconError

# The parser and pandas are imported by the commands that need them: the others answer at once.

INTERRUPTED = 130

#: In the order in which the help lists them.
COMMANDS = (code, explain, show, evaluate, codebook, sample)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    args = _parser().parse_args(arguments)
    try:
        status = args.run(args)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads our output, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (LexiconError, TableError, cameo.UnknownCode, MissingExtra, OSError) as error:
        print(f"eventcode: {error}", file=sys.stderr)
        return NOTHING_READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="eventcode", description="News text in, political events (CAMEO) out.")
    parser.add_argument("--version", action="version", version=f"eventcode {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
