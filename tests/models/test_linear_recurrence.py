"""Contributions sum to the state; one kernel describes the system only without selection."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import associative_scan, linear_recurrence, s4
from anim_lib.models.discretize import discretize_zoh

A = -torch.arange(1.0, 6.0, dtype=torch.float64)
B = torch.linspace(0.5, 2.0, 5, dtype=torch.float64)
C = torch.cos(torch.arange(5, dtype=torch.float64))


def assert_close(found: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-13)


@pytest.fixture
def u() -> Tensor:
    return torch.randn(30, dtype=torch.float64, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def delta() -> Tensor:
    return 0.01 + torch.rand(30, dtype=torch.float64, generator=torch.Generator().manual_seed(2))


def test_hold_equals_the_matrix_exponential() -> None:
    a, b = linear_recurrence.hold_diagonal(A, B, torch.tensor([0.3], dtype=torch.float64))
    A_bar, B_bar = discretize_zoh(torch.diag(A), B[:, None], 0.3)
    assert_close(a[0], torch.diagonal(A_bar))
    assert_close(b[0], B_bar[:, 0])


def test_hold_becomes_euler_for_small_steps() -> None:
    steps = torch.tensor([1e-6], dtype=torch.float64)
    _, b = linear_recurrence.hold_diagonal(A, B, steps)
    torch.testing.assert_close(b[0] / 1e-6, B, rtol=1e-5, atol=0)


def test_recurrence_equals_s4_and_scan(u: Tensor) -> None:
    steps = torch.full((30,), 0.1, dtype=torch.float64)
    a, B_bar = linear_recurrence.hold_diagonal(A, B, steps)
    states = linear_recurrence.recur(a, B_bar * u[:, None])
    assert_close(states, s4.recur(torch.diag(a[0]), B_bar[0][:, None], u))
    plan = associative_scan.work_efficient_plan(30)
    assert_close(associative_scan.scan(a, B_bar * u[:, None], plan), states)


def test_contributions_sum_to_the_states_and_are_causal(u: Tensor, delta: Tensor) -> None:
    a, B_bar = linear_recurrence.hold_diagonal(A, B, delta)
    b = B_bar * u[:, None]
    share = linear_recurrence.contributions(a, b)
    assert_close(share.sum(1), linear_recurrence.recur(a, b))
    assert (share[3, 4:] == 0).all()
    assert_close(share[7, 4], a[7] * a[6] * a[5] * b[4])


def test_responses_give_the_output(u: Tensor, delta: Tensor) -> None:
    a, B_bar = linear_recurrence.hold_diagonal(A, B, delta)
    y = linear_recurrence.recur(a, B_bar * u[:, None]) @ C
    assert_close(linear_recurrence.responses(a, B_bar, C) @ u, y)


def test_one_kernel_only_without_selection(delta: Tensor) -> None:
    fixed = linear_recurrence.hold_diagonal(A, B, torch.full((6,), 0.1, dtype=torch.float64))
    kernels = linear_recurrence.by_lag(linear_recurrence.responses(*fixed, C))
    kernel = s4.ssm_kernel(torch.diag(fixed[0][0]), fixed[1][0][:, None], C[None], 6)
    for s in range(6):
        assert_close(kernels[s, : 6 - s], kernel[: 6 - s])
        assert (kernels[s, 6 - s :] == 0).all()
    selective = linear_recurrence.hold_diagonal(A, B, delta[:6])
    kernels = linear_recurrence.by_lag(linear_recurrence.responses(*selective, C))
    assert (kernels[1:4, :3] - kernels[0, :3]).abs().max() > 0.1
