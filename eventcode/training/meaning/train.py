"""Train the second reader: ``python -m eventcode.training.meaning.train GOLD -o OUT [--text NEWS.txt]``.

It learns from the *train* part of the gold folder, with the text file that its real sentences stand in, and from the
proof sentences of the dictionaries. With ``--teacher FOLDER`` it hears besides what that reader (or several, in the
mean) thinks of the sentences of the text file that nobody has coded, and of coded ones with other countries in them.
*Develop* says after each epoch how it does; *measure* is never read.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from eventcode.analysis.gold.reading import read_gold
from eventcode.analysis.gold.records import Case
from eventcode.coding.coder import Coder
from eventcode.coding.meaning.features import ROOTS
from eventcode.coding.meaning.reader import SecondReader
from eventcode.coding.trees.pieces import WINDOW, Pieces
from eventcode.training.base import base_folder
from eventcode.training.meaning.data import of_gold, of_proofs, of_text
from eventcode.training.meaning.examples import Lesson
from eventcode.training.meaning.export import export
from eventcode.training.meaning.losses import Taught, inputs_of, loss_of
from eventcode.training.meaning.network import PairNetwork
from eventcode.training.meaning.swapping import swaps
from eventcode.training.meaning.teachers import Judged, judged
from eventcode.training.optimizing import average_into, learn, optimizer_of

BATCH_PIECES = 1500
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
AVERAGED_STEPS = 200
#: A code with fewer accepted occurrences is told as its root.
RARE_CODE = 3


@dataclass(frozen=True)
class Settings:
    """What a run can choose. ``nothing`` is the weight of a pair between whom nothing happens, ``share`` the part of
    the real training sentences that are used (for a learning curve), ``swapped`` the part of all coded ones that
    teachers are heard on with other countries in them."""

    layers: int = 4
    epochs: int = 6
    nothing: float = 0.4
    share: float = 1.0
    swapped: float = 1.0
    seed: int = 7


def codes_of(lessons: Iterable[Lesson]) -> tuple[str, ...]:
    """The codes that lessons tell often enough."""
    counts = Counter(code for one in lessons for answer in one.answers.values() for code in answer)
    return tuple(sorted(code for code, n in counts.items() if n >= RARE_CODE))


def widened(one: Lesson, codes: frozenset[str]) -> Lesson:
    """A lesson whose rare codes are told as their root (``1246`` as ``124`` or ``120``)."""
    answers = {
        pair: frozenset(found for code in answer if (found := _known(code, codes)))
        for pair, answer in one.answers.items()
    }
    return replace(one, answers=answers)


def _known(code: str, codes: frozenset[str]) -> str:
    return next((one for one in (code, code[:3], code[:2] + "0") if one in codes), "")


def batches(lessons: Sequence[Taught], pieces: Pieces, rng: random.Random) -> Iterator[list[Taught]]:
    """Lessons of like length together, in random order."""
    length = {id(one): pieces.length(one.marked.words) for one in lessons}
    order = sorted((one for one in lessons if length[id(one)] <= WINDOW // 2),
                   key=lambda one: (length[id(one)] // 4, rng.random()))  # fmt: skip
    found: list[list[Taught]] = [[]]
    for one in order:
        if found[-1] and (length[id(one)] + 3) * (len(found[-1]) + 1) > BATCH_PIECES:
            found.append([])
        found[-1].append(one)
    rng.shuffle(found)
    return iter(found)


def roots_of(codes: Sequence[str]) -> torch.Tensor:
    """The root of each of the network's codes, as an index into ROOTS."""
    return torch.tensor([ROOTS.index(code[:2]) for code in codes])


def mixed(
    lessons: Sequence[Lesson], thoughts: Sequence[Judged], pieces: Pieces, rng: random.Random
) -> list[list[Taught]]:
    """The batches of an epoch: what is coded and what teachers have judged, each apart, in random order."""
    found = [batch for kind in (lessons, thoughts) if kind for batch in batches(kind, pieces, rng)]
    rng.shuffle(found)
    return found


