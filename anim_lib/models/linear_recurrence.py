"""A diagonal linear recurrence, h_t = a_t h_(t-1) + b_t, and what each past token left in it.

Every state number goes its own way; a_t may differ from token to token (selective) or not.
Discretised exactly, as S4D's zero-order hold (Gupta et al. 2022, arXiv 2203.14343; Gu et al. 2022,
arXiv 2206.11893).
"""

from __future__ import annotations

import torch
from torch import Tensor


def hold_diagonal(A: Tensor, B: Tensor, delta: Tensor) -> tuple[Tensor, Tensor]:
    """Zero-order hold of a diagonal system: A_bar = exp(delta A), B_bar = (A_bar - 1) / A B.

    Parameters
    ----------
    A, B
        ``(d_state,)``, A not 0.
    delta
        Step length of each token, ``(seq_len,)``, in the time unit of A.

    Returns
    -------
    tuple of Tensor
        A_bar and B_bar, each ``(seq_len, d_state)``.
    """
    exponent = delta[:, None] * A  # (seq_len, d_state)
    return torch.exp(exponent), torch.expm1(exponent) / A * B  # each (seq_len, d_state)


def recur(a: Tensor, b: Tensor) -> Tensor:
    """h_t = a_t h_(t-1) + b_t from h_0 = 0, token by token.

    Parameters
    ----------
    a, b
        What is kept and what is added, each ``(seq_len, d_state)``.

    Returns
    -------
    Tensor
        The state after every token, ``(seq_len, d_state)``.
    """
    h = torch.zeros_like(b[0])  # (d_state,)
    states = torch.empty_like(b)  # (seq_len, d_state)
    for t in range(b.shape[0]):
        h = a[t] * h + b[t]  # (d_state,)
        states[t] = h
    return states


def contributions(a: Tensor, b: Tensor) -> Tensor:
    """What token s still contributes to the state after token t: a_t a_(t-1) ... a_(s+1) b_s.

    Parameters
    ----------
    a, b
        As in ``recur``.

    Returns
    -------
    Tensor
        ``(seq_len, seq_len, d_state)``: [t, s], 0 where s is after t. Summed over s: the states.
    """
    seq_len = b.shape[0]
    share = torch.zeros(seq_len, *b.shape, dtype=b.dtype)  # (seq_len, seq_len, d_state)
    for t in range(seq_len):
        share[t, :t] = a[t] * share[t - 1, :t]  # (t, d_state)
        share[t, t] = b[t]  # (d_state,)
    return share


def responses(a: Tensor, B_bar: Tensor, C: Tensor) -> Tensor:
    """What a unit input at token s adds to the output at token t, with the step of each token.

    Parameters
    ----------
    a, B_bar
        ``(seq_len, d_state)`` each.
    C
        ``(d_state,)``.

    Returns
    -------
    Tensor
        ``(seq_len, seq_len)``: [t, s], 0 where s is after t. Constant along diagonals, so that
        one kernel says it all, only where a and B_bar do not change.
    """
    return contributions(a, B_bar) @ C  # (seq_len, seq_len)


def by_lag(response: Tensor) -> Tensor:
    """The same rows as kernels: [s, k] is what an input at s adds k steps later, 0 past the end.

    Parameters
    ----------
    response
        ``(seq_len, seq_len)``, output by input.

    Returns
    -------
    Tensor
        ``(seq_len, seq_len)``, input by lag.
    """
    seq_len = response.shape[0]
    kernels = torch.zeros_like(response)  # (seq_len, seq_len)
    for s in range(seq_len):
        kernels[s, : seq_len - s] = response[s:, s]  # (seq_len - s,)
    return kernels
