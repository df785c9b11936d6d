"""Band-limited signals: sums of a few whole tones, what a history of fixed size is tried on."""

from __future__ import annotations

import torch
from torch import Tensor


def draw(n_signals: int, seq_len: int, n_tones: int, generator: torch.Generator) -> Tensor:
    """Draw signals of mean 0 and variance 1 from tones of 1 ... n_tones periods.

    Amplitudes are normal, their spread falling as 1 / sqrt(periods); phases are uniform.

    Returns
    -------
    Tensor
        ``(seq_len, n_signals)``, float64, sampled at the middles of the steps.
    """
    time = (torch.arange(seq_len, dtype=torch.float64) + 0.5) / seq_len  # (seq_len,)
    periods = torch.arange(1, n_tones + 1, dtype=torch.float64)  # (n_tones,)
    spread = torch.randn(n_signals, n_tones, dtype=torch.float64, generator=generator)
    amplitude = spread / torch.sqrt(periods)  # (n_signals, n_tones)
    turn = torch.rand(n_signals, n_tones, dtype=torch.float64, generator=generator)
    angle = periods[:, None] * time + turn[:, :, None]  # (n_signals, n_tones, seq_len)
    tones = amplitude[:, :, None] * torch.sin(2 * torch.pi * angle)
    u = tones.sum(1).T  # (seq_len, n_signals)
    u = u - u.mean(0)  # (seq_len, n_signals)
    return u / u.std(0, correction=0)  # (seq_len, n_signals)
