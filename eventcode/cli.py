"""The command line: ``eventcode code``, ``explain``, ``evaluate``, ``codebook`` and ``show``.

Exit status: 0 when the command did its work, also where stories had to be skipped (they are told on standard error);
2 when nothing could be read, or the command itself is at fault.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from eventcode import __version__, cameo
from eventcode.analysis.table import SUFFIXES, TableError, write_events
from eventcode.article.days import parse_day
from eventcode.event import Event, Story
from eventcode.lexicon import Lexicon, LexiconError
from eventcode.reading import Problem, Reading

if TYPE_CHECKING:
    from eventcode.analysis.gold import Coding, Gold, Verdict

# The parser and pandas are imported by the commands that need them: the others answer at once.

DONE, NOTHING_READ, INTERRUPTED = 0, 2, 130

#: Problems of one kind that are told one by one; a long input could bring millions.
TOLD_OF_A_KIND = 20


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
    except (LexiconError, TableError, cameo.UnknownCode, OSError) as error:
        print(f"eventcode: {error}", file=sys.stderr)
        return NOTHING_READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="eventcode", description="News text in, political events (CAMEO) out.")
    parser.add_argument("--version", action="version", version=f"eventcode {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    own = "[--actors CSV ...] [--actions YAML ...] [--second-reader off]"
    code = commands.add_parser(
        "code", help="code stories into a table of events",
        usage=f"eventcode code INPUT [-o OUTPUT] [--date DATE] {own} [--include-unknown]",
    )  # fmt: skip
    code.add_argument("input", metavar="INPUT",
                      help="CSV, JSONL or Parquet with id, date and text; a text file; a folder; - for standard input")
    code.add_argument("-o", "--output", type=_output, default="-",
                      help="a file: .csv, .jsonl, .parquet (default: CSV, printed)")
    code.add_argument("--date", type=_day, help="publication date of stories that have none, and of text files")
    code.add_argument("--include-unknown", action="store_true", help="also events of an actor whose country is unknown")
    code.set_defaults(run=_code)

    explain = commands.add_parser(
        "explain", help="code a sentence and show why it was coded so",
        usage=f"eventcode explain SENTENCE [--date DATE] [--dateline PLACE] {own}",
    )  # fmt: skip
    explain.add_argument("sentence")
    explain.add_argument("--date", type=_day, default=datetime.date.today(), help="publication date (default: today)")
    explain.add_argument("--dateline", default="", help="the place it was written in")
    explain.set_defaults(run=_explain)
    evaluate = _evaluate_parser(commands, own)
    for command in (code, explain, evaluate):
        for name, form in (("actors", "CSV"), ("actions", "YAML")):
            command.add_argument(f"--{name}", nargs="+", action="extend", default=[], metavar=form,
                                 help=f"files of your own {name}, which go before the shipped ones")
        command.add_argument("--second-reader", choices=("on", "off"), default="on",
                             help="off: the dictionaries alone, without the learned reader (default: on)")

    codebook = commands.add_parser("codebook", help="what a CAMEO code means")
    codebook.add_argument("code", nargs="+")
    codebook.set_defaults(run=_codebook)

    show = commands.add_parser("show", help="what is in a table of events: counts and a few of its events")
    show.add_argument("events", help=f"a file that `eventcode code` wrote ({', '.join(SUFFIXES)})")
    show.set_defaults(run=_show)
    return parser


def _evaluate_parser(commands, own: str) -> argparse.ArgumentParser:
    evaluate = commands.add_parser(
        "evaluate", help="hold a coding against the gold",
        usage="eventcode evaluate GOLD [CODED] [--text FILE] [--part PART ...] [--against CODED] [--errors N] "
              f"[--strict] [-o SCORES] [--save TUPLES] {own}\n       eventcode evaluate GOLD --counts | --stories CSV",
    )  # fmt: skip
    evaluate.add_argument("gold", metavar="GOLD", help="a gold file, or a folder of them (data/gold/README.md)")
    evaluate.add_argument("coded", metavar="CODED", nargs="?",
                          help="a coding of its stories: a table of events, ours or another coder's (default: they are "
                               "coded now)")  # fmt: skip
    evaluate.add_argument("--text", metavar="FILE", help="the sentences of labels without text, one a line")
    evaluate.add_argument("--part", nargs="+", help="train, develop or measure: only these")
    evaluate.add_argument("--against", metavar="CODED", help="another coding: show gains and losses against it")
    evaluate.add_argument("--format", help="the form of CODED, where it does not show (petrarch, icews, plover, ...)")
    evaluate.add_argument("--errors", type=int, default=0, metavar="N", help="show N examples of each class of error")
    evaluate.add_argument("-o", "--output", metavar="SCORES", help="keep all figures: .json, or .csv")
    evaluate.add_argument("--save", metavar="TUPLES", help="keep what was coded as bare tuples (.jsonl)")
    evaluate.add_argument("--strict", action="store_true", help="leave aside the alternatives that labels name")
    evaluate.add_argument("--counts", action="store_true", help="only count the gold")
    evaluate.add_argument("--stories", metavar="CSV", help="only write the stories, for another coder to code")
    evaluate.set_defaults(run=_evaluate)
    return evaluate


def _day(written: str) -> datetime.date:
    try:
        return parse_day(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}; write it as 2019-05-13") from None


def _output(path: str) -> str:
    if path != "-" and Path(path).suffix.lower() not in SUFFIXES:
        raise argparse.ArgumentTypeError(f"{path!r} must end in {', '.join(SUFFIXES)}")
    return path


# eventcode code -------------------------------------------------------------------------------------------------------


def _code(args: argparse.Namespace) -> int:
    if args.output != "-" and Path(args.output).exists() and Path(args.output).resolve() == Path(args.input).resolve():
        raise TableError(f"{args.output}: the stories stand there; give the events another file with -o")
    started = time.monotonic()
    with _progress() as bar:
        reading = Reading(args.input, args.date, tell=_Teller(bar))
        stories = iter(reading)
        first = next(stories, None)
        if first is None:
            _say(bar, f"nothing could be read{_counts(reading)}")
            return NOTHING_READ
        coder = _coder(args, include_unknown=args.include_unknown)
        coded = Counter()
        written = write_events(_events(coder.stream(chain([first], stories)), reading, coded, bar), args.output)
    where = "" if args.output == "-" else f", written to {args.output}"
    seconds = time.monotonic() - started
    print(f"{_number(reading.stories, 'story')} read{_counts(reading)}; {_number(written, 'event')} "
          f"in {_number(coded['stories'], 'story')}{where} ({seconds:.1f} s)", file=sys.stderr)
    return DONE


def _coder(args: argparse.Namespace, **settings: bool):
    from eventcode.coding.coder import Coder

    reader = None if args.second_reader == "off" else "default"
    return Coder(lexicon=Lexicon.load(actors=args.actors, actions=args.actions), second_reader=reader, **settings)


def _events(coded: Iterable[tuple[Story, list[Event]]], reading: Reading, counts: Counter, bar) -> Iterator[Event]:
    """The events of coded stories, with the bar kept moving and the stories counted that hold any."""
    for number, (_, events) in enumerate(coded, 1):
        counts["stories"] += bool(events)
        counts["events"] += len(events)
        bar.total = reading.meter.total
        bar.set_postfix_str(f"{number:,} stories, {counts['events']:,} events", refresh=False)
        bar.update(reading.meter.done - bar.n)
        yield from events


def _progress():
    """A bar on standard error that appears when the work takes more than a moment, on a terminal only."""
    from tqdm import tqdm

    return tqdm(unit="B", unit_scale=True, delay=1, disable=None, leave=False, file=sys.stderr)


class _Teller:
    """Tells problems on standard error as they come, the first of each kind."""

    def __init__(self, bar):
        self._bar = bar
        self._told: Counter[str] = Counter()

    def __call__(self, problem: Problem) -> None:
        self._told[problem.kind] += 1
        if self._told[problem.kind] <= TOLD_OF_A_KIND:
            _say(self._bar, str(problem))
        elif self._told[problem.kind] == TOLD_OF_A_KIND + 1:
            _say(self._bar, f"further problems of this kind ({problem.kind}) are only counted")


def _say(bar, message: str) -> None:
    bar.write(f"eventcode: {message}", file=sys.stderr)


def _counts(reading: Reading) -> str:
    """How many stories were skipped, and how many read with a note, by kind; empty when all was well."""
    told = ((", {} skipped ({})", reading.skipped), (", {} with a note ({})", reading.noted))
    return "".join(
        form.format(f"{counts.total():,}", ", ".join(f"{kind} {n:,}" for kind, n in counts.most_common()))
        for form, counts in told
        if counts
    )


def _number(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


# eventcode evaluate ---------------------------------------------------------------------------------------------------


def _evaluate(args: argparse.Namespace) -> int:
    from eventcode.analysis import gold as room
    from eventcode.analysis.gold import printing

    gold = room.read_gold(args.gold, args.text, args.part)
    if args.counts:
        print(printing.counts(gold))
    elif args.stories:
        print(f"{_number(_write_stories(gold.stories, args.stories), 'story')} written to {args.stories}")
    else:
        coding = room.read_coding(args.coded, gold, args.format) if args.coded else _coded_now(args, gold)
        _print_evaluation(args, gold, coding)
    return DONE


def _print_evaluation(args: argparse.Namespace, gold: Gold, coding: Coding) -> None:
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
    events = to_frame(event for _, events in _coder(args).stream(stories) for event in events)
    return replace(as_coding(events, gold), read=frozenset(story.id for story in stories))


def _write_stories(stories: Iterable[Story], path: str) -> int:
    rows = [(story.id, story.date.isoformat(), story.dateline, story.title, story.text) for story in stories]
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("id", "date", "dateline", "title", "text"), *rows])
    return len(rows)


# The other commands ---------------------------------------------------------------------------------------------------


def _explain(args: argparse.Namespace) -> int:
    from eventcode.explanation import explain, explain_silence

    coder = _coder(args)
    events = coder.events(Story("sentence", args.date, args.sentence, dateline=args.dateline))
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    if events:
        print(explain(events, colour))
    else:
        print(explain_silence(args.sentence, coder.nearly(args.sentence, args.date, args.dateline)))
    return DONE


def _codebook(args: argparse.Namespace) -> int:
    print("\n\n".join(cameo.describe(code) for code in args.code))
    return DONE


def _show(args: argparse.Namespace) -> int:
    from eventcode.analysis.summary import summary
    from eventcode.analysis.table import read_events

    print(summary(read_events(args.events)))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
