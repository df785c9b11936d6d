"""Root mean square normalisation (Zhang & Sennrich 2019, arXiv 1910.07467)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from anim_lib.models import blocks
from anim_lib.models.layers.layer import Stateless

EPSILON = 1e-6


class RMSNorm(Stateless):
    """Learned weights of ``blocks.rms_norm``."""

    def __init__(self, d_model: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))  # (d_model,)

    def forward(self, x: Tensor) -> Tensor:
        return blocks.rms_norm(x, self.weight, EPSILON)  # (..., d_model)
