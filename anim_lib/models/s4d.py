"""S4D: a state space model with a diagonal, complex A; every state number on its own.

Gu et al. 2022 (arXiv 2206.11893). Of every conjugate pair only one half is kept, so d_state real
numbers are d_state / 2 complex ones, and outputs are twice the real part. B is 1, as the paper
allows: its scale goes into C.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def s4d_lin(d_state: int) -> Tensor:
    """The A of S4D-Lin, A_n = -1/2 + i pi n (the paper's equation 9), ``(d_state / 2,)``."""
    n = torch.arange(d_state // 2, dtype=torch.float64)  # (d_state / 2,)
    return torch.complex(torch.full_like(n, -0.5), math.pi * n)  # (d_state / 2,)


def discretize_diagonal_zoh(A: Tensor, delta: Tensor) -> tuple[Tensor, Tensor]:
    """Zero-order hold, exact: A_bar = exp(delta A) and B_bar = (A_bar - 1) / A.

    Parameters
    ----------
    A
        ``(..., d_state / 2)``, complex, not 0.
    delta
        Step length, ``(..., 1)``, positive, in the time unit of A.

    Returns
    -------
    tuple of Tensor
        A_bar and B_bar, each ``(..., d_state / 2)``.
    """
    A_bar = torch.exp(delta * A)  # (..., d_state / 2)
    return A_bar, (A_bar - 1) / A  # each (..., d_state / 2)


def vandermonde_kernel(A: Tensor, delta: Tensor, C: Tensor, n_lags: int) -> Tensor:
    """kernel[k] = 2 Re sum_n C_n B_bar_n A_bar_n^k, a product with a Vandermonde matrix.

    Parameters
    ----------
    A, C
        ``(d_inner, d_state / 2)``, complex.
    delta
        ``(d_inner, 1)``.
    n_lags
        How many lags, from 0.

    Returns
    -------
    Tensor
        ``(d_inner, n_lags)``, real and signed.
    """
    _, B_bar = discretize_diagonal_zoh(A, delta)  # (d_inner, d_state / 2)
    powers = torch.exp((delta * A)[..., None] * torch.arange(n_lags))  # (d_inner, d_state/2, lags)
    return 2 * torch.einsum("eh,eht->et", C * B_bar, powers).real  # (d_inner, n_lags)


def causal_convolution(u: Tensor, kernel: Tensor) -> Tensor:
    """y_t = sum over lags k of kernel[k] u_{t-k}, by FFT, padded so that the end does not wrap.

    Parameters
    ----------
    u
        ``(..., d_inner, seq_len)``.
    kernel
        ``(d_inner, seq_len)``.

    Returns
    -------
    Tensor
        ``(..., d_inner, seq_len)``.
    """
    seq_len = u.shape[-1]
    padded = 2 * seq_len
    spectrum = torch.fft.rfft(u, n=padded) * torch.fft.rfft(kernel, n=padded)
    y: Tensor = torch.fft.irfft(spectrum, n=padded)[..., :seq_len]  # (..., d_inner, seq_len)
    return y


def s4d_step(
    h: Tensor, u: Tensor, A_bar: Tensor, B_bar: Tensor, C: Tensor
) -> tuple[Tensor, Tensor]:
    """Step h <- A_bar h + B_bar u, y = 2 Re(C h), for one token.

    Parameters
    ----------
    h
        ``(..., d_inner, d_state / 2)``, complex.
    u
        ``(..., d_inner)``, real.
    A_bar, B_bar, C
        ``(d_inner, d_state / 2)``, complex.

    Returns
    -------
    tuple of Tensor
        The next h, and y ``(..., d_inner)``.
    """
    h = A_bar * h + B_bar * u[..., None]  # (..., d_inner, d_state / 2)
    return h, 2 * (C * h).sum(-1).real  # (..., d_inner)
