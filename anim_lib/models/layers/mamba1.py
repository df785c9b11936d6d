"""Mamba's block: a short convolution, a selective scan, a gate (Gu & Dao 2023, 2312.00752)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.short_convolution import ShortConvolution
from anim_lib.models.layers.step_lengths import inverse_softplus, log_uniform
from anim_lib.models.selective_scan import read_states, selective_states, selective_step


class Mamba1(Layer):
    """S6 with delta, B and C from the token. ``d_conv`` 0 leaves the convolution out."""

    def __init__(
        self,
        d_model: int,
        d_state: int = 16,
        d_inner: int | None = None,
        dt_rank: int | None = None,
        d_conv: int = 4,
    ) -> None:
        super().__init__()
        self.d_state, self.d_inner = d_state, d_inner or 2 * d_model
        self.dt_rank = dt_rank or max(4, d_model // 16)
        self.inputs = nn.Linear(d_model, 2 * self.d_inner, bias=False)
        self.conv = ShortConvolution(self.d_inner, d_conv) if d_conv else None
        self.select = nn.Linear(self.d_inner, self.dt_rank + 2 * d_state, bias=False)
        self.delta = nn.Linear(self.dt_rank, self.d_inner)
        with torch.no_grad():
            self.delta.bias.copy_(inverse_softplus(log_uniform(self.d_inner).exp()))
        rates = torch.arange(1, d_state + 1).float()  # (d_state,)
        self.A_log = nn.Parameter(rates.log().repeat(self.d_inner, 1))  # (d_inner, d_state)
        self.D = nn.Parameter(torch.ones(self.d_inner))  # (d_inner,)
        self.out = nn.Linear(self.d_inner, d_model, bias=False)

    @property
    def A(self) -> Tensor:
        """Decay rates, ``(d_inner, d_state)``, negative."""
        return -torch.exp(self.A_log)

    def choose(self, u: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Choose delta ``(..., d_inner)``, B and C ``(..., d_state)`` from u ``(..., d_inner)``."""
        sizes = [self.dt_rank, self.d_state, self.d_state]
        low, B, C = self.select(u).split(sizes, dim=-1)  # (..., dt_rank), (..., d_state) twice
        return F.softplus(self.delta(low)), B, C

    def read_in(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The scan's input u and the gate, each ``(batch, seq_len, d_inner)``."""
        u, gate = self.inputs(x).chunk(2, dim=-1)  # each (batch, seq_len, d_inner)
        return F.silu(self.conv(u) if self.conv else u), gate

    def forward(self, x: Tensor) -> Tensor:
        u, gate = self.read_in(x)  # each (batch, seq_len, d_inner)
        delta, B, C = self.choose(u)  # (batch, seq_len, d_inner), (batch, seq_len, d_state) twice
        states = selective_states(u, delta, self.A, B)  # (seq_len, batch, d_inner, d_state)
        y = read_states(states, C) + self.D * u  # (batch, seq_len, d_inner)
        out: Tensor = self.out(y * F.silu(gate))  # (batch, seq_len, d_model)
        return out

    def start(self, batch: int) -> State:
        h = self.D.new_zeros(batch, self.d_inner, self.d_state)
        return (h, self.conv.start(batch)) if self.conv else (h,)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        u, gate = self.inputs(x).chunk(2, dim=-1)  # each (batch, d_inner)
        past: State = ()
        if self.conv:
            u, window = self.conv.step(u, state[1])
            past = (window,)
        u = F.silu(u)  # (batch, d_inner)
        h, y = selective_step(state[0], u, *self.chosen(u))  # y: (batch, d_inner)
        out: Tensor = self.out((y + self.D * u) * F.silu(gate))  # (batch, d_model)
        return out, (h, *past)

    def chosen(self, u: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Choose, and give delta, A, B, C in the order of the recurrence."""
        delta, B, C = self.choose(u)
        return delta, self.A, B, C

    def state_numbers(self, seq_len: int) -> int:
        return self.d_inner * self.d_state + (self.conv.state_numbers() if self.conv else 0)

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """The scan's quantities.

        ``u``, ``delta``, ``gate`` ``(batch, seq_len, d_inner)``, ``A`` ``(d_inner, d_state)``,
        ``B``, ``C`` ``(batch, seq_len, d_state)``, ``states``
        ``(batch, seq_len, d_inner, d_state)``.
        """
        u, gate = self.read_in(x)  # each (batch, seq_len, d_inner)
        delta, A, B, C = self.chosen(u)
        states = selective_states(u, delta, A, B)  # (seq_len, batch, d_inner, d_state)
        return {
            "u": u,
            "delta": delta,
            "A": A,
            "B": B,
            "C": C,
            "states": states.transpose(0, 1),
            "gate": gate,
        }
