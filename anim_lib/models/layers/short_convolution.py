"""The short causal convolution in front of a recurrent mixer: each channel sees d_conv tokens."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ShortConvolution(nn.Module):
    """One kernel of ``d_conv`` taps per channel; the last tap is the current token."""

    def __init__(self, n_channels: int, d_conv: int) -> None:
        super().__init__()
        self.n_channels, self.d_conv = n_channels, d_conv
        self.taps = nn.Conv1d(n_channels, n_channels, d_conv, groups=n_channels, padding=d_conv - 1)

    def forward(self, x: Tensor) -> Tensor:
        """Run over ``(batch, seq_len, n_channels)``."""
        y: Tensor = self.taps(x.transpose(1, 2))  # (batch, n_channels, seq_len + d_conv - 1)
        return y[..., : x.shape[1]].transpose(1, 2)  # (batch, seq_len, n_channels)

    def start(self, batch: int) -> Tensor:
        """The tokens before the first: zeros, ``(batch, d_conv - 1, n_channels)``."""
        return self.taps.weight.new_zeros(batch, self.d_conv - 1, self.n_channels)

    def step(self, x: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """One token ``(batch, n_channels)`` and the past ones; the output and the next past."""
        window = torch.cat([past, x[:, None]], dim=1)  # (batch, d_conv, n_channels)
        weight = self.taps.weight[:, 0].T  # (d_conv, n_channels)
        y = (window * weight).sum(1)  # (batch, n_channels)
        if self.taps.bias is not None:
            y = y + self.taps.bias  # (batch, n_channels)
        return y, window[:, 1:]  # (batch, n_channels), (batch, d_conv - 1, n_channels)

    def state_numbers(self) -> int:
        """Numbers kept per sequence."""
        return (self.d_conv - 1) * self.n_channels
