"""What each linking rule wins and loses on the *develop* part of the gold: ``python tests/rules.py [NEWS.txt]``.

Each rule is switched off in turn; one that does not win goes out. With the text of the real news, real sentences too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eventcode import Coder
from eventcode.analysis.gold import judge, levels, read_gold
from eventcode.coding.linking.rules import rule_names

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"


def main(text: str | None = None) -> None:
    gold = read_gold(GOLD, text, part="develop")

    def counts(*without: str) -> tuple[int, int]:
        """Right and wrong tuples without these rules."""
        coded = Coder(without_rules=without, second_reader=None).code(gold.stories)
        found = levels(judge(gold, coded), resamples=1).loc["tuple"]
        return int(found["right"]), int(found["coded"] - found["right"])

    right, wrong = counts()
    print(f"all rules: {right} tuples right, {wrong} wrong\n\n{'rule':36}{'right':>8}{'wrong':>8}")
    for name in rule_names():
        less_right, less_wrong = counts(name)
        print(f"{name:36}{right - less_right:+8}{wrong - less_wrong:+8}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
