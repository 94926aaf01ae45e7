"""Reads and proves the dictionaries: one frozen Lexicon of names, roles, acts and the composition table.

Every entry remembers its file and line, and every error names them. The formats are told in ``dictionaries/README.md``.
"""

from __future__ import annotations

import csv
import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path

import yaml

from . import cameo
from .frames import Frame, FrameError, compile_frames
from .inflection import noun_forms

_ACTOR_CODE = re.compile(r"(---|[A-Z]{3})([A-Z]{3})*$")
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|\w+")
_ACT_KEYS = {"act", "code", "theme", "operator", "both", "reverse", "home", "frames", "nouns", "fires", "quiet", "note"}
#: Operators without a column in the composition table: ``fact`` passes the inner act on, ``void`` makes it no
#: event, ``deny`` is 016.
PLAIN_OPERATORS = frozenset({"fact", "void"})


class LexiconError(ValueError):
    """A broken dictionary entry; the message names file, line, entry and what to do."""


@dataclass(frozen=True)
class Office:
    """A code and the days on which it holds, both inclusive."""

    code: str
    start: datetime.date
    end: datetime.date
    entry: str


@dataclass(frozen=True)
class Name:
    """Something an actor is called by. ``kind``: person, group, country, demonym, capital, seat, place or role."""

    text: str
    kind: str
    offices: tuple[Office, ...]

    def on(self, date: datetime.date) -> tuple[str, str]:
        """``(code, entry)`` on a day, after the rule for former officials (see ``dictionaries/README.md``)."""
        held = [office for office in self.offices if office.start <= date <= office.end]
        if held:
            # On the day somebody is ousted or sworn in, the office of state is what counts.
            office = max(held, key=lambda one: ("GOV" in one.code, one.start))
            return office.code, office.entry
        past = [office for office in self.offices if office.end < date]
        nearest = max(past, key=lambda one: one.end) if past else min(self.offices, key=lambda one: one.start)
        if self.kind != "person":
            return nearest.code, nearest.entry
        return nearest.code[:3] + ("ELI" if past else ""), nearest.entry


@dataclass(frozen=True)
class Act:
    """One entry of ``actions/``: an act or an operator with all its frames and the sentences that prove it."""

    name: str
    code: str
    theme: str
    operator: str
    both: bool
    reverse: str
    home: bool
    frames: tuple[tuple[Frame, str], ...]
    fires: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    quiet: tuple[str, ...]
    entry: str


