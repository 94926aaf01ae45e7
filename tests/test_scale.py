"""Many stories: nothing lost, nothing twice, the same bytes however they were coded."""

import datetime
import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from trick_coder import TrickCoder

from eventcode import cli
from eventcode.analysis.table import read_events
from eventcode.event import Story
from eventcode.scale import Settings, code_story, journal, stream
from eventcode.scale.journal import Journal, Progress

SCRIPT = Path(__file__).with_name("trick_coder.py")
DAY = datetime.date(2019, 6, 4)
FORMS = (".csv", ".jsonl", ".parquet")


@pytest.fixture(autouse=True)
def tricks(monkeypatch):
    """Whatever codes in this process knows one trick."""
    monkeypatch.setattr(Settings, "coder", lambda settings: TrickCoder())
    monkeypatch.setattr(journal, "SAVE_SECONDS", 0.2)


def write_stories(path, number=120, words="slow they met"):
    lines = [f"s{n},2019-06-04,{words} number {n}" for n in range(number)]
    path.write_text("\n".join(["id,date,text", *lines]) + "\n", encoding="utf-8")
    return path


def command(*arguments):
    return [sys.executable, str(SCRIPT), "code", *map(str, arguments)]


def begin(*arguments, **how):
    # Whoever runs the tests in the background has them deaf to Ctrl-C, and so would the run be.
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, text=True, preexec_fn=hear, **how)


def code(*arguments, **how):
    return subprocess.run(command(*arguments), capture_output=True, text=True, **how)


def story(words, name="a"):
    return Story(name, DAY, words)


# One bad story --------------------------------------------------------------------------------------------------------


def test_a_story_that_fails_costs_itself_alone(tmp_path, capsys):
    path = write_stories(tmp_path / "stories.csv", 5, "they met")
    path.write_text(path.read_text().replace("met number 2", "raise"), encoding="utf-8")
    assert cli.main(["code", str(path), "-o", str(tmp_path / "events.csv")]) == 0
    err = capsys.readouterr().err
    assert "story 's2' could not be coded (RecursionError: too deep at trick_coder.py:" in err
    assert "please report it" in err
    assert "5 stories read, 1 not coded (RecursionError 1); 8 events in 4 stories" in err
    assert list(read_events(tmp_path / "events.csv").story_id) == ["s0", "s0", "s1", "s1", "s3", "s3", "s4", "s4"]
    manifest = json.loads((tmp_path / "events.csv.manifest.json").read_text())
    assert manifest["counts"]["not_coded"] == {"RecursionError": 1}


def test_a_story_that_kills_its_process_costs_itself_alone(tmp_path):
    path = write_stories(tmp_path / "stories.csv", 130, "they met")
    path.write_text(path.read_text().replace("met number 70\n", "kill\n"), encoding="utf-8")
    run = code(path, "-o", tmp_path / "events.csv", "--workers", "2")
    assert run.returncode == 0
    assert "story 's70' could not be coded (the process that coded it died)" in run.stderr
    assert list(read_events(tmp_path / "events.csv").story_id[::2]) == [f"s{n}" for n in range(130) if n != 70]


def test_workers_keep_the_order_and_give_the_same():
    stories = [story(f"they met {'raise' if n == 60 else n}", f"s{n}") for n in range(120)]
    here = list(stream(stories, Settings()))
    assert [one.story_id for one in here] == [one.id for one in stories]
    assert code_story(TrickCoder(), stories[60]) == here[60]
    with pytest.raises(ValueError, match="0 workers"):
        stream([], Settings(), 0)


# A run that is broken off ---------------------------------------------------------------------------------------------


def unbroken(path, form):
    """The bytes of a run that nothing broke."""
    output = path.with_name(f"unbroken{form}")
    assert code(path, "-o", output).returncode == 0
    return output.read_bytes()


