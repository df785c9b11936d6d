"""The online state is the best polynomial; which part of the past it keeps depends on the measure.

Errors are of 60 signals of variance 1 and 14 tones (seed 0), 512 steps, 32 coefficients.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
import torch
from torch import Tensor

from anim_lib.models import hippo_online as online
from anim_lib.models.hippo import hippo_legs
from anim_lib.models.hippo_measures import hippo_lagt, hippo_legt
from anim_lib.tasks import band_limited

SEQ_LEN, D_STATE = 512, 32
LEGS_QUARTERS = [0.0216, 0.1051, 0.1115, 0.0183]
WARPED_QUARTERS = [0.4893, 0.3073, 0.1056, 0.0035]
AGE = 1 - online.middles(SEQ_LEN)  # of every step, in histories; oldest first


def last(coefficients: Iterable[Tensor]) -> Tensor:
    return list(coefficients)[-1]


@pytest.fixture(scope="module")
def u() -> Tensor:
    return band_limited.draw(60, SEQ_LEN, 14, torch.Generator().manual_seed(0))


@pytest.mark.parametrize("d_state", [1, 2, 8, 32])
def test_held_legs_is_the_projection_at_every_step(u: Tensor, d_state: int) -> None:
    for k, c in enumerate(online.legs_hold(u[:40], d_state), start=1):
        torch.testing.assert_close(c, online.project(u[:k], d_state), rtol=0, atol=1e-11)


def test_projection_is_the_least_squares_fit() -> None:
    """A polynomial comes back whole; a held signal with the best fit on a fine grid."""
    x = torch.linspace(0, 1, 20_001, dtype=torch.float64)
    x = (x[1:] + x[:-1]) / 2
    cubic = (1 - 3 * x + 2 * x**3)[:, None]
    past = online.legs_past(online.project(cubic, 4), x)
    torch.testing.assert_close(past, cubic, rtol=0, atol=1e-7)
    steps = torch.tensor([1.0, -2.0, 0.5, 3.0, 0.0], dtype=torch.float64)[:, None]
    fine = steps.repeat_interleave(4_000, dim=0)
    fit = np.polynomial.Legendre.fit(x.numpy(), fine[:, 0].numpy(), 3, domain=[0, 1])
    past = online.legs_past(online.project(steps, 4), x)
    np.testing.assert_allclose(past[:, 0], fit(x.numpy()), atol=1e-3)


def test_bilinear_legs_is_the_projection_up_to_discretisation(u: Tensor) -> None:
    gaps = []
    for repeats in (1, 4, 16):
        finer = u[:64].repeat_interleave(repeats, dim=0)
        gap = last(online.legs_bilinear(finer, 16)) - online.project(finer, 16)
        gaps.append(float(gap.abs().max()))
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] < 0.1
    assert gaps[2] < gaps[0] / 7


def test_bilinear_legs_follows_the_papers_formula(u: Tensor) -> None:
    A, B = hippo_legs(5)
    identity = torch.eye(5, dtype=torch.float64)
    states = list(online.legs_bilinear(u[:4], 5))
    k = 3
    forward = (identity + A / (2 * k)) @ states[2] + B * u[3] / k
    expected = torch.linalg.solve(identity - A / (2 * (k + 1)), forward)
    torch.testing.assert_close(states[3], expected, rtol=0, atol=1e-13)


def quarters(past: Tensor, u: Tensor) -> list[float]:
    return online.mean_square_by_age(past, u, 4).tolist()


def test_legs_weighs_all_history_alike(u: Tensor) -> None:
    """Both ends are sharp and the middle is not: no recency."""
    c = last(online.legs_hold(u, D_STATE))
    oldest, old, new, newest = quarters(online.legs_past(c, online.middles(SEQ_LEN)), u)
    assert oldest == pytest.approx(newest, rel=0.25)
    assert old == pytest.approx(new, rel=0.25)
    assert min(old, new) > 2.5 * max(oldest, newest)
    np.testing.assert_allclose([oldest, old, new, newest], LEGS_QUARTERS, atol=5e-5)


def test_s4s_use_of_legs_fades(u: Tensor) -> None:
    """Over 4 time constants, without 1/t."""
    c = last(online.fixed_step(u, *hippo_legs(D_STATE), 4 / SEQ_LEN))
    errors = quarters(online.warped_past(c, 4 * AGE), u)
    assert errors == sorted(errors, reverse=True)
    assert errors[0] > 50 * errors[3]
    np.testing.assert_allclose(errors, WARPED_QUARTERS, atol=5e-5)


def test_lagt_fades(u: Tensor) -> None:
    c = last(online.fixed_step(u, *hippo_lagt(D_STATE), 40 / SEQ_LEN))
    errors = quarters(online.lagt_past(c, 40 * AGE), u)
    assert errors == sorted(errors, reverse=True)
    assert errors[0] > 5 * errors[3]


def test_legt_keeps_its_window_and_nothing_else(u: Tensor) -> None:
    window = SEQ_LEN // 4
    A, B = hippo_legt(D_STATE)
    past = online.legt_past(last(online.fixed_step(u, A, B, 1 / window)), 4 * AGE)
    errors = quarters(past, u)
    assert (past[: SEQ_LEN - window] == 0).all()
    assert min(errors[:3]) > 0.7  # the signals' own variance there
    assert errors[3] < 0.01
