"""Pages of the documentation that are made from what they tell of, so that they cannot go stale."""

from __future__ import annotations

import shutil
from pathlib import Path

from making import borrowed, codebook, commands, reference

ROOT = Path(__file__).resolve().parents[2]


def pages() -> dict[str, str]:
    """Every generated page, ``{path in docs/generated: text}``: markdown, notebooks, reStructuredText."""
    return {**codebook.pages(), **commands.pages(), **reference.pages(), **borrowed.pages(ROOT)}


def write(folder: Path) -> None:
    """The generated pages, and the pictures of the notebooks, into ``folder``, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "notebooks" / "images", folder / "notebooks" / "images")
