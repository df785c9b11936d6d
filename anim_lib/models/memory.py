"""Bytes that a language model must keep while it writes: cached keys and values, or a state."""

from __future__ import annotations

from fractions import Fraction


def kv_bytes_per_token(n_layers: int, n_kv_heads: int, d_head: int, bytes_per_number: int) -> int:
    """Bytes that one token adds to the cache: a key and a value per layer and KV head."""
    return 2 * n_layers * n_kv_heads * d_head * bytes_per_number


def ssm_state_numbers(n_layers: int, d_inner: int, d_state: int) -> int:
    """Numbers in the recurrent states of all layers, whatever the text's length."""
    return n_layers * d_inner * d_state


def conv_state_numbers(n_layers: int, d_inner: int, d_conv: int) -> int:
    """Numbers in the short convolutions' windows, as Mamba's own code allocates them.

    The window holds d_conv inputs; only d_conv - 1 of them are old, but the whole of it is kept.
    """
    return n_layers * d_inner * d_conv


def tokens_that_fit(capacity_bytes: int, bytes_per_token: int) -> int:
    """Whole tokens whose cache fits into a capacity in bytes."""
    return capacity_bytes // bytes_per_token


def break_even_tokens(state_bytes: int, bytes_per_token: int) -> Fraction:
    """Tokens after which the cache has grown to the size of the state; exact."""
    return Fraction(state_bytes, bytes_per_token)
