"""What each input adds to each output of a diagonal state space layer, whatever the path.

Unrolled, y_t = C h_t is a sum over the inputs so far, whose weights stand in a triangle as those
of attention do (Ali, Zimerman & Wolf 2024, arXiv 2403.01590). They may be negative, and no row
adds up to 1.
"""

from __future__ import annotations

import torch
from torch import Tensor


def hidden_attention(delta: Tensor, A: Tensor, C: Tensor) -> Tensor:
    """Weights of the inputs in the outputs, each channel its own: y_t = sum of weight_ts u_s.

    The product C A_bar_t ... A_bar_(s+1) B_bar_s of Ali, Zimerman & Wolf 2024, with B = 1; the
    A_bar are multiplied one by one, as the recurrence does.

    Parameters
    ----------
    delta, A, C
        ``(seq_len, d_inner)``; ``(d_inner, d_state / 2)``, complex, each.

    Returns
    -------
    Tensor
        ``(seq_len, seq_len, d_inner)``: output position, input token; zeros for later tokens.
    """
    A_bar = torch.exp(delta[..., None] * A)  # (seq_len, d_inner, d_state / 2)
    rows, carried = [], torch.zeros_like(A_bar)  # (seq_len, d_inner, d_state / 2): token first
    for t, step in enumerate(delta):
        carried = carried * A_bar[t]
        carried[t] = step[:, None].to(carried.dtype)
        rows.append(2 * (C * carried).sum(-1).real)  # (seq_len, d_inner)
    return torch.stack(rows)  # (seq_len, seq_len, d_inner)


def kernel(delta: Tensor, A: Tensor, C: Tensor, n_lags: int) -> Tensor:
    """K_bar_k = 2 Re sum of C A_bar^k B_bar, the filter of a net whose delta ``(d_inner,)`` stays.

    Returns ``(n_lags, d_inner)``; ``A`` and ``C`` as for :func:`hidden_attention`.
    """
    later = torch.arange(n_lags)[:, None, None] * delta[:, None]  # (n_lags, d_inner, 1)
    weights: Tensor = 2 * (C * torch.exp(later * A)).sum(-1).real * delta  # (n_lags, d_inner)
    return weights
