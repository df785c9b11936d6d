"""Decoding with kept keys and values gives what recomputing everything gives."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import attention, kv_cache, memory

N_HEADS, D_HEAD, SEQ_LEN = 4, 8, 11


def draw(n_heads: int, seed: int, dtype: torch.dtype = torch.float64) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(2, n_heads, SEQ_LEN, D_HEAD, dtype=dtype, generator=generator)


@pytest.mark.parametrize("n_kv_heads", [1, 2, 4])
@pytest.mark.parametrize(("dtype", "atol"), [(torch.float64, 1e-12), (torch.float32, 1e-5)])
def test_step_by_step_is_all_at_once(n_kv_heads: int, dtype: torch.dtype, atol: float) -> None:
    query = draw(N_HEADS, 0, dtype)
    key, value = draw(n_kv_heads, 1, dtype), draw(n_kv_heads, 2, dtype)
    pattern, output = attention.attend(
        query,
        kv_cache.repeat_heads(key, N_HEADS),
        kv_cache.repeat_heads(value, N_HEADS),
        causal=True,
    )
    cache = kv_cache.prefill(key[..., :3, :], value[..., :3, :])
    _, seen = kv_cache.attend_cached(query[..., :3, :], cache)
    torch.testing.assert_close(seen, output[..., :3, :], rtol=0, atol=atol)
    for t in range(3, SEQ_LEN):
        now = slice(t, t + 1)
        cache = kv_cache.append(cache, key[..., now, :], value[..., now, :])
        row, seen = kv_cache.attend_cached(query[..., now, :], cache)
        torch.testing.assert_close(row[..., 0, :], pattern[..., t, : t + 1], rtol=0, atol=atol)
        torch.testing.assert_close(seen, output[..., now, :], rtol=0, atol=atol)


def test_several_new_tokens_at_once() -> None:
    query, key, value = draw(N_HEADS, 0), draw(N_HEADS, 1), draw(N_HEADS, 2)
    _, output = attention.attend(query, key, value, causal=True)
    cache = kv_cache.append(
        kv_cache.prefill(key[..., :4, :], value[..., :4, :]), key[..., 4:, :], value[..., 4:, :]
    )
    _, seen = kv_cache.attend_cached(query[..., 4:, :], cache)
    torch.testing.assert_close(seen, output[..., 4:, :], rtol=0, atol=1e-12)


def test_appending_leaves_the_old_ones_as_they_are() -> None:
    key, value = draw(N_HEADS, 1), draw(N_HEADS, 2)
    short = kv_cache.prefill(key[..., :5, :], value[..., :5, :])
    grown = kv_cache.append(short, key[..., 5:, :], value[..., 5:, :])
    assert torch.equal(grown.cached_keys[..., :5, :], short.cached_keys)
    assert torch.equal(grown.cached_values, value)


def test_groups_share_a_head() -> None:
    kept = draw(2, 3)
    repeated = kv_cache.repeat_heads(kept, 4)
    assert torch.equal(repeated[:, 0], repeated[:, 1])
    assert torch.equal(repeated[:, 1], kept[:, 0])
    assert torch.equal(repeated[:, 2], kept[:, 1])


def test_groups_must_be_whole() -> None:
    with pytest.raises(ValueError, match="n_heads=4 is not a multiple of n_kv_heads=3"):
        kv_cache.repeat_heads(draw(3, 0), 4)


@pytest.mark.parametrize("n_kv_heads", [1, 2, 4])
@pytest.mark.parametrize(("dtype", "size"), [(torch.float16, 2), (torch.float32, 4)])
def test_bytes_are_the_closed_form(n_kv_heads: int, dtype: torch.dtype, size: int) -> None:
    kept = draw(n_kv_heads, 0)[:1].to(dtype)  # one text
    caches = [kv_cache.prefill(kept, kept)] * 3
    per_token = memory.kv_bytes_per_token(3, n_kv_heads, D_HEAD, size)
    assert kv_cache.cache_nbytes(caches) == SEQ_LEN * per_token
    storage = sum(kept.contiguous().numpy().nbytes for cache in caches for kept in cache)
    assert kv_cache.cache_nbytes(caches) == storage