def kill(run, number=signal.SIGKILL):
    """End a run and wait for it; gives what it said."""
    run.send_signal(number)
    return run.communicate(timeout=60)[1]


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_and_gone_on_with(tmp_path, workers):
    path = write_stories(tmp_path / "stories.csv", 300)
    wanted, output = unbroken(path, ".csv"), tmp_path / "events.csv"
    arguments = (path, "-o", output, "--workers", workers)
    run = begin(*arguments)
    wait_for((tmp_path / "events.csv.progress.json").exists)
    kill(run)
    kept = json.loads((tmp_path / "events.csv.progress.json").read_text())["progress"]
    assert 0 < kept["stories"] < 300 and not output.exists()
    assert code(*arguments, "--resume").returncode == 0
    assert output.read_bytes() == wanted
    assert sorted(file.name for file in tmp_path.glob("events*")) == ["events.csv", "events.csv.manifest.json"]


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)


def _processes_of(run):
    """The processes that a process has begun; empty where the system does not tell."""
    try:
        return Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    except FileNotFoundError:
        return []


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_ten_moments(tmp_path, form, workers):
    """Each time behind a save that was not there before, or, every third time, anywhere from the first import on."""
    path, chance = write_stories(tmp_path / "stories.csv", 1500), random.Random(workers)
    wanted, output, stood = unbroken(path, form), tmp_path / f"events{form}", set()
    for number in range(10):
        run = begin(path, "-o", output, "--workers", workers, "--resume")
        if number % 3:
            wait_for(partial(_has_saved, run, output, stood), 120)
        time.sleep(chance.uniform(0, 0.3 if number % 3 else 3))
        kill(run)
        stood.add(stories_kept(output))
    assert len(stood) > 5 and max(stood) < 1500
    assert code(path, "-o", output, "--workers", workers, "--resume").returncode == 0
    assert output.read_bytes() == wanted
    manifests = [json.loads(file.with_name(f"{file.name}.manifest.json").read_text()) for file in
                 (output, path.with_name(f"unbroken{form}"))]  # fmt: skip
    assert manifests[0]["counts"] == manifests[1]["counts"]
    assert {*tmp_path.glob("events*")} == {output, output.with_name(f"{output.name}.manifest.json")}


def _has_saved(run, output, stood):
    return run.poll() is not None or stories_kept(output) not in stood


def stories_kept(output):
    """What the note of an unfinished run says."""
    note = output.with_name(f"{output.name}.progress.json")
    return json.loads(note.read_text())["progress"]["stories"] if note.exists() else 0


def test_workers_end_with_their_parent(tmp_path):
    path = write_stories(tmp_path / "stories.csv", 2000)
    run = begin(path, "-o", tmp_path / "events.csv", "--workers", "2")
    wait_for(lambda: len(_processes_of(run)) >= 3)  # the two, and what tracks their resources
    children = _processes_of(run)
    if not children:
        pytest.skip("this system does not tell a process's children")
    time.sleep(1.5)
    kill(run)
    wait_for(lambda: not any(_runs(number) for number in children))
    assert not any(_runs(number) for number in children)


def test_ctrl_c_reaches_the_workers_of_a_terminal_in_silence(tmp_path):
    run = begin(write_stories(tmp_path / "stories.csv", 30_000), "-o", tmp_path / "e.csv", "--workers", "2",
                start_new_session=True)  # fmt: skip
    wait_for((tmp_path / "e.csv.progress.json").exists)  # all processes are at work
    os.killpg(run.pid, signal.SIGINT)
    assert "broken off" in (err := run.communicate(timeout=60)[1]) and "Traceback" not in err
    assert run.returncode == 130


