"""Lemmas as edit scripts: what to take off the end of a word and what to put there (*accused*: take 1, put nothing).

A script is written ``take|put``, with ``^`` before it where the word's capitals go too (*Cities*: ``^3|y``).
"""

from __future__ import annotations

import os.path


def script_of(form: str, lemma: str) -> str:
    """The script that makes ``lemma`` of ``form``."""
    lowered = form.lower() if lemma == lemma.lower() else form
    shared = len(os.path.commonprefix([lowered, lemma]))
    # "^" only where it changes something, else one word would have two scripts for one lemma.
    return f"{'^' * (lowered != form)}{len(form) - shared}|{lemma[shared:]}"


def apply(script: str, form: str) -> str:
    """The lemma of a word by a script; the word as it is where the script asks for more letters than it has."""
    take, _, put = script.lstrip("^").partition("|")
    word = form.lower() if script.startswith("^") else form
    kept = len(word) - int(take)
    return word[:kept] + put if kept >= 0 and word[:kept] + put else word
