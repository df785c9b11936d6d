"""Choosing the next token from logits by a draw."""

from __future__ import annotations

import torch
from torch import Tensor


def by_draw(logits: Tensor, draw: float) -> int:
    """Turn one number into a token: the first whose cumulated shares exceed it.

    Parameters
    ----------
    logits
        ``(vocab_size,)``.
    draw
        In [0, 1), from a generator of a stated seed.
    """
    cumulated = torch.softmax(logits, dim=-1).cumsum(-1)  # (vocab_size,)
    above = cumulated > draw * cumulated[-1]  # (vocab_size,)
    return int(above.to(torch.int64).argmax())
