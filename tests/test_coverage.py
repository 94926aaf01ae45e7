"""How much of the world the dictionaries know, as it is counted."""

import pytest
from test_actor_facts import STATES

from eventcode.lexicon import Lexicon
from eventcode.lexicon.coverage import YEARS, coverage, report

PEOPLE = """names,code,from,until,note
Ada Example; Example,FRAGOV,1990,1991,
Ada Example; Example,FRAOPP,1992,1993,
Bo Other,ESPMIL,1990,,
"""
FILES = {
    "roles.csv": "names,code,note\nsoldier; chief of staff,MIL,\npeople,CVL,\n",
    "actors/countries.csv": "code,names,demonyms,note\nFRA,France,French,\nESP,Spain,Spanish,\n",
    "actors/groups.csv": "names,code,note\nFreedonian Front; FFR,FRAREB,\n",
    "actors/people.csv": PEOPLE,
    "actions/words.yaml": "attack: [attack]\n",
    "composition.csv": "theme,codes,appeal,intend,demand,reject,threaten,halt,accuse,protest,investigate,attempt,"
    "blame\n",
    "sectors.csv": "codes,source,target,words,code,note\n",
    "things.csv": "names,note\nHurricane *; * Accords; Internet,\n",
    "homes.csv": "names,code,home,note\nTaliban,AFGREB,PAK,\nsecurity forces,MIL,own,\n",
}

#: Years in which no head of government is to be known: the state was not, or not any more, one of its own.
NO_STATE = {
    "CSK": range(1993, 2026), "DDR": range(1991, 2026), "SUN": range(1992, 2026), "YUG": range(2004, 2026),
    "CZE": range(1990, 1993), "ERI": range(1990, 1993), "HKG": range(1990, 1992), "MKD": range(1990, 1991),
    "MNE": range(1990, 2006), "PLW": range(1990, 1994), "SRB": range(1990, 2006), "SSD": range(1990, 2011),
    "TJK": range(1990, 1991), "TLS": range(1990, 2002), "XKX": range(1990, 2008),
    "ESH": YEARS,  # a territory whose government is in exile
    "SMR": YEARS,  # two captains regent, others every half year: none is in the news
}  # fmt: skip


def test_everybody_is_counted_once():
    found = coverage(Lexicon.compiled(FILES), (1990, 1992))
    assert (found.countries, found.people, found.offices, found.groups, found.roles) == (("ESP", "FRA"), 2, 3, 1, 3)
    assert found.held == {1990: 2, 1992: 2}
    assert found.ungoverned == {1990: ("ESP",), 1992: ("ESP", "FRA")}


def test_the_report_tells_who_lacks_a_government():
    assert "1992        2    2 ESP FRA" in report(coverage(Lexicon.compiled(FILES), (1992,)))


@pytest.fixture(scope="module")
def world():
    return coverage(Lexicon.default())


@pytest.mark.parametrize("year", YEARS)
def test_every_state_has_a_government(world, year):
    lacking = STATES & set(world.ungoverned[year])
    assert {state for state in lacking if year not in NO_STATE.get(state, ())} == set()


def test_the_dictionaries_are_full(world):
    assert world.people > 5500 and world.offices > 8500 and world.groups > 1400 and world.roles > 1600
