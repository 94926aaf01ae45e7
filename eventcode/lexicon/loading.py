"""The Lexicon: all dictionaries together, those that ship and the user's own before them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from .. import cache
from . import petrarch
from .actors import add_names, read_actors, read_roles
from .files import Tell, paths, raised, text_of
from .names import Names
from .records import Act, Home, LexiconError, Name, SectorRule
from .words import pieces

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lexicon:
    """All the coder knows. Build it with :meth:`load`; add to it with :meth:`extend` (a new Lexicon comes back).

    ``names`` maps a tuple of plain pieces to its Name (see :mod:`names`); ``acts`` are in file order, the user's first;
    ``words`` are the word classes; ``composition`` maps ``(operator, theme)`` to a code and ``themes`` a code to its
    theme; ``sectors`` are the rules for acts that depend on who does them; ``things`` are names of no actors (see
    :meth:`is_thing`); ``homes`` tell who is at home where one would not think so.
    """

    names: Names
    acts: tuple[Act, ...]
    words: Mapping[str, tuple[str, ...]]
    composition: Mapping[tuple[str, str], str]
    themes: Mapping[str, str]
    sectors: tuple[SectorRule, ...]
    things: frozenset[str]
    homes: tuple[Home, ...]

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Lexicon:
        """The dictionaries that ship with the package, from the cache where they stand in it (see :mod:`cache`).

        Returns
        -------
        Lexicon
        """
        files = _shipped(resources.files("eventcode").joinpath("dictionaries"))
        return cache.kept("lexicon", files, lambda: Lexicon.compiled(files))

    @staticmethod
    def compiled(files: Mapping[str, str]) -> Lexicon:
        """A Lexicon of dictionary files alone.

        Parameters
        ----------
        files : mapping
            Their texts by path: ``{"actors/countries.csv": text, ...}``.

        Returns
        -------
        Lexicon

        Raises
        ------
        LexiconError
            For the first broken entry.
        """
        from .acts import read_acts  # and yaml: nobody needs it who finds all compiled
        from .tables import read_composition, read_homes, read_sectors, read_things, read_words

        names: dict[tuple[str, ...], Name] = {}
        for file, text in _inside("actors/", files):
            add_names(names, read_actors(text, file))
        add_names(names, read_roles(files["roles.csv"], "roles.csv"))
        words = read_words(files["actions/words.yaml"])
        composition, themes = read_composition(files["composition.csv"])
        acts: list[Act] = []
        for file, text in _inside("actions/", files):
            if file != "words.yaml":
                acts += read_acts(text, file, words, composition)
        sectors = tuple(read_sectors(files["sectors.csv"], words))
        things = read_things(files["things.csv"])
        homes = tuple(read_homes(files["homes.csv"]))
        return Lexicon(Names.of(names), tuple(acts), words, composition, themes, sectors, things, homes)

    @classmethod
    def load(cls, actors: Iterable[str | Path] = (), actions: Iterable[str | Path] = ()) -> Lexicon:
        """The shipped dictionaries and the user's own files before them.

        Parameters
        ----------
        actors, actions : iterable of path
            Files of your own, ``my_actors.csv`` and ``my_actions.yaml``.

        Returns
        -------
        Lexicon

        Raises
        ------
        LexiconError
            For a broken entry; the message names file, line and what to do.

        Examples
        --------
        >>> coder = eventcode.Coder(Lexicon.load(actors=["my_actors.csv"]))
        >>> eventcode.code("The Freedonian Front attacked France.", "2019-05-13", coder=coder)[0].triple
        ('FFRREB', '190', 'FRA')
        """
        return cls.default().extend(actors, actions)

    def extend(
        self, actors: Iterable[str | Path] = (), actions: Iterable[str | Path] = (), tell: Tell = raised
    ) -> Lexicon:
        """A new Lexicon in which the entries of these files go before those of this one.

        Parameters
        ----------
        actors, actions : iterable of path
            Files of your own. Those that are neither ``.csv`` nor ``.yaml`` are in a format of PETRARCH or TABARI (see
            :mod:`petrarch`): of these by default the number of lines that cannot be read is logged.
        tell : callable, optional
            Is given each broken entry as a LexiconError, and the others are read on; by default the first is raised.

        Returns
        -------
        Lexicon
        """
        own: dict[tuple[str, ...], Name] = {}
        for path in paths(actors):
            add_names(own, _own_names(path, tell))
        acts: list[Act] = []
        for path in paths(actions):
            acts += [replace(act, own=True) for act in self._own_acts(path, tell)]
        return replace(self, names=self.names.extended(own), acts=(*acts, *self.acts))

    def _own_acts(self, path: Path, tell: Tell) -> list[Act]:
        text = text_of(path)
        if path.suffix.lower() in (".yaml", ".yml"):
            from .acts import read_acts

            return read_acts(text, path.name, self.words, self.composition, tell)
        with _theirs(path, tell) as told:
            return petrarch.read_verbs(text, path.name, self.words, told)

    def is_thing(self, name: str) -> bool:
        """Is a name that of a thing, an event, a place, and no actor's; see ``things.csv``.

        Parameters
        ----------
        name : str
            *Hurricane Karl*, *the Dayton Accords*.

        Returns
        -------
        bool
        """
        words = [piece for piece, _, _ in pieces(name)]
        return bool(words) and not self.things.isdisjoint((" ".join(words), f"{words[0]} *", f"* {words[-1]}"))

    def by_sector(self, code: str, source: str, target: str, source_text: str) -> str:
        """The code of an act in view of who does it to whom; see ``sectors.csv``.

        Parameters
        ----------
        code : str
            The CAMEO code as the words say.
        source, target : str
            Actor codes.
        source_text : str
            What the source is called.

        Returns
        -------
        str
            Empty where it is then no act.
        """
        fitting = (rule.code for rule in self.sectors if rule.fits(code, source, target, source_text))
        return next(fitting, code)

    def theme_of(self, code: str) -> str:
        """The theme of a CAMEO code, by the longest prefix the table knows.

        Parameters
        ----------
        code : str

        Returns
        -------
        str
            Empty where the table knows none.
        """
        for length in range(len(code), 1, -1):
            if code[:length] in self.themes:
                return self.themes[code[:length]]
        return ""

    def compose(self, operator: str, theme: str, default: str) -> str:
        """The code of an operator over an act.

        Parameters
        ----------
        operator, theme : str
            ``appeal``, ``release``.
        default : str
            What it is where the table is silent.

        Returns
        -------
        str
        """
        return self.composition.get((operator, theme)) or default


def _own_names(path: Path, tell: Tell) -> Iterator[Name]:
    """The names of a file of the user's: actors, role nouns where it is called ``roles...csv``, or others' formats."""
    text = text_of(path)
    if path.suffix.lower() != ".csv":
        with _theirs(path, tell) as told:
            yield from petrarch.read_names(text, path.name, told)
    elif path.name.startswith("roles"):
        yield from read_roles(text, path.name)
    else:
        yield from read_actors(text, path.name, own=True, tell=tell)


@contextmanager
def _theirs(path: Path, tell: Tell) -> Iterator[Tell]:
    """How problems of a file in a format of others are told: one by one to whoever asks for them, else in a line."""
    problems: list[LexiconError] = []
    yield problems.append if tell is raised else tell
    if problems:
        _LOG.warning("%s: %s lines could not be read; `eventcode validate %s` lists them; the first: %s",
                     path.name, len(problems), path, problems[0])  # fmt: skip


def _shipped(folder: Traversable) -> dict[str, str]:
    """The text of every dictionary file by its path in the folder, in the order of the paths."""
    names = ("composition.csv", "homes.csv", "irregular.txt", "roles.csv", "sectors.csv", "things.csv")
    tables = [folder.joinpath(name) for name in names]
    files = {file.name: file.read_text(encoding="utf-8") for file in tables}
    for room, suffix in (("actions", ".yaml"), ("actors", ".csv")):
        inside = (file for file in folder.joinpath(room).iterdir() if file.name.endswith(suffix))
        files |= {f"{room}/{file.name}": file.read_text(encoding="utf-8") for file in inside}
    return dict(sorted(files.items()))


def _inside(folder: str, files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(path.removeprefix(folder), text) for path, text in files.items() if path.startswith(folder)]
