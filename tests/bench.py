"""How fast the coder is on this machine: ``make bench``, or ``python tests/bench.py [STORIES.csv]``.

Prints the seconds from a cold start to the first event, then stories and words a second in one process.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

STORIES = Path(__file__).resolve().parent.parent / "data" / "venezuela_2019.csv"
SENTENCE = "Russia condemned Turkey on Friday."


def cold_start() -> float:
    """Seconds from starting Python to the events of one sentence."""
    started = time.perf_counter()
    program = f"import eventcode; eventcode.code({SENTENCE!r}, '2019-05-13')"
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


def main(path: str | Path = STORIES) -> None:
    from eventcode.coding.coder import Coder
    from eventcode.reading import Reading

    print(f"cold start to the first event: {cold_start():.1f} s")
    stories = list(Reading(path))
    coder = Coder()
    started = time.perf_counter()
    events = [event for _, found in coder.stream(stories) for event in found]
    seconds = time.perf_counter() - started
    words = sum(len(story.text.split()) for story in stories)
    print(f"{len(stories):,} stories, {words:,} words, {len(events):,} events in {seconds:.1f} s: "
          f"{len(stories) / seconds:,.0f} stories/s, {words / seconds:,.0f} words/s")


if __name__ == "__main__":
    main(*sys.argv[1:])
