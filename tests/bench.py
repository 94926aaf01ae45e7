"""How fast the coder is on this machine: ``make bench``, or ``python tests/bench.py [STORIES]``.

Sentences a second of CPU time in one process, by stage, on the stories and on a made corpus a third of which is
political; wall time with one and two workers; the time of a story by its length; ``--memory 1000000``: the most memory
with so many sentences. Ratios are of one run; seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from eventcode import sample
from eventcode.event import Story
from eventcode.reading import Reading
from eventcode.scale import Settings, stream
from eventcode.scale.workers import BATCH_STORIES

SENTENCE = "Russia condemned Turkey on Friday."
#: What fills a newspaper besides politics.
OTHER = (
    "The bakery on the corner sells out of rye bread before nine in the morning.",
    "Rain is expected along the coast from noon, turning to sleet on higher ground.",
    "She scored twice in the second half and was carried off with a twisted ankle.",
    "Simmer the onions for ten minutes, then stir in the lentils and a little stock.",
    "Shares in the chipmaker fell 3 percent after it cut its outlook for the quarter.",
    "The museum's new wing, which cost twice what was planned, opens in the autumn.",
    "A study of 2,000 sleepers found that short naps did not improve memory.",
    "The band will play songs from its third album, recorded in a barn over one winter.",
)


def cold_start() -> float:
    """Seconds from starting Python to the events of one sentence."""
    started = time.perf_counter()
    program = f"import eventcode; eventcode.code({SENTENCE!r}, '2019-05-13')"
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - started


def cpu_seconds(do: Callable[[object], object], things: Iterable[object]) -> float:
    """CPU seconds that ``do`` takes for all things."""
    started = time.process_time()
    deque(map(do, things), maxlen=0)
    return time.process_time() - started


def mixed(stories: Iterable[Story]) -> Iterator[Story]:
    """The stories with twice as many others between them."""
    other = itertools.cycle(OTHER)
    for story in stories:
        yield story
        for number in range(2):
            yield replace(story, id=f"{story.id}-{number}", text=f"{next(other)} {next(other)}", title="", dateline="")


def stages(name: str, stories: list[Story]) -> None:
    """Sentences a second of CPU, stage by stage, and their ratios to the whole."""
    from eventcode.coding.coder import Coder

    coder, frames = Coder(), Coder(second_reader=None)
    texts = [story.text for story in stories]
    sentences = sum(len(list(coder.parser(text).sents)) for text in texts)
    steps = {
        "cut into words": (coder.parser.tokenizer, texts),
        "parsed": (coder.parser, texts),
        "coded by frames": (frames.events, stories),
        "coded whole": (coder.events, stories),
    }
    seconds = {step: cpu_seconds(do, things) for step, (do, things) in steps.items()}
    print(f"{name}: {len(stories):,} stories, {sentences:,} sentences; a second (CPU), time to that of the whole")
    for step, taken in seconds.items():
        print(f"  {step:16}{sentences / taken:10,.0f}{taken / seconds['coded whole']:8.2f}")


def workers(stories: list[Story]) -> None:
    """Stories a second of wall time with one and two workers, from the tenth of them on: their start apart."""
    if len(stories) < 20 * BATCH_STORIES:
        return print(f"one and two workers: told with {20 * BATCH_STORIES:,} stories or more, not of {len(stories):,}")
    rates = []
    for number in (1, 2):
        coded = stream(stories, Settings(), number)
        deque(itertools.islice(coded, len(stories) // 10), maxlen=0)
        started = time.perf_counter()
        rates.append(sum(1 for _ in coded) / (time.perf_counter() - started))
    one, two = rates
    print(f"stories a second (wall): {one:,.0f} with one worker, {two:,.0f} with two: {two / one:.2f}")


def lengths(most: int) -> None:
    """Milliseconds a sentence of stories of 10 sentences and more."""
    coder, (first, *_) = Settings().coder(), Reading(sample("venezuela_2019"))
    print("sentences of a story, milliseconds each:", end="")
    for number in itertools.takewhile(lambda number: number <= most, (10, 100, 1000, 10_000)):
        story = replace(first, text=" ".join(itertools.islice(itertools.cycle((SENTENCE, *OTHER)), number)))
        print(f"  {number:,} {1000 * cpu_seconds(coder.events, [story]) / number:.2f}", end="", flush=True)
    print()


def memory(sentences: int) -> None:
    """The most memory with so many sentences, of stories of two each."""
    story = next(iter(Reading(sample("venezuela_2019"))))
    texts = itertools.cycle([SENTENCE, *OTHER])
    made = (replace(story, id=str(n), text=f"{next(texts)} {next(texts)}") for n in range(sentences // 2))
    deque(stream(made, Settings()), maxlen=0)
    print(f"most memory with {sentences:,} sentences: {peak():,.0f} MB")


def peak() -> float:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="how fast the coder is on this machine")
    parser.add_argument("stories", nargs="?", default=sample("venezuela_2019"))
    parser.add_argument("--memory", type=int, metavar="SENTENCES", help="only the most memory with so many sentences")
    parser.add_argument("--longest", type=int, default=1000, help="sentences of the longest story (default: 1,000)")
    args = parser.parse_args()
    if args.memory:
        return memory(args.memory)
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"cold start to the first event: {cold_start():.1f} s")
    stories = list(Reading(args.stories))
    stages("the stories", stories)
    stages("a third of it political", list(mixed(stories)))
    workers(4 * stories)
    lengths(args.longest)
    print(f"most memory: {peak():,.0f} MB")


if __name__ == "__main__":
    main()
