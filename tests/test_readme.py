"""What the README shows holds, and what the guide and the page for contributors do: run outside the clone."""

import datetime
import doctest
import json
import re
import shlex
from pathlib import Path

import matplotlib
import pandas as pd
import pytest

from eventcode import sample
from eventcode.analysis.formats import write_petrarch
from eventcode.analysis.gold.standoff import sentence_hash
from eventcode.analysis.table import COLUMNS, to_frame, write_events
from eventcode.cli import main
from eventcode.coding.coder import Coder
from eventcode.event import Event
from eventcode.lexicon import Lexicon
from eventcode.proof import prove

matplotlib.use("Agg")

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(first_line, page=README):
    """The indented block of a page that begins with this line, without its indent."""
    lines = page[page.index(first_line) :].splitlines()
    kept = [lines[0]]
    for line in lines[1:]:
        if line.strip() and not line.startswith("    "):
            break
        kept.append(line.removeprefix("    "))
    return "\n".join(kept).rstrip()


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """A folder outside the clone, with the files that the pages speak of; of the gold, a case of each kind."""
    monkeypatch.chdir(tmp_path)
    for folder in ("own", "real"):
        Path("data/gold", folder).mkdir(parents=True)
    case = {"date": "2019-05-13", "events": [["2019-05-13", "FRA", "111", "TUR"]]}
    sentence = "France condemned Turkey."
    Path("en.txt").write_text(sentence, encoding="utf-8")
    Path("data/gold/own/develop.jsonl").write_text(json.dumps({"id": "a", "text": sentence, **case}))
    Path("data/gold/real/develop.jsonl").write_text(json.dumps({"id": "b", "hash": sentence_hash(sentence), **case}))
    theirs = to_frame([Event("a", 0, datetime.date(2019, 5, 13), "FRA", "112", "TUR", sentence=sentence)])
    write_petrarch(theirs, "theirs.txt")
    write_events(theirs, "before.csv")
    return tmp_path


def write_own(page):
    """The dictionaries that a page shows, as files."""
    for name, first in (("my_actors.csv", "names,code,from,until,note"), ("my_actions.yaml", "- act: .*")):
        if found := re.search(f"^    ({first})$", page, re.MULTILINE):
            Path(name).write_text(block(found[1], page), encoding="utf-8")


def commands(page):
    return re.findall(r"^    eventcode (.*?)(?: +#.*)?$", page, re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md", "CONTRIBUTING.md"])
def test_every_command_runs(name, outside, capsys):
    """In the order of the page. Of a sample's stories eight are kept: the command is proved, not the machine."""
    page = (ROOT / name).read_text(encoding="utf-8")
    Path("stories.csv").write_bytes(sample("mini").read_bytes())
    for command in commands(page):
        write_own(page)
        assert main(shlex.split(command)) == 0, (command, capsys.readouterr().err)
        if command.startswith("sample"):
            Path("stories.csv").write_bytes(sample("mini").read_bytes())


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md", "docs/index.md"])
def test_the_python_examples(name, outside):
    page = re.sub(r"^    ", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    parsed = doctest.DocTestParser().get_doctest(page, {}, name, None, 0)
    assert parsed.examples
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


@pytest.mark.parametrize("name", ["README.md", "docs/guide.md"])
def test_other_programs_are_told_which_columns_are_text(name, outside):
    page = (ROOT / name).read_text(encoding="utf-8")
    write_events([Event("007", 0, datetime.date(2019, 5, 13), "FRA", "010", "TUR")], "events.csv")
    (line,) = re.findall(r"^    events = (pd\.read_csv.*)$", page, re.MULTILINE)
    row = eval(line, {"pd": pd}).iloc[0]
    text = ["story_id", "action", "root"]
    assert [row[column] for column in text] == ["007", "010", "01"] and row["date"] == pd.Timestamp("2019-05-13")
    assert re.findall(r'(\w+) = "character"', page) == text
    (numbers,) = re.findall(r"stringcols\(([\d ]+)\)", page)  # Stata counts from one
    assert [COLUMNS[int(number) - 1] for number in numbers.split()] == text


def test_the_explained_sentence(capsys):
    """To the word; only the line on which an entry stands moves with every edit above it."""

    def words(text):
        return re.sub(r"(\.(?:csv|yaml)):\d+", r"\1", text).split()

    main(["explain", "Britain urged Iran on Saturday to release the prisoners.", "--date", "2019-05-13"])
    assert words(capsys.readouterr().out) == words(block("[GBR Britain]"))


def test_the_readers_own_dictionaries(tmp_path):
    actors, actions = tmp_path / "my_actors.csv", tmp_path / "my_actions.yaml"
    actors.write_text(block("names,code,from,until,note"), encoding="utf-8")
    actions.write_text(block("- act: serenade"), encoding="utf-8")
    lexicon = Lexicon.load(actors=[actors], actions=[actions])
    assert lexicon.names[("freedonian", "front")].offices[0].code == "FREREB"
    assert list(prove(Coder(lexicon, second_reader=None), lexicon.acts[:1])) == []


@pytest.mark.parametrize("name", re.findall(r"\]\(([^):#]+)\)", README))
def test_what_it_points_to_exists(name):
    assert (ROOT / name).exists()
