"""What a batch of lessons has to teach, and by how much the network misses it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F

from eventcode.coding.meaning.features import ROOTS, Marked, as_inputs
from eventcode.coding.trees.pieces import Pieces
from eventcode.training.meaning.examples import Lesson, targets
from eventcode.training.meaning.network import PairNetwork
from eventcode.training.meaning.teachers import LEAST, Judged, thoughts

#: How much the words of the act count beside its code.
POINTER_WEIGHT = 0.2
#: What a batch holds: sentences with answers, or with what teachers think.
Taught = Lesson | Judged


def inputs_of(sentences: Sequence[Marked], pieces: Pieces) -> dict[str, torch.Tensor]:
    """The network's input for a batch, padded."""
    rows = [as_inputs(one, pieces) for one in sentences]
    padded = {}
    for name in rows[0]:
        shape = [len(rows), *np.max([row[name].shape[1:] for row in rows], axis=0)]
        padded[name] = np.zeros(shape, dtype=np.int64)
        for number, row in enumerate(rows):
            padded[name][(number, *(slice(size) for size in row[name].shape[1:]))] = row[name][0]
    mask = np.arange(padded["ids"].shape[1])[None] < np.array([[row["ids"].shape[1]] for row in rows])
    return {name: torch.from_numpy(array) for name, array in padded.items()} | {"mask": torch.from_numpy(mask)}


def loss_of(
    network: PairNetwork, batch: Sequence[Taught], pieces: Pieces, codes: Sequence[str], nothing: float
) -> torch.Tensor:
    """By how much a batch of one kind is missed; ``nothing`` is the weight of a pair between whom nothing happens."""
    if isinstance(batch[0], Judged):
        return _of_judged(network, batch, pieces, nothing)
    return _of_lessons(network, batch, pieces, codes, nothing)


def _of_lessons(
    network: PairNetwork, lessons: Sequence[Lesson], pieces: Pieces, codes: Sequence[str], nothing: float
) -> torch.Tensor:
    """Of lessons with answers: codes and roots of every pair, and the words of the acts. Any accepted code is as right
    as another.
    """
    given = inputs_of([one.marked for one in lessons], pieces)
    number = {code: place for place, code in enumerate(codes)}
    wanted = targets(lessons, number, given["first"].shape[1], nothing)
    with torch.autocast("cpu", torch.bfloat16):
        opinions = network(**given)
    allowed, weights, pointed = map(torch.from_numpy, (wanted.allowed, wanted.weights, wanted.pointed))
    told = allowed.any(-1)
    event = F.binary_cross_entropy_with_logits(opinions.event.float(), told.float(), reduction="none")
    loss = (event * weights).sum() / weights.sum()
    if told.any():
        for scores, right in ((opinions.codes, allowed), (opinions.roots, by_root(network, allowed.float()) > 0)):
            surprise = _surprise(scores.float()[told], right[told])
            loss = loss + (surprise * weights[told]).sum() / weights[told].sum()
    told = pointed.any(-1)
    if told.any():
        loss = loss + POINTER_WEIGHT * _surprise(opinions.words.float()[told], pointed[told]).mean()
    return loss


def _of_judged(network: PairNetwork, judged: Sequence[Judged], pieces: Pieces, nothing: float) -> torch.Tensor:
    """Of sentences that teachers have judged: how far the network's probabilities are from theirs. A pair counts the
    more the surer they are that something happens.
    """
    given = inputs_of([one.marked for one in judged], pieces)
    with torch.autocast("cpu", torch.bfloat16):
        opinions = network(**given)
    event, codes, words, asked = map(torch.from_numpy, thoughts(judged, given["first"].shape[1]))
    missed = F.binary_cross_entropy_with_logits(opinions.event.float(), event, reduction="none")
    loss = _mean(missed, asked * (nothing + (1 - nothing) * event))
    told = asked * event * (event > LEAST)
    for scores, shares in ((opinions.codes, codes), (opinions.roots, by_root(network, codes))):
        loss = loss + _mean(_distance(scores, shares), told)
    return loss + POINTER_WEIGHT * _mean(_distance(opinions.words, words), told)


def by_root(network: PairNetwork, codes: torch.Tensor) -> torch.Tensor:
    """What the codes of each root have together; the last axis goes from codes to ROOTS."""
    return torch.zeros(*codes.shape[:-1], len(ROOTS)).index_add_(-1, network.root_of, codes)


def _surprise(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Minus the log probability of all that is right together."""
    return scores.logsumexp(-1) - scores.masked_fill(~right, -1e4).logsumexp(-1)


def _distance(scores: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """The cross entropy of scores with the probabilities that they should give."""
    return -(shares * scores.float().clamp(min=-1e4).log_softmax(-1)).sum(-1)


def _mean(values: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """The weighted mean; where all weigh less than one pair together, little."""
    return (values * weights).sum() / weights.sum().clamp(min=1)
