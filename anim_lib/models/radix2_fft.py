"""The fast Fourier transform of Cooley & Tukey (1965) for powers of two, its butterflies counted.

A butterfly is one complex multiplication and two complex additions. The library's own FFT hides
its work; this one is here to count it.
"""

from __future__ import annotations

import torch
from torch import Tensor


def transform(x: Tensor) -> tuple[Tensor, int]:
    """X_k = sum over n of x_n exp(-2 pi i k n / size), and how many butterflies that took.

    Parameters
    ----------
    x
        ``(size,)``, real or complex; size a power of two.

    Returns
    -------
    tuple
        The spectrum, ``(size,)`` complex128, and size / 2 log2 size, counted.

    Raises
    ------
    ValueError
        The size is not a power of two.
    """
    size = x.shape[0]
    if size < 1 or size & (size - 1):
        raise ValueError(f"the length must be a power of two, it is {size}")
    if size == 1:
        return x.to(torch.complex128), 0  # (1,)
    even, even_count = transform(x[0::2])  # (size / 2,)
    odd, odd_count = transform(x[1::2])  # (size / 2,)
    angle = -2 * torch.pi * torch.arange(size // 2, dtype=torch.float64) / size  # (size / 2,)
    turned = torch.polar(torch.ones_like(angle), angle) * odd  # (size / 2,)
    spectrum = torch.cat([even + turned, even - turned])  # (size,)
    return spectrum, even_count + odd_count + size // 2


def convolve(kernel: Tensor, u: Tensor, padded: int) -> tuple[Tensor, int, int]:
    """Convolve by three transforms of a padded length, and count.

    Parameters
    ----------
    kernel, u
        ``(seq_len,)`` each.
    padded
        Length of the transforms, a power of two. At least 2 seq_len - 1, or the end wraps round
        to the beginning.

    Returns
    -------
    tuple
        The output, ``(seq_len,)``; all butterflies; the multiplications of the two spectra.
    """
    seq_len = u.shape[0]
    rows = torch.zeros(2, padded, dtype=torch.float64)  # (2, padded)
    rows[0, :seq_len], rows[1, :seq_len] = kernel, u
    (kernel_hat, first), (u_hat, second) = transform(rows[0]), transform(rows[1])  # (padded,)
    product = kernel_hat * u_hat  # (padded,)
    back, third = transform(product.conj().resolve_conj())  # (padded,)
    y = (back.conj() / padded).real[:seq_len]  # (seq_len,)
    return y, first + second + third, padded
