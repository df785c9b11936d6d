"""The recurrence, the direct convolution and the FFT are one operator."""

from __future__ import annotations

import pytest
import torch
from scipy import signal
from torch import Tensor

from anim_lib.models import s4
from anim_lib.models.discretize import discretize_bilinear, discretize_zoh
from anim_lib.models.hippo import hippo_legs

LENGTH = 200
CLOSE = {"rtol": 0.0, "atol": 1e-13}  # outputs are below 1; 200 sums in float64


def system(discretize: object, d_state: int = 16) -> tuple[Tensor, Tensor, Tensor]:
    A, B = hippo_legs(d_state)
    C = torch.cos(torch.arange(d_state, dtype=torch.float64))[None, :] / d_state
    return *discretize(A, B, 1 / 50), C  # type: ignore[operator]


@pytest.fixture
def u() -> Tensor:
    return torch.randn(LENGTH, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("discretize", [discretize_bilinear, discretize_zoh])
def test_three_ways_one_answer(u: Tensor, discretize: object) -> None:
    A_bar, B_bar, C = system(discretize)
    y = s4.read_out(C, s4.recur(A_bar, B_bar, u))
    kernel = s4.ssm_kernel(A_bar, B_bar, C, LENGTH)
    torch.testing.assert_close(s4.convolve(kernel, u), y, **CLOSE)
    torch.testing.assert_close(s4.convolve_fft(kernel, u), y, **CLOSE)


def test_recurrence_equals_scipy(u: Tensor) -> None:
    A_bar, B_bar, C = system(discretize_bilinear)
    y = s4.read_out(C, s4.recur(A_bar, B_bar, u))
    # scipy reads the state before the step: C h_t = (C A_bar) h_(t-1) + (C B_bar) u_t
    parts = (A_bar, B_bar, C @ A_bar, C @ B_bar)
    _, theirs, _ = signal.dlsim((*(part.numpy() for part in parts), 1.0), u.numpy())
    torch.testing.assert_close(y, torch.from_numpy(theirs[:, 0]), **CLOSE)


def test_kernel_is_the_answer_to_an_impulse() -> None:
    A_bar, B_bar, C = system(discretize_bilinear)
    impulse = torch.zeros(40, dtype=torch.float64)
    impulse[0] = 1.0
    y = s4.read_out(C, s4.recur(A_bar, B_bar, impulse))
    torch.testing.assert_close(s4.ssm_kernel(A_bar, B_bar, C, 40), y, **CLOSE)


def test_unpadded_fft_would_wrap(u: Tensor) -> None:
    A_bar, B_bar, C = system(discretize_bilinear)
    kernel = s4.ssm_kernel(A_bar, B_bar, C, LENGTH)
    circular = torch.fft.irfft(torch.fft.rfft(u) * torch.fft.rfft(kernel), n=LENGTH)
    assert (circular - s4.convolve_fft(kernel, u)).abs().max() > 1e-3


def test_terms_are_causal_and_sum_to_the_output(u: Tensor) -> None:
    A_bar, B_bar, C = system(discretize_bilinear)
    kernel = s4.ssm_kernel(A_bar, B_bar, C, 12)
    terms = s4.convolution_terms(kernel, u[:12])
    assert (terms.triu(1) == 0).all()
    assert terms[7, 2] == kernel[5] * u[2]
    torch.testing.assert_close(terms.sum(1), s4.convolve(kernel, u[:12]), **CLOSE)


def test_sign_changes() -> None:
    assert s4.sign_changes(torch.tensor([1.0, 2.0, -1.0, -2.0, 3.0])) == 2
