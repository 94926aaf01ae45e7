"""The parser: the project's own small Universal Dependencies pipeline, loaded once."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

DEFAULT = Path(__file__).resolve().parents[2] / "model"
_ENDS = (".", "?", "!", "…")
_CLOSING = frozenset("\"'”’)]»")


@lru_cache(maxsize=2)
def load_parser(model: str | os.PathLike | None = None) -> Language:
    """The pipeline in folder ``model``, by default the one that ships with the package.

    The environment variable ``EVENTCODE_MODEL`` names another default, for those who train their own.
    """
    folder = Path(model or os.environ.get("EVENTCODE_MODEL") or DEFAULT)
    if not (folder / "meta.json").exists():
        raise FileNotFoundError(f"{folder}: no parser here; give the folder that eventcode.training.train wrote")
    pipeline = spacy.load(folder)
    pipeline.add_pipe("sentences_end_with_a_stop", before="parser")
    return pipeline


@Language.component("sentences_end_with_a_stop")
def sentences_end_with_a_stop(doc: Doc) -> Doc:
    """Let the parser end a sentence only behind a full stop: left alone it splits long names and titles."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        while before.i and before.text in _CLOSING:
            before = doc[before.i - 1]
        if not before.text.endswith(_ENDS):
            token.is_sent_start = False
    return doc
