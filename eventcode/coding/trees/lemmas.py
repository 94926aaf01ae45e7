"""Lemmas as edit scripts: what to take off the end of a word and what to put there (*accused*: take 1, put nothing).

A script is written ``take|put``, with ``^`` before it where the word's capitals go too (*Cities*: ``^3|y``).

A word that the treebanks have keeps the lemma they give it; the scripts are for the others (*took* needs no guess).
"""

from __future__ import annotations

import os.path
from collections import Counter, defaultdict
from collections.abc import Iterable

#: Parts of speech whose lemmas are kept: names are endless, and little words have hardly any forms.
KEPT = ("VERB", "AUX", "NOUN", "ADJ", "ADV")


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


def known(words: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """From words as (form, part of speech, lemma): by part of speech, the lemma that a form nearly always has.

    >>> known([("took", "VERB", "take"), ("Took", "VERB", "take"), ("saw", "NOUN", "saw"), ("saw", "VERB", "see")])
    {'NOUN': {'saw': 'saw'}, 'VERB': {'saw': 'see', 'took': 'take'}}
    """
    counts: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for form, upos, lemma in words:
        if upos in KEPT and form.isalpha():
            counts[upos][form.lower()][lemma.lower()] += 1
    return {
        upos: {form: lemma for form, found in sorted(forms.items()) if (lemma := _plain(found))}
        for upos, forms in sorted(counts.items())
    }


def _plain(lemmas: Counter) -> str | None:
    """The lemma of nine in ten, if there is one (*lay* is *lay* and *lie*)."""
    (lemma, times), *_ = lemmas.most_common(1)
    return lemma if times >= 0.9 * lemmas.total() else None
