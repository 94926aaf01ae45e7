"""``eventcode evaluate``: a coding held against the gold."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from eventcode.analysis.table import TableError
from eventcode.cli.options import DONE, OWN, add_own, settings_of
from eventcode.cli.parser import new_command
from eventcode.cli.telling import how_many
from eventcode.event import Story

if TYPE_CHECKING:
    from eventcode.analysis.gold import Coding, Gold, Verdict

_EXAMPLES = """
eventcode evaluate gold.jsonl
eventcode evaluate gold.jsonl events.csv --errors 2 -o scores.json
eventcode evaluate gold.jsonl --stories stories-to-code.csv
"""


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "evaluate", "hold a coding against the gold", _EXAMPLES,
        usage="eventcode evaluate GOLD [CODED] [--text FILE] [--part PART ...] [--against CODED] [--errors N] "
              f"[--strict] [-o SCORES] [--save TUPLES] {OWN}\n       eventcode evaluate GOLD --counts | --stories CSV",
    )  # fmt: skip
    command.add_argument("gold", metavar="GOLD", help="a gold file, or a folder of them (data/gold/README.md)")
    command.add_argument("coded", metavar="CODED", nargs="?",
                         help="a coding of its stories: a table of events, ours or another coder's (default: they are "
                              "coded now)")  # fmt: skip
    command.add_argument("--text", metavar="FILE", help="the sentences of labels without text, one a line")
    command.add_argument("--part", nargs="+", help="train, develop or measure: only these")
    command.add_argument("--against", metavar="CODED", help="another coding: show gains and losses against it")
    command.add_argument("--format", help="the form of CODED, where it does not show (petrarch, icews, plover, ...)")
    command.add_argument("--errors", type=int, default=0, metavar="N", help="show N examples of each class of error")
    command.add_argument("-o", "--output", metavar="SCORES", help="keep all figures: .json, or .csv")
    command.add_argument("--save", metavar="TUPLES", help="keep what was coded as bare tuples (.jsonl)")
    command.add_argument("--strict", action="store_true", help="leave aside the alternatives that labels name")
    command.add_argument("--counts", action="store_true", help="only count the gold")
    command.add_argument("--stories", metavar="CSV", help="only write the stories, for another coder to code")
    command.set_defaults(run=run)
    add_own(command)


def run(args: argparse.Namespace) -> int:
    """Count the gold, write its stories, or judge a coding of them."""
    from eventcode.analysis import gold as room
    from eventcode.analysis.gold import printing

    gold = room.read_gold(args.gold, args.text, args.part)
    if args.counts:
        print(printing.counts(gold))
    elif args.stories:
        print(f"{how_many(_write_stories(gold.stories, args.stories), 'story')} written to {args.stories}")
    else:
        coding = room.read_coding(args.coded, gold, args.format) if args.coded else _coded_now(args, gold)
        _print(args, gold, coding)
    return DONE


def _print(args: argparse.Namespace, gold: Gold, coding: Coding) -> None:
    from eventcode.analysis import gold as room
    from eventcode.analysis.gold import printing

    for note in coding.notes:
        print(f"eventcode: {note}", file=sys.stderr)
    verdicts = {name: found for name, part in gold.named.items() if (found := room.judge(part, coding, args.strict))}
    if not verdicts:
        raise TableError(f"{args.gold}: no case of it was coded; give a gold and a coding of the same stories")
    scores = {name: room.scores_of(found) for name, found in verdicts.items()}
    told = [printing.overview(scores)] if len(scores) > 1 else [printing.report(*item) for item in scores.items()]
    if args.errors:
        told += [_examples(name, found, args.errors) for name, found in verdicts.items()]
    if args.against:
        other = room.read_coding(args.against, gold)
        for name, now in verdicts.items():
            if before := room.judge(gold.named[name], other, args.strict):
                told.append(f"{name}, against {args.against}\n" + printing.side_by_side(before, now))
    print("\n\n".join(told))
    if args.output:
        room.write_scores(scores, args.output)
    if args.save:
        room.write_tuples(args.save, (one.case.story.id for found in verdicts.values() for one in found), coding)


def _examples(name: str, verdicts: Sequence[Verdict], number: int) -> str:
    from eventcode.analysis import gold as room
    from eventcode.analysis.gold import printing

    if name.endswith("/measure"):
        return f"errors in {name} are not shown: what has been looked at is no measure any more"
    return f"errors in {name}\n\n" + printing.shown(room.examples(verdicts, number))


def _coded_now(args: argparse.Namespace, gold: Gold) -> Coding:
    """What the coder of today makes of the gold's stories; where their text is not at hand this is told."""
    from dataclasses import replace

    from eventcode.analysis.gold import as_coding
    from eventcode.analysis.table import to_frame

    stories, missing = gold.stories, sum(not case.has_text for case in gold.scored)
    where = "data/gold/README.md says where it is"
    if not stories:
        raise TableError(f"{args.gold}: its labels stand apart from their text; give the text with --text ({where})")
    if missing:
        known = f"not in {args.text}" if args.text else f"not at hand, give their text with --text ({where})"
        print(f"eventcode: {missing:,} sentences are {known}; left out", file=sys.stderr)
    events = to_frame(event for _, events in settings_of(args).coder().stream(stories) for event in events)
    return replace(as_coding(events, gold), read=frozenset(story.id for story in stories))


def _write_stories(stories: Iterable[Story], path: str) -> int:
    rows = [(story.id, story.date.isoformat(), story.dateline, story.title, story.text) for story in stories]
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("id", "date", "dateline", "title", "text"), *rows])
    return len(rows)
