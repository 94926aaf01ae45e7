"""The trained parser as files that run without torch: an 8-bit ONNX graph, its classes, its word pieces.

Weights and, at run time, activations are quantized to 8 bits by onnxruntime; with seven of them used on the side of the
weights, processors without VNNI come to the same results as those with it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from eventcode.training.encoder import HEADS, Encoder, attend
from eventcode.training.examples import Classes
from eventcode.training.network import TAGS, Network

INPUTS = ("ids", "shapes", "first")
OUTPUTS = ("arc", "label_dependent", "label_head", "label", *TAGS, "border")


class Attention(torch.autograd.Function):
    """Attention as the one operator that onnxruntime has for it, in place of a dozen small ones."""

    @staticmethod
    def forward(_, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        return attend(q, k, v, None)

    @staticmethod
    def symbolic(graph, q, k, v):  # noqa: ANN001, ANN205 - values of torch's exporter
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


def fuse(encoder: Encoder) -> None:
    """Let every layer attend by the one operator. Nothing may be padded from now on."""
    for layer in encoder.layers:
        layer.attend = lambda q, k, v, _: Attention.apply(q, k, v)


class Deployed(nn.Module):
    """The network as it runs: nothing padded, no word its own head, the best class of every tag and of the label under
    the best head, the probability of a border."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network
        fuse(network.encoder)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor) -> tuple[torch.Tensor, ...]:
        scores = self.network(ids, shapes, first)
        arc = scores.arc - 1e9 * torch.eye(first.shape[1])
        label = self.network.labels_of(scores.label_dependent, scores.label_head, arc.argmax(-1)).argmax(-1)
        tags = (getattr(scores, name).argmax(-1) for name in TAGS)
        return arc, scores.label_dependent, scores.label_head, label, *tags, scores.border.sigmoid()


def export(
    network: Network, classes: Classes, lemmas: dict[str, dict[str, str]], tokenizer: Path, out: Path
) -> None:
    """Write ``parser.onnx``, ``labels.npy``, ``parser.json``, ``lemmas.json`` (``lemmas.known``) and ``tokenizer.json``
    into the folder ``out``."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        write_onnx(Deployed(network.eval()), whole)
        quantize(whole, out / "parser.onnx")
    np.save(out / "labels.npy", network.label.detach().numpy().astype(np.float16))
    names = {column: list(found) for column, found in classes.names.items()}
    for name, data in (("parser.json", names), ("lemmas.json", lemmas)):
        (out / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(tokenizer, out / "tokenizer.json")


def write_onnx(module: nn.Module, path: Path) -> None:
    """The module as a graph of 32-bit numbers, for one sentence of any number of pieces and words."""
    ids = torch.randint(1000, 2000, (1, 20))
    example = ids, torch.ones_like(ids), torch.arange(10)[None]
    axes = {name: {1: "words"} for name in OUTPUTS} | {"arc": {1: "words", 2: "words"}}
    axes |= {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "first": {1: "words"}}
    torch.onnx.export(
        module, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def quantize(whole: Path, out: Path) -> None:
    """The graph with its weights in 8 bits."""
    quantize_dynamic(
        whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )  # fmt: skip
