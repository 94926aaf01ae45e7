"""Names as news writes them: orders, hyphens, apostrophes, lines of capitals."""

import datetime

import pytest

from eventcode.coding.who.names import NameIndex, full_names
from eventcode.lexicon import Lexicon, Name, Office
from eventcode.lexicon.names import Names

DAY = datetime.date(2014, 6, 4)


@pytest.fixture(scope="module")
def index():
    return NameIndex.of(Lexicon.default())


def found(index, text):
    return {mention.text: mention.code for mention in index.find(text, DAY)}


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
    known = full_names(index.find("Ban Ki-moon spoke.", DAY))
    assert ("ban",) in known


def test_the_family_name_with_a_title_is_found(index):
    assert index.holder("ban", DAY, ()) is not None


@pytest.mark.parametrize(("surname", "countries", "code"), [
    ("hu", (), "CHNGOV"),  # the family name that comes first at home
    ("abbas", ("PSE",), "PSEGOV"),  # of several, the one of a country in sight
    ("abbas", ("ISR",), "PSEGOV"),  # where none is of one, the only one who leads one
    ("yusuf", ("PAK",), "SOMGOV"),
    ("hariri", ("LBN",), "LBNPTY"),  # who was murdered in 2005 was a prime minister: the one of the day
    ("fox", ("USA",), "MEXELI"),  # where nobody holds an office, who held one
    ("larijani", (), "IRNGOV"),  # of one country, the one in its government
])  # fmt: skip
def test_who_a_family_name_with_a_title_means(index, surname, countries, code):
    in_2007 = datetime.date(2007, 6, 15)
    assert (index.holder(surname, in_2007, countries) or (None,))[0] == code


def test_in_a_line_of_capitals_words_are_words(index):
    assert "WHO" not in found(index, "WHO IS RIGHT ABOUT IRAN")
    assert found(index, "WHO IS RIGHT ABOUT IRAN")["IRAN"] == "IRN"
    assert found(index, "The WHO spoke.")["WHO"].startswith("IGO")


def person(text, *codes, kind="person"):
    days = (datetime.date(2001, 1, 1), datetime.date.max)
    return Name(text, kind, tuple(Office(code, *days, f"{text}:{number}") for number, code in enumerate(codes)))


SHIPPED = {
    ("shinzo", "abe"): person("Shinzō Abe", "JPNGOV", "JPNLEG"),
    ("ada", "example"): person("Ada Example", "FRAGOV"),
    ("guards",): person("guards", "MIL", kind="role"),
}
OWN = {
    ("ada", "example"): person("Ada Example", "DEUGOV"),
    ("bo", "example"): person("Bo Example", "ESPGOV", "ESPLEG"),
    ("shinzo", "abe", "club"): person("Shinzo Abe Club", "JPNCVL", kind="group"),
}


def test_names_kept_in_lines_are_those_that_were_given():
    assert dict(Names.of(SHIPPED)) == SHIPPED
    assert Names.of(SHIPPED).meant_by("abe shinzo") == SHIPPED["shinzo", "abe"]


def test_names_of_ones_own_go_before_the_others():
    names = Names.of(SHIPPED).extended(OWN)
    assert names == Names.of({**SHIPPED, **OWN})
    assert [name.offices[0].code for name in names.of_surname("example")] == ["DEUGOV", "ESPGOV"]
    assert names.of_entry("Bo Example:1").text == "Bo Example" and names.of_entry("Ada Example:0") is None
    assert names.starts["shinzo abe"] == (3, 2)


def test_a_person_made_a_group_is_no_person_of_the_surname():
    names = Names.of(SHIPPED).extended({("ada", "example"): person("Ada Example", "FRABUS", kind="group")})
    assert names.of_surname("example") == []
