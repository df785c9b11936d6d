"""What a table of measured times says: the exponent of growth, and where two curves cross."""

from __future__ import annotations

import torch
from torch import Tensor


def growth_exponent(seq_len: Tensor, cost: Tensor) -> float:
    """Slope of cost against length on log-log axes, by least squares; both ``(n_lengths,)``."""
    x, y = torch.log(seq_len.double()), torch.log(cost)  # each (n_lengths,)
    x, y = x - x.mean(), y - y.mean()  # each (n_lengths,)
    return float((x * y).sum() / (x * x).sum())


def crossing(seq_len: Tensor, rising: Tensor, other: Tensor) -> float:
    """Length where ``rising`` overtakes ``other``, straight lines between the points on log axes.

    Parameters
    ----------
    seq_len, rising, other
        Each ``(n_lengths,)``; lengths ascend.

    Raises
    ------
    ValueError
        ``rising`` is never at first below and then above ``other``.
    """
    x = torch.log(seq_len.double())  # (n_lengths,)
    gap = torch.log(rising / other)  # (n_lengths,)
    for i in range(len(gap) - 1):
        if gap[i] < 0 <= gap[i + 1]:
            share = gap[i] / (gap[i] - gap[i + 1])  # ()
            return float(torch.exp(x[i] + share * (x[i + 1] - x[i])))
    raise ValueError("crossing: the first curve never overtakes the second")


def power_law(seq_len: Tensor, cost: Tensor) -> tuple[float, float]:
    """Fit cost = factor * length^exponent by least squares on log-log axes.

    Parameters
    ----------
    seq_len, cost
        Each ``(n_lengths,)``, positive.

    Returns
    -------
    tuple of float
        The factor, in the unit of ``cost``, and the exponent.
    """
    exponent = growth_exponent(seq_len, cost)
    log_factor = (torch.log(cost) - exponent * torch.log(seq_len.double())).mean()  # ()
    return float(torch.exp(log_factor)), exponent


def selective_scan_multiplications(seq_len: int, d_inner: int, d_state: int) -> int:
    """Multiplications of ``selective_scan`` as it is written.

    Per token, delta u for each channel, and for each of its state numbers delta A, A_bar h,
    delta u B and C h.
    """
    return seq_len * d_inner * (1 + 4 * d_state)
