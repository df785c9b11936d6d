"""The feed-forward layer: out, a GELU, and back; token by token."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.layers.layer import Stateless


class MLP(Stateless):
    """Two linear maps with a GELU between; ``expand`` times d_model numbers in the middle."""

    def __init__(self, d_model: int, expand: int = 2) -> None:
        super().__init__()
        self.widen = nn.Linear(d_model, expand * d_model)
        self.narrow = nn.Linear(expand * d_model, d_model)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.narrow(F.gelu(self.widen(x)))  # (..., d_model)
        return y

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """``hidden``: after the GELU, ``(batch, seq_len, expand d_model)``."""
        return {"hidden": F.gelu(self.widen(x))}
