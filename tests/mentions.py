"""Whom the coder finds in a sentence, held against the gold of mentions: python tests/mentions.py [--part PART]

The gold (``data/mentions``) gives the words of an actor and its code. A mention counts as *found* where the coder has
one on any of these words; of several the one that shares most of them is meant, a country's name (*Albanian police*)
or a role of no known country last. *Code* is right if the rules accept it (`eventcode.analysis.gold.accepted`) or the
gold names it besides; *exact* asks for the gold's code, or one that it names, letter by letter; *country* for its first
three letters.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from eventcode import Coder, Mention
from eventcode.analysis.gold.accepted import forgiving

MENTIONS = Path(__file__).resolve().parent.parent / "data" / "mentions"
PARTS = ("develop", "measure")

#: Of these the bare code is as good as that of one of them.
_BARE = ("IMG", "MNC")


@dataclass(frozen=True)
class Wanted:
    """A mention of the gold: where its words stand in ``text``, and all codes that are right."""

    id: str
    date: str
    dateline: str
    text: str
    start: int
    end: int
    codes: tuple[str, ...]
    kind: str

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Verdict:
    """A wanted mention and the codes that the coder has on its words; none: not found."""

    wanted: Wanted
    found: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return not set(self.wanted.codes).isdisjoint(self.found)

    @property
    def code(self) -> bool:
        return self._alike(_form)

    @property
    def country(self) -> bool:
        return self._alike(lambda code: forgiving(code)[:3])

    def _alike(self, form: Callable[[str], str]) -> bool:
        return not set(map(form, self.wanted.codes)).isdisjoint(map(form, self.found))


def _form(code: str) -> str:
    return code[:3] if code[:3] in _BARE else forgiving(code)


def read_mentions(part: str) -> list[Wanted]:
    """The mentions of a part of the gold, in the order of its file."""
    lines = (MENTIONS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [wanted for line in lines for wanted in _wanted(json.loads(line))]


def _wanted(record: dict) -> Iterator[Wanted]:
    for one in record["mentions"]:
        codes = (one["code"], *one.get("codes", ()))
        story = (record["id"], record["date"], record["dateline"], record["text"])
        yield Wanted(*story, one["start"], one["end"], codes, one["kind"])


def judge(gold: Iterable[Wanted], coder: Coder) -> list[Verdict]:
    """The verdict on each mention; every sentence is read once."""
    sentences: dict[tuple[str, str, str], list[Wanted]] = defaultdict(list)
    for wanted in gold:
        sentences[wanted.text, wanted.date, wanted.dateline].append(wanted)
    return [
        Verdict(wanted, codes_on(wanted, mentions))
        for sentence, there in sentences.items()
        for mentions in [coder.mentions(*sentence)]
        for wanted in there
    ]


def codes_on(wanted: Wanted, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The codes of the coder's mentions that are meant by the wanted words."""
    meant: dict[tuple[bool, bool, int], list[str]] = defaultdict(list)
    for mention in mentions:
        common = min(wanted.end, mention.end) - max(wanted.start, mention.start)
        if common > 0:
            actor = mention.kind not in ("country", "demonym")
            meant[actor, not mention.code.startswith("---"), common].append(mention.code)
    return tuple(meant[max(meant)]) if meant else ()


def shares(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Number of mentions, and the shares found, right in code, exact and right in country, by kind and of all."""
    rows = [(v.wanted.kind, bool(v.found), v.code, v.exact, v.country) for v in verdicts]
    frame = pd.DataFrame(rows, columns=["kind", "found", "code", "exact", "country"])
    everything = pd.concat([frame, frame.assign(kind="all")]).groupby("kind", sort=False)
    return everything.mean().assign(mentions=everything.size()).sort_values("mentions")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=PARTS, default="develop")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N wrong mentions of each kind")
    args = parser.parse_args()
    if args.errors and args.part == "measure":
        parser.error("the errors of measure are not shown: who writes dictionaries does not read it")
    verdicts = judge(read_mentions(args.part), Coder(second_reader=None))
    print(shares(verdicts).round(3).to_string())
    wrong: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if not verdict.code:
            wrong[verdict.wanted.kind].append(verdict)
    for kind, several in wrong.items() if args.errors else ():
        print(f"\n{kind}: {len(several)}")
        for verdict in several[: args.errors]:
            wanted = verdict.wanted
            told = f"{wanted.words}: {'/'.join(wanted.codes)}, coded {' '.join(verdict.found) or 'nothing'}"
            print(f"  {told}   {wanted.id} {wanted.date} {wanted.text}")


if __name__ == "__main__":
    main()
