"""Countries under the names and codes that data sets give them.

Names come from the actor dictionaries (``actors/countries.csv``, ``actors/organizations.csv``) and the few below, which
data sets write and newspapers do not. The table of codes (ISO 3166-1 alpha-3, alpha-2, FIPS 10-4) is hand-made: GDELT
places its events by FIPS, PLOVER by alpha-2.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import lru_cache
from importlib.resources import files

import pandas as pd

# ISO alpha-3, ISO alpha-2, FIPS 10-4. Where FIPS has two areas, the second is in _FIPS_TOO.
_CODES = """
ABW AW AA, AFG AF AF, AGO AO AO, AIA AI AV, ALA AX --, ALB AL AL, AND AD AN, ARE AE AE, ARG AR AR, ARM AM AM,
ASM AS AQ, ATA AQ AY, ATG AG AC, AUS AU AS, AUT AT AU, AZE AZ AJ, BDI BI BY, BEL BE BE, BEN BJ BN, BFA BF UV,
BGD BD BG, BGR BG BU, BHR BH BA, BHS BS BF, BIH BA BK, BLM BL TB, BLR BY BO, BLZ BZ BH, BMU BM BD, BOL BO BL,
BRA BR BR, BRB BB BB, BRN BN BX, BTN BT BT, BWA BW BC, CAF CF CT, CAN CA CA, CHE CH SZ, CHL CL CI, CHN CN CH,
CIV CI IV, CMR CM CM, COD CD CG, COG CG CF, COK CK CW, COL CO CO, COM KM CN, CPV CV CV, CRI CR CS, CUB CU CU,
CUW CW UC, CYM KY CJ, CYP CY CY, CZE CZ EZ, DEU DE GM, DJI DJ DJ, DMA DM DO, DNK DK DA, DOM DO DR, DZA DZ AG,
ECU EC EC, EGY EG EG, ERI ER ER, ESH EH WI, ESP ES SP, EST EE EN, ETH ET ET, FIN FI FI, FJI FJ FJ, FLK FK FK,
FRA FR FR, FRO FO FO, FSM FM FM, GAB GA GB, GBR GB UK, GEO GE GG, GGY GG GK, GHA GH GH, GIB GI GI, GIN GN GV,
GLP GP GP, GMB GM GA, GNB GW PU, GNQ GQ EK, GRC GR GR, GRD GD GJ, GRL GL GL, GTM GT GT, GUF GF FG, GUM GU GQ,
GUY GY GY, HKG HK HK, HND HN HO, HRV HR HR, HTI HT HA, HUN HU HU, IDN ID ID, IMN IM IM, IND IN IN, IRL IE EI,
IRN IR IR, IRQ IQ IZ, ISL IS IC, ISR IL IS, ITA IT IT, JAM JM JM, JEY JE JE, JOR JO JO, JPN JP JA, KAZ KZ KZ,
KEN KE KE, KGZ KG KG, KHM KH CB, KIR KI KR, KNA KN SC, KOR KR KS, KWT KW KU, LAO LA LA, LBN LB LE, LBR LR LI,
LBY LY LY, LCA LC ST, LIE LI LS, LKA LK CE, LSO LS LT, LTU LT LH, LUX LU LU, LVA LV LG, MAC MO MC, MAF MF RN,
MAR MA MO, MCO MC MN, MDA MD MD, MDG MG MA, MDV MV MV, MEX MX MX, MHL MH RM, MKD MK MK, MLI ML ML, MLT MT MT,
MMR MM BM, MNE ME MJ, MNG MN MG, MNP MP CQ, MOZ MZ MZ, MRT MR MR, MSR MS MH, MTQ MQ MB, MUS MU MP, MWI MW MI,
MYS MY MY, MYT YT MF, NAM NA WA, NCL NC NC, NER NE NG, NFK NF NF, NGA NG NI, NIC NI NU, NIU NU NE, NLD NL NL,
NOR NO NO, NPL NP NP, NRU NR NR, NZL NZ NZ, OMN OM MU, PAK PK PK, PAN PA PM, PCN PN PC, PER PE PE, PHL PH RP,
PLW PW PS, PNG PG PP, POL PL PL, PRI PR RQ, PRK KP KN, PRT PT PO, PRY PY PA, PSE PS WE, PYF PF FP, QAT QA QA,
REU RE RE, ROU RO RO, RUS RU RS, RWA RW RW, SAU SA SA, SDN SD SU, SEN SN SG, SGP SG SN, SHN SH SH, SJM SJ SV,
SLB SB BP, SLE SL SL, SLV SV ES, SMR SM SM, SOM SO SO, SPM PM SB, SRB RS RI, SSD SS OD, STP ST TP, SUR SR NS,
SVK SK LO, SVN SI SI, SWE SE SW, SWZ SZ WZ, SXM SX NN, SYC SC SE, SYR SY SY, TCA TC TK, TCD TD CD, TGO TG TO,
THA TH TH, TJK TJ TI, TKL TK TL, TKM TM TX, TLS TL TT, TON TO TN, TTO TT TD, TUN TN TS, TUR TR TU, TUV TV TV,
TWN TW TW, TZA TZ TZ, UGA UG UG, UKR UA UP, URY UY UY, USA US US, UZB UZ UZ, VAT VA VT, VCT VC VC, VEN VE VE,
VGB VG VI, VIR VI VQ, VNM VN VM, VUT VU NH, WLF WF WF, WSM WS WS, XKX XK KV, YEM YE YM, ZAF ZA SF, ZMB ZM ZA, ZWE ZW ZI
"""

_FIPS_TOO = {"GZ": "PSE", "RB": "SRB", "YI": "SRB"}

#: Codes of countries that older CAMEO lists, and older ISO ones, write otherwise than ISO does today; of states that
#: went into several, or have a code of their own in the dictionaries (SUN, YUG), none.
OLDER_CODES = {
    "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX", "WSB": "PSE", "GZS": "PSE",
    "PAL": "PSE", "BUR": "MMR", "BYS": "BLR", "YMD": "YEM", "HVO": "BFA", "DHY": "BEN", "RHO": "ZWE", "NHB": "VUT",
    "VDR": "VNM", "SKM": "IND", "AFI": "DJI", "FXX": "FRA", "SCG": "SRB",
}  # fmt: skip

# What data sets (ICEWS above all) call a country; for each code the first is the one to write.
_NAMES_TOO = {
    "RUS": "Russian Federation", "PSE": "Occupied Palestinian Territory; Gaza",
    "COD": "Democratic Republic of Congo; Congo, DRC", "COG": "Congo", "CIV": "Cote d'Ivoire",
    "MKD": "Macedonia; the former Yugoslav Republic of Macedonia", "CZE": "Czech Republic", "SWZ": "Swaziland",
    "CPV": "Cape Verde", "TLS": "Timor-Leste; Timor Leste", "VAT": "Holy See",
    "ZAF": "South Africa; Republic of South Africa", "TZA": "Tanzania; United Republic of Tanzania", "MAC": "Macao",
    "MDA": "Moldova; Moldova, Republic of", "GNB": "Guinea-Bissau; Guinea Bissau", "BRN": "Brunei; Brunei Darussalam",
    "SRB": "Serbia; Serbia and Montenegro", "COK": "Cook Islands; Cook Island", "FRO": "Faroe Islands; Faeroe Islands",
    "MMR": "Myanmar", "AIA": "Anguilla", "VGB": "British Virgin Islands", "GGY": "Guernsey", "IMN": "Isle of Man",
    "JEY": "Jersey", "MSR": "Montserrat", "NFK": "Norfolk Island", "PCN": "Pitcairn", "SHN": "Saint Helena",
    "TKL": "Tokelau", "TCA": "Turks and Caicos Islands", "VIR": "U.S. Virgin Islands; United States Virgin Islands",
    "WLF": "Wallis and Futuna; Wallis and Futuna Islands", "KOR": "South Korea; Republic of Korea",
    "PRK": "North Korea; Democratic People's Republic of Korea", "SYR": "Syria; Syrian Arab Republic",
    "LAO": "Laos; Lao People's Democratic Republic", "TUR": "Turkey; Türkiye", "VNM": "Vietnam; Viet Nam",
    "SXM": "Sint Maarten", "MAF": "Saint Martin (French part)", "BLM": "Saint Barthelemy",
    "SPM": "Saint Pierre and Miquelon", "IRN": "Iran; Iran, Islamic Republic of",
    "VEN": "Venezuela; Venezuela, Bolivarian Republic of",
}  # fmt: skip


def current(code: str) -> str:
    """An actor's or a country's code with the country by the code it has today: ``XKXGOV`` for ``KSVGOV``."""
    return OLDER_CODES.get(code[:3], code[:3]) + code[3:]


def country_of_name(name: str) -> str:
    """The ISO alpha-3 code of a country's name (or of the code itself, also an older one), empty for anything else."""
    plain = _plain(name)
    names = _names()
    return names.get(plain) or names.get(plain.removeprefix("the ")) or (
        current(name) if current(name) in codes() else ""
    )


