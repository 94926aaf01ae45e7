"""The parser's network in torch: heads for trees, tags, lemmas and sentence borders over one encoder.

Trees: the biaffine parser of Dozat and Manning (2017). A word's vector is that of its first piece; word 0 is the root.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from eventcode.training.encoder import WIDTH, Encoder, drop

ARC_WIDTH, LABEL_WIDTH = 256, 96
#: What one linear layer each says of a word.
TAGS = ("upos", "xpos", "lemma")


class Scores(NamedTuple):
    """Scores of a batch, each sentences × words × ...: heads, the two vectors that labels come from, classes of each
    tag, and whether a sentence begins at the word."""

    arc: torch.Tensor
    label_dependent: torch.Tensor
    label_head: torch.Tensor
    upos: torch.Tensor
    xpos: torch.Tensor
    lemma: torch.Tensor
    border: torch.Tensor


class Network(nn.Module):
    """``classes`` maps ``label`` and each of TAGS to its number of classes."""

    def __init__(self, base: Path, classes: dict[str, int], layers: int, dropout: float = 0.3):
        super().__init__()
        self.encoder = Encoder(base, layers)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL_WIDTH), nn.Linear(WIDTH, LABEL_WIDTH)
        self.arc = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) * 0.01)
        self.label = nn.Parameter(torch.randn(classes["label"], LABEL_WIDTH + 1, LABEL_WIDTH + 1) * 0.01)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, classes[name]) for name in TAGS})
        self.border = nn.Linear(WIDTH, 1)
        self.dropout = dropout

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor, mask: torch.Tensor | None = None
    ) -> Scores:
        """``first`` is sentences × words: the place of each word's first piece."""
        x = self.encoder(ids, shapes, mask)
        words = self._drop(x.gather(1, first[..., None].expand(-1, -1, WIDTH)))
        maps = (self.arc_dependent, self.arc_head, self.label_dependent, self.label_head)
        arc_d, arc_h, label_d, label_h = (self._drop(F.gelu(linear(words))) for linear in maps)
        arc = F.pad(arc_d, (0, 1), value=1.0) @ self.arc @ arc_h.transpose(1, 2)
        tags = (self.tags[name](words) for name in TAGS)
        return Scores(arc, label_d, label_h, *tags, self.border(words).squeeze(-1))

    def labels_of(self, dependent: torch.Tensor, head: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Label scores of each word given its head: sentences × words × labels."""
        own = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        labels, width, _ = self.label.shape
        mixed = F.pad(dependent, (0, 1), value=1.0) @ self.label.transpose(0, 1).reshape(width, labels * width)
        mixed = mixed.reshape(dependent.shape[0], -1, labels, width)
        return (mixed @ F.pad(own, (0, 1), value=1.0).unsqueeze(-1)).squeeze(-1)

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return drop(x, self.dropout, self.training)
