"""A short convolution as a layer of its own, for a stack whose mixing layers have none."""

from __future__ import annotations

from torch import Tensor

from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.short_convolution import ShortConvolution


class LocalMix(Layer):
    """Every channel mixes ``d_conv`` neighbouring tokens, as inside the Mamba-2 layer."""

    def __init__(self, d_model: int, d_conv: int = 4) -> None:
        super().__init__()
        self.conv = ShortConvolution(d_model, d_conv)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv(x)  # (batch, seq_len, d_model)
        return y

    def start(self, batch: int) -> State:
        return (self.conv.start(batch),)  # (batch, d_conv - 1, d_model)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        y, past = self.conv.step(x, state[0])  # (batch, d_model), (batch, d_conv - 1, d_model)
        return y, (past,)

    def state_numbers(self, seq_len: int) -> int:
        return self.conv.state_numbers()
