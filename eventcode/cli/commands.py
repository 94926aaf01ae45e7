"""All commands: which there are, and how one is run."""

from __future__ import annotations

import sys
import warnings

from eventcode import __version__, cameo
from eventcode.analysis.table import TableError
from eventcode.cli import aggregate, code, codebook, convert, evaluate, explain, plot, sample, show, unknown, validate
from eventcode.cli.options import NOTHING_READ
from eventcode.cli.parser import Parser
from eventcode.cli.streams import make_streams_safe
from eventcode.extras import MissingExtra
from eventcode.lexicon import LexiconError
from eventcode.reading.problems import in_words

# The parser and pandas are imported by the commands that need them: the others answer at once.

#: In the order in which the help lists them.
COMMANDS = (code, explain, show, aggregate, plot, convert, codebook, unknown, validate, evaluate, sample)


def run(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status. What is wrong with its input is told on standard error."""
    make_streams_safe()
    args = command_line().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _tell_warning
            status = args.run(args)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # an OSError, and yet nothing wrong with what was read
        raise
    except (LexiconError, TableError, cameo.UnknownCode, MissingExtra) as error:
        print(f"eventcode: {error}", file=sys.stderr)
        return NOTHING_READ
    except OSError as error:
        print(f"eventcode: {in_words(error)}", file=sys.stderr)
        return NOTHING_READ


def command_line() -> Parser:
    """The parser of all commands."""
    parser = Parser(prog="eventcode", description="News text in, political events (CAMEO) out.",
                    epilog="eventcode COMMAND --help shows a command's options, and examples")  # fmt: skip
    parser.add_argument("--version", action="version", version=f"eventcode {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


def _tell_warning(message: Warning | str, category: type[Warning], *_: object) -> None:
    """A warning as a line; those of libraries about themselves are for programmers."""
    if issubclass(category, UserWarning):
        print(f"eventcode: {message}", file=sys.stderr)
