"""State space duality (Mamba-2): one recurrence with a scalar decay, written as a masked matrix.

Dao & Gu 2024 (arXiv 2405.21060), sections 3 and 6. ``written`` is delta u, what a token puts into
the state; ``log_decay`` is delta A, at most 0. h_t = exp(log_decay_t) h_{t-1} + written_t B_t,
y_t = C_t h_t.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from anim_lib.models.attention import causal_mask


def decay_mask(log_decay: Tensor) -> Tensor:
    """L[t, s] = decay from s to t, the product of the decays after s; 0 where s is after t.

    Parameters
    ----------
    log_decay
        ``(..., seq_len)``.

    Returns
    -------
    Tensor
        ``(..., query_pos, key_pos)``; the diagonal is 1.
    """
    total = log_decay.cumsum(-1)  # (..., seq_len)
    between = total[..., :, None] - total[..., None, :]  # (..., query_pos, key_pos)
    later = ~causal_mask(log_decay.shape[-1])  # (query_pos, key_pos)
    return torch.exp(between.masked_fill(later, -math.inf))  # (..., query_pos, key_pos)


def masked_matrix(log_decay: Tensor, B: Tensor, C: Tensor) -> Tensor:
    """M = L * (C B^T): attention without softmax, with C as query and B as key.

    Parameters
    ----------
    log_decay
        ``(..., seq_len)``.
    B, C
        ``(..., seq_len, d_state)``, broadcast over the heads.

    Returns
    -------
    Tensor
        ``(..., query_pos, key_pos)``, signed.
    """
    return decay_mask(log_decay) * (C @ B.transpose(-1, -2))  # (..., query_pos, key_pos)


def ssd_quadratic(written: Tensor, log_decay: Tensor, B: Tensor, C: Tensor) -> Tensor:
    """Multiply: y = M written, all tokens at once; work grows with the square of the length.

    Parameters
    ----------
    written
        ``(..., seq_len, d_head)``.
    log_decay, B, C
        As ``masked_matrix`` has them.

    Returns
    -------
    Tensor
        ``(..., seq_len, d_head)``.
    """
    return masked_matrix(log_decay, B, C) @ written  # (..., seq_len, d_head)


def ssd_step(
    h: Tensor, written: Tensor, log_decay: Tensor, B: Tensor, C: Tensor
) -> tuple[Tensor, Tensor]:
    """One token of the recurrence.

    Parameters
    ----------
    h
        ``(..., d_head, d_state)``.
    written
        ``(..., d_head)``.
    log_decay
        ``(...)``.
    B, C
        ``(..., d_state)``.

    Returns
    -------
    tuple of Tensor
        The next h, and y ``(..., d_head)``.
    """
    kept = torch.exp(log_decay)[..., None, None] * h  # (..., d_head, d_state)
    h = kept + written[..., :, None] * B[..., None, :]  # (..., d_head, d_state)
    return h, (h @ C[..., :, None]).squeeze(-1)  # (..., d_head)


def ssd_recurrent(
    written: Tensor, log_decay: Tensor, B: Tensor, C: Tensor
) -> tuple[Tensor, Tensor]:
    """The same y token by token; work grows with the length. Also all states.

    Returns
    -------
    tuple of Tensor
        y ``(..., seq_len, d_head)`` and the states ``(..., seq_len, d_head, d_state)``.
    """
    h = torch.zeros_like(written[..., 0, :, None] * B[..., 0, None, :])  # (..., d_head, d_state)
    outputs, states = [], []
    for t in range(written.shape[-2]):
        token = written[..., t, :], log_decay[..., t], B[..., t, :], C[..., t, :]
        h, y = ssd_step(h, *token)  # (..., d_head, d_state), (..., d_head)
        outputs.append(y)
        states.append(h)
    return torch.stack(outputs, dim=-2), torch.stack(states, dim=-3)


def ssd_chunked(written: Tensor, log_decay: Tensor, B: Tensor, C: Tensor, chunk_len: int) -> Tensor:
    """Quadratic inside chunks, recurrent between them: the paper's section 6.

    Parameters
    ----------
    written, log_decay, B, C
        As ``ssd_quadratic`` has them.
    chunk_len
        Tokens per chunk; the last chunk may be shorter.

    Returns
    -------
    Tensor
        ``(..., seq_len, d_head)``.
    """
    h = torch.zeros_like(written[..., 0, :, None] * B[..., 0, None, :])  # (..., d_head, d_state)
    outputs = []
    for start in range(0, written.shape[-2], chunk_len):
        now = slice(start, start + chunk_len)
        x, a = written[..., now, :], log_decay[..., now]  # (..., chunk, d_head), (..., chunk)
        b, c = B[..., now, :], C[..., now, :]  # each (..., chunk, d_state)
        since = torch.exp(a.cumsum(-1))  # (..., chunk): decay since the state came in
        inherited = since[..., None] * (c @ h.transpose(-1, -2))  # (..., chunk, d_head)
        outputs.append(ssd_quadratic(x, a, b, c) + inherited)  # (..., chunk, d_head)
        remaining = torch.exp(a.sum(-1, keepdim=True) - a.cumsum(-1))  # (..., chunk)
        added = (remaining[..., None] * x).transpose(-1, -2) @ b  # (..., d_head, d_state)
        h = since[..., -1, None, None] * h + added  # (..., d_head, d_state)
    return torch.cat(outputs, dim=-2)  # (..., seq_len, d_head)
