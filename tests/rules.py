"""What each linking rule wins and loses on the gold's *develop* sentences: ``python tests/rules.py``.

Each rule is switched off in turn; a rule that does not win goes out.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent / "gold"), str(Path(__file__).resolve().parent.parent)]

from score import folded, read  # noqa: E402

from eventcode.coding.coder import Coder  # noqa: E402
from eventcode.coding.linking import rule_names  # noqa: E402
from eventcode.event import Story  # noqa: E402

Right, Wrong = set[tuple], set[tuple]


def coded(sentences: list[dict], without: tuple[str, ...] = ()) -> tuple[Right, Wrong]:
    """The right and the wrong tuples, each with its sentence, that the coder finds without these rules."""
    gold = {(s["id"], *folded(tuple(e))[1:]) for s in sentences for e in s["events"]}
    stories = [
        Story(s["id"], datetime.date.fromisoformat(s["date"]), s["text"], dateline=s.get("dateline", ""))
        for s in sentences
    ]
    found = {
        (story.id, *folded(("", *event.triple))[1:])
        for story, events in Coder(without_rules=without).stream(stories)
        for event in events
    }
    return found & gold, found - gold


def main() -> None:
    sentences = read("develop")
    right, wrong = coded(sentences)
    print(f"{'rule':32}{'wins':>6}{'loses':>7}{'wrong':>7}")
    for name in rule_names():
        less_right, less_wrong = coded(sentences, (name,))
        wins, loses = len(right - less_right), len(less_right - right)
        print(f"{name:32}{wins:6}{loses:7}{len(wrong) - len(less_wrong):+7}")


if __name__ == "__main__":
    main()
