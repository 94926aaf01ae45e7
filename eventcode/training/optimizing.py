"""What both trainings share: rates that rise and fall, and a running mean of the weights."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from eventcode.training.encoder import trainable

#: The share of all steps in which the rates rise, and the share of its peak below which a rate does not fall.
_WARM, _FLOOR = 0.06, 0.02


def optimizer_of(network: nn.Module) -> torch.optim.Optimizer:
    """AdamW over two groups of weights, those of ``network.encoder`` and the rest; rates are set step by step."""
    encoder = trainable(network.encoder.parameters())
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": 0.0}, {"params": heads, "lr": 0.0}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def learn(
    network: nn.Module, optimizer: torch.optim.Optimizer, loss: torch.Tensor, peaks: Sequence[float], done: float
) -> None:
    """One step down the loss; ``done`` is the share of all steps that lies behind, ``peaks`` each group's rate."""
    for group, peak in zip(optimizer.param_groups, peaks, strict=True):
        group["lr"] = peak * min(done / _WARM + 1e-3, max(_FLOOR, 1 - done))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(trainable(network.parameters()), 1.0)
    optimizer.step()


def average_into(average: dict[str, torch.Tensor], network: nn.Module, step: int, over: int) -> None:
    """Keep a running mean of the weights over about ``over`` steps: it does better than the last step's."""
    keep = min(1 - 1 / over, step / (step + 9))
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            average.setdefault(name, weight.detach().clone()).lerp_(weight.detach(), 1 - keep)
