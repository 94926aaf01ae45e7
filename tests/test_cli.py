"""The command line, mostly with a coder that knows one trick: what surrounds the coding is what is tested."""

import csv
import datetime
import io
import json
import os
import re
import signal
import subprocess
import sys
from functools import partial

import pytest

import eventcode
from eventcode import cameo, cli
from eventcode.analysis.gold.standoff import sentence_hash
from eventcode.analysis.table import COLUMNS, read_events, to_frame
from eventcode.cli.telling import TOLD_OF_A_KIND
from eventcode.event import Event, Evidence, Near
from eventcode.explanation import explain, marks
from eventcode.lexicon import LexiconError


class FakeCoder:
    """Finds one event in every story that says "met"."""

    def __init__(self, lexicon=None, include_unknown=False, second_reader=None):
        self.settings = (lexicon, include_unknown)

    def events(self, story):
        if "met" not in story.text:
            return []
        evidence = (
            Evidence("actor", 0, 4, "Dorn", "ruritania.csv:3", "RURREB"),
            Evidence("action", 5, 8, "met", "04.yaml:7", "040: meet"),
            Evidence("target", 9, 14, "Quill", "borduria.csv:8", "BORGOV"),
        )
        return [Event(story.id, 0, story.date, "RURREB", "040", "BORGOV", sentence=story.text, evidence=evidence)]

    def nearly(self, text, date, dateline=""):
        return [Near(0, 5, 10, "", "slept", lacks="a target", unknown=("Dorn",))] if "slept" in text else []

    def stream(self, stories):
        return ((story, self.events(story)) for story in stories)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command with the fake coder: exit status, standard output, standard error."""
    monkeypatch.setattr("eventcode.coding.coder.Coder", FakeCoder)
    monkeypatch.setattr("eventcode.lexicon.Lexicon.load", lambda **files: files)

    def _run(*arguments):
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return _run


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.csv"
    path.write_text("id,date,text\na,2019-06-04,Dorn met Quill.\nb,2019-06-05,Dorn slept.\n", encoding="utf-8")
    return path


# eventcode code -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_code_to_a_file(run, stories, tmp_path, suffix):
    output = tmp_path / f"events{suffix}"
    status, out, err = run("code", stories, "-o", output)
    assert (status, out) == (0, "")
    assert f"2 stories read; 1 event in 1 story, written to {output}" in err
    assert list(read_events(output)["action"]) == ["040"]


def test_code_prints_csv(run, stories):
    status, out, _ = run("code", stories)
    rows = list(csv.reader(io.StringIO(out)))
    assert status == 0
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][3:8] == ["2019-06-04", "day", "RURREB", "040", "BORGOV"]


def test_skipped_stories_are_told_and_counted(run, stories):
    with stories.open("a", encoding="utf-8") as file:
        file.write("c,2019-02-30,Dorn met Quill.\nb,2019-06-05,Dorn met Quill.\nd,2019-06-06,Dorn met Quill.\n")
    status, _, err = run("code", stories)
    assert status == 0
    assert "stories.csv, row 4, column date: '2019-02-30' is not a day of the calendar" in err
    assert "stories.csv, row 5, column id: id 'b' was there before" in err
    assert "3 stories read, 2 skipped (impossible date 1, duplicate id 1); 2 events in 2 stories" in err


def test_many_problems_of_a_kind_are_counted_only(run, stories):
    stories.write_text("id,date,text\na,2019-06-04,Dorn met Quill.\n" + "x,soon,Dorn slept.\n" * 100, encoding="utf-8")
    _, _, err = run("code", stories)
    assert err.count("'soon' is not a date") == TOLD_OF_A_KIND
    assert "only counted" in err
    assert "100 skipped (impossible date 100)" in err


@pytest.mark.parametrize(("content", "message"), [
    ("", "the input is empty"),
    ("id,date,body\na,2019-06-04,Dorn met Quill.\n", "no column 'text'"),
    ("id,date,text\na,soon,Dorn met Quill.\n", "nothing could be read, 1 skipped (impossible date 1)"),
])  # fmt: skip
def test_nothing_readable_is_status_2(run, stories, tmp_path, content, message):
    stories.write_text(content, encoding="utf-8")
    output = tmp_path / "events.csv"
    status, _, err = run("code", stories, "-o", output)
    assert status == 2
    assert message in err
    assert not output.exists()


def test_missing_input(run, tmp_path):
    status, _, err = run("code", tmp_path / "nowhere.csv")
    assert status == 2
    assert "there is no such file" in err


def test_standard_input_and_date(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Dorn met Quill.")))
    status, out, _ = run("code", "-", "--date", "4 June 2019")
    assert status == 0
    assert "2019-06-04,day,RURREB,040,BORGOV" in out


@pytest.mark.parametrize(("arguments", "message"), [
    (["--date", "2019-02-30"], "not a day of the calendar"),
    (["-o", "events.xlsx"], "must end in .csv, .jsonl, .parquet"),
    (["--columns", "id"], "names no columns; write it as id=url,date=published"),
    (["--columns", "key=id"], "a story has no column 'key'"),
    (["--date-format", "dmy"], "tells no year, month and day; write it as %d/%m/%Y"),
])  # fmt: skip
def test_wrong_arguments(run, stories, arguments, message):
    status, _, err = run("code", stories, *arguments)
    assert status == 2
    assert message in err


def test_events_never_overwrite_the_stories(run, stories):
    before = stories.read_bytes()
    status, _, err = run("code", stories, "-o", stories)
    assert status == 2
    assert "give the events another file" in err
    assert stories.read_bytes() == before


def test_own_dictionaries_reach_the_coder(run, stories, monkeypatch):
    seen = []
    monkeypatch.setattr("eventcode.lexicon.Lexicon.load", lambda **files: seen.append(files))
    run("code", stories, "--actors", "a.csv", "b.csv", "--actors", "c.csv", "--actions", "d.yaml")
    assert seen == [{"actors": ["a.csv", "b.csv", "c.csv"], "actions": ["d.yaml"]}]


def test_a_broken_dictionary_is_told_without_a_traceback(run, stories, monkeypatch):
    def broken(**files):
        raise LexiconError("mine.csv:3: no code")

    monkeypatch.setattr("eventcode.lexicon.Lexicon.load", broken)
    status, _, err = run("code", stories, "--actors", "mine.csv")
    assert (status, err.strip().splitlines()[-1]) == (2, "eventcode: mine.csv:3: no code")


# eventcode evaluate ---------------------------------------------------------------------------------------------------

MET = ["2019-06-04", "RURREB", "040", "BORGOV"]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "mine-develop.jsonl"
    cases = [("a", "Dorn met Quill.", [MET]), ("b", "Dorn slept.", []), ("c", "Quill left Dorn.", [MET])]
    lines = [{"id": name, "date": MET[0], "text": text, "events": events} for name, text, events in cases]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_evaluate_codes_and_reports(run, gold, tmp_path):
    status, out, err = run("evaluate", gold, "-o", tmp_path / "s.json", "--save", tmp_path / "t.jsonl", "--errors", 1)
    assert (status, err) == (0, "")
    assert "mine/develop: 3 cases, 2 events; 1 cases hold none" in out
    assert re.search(r"^tuple +1.00 .* 0.50 .* 0.67 .* 1 +2 +1$", out, re.M)
    assert re.search("silent where there is no event +1.00  1 of 1", out)
    assert re.search(r"missed, nothing coded\n  c  Quill left Dorn.\n +gold +2019-06-04 RURREB 040 BORGOV", out)
    assert json.loads((tmp_path / "s.json").read_text())["mine/develop"]["quiet"] == [1, 1]
    assert (tmp_path / "t.jsonl").read_text().splitlines()[1:] == ['["b", []]', '["c", []]']


def test_evaluate_a_coding_of_petrarch(run, gold, tmp_path):
    path = tmp_path / "events.petrarch.txt"
    path.write_text("20190604\tBORGOV\tRURREB\t040\t\tb_1\tNULL\n20190604\tRURREB\tBORGOV\t040\t\tc_1\tNULL\n"
                    "20190604\tRURREB\tBORGOV\t040\t\tz_1\tNULL\n")  # fmt: skip
    status, out, err = run("evaluate", gold, path)
    assert status == 0 and "1 events of stories that are not in the gold left out" in err
    assert re.search(r"^tuple +0.50 .* 0.50 .* 0.50 .* 1 +2 +2$", out, re.M)


def test_evaluate_against_another_coding(run, gold, tmp_path):
    old = tmp_path / "old.jsonl"
    old.write_text(json.dumps(["a", []]) + "\n" + json.dumps(["c", [MET]]) + "\n")
    _, out, _ = run("evaluate", gold, "--against", old)
    assert "+ a: 0 -> 1 right of 1, 0 -> 0 wrong\n- c: 1 -> 0 right of 1" in out
    assert "1 cases better, 1 worse" in out


def test_evaluate_never_shows_what_measures(run, gold):
    path = gold.rename(gold.with_name("mine-measure.jsonl"))
    _, out, _ = run("evaluate", path, "--errors", 3)
    assert "Quill" not in out and "mine/measure are not shown" in out


def test_evaluate_counts_and_writes_the_stories(run, gold, tmp_path):
    _, out, _ = run("evaluate", gold.parent, "--part", "develop", "--counts")
    assert re.search(r"^mine/develop +3 +2 +1 +0 +2 +3$", out, re.M) and re.search(r"^04 +Consult +2 +2$", out, re.M)
    status, out, _ = run("evaluate", gold, "--stories", tmp_path / "stories.csv")
    assert (status, out) == (0, f"3 stories written to {tmp_path / 'stories.csv'}\n")
    status, _, err = run("code", tmp_path / "stories.csv", "-o", tmp_path / "events.csv")
    assert status == 0 and "3 stories read; 1 event in 1 story" in err
    _, out, _ = run("evaluate", gold, tmp_path / "events.csv")
    assert re.search(r"^tuple +1.00 .* 0.50 .* 0.67", out, re.M)


def test_evaluate_labels_whose_text_is_not_at_hand(run, tmp_path):
    labels, text = tmp_path / "labels.jsonl", tmp_path / "text.txt"
    text.write_text("Dorn met Quill.\n")
    hashes = ["1d2b1b3ca36c80d1", sentence_hash("Dorn met Quill.")]
    lines = [{"id": f"r{n}", "hash": name, "date": MET[0], "events": [MET]} for n, name in enumerate(hashes)]
    labels.write_text("".join(json.dumps(line) + "\n" for line in lines))
    status, _, err = run("evaluate", labels)
    assert status == 2 and "give the text with --text" in err
    status, out, err = run("evaluate", labels, "--text", text)
    assert status == 0 and f"1 sentences are not in {text}; left out" in err
    assert "labels: 1 cases, 1 events" in out


@pytest.mark.parametrize(
    "arguments",
    [["missing.jsonl"], ["{gold}", "missing.csv"], ["{gold}", "{gold}", "--format", "x"],
     ["{gold}", "--text", "missing.txt"], ["{gold}", "--part", "none"]],
)  # fmt: skip
def test_evaluate_says_what_is_wrong(run, gold, arguments):
    status, out, err = run("evaluate", *(argument.format(gold=gold) for argument in arguments))
    assert (status, out) == (2, "") and err.startswith("eventcode: ") and err.count("\n") == 1


# The other commands ---------------------------------------------------------------------------------------------------


def test_explain_command(run):
    status, out, _ = run("explain", "Dorn met Quill.", "--date", "2019-06-04")
    assert status == 0
    assert out == (
        "[RURREB Dorn] {040 met} [BORGOV Quill].\n"
        "\n"
        "2019-06-04 RURREB 040 BORGOV  Consult\n"
        "    actor   Dorn   ruritania.csv:3  RURREB\n"
        "    action  met    04.yaml:7        040: meet\n"
        "    target  Quill  borduria.csv:8   BORGOV\n"
    ).replace("Consult", cameo.get("040").label)


def test_explain_without_event(run):
    why = "    slept; lacks a target; 'Dorn' is no known actor: add it"
    assert run("explain", "Dorn slept.") == (0, f"Dorn slept.\n\nno event\n{why}\n", "")


def test_codebook(run):
    status, out, _ = run("codebook", "1312", "010")
    assert status == 0
    assert "1312" in out and "010" in out
    status, _, err = run("codebook", "9999")
    assert status == 2
    assert "unknown CAMEO code '9999'" in err


def test_show(run, stories, tmp_path):
    output = tmp_path / "events.csv"
    run("code", stories, "-o", output)
    status, out, _ = run("show", output)
    assert status == 0
    assert "1 events in 1 stories, 2019-06-04 to 2019-06-04" in out
    assert "RURREB > BORGOV" in out
    assert "2019-06-04 RURREB 040 BORGOV  Dorn met Quill." in out


def test_show_of_no_events_and_of_no_table(run, tmp_path):
    to_frame([]).to_csv(tmp_path / "none.csv", index=False)
    assert run("show", tmp_path / "none.csv")[:2] == (0, "no events\n")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    status, _, err = run("show", tmp_path / "other.csv")
    assert status == 2
    assert "other.csv: events of no form that is known by its look" in err


def test_sample(run, tmp_path):
    status, out, _ = run("sample", "mini")
    assert (status, out.count("\n")) == (0, 9) and out.startswith("id,date,dateline,source,text\n")
    assert run("sample", "mini", "-o", tmp_path / "stories.csv") == (0, "", "")
    assert (tmp_path / "stories.csv").read_text(encoding="utf-8") == out
    with pytest.raises(ValueError, match="did you mean 'venezuela_2019'"):
        eventcode.sample("venezuela")


def test_version(run):
    status, out, _ = run("--version")
    assert (status, out) == (0, f"eventcode {eventcode.__version__}\n")


def test_a_reader_who_leaves_early_is_no_error(stories):
    program = "import sys; from eventcode.cli import main; sys.exit(main(['codebook', *['190'] * 5000]))"
    command = f"{sys.executable} -c {json.dumps(program)} | head -1"
    run = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_ctrl_c_while_modules_are_loaded_ends_in_a_line():
    command = [sys.executable, "-X", "importtime", "-m", "eventcode", "explain", "France condemned Iran."]
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # also where the tests run in the background
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hear)
    next(line for line in run.stderr if "eventcode.cameo" in line)  # told as it is loaded, and others are to come
    run.send_signal(signal.SIGINT)
    err = run.communicate(timeout=60)[1]
    assert [line for line in err.splitlines() if not line.startswith("import time:")] == ["eventcode: interrupted"]
    assert run.returncode == 130


def test_the_walk_with_the_real_coder(tmp_path, capsys):
    path = tmp_path / "stories.csv"
    path.write_text("id,date,text\na,2019-05-13,Russia condemned Turkey on Sunday.\n", encoding="utf-8")
    assert cli.main(["code", str(path), "-o", str(tmp_path / "events.csv")]) == 0
    (event,) = read_events(tmp_path / "events.csv").itertuples()
    assert (event.actor, event.root, event.target, str(event.date.date())) == ("RUS", "11", "TUR", "2019-05-12")
    assert cli.main(["explain", "Russia condemned Turkey on Sunday.", "--date", "2019-05-13"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"[RUS Russia] {{{event.action} condemned}} [TUR Turkey]")
    assert "countries.csv:" in printed


# Explanations ---------------------------------------------------------------------------------------------------------

SENTENCE = "Dorn's rebels asked Quill to meet, and Quill refused."


def event(actor, action, target, *evidence, sentence=SENTENCE, **fields):
    pieces = tuple(
        Evidence(part, sentence.index(words), sentence.index(words) + len(words), words, "x.csv:1")
        for part, words in evidence
    )
    return Event("a", 0, datetime.date(2019, 6, 4), actor, action, target, sentence=sentence, evidence=pieces, **fields)


def test_several_events_share_their_sentence():
    asked = event("RURREB", "036", "BORGOV", ("actor", "Dorn's rebels"), ("operator", "asked"), ("action", "meet"),
                  ("target", "Quill"))  # fmt: skip
    refused = event("BORGOV", "125", "RURREB", ("actor", "Quill"), ("action", "refused"), ("target", "Dorn's rebels"))
    first, *rest = explain([asked, refused]).splitlines()
    assert first == "[RURREB Dorn's rebels] {036 asked} [BORGOV Quill] to {meet}, and Quill {125 refused}."
    assert [line for line in rest if line.startswith("2019")] == [
        f"2019-06-04 RURREB 036 BORGOV  {cameo.get('036').label}",
        f"2019-06-04 BORGOV 125 RURREB  {cameo.get('125').label}",
    ]


def test_marks_may_nest_but_never_cross():
    parts = ("actor", "Dorn's rebels"), ("target", "rebels"), ("action", "rebels asked")
    nested = event("RURREB", "036", "BORGOV", *parts)
    found = marks([nested])
    assert [(mark.start, mark.end) for mark in found] == [(0, 13), (7, 13)]
    assert explain(nested).startswith("[RURREB Dorn's [BORGOV rebels]] asked")


def test_coarse_dates_and_odd_evidence():
    coarse = event("A", "040", "B", date_precision="month")
    stray = Evidence("date", -1, -1, "", "dates", "the story's date")
    text = explain(Event(**{**vars(coarse), "evidence": (stray,)}))
    assert text.splitlines()[0] == SENTENCE
    assert "2019-06-04 (month) A 040 B" in text
    assert text.splitlines()[-1] == "    date    dates  the story's date"


def test_colour_adds_nothing_but_colour():
    asked = event("RURREB", "036", "BORGOV", ("actor", "Dorn's rebels"), ("action", "asked"), ("target", "Quill"))
    assert "\x1b[" in explain(asked, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", explain(asked, colour=True)) == explain(asked)


def test_nothing_to_explain():
    assert explain([]) == "no event"


# eventcode unknown ----------------------------------------------------------------------------------------------------


def test_unknown_writes_a_file_of_actors(run, tmp_path, monkeypatch):
    monkeypatch.undo()
    stories, output = tmp_path / "stories.csv", tmp_path / "my_actors.csv"
    stories.write_text("id,date,text\na,2019-06-04,Jorm Vask condemned France.\n", encoding="utf-8")
    assert cli.main(["unknown", str(stories), "-o", str(output), "--least", "1"]) == 0
    assert "# Jorm Vask,---" in output.read_text(encoding="utf-8")


def test_codebook_coverage(run):
    status, out, _ = run("codebook", "--coverage")
    assert status == 0
    assert "people in" in out and "2025" in out
# Streams, arguments and files as they should not be -------------------------------------------------------------------


@pytest.mark.parametrize(("redirected", "status"), [
    ("code - --date 2019-06-04 <&-", 2),
    ("codebook 190 >&-", 0),
    ("codebook 190 >&- 2>&-", 0),
    ("codebook qqqqq 2>&-", 2),
    ("show $'Guaid\\xf3.csv'", 2),
    ("code $'Guaid\\xf3.csv'", 2),
    ("codebook $'\\xf3'", 2),
])  # fmt: skip
def test_closed_streams_and_odd_arguments_are_no_tracebacks(redirected, status):
    command = f"{sys.executable} -m eventcode {redirected}"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (run.returncode, "Traceback" in run.stderr) == (status, False)


def test_a_terminal_that_lacks_a_character():
    command = [sys.executable, "-m", "eventcode", "show", "Erdo\u011fan\u2122.csv"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    run = subprocess.run(command, capture_output=True, env=environment)
    assert run.returncode == 2 and rb"Erdo\u011fan" in run.stderr


@pytest.mark.parametrize(("name", "content"), [
    ("a.csv", b""), ("a.jsonl", b""), ("a.parquet", b""), ("a.csv", b"\xff\xfe\x00junk"), ("a.jsonl", b'{"a":'),
    ("a.jsonl", b"[1]\n"), ("a.parquet", b"junk" * 100), ("a.csv", b'"event_id,story_id\nc'), ("a.csv", None),
    ("a.csv", b"event_id,story_id\n\xff,1\n"), ("a.csv", b"event_id,story_id\na,b,c,d\n"),
])  # fmt: skip
def test_show_of_what_is_no_table_is_told(run, tmp_path, name, content):
    path = tmp_path / name
    path.mkdir() if content is None else path.write_bytes(content)
    status, _, err = run("show", path)
    assert status == 2 and err.startswith("eventcode: ") and str(path) in err
