"""What the dictionaries lack: names and roles without a code where an actor was wanted, and predicates nobody reads."""

import datetime

import pytest

from eventcode.cli.unknown import act_lines, actor_lines, share
from eventcode.coding.coder import Coder
from eventcode.event import Story
from eventcode.lexicon import Lexicon

DAY = datetime.date(2019, 6, 4)


@pytest.fixture(scope="module")
def coder():
    return Coder(second_reader=None)


def wanted(coder, *texts):
    return [one for text in texts for one in coder.wanted(Story("a", DAY, text))]


def test_names_that_stood_where_an_actor_was_wanted(coder):
    (vask, france) = wanted(coder, "Jorm Vask condemned France.")
    assert (vask.text, vask.kind, vask.side, vask.code) == ("Jorm Vask", "name", "source", "")
    assert (france.text, france.side, france.code) == ("France", "target", "FRA")
    assert share([vask, france]) == "2 names as parties of acts, 1 without a code (50.0%)"


@pytest.mark.parametrize("text", [
    "Hurricane Vask hit France.",
    "The Internet condemned France.",
    "Gunmen attacked soldiers in the village of Vaskia.",
])  # fmt: skip
def test_what_is_no_actor_is_not_asked_for(coder, text):
    assert not [one for one in wanted(coder, text) if one.kind == "name" and not one.code]


def test_a_name_is_guessed_by_its_title_elsewhere_and_the_file_loads(coder, tmp_path):
    found = wanted(coder, "Jorm Vask condemned France.", "Colombian rebel leader Jorm Vask met Spain's president.")
    file = tmp_path / "my_actors.csv"
    file.write_text("\n".join(actor_lines(found)), encoding="utf-8")
    name = Lexicon.load(actors=[file]).names[("jorm", "vask")]
    assert name.on(DAY)[0] == "COLREB"


def test_what_has_no_guess_is_a_comment_to_fill_in(coder, tmp_path):
    found = wanted(coder, "Jorm Vask condemned France.", "The stokers attacked Peru.")
    lines = list(actor_lines(found))
    assert [line[:14] for line in lines[2:]] == ["# Jorm Vask,--", "# role noun: s"]
    assert list(actor_lines(found, least=2)) == lines[:2]


def test_a_predicate_between_two_actors_that_no_frame_reads(coder):
    (unread,) = coder.unread(Story("a", DAY, "France outfoxed Peru."))
    assert (unread.phrase.split()[-1], unread.source, unread.target) == ("TARGET", "FRA", "PER")
    assert "FRA > PER 1\tFrance outfoxed Peru." in list(act_lines([unread]))[1]


def test_what_a_frame_reads_is_no_gap(coder):
    assert coder.unread(Story("a", DAY, "France condemned Peru.")) == []


def test_a_speaker_who_is_ones_own_is_asked_for_once(coder):
    """*my spokesman said*: who speaks is sought from the speaker, and that does not go round for ever."""
    assert [one.code for one in wanted(coder, "My spokesman said France attacked Peru.")] == ["FRA", "PER"]
