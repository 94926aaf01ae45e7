"""The house: which room may lean on which, and what an import may cost."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import eventcode

PACKAGE = Path(__file__).resolve().parent.parent / "eventcode"

#: Heavy libraries, and the rooms that may load them at import or later.
HOMES = {
    "spacy": ("coding", "training"),
    "onnxruntime": ("coding", "training"),
    "tokenizers": ("coding", "training"),
    "torch": ("training",),
    "pandas": ("analysis", "explore"),
    "matplotlib": ("analysis", "explore"),
    "sklearn": ("analysis", "training"),
    "ipywidgets": ("explore",),
    "anywidget": ("explore",),
    "trafilatura": ("reading",),
    "IPython": ("explore",),
}

#: Rooms, and what each must not lean on.
FORBIDDEN = {
    "coding": ("analysis", "explore", "scale", "reading", "cli", "api"),
    "analysis": ("coding", "explore", "scale", "reading", "cli", "api"),
    "article": ("coding", "analysis", "explore", "scale", "reading", "cli", "api"),
    "reading": ("coding", "analysis", "explore", "scale", "cli", "api"),
    "cameo": ("coding", "analysis", "explore", "scale", "reading", "article", "lexicon", "cli", "api"),
    "event": ("coding", "analysis", "explore", "scale", "reading", "article", "lexicon", "cli", "api"),
    "lexicon": ("coding", "analysis", "explore", "scale", "reading", "cli", "api"),
    "scale": ("explore", "cli", "api"),
}


#: Inside coding: the rooms in the order of the walk; each leans on those before it alone, except that when, what and
#: who do not know each other.
WITHIN = {
    "trees": ("who", "what", "when", "linking", "coder"),
    "who": ("what", "when", "linking", "coder"),
    "what": ("who", "when", "linking", "coder"),
    "when": ("who", "what", "linking", "coder"),
    "linking": ("when", "coder"),
}


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    """Every module a file imports, whole names, those only for type checkers apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    package = ["eventcode", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            module = (base + (node.module or "")).rstrip(".")
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_lean_the_right_way(path):
    forbidden = FORBIDDEN.get(room_of(path), ())
    leans_on = {name.split(".")[1] for name in imports(path) if name.startswith("eventcode.")}
    assert leans_on.isdisjoint(forbidden)


@pytest.mark.parametrize("path", sorted((PACKAGE / "coding").rglob("*.py")), ids=lambda path: path.stem)
def test_coding_goes_one_way(path):
    room = path.relative_to(PACKAGE / "coding").parts[0].removesuffix(".py")
    leans_on = {name.split(".")[2] for name in imports(path) if name.startswith("eventcode.coding.")}
    assert leans_on.isdisjoint(WITHIN.get(room, ()))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_live_in_their_rooms(path):
    used = {name.split(".")[0] for name in imports(path)} & set(HOMES)
    assert [name for name in used if room_of(path) not in HOMES[name]] == []


def loaded_by(statement):
    program = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("name", ["eventcode", "eventcode.cli.commands", "eventcode.reading", "eventcode.lexicon"])
def test_importing_is_light(name):
    assert loaded_by(f"import {name}").isdisjoint({*HOMES, "pyarrow"})


def test_coding_needs_no_tables():
    # spaCy's own library takes torch along where it is installed.
    needed = {"spacy", "onnxruntime", "tokenizers", "torch"}
    assert loaded_by("import eventcode.coding.coder").isdisjoint({*HOMES} - needed)


def test_importing_the_package_costs_nothing():
    brought = loaded_by("import eventcode") - loaded_by("import importlib")
    assert brought == {"eventcode"}


def test_the_verbs_are_listed():
    assert set(eventcode.__all__) < set(dir(eventcode))
    assert all(callable(getattr(eventcode, name)) for name in eventcode.__all__)
