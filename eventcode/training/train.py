"""Train the parser: ``python -m eventcode.training.train TREEBANK_FOLDER -o OUT``.

One spaCy pipeline: a shared encoder, under it a tagger (XPOS), a morphologizer (UPOS and features), a lemmatizer of
edit trees and a transition-based parser (Universal Dependencies). It learns from EWT, GUM, the Wikipedia half of PUD
and sentences made from templates; the news half of PUD is kept for testing and never read here. The same folder and
options give the same weights on the same machine.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam, NumpyOps, set_current_ops

from eventcode.training import templates
from eventcode.training.augment import vary
from eventcode.training.conllu import Sentence, groups, read_conllu, to_doc
from eventcode.training.evaluate import score

#: Treebank files read, with the times a file's documents are seen in one epoch. Wikipedia prose is close to news.
TREEBANKS = {"ewt-train": 1, "gum-train": 1, "pud-wiki": 2}
#: Document names that mark news and political writing; these are seen a second time in each epoch.
NEWS_GENRES = ("GUM_news", "newsgroup-", "weblog-")
#: Files that choose the best weights. Never pud-news: it is the test.
DEVELOPMENT = ("ewt-dev", "gum-dev")

#: Abbreviations of rank that spaCy's tokenizer would part from their stop.
RANKS = ("Lt.", "Maj.", "Col.", "Sgt.", "Capt.", "Cmdr.", "Brig.", "Cpl.")

#: Rows of the hash embedding of each attribute of a word; a prefix is one letter, a suffix three.
EMBEDDING_ROWS = {"NORM": 8000, "PREFIX": 500, "SUFFIX": 4000, "SHAPE": 1000, "SPACY": 50}
WARMUP_STEPS = 250
BATCH_WORDS = 500
DROPOUT = 0.2


@dataclass(frozen=True)
class Settings:
    """What a training run can choose. ``template_share`` is the share of words that come from templates.

    Width 96, 128 and 160 were measured, see the model card: each step up reads better and costs speed and size.
    """

    width: int = 160
    depth: int = 5
    steps: int = 12_000
    rate: float = 1e-3
    template_share: float = 0.12
    seed: int = 7
    evaluate_every: int = 1000


def pipeline(settings: Settings) -> Language:
    """The untrained pipeline. It registers nothing of its own, so ``spacy.load`` alone can read the weights."""
    nlp = spacy.blank("en")
    for rank in RANKS:
        nlp.tokenizer.add_special_case(rank, [{"ORTH": rank}])
    width = settings.width
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": width, "include_static_vectors": False,
        "attrs": list(EMBEDDING_ROWS), "rows": list(EMBEDDING_ROWS.values()),
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": settings.depth,
        "window_size": 1, "maxout_pieces": 3,
    }
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}
    transitions = {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
        "hidden_width": 96, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": listener,
    }
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("morphologizer", config={"model": tagger})
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config={"model": tagger, "min_tree_freq": 3})
    nlp.add_pipe("parser", config={"model": transitions, "min_action_freq": 20, "learn_tokens": False})
    return nlp


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


def labels(sentence: Sentence) -> set[tuple[str, str]]:
    """The classes of the taggers in a sentence: XPOS, and UPOS with features."""
    return {("tag", word.xpos) for word in sentence.words} | {(word.upos, word.feats) for word in sentence.words}


def epoch(
    nlp: Language, corpora: list[tuple[list[Sentence], int]], share: float, rng: random.Random
) -> list[Doc]:
    """The documents of one pass in random order: treebanks cut and varied anew, with fresh template sentences.

    A template sentence with a tag that the treebanks lack is left out: the taggers could not learn from it.
    """
    known = set().union(*(labels(sentence) for sentences, _ in corpora for sentence in sentences))
    runs = [run for sentences, times in corpora for _ in range(times) for run in groups(sentences, rng)]
    words = sum(len(sentence.words) for run in runs for sentence in run)
    made = templates.sentences(rng, words=int(words * share / (1 - share)))
    runs += groups([sentence for sentence in made if labels(sentence) <= known], rng, longest=2)
    rng.shuffle(runs)
    return [to_doc(nlp.vocab, [vary(sentence, rng) for sentence in run]) for run in runs]


def batches(docs: Iterator[Doc]) -> Iterator[list[Example]]:
    """Examples in batches of about BATCH_WORDS words."""
    batch, words = [], 0
    for doc in docs:
        bare = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        batch.append(Example(bare, doc))
        words += len(doc)
        if words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0


def rate(step: int, settings: Settings) -> float:
    """Learning rate: linear warm-up, then linear decay to zero at the last step."""
    if step < WARMUP_STEPS:
        return settings.rate * (step + 1) / WARMUP_STEPS
    return settings.rate * max(0.0, (settings.steps - step) / max(1, settings.steps - WARMUP_STEPS))


def train(folder: Path, out: Path, settings: Settings) -> None:
    """Train, and keep in ``out`` the weights with the best development LAS."""
    fix_random_seed(settings.seed)
    rng = random.Random(settings.seed)
    corpora = read_treebanks(folder)
    development = {name: read_conllu(path) for name in DEVELOPMENT if (path := folder / f"{name}.conllu").exists()}
    nlp = pipeline(settings)
    stream = forever(nlp, corpora, settings.template_share, rng)
    sample = epoch(nlp, corpora, settings.template_share, rng)
    nlp.initialize(lambda: [Example(doc, doc) for doc in sample])
    optimizer = Adam(rate(0, settings), L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    best, losses, started = -1.0, {}, time.time()
    for step, examples in zip(range(1, settings.steps + 1), batches(stream), strict=False):
        optimizer.learn_rate = rate(step - 1, settings)
        nlp.update(examples, sgd=optimizer, drop=DROPOUT, losses=losses)
        if step % settings.evaluate_every == 0 or step == settings.steps:
            with nlp.use_params(optimizer.averages):
                figures = {name: score(nlp, sentences).las_words.f1 for name, sentences in development.items()}
                mean = sum(figures.values()) / len(figures) if figures else 0.0
                if mean >= best:
                    best = mean
                    save(nlp, out, {"steps": step, **{k: round(v, 2) for k, v in figures.items()}})
            shown = "  ".join(f"{name} LAS {value:.2f}" for name, value in figures.items())
            loss = losses.get("parser", 0.0) / settings.evaluate_every
            print(f"step {step}  {time.time() - started:.0f} s  loss {loss:.1f}  {shown}", file=sys.stderr, flush=True)
            losses = {}


def forever(
    nlp: Language, corpora: list[tuple[list[Sentence], int]], share: float, rng: random.Random
) -> Iterator[Doc]:
    """The documents of epoch after epoch."""
    while True:
        yield from epoch(nlp, corpora, share, rng)


def save(nlp: Language, out: Path, performance: dict[str, float]) -> None:
    """Write the pipeline, with only the strings it needs.

    spaCy's store of strings holds every word it ever saw; a pipeline needs the names of its labels and of its edit
    trees, for all other features are hashes.
    """
    nlp.meta.update(
        name="eventcode", version="0.1.0", license="CC BY-SA 4.0", author="eventcode",
        description="Universal Dependencies parser for news English", performance=performance,
    )
    nlp.to_disk(out)
    trees = nlp.get_pipe("lemmatizer").label_data["trees"]
    lean = set(spacy.blank("en").vocab.strings)
    lean.update(part for tree in trees for part in (tree.get("orig"), tree.get("subst")) if part)
    lean.update(label for name in ("tagger", "morphologizer", "parser") for label in nlp.get_pipe(name).labels)
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted(lean), ensure_ascii=False), encoding="utf-8")


def main(argv: list[str] | None = None) -> None:
    """Read the options and train."""
    default = Settings()
    parser = argparse.ArgumentParser(prog="python -m eventcode.training.train", description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder with ewt-train.conllu, gum-train.conllu, pud-wiki.conllu")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the trained pipeline")
    for name in ("width", "depth", "steps", "seed", "evaluate_every"):
        option = "--" + name.replace("_", "-")
        parser.add_argument(option, type=int, default=getattr(default, name), help="default %(default)s")
    parser.add_argument("--template-share", type=float, default=default.template_share, help="default %(default)s")
    options = vars(parser.parse_args(argv))
    # numpy's BLAS is about three times as fast as the one spaCy takes by default.
    set_current_ops(NumpyOps(use_blis=False))
    folder, out = options.pop("treebanks"), options.pop("out")
    train(folder, out, Settings(**options))


if __name__ == "__main__":
    main()
