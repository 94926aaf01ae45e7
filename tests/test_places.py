"""Where: places of acts on sentences written for it (``place_sentences.csv``), and what tells of them."""

import csv
import datetime
from pathlib import Path

import pytest

from eventcode.coding.coder import Coder
from eventcode.event import Story
from eventcode.gazetteer import Gazetteer, Place, Places

DAY = datetime.date(2019, 6, 4)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture(scope="module")
def coder():
    return Coder(second_reader=None)


def event(coder, text, dateline=""):
    return next(iter(coder.events(Story("a", DAY, text, dateline=dateline))), None)


# The gazetteer --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "country", "sight", "found"), [
    ("Tripoli", "", (), "LBY"),
    ("Tripoli", "", ("LBN",), "LBN"),
    ("Hyderabad", "", (), "IND"),
    ("Hyderabad", "", ("PAK",), "PAK"),
    ("Paris", "", ("USA",), "FRA"),
    ("Paris", "USA", (), "USA"),
    ("Kiev", "", (), "UKR"),
    ("cucuta", "", (), "COL"),
])  # fmt: skip
def test_names_shared_by_places_are_told_apart(gazetteer, name, country, sight, found):
    assert gazetteer.find(name, country, sight).country == found


def test_a_place_has_a_point_on_earth(gazetteer):
    basra = gazetteer.find("Basra")
    assert (basra.id, round(basra.latitude), round(basra.longitude)) == ("99532", 31, 48)
    texas, france = gazetteer.find("Texas", "USA"), gazetteer.country("FRA")
    assert (texas.precision, round(texas.latitude)) == ("region", 31)
    assert (france.precision, 45 < france.latitude < 49, france.id) == ("country", True, "3017382")


def test_nowhere(gazetteer):
    assert gazetteer.find("Xyzzyville") is None and gazetteer.find("") is None and gazetteer.country("") is None


def test_places_kept_as_text_are_those_that_were_given():
    lodz = Place("Łódź\t\n", "POL", "city", "3093133", 51.77058, 19.47395, 768755)
    found = {"lodz": (lodz,), "lod": (Place("Lod", "ISR", "city"), lodz), "lodzina": (Place("Łodzina", "POL", "city"),)}
    places = Places.of(found)
    assert dict(places) == found and len(places) == 3
    assert sorted(place.name for place in places.each()) == sorted(["Lod", "Łódź\t\n", "Łódź\t\n", "Łodzina"])
    assert places.get("lo") is None and places.get("dz") is None


# Events ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "dateline", "place", "precision", "told_by"), [
    ("Police arrested a student in Basra.", "", "Basrah", "city", "named"),
    ("Russia bombed Aleppo.", "CARACAS", "Aleppo", "city", "target"),
    ("Police arrested a student.", "KUNDUZ, Afghanistan", "Kunduz", "city", "dateline"),
    ("Taliban fighters killed a judge in Kunduz province.", "", "Kunduz", "region", "named"),
    ("France criticised Peru.", "", "Peru", "country", "target"),
])  # fmt: skip
def test_the_place_and_what_told_of_it(coder, text, dateline, place, precision, told_by):
    found = event(coder, text, dateline)
    assert (found.place, found.place_precision, found.place_from) == (place, precision, told_by)


def test_the_place_of_most_sentences_is_right(coder, gazetteer):
    with Path(__file__).with_name("place_sentences.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    wrong = []
    for case in cases:
        found, wanted = event(coder, case["sentence"], case["dateline"]), gazetteer.find(case["place"], case["country"])
        if found is None or wanted is None or (found.country, found.place) != (case["country"], wanted.name):
            wrong.append(f"{case['sentence']} {found and (found.place, found.country)}")
    assert len(cases) >= 200 and len(wrong) <= 0.15 * len(cases), "\n".join(wrong)
