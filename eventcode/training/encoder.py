"""The encoder in torch: word pieces to vectors, by the first layers of a pretrained MiniLM.

Architecture: BERT (Devlin et al. 2019) of width 384 in six layers, distilled as MiniLM (Wang et al. 2020). To it comes
one small table: how a piece's word is written, for the pretrained pieces know no capitals.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from eventcode.coding.trees.pieces import SHAPES

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6


def drop(x: torch.Tensor, share: float, training: bool) -> torch.Tensor:
    """Dropout of the same coordinates in all words of a sentence (Gal and Ghahramani 2016): its mask costs next to
    nothing, where one of every number is a sixth of a training step on a CPU.
    """
    if not training or not share:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * (kept.to(x.dtype) / (1 - share))


def attend(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, closed: torch.Tensor | None) -> torch.Tensor:
    """Attention in HEADS heads; all of sentences × pieces × WIDTH.

    Plain products: the backward pass of torch's fused attention is slower on a CPU.
    """
    q, k, v = (part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in (q, k, v))
    scores = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
    scores = scores if closed is None else scores + closed
    return (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """Self-attention and two linear maps, each with its residual and its norm."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout
        self.attend = attend  # the exported graph has an operator of its own in its place

    def forward(self, x: torch.Tensor, closed: torch.Tensor | None) -> torch.Tensor:
        """``x`` is sentences × pieces × WIDTH; ``closed`` is added to the attention's scores, where given."""
        mixed = self.attend(*self.qkv(x).split(WIDTH, -1), closed)
        x = self.norm1(x + drop(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces to vectors. ``layers`` is how many of the six are kept, from the first."""

    def __init__(self, base: Path, layers: int = LAYERS, dropout: float = 0.1):
        super().__init__()
        weights = load_file(base / "model.safetensors")
        # The words stay as they were pretrained: twenty thousand sentences would only spoil the rare ones.
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=True)
        self.places = nn.Parameter(weights["embeddings.position_embeddings.weight"].clone(), requires_grad=False)
        self.kind = nn.Parameter(weights["embeddings.token_type_embeddings.weight"][0].clone())
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        _copy(weights, {"embeddings.LayerNorm": self.norm})
        self.layers, self.dropout = nn.ModuleList(), dropout
        for number in range(layers):
            self.layers.append(_pretrained(weights, f"encoder.layer.{number}.", dropout))

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None = None,
        marks: torch.Tensor | None = None,
    ) -> torch.Tensor:  # fmt: skip
        """``ids``, ``shapes`` and ``mask`` are sentences × pieces; no mask means that nothing is padded. ``marks`` are
        vectors added to those of the pieces.
        """
        x = self.words(ids) + self.places[: ids.shape[1]] + self.kind + self.shapes(shapes)
        x = self.norm(x if marks is None else x + marks)
        x = drop(x, self.dropout, self.training)
        closed = None if mask is None else (~mask[:, None, None, :]).to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, closed)
        return x


def _pretrained(weights: dict[str, torch.Tensor], base: str, dropout: float) -> Layer:
    layer = Layer(dropout)
    for part in ("weight", "bias"):
        three = [weights[f"{base}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        getattr(layer.qkv, part).data.copy_(torch.cat(three))
    _copy(weights, {
        f"{base}attention.output.dense": layer.out, f"{base}attention.output.LayerNorm": layer.norm1,
        f"{base}intermediate.dense": layer.up, f"{base}output.dense": layer.down,
        f"{base}output.LayerNorm": layer.norm2,
    })  # fmt: skip
    return layer


def _copy(weights: dict[str, torch.Tensor], modules: dict[str, nn.Module]) -> None:
    for name, module in modules.items():
        module.weight.data.copy_(weights[name + ".weight"])
        module.bias.data.copy_(weights[name + ".bias"])


def trainable(parameters: Iterable[nn.Parameter]) -> list[nn.Parameter]:
    """Those that training changes."""
    return [parameter for parameter in parameters if parameter.requires_grad]
