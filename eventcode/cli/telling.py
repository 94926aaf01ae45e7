"""What a command says on standard error while it reads: a bar, what is wrong with the input, and how much of it."""

from __future__ import annotations

import sys
from collections import Counter

from eventcode.reading import Problem, Reading
from eventcode.scale.coded import Coded

#: Problems of one kind that are told one by one; a long input could bring millions.
TOLD_OF_A_KIND = 20


def progress():
    """A bar on standard error that appears when the work takes more than a moment, on a terminal only."""
    from tqdm import tqdm

    return tqdm(unit="B", unit_scale=True, delay=1, disable=None, leave=False, file=sys.stderr)


class Teller:
    """Tells problems, of the input or of coding it, on standard error as they come, the first of each kind."""

    def __init__(self, bar):
        self._bar = bar
        self._told: Counter[str] = Counter()

    def __call__(self, problem: Problem | Coded) -> None:
        self._told[problem.kind] += 1
        if self._told[problem.kind] <= TOLD_OF_A_KIND:
            say(self._bar, str(problem))
        elif self._told[problem.kind] == TOLD_OF_A_KIND + 1:
            say(self._bar, f"further problems of this kind ({problem.kind}) are only counted")


def say(bar, message: str) -> None:
    """A line on standard error, above the bar."""
    bar.write(f"eventcode: {message}", file=sys.stderr)


def counts(reading: Reading) -> str:
    """How many stories were skipped, and how many read with a note, by kind; empty when all was well."""
    told = ((", {} skipped ({})", reading.skipped), (", {} with a note ({})", reading.noted))
    return "".join(
        form.format(f"{kinds.total():,}", kinds_of(kinds))
        for form, kinds in told
        if kinds
    )


def kinds_of(kinds: Counter[str]) -> str:
    """``empty text 3, duplicate id 1``."""
    return ", ".join(f"{kind} {n:,}" for kind, n in kinds.most_common())


def how_many(count: int, noun: str) -> str:
    """``1 story``, ``2,000 stories``."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"
