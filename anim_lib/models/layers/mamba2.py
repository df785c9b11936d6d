"""Mamba-2's block: a selective state with one decay per head (Dao & Gu 2024, arXiv 2405.21060)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.rms_norm import RMSNorm
from anim_lib.models.layers.short_convolution import ShortConvolution
from anim_lib.models.layers.step_lengths import inverse_softplus, log_uniform
from anim_lib.models.ssd import masked_matrix, ssd_recurrent, ssd_step


class Mamba2(Layer):
    """SSD with delta, B and C from the token; B and C are shared by the heads.

    ``forward`` uses the quadratic form, which is the faster one at the lengths trained here.
    """

    def __init__(
        self, d_model: int, d_state: int, n_heads: int = 2, d_head: int = 32, d_conv: int = 4
    ) -> None:
        super().__init__()
        self.d_state, self.n_heads, self.d_head = d_state, n_heads, d_head
        self.d_inner = n_heads * d_head
        n_channels = self.d_inner + 2 * d_state
        self.inputs = nn.Linear(d_model, self.d_inner + n_channels + n_heads, bias=False)
        self.conv = ShortConvolution(n_channels, d_conv)
        self.delta_bias = nn.Parameter(inverse_softplus(log_uniform(n_heads).exp()))  # (n_heads,)
        self.A_log = nn.Parameter(torch.log(1 + torch.arange(n_heads).float()))  # (n_heads,)
        self.D = nn.Parameter(torch.ones(n_heads))  # (n_heads,)
        self.norm = RMSNorm(self.d_inner)
        self.out = nn.Linear(self.d_inner, d_model, bias=False)

    @property
    def A(self) -> Tensor:
        """Decay rate of every head, ``(n_heads,)``, negative."""
        return -torch.exp(self.A_log)

    def read_in(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Gate ``(..., d_inner)``, the convolution's input, and delta ``(..., n_heads)``."""
        sizes = [self.d_inner, self.d_inner + 2 * self.d_state, self.n_heads]
        gate, mixed, delta = self.inputs(x).split(sizes, dim=-1)
        return gate, mixed, F.softplus(delta + self.delta_bias)

    def split(self, mixed: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Input u ``(..., n_heads, d_head)``, then B and C ``(..., d_state)``."""
        sizes = [self.d_inner, self.d_state, self.d_state]
        u, B, C = torch.split(F.silu(mixed), sizes, dim=-1)
        return u.reshape(*u.shape[:-1], self.n_heads, self.d_head), B, C

    def read_out(self, y: Tensor, gate: Tensor) -> Tensor:
        """Gate and norm ``(..., n_heads, d_head)``, then back to ``(..., d_model)``."""
        out: Tensor = self.out(self.norm(y.flatten(-2) * F.silu(gate)))  # (..., d_model)
        return out

    def terms(self, x: Tensor) -> dict[str, Tensor]:
        """Everything the two forms need, heads before positions; shapes as in ``look``."""
        gate, mixed, delta = self.read_in(x)
        u, B, C = self.split(self.conv(mixed))
        u, delta = u.transpose(1, 2), delta.transpose(1, 2)  # each (batch, n_heads, seq_len, ...)
        return {
            "u": u,
            "delta": delta,
            "log_decay": self.A[:, None] * delta,
            "B": B,
            "C": C,
            "gate": gate,
            "written": delta[..., None] * u,
        }

    def forward(self, x: Tensor) -> Tensor:
        t = self.terms(x)
        matrix = masked_matrix(t["log_decay"], t["B"][:, None], t["C"][:, None])
        y = matrix @ t["written"] + self.D[:, None, None] * t["u"]  # (batch, n_heads, seq, d_head)
        return self.read_out(y.transpose(1, 2), t["gate"])  # (batch, seq_len, d_model)

    def start(self, batch: int) -> State:
        h = self.D.new_zeros(batch, self.n_heads, self.d_head, self.d_state)
        return h, self.conv.start(batch)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        gate, mixed, delta = self.read_in(x)  # each (batch, ...)
        mixed, past = self.conv.step(mixed, state[1])
        u, B, C = self.split(mixed)  # (batch, n_heads, d_head), (batch, d_state) twice
        B, C = B[:, None], C[:, None]  # each (batch, 1, d_state)
        written = delta[..., None] * u  # (batch, n_heads, d_head)
        h, y = ssd_step(state[0], written, self.A * delta, B, C)  # y: (batch, n_heads, d_head)
        return self.read_out(y + self.D[:, None] * u, gate), (h, past)

    def state_numbers(self, seq_len: int) -> int:
        return self.d_inner * self.d_state + self.conv.state_numbers()

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """The duality's quantities.

        ``u``, ``written`` (delta u) ``(batch, n_heads, seq_len, d_head)``; ``delta``,
        ``log_decay`` (delta A), ``decay`` (its exponential) ``(batch, n_heads, seq_len)``; ``B``,
        ``C`` ``(batch, seq_len, d_state)``; ``matrix``, the masked L * (C B^T) by which
        ``written`` is multiplied, ``(batch, n_heads, query_pos, key_pos)``; ``states``
        ``(batch, n_heads, seq_len, d_head, d_state)``; ``gate`` ``(batch, seq_len, d_inner)``.
        """
        t = self.terms(x)
        B, C = t["B"][:, None], t["C"][:, None]  # each (batch, 1, seq_len, d_state)
        _, states = ssd_recurrent(t["written"], t["log_decay"], B, C)
        t["matrix"] = masked_matrix(t["log_decay"], B, C)  # (batch, n_heads, query_pos, key_pos)
        t["decay"] = torch.exp(t["log_decay"])  # (batch, n_heads, seq_len)
        return t | {"states": states}
