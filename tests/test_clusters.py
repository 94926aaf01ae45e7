"""The same stories on a Dask cluster and on Spark: the same events, and nothing lost with a worker."""

import datetime
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from test_scale import wait_for, write_stories
from trick_coder import TrickCoder

from eventcode import cli
from eventcode.analysis.table import TableError
from eventcode.event import Story
from eventcode.reading import Reading
from eventcode.scale import Broken, Settings, stream
from eventcode.scale.parts import code_part

TESTS = str(Path(__file__).parent)
DAY = datetime.date(2019, 6, 4)
STORIES = [Story(f"s{n}", DAY, f"they met number {n}") for n in range(10)]


@pytest.fixture(autouse=True)
def tricks(monkeypatch):
    monkeypatch.setattr(Settings, "coder", lambda settings: TrickCoder())
    monkeypatch.setattr("eventcode.scale.parts.coder_of", lambda settings: TrickCoder())
    monkeypatch.setattr("eventcode.scale.spark.coder_of", lambda settings: TrickCoder())


def ids(folder):
    return [id for part in sorted(Path(folder).glob("*.parquet")) for id in pd.read_parquet(part).story_id[::2]]


# Parts ----------------------------------------------------------------------------------------------------------------


def test_a_part_is_whole_or_not_there(tmp_path, monkeypatch):
    part = tmp_path / "part-00000.parquet"
    stories = [*STORIES, Story("bad", STORIES[0].date, "raise")]
    counts = code_part(stories, part, Settings())
    assert (counts["stories"], counts["events"], [*counts["not_coded"]]) == (11, 20, ["bad"])
    before = part.read_bytes()
    assert code_part(stories, part, Settings()) == {"part": part.name, "before": True}
    monkeypatch.setattr(os, "replace", lambda *names: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        code_part(stories, tmp_path / "part-00001.parquet", Settings())
    assert [file.name for file in tmp_path.iterdir()] == [part.name] and part.read_bytes() == before


def test_a_story_that_kills_each_process_costs_itself_alone(tmp_path):
    stories, part = [*STORIES[:3], Story("bad", DAY, "kill"), *STORIES[3:]], tmp_path / "part-00000.parquet"
    program = (
        f"import sys; sys.path.insert(0, {TESTS!r})\n"
        "import test_clusters as here\n"
        "here.Settings.coder = lambda settings: here.TrickCoder()\n"
        f"stories = [*here.STORIES[:3], here.Story('bad', here.DAY, 'kill'), *here.STORIES[3:]]\n"
        f"here.code_part(stories, {str(part)!r}, here.Settings())\n"
    )
    for _ in range(3):
        assert subprocess.run([sys.executable, "-c", program]).returncode == 9  # as TrickCoder ends it
    counts = code_part(stories, part, Settings())
    assert counts["not_coded"] == {"bad": "each process that coded it died"}
    assert ids(tmp_path) == [story.id for story in STORIES]
    assert [file.name for file in tmp_path.iterdir()] == [part.name]  # and nothing of the dead is left


# Dask -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def client():
    distributed = pytest.importorskip("distributed", reason="needs the extra [dask]")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as local:
        with distributed.Client(local) as client:
            yield client


def test_dask_codes_a_file_into_parts(tmp_path, client):
    from eventcode.scale import dask

    path, folder = write_stories(tmp_path / "stories.csv", 25, "they met"), tmp_path / "events"
    counts = dask.code_file(Reading(path), folder, Settings(), client, stories=10)
    assert counts == {"stories": 25, "skipped": {}, "not_coded": {}}
    assert ids(folder) == [one.story_id for one in stream(Reading(path), Settings())]
    kept = (folder / "part-00001.parquet").read_bytes()
    for name in ("part-00001.parquet", "manifest.json"):
        (folder / name).unlink()
    with pytest.raises(TableError, match="no manifest tells of"):
        dask.code_file(Reading(path), folder, Settings(), client, stories=10)
    shutil.rmtree(folder)
    dask.code_file(Reading(path), folder, Settings(), client, stories=10)
    (folder / "part-00001.parquet").unlink()
    dask.code_file(Reading(path), folder, Settings(), client, stories=10)
    assert (folder / "part-00001.parquet").read_bytes() == kept
    with pytest.raises(TableError, match="made of something else .*include_unknown"):
        dask.code_file(Reading(path), folder, Settings(include_unknown=True), client, stories=10)


def test_dask_codes_a_bag(tmp_path, client):
    import dask.bag

    from eventcode.scale.dask import code_bag

    told = code_bag(dask.bag.from_sequence(STORIES, npartitions=3), tmp_path / "events", Settings()).compute()
    assert sum(one["events"] for one in told) == 20
    assert ids(tmp_path / "events") == [story.id for story in STORIES]
    with pytest.raises(TypeError, match="a list where a Dask bag is needed"):
        code_bag(STORIES, tmp_path, Settings())


@pytest.mark.slow
def test_a_dask_worker_killed_three_times_costs_nothing(tmp_path):
    distributed = pytest.importorskip("distributed", reason="needs the extra [dask]")
    import dask as library

    from eventcode.scale import dask

    class Tricks(distributed.WorkerPlugin):
        def setup(self, worker):
            sys.path.insert(0, TESTS)
            coder = import_module("trick_coder").TrickCoder()
            Settings.coder = lambda settings: coder

    path, folder = write_stories(tmp_path / "stories.csv", 1500), tmp_path / "events"
    with (
        ThreadPoolExecutor(1) as pool,
        library.config.set({"distributed.deploy.lost-worker-timeout": "10 minutes"}),  # a busy machine is slow
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as local,
        distributed.Client(local) as client,
        distributed.Client(local) as other,
    ):
        client.register_plugin(Tricks())
        run = pool.submit(dask.code_file, Reading(path), folder, Settings(), client, 100)
        for parts in (1, 4, 7):  # each time the one who is there has coded some
            wait_for(lambda wanted=parts: len([*folder.glob("part-*")]) >= wanted, 120)
            time.sleep(0.3)  # in the midst of the next
            (number,) = other.run(os.getpid).values()
            os.kill(number, signal.SIGKILL)
        counts = run.result(timeout=240)
    assert (counts["stories"], counts["not_coded"]) == (1500, {})
    stories = list(Reading(path))
    for number in range(15):
        code_part(stories[100 * number : 100 * number + 100], tmp_path / f"part-{number:05}.parquet", Settings())
    assert bytes_of(folder) == bytes_of(tmp_path)
    assert sorted(file.name for file in folder.iterdir()) == ["manifest.json", *bytes_of(tmp_path)]


def bytes_of(folder):
    return {part.name: part.read_bytes() for part in sorted(folder.glob("part-*.parquet"))}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_cluster_that_is_broken_off_tells_what_it_kept(tmp_path, client, monkeypatch, error):
    from eventcode.scale import dask

    path, folder, submit = write_stories(tmp_path / "stories.csv", 25, "they met"), tmp_path / "events", client.submit

    def break_off(function, batch, part, *more, **how):
        if part.endswith("2.parquet"):
            distributed_wait(sent)
            raise error
        sent.append(submit(function, batch, part, *more, **how))
        return sent[-1]

    sent, distributed_wait = [], import_module("distributed").wait
    monkeypatch.setattr(client, "submit", break_off)
    with pytest.raises(Broken, match=f"2 parts are kept in {folder}: the same command goes on"):
        dask.code_file(Reading(path), folder, Settings(), client, stories=10)
    monkeypatch.undo()


def test_the_command_line_wants_a_folder_for_a_cluster_and_none_without(tmp_path, capsys):
    path = write_stories(tmp_path / "stories.csv", 2, "they met")
    assert cli.main(["code", str(path), "-o", str(tmp_path / "e.csv"), "--engine", "dask"]) == 2
    assert "give one with -o events/" in capsys.readouterr().err
    assert cli.main(["code", str(path), "-o", f"{tmp_path}/events/"]) == 2
    assert "--engine dask" in capsys.readouterr().err


def test_the_command_line_on_a_cluster(tmp_path, capsys, monkeypatch, client):
    monkeypatch.setattr("eventcode.cli.cluster._client", lambda scheduler, workers: nullcontext(client))
    path = write_stories(tmp_path / "stories.csv", 3, "they met")
    path.write_text(path.read_text().replace("met number 1", "raise"))
    assert cli.main(["code", str(path), "-o", f"{tmp_path}/events/", "--engine", "dask"]) == 0
    err = capsys.readouterr().err
    assert "story 's1' could not be coded (RecursionError" in err and "3 stories read, 1 not coded" in err
    assert ids(tmp_path / "events") == ["s0", "s2"]


# Spark ----------------------------------------------------------------------------------------------------------------


def test_what_spark_maps():
    from eventcode.scale.spark import SCHEMA, coding

    frame = pd.DataFrame({"id": [1, "b", "c", "d"], "date": ["2019-06-04", STORIES[0].date, "soon", "4 June 2019"],
                          "text": ["they met", "raise", "they met", None], "title": [None, "x", "", float("nan")]})
    (coded,) = coding(Settings())(iter([frame]))
    assert list(coded.columns) == [column.split()[0] for column in SCHEMA.split(", ")]
    assert list(coded.story_id) == ["1", "1", "b", "c", "d"]
    assert [bool(reason) for reason in coded.failed] == [False, False, True, True, True]


@pytest.mark.slow
def test_spark_codes_stories(monkeypatch):
    monkeypatch.undo()  # Spark's processes have the real coder
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra [spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs a Java; .ci/run installs one")
    from eventcode.scale.spark import SCHEMA, coding

    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        rows = [("a", datetime.date(2019, 5, 13), "Russia condemned Turkey on Friday."), ("b", None, "Nothing.")]
        stories = spark.createDataFrame(rows, "id string, date date, text string")
        found = stories.mapInPandas(coding(Settings(second_reader=False)), SCHEMA).collect()
    finally:
        spark.stop()
    assert [(row.story_id, row.actor, row.action, str(row.date)) for row in found[:1]] == [
        ("a", "RUS", "111", "2019-05-10")
    ]
    assert found[1].story_id == "b" and found[1].failed
