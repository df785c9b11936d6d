"""Several heads side by side: one wide vector cut into heads, and glued together again.

Vaswani et al. 2017 (arXiv 1706.03762), section 3.2.2.
"""

from __future__ import annotations

from torch import Tensor


def split_heads(x: Tensor, n_heads: int) -> Tensor:
    """Cut ``(..., seq_len, d_model)`` into ``(..., n_heads, seq_len, d_head)``."""
    heads = x.reshape(*x.shape[:-1], n_heads, -1)  # (..., seq_len, n_heads, d_head)
    return heads.transpose(-2, -3)  # (..., n_heads, seq_len, d_head)


def merge_heads(heads: Tensor) -> Tensor:
    """Glue ``(..., n_heads, seq_len, d_head)`` into ``(..., seq_len, d_model)``."""
    return heads.transpose(-2, -3).flatten(-2)  # (..., seq_len, d_model)
