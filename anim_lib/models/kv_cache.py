"""Keys and values of past tokens, kept because they never change (Vaswani et al. 2017, causal).

A token's key and value depend on itself and on earlier tokens only. Grouped heads (Ainslie et al.
2023, arXiv 2305.13245) keep n_kv_heads of them for n_heads queries; one head is Shazeer's
multi-query attention (2019, arXiv 1911.02150).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import torch
from torch import Tensor

from anim_lib.models import attention


class Cache(NamedTuple):
    """One layer's kept keys and values, each ``(..., n_kv_heads, n_past, d_head)``."""

    cached_keys: Tensor
    cached_values: Tensor


def prefill(key: Tensor, value: Tensor) -> Cache:
    """Start a cache with a prompt's keys and values, ``(..., n_kv_heads, seq_len, d_head)``."""
    return Cache(key, value)


def append(cache: Cache, key: Tensor, value: Tensor) -> Cache:
    """Put new keys and values, ``(..., n_kv_heads, n_new, d_head)``, behind the old ones."""
    return Cache(
        torch.cat([cache.cached_keys, key], dim=-2),  # (..., n_kv_heads, n_past + n_new, d_head)
        torch.cat([cache.cached_values, value], dim=-2),  # the same shape
    )


def repeat_heads(kept: Tensor, n_heads: int) -> Tensor:
    """Let every group of queries read its own kept head.

    Parameters
    ----------
    kept
        Keys or values, ``(..., n_kv_heads, key_pos, d_head)``.
    n_heads
        Query heads; a multiple of n_kv_heads.

    Returns
    -------
    Tensor
        ``(..., n_heads, key_pos, d_head)``; query heads g·i to g·i + g - 1 share head i.

    Raises
    ------
    ValueError
        n_heads is not a multiple of n_kv_heads.
    """
    n_kv_heads = kept.shape[-3]
    if n_heads % n_kv_heads:
        raise ValueError(f"n_heads={n_heads} is not a multiple of n_kv_heads={n_kv_heads}")
    return kept.repeat_interleave(n_heads // n_kv_heads, dim=-3)  # (..., n_heads, key_pos, d_head)


def attend_cached(query: Tensor, cache: Cache) -> tuple[Tensor, Tensor]:
    """Let the newest tokens look at everything kept up to themselves.

    Parameters
    ----------
    query
        Of the last ``n_new`` tokens of the cache, ``(..., n_heads, n_new, d_head)``.
    cache
        Their own keys and values already appended.

    Returns
    -------
    tuple of Tensor
        Pattern ``(..., n_heads, n_new, key_pos)`` and output ``(..., n_heads, n_new, d_head)``.
    """
    n_heads, n_new, d_head = query.shape[-3:]
    key = repeat_heads(cache.cached_keys, n_heads)  # (..., n_heads, key_pos, d_head)
    value = repeat_heads(cache.cached_values, n_heads)  # (..., n_heads, key_pos, d_head)
    scores = attention.attention_scores(query, key)  # (..., n_heads, n_new, key_pos)
    scaled = attention.scale_scores(scores, d_head)  # (..., n_heads, n_new, key_pos)
    n_keys = key.shape[-2]
    mask = torch.ones(n_new, n_keys, dtype=torch.bool).tril(n_keys - n_new)  # (n_new, key_pos)
    pattern = attention.attention_pattern(scaled, mask)  # (..., n_heads, n_new, key_pos)
    output = attention.attention_output(pattern, value)  # (..., n_heads, n_new, d_head)
    return pattern, output


def cache_nbytes(caches: Iterable[Cache]) -> int:
    """Count the bytes that the tensors of all layers really take."""
    return sum(math.prod(kept.shape) * kept.element_size() for cache in caches for kept in cache)
