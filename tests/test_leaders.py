"""The script that holds the dictionaries against a list of leaders: what it counts as agreement."""

import leaders
import pytest

from eventcode.lexicon import Lexicon

HEADER = "stateabb,leader,smonth,syear,emonth,eyear\n"


@pytest.fixture(scope="module")
def persons():
    return leaders.by_country(Lexicon.default())


def test_months_of_coming_and_going_are_left_out(tmp_path):
    file = tmp_path / "leaders.csv"
    file.write_text(HEADER + "FRN,Chirac,5,1995,8,1995\n", encoding="utf-8")
    found = list(leaders.terms(file, 1990, 2020))
    assert [(term.country, term.day.isoformat()) for term in found] == [("FRA", "1995-06-15"), ("FRA", "1995-07-15")]


@pytest.mark.parametrize(("leader", "country", "code"), [("Chirac", "FRA", "FRAGOV"), ("Shirac", "FRA", "FRAGOV")])
def test_a_leader_is_found_by_surname_also_spelled_otherwise(persons, leader, country, code):
    term = leaders.Term(leader, country, leaders.datetime.date(1999, 1, 15))
    assert leaders.best(term, leaders.alike(leader, persons[country]))[1] == code


def test_nobody_of_that_name(persons):
    assert leaders.alike("Xyzzyx", persons["FRA"]) == []
