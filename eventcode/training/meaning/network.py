"""The second reader's network in torch: every ordered pair of mentions of a sentence, after one pass of the encoder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from eventcode.coding.meaning.features import DISTANCES, KINDS, KINSHIPS, LABELS, ROOTS
from eventcode.coding.meaning.junctions import BRANCHES, CLASSES, MOST_STEPS
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
        self.junction, self.classes = nn.Linear(WIDTH, PAIR_WIDTH), nn.Embedding(len(CLASSES), PAIR_WIDTH)
        self.first_branch, self.second_branch = (nn.Embedding(len(BRANCHES), PAIR_WIDTH) for _ in range(2))
        self.first_steps, self.second_steps = (nn.Embedding(MOST_STEPS + 1, PAIR_WIDTH) for _ in range(2))
        self.hidden = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.event = nn.Linear(PAIR_WIDTH, 1)
        self.codes, self.roots = nn.Linear(PAIR_WIDTH, len(root_of)), nn.Linear(PAIR_WIDTH, len(ROOTS))
        self.asks, self.answers = nn.Linear(PAIR_WIDTH, POINTER_WIDTH), nn.Linear(WIDTH, POINTER_WIDTH)
        self.dropout = dropout

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, first: torch.Tensor, kinds: torch.Tensor, acts: torch.Tensor,
        heads: torch.Tensor, labels: torch.Tensor, kinship: torch.Tensor, distance: torch.Tensor,
        places: torch.Tensor, classes: torch.Tensor, branches: torch.Tensor, steps: torch.Tensor,
        mask: torch.Tensor | None = None,
    ) -> Opinions:  # fmt: skip
        """``kinds`` and ``acts`` are sentences × pieces, ``heads`` (words) and ``labels`` sentences × mentions,
        ``kinship``, ``distance`` and what `Junctions` tells sentences × mentions × mentions; for the rest see
        `Network`.
        """
        x = self.encoder(ids, shapes, mask, self.kinds(kinds) + self.acts(acts))
        words = x.gather(1, first[..., None].expand(-1, -1, WIDTH))
        mentions = self._of(words, heads)
        one = self.first(mentions) + self.first_label(labels)
        other = self.second(mentions) + self.second_label(labels)
        pairs = one[:, :, None] + other[:, None] + self.whole(x[:, 0])[:, None, None]
        pairs = pairs + self.kinship(kinship) + self.distance(distance)
        pairs = F.gelu(pairs + self._joined(words, places, classes, branches, steps))
        pairs = F.gelu(self.hidden(F.dropout(pairs, self.dropout, self.training)))
        pointed = self.asks(pairs).flatten(1, 2) @ self.answers(words).transpose(1, 2)
        pointed = pointed.reshape(*pairs.shape[:3], words.shape[1])
        roots = self.roots(pairs)
        codes = self.codes(pairs) + roots.index_select(-1, self.root_of)  # what all of a root share is learned once
        return Opinions(self.event(pairs).squeeze(-1), codes, roots, pairs, pointed)

    def _joined(
        self, words: torch.Tensor, places: torch.Tensor, classes: torch.Tensor, branches: torch.Tensor,
        steps: torch.Tensor,
    ) -> torch.Tensor:  # fmt: skip
        """Where the mentions of each pair meet in the tree, and how each hangs below that word."""
        junctions = self._of(words, places.flatten(1)).unflatten(1, places.shape[1:])
        first = self.first_branch(branches) + self.first_steps(steps)
        second = self.second_branch(branches.transpose(1, 2)) + self.second_steps(steps.transpose(1, 2))
        return self.junction(junctions) + self.classes(classes) + first + second

    def _of(self, words: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """The vectors of the words at some places."""
        return drop(words.gather(1, places[..., None].expand(-1, -1, WIDTH)), self.dropout, self.training)
