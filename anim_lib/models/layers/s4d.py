"""S4D in a gated block: nothing in the recurrence depends on the token (arXiv 2206.11893)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models import s4d
from anim_lib.models.layers.layer import Layer, State
from anim_lib.models.layers.short_convolution import ShortConvolution
from anim_lib.models.layers.step_lengths import log_uniform


class S4D(Layer):
    """A diagonal, linear, time-invariant state space model with Mamba's gate for a fair match.

    The state is kept as real and imaginary parts, so that its numbers can be counted.
    """

    def __init__(
        self, d_model: int, d_state: int = 16, d_inner: int | None = None, d_conv: int = 0
    ) -> None:
        super().__init__()
        self.d_state, self.d_inner = d_state, d_inner or 2 * d_model
        self.inputs = nn.Linear(d_model, 2 * self.d_inner, bias=False)
        self.out = nn.Linear(self.d_inner, d_model, bias=False)
        self.conv = ShortConvolution(self.d_inner, d_conv) if d_conv else None
        self.log_delta = nn.Parameter(log_uniform(self.d_inner))  # (d_inner,)
        A = s4d.s4d_lin(d_state).to(torch.complex64)  # (half,)
        self.A_log = nn.Parameter((-A.real).log().repeat(self.d_inner, 1))  # (d_inner, half)
        self.A_imag = nn.Parameter(A.imag.repeat(self.d_inner, 1))  # (d_inner, half)
        self.C_parts = nn.Parameter(torch.randn(self.d_inner, d_state // 2, 2) * 0.5**0.5)
        self.D = nn.Parameter(torch.ones(self.d_inner))  # (d_inner,)

    @property
    def A(self) -> Tensor:
        """``(d_inner, d_state / 2)``, complex."""
        return torch.complex(-torch.exp(self.A_log), self.A_imag)

    @property
    def C(self) -> Tensor:
        """``(d_inner, d_state / 2)``, complex."""
        return torch.view_as_complex(self.C_parts)

    @property
    def delta(self) -> Tensor:
        """``(d_inner, 1)``, positive."""
        return torch.exp(self.log_delta)[:, None]

    def kernel(self, n_lags: int) -> Tensor:
        """Every channel's kernel, ``(d_inner, n_lags)``, without the D skip."""
        return s4d.vandermonde_kernel(self.A, self.delta, self.C, n_lags)

    def read_in(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The input u and the gate, each ``(batch, seq_len, d_inner)``."""
        u, gate = self.inputs(x).chunk(2, dim=-1)  # each (batch, seq_len, d_inner)
        return (F.silu(self.conv(u)) if self.conv else u), gate

    def forward(self, x: Tensor) -> Tensor:
        u, gate = self.read_in(x)  # each (batch, seq_len, d_inner)
        kernel = self.kernel(x.shape[1])  # (d_inner, seq_len)
        y = s4d.causal_convolution(u.transpose(1, 2), kernel)  # (batch, d_inner, seq_len)
        out: Tensor = self.out((y.transpose(1, 2) + self.D * u) * F.silu(gate))
        return out  # (batch, seq_len, d_model)

    def start(self, batch: int) -> State:
        h = self.D.new_zeros(batch, self.d_inner, self.d_state // 2, 2)
        return (h, self.conv.start(batch)) if self.conv else (h,)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        u, gate = self.inputs(x).chunk(2, dim=-1)  # each (batch, d_inner)
        past: State = ()
        if self.conv:
            u, window = self.conv.step(u, state[1])
            u, past = F.silu(u), (window,)
        discrete = s4d.discretize_diagonal_zoh(self.A, self.delta)  # each (d_inner, half)
        h, y = s4d.s4d_step(torch.view_as_complex(state[0]), u, *discrete, self.C)
        out: Tensor = self.out((y + self.D * u) * F.silu(gate))  # (batch, d_model)
        return out, (torch.view_as_real(h), *past)

    def state_numbers(self, seq_len: int) -> int:
        return self.d_inner * self.d_state + (self.conv.state_numbers() if self.conv else 0)

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """``u``, ``gate`` ``(batch, seq_len, d_inner)`` and ``kernel`` ``(d_inner, seq_len)``."""
        u, gate = self.read_in(x)  # each (batch, seq_len, d_inner)
        return {"u": u, "gate": gate, "kernel": self.kernel(x.shape[1])}