def _runs(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_broken_off_tells_what_it_kept(tmp_path, number, status):
    path, output = write_stories(tmp_path / "stories.csv", 30_000), tmp_path / "events.csv"
    run = begin(path, "-o", output)
    wait_for((tmp_path / "events.csv.progress.json").exists)  # some seconds' work is on the disk
    err = kill(run, number)
    kept = json.loads((tmp_path / "events.csv.progress.json").read_text())["progress"]
    assert run.returncode == status
    assert f"{kept['stories']:,} stories with {kept['events']:,} events are kept in {output}.partial" in err
    assert "--resume" in err and "Traceback" not in err
    assert kept["events"] == 2 * kept["stories"] > 0
    again = code(path, "-o", output)
    assert again.returncode == 2 and "a run stands here unfinished" in again.stderr


# What is kept, in every state a run may end in ------------------------------------------------------------------------


@pytest.fixture
def coded():
    return [code_story(TrickCoder(), story("they met", f"s{n}")) for n in range(7)]


@pytest.mark.parametrize("form", FORMS)
def test_a_journal_cut_anywhere_goes_on(tmp_path, coded, form):
    def whole(name, cut):
        journal = Journal(tmp_path / f"{name}{form}", {"made": 1})
        for one in coded[:cut]:
            journal.keep(one)
        if cut:
            journal.save()
            with open(journal.rows, "ab") as file:
                file.write(b"half a row that no note vouches fo")
            journal = Journal(journal.output, {"made": 1})
            journal.resume()
        assert journal.progress.stories == cut
        for one in coded[cut:]:
            journal.keep(one)
        journal.finish({"stories": 7})
        return journal.output.read_bytes()

    wanted = whole("unbroken", 0)
    assert [whole(f"cut{cut}", cut) == wanted for cut in range(1, 8)] == [True] * 7
    assert len(read_events(tmp_path / f"unbroken{form}")) == 14


@pytest.mark.parametrize("form", FORMS)
def test_ended_between_the_last_steps(tmp_path, coded, form, monkeypatch):
    journal = Journal(tmp_path / f"events{form}", {})
    for one in coded:
        journal.keep(one)
    replaced, calls = os.replace, []

    def stop_at_last(source, target):
        calls.append(target)
        if str(target) == str(journal.output):
            raise KeyboardInterrupt
        replaced(source, target)

    monkeypatch.setattr(os, "replace", stop_at_last)
    with pytest.raises(KeyboardInterrupt):
        journal.finish({"stories": 7})
    monkeypatch.undo()
    again = Journal(journal.output, {})
    again.resume()
    again.conclude()
    again.conclude()
    assert len(read_events(journal.output)) == 14
    assert not journal.rows.exists() and not journal.note.exists()


def test_a_full_disk_keeps_what_was_kept(tmp_path, capsys, monkeypatch):
    path, output = write_stories(tmp_path / "stories.csv", 6, "they met"), tmp_path / "events.csv"
    monkeypatch.setattr("eventcode.scale.journal.SAVE_STORIES", 2)
    written, saves = Journal.save, []

    def full(journal):
        saves.append(journal.progress.stories)
        if journal.progress.stories >= 4:
            raise OSError(28, "No space left on device")
        written(journal)

    monkeypatch.setattr(Journal, "save", full)
    assert cli.main(["code", str(path), "-o", str(output)]) == 2
    assert "No space left on device" in (err := capsys.readouterr().err)
    assert "4 stories with 8 events are kept" in err and not output.exists()
    monkeypatch.setattr(Journal, "save", written)
    assert cli.main(["code", str(path), "-o", str(output), "--resume"]) == 0
    assert list(read_events(output).story_id[::2]) == [f"s{n}" for n in range(6)]


@pytest.mark.parametrize("form", FORMS)
def test_a_disk_that_is_full_in_truth(tmp_path, form):
    """The system lets no file grow to nine tenths of what the rows need (of Parquet they wait in lines)."""
    resource = pytest.importorskip("resource", reason="this system sets no limits")
    path, output = write_stories(tmp_path / "stories.csv", 1200, "they met"), tmp_path / f"events{form}"
    most = len(unbroken(path, ".csv" if form == ".csv" else ".jsonl")) * 9 // 10
    run = code(path, "-o", output, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert run.returncode == 2 and "File too large" in run.stderr and "Traceback" not in run.stderr
    assert "stories with" in run.stderr and f"are kept in {output}.partial" in run.stderr
    assert code(path, "-o", output, "--resume").returncode == 0
    assert output.read_bytes() == unbroken(path, form)


def test_ended_when_all_was_done_but_the_names(tmp_path, coded, monkeypatch):
    """Ctrl-C between the last two steps, and the run's own saving behind it: the whole file stays as it is."""
    journal = Journal(tmp_path / "events.csv", {})
    for one in coded:
        journal.keep(one)
    monkeypatch.setattr(Path, "unlink", lambda *path, **how: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        journal.finish({"stories": 7})
    monkeypatch.undo()
    journal.save()
    journal.resume()
    journal.conclude()
    assert len(read_events(journal.output)) == 14


def test_resume_refuses_what_has_changed_and_rests_when_all_is_done(tmp_path, capsys):
    path, output = write_stories(tmp_path / "stories.csv", 3, "they met"), tmp_path / "events.csv"
    again = ["code", str(path), "-o", str(output), "--resume"]
    assert cli.main(again) == 0  # nothing to go on with: from the start
    assert cli.main(again) == 0
    assert "whole already, 6 events in 3 stories" in capsys.readouterr().err
    assert cli.main([*again, "--include-unknown"]) == 2
    assert "options: include_unknown was False, is True" in capsys.readouterr().err
    write_stories(path, 4, "they met")
    assert cli.main(again) == 2
    assert "input: sha256 was" in capsys.readouterr().err
    assert cli.main(["code", "-", "-o", str(output), "--resume"]) == 2
    assert "standard input is gone" in capsys.readouterr().err


def test_progress_counts():
    coded = [code_story(TrickCoder(), story(words)) for words in ("they met", "raise", "slept", "raise")]
    assert Progress().after(coded, 10).after(coded[:2], 5) == Progress(6, 2, 4, 15, {"RecursionError": 3})


# Manifest -------------------------------------------------------------------------------------------------------------


def test_check_tells_whether_a_table_can_be_made_again(tmp_path, capsys):
    path, output = write_stories(tmp_path / "stories.csv", 3, "they met"), tmp_path / "events.csv"
    cli.main(["code", str(path), "-o", str(output)])
    check = ["code", "--check", f"{output}.manifest.json"]
    assert cli.main(check) == 0
    assert "can be made again" in capsys.readouterr().out
    output.write_text("changed")
    write_stories(path, 4)
    assert cli.main(check) == 1
    out = capsys.readouterr().out
    assert "the table was changed" in out and "input: bytes was" in out
    path.unlink()
    cli.main(check)
    assert "stories.csv: no such file" in capsys.readouterr().out
    for text in ("{}", "no json", '"a"'):
        output.write_text(text)
        assert cli.main(["code", "--check", str(output)]) == 2
        assert "manifest" in capsys.readouterr().err


def test_no_input_and_wrong_workers(capsys):
    assert cli.main(["code"]) == 2
    assert "no input" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["code", "-", "--workers", "0"])
    assert "'0' is not a whole number from 1" in capsys.readouterr().err


# Where events must not go ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["hard link", "symbolic link", "in the folder", "dictionary"])
def test_the_output_never_takes_the_place_of_an_input(tmp_path, capsys, kind):
    folder = tmp_path / "in"
    folder.mkdir()
    path = write_stories(folder / "stories.csv", 2)
    before, output, source, own = path.read_bytes(), tmp_path / "events.csv", path, []
    if kind == "hard link":
        os.link(path, output)
    elif kind == "symbolic link":
        output.symlink_to(path)
    elif kind == "in the folder":
        output, source = folder / "events.csv", folder
    else:
        output.write_text("names,code\nDorn,RURREB\n")
        own = ["--actors", str(output)]
    assert cli.main(["code", str(source), "-o", str(output), *own]) == 2
    assert "eventcode: " in capsys.readouterr().err
    assert path.read_bytes() == before


def test_safe_csv(tmp_path):
    path, output = tmp_path / "stories.csv", tmp_path / "events.csv"
    path.write_text("id,date,text\n=1+1,2019-06-04,=they met\n", encoding="utf-8")
    cli.main(["code", str(path), "-o", str(output), "--safe-csv"])
    assert list(read_events(output)[["story_id", "sentence", "actor"]].iloc[0]) == ["'=1+1", "'=they met", "FRA"]
    cli.main(["code", str(path), "-o", str(output)])
    assert read_events(output).sentence[0] == "=they met"
