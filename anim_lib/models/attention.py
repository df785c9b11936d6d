"""Scaled dot-product attention, one function per step (Vaswani et al. 2017, arXiv 1706.03762)."""

from __future__ import annotations

import math

import torch
from torch import Tensor


def attention_scores(query: Tensor, key: Tensor) -> Tensor:
    """Dot product of every query with every key.

    Parameters
    ----------
    query
        ``(..., query_pos, d_head)``.
    key
        ``(..., key_pos, d_head)``.

    Returns
    -------
    Tensor
        ``(..., query_pos, key_pos)``, no unit.
    """
    return query @ key.transpose(-1, -2)  # (..., query_pos, key_pos)


def scale_scores(scores: Tensor, d_head: int) -> Tensor:
    """Divide scores ``(..., query_pos, key_pos)`` by the square root of the head's width."""
    return scores / math.sqrt(d_head)  # (..., query_pos, key_pos)


def causal_mask(seq_len: int) -> Tensor:
    """True where a query may look: at itself and at earlier keys, ``(query_pos, key_pos)``."""
    return torch.ones(seq_len, seq_len, dtype=torch.bool).tril()  # (query_pos, key_pos)


def attention_pattern(scaled: Tensor, mask: Tensor | None = None) -> Tensor:
    """Softmax over the keys: every row becomes shares that sum to 1.

    Parameters
    ----------
    scaled
        Scaled scores, ``(..., query_pos, key_pos)``.
    mask
        True where a query may look, ``(query_pos, key_pos)``; everywhere when None.

    Returns
    -------
    Tensor
        ``(..., query_pos, key_pos)``, each in [0, 1].
    """
    if mask is not None:
        scaled = scaled.masked_fill(~mask, -math.inf)  # (..., query_pos, key_pos)
    return torch.softmax(scaled, dim=-1)  # (..., query_pos, key_pos)


def weighted_values(pattern_row: Tensor, value: Tensor) -> Tensor:
    """Each value vector times its share: ``(key_pos,)`` and ``(key_pos, d_head)``."""
    return pattern_row[:, None] * value  # (key_pos, d_head)


def attention_output(pattern: Tensor, value: Tensor) -> Tensor:
    """Blend the values: ``(..., query_pos, key_pos)`` times ``(..., key_pos, d_head)``."""
    return pattern @ value  # (..., query_pos, d_head)


def attend(query: Tensor, key: Tensor, value: Tensor, *, causal: bool) -> tuple[Tensor, Tensor]:
    """Do the four steps in a row.

    Parameters
    ----------
    query, key, value
        Each ``(..., seq_len, d_head)``.
    causal
        Hide later keys from earlier queries, as a GPT does.

    Returns
    -------
    tuple of Tensor
        Pattern ``(..., query_pos, key_pos)`` and output ``(..., query_pos, d_head)``.
    """
    scores = attention_scores(query, key)  # (..., query_pos, key_pos)
    scaled = scale_scores(scores, query.shape[-1])  # (..., query_pos, key_pos)
    mask = causal_mask(query.shape[-2]) if causal else None  # (query_pos, key_pos)
    pattern = attention_pattern(scaled, mask)  # (..., query_pos, key_pos)
    return pattern, attention_output(pattern, value)
