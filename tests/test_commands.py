"""The commands around the coding: codebook, aggregate, plot, convert, validate; and the help of all."""

import csv
import io
import re
import shlex

import pandas as pd
import pytest

from eventcode import cameo, cli
from eventcode.analysis import aggregate, formats, plots
from eventcode.analysis.table import read_events, to_frame, write_events
from eventcode.cli import choosing, plot
from eventcode.cli.commands import COMMANDS
from eventcode.cli.parser import Parser
from eventcode.event import Event
from eventcode.reading.problems import in_words

ACTORS = "names,code,from,until,note\nFreedonian Front; FFR,FREREB,2019-01-01,,armed group\n"
ACTIONS = """\
- act: serenade
  code: "051"
  frames:
    - serenade TARGET
  fires:
    - "France serenaded Germany. => FRA 051 DEU"
  quiet:
    - "The choir serenaded the town."
"""


def event(day, actor, action, target, number=0):
    return Event(f"s{day}", number, pd.Timestamp(f"2019-06-{day:02}").date(), actor, action, target,
                 sentence="Dorn met Quill.", country="COL")  # fmt: skip


EVENTS = [event(3, "VENGOV", "042", "COLGOV"), event(3, "VENGOV", "190", "COL", 1), event(20, "USA", "163", "VENGOV")]


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A folder with one file of each kind that examples speak of, as the working folder."""
    monkeypatch.chdir(tmp_path)
    write_events(to_frame(EVENTS), "events.csv")
    (tmp_path / "stories.csv").write_text("id,date,text\na,2019-06-04,France condemned Iran.\n", encoding="utf-8")
    (tmp_path / "theirs.csv").write_text("url,published,text\nhttp://a,13/05/2019,France condemned Iran.\n")
    (tmp_path / "page.txt").write_text("France condemned Iran.\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(
        '{"id": "a", "date": "2019-06-04", "text": "France condemned Iran.", "events": [["2019-06-04", "FRA", "111", '
        '"IRN"]]}\n', encoding="utf-8")  # fmt: skip
    (tmp_path / "my_actors.csv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "my_actions.yaml").write_text(ACTIONS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(room, capsys):
    """Run a command in the folder: exit status, standard output, standard error."""

    def _run(line):
        try:
            status = cli.main(shlex.split(line))
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    return _run


# Help -----------------------------------------------------------------------------------------------------------------

NAMES = [command.__name__.rpartition(".")[2] for command in COMMANDS]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_the_help_runs(run, name):
    status, shown, _ = run(f"{name} --help")
    examples = re.findall(r"^  eventcode (.*)$", shown.partition("\nexamples:\n")[2], re.M)
    assert status == 0 and examples and all(example.startswith(name) for example in examples)
    for example in examples:
        status, _, err = run(example)
        assert status == 0, err


@pytest.mark.parametrize("command", COMMANDS, ids=NAMES)
def test_every_argument_is_explained(command):
    commands = Parser().add_subparsers()
    command.add(commands)
    (parser,) = commands.choices.values()
    assert [action.dest for action in parser._actions if not action.help] == []


@pytest.mark.parametrize(("line", "hint"), [
    ("cod stories.csv", "there is no 'cod'; did you mean 'code'?"),
    ("explain x --second-readr off", "--second-readr off; did you mean --second-reader?"),
    ("aggregate events.csv dyad", "there is no 'dyad'; did you mean 'dyads'?"),
    ("plot events.csv zzz", "there is no 'zzz'; known are calendar, goldstein"),
    ("show events.csv --xyz", "unrecognized arguments: --xyz\n"),
])  # fmt: skip
def test_what_is_mistyped(run, line, hint):
    status, _, err = run(line)
    assert status == 2 and hint in err


# Codebook -------------------------------------------------------------------------------------------------------------


def test_codebook_by_word(run):
    status, out, _ = run("codebook arrested")
    assert status == 0 and out.splitlines()[0] == "173   Arrest, detain, or charge with legal action"
    assert [line[:3] for line in run("codebook negotiate")[1].splitlines()[:3]] == ["164", "046", "106"]
    assert run("codebook impose curfew")[1].splitlines()[0] == "1723  Impose curfew"
    status, out, err = run("codebook arest")
    assert (status, out) == (2, "") and "did you mean 'arrest'?" in err


def test_codebook_by_a_word_of_the_dictionaries(run):
    assert cameo.search("kidnap") and not cameo.search("shelled")
    assert run("codebook shelled")[1].startswith("194   Fight with artillery")


def test_one_bad_code_does_not_hide_the_good(run):
    status, out, err = run("codebook 1312 999 010")
    assert status == 2 and "unknown CAMEO code '999'" in err
    assert re.findall(r"^(\d+)  ", out, re.M) == ["1312", "010"]


def test_codebook_list(run):
    assert len(run("codebook --list")[1].splitlines()) == len(cameo.codes())
    assert [line.split()[0] for line in run("codebook --list 172")[1].splitlines()] == [
        "172", "1721", "1722", "1723", "1724"]  # fmt: skip
    assert run("codebook --list 99")[0] == 2


@pytest.mark.parametrize(("one", "other", "same"), [
    ("negotiate", "negotiations", True), ("occupy", "occupation", True), ("threat", "threaten", True),
    ("aid", "aids", True), ("arms", "army", False), ("visit", "visible", False), ("protest", "protect", False),
])  # fmt: skip
def test_forms_of_a_word(one, other, same):
    assert cameo.same_word(one, other) is cameo.same_word(other, one) is same


# Aggregate ------------------------------------------------------------------------------------------------------------


def rows_of(printed):
    return list(csv.DictReader(io.StringIO(printed)))


def test_aggregate_is_the_table_of_its_name(run):
    status, out, _ = run("aggregate events.csv dyads --period month")
    table = aggregate.dyads(to_frame(EVENTS), "month")
    assert status == 0 and out.splitlines()[0].split(",") == list(table.columns)
    assert [(row["actor"], row["target"], row["period"], row["n"]) for row in rows_of(out)] == [
        ("USA", "VENGOV", "2019-06-01", "1"), ("VENGOV", "COL", "2019-06-01", "1"),
        ("VENGOV", "COLGOV", "2019-06-01", "1"),
    ]  # fmt: skip


def test_aggregate_chooses_and_groups(run):
    _, out, _ = run("aggregate events.csv dyads --period all --group state --actor VEN --undirected")
    assert [(row["actor"], row["target"], row["n"]) for row in rows_of(out)] == [("COL", "VEN", "2")]
    _, out, _ = run("aggregate events.csv totals --period day --start 2019-06-19 --action 16 19")
    assert [(row["period"], row["n"]) for row in rows_of(out)] == [("2019-06-20", "1")]
    _, out, _ = run("aggregate events.csv countries --side target --period all")
    assert {row["country"]: row["n"] for row in rows_of(out)} == {"COL": "2", "VEN": "1"}


def test_aggregate_of_other_event_data(run):
    formats.write_icews(to_frame(EVENTS), "icews.tab")
    _, out, _ = run("aggregate icews.tab categories")
    assert {row["root"]: row["n"] for row in rows_of(out) if row["n"] != "0"} == {"04": "1", "16": "1", "19": "1"}


@pytest.mark.parametrize(("line", "message"), [
    ("aggregate events.csv dyads --side actor", "--side is an option of monads and countries, not of dyads"),
    ("aggregate events.csv dyads -o d.xlsx", "written as .csv"),
    ("aggregate stories.csv dyads", "stories.csv: events of no form that is known by its look; name it, one of"),
    ("aggregate events.csv totals -o out/t.csv", "out"),
    ("plot events.csv roots -o n.txt", "n.txt: a figure is kept as .png, .svg, .pdf"),
    ("plot events.csv roots --period week", "roots takes no --period"),
    ("convert events.csv events.csv", "the events stand there"),
    ("convert events.csv other.xlsx", "events are kept as"),
    ("validate stories.txt", "stories.txt: no such dictionary file; check the path"),
    ("show nowhere.csv", "nowhere.csv: there is no such file"),
])  # fmt: skip
def test_what_goes_wrong_is_one_line(run, line, message):
    status, out, err = run(line)
    assert (status, out) == (2, "") and message in err
    assert "Errno" not in err and "Traceback" not in err


# Plot -----------------------------------------------------------------------------------------------------------------


def test_the_command_knows_the_figures_there_are():
    assert list(plot.FIGURES) == list(plots.FIGURES)
    assert tuple(choosing.FORMS) == tuple(formats.READERS) == tuple(formats.WRITERS)


@pytest.mark.parametrize("name", plot.FIGURES)
def test_every_figure_is_drawn(run, room, name):
    status, _, err = run(f'plot events.csv {name} --title "Of June" -o figure.svg')
    assert (status, err) == (0, "written to figure.svg\n")
    assert "Of June" in (room / "figure.svg").read_text(encoding="utf-8")


def test_a_figure_as_png_and_pdf(run, room):
    assert run("plot events.csv roots --size 5 3 --dpi 50")[0] == 0
    assert (room / "roots.png").read_bytes()[16:24] == (250).to_bytes(4) + (150).to_bytes(4)
    assert run("plot events.csv roots --actor ZZZ -o none.pdf")[0] == 0
    assert (room / "none.pdf").read_bytes().startswith(b"%PDF")


# Convert --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [form for form in formats.WRITERS if form != "eventcode"])
def test_there_and_back(run, form):
    assert run(f"convert events.csv theirs.out --to {form}")[0] == 0
    assert formats.form_of("theirs.out") == form
    assert run("convert theirs.out back.parquet")[0] == 0
    back = read_events("back.parquet")
    assert list(back["actor"].str[:3]) == ["VEN", "VEN", "USA"]
    assert list(back["date"].dt.day) == [3, 3, 20]


def test_what_a_form_cannot_hold_is_told(run):
    write_events(to_frame([*EVENTS, event(4, "USA", "010", "COL")]), "events.csv")
    _, _, err = run("convert events.csv p.jsonl --to plover")
    assert "1 of 4 events have no PLOVER type" in err
    assert "3 events written to p.jsonl as plover, 1 event left out" in err


def test_broken_lines_are_skipped_where_that_is_asked(run):
    assert run("convert events.csv e.txt --to petrarch")[0] == 0
    with open("e.txt", "a") as file:
        file.write("soon\tVEN\tCOL\t042\t\ta_1\tNULL\n")
    status, _, err = run("convert e.txt back.csv")
    assert status == 2 and "e.txt, line 4" in err
    status, _, err = run("convert e.txt back.csv --skip-broken")
    assert status == 0 and "3 events written" in err and "4" in err.splitlines()[0]


# Validate -------------------------------------------------------------------------------------------------------------


def test_a_good_dictionary(run):
    assert run("validate my_actors.csv my_actions.yaml") == (0, "", "2 files, 1 act: all holds\n")


def test_every_problem_of_a_dictionary_is_listed(run, room):
    with (room / "my_actors.csv").open("a") as file:
        file.write("Bad,freed,,,\n,VENGOV,,,\nLate,VENGOV,20x,,\nMany,VENGOV,,,,,commas\n")
    (room / "my_actions.yaml").write_text(
        ACTIONS.replace("  fires:", "    - TARGET\n  colour: red\n  fires:").replace("DEU", "AUT")
        + '- act: hum\n  code: "999"\n  frames: [hum TARGET]\n', encoding="utf-8")  # fmt: skip
    status, out, err = run("validate my_actors.csv my_actions.yaml gone.csv")
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        *(f"my_actors.csv:{number}" for number in (3, 4, 5, 6)), *(f"my_actions.yaml:{n}" for n in (6, 5, 11)),
        "gone.csv", "my_actions.yaml:1"]  # fmt: skip
    assert "gives FRA 051 DEU instead of FRA 051 AUT" in out
    assert (status, err) == (1, "3 files, 1 act: 9 problems\n")


# Words for the system's errors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("error", "words"), [
    (FileNotFoundError(2, "No such file", "x.csv"), "x.csv: there is no such file; check the name"),
    (FileNotFoundError(2, "No such file", "no/x.csv"), "no/x.csv: there is no folder no; make it, or name another"),
    (PermissionError(13, "Permission denied", "/"), "/: this user may not open it; change its permissions, or name "
     "another file"),
    (OSError(28, "No space left on device", "x"), "x: no space left on device"),
    (OSError("odd"), "odd"),
])  # fmt: skip
def test_no_bare_numbers(error, words):
    assert in_words(error) == words
