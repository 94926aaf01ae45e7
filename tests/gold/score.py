"""Measures the coder on the gold sentences and shows what changed since the last commit.

``python tests/gold/score.py`` codes ``develop.jsonl`` and ``measure.jsonl``, writes what it coded to
``coded.jsonl``, and prints precision, recall and
F1 per level, how often the coder is silent on sentences that hold no event, and the gains and losses against the
``coded.jsonl`` of the last commit.
``--errors PART`` lists what is wrong in a part; look at ``develop`` only, so that ``measure`` stays a measure.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("develop", "measure")
#: What two codings must share to count as the same, level by level. A tuple is (date, actor, code, target).
LEVELS: dict[str, Callable[[tuple], tuple]] = {
    "root": lambda e: (e[2][:2],),
    "code": lambda e: (e[2],),
    "dyad": lambda e: (e[1], e[3]),
    "tuple": lambda e: (e[1], e[2], e[3]),
    "date": lambda e: (e[0], e[1], e[2], e[3]),
}


def accepted(actor: str) -> str:
    """The form of an actor code under which the rules accept it for its variants (USA ~ USAGOV ~ USACVL, IGO ~
    IGOUNO).
    """
    if actor[:3] in ("IGO", "NGO", "NGM"):
        return actor[:3]
    actor = "SRB" + actor[3:] if actor.startswith("YUG") else actor
    country, role = actor[:3], actor[3:6]
    role = {"SEP": "REB", "INS": "REB"}.get(role, role)
    return country if role in ("GOV", "CVL", "") else country + role


def folded(event: tuple) -> tuple:
    """An event with its codes in the forms that the rules accept for each other."""
    date, actor, code, target = event[:4]
    return date, accepted(actor), {"192": "190"}.get(code, code), accepted(target)


def read(part: str) -> list[dict]:
    """The gold sentences of a part."""
    return [
        json.loads(line) for line in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def code_all(sentences: Iterable[dict]) -> dict[str, list[list[str]]]:
    """Sentence id -> coded tuples."""
    from eventcode.coding.coder import Coder
    from eventcode.event import Story

    stories = [
        Story(s["id"], datetime.date.fromisoformat(s["date"]), s["text"], dateline=s.get("dateline", ""))
        for s in sentences
    ]
    return {
        story.id: sorted({(e.date.isoformat(), e.actor, e.action, e.target) for e in events})
        for story, events in Coder().stream(stories)
    }


def hits(gold: Iterable[tuple], coded: Iterable[tuple], level: Callable[[tuple], tuple]) -> tuple[int, int, int]:
    """(right, gold, coded) counts of one sentence at a level; equal views of one sentence count once each."""
    wanted, found = (
        Counter({level(folded(tuple(e))): 1 for e in gold}),
        Counter({level(folded(tuple(e))): 1 for e in coded}),
    )
    return sum((wanted & found).values()), sum(wanted.values()), sum(found.values())


def figures(sentences: list[dict], coded: dict[str, list]) -> dict[str, tuple[float, float, float]]:
    """Level -> (precision, recall, F1) over the sentences."""
    result = {}
    for name, level in LEVELS.items():
        right, gold, found = (
            sum(column)
            for column in zip(*(hits(s["events"], coded.get(s["id"], ()), level) for s in sentences), strict=True)
        )
        precision, recall = right / max(found, 1), right / max(gold, 1)
        result[name] = precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
    return result


def report(part: str, sentences: list[dict], coded: dict[str, list]) -> None:
    """Print the table of one part."""
    empty = [s for s in sentences if not s["events"]]
    silent = sum(not coded.get(s["id"]) for s in empty)
    print(f"\n{part}: {len(sentences) - len(empty)} sentences with events, {len(empty)} without")
    print(f"{'level':8}{'precision':>10}{'recall':>8}{'F1':>7}")
    for name, (precision, recall, f1) in figures(sentences, coded).items():
        print(f"{name:8}{precision:10.3f}{recall:8.3f}{f1:7.3f}")
    print(f"silent on {silent} of {len(empty)} sentences without events")


def compare(sentences: dict[str, dict], before: dict[str, list], now: dict[str, list]) -> None:
    """Print the sentences that gained or lost right and wrong tuples since the last commit."""
    gained = lost = 0
    for key, sentence in sentences.items():
        gold = {folded(tuple(e))[1:] for e in sentence["events"]}
        old, new = ({folded(tuple(e))[1:] for e in coded.get(key, ())} for coded in (before, now))
        better = len(new & gold) - len(old & gold), len(old - gold) - len(new - gold)
        if sum(better) == 0:
            continue
        gained, lost = gained + (sum(better) > 0), lost + (sum(better) < 0)
        print(
            f"{'+' if sum(better) > 0 else '-'} {key}: {len(old & gold)} -> {len(new & gold)} right of {len(gold)}, "
            f"{len(old - gold)} -> {len(new - gold)} wrong"
        )
    print(f"\nagainst the last commit: {gained} sentences better, {lost} worse")


def last_commit() -> dict[str, list]:
    """``coded.jsonl`` as it was committed last; empty where there is none."""
    shown = subprocess.run(["git", "show", "HEAD:./coded.jsonl"], cwd=HERE, capture_output=True, text=True)
    return dict(json.loads(line) for line in shown.stdout.splitlines()) if shown.returncode == 0 else {}


def show_errors(sentences: list[dict], coded: dict[str, list]) -> None:
    """Print each sentence whose coding differs from the gold: what is missing (-) and what is too much (+)."""
    for s in sentences:
        gold, found = {folded(tuple(e)): e for e in s["events"]}, {folded(tuple(e)): e for e in coded.get(s["id"], ())}
        if gold.keys() == found.keys():
            continue
        print(f"\n{s['id']} ({s['date']} {s.get('dateline', '')}) {s['text']}")
        for sign, mine, other in (("-", gold, found), ("+", found, gold), (" ", gold, gold.keys() - found.keys())):
            for key in sorted(mine.keys() - (other if isinstance(other, set) else other.keys())):
                print("   ", sign, *mine[key][:4])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", choices=PARTS, help="list what is wrong in a part")
    arguments = parser.parse_args()
    gold = {part: read(part) for part in PARTS if (HERE / f"{part}.jsonl").exists()}
    coded = code_all(s for sentences in gold.values() for s in sentences)
    if arguments.errors:
        show_errors(gold[arguments.errors], coded)
        return 0
    (HERE / "coded.jsonl").write_text(
        "".join(json.dumps([key, tuples]) + "\n" for key, tuples in coded.items()), encoding="utf-8"
    )
    for part, sentences in gold.items():
        report(part, sentences, coded)
    compare({s["id"]: s for sentences in gold.values() for s in sentences}, last_commit(), coded)
    return 0


if __name__ == "__main__":
    sys.exit(main())
