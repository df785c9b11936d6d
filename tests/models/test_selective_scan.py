"""The selective scan against the sum it unrolls to; a step of zero holds the state."""

from __future__ import annotations

import torch

from anim_lib.models.selective_scan import selective_scan

SEQ_LEN, D_INNER, D_STATE = 11, 3, 4


def inputs() -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(0)
    u = torch.randn(SEQ_LEN, D_INNER, dtype=torch.float64, generator=generator)
    delta = torch.rand(SEQ_LEN, D_INNER, dtype=torch.float64, generator=generator)
    A = -torch.rand(D_INNER, D_STATE, dtype=torch.float64, generator=generator)
    B, C = torch.randn(2, SEQ_LEN, D_STATE, dtype=torch.float64, generator=generator)
    return u, delta, A, B, C


def test_equals_the_unrolled_sum() -> None:
    u, delta, A, B, C = inputs()
    elapsed = delta.cumsum(0)  # (seq_len, d_inner)
    y = torch.zeros(SEQ_LEN, D_INNER, dtype=torch.float64)
    for t in range(SEQ_LEN):
        for s in range(t + 1):
            kept = torch.exp((elapsed[t] - elapsed[s])[:, None] * A)  # (d_inner, d_state)
            y[t] += (kept * (delta[s] * u[s])[:, None] * B[s] * C[t]).sum(1)
    torch.testing.assert_close(selective_scan(u, delta, A, B, C), y, rtol=0, atol=1e-13)


def test_a_step_of_zero_holds_the_state() -> None:
    u, delta, A, B, _ = inputs()
    C = torch.ones(SEQ_LEN, D_STATE, dtype=torch.float64)
    delta[5] = 0.0
    y = selective_scan(u, delta, A, B, C)
    torch.testing.assert_close(y[5], y[4], rtol=0, atol=0)