def name_of_country(code: str) -> str:
    """What ICEWS calls a country, empty for a code that is none."""
    return _first_names().get(code, "")


def organization_of_name(name: str) -> str:
    """The actor code of an international organisation, a movement or a company in the dictionaries, or empty."""
    plain, known = _plain(name), _organizations()
    return known.get(plain) or known.get(plain.removeprefix("the "), "")


def name_of_organization(code: str) -> str:
    """The first name the dictionaries have for an organisation's code, or empty."""
    return _organization_names().get(code, "")


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every alpha-3 code in use, and those of states that are no more (SUN, DDR, CSK, YUG)."""
    return frozenset(entry[0] for entry in _entries()) | frozenset(_names().values())


@lru_cache(maxsize=1)
def of_fips() -> dict[str, str]:
    """Alpha-3 by FIPS 10-4."""
    return {fips: three for three, _, fips in _entries() if fips != "--"} | _FIPS_TOO


@lru_cache(maxsize=1)
def of_alpha2() -> dict[str, str]:
    """Alpha-3 by alpha-2."""
    return {two: three for three, two, _ in _entries()}


@lru_cache(maxsize=1)
def to_fips() -> dict[str, str]:
    """FIPS 10-4 by alpha-3."""
    return {three: fips for three, _, fips in _entries() if fips != "--"}


@lru_cache(maxsize=1)
def to_alpha2() -> dict[str, str]:
    """Alpha-2 by alpha-3."""
    return {three: two for three, two, _ in _entries()}


def mapped(values: pd.Series, find) -> pd.Series:
    """``find`` applied to each different value once: columns of places repeat the same few names."""
    return values.map({value: find(value) for value in values.unique()}).astype("str")


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[str, str, str], ...]:
    return tuple(tuple(entry.split()) for entry in _CODES.replace("\n", " ").split(","))


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.strip().replace("’", "'")).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _dictionary(file: str) -> list[list[str]]:
    """The rows of an actor dictionary below its head."""
    path = files("eventcode") / "dictionaries" / "actors" / file
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(line for line in lines if line.strip() and not line.startswith("#")))[1:]


def _split(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    ours = {_plain(name): row[0] for row in _dictionary("countries.csv") for name in _split(row[1])}
    return ours | {_plain(name): code for code, cell in _NAMES_TOO.items() for name in _split(cell)}


@lru_cache(maxsize=1)
def _first_names() -> dict[str, str]:
    ours = {row[0]: _split(row[1])[0] for row in _dictionary("countries.csv")}
    return ours | {code: _split(cell)[0] for code, cell in _NAMES_TOO.items()}


@lru_cache(maxsize=1)
def _organizations() -> dict[str, str]:
    """Names of organisations; where one had several codes over time, the last line's."""
    return {_plain(name): row[1] for row in _dictionary("organizations.csv") for name in _split(row[0])}


@lru_cache(maxsize=1)
def _organization_names() -> dict[str, str]:
    return {row[1]: _split(row[0])[0] for row in reversed(_dictionary("organizations.csv"))}
