"""Discretisation against scipy and against the continuous limit."""

from __future__ import annotations

import pytest
import torch
from scipy import linalg, signal

from anim_lib.models.discretize import discretize_bilinear, discretize_zoh
from anim_lib.models.hippo import hippo_legs

METHODS = [("bilinear", discretize_bilinear), ("zoh", discretize_zoh)]


@pytest.mark.parametrize("delta", [0.2, 1 / 32, 1 / 200])
@pytest.mark.parametrize(("name", "discretize"), METHODS)
def test_equals_scipy(name: str, discretize: object, delta: float) -> None:
    A, B = hippo_legs(8)
    C = torch.zeros(1, 8)
    A_bar, B_bar = discretize(A, B, delta)  # type: ignore[operator]
    theirs = signal.cont2discrete((A.numpy(), B.numpy(), C.numpy(), 0), delta, method=name)
    torch.testing.assert_close(A_bar, torch.from_numpy(theirs[0]), rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(B_bar, torch.from_numpy(theirs[1]), rtol=1e-9, atol=1e-12)


def test_zoh_is_the_textbook_formula() -> None:
    A, B = hippo_legs(6)
    A_bar, B_bar = discretize_zoh(A, B, 0.1)
    exact = torch.from_numpy(linalg.expm(0.1 * A.numpy()))
    torch.testing.assert_close(A_bar, exact, rtol=1e-12, atol=1e-13)
    identity = torch.eye(6, dtype=torch.float64)
    torch.testing.assert_close(
        B_bar, torch.linalg.solve(A, (exact - identity) @ B), rtol=1e-10, atol=1e-12
    )


@pytest.mark.parametrize(("name", "discretize"), METHODS)
def test_short_steps_become_euler(name: str, discretize: object) -> None:
    A, B = hippo_legs(6)
    errors = []
    for delta in (1e-3, 1e-4):
        A_bar, B_bar = discretize(A, B, delta)  # type: ignore[operator]
        euler = torch.eye(6, dtype=torch.float64) + delta * A
        errors.append(
            max((A_bar - euler).abs().max().item(), (B_bar - delta * B).abs().max().item())
        )
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.05), f"{name}: error falls with delta²"


def test_known_scalar_values() -> None:
    A, B = -torch.ones(1, 1, dtype=torch.float64), torch.ones(1, 1, dtype=torch.float64)
    A_bar, B_bar = discretize_zoh(A, B, 0.5)
    assert A_bar.item() == pytest.approx(0.6065306597)
    assert B_bar.item() == pytest.approx(0.3934693403)
