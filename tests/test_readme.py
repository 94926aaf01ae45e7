"""What the README shows holds."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from eventcode.cli import command_line, main
from eventcode.coding.coder import Coder
from eventcode.lexicon import Lexicon
from eventcode.proof import prove

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(first_line):
    """The indented block of the README that begins with this line, without its indent."""
    lines = README[README.index(first_line) :].splitlines()
    kept = [lines[0]]
    for line in lines[1:]:
        if line.strip() and not line.startswith("    "):
            break
        kept.append(line.removeprefix("    "))
    return "\n".join(kept).rstrip()


def test_the_python_examples(monkeypatch):
    monkeypatch.chdir(ROOT)
    parsed = doctest.DocTestParser().get_doctest(
        README.replace("    >>>", ">>>").replace("    ...", "..."), {}, "README", None, 0
    )
    assert parsed.examples
    for example in parsed.examples:  # their output stands indented, as markdown wants it
        example.want = re.sub(r"^    ", "", example.want, flags=re.M)
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


def test_the_explained_sentence(capsys):
    main(["explain", "Britain urged Iran on Saturday to release the prisoners.", "--date", "2019-05-13"])
    shown = capsys.readouterr().out
    for line in ("2019-05-11 GBR 0253 IRN", "appeal over release = 0253", "urge TARGET to ACT", "release TARGET"):
        assert line in shown and line in README


def test_the_readers_own_dictionaries(tmp_path):
    actors, actions = tmp_path / "my_actors.csv", tmp_path / "my_actions.yaml"
    actors.write_text(block("names,code,from,until,note"), encoding="utf-8")
    actions.write_text(block("- act: serenade"), encoding="utf-8")
    lexicon = Lexicon.load(actors=[actors], actions=[actions])
    assert lexicon.names[("freedonian", "front")].offices[0].code == "FREREB"
    assert list(prove(Coder(lexicon, second_reader=None), lexicon.acts[:1])) == []


@pytest.mark.parametrize("line", re.findall(r"^    eventcode (.*?)(?: +#.*)?$", README, re.M))
def test_every_command_is_understood(line):
    """Its options exist; the examples of the commands' help are run elsewhere."""
    command_line().parse_args(shlex.split(line))


@pytest.mark.parametrize("name", re.findall(r"\]\(([^):#]+)\)", README))
def test_what_it_points_to_exists(name):
    assert (ROOT / name).exists()
