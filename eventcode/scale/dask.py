"""Coding on a Dask cluster (extra ``[dask]``): each partition of the stories becomes a part of a Parquet folder.

A worker that is lost has its partitions coded again by the others; parts that are there are left as they are, so that
a broken run is gone on with by running it again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventcode.analysis.table import TableError
from eventcode.event import Story
from eventcode.reading import Reading
from eventcode.scale.coded import Settings
from eventcode.scale.journal import groups, write_whole
from eventcode.scale.manifest import differences, made_of
from eventcode.scale.parts import code_part
from eventcode.scale.run import Broken

if TYPE_CHECKING:
    from dask.distributed import Client

#: Stories of one part: an hour of one process at most, so that little is coded twice where a machine is lost.
PART_STORIES = 20_000
MANIFEST = "manifest.json"


def code_file(
    reading: Reading, folder: str | Path, settings: Settings, client: Client, stories: int = PART_STORIES
) -> dict[str, object]:
    """Code the stories of ``reading`` into ``folder/part-00000.parquet`` and so on, ``stories`` a part, in their order.

    The folder must be one that all machines reach, and so must the dictionaries of the settings. Gives the counts that
    ``folder/manifest.json`` holds. Raises TableError where the folder holds parts made of something else, Broken where
    the run is broken off, by Ctrl-C or because workers die of a part.
    """
    from distributed import KilledWorker

    folder = Path(folder)
    made = {**made_of(reading.path, reading.told, settings), "part_stories": stories}
    _begin(folder, made)
    try:
        done = list(_parts(groups(reading, stories), folder, settings, client))
    except (KeyboardInterrupt, OSError, KilledWorker) as error:
        kept = sum(1 for _ in folder.glob("part-*.parquet"))
        why = f"broken off ({error})" if str(error) else "broken off"
        raise Broken(f"{why}; {kept} parts are kept in {folder}: the same command goes on with the others") from error
    failed = {id: reason for one in done for id, reason in one.get("not_coded", {}).items()}
    counts = {"stories": reading.stories, "skipped": dict(reading.skipped), "not_coded": failed}
    write_whole(folder / MANIFEST, json.dumps({**made, "counts": counts}, indent=2, ensure_ascii=False) + "\n")
    return counts


def _parts(batches: Iterable[list[Story]], folder: Path, settings: Settings, client: Client) -> Iterator[dict]:
    """The counts of each part that was not there, coded by the cluster, which is sent no more than it soon codes."""
    ahead, waiting = 2 * max(1, sum(client.nthreads().values())), deque()
    for number, batch in enumerate(batches):
        part = folder / f"part-{number:05}.parquet"
        if not part.exists():
            waiting.append(client.submit(code_part, batch, str(part), settings, pure=False, retries=3))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    for future in waiting:
        yield future.result()


def code_bag(bag, folder: str | Path, settings: Settings):
    """A Dask bag of Story records, each partition coded into a part of the folder when the result is computed: a bag of
    one dict of counts a part.

    >>> code_bag(db.from_sequence(stories, npartitions=8), "events", Settings()).compute()      # doctest: +SKIP
    """
    from dask import delayed
    from dask.bag import Bag, from_delayed

    if not isinstance(bag, Bag):
        raise TypeError(f"a {type(bag).__name__} where a Dask bag is needed; make one with dask.bag.from_sequence")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    parts = bag.to_delayed()
    paths = (str(folder / f"part-{number:05}.parquet") for number in range(len(parts)))
    coded = [delayed(code_part, pure=False)(part, path, settings) for part, path in zip(parts, paths, strict=True)]
    return from_delayed([delayed(lambda one: [one])(one) for one in coded])


def _begin(folder: Path, made: dict) -> None:
    """Make the folder, or see that what stands in it was made of the same."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / MANIFEST
    if not note.exists():
        if any(folder.glob("*.parquet")):
            raise TableError(f"{folder}: Parquet files stand there that no manifest tells of; give another folder")
        write_whole(note, json.dumps(made, indent=2, ensure_ascii=False) + "\n")
        return
    before = json.loads(note.read_text(encoding="utf-8"))
    before.pop("counts", None)
    if changed := differences(before, made):
        raise TableError(f"{folder}: its parts were made of something else ({'; '.join(changed)}); give another folder")
