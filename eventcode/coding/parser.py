"""The parser: the project's own small Universal Dependencies pipeline, loaded once."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

DEFAULT = Path(__file__).resolve().parent.parent / "model"


@lru_cache(maxsize=2)
def load_parser(model: str | os.PathLike | None = None) -> Language:
    """The pipeline in folder ``model``, by default the one that ships with the package.

    The environment variable ``EVENTCODE_MODEL`` names another default, for those who train their own.
    """
    folder = Path(model or os.environ.get("EVENTCODE_MODEL") or DEFAULT)
    if not (folder / "meta.json").exists():
        raise FileNotFoundError(f"{folder}: no parser here; give the folder that eventcode.training.train wrote")
    return spacy.load(folder)
