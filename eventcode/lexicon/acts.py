"""Acts and operators: the entries of ``actions/*.yaml`` with their frames compiled."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

import yaml

from ..frames import Frame, FrameError, compile_frames
from ..inflection import noun_forms
from .files import Tell, each, raised
from .records import Act, LexiconError
from .tables import check_code, compose_yaml

_ACT_KEYS = (
    "act", "code", "theme", "operator", "both", "reverse", "places", "home", "by", "frames", "nouns", "fires", "quiet",
    "note",
)  # fmt: skip
_LISTS = {"frames", "nouns", "fires", "quiet"}
#: Operators without a column in the composition table: ``fact`` passes the inner act on, ``void`` makes it no
#: event, ``deny`` is 016.
PLAIN_OPERATORS = frozenset({"fact", "void"})


def read_acts(
    text: str, file: str, words: Mapping[str, tuple[str, ...]], composition: Mapping[tuple[str, str], str],
    tell: Tell = raised,
) -> list[Act]:  # fmt: skip
    """The acts of a file, in its order."""
    node = compose_yaml(text, file)
    if node is None or node.value == []:
        raise LexiconError(f"{file}: empty; begin an entry with '- act: its name'")
    if not isinstance(node, yaml.SequenceNode):
        raise LexiconError(f"{file}:1: not a list of entries; begin each with '- act: its name'")
    themes = {theme for _, theme in composition}
    operators = {operator for operator, _ in composition} | PLAIN_OPERATORS
    return list(each(node.value, lambda entry: _read_act(entry, file, words, themes, operators, tell), tell))


def _read_act(
    node: yaml.Node, file: str, words: Mapping[str, tuple[str, ...]], themes: set[str], operators: set[str], tell: Tell
) -> Act:
    """One entry; a broken line of it is told, and the entry goes on without it."""
    where = f"{file}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise LexiconError(f"{where}: not an entry; begin with '- act: its name' and indent its lines below")
    cells = _cells_of(node, file, tell)
    name = cells["act"].value if "act" in cells else "?"

    def scalar(key: str) -> str:
        return cells[key].value if key in cells else ""

    code, theme, operator = scalar("code"), scalar("theme"), scalar("operator")
    if not (code or theme or operator) or name == "?":
        raise LexiconError(f"{where}: act {name!r} needs a name and a code, a theme or an operator")
    for value in filter(None, (code, scalar("reverse"), scalar("places"))):
        check_code(value, f"{where}: act {name!r}")
    for value, known, key in ((theme, themes, "theme"), (operator, operators, "operator")):
        if value and value not in known:
            raise LexiconError(
                f"{where}: act {name!r} has an unknown {key} {value!r}; use one of {', '.join(sorted(known))}"
            )
    verbs, nouns = _items(cells.get("frames"), file), _items(cells.get("nouns"), file)
    if not (verbs or nouns):
        raise LexiconError(f"{where}: act {name!r} has neither frames nor nouns; write at least one phrase")
    frames = [*_read_frames(verbs, "verb", file, words, tell), *_read_frames(nouns, "noun", file, words, tell)]
    fires = tuple(each(_items(cells.get("fires"), file), lambda item: _read_example(item, file), tell))
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
        places=scalar("places"),
        by=_doers(scalar("by"), words, f"{where}: act {name!r}"),
    )


def _doers(name: str, words: Mapping[str, tuple[str, ...]], where: str) -> frozenset[str]:
    """The nouns of a word class, in all their forms."""
    if name and name not in words:
        raise LexiconError(f"{where}: by: there is no word class {name!r}; words.yaml holds them")
    return frozenset(form for word in words.get(name, ()) for form in noun_forms(word))


def _cells_of(node: yaml.MappingNode, file: str, tell: Tell) -> dict[str, yaml.Node]:
    """The keys of an entry with their values; one that is not known is told. Raises LexiconError where one is there
    twice, or is no plain word.
    """
    cells: dict[str, yaml.Node] = {}
    for key, value in node.value:
        where = f"{file}:{key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise LexiconError(f"{where}: a key is no plain word; the keys are {', '.join(_ACT_KEYS)}")
        if key.value not in _ACT_KEYS:
            tell(LexiconError(f"{where}: unknown key {key.value!r}; {_key_meant(key.value, value)}"))
            continue
        if key.value in cells:
            raise LexiconError(f"{where}: key {key.value!r} is there twice; join the two")
        if key.value not in _LISTS and not isinstance(value, yaml.ScalarNode):
            raise LexiconError(f"{where}: {key.value!r} needs one value on its line")
        if key.value in ("both", "home") and value.value not in ("true", "false"):
            raise LexiconError(f"{where}: {key.value!r} is {value.value!r}; write true, or leave the line out")
        cells[key.value] = value
    return cells


def _key_meant(written: str, value: yaml.Node) -> str:
    """The known key that an unknown one is near to, of those that hold a list, or one value, as it does; else all."""
    alike = [key for key in _ACT_KEYS if (key in _LISTS) == isinstance(value, yaml.SequenceNode)]
    near = difflib.get_close_matches(written, alike, 1)
    return f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(_ACT_KEYS)}"


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
    items: list[yaml.ScalarNode], kind: str, file: str, words: Mapping[str, tuple[str, ...]], tell: Tell
) -> Iterator[tuple[Frame, str]]:
    def read(item: yaml.ScalarNode) -> list[tuple[Frame, str]]:
        where = f"{file}:{item.start_mark.line + 1}"
        try:
            return [(frame, where) for frame in compile_frames(item.value, kind, words)]
        except FrameError as error:
            raise LexiconError(f"{where}: {error}") from None

    for frames in each(items, read, tell):
        yield from frames


def _read_example(item: yaml.ScalarNode, file: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    sentence, arrow, wanted = item.value.partition(" => ")
    tuples = tuple(tuple(one.split()) for one in wanted.split(";"))
    if not arrow or any(len(one) != 3 for one in tuples):
        raise LexiconError(
            f"{file}:{item.start_mark.line + 1}: {item.value[:60]!r} is no example; "
            "write 'sentence => SOURCE code TARGET'"
        )
    return sentence, tuples
