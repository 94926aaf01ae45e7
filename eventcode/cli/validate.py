"""``eventcode validate``: a dictionary of the user's own, every problem of it listed and its sentences run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcode.analysis.table import TableError
from eventcode.cli.options import DONE
from eventcode.cli.parser import new_command
from eventcode.cli.telling import how_many
from eventcode.lexicon import Act, Lexicon, LexiconError
from eventcode.lexicon.files import text_of
from eventcode.lexicon.petrarch import holds

#: The status of a dictionary that has been read and does not hold.
BROKEN = 1

_KINDS = {".csv": "actors", ".yaml": "actions", ".yml": "actions"}

_EXAMPLES = """
eventcode validate my_actors.csv my_actions.yaml
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(commands, "validate", "prove a dictionary of your own: every problem is listed", _EXAMPLES)
    command.add_argument("files", nargs="+", metavar="FILE",
                         help="actors (.csv) and acts (.yaml), or files of PETRARCH or TABARI, used together")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List what is wrong with the files, then what their sentences show; status 1 where anything is."""
    lexicon, problems = _read(args.files)
    shipped = len(Lexicon.default().acts)
    own = lexicon.acts[: len(lexicon.acts) - shipped]
    problems += _unproved(lexicon, own)
    for problem in problems:
        print(problem)
    found = f"{how_many(len(problems), 'problem')}" if problems else "all holds"
    print(f"{how_many(len(args.files), 'file')}, {how_many(len(own), 'act')}: {found}", file=sys.stderr)
    return BROKEN if problems else DONE


def _read(files: list[str]) -> tuple[Lexicon, list[object]]:
    """The dictionaries with all that can be read of these files, and what cannot."""
    lexicon, problems = Lexicon.default(), []
    for file in files:
        kind = _KINDS.get(Path(file).suffix.lower()) or _of_theirs(file)
        try:
            lexicon = lexicon.extend(**{kind: [file]}, tell=problems.append)
        except LexiconError as error:  # the file as a whole cannot be read
            problems.append(error)
    return lexicon, problems


def _of_theirs(file: str) -> str:
    """What a file in a format of PETRARCH or TABARI holds, which have no suffix of their own."""
    kind = holds(text_of(Path(file)))
    if kind is None:
        raise TableError(f"{file}: neither actors (.csv) nor acts (.yaml); name dictionaries of your own")
    return "actions" if kind == "verbs" else "actors"


def _unproved(lexicon: Lexicon, acts: tuple[Act, ...]) -> list[object]:
    """What the entries' own sentences show."""
    if not acts:
        return []
    from eventcode.coding.coder import Coder
    from eventcode.proof import prove

    # Those of other formats have no sentences to prove them by.
    own = [act for act in acts if Path(act.entry.partition(":")[0]).suffix.lower() in _KINDS]
    return list(prove(Coder(lexicon, second_reader=None), own)) if own else []
