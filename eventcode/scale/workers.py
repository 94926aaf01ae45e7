"""Stories through several processes: in order, with bounded memory, the same rows as from one.

Processes are spawned, never forked: a forked onnxruntime hangs. A process that dies (killed for its memory, say) takes
no story with it but the one that killed it: the stories it had are coded again, one at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing.connection import wait

from eventcode.event import Story
from eventcode.scale.coded import Coded, Settings, code_story

#: Batches that are sent to a process together: whichever limit is met first. Long enough to make the sending cheap,
#: short enough to come back within seconds.
BATCH_STORIES, BATCH_CHARACTERS = 50, 50_000
#: Batches in flight for each process: none waits for work, and no more than these are held in memory.
AHEAD = 3

Batch = list[Story]


def stream(stories: Iterable[Story], settings: Settings, workers: int = 1) -> Iterator[Coded]:
    """Code stories as they come, in their order.

    Parameters
    ----------
    stories : iterable of Story
    settings : Settings
        What each process's coder is made of.
    workers : int
        Processes; one is this one.

    Returns
    -------
    iterator of Coded

    Raises
    ------
    LexiconError
        When the dictionaries of the settings are broken.
    ValueError
        For less than one worker.

    Examples
    --------
    >>> story = eventcode.Story("1", datetime.date(2019, 5, 13), "France condemned Turkey.")
    >>> [len(coded.rows) for coded in stream([story], Settings(second_reader=False))]
    [1]
    """
    if workers < 1:
        raise ValueError(f"{workers} workers; give a whole number from 1")
    if workers > 1:
        return _Crew(settings, workers).code(stories)
    return _here(stories, settings)


def _here(stories: Iterable[Story], settings: Settings) -> Iterator[Coded]:
    coder = None
    for story in stories:
        coder = coder or settings.coder()  # not before there is something to code
        yield code_story(coder, story)


class _Crew:
    """Processes that code batches of stories; begun anew when one of them dies."""

    def __init__(self, settings: Settings, workers: int):
        self._settings = settings
        self._workers = workers
        self._pool = _pool(workers)

    def code(self, stories: Iterable[Story]) -> Iterator[Coded]:
        """All stories coded, in their order."""
        waiting: deque[tuple[Batch, Future]] = deque()
        try:
            for batch in _batches(stories):
                waiting.append((batch, self._send(batch)))
                if len(waiting) >= self._workers * AHEAD:
                    yield from self._first(waiting)
            while waiting:
                yield from self._first(waiting)
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _send(self, batch: Batch) -> Future:
        try:
            return self._pool.submit(_code, self._settings, batch)
        except BrokenProcessPool as error:  # as if it had been sent and had come to nothing
            future: Future = Future()
            future.set_exception(error)
            return future

    def _first(self, waiting: deque[tuple[Batch, Future]]) -> list[Coded]:
        """The first of the batches in flight, as soon as it is coded."""
        batch, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            coded = _one_by_one(batch, self._settings)
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._workers)
        for place, (later, sent) in enumerate(waiting):
            if not sent.done() or sent.exception() is not None:
                waiting[place] = later, self._send(later)
        return coded


def _one_by_one(batch: Batch, settings: Settings) -> list[Coded]:
    """A batch in whose time a process died: each story alone, so that one that kills its process is found."""
    found, pool = [], _pool(1)
    for story in batch:
        try:
            found += pool.submit(_code, settings, [story]).result()
        except BrokenProcessPool:
            found.append(Coded(story.id, kind="process died", reason="the process that coded it died"))
            pool.shutdown(wait=False)
            pool = _pool(1)
    pool.shutdown()
    return found


def _batches(stories: Iterable[Story]) -> Iterator[Batch]:
    batch, size = [], 0
    for story in stories:
        batch.append(story)
        size += len(story.text)
        if len(batch) >= BATCH_STORIES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# In the other process -------------------------------------------------------------------------------------------------


def _pool(workers: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)
    with _deaf_to_interrupts():
        pool.submit(int)  # the first that is sent begins the processes
    return pool


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is begun in here never hears Ctrl-C, which a terminal sends to all: it is left to the process that keeps the
    results, and comes to it behind this.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows; there `_begin` makes them deaf, some seconds later
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Be deaf to Ctrl-C, and end with the process that keeps the results: a worker without one would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_with(parent) -> None:
    wait([parent.sentinel])
    os._exit(1)


@lru_cache(maxsize=1)
def coder_of(settings: Settings):
    """The coder of a process that codes for others; made once."""
    return settings.coder()


def _code(settings: Settings, batch: Batch) -> list[Coded]:
    coder = coder_of(settings)
    return [code_story(coder, story) for story in batch]
