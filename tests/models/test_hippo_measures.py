"""LegT, LagT and the bases: orthonormal, and what exp(tA) B says they are."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy import integrate, special

from anim_lib.models import hippo_measures as measures
from anim_lib.models.hippo import hippo_legs, legs_kernel

N = 12
X = torch.linspace(0.0, 1.0, 9, dtype=torch.float64)
AGE = torch.linspace(0.0, 6.0, 13, dtype=torch.float64)


def test_first_rows_of_legt() -> None:
    A, B = measures.hippo_legt(3)
    r3, r5, r15 = 3**0.5, 5**0.5, 15**0.5
    rows = [[-1, r3, -r5], [-r3, -3, r15], [-r5, -r15, -5]]
    np.testing.assert_allclose(A, rows, rtol=1e-14)
    np.testing.assert_allclose(B[:, 0], [1, r3, r5], rtol=1e-14)


def test_first_rows_of_lagt() -> None:
    A, B = measures.hippo_lagt(3)
    assert A.tolist() == [[-0.5, 0, 0], [-1, -0.5, 0], [-1, -1, -0.5]]
    assert B[:, 0].tolist() == [1, 1, 1]


@pytest.mark.parametrize("d_state", [1, 2, N])
def test_bases_equal_scipy(d_state: int) -> None:
    for n in range(d_state):
        expected = (2 * n + 1) ** 0.5 * special.eval_legendre(n, 2 * X.numpy() - 1)
        np.testing.assert_allclose(measures.legendre(d_state, X)[:, n], expected, atol=1e-12)
        expected = np.exp(-AGE.numpy() / 2) * special.eval_laguerre(n, AGE.numpy())
        np.testing.assert_allclose(measures.laguerre(d_state, AGE)[:, n], expected, atol=1e-12)


def test_bases_are_orthonormal() -> None:
    identity = np.eye(N)
    x, w = np.polynomial.legendre.leggauss(N)
    basis = measures.legendre(N, torch.from_numpy((x + 1) / 2)).numpy()
    np.testing.assert_allclose((basis.T * w / 2) @ basis, identity, atol=1e-12)
    s, w = np.polynomial.laguerre.laggauss(N)
    basis = measures.laguerre(N, torch.from_numpy(s)).numpy() * np.exp(s / 2)[:, None]
    np.testing.assert_allclose((basis.T * w) @ basis, identity, atol=1e-10)


def test_exponentials_are_the_bases() -> None:
    A, B = measures.hippo_lagt(N)
    for age, row in zip(AGE, measures.laguerre(N, AGE), strict=True):
        found = (torch.linalg.matrix_exp(age * A) @ B)[:, 0]
        torch.testing.assert_close(found, row, rtol=0, atol=1e-11)
    weighted = torch.exp(-AGE)[:, None] * measures.warped_legendre(N, AGE)
    torch.testing.assert_close(weighted, legs_kernel(N, AGE), rtol=0, atol=1e-12)


def test_legt_forgets_what_leaves_its_window() -> None:
    A, B = measures.hippo_legt(32)
    left = [torch.linalg.matrix_exp(age * A) @ B for age in (0.5, 1.5, 3.0)]
    sizes = [float(torch.linalg.vector_norm(state)) for state in left]
    assert sizes[0] > 1
    assert sizes[1] < 0.1 * sizes[0]
    assert sizes[2] < 1e-4 * sizes[0]
    legs_left = torch.linalg.matrix_exp(1.5 * hippo_legs(32)[0]) @ hippo_legs(32)[1]
    assert torch.linalg.vector_norm(legs_left) > 1


@pytest.mark.parametrize("order", [0, 1, 7, 31])
def test_order_weight_is_the_integral_and_symmetric(order: int) -> None:
    shares = measures.order_weight(order, torch.linspace(0, 1, 5, dtype=torch.float64))
    assert shares.sum() == pytest.approx(1, abs=1e-12)
    torch.testing.assert_close(shares, shares.flip(0), rtol=0, atol=1e-12)
    part, _ = integrate.quad(
        lambda x: (2 * order + 1) * special.eval_legendre(order, 2 * x - 1) ** 2, 0, 0.25
    )
    assert shares[0] == pytest.approx(part, abs=1e-10)


def test_order_31_lies_mostly_at_both_ends() -> None:
    shares = measures.order_weight(31, torch.linspace(0, 1, 5, dtype=torch.float64))
    np.testing.assert_allclose(shares, [0.3384, 0.1616, 0.1616, 0.3384], atol=5e-5)
