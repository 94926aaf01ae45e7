"""``eventcode code --engine dask``: the same stories on a cluster, into a folder of Parquet parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eventcode.cli.options import DONE, NOTHING_READ
from eventcode.cli.telling import counts, how_many
from eventcode.extras import extra
from eventcode.reading import Reading
from eventcode.scale import Settings

if TYPE_CHECKING:
    from dask.distributed import Client


def code_on_dask(args: argparse.Namespace, reading: Reading, settings: Settings) -> int:
    """Code the stories on the cluster at ``--scheduler``, or on one of ``--workers`` processes here."""
    if not args.output.endswith("/"):
        print(f"eventcode: {args.output}: a cluster writes a folder; give one with -o events/", file=sys.stderr)
        return NOTHING_READ
    from eventcode.scale import dask

    with _client(args.scheduler, args.workers) as client:
        found = dask.code_file(reading, args.output, settings, client)
    failed = found["not_coded"]
    for id, reason in failed.items():
        print(f"eventcode: story {id!r} could not be coded ({reason}); it was skipped", file=sys.stderr)
    lost = f", {len(failed):,} not coded" if failed else ""
    read = f"{how_many(reading.stories, 'story')} read{counts(reading)}{lost}"
    print(f"{read}, coded into {args.output}", file=sys.stderr)
    return DONE


@contextmanager
def _client(scheduler: str | None, workers: int) -> Iterator[Client]:
    """A client of the cluster; one thread a process, for the parser is made for one."""
    with extra("dask"):
        import dask.config
        from dask.distributed import Client, LocalCluster
    if scheduler:
        with Client(scheduler, timeout=30) as client:
            yield client
        return
    # A worker that died is begun anew; on a busy machine that takes more than the 15 s after which it is given up.
    with (
        dask.config.set({"distributed.deploy.lost-worker-timeout": "10 minutes"}),
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield client
