"""The selective state space recurrence of Mamba (S6), one token at a time.

Gu & Dao 2023 (arXiv 2312.00752), section 3.2 and algorithm 2; ``mamba_simple.py`` of its code.
"""

from __future__ import annotations

import torch
from torch import Tensor

from anim_lib.models.differentiable_scan import recur_differentiably


def selective_scan(u: Tensor, delta: Tensor, A: Tensor, B: Tensor, C: Tensor) -> Tensor:
    """Run h <- exp(delta A) h + delta B u, y = C h over a sequence, keeping only the state.

    Parameters
    ----------
    u, delta
        Input and step size, each ``(seq_len, d_inner)``; no unit.
    A
        Continuous decay rates, ``(d_inner, d_state)``, negative. They do not depend on the token.
    B, C
        Write and read directions, each ``(seq_len, d_state)``.

    Returns
    -------
    Tensor
        Output y, ``(seq_len, d_inner)``, without the D skip.

    Notes
    -----
    A is discretised exactly (zero-order hold), B by Euler's rule, as in Mamba's own code
    (Gu & Dao 2023, arXiv 2312.00752, section 3.2 and ``mamba_simple.py``).
    """
    h = torch.zeros_like(A)  # (d_inner, d_state)
    y = torch.empty_like(u)  # (seq_len, d_inner)
    written = delta * u  # (seq_len, d_inner)
    for t in range(u.shape[0]):
        A_bar = torch.exp(delta[t, :, None] * A)  # (d_inner, d_state)
        h = A_bar * h + written[t, :, None] * B[t]  # (d_inner, d_state)
        y[t] = h @ C[t]  # (d_inner,)
    return y


def discretize_selective(delta: Tensor, A: Tensor, B: Tensor) -> tuple[Tensor, Tensor]:
    """A_bar = exp(delta A), exact; B_bar = delta B, Euler's rule and not the paper's equation 4.

    Parameters
    ----------
    delta
        ``(..., d_inner)``, positive.
    A
        ``(d_inner, d_state)``, negative.
    B
        ``(..., d_state)``.

    Returns
    -------
    tuple of Tensor
        A_bar and B_bar, each ``(..., d_inner, d_state)``.
    """
    A_bar = torch.exp(delta[..., None] * A)  # (..., d_inner, d_state)
    return A_bar, delta[..., None] * B[..., None, :]  # each (..., d_inner, d_state)


def selective_states(u: Tensor, delta: Tensor, A: Tensor, B: Tensor) -> Tensor:
    """All states of the scan; differentiable.

    Parameters
    ----------
    u, delta
        ``(batch, seq_len, d_inner)``.
    A
        ``(d_inner, d_state)``.
    B
        ``(batch, seq_len, d_state)``.

    Returns
    -------
    Tensor
        ``(seq_len, batch, d_inner, d_state)``: time comes first, where a loop reads it fastest.
    """
    step, written = delta.transpose(0, 1), (delta * u).transpose(0, 1)  # (seq_len, batch, d_inner)
    kept = torch.exp(step[..., None] * A)  # (seq_len, batch, d_inner, d_state)
    added = written[..., None] * B.transpose(0, 1)[..., None, :]  # (seq_len, batch, d_inner, d_st)
    return recur_differentiably(kept, added)  # (seq_len, batch, d_inner, d_state)


def read_states(states: Tensor, C: Tensor) -> Tensor:
    """y_t = C_t h_t.

    Parameters
    ----------
    states
        ``(seq_len, batch, d_inner, d_state)``.
    C
        ``(batch, seq_len, d_state)``.

    Returns
    -------
    Tensor
        ``(batch, seq_len, d_inner)``.
    """
    read = C.transpose(0, 1)[..., None]  # (seq_len, batch, d_state, 1)
    return (states @ read).squeeze(-1).transpose(0, 1)  # (batch, seq_len, d_inner)


def selective_step(
    h: Tensor, u: Tensor, delta: Tensor, A: Tensor, B: Tensor, C: Tensor
) -> tuple[Tensor, Tensor]:
    """One token: h <- exp(delta A) h + delta u B, y = C h.

    Parameters
    ----------
    h
        ``(..., d_inner, d_state)``.
    u, delta
        ``(..., d_inner)``.
    A
        ``(d_inner, d_state)``.
    B, C
        ``(..., d_state)``.

    Returns
    -------
    tuple of Tensor
        The next h, and y ``(..., d_inner)``.
    """
    A_bar = torch.exp(delta[..., None] * A)  # (..., d_inner, d_state)
    h = A_bar * h + (delta * u)[..., None] * B[..., None, :]  # (..., d_inner, d_state)
    return h, (h @ C[..., None]).squeeze(-1)  # (..., d_inner)
