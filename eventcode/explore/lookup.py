"""Searching while one types: acts in the codebook, actors in the whole lexicon."""

from __future__ import annotations

import datetime
import re

from eventcode import cameo
from eventcode.lexicon import Lexicon, Name, pieces

#: What is found: the code to enter, and what a reader is told of it.
Found = tuple[str, str]

#: How many are shown.
LIMIT = 12

_CODE = re.compile(r"(?:[A-Z]{3}|---)+")


def is_act(text: str) -> bool:
    """Is it a code already, or the beginning of one?"""
    return text.strip()[:1].isdecimal()


def is_actor(text: str) -> bool:
    """Is it made like an actor code?"""
    return _CODE.fullmatch(text.strip()) is not None


def find_acts(lexicon: Lexicon, text: str) -> list[Found]:
    """Codes that begin with the digits, or are told with the words: in the codebook, then in the names of acts.

    >>> find_acts(Lexicon.default(), "accuse")[0]
    ('112', '112 Accuse')
    """
    words = text.strip().casefold()
    if not words:
        return []
    if is_act(words):
        codes = [code for code in cameo.codes() if code.startswith(words.split()[0])]
    else:
        named = (act.code for act in lexicon.acts if act.code and words in act.name.casefold())
        codes = [*(entry.code for entry in cameo.search(words)), *named]
    fit = [code for code in dict.fromkeys(codes) if cameo.get(code).parent]
    return [(code, f"{code} {cameo.get(code).label}") for code in fit[:LIMIT]]


def find_actors(lexicon: Lexicon, text: str, date: datetime.date) -> list[Found]:
    """Actors of whose names a word begins like each of the words, or whose code begins so; their code is that of the
    day. Those whose name begins so come first, then the shorter names; one of each code and entry.
    """
    asked = [piece for piece, _, _ in pieces(text)]
    if not asked:
        return []
    by_code = is_actor(text)
    ranked = []
    for key, name in lexicon.names.items():
        if _named(key, asked) or (by_code and name.offices[0].code.startswith(text.strip())):
            ranked.append((key[0].startswith(asked[0]) is False, sum(map(len, key)), name))
    found: dict[tuple[str, str], Found] = {}
    for _, _, name in sorted(ranked, key=lambda one: one[:2]):
        code, entry = name.on(date)
        if code and name.kind != "role":
            found.setdefault((code, entry), (code, _told(name, code, entry)))
        if len(found) == LIMIT:
            break
    return list(found.values())


def _named(key: tuple[str, ...], asked: list[str]) -> bool:
    return all(any(word.startswith(part) for word in key) for part in asked)


def _told(name: Name, code: str, entry: str) -> str:
    return " · ".join((code, name.text, name.kind, entry))
