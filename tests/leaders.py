"""Holds the dictionaries against a list of national leaders: python tests/leaders.py LEADERS.csv [--wrong FILE]

LEADERS.csv is yours: a table in the columns of the REIGN data set (``stateabb, leader, smonth, syear, emonth, eyear``,
states by their Correlates of War abbreviations). Of all months in which a leader was in office, a number are drawn by
seed; a draw agrees where the dictionaries know, on the 15th of that month, a person of that name with the code of that
country's government.
"""

import argparse
import csv
import datetime
import difflib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eventcode.lexicon import Lexicon, Name, pieces

#: Abbreviations of states that are not their ISO 3166 code; of two states that shared one, today's.
ISO = dict(
    pair.split("=")
    for pair in """AAB=ATG ALG=DZA ANG=AGO AUL=AUS AUS=AUT BAH=BHR BAR=BRB BFO=BFA BHM=BHS BHU=BTN BNG=BGD BOS=BIH
    BOT=BWA BRU=BRN BUI=BDI BUL=BGR CAM=KHM CAO=CMR CAP=CPV CDI=CIV CEN=CAF CHA=TCD CON=COG COS=CRI CRO=HRV CZR=CZE
    CZE=CZE DEN=DNK DRC=COD DRV=VNM EQG=GNQ ETM=TLS FIJ=FJI FRN=FRA GAM=GMB GDR=DDR GFR=DEU GMY=DEU GRG=GEO GRN=GRD
    GUA=GTM GUI=GIN HAI=HTI HON=HND ICE=ISL INS=IDN IRE=IRL KOS=XKX KUW=KWT KYR=KGZ KZK=KAZ LAT=LVA LEB=LBN LES=LSO
    LIB=LBY LIT=LTU MAA=MRT MAC=MKD MAD=MDV MAG=MDG MAL=MYS MAS=MUS MAW=MWI MLD=MDA MNC=MCO MNG=MNE MON=MNG MOR=MAR
    MSI=MHL MYA=MMR MZM=MOZ NAU=NRU NEP=NPL NEW=NZL NIG=NGA NIR=NER NTH=NLD OMA=OMN PAL=PLW PAR=PRY PHI=PHL POR=PRT
    ROK=KOR
    ROM=ROU SAF=ZAF SAL=SLV SEY=SYC SIE=SLE SIN=SGP
    SKN=KNA SLO=SVK SLU=LCA SLV=SVN SNM=SMR SOL=SLB SPN=ESP SRI=LKA
    SUD=SDN SVG=VCT SWA=SWZ SWD=SWE SWZ=CHE TAJ=TJK TAZ=TZA THI=THA TOG=TGO TRI=TTO UAE=ARE UKG=GBR URU=URY VAN=VUT
    YPR=YEM
    YAR=YEM YUG=SRB ZAM=ZMB ZIM=ZWE""".split()
)


@dataclass(frozen=True)
class Term:
    """A leader in office in one month."""

    leader: str
    country: str
    day: datetime.date


def terms(path: Path, first: int, last: int) -> Iterator[Term]:
    """Every whole month of every leader from one year to another; the months of coming and going left out."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            start = int(row["syear"]) * 12 + int(row["smonth"])
            end = int(row["eyear"] or last + 1) * 12 + int(row["emonth"] or 1)
            country = ISO.get(row["stateabb"], row["stateabb"])
            for month in range(max(start + 1, first * 12 + 1), min(end, last * 12 + 13)):
                year, number = divmod(month - 1, 12)
                yield Term(row["leader"], country, datetime.date(year, number + 1, 15))


def _today(code: str) -> str:
    """Yugoslavia's leaders are listed under one state, whatever was left of it."""
    return "SRB" if code == "YUG" else code


def by_country(lexicon: Lexicon) -> dict[str, list[Name]]:
    """The persons who held an office in each country."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in lexicon.names.values():
        for office in name.offices if name.kind == "person" else ():
            found[_today(office.code[:3])][name.text] = name
    return {country: list(names.values()) for country, names in found.items()}


def alike(leader: str, persons: Iterable[Name]) -> list[Name]:
    """The persons who may be meant, the likest first: the list gives a surname alone, or a name in full, and spells
    them in a way of its own.
    """
    wanted = [piece for piece, _, _ in pieces(leader.partition("(")[0]) if len(piece) > 2]
    found = []
    for name in persons:
        held = [piece for piece, _, _ in pieces(name.text)]
        likeness = max((difflib.SequenceMatcher(None, w, h).ratio() for w in wanted for h in held), default=0.0)
        if likeness >= 0.75:
            found.append((likeness, name.text, name))
    return [name for *_, name in sorted(found, key=lambda one: one[:2], reverse=True)]


def best(term: Term, persons: Iterable[Name]) -> tuple[str, str, str] | None:
    """``(name, code, entry)`` of who is meant: one in government on the day before others."""
    found = [(name.text, *name.on(term.day)) for name in persons]
    found = [(text, _today(code[:3]) + code[3:], entry) for text, code, entry in found]
    governing = (one for one in found if one[1].startswith(term.country + "GOV"))
    return next(governing, found[0] if found else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("leaders", type=Path)
    parser.add_argument("-n", type=int, default=1000, help="how many months of leaders to draw (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, nargs=2, default=(1990, 2020))
    parser.add_argument("--wrong", type=Path, help="write the disagreements to this file")
    args = parser.parse_args()
    drawn = list(terms(args.leaders, *args.years))
    drawn = random.Random(args.seed).sample(drawn, args.n) if args.n else drawn
    persons = by_country(Lexicon.default())
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    agreed = country = 0
    meant = cache(lambda leader, country: alike(leader, persons.get(country, [])))
    for term in drawn:
        found = best(term, meant(term.leader, term.country))
        country += found is not None
        if found is not None and found[1].startswith(term.country + "GOV"):
            agreed += 1
        else:
            said = f"{found[0]} {found[1]} ({found[2]})" if found else "nobody of that name"
            wrong[term.country, term.leader].append(f"{term.day:%Y-%m}: {said}")
    print(
        f"{agreed} of {len(drawn)} months of leaders agree in country and role ({agreed / len(drawn):.1%}), "
        f"{country} in country ({country / len(drawn):.1%})"
    )
    lines = [
        f"{place} {leader}: {len(months)} x; first {months[0]}; last {months[-1]}"
        for (place, leader), months in sorted(wrong.items())
    ]
    if args.wrong:
        args.wrong.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print(*lines, sep="\n")


if __name__ == "__main__":
    main()
