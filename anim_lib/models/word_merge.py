"""Attention between words from attention between word pieces.

A word asks with all its pieces and is asked by all of them: what its pieces receive is added up
(columns summed), what they give is averaged (rows averaged). Every row still sums to 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor


def membership(word_of: Sequence[int]) -> Tensor:
    """Return ``(n_words, n_pieces)`` with a 1 where a piece belongs to a word.

    Raises
    ------
    ValueError
        The words of the pieces do not count up from 0 without a gap.
    """
    n_words = max(word_of) + 1
    if list(dict.fromkeys(word_of)) != list(range(n_words)) or list(word_of) != sorted(word_of):
        raise ValueError(f"words must count up from 0 without a gap, got {list(word_of)}")
    words = torch.arange(n_words)  # (n_words,)
    return (words[:, None] == torch.tensor(word_of)).double()  # (n_words, n_pieces)


def merge_pattern(pattern: Tensor, word_of: Sequence[int]) -> Tensor:
    """Sum the columns and average the rows of each word's pieces.

    Parameters
    ----------
    pattern
        Shares between pieces, ``(..., n_pieces, n_pieces)``, row = query.
    word_of
        The word of each piece, counting from 0.

    Returns
    -------
    Tensor
        ``(..., n_words, n_words)``; rows sum to 1 as before.
    """
    member = membership(word_of).to(pattern.dtype)  # (n_words, n_pieces)
    average = member / member.sum(dim=1, keepdim=True)  # (n_words, n_pieces)
    return average @ pattern @ member.T  # (..., n_words, n_words)


def merge_states(states: Tensor, word_of: Sequence[int]) -> Tensor:
    """Average the states ``(..., n_pieces, d_model)`` of each word: ``(..., n_words, d_model)``."""
    member = membership(word_of).to(states.dtype)  # (n_words, n_pieces)
    return (member / member.sum(dim=1, keepdim=True)) @ states  # (..., n_words, d_model)


def hide(word_of: Sequence[int], query: int, keys: Sequence[int]) -> Tensor:
    """Mask ``(n_pieces, n_pieces)``: False where one word would look at certain words."""
    member = membership(word_of).bool()  # (n_words, n_pieces)
    hidden = member[list(keys)].any(dim=0)  # (n_pieces,)
    return ~(member[query][:, None] & hidden[None, :])  # (query_pos, key_pos)