@dataclass(frozen=True)
class SectorRule:
    """One line of ``sectors.csv``: acts that are another act when these do them to those."""

    codes: tuple[str, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    words: tuple[str, ...]
    code: str
    entry: str

    def fits(self, code: str, source: str, target: str, source_text: str) -> bool:
        """Does the rule hold for this act of an actor coded and called so?"""
        return (
            code.startswith(self.codes)
            and (not self.sources or source[3:6] in self.sources or source[:3] in self.sources)
            and (not self.targets or target[3:6] in self.targets)
            and (not self.words or any(f" {word} " in f" {source_text.lower()} " for word in self.words))
        )


def pieces(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as names are compared: ``(word without accents and case, start, end)``; possessive *s* is
    dropped.

    ``U.S.`` is one piece, ``us``.
    """
    found = []
    for match in _PIECE.finditer(text):
        word, start = match.group(), match.start()
        if word in ("s", "S") and start and text[start - 1] in "'’":
            continue
        found.append((_plain(word.replace(".", "")), start, match.end()))
    return found


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).replace("ı", "i")


@dataclass(frozen=True)
class Lexicon:
    """All the coder knows. Build it with :meth:`load`; add to it with :meth:`extend` (a new Lexicon comes back).

    ``names`` maps a tuple of plain pieces to its Name; ``acts`` are in file order, the user's first; ``words`` are
    the word classes;
    ``composition`` maps ``(operator, theme)`` to a code and ``themes`` a code to its theme; ``sectors`` are
    the rules for acts that depend on who does them.
    """

    names: Mapping[tuple[str, ...], Name]
    acts: tuple[Act, ...]
    words: Mapping[str, tuple[str, ...]]
    composition: Mapping[tuple[str, str], str]
    themes: Mapping[str, str]
    sectors: tuple[SectorRule, ...]

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Lexicon:
        """The dictionaries that ship with the package."""
        folder = resources.files("eventcode").joinpath("dictionaries")
        names: dict[tuple[str, ...], Name] = {}
        for file in sorted(
            (f for f in folder.joinpath("actors").iterdir() if f.name.endswith(".csv")), key=lambda f: f.name
        ):
            _add_names(names, _read_actors(file.read_text(encoding="utf-8"), file.name))
        _add_names(names, _read_roles(folder.joinpath("roles.csv").read_text(encoding="utf-8"), "roles.csv"))
        words = _read_words(folder.joinpath("actions/words.yaml").read_text(encoding="utf-8"))
        composition, themes = _read_composition(folder.joinpath("composition.csv").read_text(encoding="utf-8"))
        acts: list[Act] = []
        for file in sorted(
            (f for f in folder.joinpath("actions").iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name
        ):
            if file.name != "words.yaml":
                acts += _read_acts(file.read_text(encoding="utf-8"), file.name, words, composition)
        sectors = tuple(_read_sectors(folder.joinpath("sectors.csv").read_text(encoding="utf-8")))
        return Lexicon(names, tuple(acts), words, composition, themes, sectors)

    @classmethod
    def load(cls, actors: Iterable[str | Path] = (), actions: Iterable[str | Path] = ()) -> Lexicon:
        """The shipped dictionaries and the user's own files before them. Raises LexiconError."""
        return cls.default().extend(actors, actions)

    def extend(self, actors: Iterable[str | Path] = (), actions: Iterable[str | Path] = ()) -> Lexicon:
        """A new Lexicon in which the entries of these files go before those of this one."""
        own: dict[tuple[str, ...], Name] = {}
        for path in _paths(actors):
            _add_names(own, _read_actors(_text_of(path), path.name, own=True))
        acts: list[Act] = []
        for path in _paths(actions):
            acts += _read_acts(_text_of(path), path.name, self.words, self.composition)
        return replace(self, names={**self.names, **own}, acts=(*acts, *self.acts))

    def by_sector(self, code: str, source: str, target: str, source_text: str) -> str:
        """The code of an act in view of who does it to whom, empty where it is then none; see ``sectors.csv``."""
        fitting = (rule.code for rule in self.sectors if rule.fits(code, source, target, source_text))
        return next(fitting, code)

    def theme_of(self, code: str) -> str:
        """The theme of a CAMEO code, by the longest prefix the table knows."""
        for length in range(len(code), 1, -1):
            if code[:length] in self.themes:
                return self.themes[code[:length]]
        return ""

    def compose(self, operator: str, theme: str, default: str) -> str:
        """The code of ``operator`` over an act of ``theme``; ``default`` where the table is silent."""
        return self.composition.get((operator, theme)) or default


def _paths(files: Iterable[str | Path] | str | Path) -> list[Path]:
    return [Path(files)] if isinstance(files, (str, Path)) else [Path(file) for file in files]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such dictionary file; check the path") from None
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


# --- actors ------------------------------------------------------------------------------------------


def _rows(
    text: str, file: str, columns: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a dictionary CSV with their line numbers; comments and empty lines are passed over."""
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise LexiconError(f"{file}: empty; the first line must be {','.join(columns)}")
    header = next(csv.reader([lines[0][1]]))
    if missing := [column for column in needed if column not in header]:
        raise LexiconError(
            f"{file}:{lines[0][0]}: no column {missing[0]!r}; the first line must be {','.join(columns)}"
        )
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) > len(header):
            raise LexiconError(
                f"{file}:{number}: {len(cells)} cells for {len(header)} columns in {line[:60]!r}; "
                "quote a cell that holds a comma"
            )
        yield (
            number,
            {**dict.fromkeys(columns, ""), **{key: cell.strip() for key, cell in zip(header, cells, strict=False)}},
        )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _read_actors(text: str, file: str, own: bool = False) -> Iterator[Name]:
    if file == "countries.csv":
        yield from _read_countries(text, file)
        return
    columns = ("names", "code", "from", "until", "note")
    for number, row in _rows(text, file, columns, ("names", "code")):
        entry = f"{file}:{number}"
        person = file.startswith("people") or (own and (row["from"] or row["until"]))
        office = _office(row["code"], row["from"], row["until"], entry)
        if not _split(row["names"]):
            raise LexiconError(f"{entry}: an actor without a name; write the full name first")
        for name in _split(row["names"]):
            yield Name(name, "person" if person else "group", (office,))


def _read_countries(text: str, file: str) -> Iterator[Name]:
    columns = ("code", "names", "demonyms", "capital", "seats", "places", "note")
    kinds = (
        ("names", "country", ""),
        ("demonyms", "demonym", ""),
        ("capital", "capital", "GOV"),
        ("seats", "seat", "GOV"),
        ("places", "place", ""),
    )
    for number, row in _rows(text, file, columns, ("code", "names", "demonyms")):
        for column, kind, role in kinds:
            office = _office(row["code"] + role, "", "", f"{file}:{number}")
            yield from (Name(name, kind, (office,)) for name in _split(row[column]))


def _read_roles(text: str, file: str) -> Iterator[Name]:
    for number, row in _rows(text, file, ("names", "code", "note"), ("names", "code")):
        entry = f"{file}:{number}"
        if row["code"] and not _ACTOR_CODE.match(row["code"]):
            raise LexiconError(f"{entry}: {row['code']!r} is no role code; write three letters a role, as GOVMIL")
        office = Office(row["code"], datetime.date.min, datetime.date.max, entry)
        for name in _split(row["names"]):
            first, of, rest = name.partition(" of ")
            *before, noun = first.split()
            for form in noun_forms(noun):
                yield Name(" ".join((*before, form)) + of + rest, "role", (office,))


def _office(code: str, start: str, end: str, entry: str) -> Office:
    if not _ACTOR_CODE.match(code):
        raise LexiconError(
            f"{entry}: {code!r} is no actor code; write a country and roles in capitals, three letters each, as VENGOV"
        )
    return Office(code, _day(start, entry, first=True), _day(end, entry, first=False), entry)


def _day(cell: str, entry: str, first: bool) -> datetime.date:
    """``2019``, ``2019-01`` or ``2019-01-05`` as its first or last day; empty is open."""
    if not cell:
        return datetime.date.min if first else datetime.date.max
    try:
        year, month, day = ([int(part) for part in cell.split("-")] + [0, 0])[:3]
        if first or day:
            return datetime.date(year, month or 1, day or 1)
        following = datetime.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        return following - datetime.timedelta(days=1)
    except ValueError:
        raise LexiconError(f"{entry}: {cell!r} is no date; write 2019, 2019-01 or 2019-01-05") from None


def _add_names(names: dict[tuple[str, ...], Name], found: Iterable[Name]) -> None:
    """Offices of the same name join; where two kinds share a name the earlier file keeps it."""
    for name in found:
        key = tuple(piece for piece, _, _ in pieces(name.text))
        if not key:
            continue
        known = names.get(key)
        if known is None:
            names[key] = name
        elif known.kind == name.kind and name.offices[0] not in known.offices:
            names[key] = replace(known, offices=known.offices + name.offices)


# --- acts --------------------------------------------------------------------------------------------


def _compose_yaml(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LexiconError(
            f"{file}:{line}: not YAML ({error.problem}); quote phrases that begin with {{ or hold a colon"
        ) from None


def _read_words(text: str) -> dict[str, tuple[str, ...]]:
    node = _compose_yaml(text, "words.yaml")
    return {key.value: tuple(item.value for item in value.value) for key, value in node.value}


def _read_composition(text: str) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
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
    )
    composition: dict[tuple[str, str], str] = {}
    themes: dict[str, str] = {}
    results: dict[str, str] = {}
    for number, row in _rows(text, "composition.csv", ("theme", "codes", *operators), ("theme", "codes", *operators)):
        for code in row["codes"].split():
            themes[code] = row["theme"]
        for operator in operators:
            if code := row[operator]:
                _check_code(code, f"composition.csv:{number}")
                composition[operator, row["theme"]] = code
                # An operated code stands for its theme, so that operators stack; general codes are nobody's.
                if operator in ("appeal", "intend", "demand", "reject") and code[2] != "0":
                    results.setdefault(code, row["theme"])
    return composition, {**results, **themes}


def _read_sectors(text: str) -> Iterator[SectorRule]:
    columns = ("codes", "source", "target", "words", "code", "note")
    for number, row in _rows(text, "sectors.csv", columns, columns):
        entry = f"sectors.csv:{number}"
        for code in filter(None, (*row["codes"].split(), row["code"])):
            _check_code(code, entry)
        sources, targets = frozenset(row["source"].split()), frozenset(row["target"].split())
        yield SectorRule(tuple(row["codes"].split()), sources, targets, tuple(_split(row["words"])), row["code"], entry)


def _check_code(code: str, entry: str) -> None:
    try:
        cameo.get(code)
    except cameo.UnknownCode as error:
        raise LexiconError(f"{entry}: {error}") from None


def _read_acts(
    text: str, file: str, words: Mapping[str, tuple[str, ...]], composition: Mapping[tuple[str, str], str]
) -> list[Act]:
    node = _compose_yaml(text, file)
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError(f"{file}:1: not a list of entries; begin each with '- act: its name'")
    themes = {theme for _, theme in composition}
    operators = {operator for operator, _ in composition} | PLAIN_OPERATORS
    return [_read_act(entry, file, words, themes, operators) for entry in node.value]


def _read_act(
    node: yaml.Node, file: str, words: Mapping[str, tuple[str, ...]], themes: set[str], operators: set[str]
) -> Act:
    where = f"{file}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise LexiconError(f"{where}: not an entry; begin with '- act: its name' and indent its lines below")
    cells = {key.value: value for key, value in node.value}
    name = cells["act"].value if "act" in cells else "?"
    if unknown := set(cells) - _ACT_KEYS:
        raise LexiconError(
            f"{where}: act {name!r} has an unknown key {min(unknown)!r}; the keys are {', '.join(sorted(_ACT_KEYS))}"
        )

    def scalar(key: str) -> str:
        return cells[key].value if key in cells else ""

    code, theme, operator = scalar("code"), scalar("theme"), scalar("operator")
    if not (code or theme or operator) or name == "?":
        raise LexiconError(f"{where}: act {name!r} needs a name and a code, a theme or an operator")
    for value in filter(None, (code, scalar("reverse"))):
        _check_code(value, f"{where}: act {name!r}")
    for value, known, key in ((theme, themes, "theme"), (operator, operators, "operator")):
        if value and value not in known:
            raise LexiconError(
                f"{where}: act {name!r} has an unknown {key} {value!r}; use one of {', '.join(sorted(known))}"
            )
    frames = [
        *_read_frames(cells.get("frames"), "verb", file, words),
        *_read_frames(cells.get("nouns"), "noun", file, words),
    ]
    if not frames:
        raise LexiconError(f"{where}: act {name!r} has neither frames nor nouns; write at least one phrase")
    fires = tuple(_read_example(item, file) for item in _items(cells.get("fires"), file))
    quiet = tuple(item.value for item in _items(cells.get("quiet"), file))
    return Act(
        name,
        code,
        theme,
        operator,
        scalar("both") == "true",
        scalar("reverse"),
        scalar("home") == "true",
        tuple(frames),
        fires,
        quiet,
        where,
    )


def _items(node: yaml.Node | None, file: str) -> list[yaml.ScalarNode]:
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode) or not all(isinstance(item, yaml.ScalarNode) for item in node.value):
        raise LexiconError(
            f"{file}:{node.start_mark.line + 1}: expected a list of lines; "
            "begin each with '- ' and quote what holds a colon or begins with {"
        )
    return node.value


def _read_frames(
    node: yaml.Node | None, kind: str, file: str, words: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Frame, str]]:
    for item in _items(node, file):
        where = f"{file}:{item.start_mark.line + 1}"
        try:
            for frame in compile_frames(item.value, kind, words):
                yield frame, where
        except FrameError as error:
            raise LexiconError(f"{where}: {error}") from None


def _read_example(item: yaml.ScalarNode, file: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    sentence, arrow, wanted = item.value.partition(" => ")
    tuples = tuple(tuple(one.split()) for one in wanted.split(";"))
    if not arrow or any(len(one) != 3 for one in tuples):
        raise LexiconError(
            f"{file}:{item.start_mark.line + 1}: {item.value[:60]!r} is no example; "
            "write 'sentence => SOURCE code TARGET'"
        )
    return sentence, tuples
