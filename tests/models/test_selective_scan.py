"""The selective scan against the sum it unrolls to; a step of zero holds the state."""

from __future__ import annotations

import torch

from anim_lib.models.selective_scan import (
    discretize_selective,
    read_states,
    selective_scan,
    selective_states,
    selective_step,
)

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


def test_all_forms_are_one_recurrence() -> None:
    u, delta, A, B, C = inputs()
    y = selective_scan(u, delta, A, B, C)
    states = selective_states(u[None], delta[None], A, B[None])  # (seq_len, 1, d_inner, d_state)
    torch.testing.assert_close(read_states(states, C[None])[0], y, rtol=0, atol=1e-13)
    A_bar, B_bar = discretize_selective(delta, A, B)
    h = torch.zeros(D_INNER, D_STATE, dtype=torch.float64)
    stepped = h
    for t in range(SEQ_LEN):
        h = A_bar[t] * h + B_bar[t] * u[t, :, None]
        torch.testing.assert_close(states[t, 0], h, rtol=0, atol=1e-13)
        stepped, out = selective_step(stepped, u[t], delta[t], A, B[t], C[t])
        torch.testing.assert_close(out, y[t], rtol=0, atol=1e-13)


def test_eulers_b_bar_nears_the_exact_hold_as_the_step_shrinks() -> None:
    """Mamba's B_bar is off by delta A / 2 in relative terms: half the step, half the error."""
    _, _, A, B, _ = inputs()
    errors = []
    for size in (1e-2, 5e-3):
        delta = torch.full((D_INNER,), size, dtype=torch.float64)
        A_bar, B_bar = discretize_selective(delta, A, B[0])
        exact = (A_bar - 1) / A * B[0]
        errors.append(((B_bar - exact) / exact).abs())
        torch.testing.assert_close(errors[-1], -size * A / 2, rtol=1e-2, atol=0)
    torch.testing.assert_close(errors[0] / errors[1], torch.full_like(A, 2.0), rtol=1e-2, atol=0)
