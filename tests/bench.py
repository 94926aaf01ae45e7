"""How fast the coder is on this machine: ``make bench``, or ``python tests/bench.py [STORIES]``.

Prints the seconds from a cold start to the first event, then, for the sentences of the stories, how many a second of
CPU time in one process: cut into words, parsed, coded by frames alone, and coded whole. Ratios are of one run; seconds
depend on the machine.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from eventcode import sample

STORIES = sample("venezuela_2019")
SENTENCE = "Russia condemned Turkey on Friday."


def cold_start() -> float:
    """Seconds from starting Python to the events of one sentence."""
    started = time.perf_counter()
    program = f"import eventcode; eventcode.code({SENTENCE!r}, '2019-05-13')"
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


def cpu_seconds(do: Callable[[object], object], things: Iterable[object]) -> float:
    """CPU seconds that ``do`` takes for all things."""
    started = time.process_time()
    for thing in things:
        do(thing)
    return time.process_time() - started


def main(path: str | Path = STORIES) -> None:
    from eventcode.coding.coder import Coder
    from eventcode.reading import Reading

    print(f"cold start to the first event: {cold_start():.1f} s")
    stories = list(Reading(path))
    coder, frames = Coder(), Coder(second_reader=None)
    texts = [story.text for story in stories]
    sentences = sum(len(list(coder.parser(text).sents)) for text in texts)
    print(f"{len(stories):,} stories, {sentences:,} sentences; sentences a second (CPU):")
    steps = {
        "cut into words": (coder.parser.tokenizer, texts),
        "parsed": (coder.parser, texts),
        "coded by frames": (frames.events, stories),
        "coded whole": (coder.events, stories),
    }
    for name, (do, things) in steps.items():
        print(f"  {name:16}{sentences / cpu_seconds(do, things):10,.0f}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
