"""The treebanks that training reads, and the same conventions in all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eventcode.training.conllu import Sentence, read_conllu

#: Treebank files read, with the times a file's sentences are seen in one epoch. Wikipedia prose is close to news.
TREEBANKS = {"ewt-train": 1, "gum-train": 1, "gum-more": 1, "pud-wiki": 2}
#: Document names that mark news; these are seen a second time in each epoch.
NEWS_GENRES = ("GUM_news",)


def read_treebanks(folder: Path) -> list[tuple[list[Sentence], int]]:
    """Each training treebank with its repetitions; documents of news genres once more.

    Raises FileNotFoundError naming the file that the folder lacks.
    """
    corpora = []
    for name, times in TREEBANKS.items():
        path = folder / f"{name}.conllu"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing; the folder must hold {', '.join(TREEBANKS)} as .conllu")
        sentences = [harmonise(s) if name.startswith("pud") else s for s in read_conllu(path)]
        corpora.append((sentences, times))
        news = [s for s in sentences if s.document.startswith(NEWS_GENRES)]
        if news:
            corpora.append((news, 1))
    return corpora


def harmonise(sentence: Sentence) -> Sentence:
    """PUD as EWT and GUM would label it: passive participles are marked, and their ``by`` phrase is the agent."""
    words = list(sentence.words)
    by = {word.head for word in words if word.form.lower() == "by" and word.deprel == "case"}
    helped = {word.head for word in words if word.deprel == "aux:pass"}
    for place, word in enumerate(words):
        if word.xpos == "VBN" and (place + 1 in helped or word.deprel in ("acl", "amod")):
            words[place] = replace(word, feats="Tense=Past|VerbForm=Part|Voice=Pass")
    for place, word in enumerate(words):
        if word.deprel == "obl" and place + 1 in by and "Voice=Pass" in words[word.head - 1].feats:
            words[place] = replace(word, deprel="obl:agent")
    return replace(sentence, words=tuple(words))
