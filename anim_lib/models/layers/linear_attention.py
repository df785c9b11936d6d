"""Linear attention with a fixed decay per head and a short convolution, as a trainable layer.

Katharopoulos et al. 2020 (arXiv 2006.16236); the decay as in RetNet (Sun et al. 2023, arXiv
2307.08621, section 2.1).
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.rms_norm import RMSNorm
from anim_lib.models.layers.short_convolution import ShortConvolution
from anim_lib.models.linear_attention import (
    fixed_decay_mask,
    linear_attention_quadratic,
    linear_attention_step,
)
from anim_lib.models.multi_head import merge_heads, split_heads


class LinearAttention(Layer):
    """RetNet-like: only the missing selectivity sets it apart from the Mamba-2 layer.

    ``forward`` uses the quadratic form, which is the faster one at the lengths trained here.
    """

    def __init__(self, d_model: int, n_heads: int = 2, d_conv: int = 4) -> None:
        super().__init__()
        self.d_model, self.n_heads, self.d_head = d_model, n_heads, d_model // n_heads
        self.inputs = nn.Linear(d_model, 4 * d_model, bias=False)
        self.conv = ShortConvolution(3 * d_model, d_conv)
        self.out = nn.Linear(d_model, d_model, bias=False)
        self.decay_logit = nn.Parameter(torch.linspace(4, 6, n_heads))  # (n_heads,)
        self.norm = RMSNorm(self.d_head)

    @property
    def log_decay(self) -> Tensor:
        """Of every head, ``(n_heads,)``, negative; the same for all tokens."""
        return F.logsigmoid(self.decay_logit)

    def split(self, mixed: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Query, key, value ``(batch, n_heads, seq_len, d_head)`` after the convolution."""
        query, key, value = (
            split_heads(part, self.n_heads) for part in F.silu(mixed).chunk(3, dim=-1)
        )  # each (batch, n_heads, seq_len, d_head)
        return query, key / math.sqrt(self.d_head), value

    def read_in(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The convolution's input ``(..., 3 d_model)`` and the gate ``(..., d_model)``."""
        mixed, gate = self.inputs(x).split([3 * self.d_model, self.d_model], dim=-1)
        return mixed, gate

    def read_out(self, heads: Tensor, gate: Tensor) -> Tensor:
        """Norm per head, gate, and back to ``(batch, seq_len, d_model)``."""
        y = merge_heads(self.norm(heads)) * F.silu(gate)  # (batch, seq_len, d_model)
        out: Tensor = self.out(y)  # (batch, seq_len, d_model)
        return out

    def forward(self, x: Tensor) -> Tensor:
        mixed, gate = self.read_in(x)  # (batch, seq_len, 3 d_model), (batch, seq_len, d_model)
        parts = self.split(self.conv(mixed))  # each (batch, n_heads, seq_len, d_head)
        heads = linear_attention_quadratic(*parts, self.log_decay)
        return self.read_out(heads, gate)  # (batch, seq_len, d_model)

    def start(self, batch: int) -> State:
        zeros = self.decay_logit.new_zeros(batch, self.n_heads, self.d_head, self.d_head)
        return zeros, self.conv.start(batch)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        mixed, gate = self.read_in(x)  # (batch, 3 d_model), (batch, d_model)
        mixed, past = self.conv.step(mixed, state[1])
        query, key, value = (
            part[:, :, 0] for part in self.split(mixed[:, None])
        )  # each (batch, n_heads, d_head)
        memory, heads = linear_attention_step(state[0], query, key, value, self.log_decay)
        y = self.read_out(heads[:, :, None], gate[:, None])  # (batch, 1, d_model)
        return y[:, 0], (memory, past)

    def state_numbers(self, seq_len: int) -> int:
        return self.n_heads * self.d_head**2 + self.conv.state_numbers()

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """Query, key, value and the matrix of all pairs.

        ``query``, ``key``, ``value`` ``(batch, n_heads, seq_len, d_head)``; ``decay``
        ``(n_heads,)``; ``matrix`` ``(batch, n_heads, query_pos, key_pos)``, signed.
        """
        mixed, _ = self.read_in(x)
        query, key, value = self.split(self.conv(mixed))
        mask = fixed_decay_mask(self.log_decay, x.shape[1])  # (n_heads, query_pos, key_pos)
        return {
            "query": query,
            "key": key,
            "value": value,
            "decay": torch.exp(self.log_decay),
            "matrix": query @ key.transpose(-1, -2) * mask,
        }
