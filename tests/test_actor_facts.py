"""The facts in the actor dictionaries: countries, seats, organisations, regions, peoples and role nouns are sound."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from eventcode.inflection import noun_forms
from eventcode.lexicon import pieces

DICTIONARIES = Path(__file__).parent.parent / "eventcode" / "dictionaries"
ACTORS = DICTIONARIES / "actors"
FILES = (
    "seats.csv",
    "organizations.csv",
    "regions.csv",
    "ethnic.csv",
    "people-international.csv",
    "groups-armed.csv",
    "groups-parties.csv",
)
COUNTRY_COLUMNS = ["code", "names", "demonyms", "capital", "seats", "places", "note"]
OFFICE_COLUMNS = ["names", "code", "from", "until", "note"]
NAME_COLUMNS = ("names", "demonyms", "capital", "seats", "places")

ROLES = set(
    """GOV MIL COP JUD LEG SPY OPP PTY REB SEP INS UAF BUS MNC MED EDU LAB AGR HLH REF CVL CRM ENV HRI DEV RAD MOD ELI
    REL NGO""".split()
)
INTERNATIONAL = set("IGO NGO NGM IMG MNC INT".split())
#: CAMEO's regions, which stand in the place of a country.
REGIONS = set("EUR EEU LAM SAM CAM CRB NMR AFR WAF EAF CFR SAF NAF MEA PGS ASA SAS SEA CAS CAU BLK SCN WST".split())
#: What follows an international code: the organisation and, in CAMEO's manner, its region.
ORGANISATIONS = set(
    "UNO IAE ICJ ICC EUR EEC WST NAT AFR AFU WAF WAS MEA ARL SEA ASN OAS IMF WBK WTO OPC ITP IRC".split()
)
#: States that are no more and share their capital with a successor; cities and small territories.
WITHOUT_CAPITAL = {"SUN", "CSK", "YUG", "SGP", "MCO", "SMR", "GIB", "HKG", "MAC", "SYC", "BMU"}
#: The members of the United Nations, the observers, others that act in the news, and four states that are no more.
STATES = set(
    """AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA
    CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN
    FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR
    JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI
    MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
    QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS
    TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
    VAT PSE TWN XKX ESH HKG SUN YUG CSK DDR""".split()
)


def rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    """The entries of a dictionary CSV as ``(file:line, cells)``."""
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    lines = [(number, line) for number, line in numbered if line and not line.startswith("#")]
    header = next(csv.reader([lines[0][1]]))
    found = []
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        assert len(cells) == len(header), f"{path.name}:{number}: {len(cells)} cells for {len(header)} columns"
        found.append((f"{path.name}:{number}", dict(zip(header, cells, strict=True))))
    return found


def names(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def key(name: str) -> str:
    """A name as the coder compares it."""
    return " ".join(piece for piece, _, _ in pieces(name))


def triples(code: str) -> list[str]:
    return [code[start : start + 3] for start in range(0, len(code), 3)]


def actor_names() -> Iterator[tuple[str, str, str, str]]:
    """``(name, entry, first day, last day)`` of every name; days as text that sorts (``-99`` closes a coarse date)."""
    for file in ("countries.csv", *FILES):
        for entry, cells in rows(ACTORS / file):
            start, end = cells.get("from") or "0", cells.get("until") or "9"
            cell = "; ".join(cells.get(column, "") for column in NAME_COLUMNS)
            for name in names(cell):
                yield key(name), entry, start, end + "-99"


def role_forms() -> dict[str, set[str]]:
    """Every form of every role noun, with the entries it stands in."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry, cells in rows(DICTIONARIES / "roles.csv"):
        for name in names(cells["names"]):
            first, of, rest = name.partition(" of ")
            *before, noun = first.split()
            for form in noun_forms(noun):
                found[key(" ".join((*before, form)) + of + rest)].add(entry)
    return found


COUNTRIES = rows(ACTORS / "countries.csv")
CODES = {cells["code"] for _, cells in COUNTRIES}


@pytest.mark.parametrize("file", ["countries.csv", *FILES])
def test_cells_are_well_formed(file):
    for entry, cells in rows(ACTORS / file):
        assert list(cells) == (COUNTRY_COLUMNS if file == "countries.csv" else OFFICE_COLUMNS), entry
        for column, cell in cells.items():
            assert cell == cell.strip() and "  " not in cell, f"{entry}: stray spaces in {column}"
            if column in NAME_COLUMNS:
                assert cell == "; ".join(names(cell)), f"{entry}: write the names as 'one; two; three'"
        for column in ("from", "until"):
            day = cells.get(column, "")
            assert re.fullmatch(r"(\d{4}(-[01]\d(-[0-3]\d)?)?)?", day), f"{entry}: {day!r} is no date"


def test_every_country_is_there_once():
    codes = [cells["code"] for _, cells in COUNTRIES]
    assert len(codes) == len(set(codes))
    assert STATES <= set(codes), sorted(STATES - set(codes))


@pytest.mark.parametrize(("entry", "cells"), COUNTRIES, ids=[cells["code"] for _, cells in COUNTRIES])
def test_a_country_has_what_it_needs(entry, cells):
    assert re.fullmatch(r"[A-Z]{3}", cells["code"]), entry
    assert cells["names"] and cells["demonyms"], f"{entry}: a country needs names and demonyms"
    assert bool(cells["capital"]) != (cells["code"] in WITHOUT_CAPITAL), f"{entry}: no capital"
    assert cells["capital"] or cells["note"], f"{entry}: say in the note why there is no capital"
    assert len(names(cells["places"])) >= 3, f"{entry}: at least three places"


@pytest.mark.parametrize("file", FILES)
def test_codes_are_known(file):
    for entry, cells in rows(ACTORS / file):
        head, *rest = triples(cells["code"])
        assert head in CODES | INTERNATIONAL | REGIONS | {"---"}, f"{entry}: {head} is no country"
        allowed = ROLES | ORGANISATIONS if head in INTERNATIONAL else ROLES
        assert set(rest) <= allowed, f"{entry}: {cells['code']} holds an unknown role"


def test_no_name_means_two_things_on_one_day():
    held = defaultdict(list)
    for name, entry, start, end in actor_names():
        held[name].append((start, end, entry))
    for name, offices in held.items():
        for (_, end, entry), (start, _, other) in pairwise(sorted(offices)):
            assert start > end, f"{name} is in {entry} and in {other} at once"


def test_role_codes_are_composed_of_roles():
    for entry, cells in rows(DICTIONARIES / "roles.csv"):
        assert list(cells) == ["names", "code", "note"], entry
        assert set(triples(cells["code"])) <= ROLES | {"IGO"}, f"{entry}: {cells['code']} holds an unknown role"
        assert cells["names"], f"{entry}: a role without a name"


def test_a_role_noun_has_one_code():
    forms = role_forms()
    assert len(forms) > 260
    twice = {name: sorted(entries) for name, entries in forms.items() if len(entries) > 1}
    assert not twice, twice


def test_a_role_noun_is_no_actor_name():
    forms = role_forms()
    for name, entry, _, _ in actor_names():
        assert name not in forms, f"{name}: in {entry} and {min(forms[name])}; the role would never be reached"


@pytest.mark.parametrize(("file", "least"), [("countries.csv", 200), ("organizations.csv", 110), ("seats.csv", 200)])
def test_the_files_are_full(file, least):
    assert len(rows(ACTORS / file)) >= least
