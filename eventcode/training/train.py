"""Train the parser: ``python -m eventcode.training.train TREEBANK_FOLDER -o OUT``.

A pretrained encoder (all-MiniLM-L6-v2, from the package that the extra ``[train]`` installs) is fine-tuned with heads
for trees (Universal Dependencies), part-of-speech tags, lemmas and sentence borders. It learns from EWT, GUM, the
Wikipedia half of PUD and sentences made from templates; the news half of PUD is kept for testing and never read here.
The same folder and options give the same weights on the same machine. A run that was ended goes on from its last
whole epoch when the same command is given again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F

from eventcode.coding.trees.lemmas import known
from eventcode.coding.trees.pieces import Pieces
from eventcode.training import templates
from eventcode.training.augment import end_in_abbreviation, vary
from eventcode.training.base import base_folder
from eventcode.training.conllu import Sentence, groups, read_conllu
from eventcode.training.examples import (
    LONGEST,
    SKIP,
    Batch,
    Classes,
    Example,
    batches,
    border_example,
    tree_example,
)
from eventcode.training.export import export
from eventcode.training.network import TAGS, Network
from eventcode.training.optimizing import average_into, learn, optimizer_of
from eventcode.training.treebanks import TREEBANKS, read_treebanks

#: Files whose scores the log tells after each epoch. Never pud-news: it is the test.
DEVELOPMENT = ("ewt-dev", "gum-dev")

BATCH_PIECES = 2500
ENCODER_RATE, HEAD_RATE = 3e-4, 1e-3
#: How much tags and lemmas count beside heads and labels.
TAG_WEIGHT = 0.2
#: The weights kept are a running mean over about this many steps.
AVERAGED_STEPS = 300
#: Sentences of one window in which borders are learned, at most.
WINDOW_SENTENCES = 6


@dataclass(frozen=True)
class Settings:
    """What a training run can choose: how many of the encoder's six ``layers`` are kept, passes over the treebanks,
    the share of words that come from templates, and the share of sentences also read in windows, for their borders.
    """

    layers: int = 5
    epochs: int = 7
    template_share: float = 0.12
    window_share: float = 0.15
    seed: int = 7


@dataclass
class Run:
    """A training run at work: what it learns from, the network, and how far it is."""

    settings: Settings
    corpora: list[tuple[list[Sentence], int]]
    development: dict[str, list[Sentence]]
    pieces: Pieces
    classes: Classes
    network: Network
    optimizer: torch.optim.Optimizer
    rng: random.Random
    average: dict[str, torch.Tensor] = field(default_factory=dict)
    epoch: int = 0
    step: int = 0
    started: float = field(default_factory=time.time)


def prepare(folder: Path, settings: Settings) -> Run:
    """Read the treebanks and set up the network. Raises FileNotFoundError naming what is missing."""
    base = base_folder()
    torch.set_num_threads(1)  # two threads on a shared machine are slower than one
    torch.manual_seed(settings.seed)
    corpora = read_treebanks(folder)
    classes = Classes.of(sentence for sentences, _ in corpora for sentence in sentences)
    network = Network(base, classes.sizes(), settings.layers)
    development = {name: read_conllu(path) for name in DEVELOPMENT if (path := folder / f"{name}.conllu").exists()}
    pieces = Pieces.load(base / "tokenizer.json")
    rng = random.Random(settings.seed)
    return Run(settings, corpora, development, pieces, classes, network, optimizer_of(network), rng)


def epoch_batches(run: Run) -> list[list[Example]]:
    """The batches of one pass: the treebanks varied anew, fresh template sentences, and windows of both."""
    rng, share = run.rng, run.settings.template_share
    sentences = [s for found, times in run.corpora for _ in range(times) for s in found]
    words = sum(len(sentence.words) for sentence in sentences)
    made = [s for s in templates.sentences(rng, words=int(words * share / (1 - share))) if run.classes.knows(s)]
    trees = [tree_example(vary(s, rng), run.classes, run.pieces) for s in (*sentences, *made)]
    windows = [
        border_example([end_in_abbreviation([w.form for w in vary(s, rng, shout=0.0).words], rng) for s in group],
                       run.pieces)
        for found in (*(found for found, _ in run.corpora), made)
        for group in groups(found, rng, longest=WINDOW_SENTENCES)
        if rng.random() < run.settings.window_share
    ]  # fmt: skip
    kept = [[example for example in examples if example.length <= LONGEST] for examples in (trees, windows)]
    found = [batch for examples in kept for batch in batches(examples, BATCH_PIECES, rng)]
    rng.shuffle(found)
    return found


def loss_of(network: Network, batch: Batch) -> torch.Tensor:
    """What a batch has to teach: heads, labels given the right heads, tags and borders."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(batch.ids, batch.shapes, batch.first, batch.mask)
        if (batch.heads == SKIP).all():  # a window teaches borders and no trees, a sentence trees and no borders
            asked = batch.border != SKIP
            return F.binary_cross_entropy_with_logits(scores.border.float()[asked], batch.border[asked])
        labels = network.labels_of(scores.label_dependent, scores.label_head, batch.heads)
    arc = scores.arc.float().masked_fill(~batch.real[:, None, :], -1e4)
    losses = [(1.0, arc, batch.heads), (1.0, labels, batch.classes["label"])]
    losses += [(TAG_WEIGHT, getattr(scores, name), batch.classes[name]) for name in TAGS]
    return sum(
        weight * F.cross_entropy(found.float().flatten(0, 1), gold.flatten(), ignore_index=SKIP)
        for weight, found, gold in losses
        if (gold != SKIP).any()  # a batch of rare lemmas has none to learn
    )


