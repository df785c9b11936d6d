"""Additive attention: which source word a translator looks at while it writes the next word.

Bahdanau, Cho & Bengio 2014 (arXiv 1409.0473), section 3.1 and appendix A.1.2.
"""

from __future__ import annotations

import torch
from torch import Tensor


def additive_energies(
    state: Tensor, annotations: Tensor, W: Tensor, U: Tensor, v: Tensor
) -> Tensor:
    """e_j = v . tanh(W s + U h_j): how well the decoder's state fits each source word.

    Parameters
    ----------
    state
        The decoder's state before it writes, ``(..., d_state)``.
    annotations
        The encoder's states, ``(..., source_len, d_source)``.
    W, U, v
        ``(d_align, d_state)``, ``(d_align, d_source)``, ``(d_align,)``.

    Returns
    -------
    Tensor
        ``(..., source_len)``, no unit.
    """
    asked = (state @ W.T)[..., None, :]  # (..., 1, d_align)
    offered = annotations @ U.T  # (..., source_len, d_align)
    return torch.tanh(asked + offered) @ v  # (..., source_len)


def alignment(energies: Tensor) -> Tensor:
    """Softmax over the source: ``(..., source_len)`` shares that sum to 1."""
    return torch.softmax(energies, dim=-1)  # (..., source_len)


def context(weights: Tensor, annotations: Tensor) -> Tensor:
    """The source states blended: ``(..., source_len)`` and ``(..., source_len, d_source)``."""
    return (weights[..., None, :] @ annotations).squeeze(-2)  # (..., d_source)
