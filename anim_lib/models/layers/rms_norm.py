"""Root mean square normalisation (Zhang & Sennrich 2019, arXiv 1910.07467)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from anim_lib.models.layers.layer import Stateless

EPSILON = 1e-6


class RMSNorm(Stateless):
    """Divide by the root mean square over the last dimension, then weigh each number."""

    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))  # (d_model,)

    def forward(self, x: Tensor) -> Tensor:
        mean_square = x.pow(2).mean(-1, keepdim=True)  # (..., 1)
        return x * torch.rsqrt(mean_square + EPSILON) * self.weight  # (..., d_model)
