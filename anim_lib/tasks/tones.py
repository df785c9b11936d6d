"""Two plain signals for state space models that are not trained: chosen formulas, nothing drawn."""

from __future__ import annotations

import torch
from torch import Tensor


def two_tones(seq_len: int) -> Tensor:
    """sin(2 pi k / 12) + cos(2 pi k / 5) / 2 for k = 1 ... seq_len, to one decimal."""
    k = torch.arange(1, seq_len + 1, dtype=torch.float64)  # (seq_len,)
    tones = torch.sin(2 * torch.pi * k / 12) + torch.cos(2 * torch.pi * k / 5) / 2  # (seq_len,)
    return torch.round(tones, decimals=1)  # (seq_len,)


def tone_and_sweep(seq_len: int) -> Tensor:
    """sin(k / 7) + sin(k^2 / 5000) for k = 1 ... seq_len: a tone, and one that rises."""
    k = torch.arange(1, seq_len + 1, dtype=torch.float64)  # (seq_len,)
    return torch.sin(k / 7) + torch.sin(k**2 / 5000)  # (seq_len,)
