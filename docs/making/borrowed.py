"""Pages that stand elsewhere in the repository and are shown here too: their links are turned to our own pages."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

#: Pages of this folder that are read in the repository too, so that their links lead to its files.
WRITTEN = ("guide.md", "house.md", "limits.md")

#: Where a file of the repository stands among the generated pages.
BORROWED = {
    **{f"docs/{name}": name for name in WRITTEN},
    "eventcode/dictionaries/README.md": "dictionaries.md",
    "eventcode/scale/README.md": "scale.md",
    "eventcode/model/MODEL_CARD.md": "parser.md",
    "eventcode/model/meaning/MODEL_CARD.md": "second_reader.md",
    "eventcode/samples/README.md": "samples.md",
    "data/gold/README.md": "gold.md",
    "data/gold/CODEBOOK.md": "gold_codebook.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}

#: What a link to a file of the repository leads to here: the borrowed pages, and what is made of a table.
PLACES = {**BORROWED, "eventcode/dictionaries/cameo.csv": "codebook/index.md"}

_LINK = re.compile(r"\[([^]]*)\]\(([^):\s#]+)(#[^)]*)?\)")
_DRAWN = re.compile(r"(?<= = plots\.)\w+(?=\()")
_TITLE = re.compile(r'(?<=title=")[^"]+')
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE)


def pages(root: Path) -> dict[str, str]:
    """The borrowed pages of the repository at ``root``, its notebooks among them."""
    made = {name: _turned((root / path).read_text(encoding="utf-8"), path, name) for path, name in BORROWED.items()}
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        made[f"notebooks/{path.name}"] = _notebook(path.read_text(encoding="utf-8"), f"notebooks/{path.name}")
    return made


def _notebook(text: str, name: str) -> str:
    """A notebook as it was committed; only links in its words are turned, and its figures get words for those who do
    not see them.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _turned("".join(cell["source"]), name, name)
        elif any("image/png" in output.get("data", ()) for output in cell.get("outputs", ())):
            cell["metadata"]["mystnb"] = {"image": {"alt": _in_words("".join(cell["source"]))}}
    return json.dumps(notebook)


def _in_words(source: str) -> str:
    """What a cell draws, by the verbs and the titles in it: *heat map: Inside Venezuela, by role*."""
    kinds = ", ".join(verb.replace("_", " ") for verb in _DRAWN.findall(source))
    return ": ".join(filter(None, (kinds, ", ".join(_TITLE.findall(source)))))


def _turned(text: str, path: str, name: str) -> str:
    """The file at ``path``, shown as the page ``name``, with links to pages of ours; a file that has none here is
    named by its path.
    """
    up = "../" * name.count("/")

    def turn(link: re.Match) -> str:
        words, target, part = link[1], link[2], link[3] or ""
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if place.startswith("notebooks/"):
            return f"[{words}]({up}{place}{part})"
        if place in PLACES:
            return f"[{words}]({up}{PLACES[place]}{part})"
        return f"{words} (`{place}`)" if words != place else f"`{place}`"

    return _LINK.sub(turn, _COMMENT.sub("", text))
