"""How fast dyads are counted: ``python tests/bench_aggregates.py [EVENTS]``, 5,000,000 by default.

Prints the seconds of `aggregate.dyads` beside a groupby written by hand, and of `duck.dyads` beside plain SQL over the
same Parquet parts, and the ratios of the best of three runs. Only the ratios say something on another machine.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis import aggregate, duck
from eventcode.analysis.table import COLUMNS, KINDS

PARTS = 4
QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}


def made_up(size: int) -> pd.DataFrame:
    """Events of ten years between a thousand actors, some of them far more often than others, as news has it."""
    draw = np.random.default_rng(1)
    actors = np.array([f"{a}{b}{c}{role}" for a in "ABCDE" for b in "ABCDE" for c in "ABCDE"
                       for role in ("", "GOV", "MIL", "OPP", "REB", "COP", "BUS", "MED")])  # fmt: skip
    often = 1 / np.arange(1, len(actors) + 1)
    codes = [cameo.get(code) for code in cameo.codes() if len(code) > 2]
    acts = draw.integers(len(codes), size=size)
    days = np.datetime64("2010-01-01") + draw.integers(3652, size=size).astype("timedelta64[D]")
    frame = pd.DataFrame({
        "date": days.astype("datetime64[s]"),
        "actor": draw.choice(actors, size, p=often / often.sum()),
        "target": draw.choice(actors, size, p=often / often.sum()),
        **{name: np.array([getattr(code, name) for code in codes])[acts]
           for name in ("root", "quad_class", "goldstein", "plover")},
        "action": np.array([code.code for code in codes])[acts],
        "date_precision": "day",
    })  # fmt: skip
    blank = {"str": "", "int64": 0, "float64": 1.0}
    frame = frame.assign(**{name: blank[KINDS[name]] for name in COLUMNS if name not in frame.columns})
    return frame[list(COLUMNS)].astype(KINDS)


def by_hand(events: pd.DataFrame) -> pd.DataFrame:
    """What one writes in a notebook for the same table."""
    events = events[(events["actor"] != "") & (events["target"] != "")]
    period = events["date"].dt.to_period("M").dt.start_time.rename("period")
    quads = {name: (events["quad_class"] == number).astype("int64") for number, name in QUADS.items()}
    weighted = {"goldstein_sum": events["goldstein"], "goldstein_n": events["goldstein"].notna().astype("int64")}
    counts = pd.DataFrame({"n": 1, **quads, **weighted}, index=events.index)
    table = counts.groupby([events["actor"], events["target"], period]).sum().reset_index()
    table["total"] = table["period"].map(period.value_counts())
    return table.assign(goldstein_mean=table["goldstein_sum"] / table["goldstein_n"], share=table["n"] / table["total"])


def by_sql(connection: duckdb.DuckDBPyConnection, folder: Path) -> pd.DataFrame:
    """The same as plain SQL."""
    quads = ", ".join(f"count(*) FILTER (quad_class = {number}) AS {name}" for number, name in QUADS.items())
    return connection.execute(f"""
        SELECT actor, target, date_trunc('month', date) AS period, count(*) AS n, {quads},
            sum(goldstein) AS goldstein_sum, count(goldstein) AS goldstein_n, avg(goldstein) AS goldstein_mean
        FROM read_parquet('{folder}/*.parquet') WHERE actor <> '' AND target <> ''
        GROUP BY ALL ORDER BY ALL""").df()


def best(do: Callable[[], object], runs: int = 3) -> float:
    """The fewest CPU seconds of several runs: other work on the machine is not ours."""
    seconds = []
    for _ in range(runs):
        started = time.process_time()
        do()
        seconds.append(time.process_time() - started)
    return min(seconds)


def main(size: int = 5_000_000) -> None:
    events = made_up(size)
    print(f"{size:,} events, {len(aggregate.dyads(events)):,} dyads and months; CPU seconds:")
    ours, theirs = best(lambda: aggregate.dyads(events)), best(lambda: by_hand(events))
    print(f"  pandas: {ours:.2f}, by hand {theirs:.2f}, ratio {ours / theirs:.2f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, part in enumerate(np.array_split(np.arange(size), PARTS)):
            events.iloc[part].to_parquet(folder / f"part-{number}.parquet", index=False)
        connection = duckdb.connect()
        ours, theirs = best(lambda: duck.dyads(duck.scan(folder))), best(lambda: by_sql(connection, folder))
        print(f"  DuckDB: {ours:.2f}, plain SQL {theirs:.2f}, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
