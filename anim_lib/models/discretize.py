"""From continuous A, B to one step of length delta: A_bar, B_bar."""

from __future__ import annotations

import torch
from torch import Tensor


def discretize_bilinear(A: Tensor, B: Tensor, delta: float) -> tuple[Tensor, Tensor]:
    """Bilinear (Tustin) rule, S4's own.

    Parameters
    ----------
    A, B
        ``(d_state, d_state)`` and ``(d_state, n_inputs)``.
    delta
        Step length, in the time unit of A.

    Returns
    -------
    tuple of Tensor
        A_bar ``(d_state, d_state)`` and B_bar ``(d_state, n_inputs)``.
    """
    identity = torch.eye(A.shape[0], dtype=A.dtype)  # (d_state, d_state)
    forward = identity + delta / 2 * A  # (d_state, d_state)
    backward = identity - delta / 2 * A  # (d_state, d_state)
    return torch.linalg.solve(backward, forward), torch.linalg.solve(backward, delta * B)


def discretize_zoh(A: Tensor, B: Tensor, delta: float) -> tuple[Tensor, Tensor]:
    """Zero-order hold: exact when the input stands still during a step.

    A_bar = exp(delta A) and B_bar = A^-1 (A_bar - I) B; both come out of one matrix exponential,
    so that A need not be invertible.

    Parameters
    ----------
    A, B
        ``(d_state, d_state)`` and ``(d_state, n_inputs)``.
    delta
        Step length, in the time unit of A.

    Returns
    -------
    tuple of Tensor
        A_bar ``(d_state, d_state)`` and B_bar ``(d_state, n_inputs)``.
    """
    d_state, n_inputs = B.shape
    block = torch.zeros(d_state + n_inputs, d_state + n_inputs, dtype=A.dtype)
    block[:d_state, :d_state] = delta * A  # (d_state, d_state)
    block[:d_state, d_state:] = delta * B  # (d_state, n_inputs)
    step = torch.linalg.matrix_exp(block)  # (d_state + n_inputs, d_state + n_inputs)
    return step[:d_state, :d_state], step[:d_state, d_state:]
