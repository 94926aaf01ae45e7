"""Roles of actors under the names that data sets give them: ICEWS sectors, PLOVER sectors, the parts of an actor code.

ICEWS lists for an actor every sector it belongs to, in no order, from the general (*Government*) to the special
(*Defense / Security Ministry*), and beside them parties' colours, religions and peoples that say nothing of a role. An
actor code needs one role. The table below is hand-made: sectors by role, the roles in the order in which they decide.
"""

from __future__ import annotations

import re
from functools import lru_cache

# A role and the sectors that mean it, the deciding ones first: a minister who is also a lawmaker is GOV, a soldier of
# the government's army MIL. "*" stands for any words.
_ICEWS = (
    ("GOVMIL", "Defense / Security Ministry"),
    ("SPY", "Intelligence Ministry; Military Intelligence*"),
    ("GOVMED", "State Media"),
    ("GOVBUS", "State-Owned *; State Owned *"),
    ("GOV", "Executive; Executive Office; Cabinet; * Ministry"),
    ("REB", "Rebel; Insurgents; Separatists; Organized Violent"),
    ("RAD", "Radicals / Extremists / Fundamentalists"),
    ("CRM", "Criminals / Gangs"),
    ("COP", "Police; National / Border Divisions; Provincial Divisions; Municipal Divisions"),
    ("MIL", "Military; Army*; Navy*; Air Force*; Marines*; Coast Guard*; Research And Design Wings*"),
    ("JUD", "Judicial; National / Supreme Court; * Court; Military / Tribunal; Legal"),
    ("LEG", "Legislative / Parliamentary; Upper House; Lower House; Unicameral"),
    ("GOVPTY", "Government * Party (In Government)"),
    ("OPPPTY", "Opposition * Party (Out Of Government); Banned Parties"),
    ("OPP", "Dissident; Protestors / Popular Opposition / Mobs; Exiles"),
    ("PTY", "Parties; (National) Major Party; (National) Minor Party; Provincial Party; Municipal Party"),
    ("UAF", "Unidentified Forces"),
    ("REF", "Refugees / Displaced"),
    ("MED", "Media; News; * News; Entertainment; * Entertainment"),
    ("EDU", "Education; Student"),
    ("HLH", "Medical / Health"),
    ("LAB", "Labor"),
    ("AGR", "Agricultural"),
    ("BUS", "Business; * Business"),
    ("REL", "International Religious; National Religious; Religious Majority; Religious Minority; * Religious"),
    ("NGO", "Nongovernmental Organizations / Activists; * NGOs"),
    ("ELI", "Elite"),
    ("GOV", "Government; Local; Provincial; Municipal"),
    ("CVL", "General Population / Civilian / Social; Social; National Ethnic*; International Ethnic"),
)

# What kind an actor without a country is.
_KINDS = (
    ("IMG", "International Radicals*; International Terrorists; International Rebels; International Insurgents; "
            "International Separatists"),
    ("MNC", "Multinational Corporation; * MNCs"),
    ("NGO", "Nongovernmental Organization*; * NGOs"),
    ("IGO", "International Government Organization; Global; Regional; * IGOs"),
    ("INT", "International Dissident; International Criminals / Gangs; International Exiles; "
            "International Protestors*; International Banned Parties"),
)  # fmt: skip

# Sectors that are known and give no role: colours of parties, religions, what nobody is told of.
_SILENT = (
    "Ideological; Nationalist; Fundamentalist; Secular; Tribalist; Communist; Center Left; Center Right; Far Left; "
    "Far Right; Centrist; Libertarian; Anarchist; Monarchist; Unaffiliated Sectors; Atheist; Animist; Muslim; Sunni; "
    "Shia; Sufi; Druze; Alewi; Hindu; Christian; Catholic; Protestant; Coptic; Maronite; Orthodox; Buddhist; Jewish; "
    "Sikh; Jain; Mormon; * (Ethnic Group)"
)

