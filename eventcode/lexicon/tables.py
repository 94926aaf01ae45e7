"""The tables beside the acts: word classes, the composition of operators, acts that depend on who does them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from .. import cameo
from .files import rows, split
from .records import Home, LexiconError, SectorRule
from .words import pieces


def compose_yaml(text: str, file: str) -> yaml.Node | None:
    """The nodes of a YAML text, which know their lines; LexiconError with the line where it is not YAML."""
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(
            f"{file}:{line}: not YAML ({error.problem}); quote phrases that begin with {{ or hold a colon"
        ) from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{file}: not YAML ({' '.join(str(error).split())}); take the character out") from None


def read_words(text: str) -> dict[str, tuple[str, ...]]:
    """Classes of words by their names, as ``words.yaml`` has them."""
    classes: dict[str, tuple[str, ...]] = {}
    for key, value in compose_yaml(text, "words.yaml").value:
        if key.value in classes:
            raise LexiconError(f"words.yaml:{key.start_mark.line + 1}: class {key.value!r} is there twice; rename one")
        classes[key.value] = tuple(item.value for item in value.value)
    return classes


def read_composition(text: str) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """The code of each operator over each theme, and the theme that each code stands for."""
    operators = (
        "appeal",
        "intend",
        "demand",
        "reject",
        "threaten",
        "halt",
        "accuse",
        "protest",
        "investigate",
        "attempt",
        "blame",
    )
    composition: dict[tuple[str, str], str] = {}
    themes: dict[str, str] = {}
    results: dict[str, str] = {}
    for number, row in rows(text, "composition.csv", ("theme", "codes", *operators), ("theme", "codes", *operators)):
        for code in row["codes"].split():
            themes[code] = row["theme"]
        for operator in operators:
            if code := row[operator]:
                check_code(code, f"composition.csv:{number}")
                composition[operator, row["theme"]] = code
                # An operated code stands for its theme, so that operators stack; general codes are nobody's.
                if operator in ("appeal", "intend", "demand", "reject") and code[2] != "0":
                    results.setdefault(code, row["theme"])
    return composition, {**results, **themes}


def read_sectors(text: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[SectorRule]:
    """The rules of ``sectors.csv``: acts that are another between certain parties (see `SectorRule`)."""
    columns = ("codes", "source", "target", "words", "code", "note")
    for number, row in rows(text, "sectors.csv", columns, columns):
        entry = f"sectors.csv:{number}"
        for code in filter(None, (*row["codes"].split(), row["code"])):
            check_code(code, entry)
        sources, targets = frozenset(row["source"].split()), frozenset(row["target"].split())
        called = tuple(_called(row["words"], words, entry))
        yield SectorRule(tuple(row["codes"].split()), sources, targets, called, row["code"], entry)


def _called(cell: str, words: Mapping[str, tuple[str, ...]], entry: str) -> Iterator[str]:
    """What a cell calls somebody; ``{name}`` stands for the words of a class as they are written."""
    for word in split(cell):
        name = word.strip("{}")
        if name == word:
            yield word
        elif name in words:
            yield from words[name]
        else:
            raise LexiconError(f"{entry}: there is no word class {name!r}; words.yaml holds them")


def read_things(text: str) -> frozenset[str]:
    """The names of ``things.csv`` in plain pieces, with their stars."""
    found = set()
    for number, row in rows(text, "things.csv", ("names", "note"), ("names", "note")):
        for name in split(row["names"]):
            first, last = ("* " if name.startswith("* ") else ""), (" *" if name.endswith(" *") else "")
            words = [piece for piece, _, _ in pieces(name)]
            stars = name.count("*")
            if not words or stars != bool(first or last) or (stars and len(words) > 1):
                raise LexiconError(f"things.csv:{number}: {name!r} cannot be read; put a star before or after one word")
            found.add(first + " ".join(words) + last)
    return frozenset(found)


def read_homes(text: str) -> Iterator[Home]:
    """Who is at home where one would not think so, from ``homes.csv`` (see `Home`)."""
    columns = ("names", "code", "home", "note")
    for number, row in rows(text, "homes.csv", columns, columns):
        if not re.fullmatch("own|[A-Z]{3}", row["home"]):
            raise LexiconError(f"homes.csv:{number}: {row['home']!r} is no home; write a country, as PAK, or own")
        yield Home(tuple(split(row["names"])), row["code"], row["home"].removeprefix("own"))


def check_code(code: str, entry: str) -> None:
    """LexiconError, naming the entry, for a code that CAMEO does not have."""
    try:
        cameo.get(code)
    except cameo.UnknownCode as error:
        raise LexiconError(f"{entry}: {error}") from None
