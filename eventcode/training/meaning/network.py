"""The second reader's network in torch: every ordered pair of mentions of a sentence, after one pass of the encoder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from eventcode.coding.meaning.features import DISTANCES, KINDS, KINSHIPS, LABELS, ROOTS
from eventcode.training.encoder import WIDTH, Encoder, drop

#: Width of a pair's vector, and of the space in which pairs and the words of their act meet.
PAIR_WIDTH, POINTER_WIDTH = 256, 128


class Opinions(NamedTuple):
    """For each sentence × first mention × second mention: whether anything happens, scores of the codes and of the
    roots if it does, the pair's vector, and the score of each word to be the act's."""

    event: torch.Tensor
    codes: torch.Tensor
    roots: torch.Tensor
    vectors: torch.Tensor
    words: torch.Tensor


class PairNetwork(nn.Module):
    """``root_of`` is the root (an index into ROOTS) of each CAMEO code that it can tell."""

    def __init__(self, base: Path, root_of: torch.Tensor, layers: int = 6, dropout: float = 0.2):
        super().__init__()
        self.register_buffer("root_of", root_of, persistent=False)
        self.encoder = Encoder(base, layers)
        self.kinds, self.acts = nn.Embedding(len(KINDS), WIDTH), nn.Embedding(len(ROOTS), WIDTH)
        for table in (self.kinds, self.acts):
            nn.init.normal_(table.weight, std=0.02)
            nn.init.zeros_(table.weight[0])
        self.first, self.second = nn.Linear(WIDTH, PAIR_WIDTH), nn.Linear(WIDTH, PAIR_WIDTH)
        self.whole = nn.Linear(WIDTH, PAIR_WIDTH)
        self.first_label, self.second_label = (nn.Embedding(len(LABELS), PAIR_WIDTH) for _ in range(2))
        self.kinship, self.distance = nn.Embedding(len(KINSHIPS), PAIR_WIDTH), nn.Embedding(DISTANCES, PAIR_WIDTH)
        self.hidden = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.event = nn.Linear(PAIR_WIDTH, 1)
        self.codes, self.roots = nn.Linear(PAIR_WIDTH, len(root_of)), nn.Linear(PAIR_WIDTH, len(ROOTS))
        self.asks, self.answers = nn.Linear(PAIR_WIDTH, POINTER_WIDTH), nn.Linear(WIDTH, POINTER_WIDTH)
        self.dropout = dropout

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor, kinds: torch.Tensor, acts: torch.Tensor,
        heads: torch.Tensor, labels: torch.Tensor, kinship: torch.Tensor, distance: torch.Tensor,
        mask: torch.Tensor | None = None,
    ) -> Opinions:  # fmt: skip
        """``kinds`` and ``acts`` are sentences × pieces, ``heads`` (words) and ``labels`` sentences × mentions,
        ``kinship`` and ``distance`` sentences × mentions × mentions; for the rest see `Network`.
        """
        x = self.encoder(ids, shapes, mask, self.kinds(kinds) + self.acts(acts))
        words = x.gather(1, first[..., None].expand(-1, -1, WIDTH))
        mentions = drop(words.gather(1, heads[..., None].expand(-1, -1, WIDTH)), self.dropout, self.training)
        one = self.first(mentions) + self.first_label(labels)
        other = self.second(mentions) + self.second_label(labels)
        pairs = one[:, :, None] + other[:, None] + self.whole(x[:, 0])[:, None, None]
        pairs = F.gelu(pairs + self.kinship(kinship) + self.distance(distance))
        pairs = F.gelu(self.hidden(F.dropout(pairs, self.dropout, self.training)))
        pointed = self.asks(pairs).flatten(1, 2) @ self.answers(words).transpose(1, 2)
        pointed = pointed.reshape(*pairs.shape[:3], words.shape[1])
        roots = self.roots(pairs)
        codes = self.codes(pairs) + roots.index_select(-1, self.root_of)  # what all of a root share is learned once
        return Opinions(self.event(pairs).squeeze(-1), codes, roots, pairs, pointed)