#: PLOVER's sector codes that mean something else in CAMEO, and what they are there.
PLOVER_ROLES = {"MED": "HLH", "JRN": "MED", "PRM": "MIL", "SOC": "CVL"}

#: And back; roles that PLOVER has no sector for go to the nearest.
TO_PLOVER = {"HLH": "MED", "MED": "JRN", "RAD": "REB", "SEP": "REB", "INS": "REB", "MNC": "BUS", "HRI": "SOC",
             "ENV": "SOC", "DEV": "SOC", "MOD": "SOC", "NGO": "SOC", "IMG": "REB"}  # fmt: skip

#: Codes that say what an actor does; CAMEO's "generic domestic roles".
ROLES = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB", "SEP", "INS", "UAF", "BUS", "MED", "EDU",
         "LAB", "AGR", "HLH", "REF", "CVL", "CRM", "ENV", "HRI", "DEV", "RAD", "MOD", "ELI")  # fmt: skip

#: Codes that stand where a country's stands.
KINDS = ("IGO", "NGO", "NGM", "IMG", "MNC", "INT")


def role_of_sectors(cell: str) -> str:
    """The role code that a cell of ICEWS sectors means, whatever their order: ``"GOV"``; empty where none says a
    role."""
    return _deciding(cell, _ICEWS)


def kind_of_sectors(cell: str) -> str:
    """What an actor without country is by its ICEWS sectors: ``"IGO"``, ``"NGO"``, ``"IMG"``, ``"MNC"``, or empty."""
    return _deciding(cell, _KINDS)


def unknown_sectors(cell: str) -> list[str]:
    """The sectors of a cell that are in no table here."""
    return [sector for sector in _split_sectors(cell) if not _known(sector)]


def sectors_of_role(role: str) -> str:
    """The ICEWS sectors to write for the roles of an actor code (``"GOVMIL"``), empty where ICEWS has none."""
    table = {name: sectors for name, sectors in reversed(_ICEWS)}
    table |= _WRITTEN
    known = next((role[:end] for end in (6, 3) if role[:end] in table), "")
    if not known:
        return ""
    own = table[known].split(";")[0]
    return f"{own},Government" if known in _STATE else own


_WRITTEN = {
    "GOV": "Government",
    "GOVBUS": "State-Owned Enterprises",
    "GOVPTY": "Government Major Party (In Government),Parties",
    "OPPPTY": "Opposition Major Party (Out Of Government),Parties",
    "CVL": "General Population / Civilian / Social",
    "SPY": "Intelligence Ministry",
    "SEP": "Separatists",
    "INS": "Insurgents",
}
_STATE = ("GOVMIL", "GOVBUS", "GOVMED", "MIL", "COP", "JUD", "LEG", "SPY")


def parts(code: str) -> list[str]:
    """An actor code in pieces of three: ``["VEN", "GOV", "MIL"]``."""
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def _deciding(cell: str, table: tuple[tuple[str, str], ...]) -> str:
    """The first role of the table that any of the cell's sectors means."""
    sectors = _split_sectors(cell)
    return next(
        (role for role, pattern in _compiled(table) if any(pattern.fullmatch(sector) for sector in sectors)), ""
    )


def _split_sectors(cell: str) -> list[str]:
    """Sectors are joined by commas, and some hold one: ``Army Mechanized (Ships, Tanks, Planes)``."""
    return [sector for piece in re.split(r",(?![^(]*\))", cell) if (sector := piece.strip())]


@lru_cache(maxsize=4096)
def _known(sector: str) -> bool:
    tables = (*_compiled(_ICEWS), *_compiled(_KINDS), *_compiled((("", _SILENT),)))
    return any(pattern.fullmatch(sector) for _, pattern in tables)


@lru_cache(maxsize=3)
def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern], ...]:
    return tuple((role, re.compile(_alternatives(names), re.IGNORECASE)) for role, names in table)


def _alternatives(names: str) -> str:
    return "|".join(re.escape(name.strip()).replace(r"\*", ".*") for name in names.split(";"))
