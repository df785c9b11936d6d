"""The selective state space recurrence of Mamba (S6), one token at a time."""

from __future__ import annotations

import torch
from torch import Tensor


def selective_scan(u: Tensor, delta: Tensor, A: Tensor, B: Tensor, C: Tensor) -> Tensor:
    """Run h <- exp(delta A) h + delta B u, y = C h over a sequence, keeping only the state.

    Parameters
    ----------
    u, delta
        Input and step size, each ``(seq_len, d_inner)``; no unit.
    A
        Continuous decay rates, ``(d_inner, d_state)``, negative. They do not depend on the token.
    B, C
        Write and read directions, each ``(seq_len, d_state)``.

    Returns
    -------
    Tensor
        Output y, ``(seq_len, d_inner)``, without the D skip.

    Notes
    -----
    A is discretised exactly (zero-order hold), B by Euler's rule, as in Mamba's own code
    (Gu & Dao 2023, arXiv 2312.00752, section 3.2 and ``mamba_simple.py``).
    """
    h = torch.zeros_like(A)  # (d_inner, d_state)
    y = torch.empty_like(u)  # (seq_len, d_inner)
    written = delta * u  # (seq_len, d_inner)
    for t in range(u.shape[0]):
        A_bar = torch.exp(delta[t, :, None] * A)  # (d_inner, d_state)
        h = A_bar * h + written[t, :, None] * B[t]  # (d_inner, d_state)
        y[t] = h @ C[t]  # (d_inner,)
    return y
