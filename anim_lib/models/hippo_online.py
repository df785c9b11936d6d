"""HiPPO run online: coefficients of everything so far, updated with each new input.

Gu et al. 2020 (arXiv 2008.07669). LegS divides its step by the time so far and so stretches with
the history; LegT, LagT and S4's use of LegS (Gu et al. 2021, 2111.00396) have a fixed step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from anim_lib.models.discretize import discretize_bilinear
from anim_lib.models.hippo import hippo_legs
from anim_lib.models.hippo_measures import laguerre, legendre, warped_legendre


def legs_hold(u: Tensor, d_state: int) -> Iterator[Tensor]:
    """LegS, c' = (A c + B u) / t, solved exactly for an input that stands still during each step.

    In the time log t the system does not vary: from step k to k+1 its step length is
    log((k+1) / k). The state is then the least-squares polynomial of the held input.

    Parameters
    ----------
    u
        ``(seq_len, n_signals)``.
    d_state
        How many coefficients.

    Yields
    ------
    Tensor
        The coefficients after each input, ``(d_state, n_signals)``.
    """
    A, B = hippo_legs(d_state)  # (d_state, d_state), (d_state, 1)
    c = torch.zeros(d_state, u.shape[1], dtype=u.dtype)  # (d_state, n_signals)
    c[0] = u[0]  # the only polynomial that fits a constant
    yield c
    for k in range(1, u.shape[0]):
        A_bar = torch.linalg.matrix_exp(math.log((k + 1) / k) * A)  # (d_state, d_state)
        held = torch.linalg.solve_triangular(A, A_bar @ B - B, upper=False)  # (d_state, 1)
        c = A_bar @ c + held * u[k]  # (d_state, n_signals)
        yield c


def legs_bilinear(u: Tensor, d_state: int) -> Iterator[Tensor]:
    """LegS by the paper's bilinear rule, appendix B.3, cheaper and nearly the same.

    c_(k+1) = (I - A / 2(k+1))^-1 ((I + A / 2k) c_k + B u_k / k).

    Parameters
    ----------
    u, d_state
        As in ``legs_hold``.

    Yields
    ------
    Tensor
        The coefficients after each input, ``(d_state, n_signals)``.
    """
    A, B = hippo_legs(d_state)  # (d_state, d_state), (d_state, 1)
    identity = torch.eye(d_state, dtype=u.dtype)  # (d_state, d_state)
    c = torch.zeros(d_state, u.shape[1], dtype=u.dtype)  # (d_state, n_signals)
    c[0] = u[0]
    yield c
    for k in range(1, u.shape[0]):
        forward = c + (A @ c / 2 + B * u[k]) / k  # (d_state, n_signals)
        c = torch.linalg.solve_triangular(identity - A / (2 * (k + 1)), forward, upper=False)
        yield c


def fixed_step(u: Tensor, A: Tensor, B: Tensor, delta: float) -> Iterator[Tensor]:
    """c_t = A_bar c_(t-1) + B_bar u_t, bilinear: LegT, LagT, and LegS as S4 uses it.

    Parameters
    ----------
    u
        ``(seq_len, n_signals)``.
    A, B
        ``(d_state, d_state)``, ``(d_state, 1)``.
    delta
        Step length in the time unit of A.

    Yields
    ------
    Tensor
        The coefficients after each input, ``(d_state, n_signals)``.
    """
    A_bar, B_bar = discretize_bilinear(A, B, delta)  # (d_state, d_state), (d_state, 1)
    c = torch.zeros(A.shape[0], u.shape[1], dtype=u.dtype)  # (d_state, n_signals)
    for new in u:
        c = A_bar @ c + B_bar * new  # (d_state, n_signals)
        yield c


def project(u: Tensor, d_state: int) -> Tensor:
    """Least-squares Legendre coefficients of a held input over its whole history, in one go.

    Parameters
    ----------
    u, d_state
        As in ``legs_hold``.

    Returns
    -------
    Tensor
        ``(d_state, n_signals)``: the integral of u times each basis function, from
        (2n+1) P_n = P'_(n+1) - P'_(n-1).
    """
    seq_len = u.shape[0]
    edges = torch.arange(seq_len + 1, dtype=u.dtype) / seq_len  # (seq_len + 1,)
    root = torch.sqrt(2 * torch.arange(d_state + 1, dtype=u.dtype) + 1)  # (d_state + 1,)
    P = legendre(d_state + 1, edges) / root  # (seq_len + 1, d_state + 1)
    antiderivative = torch.empty(seq_len + 1, d_state, dtype=u.dtype)  # (seq_len + 1, d_state)
    antiderivative[:, 0] = edges  # of P_0
    antiderivative[:, 1:] = (P[:, 2:] - P[:, :-2]) / (2 * root[1:-1] ** 2)  # on 0 ... 1
    weights = root[:-1] * antiderivative.diff(dim=0)  # (seq_len, d_state)
    return weights.T @ u  # (d_state, n_signals)


def middles(n_points: int) -> Tensor:
    """Places 0 ... 1 of the middles of equal steps, oldest first, ``(n_points,)``."""
    return (torch.arange(n_points, dtype=torch.float64) + 0.5) / n_points  # (n_points,)


def legs_past(c: Tensor, x: Tensor) -> Tensor:
    """The past that LegS coefficients ``(d_state, n_signals)`` stand for, at places x.

    Returns
    -------
    Tensor
        ``(n_points, n_signals)``; x is 0 at the first input and 1 now.
    """
    return legendre(c.shape[0], x) @ c  # (n_points, n_signals)


def legt_past(c: Tensor, age: Tensor) -> Tensor:
    """The past in LegT coefficients, by age in windows; older than the window it is unknown: 0."""
    inside = (age <= 1).to(c.dtype)[:, None]  # (n_points, 1)
    return inside * (legendre(c.shape[0], 1 - age.clamp(max=1)) @ c)  # (n_points, n_signals)


def lagt_past(c: Tensor, age: Tensor) -> Tensor:
    """The past in LagT coefficients, by age in LagT's time unit, ``(n_points, n_signals)``."""
    return laguerre(c.shape[0], age) @ c  # (n_points, n_signals)


def warped_past(c: Tensor, age: Tensor) -> Tensor:
    """The past in the state of S4's LegS, by age in time constants, ``(n_points, n_signals)``."""
    return warped_legendre(c.shape[0], age) @ c  # (n_points, n_signals)


def mean_square_by_age(past: Tensor, u: Tensor, n_parts: int) -> Tensor:
    """Mean square error in equal parts of the history, oldest first.

    Parameters
    ----------
    past, u
        Reconstruction and truth, ``(seq_len, n_signals)`` each; n_parts divides seq_len.

    Returns
    -------
    Tensor
        ``(n_parts,)``, over signals and the steps of the part.
    """
    parts = (past - u).reshape(n_parts, -1, u.shape[1])  # (n_parts, steps, n_signals)
    return (parts**2).mean(dim=(1, 2))  # (n_parts,)
