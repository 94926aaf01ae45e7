"""Names as news writes them: orders, hyphens, apostrophes, lines of capitals."""

import datetime

import pytest

from eventcode.coding.who.names import NameIndex, full_names
from eventcode.lexicon import Lexicon

DAY = datetime.date(2014, 6, 4)


@pytest.fixture(scope="module")
def index():
    return NameIndex.of(Lexicon.default())


def found(index, text):
    return {mention.text: mention.code for mention in index.find(text, DAY, {})}


@pytest.mark.parametrize(("text", "name", "code"), [
    ("Abe Shinzo met reporters.", "Abe Shinzo", "JPNGOV"),
    ("Orbán Viktor met reporters.", "Orbán Viktor", "HUNGOV"),
    ("Jinping Xi met reporters.", "Jinping Xi", "CHNGOV"),
    ("Kim Jong Un met reporters.", "Kim Jong Un", "PRKGOV"),
    ("Kim Jong-un met reporters.", "Kim Jong-un", "PRKGOV"),
    ("The U.S has spoken.", "U.S", "USA"),
    ("Fighting in Sana'a, he said.", "Sana'a", "YEMGOV"),
])  # fmt: skip
def test_a_name_however_it_is_written(index, text, name, code):
    assert found(index, text)[name] == code


def test_a_story_goes_on_with_the_family_name(index):
    known = full_names(index.find("Ban Ki-moon spoke.", DAY, {}))
    assert ("ban",) in known


def test_the_family_name_with_a_title_is_found(index):
    assert index.holder("ban", DAY, ()) is not None


def test_in_a_line_of_capitals_words_are_words(index):
    assert "WHO" not in found(index, "WHO IS RIGHT ABOUT IRAN")
    assert found(index, "WHO IS RIGHT ABOUT IRAN")["IRAN"] == "IRN"
    assert found(index, "The WHO spoke.")["WHO"].startswith("IGO")
