"""How a position enters a vector: sinusoids that are added, or a rotation of query and key.

Vaswani et al. 2017 (arXiv 1706.03762), section 3.5; Su et al. 2021 (RoPE, arXiv 2104.09864),
equation 34.
"""

from __future__ import annotations

import torch
from torch import Tensor


def frequencies(width: int, base: float, dtype: torch.dtype = torch.float64) -> Tensor:
    """Angle per position of every pair of numbers: base^(-2i/width), ``(width / 2,)``, in rad."""
    even = torch.arange(0, width, 2, dtype=dtype)  # (width / 2,)
    return base ** (-even / width)  # (width / 2,)


def angles(positions: Tensor, width: int, base: float) -> Tensor:
    """Position times frequency: ``(seq_len,)`` floats give ``(seq_len, width / 2)``, in rad."""
    return positions[:, None] * frequencies(width, base, positions.dtype)  # (seq_len, width / 2)


def sinusoidal(seq_len: int, d_model: int, base: float = 10_000.0) -> Tensor:
    """Sine and cosine interleaved, as the paper writes them.

    Parameters
    ----------
    seq_len
        Positions 0 ... seq_len - 1.
    d_model
        Width, even.
    base
        Wavelengths run from 2 pi to base 2 pi positions.

    Returns
    -------
    Tensor
        ``(seq_len, d_model)`` in float64: sin at even, cos at odd places.
    """
    angle = angles(torch.arange(seq_len, dtype=torch.float64), d_model, base)  # (seq_len, d/2)
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(-2)  # (seq_len, d_model)


def sinusoidal_halves(seq_len: int, d_model: int, base: float = 10_000.0) -> Tensor:
    """The same numbers, all sines before all cosines, as the paper's own code lays them out."""
    angle = angles(torch.arange(seq_len, dtype=torch.float64), d_model, base)  # (seq_len, d/2)
    return torch.cat([angle.sin(), angle.cos()], dim=-1)  # (seq_len, d_model)


def rotate(x: Tensor, base: float = 10_000.0, start: int = 0) -> Tensor:
    """Turn every pair of neighbouring numbers by its position's angle (RoPE).

    Parameters
    ----------
    x
        Queries or keys, ``(..., seq_len, d_head)``; d_head is even.
    base
        The slowest pair turns by about 1 / base rad per position.
    start
        Position of the first row.

    Returns
    -------
    Tensor
        ``(..., seq_len, d_head)``, lengths unchanged.
    """
    seq_len, d_head = x.shape[-2:]
    positions = torch.arange(start, start + seq_len, dtype=x.dtype)  # (seq_len,)
    angle = angles(positions, d_head, base)  # (seq_len, d_head / 2)
    cos, sin = angle.cos(), angle.sin()  # each (seq_len, d_head / 2)
    first, second = x[..., 0::2], x[..., 1::2]  # each (..., seq_len, d_head / 2)
    turned = torch.stack([first * cos - second * sin, first * sin + second * cos], dim=-1)
    return turned.flatten(-2)  # (..., seq_len, d_head)