def train_epoch(run: Run) -> float:
    """One pass over everything; the mean loss."""
    found = epoch_batches(run)
    total = run.settings.epochs * len(found)
    run.network.train()
    losses = 0.0
    for examples in found:
        loss = loss_of(run.network, Batch.of(examples))
        learn(run.network, run.optimizer, loss, (ENCODER_RATE, HEAD_RATE), run.step / total)
        run.step += 1
        average_into(run.average, run.network, run.step, AVERAGED_STEPS)
        losses += loss.item()
    run.epoch += 1
    return losses / len(found)


@torch.no_grad()
def attachment(network: Network, sentences: list[Sentence], classes: Classes, pieces: Pieces) -> float:
    """LAS in percent on a treebank's own words, punctuation left out, heads taken one by one. For the log; what the
    finished parser does from raw text `eventcode.training.evaluate` tells.
    """
    network.eval()
    right = words = 0
    punctuation = classes.number["upos"]["PUNCT"]
    for examples in batches([tree_example(s, classes, pieces) for s in sentences], 2000):
        batch = Batch.of(examples)
        with torch.autocast("cpu", torch.bfloat16):
            scores = network(batch.ids, batch.shapes, batch.first, batch.mask)
        arc = scores.arc.float().masked_fill(~batch.real[:, None, :], -1e4) - 1e4 * torch.eye(batch.first.shape[1])
        heads = arc.argmax(-1)
        labels = network.labels_of(scores.label_dependent.float(), scores.label_head.float(), heads).argmax(-1)
        asked = (batch.heads != SKIP) & (batch.classes["upos"] != punctuation)
        right += ((heads == batch.heads) & (labels == batch.classes["label"]) & asked).sum().item()
        words += asked.sum().item()
    return 100 * right / max(words, 1)


def averaged(run: Run) -> Network:
    """The network with its averaged weights."""
    network = Network(base_folder(), run.classes.sizes(), run.settings.layers)
    network.load_state_dict({**run.network.state_dict(), **run.average})
    return network.eval()


def save(run: Run, path: Path) -> None:
    """Keep a run between two epochs, whole or not at all."""
    state = {
        "settings": asdict(run.settings), "epoch": run.epoch, "step": run.step, "average": run.average,
        "network": run.network.state_dict(), "optimizer": run.optimizer.state_dict(),
        "random": run.rng.getstate(), "torch": torch.get_rng_state(),
    }  # fmt: skip
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def resume(run: Run, path: Path) -> None:
    """Go on from what ``save`` kept, if there is such a file and it is of the same settings."""
    if not path.exists():
        return
    state = torch.load(path, weights_only=False)
    if state["settings"] != asdict(run.settings):
        raise ValueError(f"{path} is of a run with other options: {state['settings']}; delete it to begin anew")
    run.network.load_state_dict(state["network"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.rng.setstate(state["random"])
    torch.set_rng_state(state["torch"])
    run.average, run.epoch, run.step = state["average"], state["epoch"], state["step"]


def train(folder: Path, out: Path, settings: Settings) -> None:
    """Train, and write the finished parser to the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    run = prepare(folder, settings)
    resume(run, checkpoint)
    while run.epoch < settings.epochs:
        loss = train_epoch(run)
        save(run, checkpoint)
        network = averaged(run)
        figures = {name: attachment(network, found, run.classes, run.pieces) for name, found in run.development.items()}
        shown = "  ".join(f"{name} LAS {value:.2f}" for name, value in figures.items())
        print(f"epoch {run.epoch}  {time.time() - run.started:.0f} s  loss {loss:.3f}  {shown}",
              file=sys.stderr, flush=True)  # fmt: skip
    lemmas = known((w.form, w.upos, w.lemma) for found, _ in run.corpora for sentence in found for w in sentence.words)
    export(averaged(run), run.classes, lemmas, base_folder() / "tokenizer.json", out)
    checkpoint.unlink()


def main(argv: list[str] | None = None) -> None:
    """Read the options and train."""
    default = Settings()
    parser = argparse.ArgumentParser(prog="python -m eventcode.training.train", description=__doc__)
    parser.add_argument("treebanks", type=Path, help=f"folder with {', '.join(TREEBANKS)} as .conllu")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the trained parser")
    for name, value in asdict(default).items():
        option = "--" + name.replace("_", "-")
        parser.add_argument(option, type=type(value), default=value, help="default %(default)s")
    options = vars(parser.parse_args(argv))
    folder, out = options.pop("treebanks"), options.pop("out")
    train(folder, out, Settings(**options))


if __name__ == "__main__":
    main()
