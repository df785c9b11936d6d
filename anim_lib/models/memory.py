"""Bytes that a language model must keep while it writes: cached keys and values, or a state.

Vaswani et al. 2017 (a key and a value per past token), Ainslie et al. 2023, arXiv 2305.13245
(n_kv_heads), Gu & Dao 2023, arXiv 2312.00752 (state and convolution window), De et al. 2024, arXiv
2402.19427 (local attention keeps a window), Lieber et al. 2024, arXiv 2403.19887 (layers of two
kinds).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from anim_lib.tables import BYTES_PER_NUMBER


def kv_bytes_per_token(n_layers: int, n_kv_heads: int, d_head: int, bytes_per_number: int) -> int:
    """Bytes that one token adds to the cache: a key and a value per layer and KV head."""
    return 2 * n_layers * n_kv_heads * d_head * bytes_per_number


def cache_bytes(n_tokens: int, bytes_per_token: int, window: int = 0) -> int:
    """Bytes of the whole cache; with a window, of its newest ``window`` tokens at most."""
    kept = min(n_tokens, window) if window else n_tokens
    return kept * bytes_per_token


def stored_score_bytes(n_tokens: int, n_heads: int, bytes_per_number: int) -> int:
    """Bytes of one layer's scores where they are stored whole: every query with every key.

    Fused kernels never store them (Dao et al. 2022, arXiv 2205.14135).
    """
    return n_heads * n_tokens * n_tokens * bytes_per_number


def ssm_state_numbers(n_layers: int, d_inner: int, d_state: int) -> int:
    """Numbers in the recurrent states of all layers, whatever the text's length."""
    return n_layers * d_inner * d_state


def conv_state_numbers(n_layers: int, d_inner: int, d_conv: int) -> int:
    """Numbers in the short convolutions' windows, as Mamba's own code allocates them.

    The window holds d_conv inputs; only d_conv - 1 of them are old, but the whole of it is kept.
    """
    return n_layers * d_inner * d_conv


def weight_bytes(parameters: int, precision: str) -> int:
    """Bytes of all weights at a precision named in BYTES_PER_NUMBER.

    Raises
    ------
    ValueError
        The precision has no such name, or the number of parameters is not known (0).
    """
    if precision not in BYTES_PER_NUMBER:
        raise ValueError(f"precision {precision!r} is not one of {', '.join(BYTES_PER_NUMBER)}")
    if not parameters:
        raise ValueError("parameters must be known, got 0")
    return parameters * BYTES_PER_NUMBER[precision]


def tokens_that_fit(capacity_bytes: int, bytes_per_token: int) -> int:
    """Whole tokens whose cache fits into a capacity in bytes."""
    return capacity_bytes // bytes_per_token


def tokens_until_full(
    gpu_bytes: int, weights: int, bytes_per_token: int, fixed_bytes: int = 0
) -> int:
    """Whole tokens of one text beside the weights and a fixed state; 0 if those do not fit.

    Activations and the allocator's waste are left out, so that a real GPU is full earlier.
    """
    return tokens_that_fit(max(gpu_bytes - weights - fixed_bytes, 0), bytes_per_token)


def break_even_tokens(state_bytes: int, bytes_per_token: int) -> Fraction:
    """Tokens after which the cache has grown to the size of the state; exact."""
    return Fraction(state_bytes, bytes_per_token)


def layers_of_pattern(
    n_layers: int, period: int, offset: int, also: Sequence[int] = ()
) -> tuple[bool, ...]:
    """Say for each layer, counted from 0, whether it is of the rarer kind.

    Parameters
    ----------
    n_layers
        Layers in the stack.
    period, offset
        Layer ``offset`` is of the rarer kind, and every ``period``-th after it; period 0 has none.
    also
        Further layers of that kind.
    """
    regular = range(offset, n_layers, period) if period else ()
    return tuple(i in regular or i in also for i in range(n_layers))
