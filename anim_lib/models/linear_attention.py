"""Attention without softmax: a sum over pairs that is also a recurrence with a matrix as state.

Katharopoulos et al. 2020 (arXiv 2006.16236), equations 9 and 16-20; with a fixed decay per head as
in RetNet (Sun et al. 2023, arXiv 2307.08621), equations 1 and 5. A decay of 1 forgets nothing.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def positive_features(x: Tensor) -> Tensor:
    """elu(x) + 1, the paper's feature map: keeps all shares positive; any shape."""
    return F.elu(x) + 1


def fixed_decay_mask(log_decay: Tensor, seq_len: int) -> Tensor:
    """decay^(t - s) where s is not after t, else 0: ``(n_heads,)`` to ``(n_heads, t, s)``."""
    t = torch.arange(seq_len)  # (seq_len,)
    distance = (t[:, None] - t[None, :]).clamp(min=0)  # (query_pos, key_pos)
    past = t[:, None] >= t[None, :]  # (query_pos, key_pos)
    return torch.exp(log_decay[:, None, None] * distance) * past  # (n_heads, query_pos, key_pos)


def linear_attention_quadratic(
    query: Tensor, key: Tensor, value: Tensor, log_decay: Tensor
) -> Tensor:
    """The sum over all pairs, (Q K^T * mask) V.

    Parameters
    ----------
    query, key
        ``(..., n_heads, seq_len, d_head)``.
    value
        ``(..., n_heads, seq_len, d_value)``.
    log_decay
        ``(n_heads,)``, at most 0.

    Returns
    -------
    Tensor
        ``(..., n_heads, seq_len, d_value)``.
    """
    mask = fixed_decay_mask(log_decay, query.shape[-2])  # (n_heads, query_pos, key_pos)
    return (query @ key.transpose(-1, -2) * mask) @ value  # (..., n_heads, seq_len, d_value)


def linear_attention_step(
    state: Tensor, query: Tensor, key: Tensor, value: Tensor, log_decay: Tensor
) -> tuple[Tensor, Tensor]:
    """One token: the state decays, key x value is added, the query reads.

    Parameters
    ----------
    state
        ``(..., n_heads, d_head, d_value)``.
    query, key
        ``(..., n_heads, d_head)``.
    value
        ``(..., n_heads, d_value)``.
    log_decay
        ``(n_heads,)``.

    Returns
    -------
    tuple of Tensor
        The next state, and the output ``(..., n_heads, d_value)``.
    """
    kept = torch.exp(log_decay)[:, None, None] * state  # (..., n_heads, d_head, d_value)
    state = kept + key[..., :, None] * value[..., None, :]  # (..., n_heads, d_head, d_value)
    return state, (query[..., None, :] @ state).squeeze(-2)  # (..., n_heads, d_value)


def linear_attention_recurrent(
    query: Tensor, key: Tensor, value: Tensor, log_decay: Tensor
) -> Tensor:
    """The same as ``linear_attention_quadratic``, token by token."""
    state = torch.zeros_like(key[..., 0, :, None] * value[..., 0, None, :])
    outputs = []
    for t in range(query.shape[-2]):
        token = query[..., t, :], key[..., t, :], value[..., t, :]
        state, y = linear_attention_step(state, *token, log_decay)
        outputs.append(y)
    return torch.stack(outputs, dim=-2)  # (..., n_heads, seq_len, d_value)


def normalised_linear_attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """The paper's own form: positive features, no decay, every row of shares sums to 1.

    Parameters
    ----------
    query, key, value
        ``(..., n_heads, seq_len, d_head)``.

    Returns
    -------
    Tensor
        ``(..., n_heads, seq_len, d_head)``.
    """
    query, key = positive_features(query), positive_features(key)
    forget_nothing = torch.zeros(query.shape[-3], dtype=query.dtype)  # (n_heads,)
    ones = torch.ones_like(value[..., :1])  # (..., n_heads, seq_len, 1)
    total = linear_attention_quadratic(query, key, ones, forget_nothing)  # (..., seq_len, 1)
    return linear_attention_quadratic(query, key, value, forget_nothing) / total
