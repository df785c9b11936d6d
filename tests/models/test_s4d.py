"""S4D: kernel, recurrence and dense matrices are one and the same system."""

from __future__ import annotations

import math

import torch

from anim_lib.models import s4d
from anim_lib.models.discretize import discretize_zoh
from anim_lib.models.s4 import convolve

D_INNER, D_STATE, SEQ_LEN = 3, 8, 40


def system() -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(0)
    A = s4d.s4d_lin(D_STATE).repeat(D_INNER, 1)
    C = torch.randn(D_INNER, D_STATE // 2, dtype=torch.complex128, generator=generator)
    delta = torch.rand(D_INNER, 1, dtype=torch.float64, generator=generator) / 5 + 0.01
    u = torch.randn(D_INNER, SEQ_LEN, dtype=torch.float64, generator=generator)
    return A, C, delta, u


def test_a_is_the_papers() -> None:
    assert s4d.s4d_lin(6).tolist() == [complex(-0.5, math.pi * n) for n in range(3)]


def test_recurrence_is_convolution() -> None:
    A, C, delta, u = system()
    kernel = s4d.vandermonde_kernel(A, delta, C, SEQ_LEN)
    A_bar, B_bar = s4d.discretize_diagonal_zoh(A, delta)
    h = torch.zeros(D_INNER, D_STATE // 2, dtype=torch.complex128)
    by_fft = s4d.causal_convolution(u, kernel)
    for t in range(SEQ_LEN):
        h, y = s4d.s4d_step(h, u[:, t], A_bar, B_bar, C)
        torch.testing.assert_close(y, by_fft[:, t], rtol=0, atol=1e-12)
    by_sum = torch.stack([convolve(k, x) for k, x in zip(kernel, u, strict=True)])
    torch.testing.assert_close(by_fft, by_sum, rtol=0, atol=1e-12)


def test_a_pair_of_conjugates_is_a_real_system_of_two() -> None:
    """The dense hold on the real 2 x 2 block of every conjugate pair gives the same kernel."""
    A, C, delta, _ = system()
    kernel = s4d.vandermonde_kernel(A, delta, C, 12)
    for channel in range(D_INNER):
        expected = torch.zeros(12, dtype=torch.float64)
        for n in range(D_STATE // 2):
            a, c = A[channel, n], C[channel, n]
            block = torch.stack([torch.stack([a.real, -a.imag]), torch.stack([a.imag, a.real])])
            B = torch.tensor([[1.0], [0.0]], dtype=torch.float64)
            A_bar, B_bar = discretize_zoh(block, B, delta[channel].item())
            read = torch.stack([2 * c.real, -2 * c.imag])
            for lag in range(12):
                expected[lag] += (read @ torch.linalg.matrix_power(A_bar, lag) @ B_bar)[0]
        torch.testing.assert_close(kernel[channel], expected, rtol=0, atol=1e-12)
