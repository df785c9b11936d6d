"""HiPPO-LegS: its matrices, their spectrum, and the closed form of exp(tA) B."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy import linalg, special

from anim_lib.models.hippo import hippo_legs, legs_envelope, legs_kernel


def test_first_rows() -> None:
    A, B = hippo_legs(4)
    printed = [
        [-1, 0, 0, 0],
        [-1.732, -2, 0, 0],
        [-2.236, -3.873, -3, 0],
        [-2.646, -4.583, -5.916, -4],
    ]
    np.testing.assert_allclose(A.numpy(), printed, atol=5e-4)
    np.testing.assert_allclose(B[:, 0].numpy() ** 2, [1, 3, 5, 7], rtol=1e-12)


@pytest.mark.parametrize("d_state", [1, 4, 16])
def test_eigenvalues_are_minus_one_to_minus_n(d_state: int) -> None:
    A, _ = hippo_legs(d_state)
    found = np.sort(np.linalg.eigvals(A.numpy()).real)
    np.testing.assert_allclose(found, -np.arange(d_state, 0, -1), rtol=1e-6)


def test_matrix_exponential_is_warped_legendre() -> None:
    t = torch.linspace(0.0, 3.0, 13, dtype=torch.float64)
    closed = legs_kernel(12, t).numpy()
    A, B = hippo_legs(12)
    for row, time in zip(closed, t.tolist(), strict=True):
        np.testing.assert_allclose(
            row, (linalg.expm(time * A.numpy()) @ B.numpy())[:, 0], atol=1e-11
        )


@pytest.mark.parametrize("d_state", [1, 2, 20])
def test_legendre_recursion_equals_scipy(d_state: int) -> None:
    t = torch.linspace(0.01, 4.0, 50, dtype=torch.float64)
    x = 2 * np.exp(-t.numpy()) - 1
    for order in range(d_state):
        expected = (2 * order + 1) ** 0.5 * np.exp(-t.numpy()) * special.eval_legendre(order, x)
        np.testing.assert_allclose(legs_kernel(d_state, t)[:, order].numpy(), expected, atol=1e-12)


def test_envelope_bounds_the_kernel_and_nearly_touches_it() -> None:
    t = torch.linspace(0.01, 4.0, 4000, dtype=torch.float64)
    share = legs_kernel(13, t)[:, 12].abs() / legs_envelope(12, t)
    assert 0.99 < share.max() < 1