def train(
    lessons: Sequence[Lesson], thoughts: Sequence[Judged], develop: Sequence[Lesson], codes: Sequence[str], out: Path,
    settings: Settings,
) -> None:  # fmt: skip
    """Train on ``lessons`` and what teachers think; write the reader, who tells ``codes``, to the folder ``out``."""
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    pieces = Pieces.load(base_folder() / "tokenizer.json")
    lessons = [widened(one, frozenset(codes)) for one in lessons]
    network = PairNetwork(base_folder(), roots_of(codes), settings.layers)
    optimizer, average = optimizer_of(network), {}
    steps = settings.epochs * len(mixed(lessons, thoughts, pieces, random.Random(0)))
    step, started = 0, time.time()
    for epoch in range(1, settings.epochs + 1):
        losses = []
        for batch in mixed(lessons, thoughts, pieces, rng):
            loss = loss_of(network.train(), batch, pieces, codes, settings.nothing)
            learn(network, optimizer, loss, (ENCODER_RATE, HEAD_RATE), step / steps)
            step += 1
            average_into(average, network, step, AVERAGED_STEPS)
            losses.append(loss.item())
        steady = PairNetwork(base_folder(), roots_of(codes), settings.layers)
        steady.load_state_dict({**network.state_dict(), **average})
        print(f"epoch {epoch}  {time.time() - started:.0f} s  loss {np.mean(losses):.3f}  "
              f"{report(steady.eval(), develop, codes, pieces)}", file=sys.stderr, flush=True)  # fmt: skip
    export(steady, codes, base_folder() / "tokenizer.json", out, lessons)


@torch.no_grad()
def report(network: PairNetwork, lessons: Sequence[Lesson], codes: Sequence[str], pieces: Pieces) -> str:
    """How it does on pairs: best F1 of roots and of codes over all thresholds, and roots right given the pair."""
    found, wanted, given = [], 0, []
    for batch in batches(lessons, pieces, random.Random(0)):
        with torch.autocast("cpu", torch.bfloat16):
            opinions = network(**inputs_of([one.marked for one in batch], pieces))
        chance, best_code = opinions.event.float().sigmoid().numpy(), opinions.codes.float().argmax(-1).numpy()
        for row, one in enumerate(batch):
            size = len(one.marked.heads)
            wanted += len(one.answers)
            for pair in ((i, j) for i in range(size) for j in range(size) if i != j and (i, j) not in one.skipped):
                code = codes[best_code[row, *pair]]
                answer = one.answers.get(pair, frozenset())
                right_root = code[:2] in {code[:2] for code in answer}
                if answer:
                    given.append(right_root)
                found.append((chance[row, *pair], right_root, code in answer))
    found.sort(reverse=True)
    n = np.arange(1, len(found) + 1)
    f1 = [(2 * np.cumsum([row[k] for row in found]) / (n + wanted)) for k in (1, 2)]
    at = f1[0].argmax()
    return (f"pairs root F1 {f1[0].max():.3f} (above {found[at][0]:.2f}) code F1 {f1[1].max():.3f}; "
            f"root given the pair {np.mean(given):.3f} of {len(given)}")  # fmt: skip


def main(argv: list[str] | None = None) -> None:
    """Read the options and train."""
    default = Settings()
    parser = argparse.ArgumentParser(prog="python -m eventcode.training.meaning.train", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder of the gold")
    parser.add_argument("--text", type=Path, help="the file in which the gold's real sentences stand, one a line")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the trained reader")
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="folder of a trained reader to hear")
    for name, value in asdict(default).items():
        parser.add_argument("--" + name, type=type(value), default=value, help="default %(default)s")
    options = vars(parser.parse_args(argv))
    gold, text, out, teachers = (options.pop(name) for name in ("gold", "text", "out", "teacher"))
    settings = Settings(**options)
    coder = Coder()
    cases = read_gold(gold, text).cases
    rng = random.Random(settings.seed)
    taught = [c for c in cases if c.part == "train" and (c.kind != "real" or rng.random() < settings.share)]
    coded, proofs = list(of_gold(taught, coder)), list(of_proofs(coder))
    develop = list(of_gold((c for c in cases if c.part == "develop"), coder))
    readers = [SecondReader.load(folder) for folder in teachers]
    others = swaps([one for one in coded if rng.random() < settings.swapped], rng)
    unknown = [*of_text(uncoded(text, cases) if text else (), coder), *others] if readers else []
    thoughts = list(judged(unknown, readers))
    out.mkdir(parents=True, exist_ok=True)
    lessons = [*coded, *proofs]
    train(lessons, thoughts, develop, readers[0].codes if readers else codes_of(lessons), out, settings)


def uncoded(text: Path, cases: Iterable[Case]) -> list[str]:
    """The lines of a text file that are no sentence of the gold, of whatever part."""
    coded = {case.story.text.strip() for case in cases}
    lines = dict.fromkeys(line.strip() for line in text.read_text(encoding="utf-8").split("\n"))
    return [line for line in lines if line and line not in coded]


if __name__ == "__main__":
    main()
