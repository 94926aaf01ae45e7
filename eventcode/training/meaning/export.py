"""The trained second reader as files that run without torch, with the vectors of what it has learned from."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from eventcode.coding.meaning.features import KINDS, as_inputs
from eventcode.coding.meaning.likeness import ORIGINS, STEPS, VECTORS
from eventcode.coding.meaning.reader import SecondReader
from eventcode.training.export import fuse, quantize
from eventcode.training.meaning.examples import Lesson
from eventcode.training.meaning.network import PairNetwork

#: From which probability on the reader's opinions are weighed; whether they are told is a matter of confidence.
THRESHOLD = 0.1
PAIRS = ("kinship", "distance", "places", "classes", "branches", "steps")
INPUTS = ("ids", "shapes", "first", "kinds", "acts", "heads", "labels", *PAIRS)
OUTPUTS = ("event", "codes", "vectors", "words")


class Deployed(nn.Module):
    """The network as it runs: nothing padded, probabilities, vectors of length one."""

    def __init__(self, network: PairNetwork):
        super().__init__()
        self.network = network
        fuse(network.encoder)

    def forward(self, *given: torch.Tensor) -> tuple[torch.Tensor, ...]:
        opinions = self.network(*given)
        vectors = opinions.vectors / opinions.vectors.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        return opinions.event.sigmoid(), opinions.codes.softmax(-1), vectors, opinions.words


def export(
    network: PairNetwork, codes: Sequence[str], tokenizer: Path, out: Path, lessons: Sequence[Lesson]
) -> None:
    """Write ``reader.onnx``, ``reader.json``, ``tokenizer.json``, and the examples it has learned from."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_onnx(Deployed(network.eval()), whole)
        quantize(whole, out / "reader.onnx")
    about = {"codes": list(codes), "threshold": THRESHOLD}
    (out / "reader.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    remember(out, lessons)


def write_onnx(module: nn.Module, path: Path) -> None:
    """The module as a graph of 32-bit numbers, for one sentence of any number of pieces, words and mentions."""
    pieces, words, mentions = 20, 10, 3
    ids = torch.randint(1000, 2000, (1, pieces))
    heads = torch.randint(1, words, (1, mentions))
    pairs = torch.zeros((1, mentions, mentions), dtype=torch.int64)
    example = (ids, torch.ones_like(ids), torch.arange(words)[None], torch.randint(0, len(KINDS), ids.shape),
               torch.zeros_like(ids), heads, torch.zeros_like(heads), *(pairs.clone() for _ in PAIRS))  # fmt: skip
    length = {"ids": "pieces", "shapes": "pieces", "kinds": "pieces", "acts": "pieces", "first": "words",
              "heads": "mentions", "labels": "mentions"}  # fmt: skip
    axes = {name: {1: axis} for name, axis in length.items()}
    axes |= {name: {1: "mentions", 2: "mentions"} for name in (*PAIRS, *OUTPUTS)}
    axes["words"] = {**axes["words"], 3: "words"}
    torch.onnx.export(
        module, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def remember(out: Path, lessons: Sequence[Lesson]) -> None:
    """Keep the vector of every pair that tells an event, and where it stands: what later events are likened to."""
    reader = SecondReader.load(out)
    vectors, origins = [], []
    for one in lessons:
        if not one.origin or not one.answers:
            continue
        found = reader.run(as_inputs(one.marked, reader.pieces))
        for (first, second), codes in one.answers.items():
            if codes:
                vectors.append(found.vectors[first, second])
                origins.append([one.origin, one.text, sorted(codes)])
    np.save(out / VECTORS, np.round(np.array(vectors) * STEPS).astype(np.int8))
    (out / ORIGINS).write_text(
        "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in origins) + "\n]\n", encoding="utf-8"
    )
