"""``eventcode unknown``: what the dictionaries lack for these stories, as a file of actors to fill in, or as acts."""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventcode.cli.options import DONE, NOTHING_READ, OWN, add_own, day, settings_of
from eventcode.cli.parser import new_command
from eventcode.cli.telling import Teller, counts, how_many, progress, say
from eventcode.reading import Reading

if TYPE_CHECKING:
    from eventcode.coding.gaps import Unread, Wanted

_EXAMPLES = """
eventcode unknown stories.csv -o my_actors.csv
eventcode unknown stories.csv --acts
"""

_HEADER = ("names", "code", "from", "until", "note")
_CODE = re.compile(r"[A-Z]{3}")


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "unknown", "list names, roles or acts of stories that the dictionaries lack", _EXAMPLES,
        usage=f"eventcode unknown INPUT [-o ACTORS] [--acts] [--least N] [--date DATE] {OWN}",
    )  # fmt: skip
    command.add_argument("input", metavar="INPUT", help="stories, in any form that `eventcode code` reads")
    command.add_argument("-o", "--output", metavar="ACTORS", default="-",
                         help="a CSV file, to fill in and to use with --actors (default: printed)")
    command.add_argument("--acts", action="store_true", help="predicates between two known actors that no act reads")
    command.add_argument("--least", type=int, default=2, metavar="N", help="only what is there N times (default: 2)")
    command.add_argument("--date", type=day, help="publication date of stories that have none, and of text files")
    command.set_defaults(run=run)
    add_own(command)


def run(args: argparse.Namespace) -> int:
    """Read the stories, and write what is lacking."""
    args.second_reader = "off"  # it needs no dictionary
    with progress() as bar:
        reading = Reading(args.input, args.date, tell=Teller(bar))
        coder = settings_of(args).coder()
        find = coder.unread if args.acts else coder.wanted
        found = [one for story in reading for one in find(story)]
        if not reading.stories:
            say(bar, f"nothing could be read{counts(reading)}")
            return NOTHING_READ
    lines = act_lines(found, args.least) if args.acts else actor_lines(found, args.least)
    text = "".join(f"{line}\n" for line in lines)
    if args.output == "-":
        print(text, end="")
    else:
        Path(args.output).write_text(text, encoding="utf-8")
    told = how_many(len(found), "such predicate") if args.acts else share(found)
    print(f"{how_many(reading.stories, 'story')} read{counts(reading)}; {told}", file=sys.stderr)
    return DONE


def share(wanted: Iterable[Wanted]) -> str:
    """How many of the names that stand as a party of an act have no code."""
    names = [one for one in wanted if one.kind == "name"]
    lacking = sum(not one.code for one in names)
    part = lacking / max(1, len(names))
    return f"{how_many(len(names), 'name')} as parties of acts, {lacking:,} without a code ({part:.1%})"


def actor_lines(wanted: Iterable[Wanted], least: int = 1) -> Iterator[str]:
    """The lines of a file of actors: names first, then role nouns, each kind by frequency."""
    groups: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for one in wanted:
        groups[one.kind, one.text].append(one)
    yield ",".join(_HEADER)
    yield "# Who stood where an actor was wanted and has no code. Lines that begin with # are not read: give them one."
    for kind, named in (("name", ""), ("role", "role noun: ")):
        gaps = [(text, many) for (of, text), many in groups.items() if of == kind and not all(one.code for one in many)]
        for text, many in sorted(gaps, key=lambda gap: (-_lacking(gap[1]), gap[0])):
            if (times := _lacking(many)) >= least:
                code = _guessed(many)
                sure = kind == "name" and "---" not in code
                sides = Counter(one.side for one in many if not one.code)
                where = ", ".join(f"{side} {number}" for side, number in sides.most_common())
                context = next(one.sentence for one in many if not one.code)
                yield ("" if sure else f"# {named}") + _row(text, code, "", "", f"{times} times ({where}): {context}")


def act_lines(unread: Iterable[Unread], least: int = 1) -> Iterator[str]:
    """Phrases as a file of acts would have them, with who stood on both sides, by frequency."""
    groups: dict[str, list[Unread]] = defaultdict(list)
    for one in unread:
        groups[one.phrase].append(one)
    yield "# Predicates between two known actors that no act reads: times, how a frame would begin, who, where."
    for phrase, many in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        if len(many) >= least:
            who = Counter(f"{one.source} > {one.target}" for one in many).most_common(3)
            pairs = ", ".join(f"{pair} {number}" for pair, number in who)
            yield f"{len(many)}\t{phrase}\t{pairs}\t{many[0].sentence}"


def _lacking(many: Iterable[Wanted]) -> int:
    return sum(not one.code for one in many)


def _guessed(many: Iterable[Wanted]) -> str:
    """What the name was coded as where a title or an appositive told it, else the most frequent guess."""
    guesses = Counter(one.code for one in many if one.code) or Counter(one.guess for one in many)
    known = Counter({code: number for code, number in guesses.items() if _CODE.match(code)})
    return (known or guesses).most_common(1)[0][0]


def _row(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(" ".join(cell.split()) for cell in cells)
    return line.getvalue()
