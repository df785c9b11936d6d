"""A linear time-invariant state space model, run as a recurrence and as a convolution.

Gu et al. 2021 (arXiv 2111.00396). One input and one output channel; no D skip.
"""

from __future__ import annotations

import torch
from torch import Tensor


def ssm_kernel(A_bar: Tensor, B_bar: Tensor, C: Tensor, n_lags: int) -> Tensor:
    """kernel[k] = C A_bar^k B_bar, what an input still adds to the output k steps later.

    Parameters
    ----------
    A_bar, B_bar, C
        ``(d_state, d_state)``, ``(d_state, 1)``, ``(1, d_state)``.
    n_lags
        How many lags, from 0.

    Returns
    -------
    Tensor
        ``(n_lags,)``, signed.
    """
    kernel = torch.empty(n_lags, dtype=A_bar.dtype)  # (n_lags,)
    echo = B_bar  # (d_state, 1)
    for lag in range(n_lags):
        kernel[lag] = (C @ echo).squeeze()  # ()
        echo = A_bar @ echo  # (d_state, 1)
    return kernel


def recur(A_bar: Tensor, B_bar: Tensor, u: Tensor) -> Tensor:
    """h_t = A_bar h_{t-1} + B_bar u_t from h_0 = 0, for ``(seq_len,)`` inputs.

    Returns
    -------
    Tensor
        The state after every input, ``(seq_len, d_state)``.
    """
    h = torch.zeros_like(B_bar)  # (d_state, 1)
    states = torch.empty(u.shape[0], B_bar.shape[0], dtype=u.dtype)  # (seq_len, d_state)
    for t in range(u.shape[0]):
        h = A_bar @ h + B_bar * u[t]  # (d_state, 1)
        states[t] = h[:, 0]  # (d_state,)
    return states


def read_out(C: Tensor, states: Tensor) -> Tensor:
    """y_t = C h_t: ``(1, d_state)`` and ``(seq_len, d_state)`` give ``(seq_len,)``."""
    return states @ C[0]  # (seq_len,)


def convolution_terms(kernel: Tensor, u: Tensor) -> Tensor:
    """Every product of the sum, term[t, s] = kernel[t-s] u[s], 0 where s is after t.

    Returns
    -------
    Tensor
        ``(seq_len, seq_len)``, output position by input position; its row sums are the output.
    """
    seq_len = u.shape[0]
    lag = torch.arange(seq_len)[:, None] - torch.arange(seq_len)[None, :]  # (seq_len, seq_len)
    past = lag >= 0  # (seq_len, seq_len)
    return kernel[lag.clamp(min=0)] * past * u  # (seq_len, seq_len)


def convolve(kernel: Tensor, u: Tensor) -> Tensor:
    """y_t = sum over lags k of kernel[k] u_{t-k}, term by term; ``(seq_len,)``."""
    return convolution_terms(kernel, u).sum(dim=1)  # (seq_len,)


def convolve_fft(kernel: Tensor, u: Tensor) -> Tensor:
    """The same by FFT, padded to twice the length so that the end does not wrap; ``(seq_len,)``."""
    seq_len = u.shape[0]
    padded = 2 * seq_len
    spectrum = torch.fft.rfft(u, n=padded) * torch.fft.rfft(kernel[:seq_len], n=padded)
    output: Tensor = torch.fft.irfft(spectrum, n=padded)[:seq_len]  # (seq_len,)
    return output


def sign_changes(kernel: Tensor) -> int:
    """How often neighbours in a signed sequence ``(n,)`` have different signs."""
    return int((torch.sign(kernel).diff() != 0).sum())
