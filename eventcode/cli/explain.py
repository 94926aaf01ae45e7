"""``eventcode explain``: one sentence, its events, and the reason for each."""

from __future__ import annotations

import argparse
import datetime
import os
import sys

from eventcode.cli.options import DONE, OWN, add_own, day, settings_of
from eventcode.cli.parser import new_command
from eventcode.event import Story

_EXAMPLES = """
eventcode explain "Britain urged Iran on Saturday to release the prisoners." --date 2019-05-13
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "explain", "code a sentence and show why it was coded so", _EXAMPLES,
        usage=f"eventcode explain SENTENCE [--date DATE] [--dateline PLACE] {OWN}",
    )  # fmt: skip
    command.add_argument("sentence", metavar="SENTENCE", help="in quotation marks")
    command.add_argument("--date", type=day, default=datetime.date.today(), help="publication date (default: today)")
    command.add_argument("--dateline", default="", help="the place it was written in")
    command.set_defaults(run=run)
    add_own(command)


def run(args: argparse.Namespace) -> int:
    """Code the sentence; print its events with their reasons, or why there is none."""
    from eventcode.explanation import explain, explain_silence

    coder = settings_of(args).coder()
    events = coder.events(Story("sentence", args.date, args.sentence, dateline=args.dateline))
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if events:
        print(explain(events, colour))
    else:
        print(explain_silence(args.sentence, coder.nearly(args.sentence, args.date, args.dateline)))
    return DONE
