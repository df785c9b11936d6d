"""A state space layer of which only the step length depends on the token, and its fixed twin.

The ablation of Gu & Dao 2023 (arXiv 2312.00752), section 4.6: delta alone selective. Its twin is
time-invariant, in the manner of S4D (Gu et al. 2022, arXiv 2206.11893).
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.differentiable_scan import recur_differentiably_complex
from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.step_lengths import inverse_softplus

SHORTEST, LONGEST = 0.02, 0.5


class DeltaSSM(Layer):
    """A diagonal complex recurrence with fixed A, B = 1 and C.

    One number per token is added to every channel's own step length before the softplus, if
    ``selective``; the twin without it is linear and time-invariant. A is discretised exactly, B by
    Euler's rule, as in Mamba.
    """

    def __init__(self, d_model: int, d_state: int, d_inner: int, selective: bool) -> None:
        super().__init__()
        self.d_state, self.d_inner = d_state, d_inner
        self.inputs = nn.Linear(d_model, d_inner, bias=False)
        self.out = nn.Linear(d_inner, d_model, bias=False)
        self.D = nn.Parameter(torch.ones(d_inner))  # (d_inner,)
        self.select = nn.Linear(d_model, 1) if selective else None
        steps = torch.exp(torch.linspace(math.log(SHORTEST), math.log(LONGEST), d_inner))
        self.delta_bias = nn.Parameter(inverse_softplus(steps))  # (d_inner,)
        half = d_state // 2
        self.A_log = nn.Parameter(torch.full((d_inner, half), math.log(0.3)))  # (d_inner, half)
        turns = math.pi * torch.arange(half).float()  # (half,)
        self.A_imag = nn.Parameter(turns.repeat(d_inner, 1))  # (d_inner, half)
        self.C = nn.Parameter(torch.randn(d_inner, half, 2) * 0.5)  # (d_inner, half, re and im)

    def delta(self, x: Tensor) -> Tensor:
        """Step lengths for ``(..., d_model)``: ``(..., d_inner)``."""
        token = self.select(x) if self.select else torch.zeros_like(x[..., :1])  # (..., 1)
        return F.softplus(self.delta_bias + token)  # (..., d_inner)

    def A_bar(self, delta: Tensor) -> tuple[Tensor, Tensor]:
        """exp(delta A), real and imaginary part, each ``(..., d_inner, d_state / 2)``."""
        size = torch.exp(-delta[..., None] * torch.exp(self.A_log))  # (..., d_inner, half)
        turn = delta[..., None] * self.A_imag  # (..., d_inner, half)
        return size * turn.cos(), size * turn.sin()

    def read_out(self, h_re: Tensor, h_im: Tensor, u: Tensor) -> Tensor:
        """From states ``(..., d_inner, d_state / 2)`` and u to the output ``(..., d_model)``."""
        C_re, C_im = self.C.unbind(-1)  # each (d_inner, half)
        y = 2 * (h_re * C_re - h_im * C_im).sum(-1) + self.D * u  # (..., d_inner)
        out: Tensor = self.out(F.gelu(y))  # (..., d_model)
        return out

    def scan(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Give u and delta ``(seq_len, batch, d_inner)``, then both parts of the states."""
        u = self.inputs(x).transpose(0, 1)  # (seq_len, batch, d_inner)
        delta = self.delta(x).transpose(0, 1)  # (seq_len, batch, d_inner)
        written = (delta * u)[..., None]  # (seq_len, batch, d_inner, 1)
        return u, delta, *recur_differentiably_complex(*self.A_bar(delta), written)

    def forward(self, x: Tensor) -> Tensor:
        u, _, h_re, h_im = self.scan(x)  # (seq_len, batch, d_inner, half) each h
        return self.read_out(h_re, h_im, u).transpose(0, 1)  # (batch, seq_len, d_model)

    def start(self, batch: int) -> State:
        zeros = self.D.new_zeros(batch, self.d_inner, self.d_state // 2)  # (batch, d_inner, half)
        return zeros, zeros

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        h_re, h_im = state  # each (batch, d_inner, half)
        u, delta = self.inputs(x), self.delta(x)  # each (batch, d_inner)
        a_re, a_im = self.A_bar(delta)  # each (batch, d_inner, half)
        written = (delta * u)[..., None]  # (batch, d_inner, 1)
        next_re = a_re * h_re - a_im * h_im + written  # (batch, d_inner, half)
        next_im = a_re * h_im + a_im * h_re  # (batch, d_inner, half)
        return self.read_out(next_re, next_im, u), (next_re, next_im)  # y: (batch, d_model)

    def state_numbers(self, seq_len: int) -> int:
        return self.d_inner * self.d_state

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """The scan's quantities.

        ``u``, ``delta`` ``(batch, seq_len, d_inner)``; ``states``
        ``(batch, seq_len, d_inner, d_state / 2)``, complex; ``A`` ``(d_inner, d_state / 2)``,
        complex.
        """
        u, delta, h_re, h_im = (part.transpose(0, 1) for part in self.scan(x))
        A = torch.complex(-torch.exp(self.A_log), self.A_imag)  # (d_inner, half)
        return {"u": u, "delta": delta, "A": A, "states": torch.complex(h_re, h_im)}
