"""``eventcode codebook``: what CAMEO codes mean, which code an act has, and whom the dictionaries know."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter

from eventcode import cameo
from eventcode.cli.options import DONE, NOTHING_READ
from eventcode.cli.parser import new_command
from eventcode.lexicon import Lexicon

_EXAMPLES = """
eventcode codebook 1312
eventcode codebook arrest
eventcode codebook --list 17
eventcode codebook --coverage
"""

_WORDS = re.compile(r"[a-z]+")


def add(commands) -> None:
    """What the command takes."""
    command = new_command(
        commands, "codebook", "show what CAMEO codes mean, or find the codes of an act", _EXAMPLES,
        usage="eventcode codebook CODE ...\n       eventcode codebook WORD ...\n       "
              "eventcode codebook --list [CODE ...]\n       eventcode codebook --coverage",
    )  # fmt: skip
    command.add_argument("asked", metavar="CODE or WORD", nargs="*", help="codes, or words that an act is told with")
    command.add_argument("--list", action="store_true", help="only list codes: all, or those that begin so")
    command.add_argument("--coverage", action="store_true",
                         help="count whom the dictionaries know: countries, people, groups, roles, offices by year")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is known of each code, what the words find, or the list; what is unknown is told behind it."""
    if args.coverage:
        from eventcode.lexicon.coverage import coverage, report

        print(report(coverage(Lexicon.default())))
        return DONE
    codes = [word for word in args.asked if word.strip().isdigit()]
    words = " ".join(word for word in args.asked if word not in codes)
    if args.list or not args.asked:
        found, unknown = _listed(codes)
    else:
        found, unknown = _described(codes)
    if words:
        entries = cameo.search(words) or _told_in_frames(words)
        found += [cameo.describe(entries[0].code)] if len(entries) == 1 else []
        found += ["\n".join(f"{entry.code:<6}{entry.label}" for entry in entries)] if len(entries) > 1 else []
        unknown += [] if entries else [_nothing(words)]
    print("\n\n".join(found), end="\n" if found else "")
    for message in unknown:
        print(f"eventcode: {message}", file=sys.stderr)
    return NOTHING_READ if unknown else DONE


def _described(codes: list[str]) -> tuple[list[str], list[str]]:
    """What each code means, and what is wrong with those that are none."""
    found, unknown = [], []
    for code in codes:
        try:
            found.append(cameo.describe(code))
        except cameo.UnknownCode as error:
            unknown.append(str(error))
    return found, unknown


def _listed(beginnings: list[str]) -> tuple[list[str], list[str]]:
    """The codes that begin so, or all; and the beginnings that no code has."""
    begun = {start: [code for code in cameo.codes() if code.startswith(start)] for start in beginnings or [""]}
    lines = [_line(cameo.get(code)) for codes in begun.values() for code in codes]
    unknown = [f"no CAMEO code begins with {start!r}; codes run from 01 to 2042" for start, codes in begun.items()
               if not codes]  # fmt: skip
    return ["\n".join(lines)] if lines else [], unknown


def _line(entry: cameo.Code) -> str:
    return f"{'  ' * (len(entry.code) - 2)}{entry.code}  {entry.label}"


def _told_in_frames(words: str) -> tuple[cameo.Code, ...]:
    """The codes of acts that the dictionaries tell with these words, the most frequent first: 194 for *shell*."""
    asked = words.lower().split()
    told = Counter(act.code for act in Lexicon.default().acts for frame, _ in act.frames
                   if act.code and all(any(cameo.same_word(word, other) for other in _WORDS.findall(frame.text))
                                       for word in asked))  # fmt: skip
    return tuple(cameo.get(code) for code, _ in told.most_common())


def _nothing(words: str) -> str:
    near = cameo.near_words(words)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "eventcode codebook --list shows all codes"
    return f"no code is told with {words!r}; {hint}"
