"""HiPPO's other two measures, and the functions that turn each state back into its past.

Gu et al. 2020 (arXiv 2008.07669), Theorem 1 and Theorem 2; matrices as in the authors' code. A
state holds coefficients c_n; the past is the sum of c_n times the basis functions below. LegT is
also the Legendre memory unit (Voelker et al. 2019).
"""

from __future__ import annotations

import torch
from torch import Tensor


def hippo_legt(d_state: int) -> tuple[Tensor, Tensor]:
    """Continuous-time A and B of HiPPO-LegT, for a sliding window of length 1.

    Returns
    -------
    tuple of Tensor
        A ``(d_state, d_state)``: -sqrt(2n+1) sqrt(2k+1), with the sign (-1)^(n-k) above the
        diagonal. B ``(d_state, 1)``: sqrt(2n+1). Both float64.
    """
    order = torch.arange(d_state, dtype=torch.float64)  # (d_state,)
    root = torch.sqrt(2 * order + 1)  # (d_state,)
    sign = (-1.0) ** (order[:, None] - order[None, :])  # (d_state, d_state)
    lower = torch.ones_like(sign).tril()  # (d_state, d_state)
    A = -torch.outer(root, root) * (lower + sign.triu(1))  # (d_state, d_state)
    return A, root[:, None]  # (d_state, d_state), (d_state, 1)


def hippo_lagt(d_state: int) -> tuple[Tensor, Tensor]:
    """Continuous-time A and B of HiPPO-LagT, tilted so that its basis is orthonormal.

    Returns
    -------
    tuple of Tensor
        A ``(d_state, d_state)``: -1 below the diagonal, -1/2 on it, 0 above (the untilted
        measure of Theorem 1 has -1 on it). B ``(d_state, 1)``: ones. Both float64.
    """
    lower = torch.ones(d_state, d_state, dtype=torch.float64).tril()  # (d_state, d_state)
    A = torch.eye(d_state, dtype=torch.float64) / 2 - lower  # (d_state, d_state)
    return A, torch.ones(d_state, 1, dtype=torch.float64)  # (d_state, d_state), (d_state, 1)


def legendre(d_state: int, x: Tensor) -> Tensor:
    """sqrt(2n+1) P_n(2x - 1), orthonormal on 0 ... 1.

    Parameters
    ----------
    d_state
        How many orders.
    x
        Place in the history, ``(n_points,)``: 0 is its beginning, 1 is now.

    Returns
    -------
    Tensor
        ``(n_points, d_state)``: the basis of LegS, and of LegT with x the place in its window.
    """
    z = 2 * x - 1  # (n_points,)
    polynomials = [torch.ones_like(z), z]  # P_0, P_1, each (n_points,)
    for n in range(1, d_state - 1):
        polynomials.append(((2 * n + 1) * z * polynomials[n] - n * polynomials[n - 1]) / (n + 1))
    root = torch.sqrt(2 * torch.arange(d_state, dtype=x.dtype) + 1)  # (d_state,)
    return root * torch.stack(polynomials[:d_state], dim=-1)  # (n_points, d_state)


def warped_legendre(d_state: int, age: Tensor) -> Tensor:
    """sqrt(2n+1) P_n(2 exp(-age) - 1): the basis of S4's use of LegS, without its 1/t.

    Orthonormal under the weight exp(-age), so the past counts less the older it is (Gu et al.
    2022, arXiv 2206.12037).

    Parameters
    ----------
    d_state
        How many orders.
    age
        Time since, ``(n_points,)``, in units of the slowest decay.
    """
    return legendre(d_state, torch.exp(-age))  # (n_points, d_state)


def laguerre(d_state: int, age: Tensor) -> Tensor:
    """exp(-age/2) L_n(age): the basis of tilted LagT, orthonormal on 0 ... infinity.

    Parameters
    ----------
    d_state
        How many orders.
    age
        Time since, ``(n_points,)``, in the time unit of LagT's A.

    Returns
    -------
    Tensor
        ``(n_points, d_state)``; also exp(age A) B in closed form.
    """
    polynomials = [torch.ones_like(age), 1 - age]  # L_0, L_1, each (n_points,)
    for n in range(1, d_state - 1):
        older, newer = polynomials[n - 1], polynomials[n]
        polynomials.append(((2 * n + 1 - age) * newer - n * older) / (n + 1))
    stacked = torch.stack(polynomials[:d_state], dim=-1)  # (n_points, d_state)
    return torch.exp(-age / 2)[:, None] * stacked  # (n_points, d_state)


def order_weight(order: int, edges: Tensor) -> Tensor:
    """How much of one Legendre order lies where: shares of its square between edges.

    Parameters
    ----------
    order
        n of P_n.
    edges
        Places in the history, ``(n_parts + 1,)`` from 0 to 1.

    Returns
    -------
    Tensor
        ``(n_parts,)``, summing to 1; Gauss-Legendre quadrature, exact for these polynomials.
    """
    nodes, weights = _gauss_legendre(order + 1)  # (order + 1,) each, on 0 ... 1
    width = edges.diff()  # (n_parts,)
    x = edges[:-1, None] + width[:, None] * nodes  # (n_parts, order + 1)
    curve = legendre(order + 1, x.flatten())[:, order]  # (n_parts * (order + 1),)
    square = curve.reshape(x.shape) ** 2  # (n_parts, order + 1)
    return width * (square @ weights)  # (n_parts,)


def _gauss_legendre(n_nodes: int) -> tuple[Tensor, Tensor]:
    """Golub & Welsch 1969: nodes and weights on 0 ... 1 from the Jacobi matrix."""
    k = torch.arange(1, n_nodes, dtype=torch.float64)  # (n_nodes - 1,)
    beside = k / torch.sqrt(4 * k**2 - 1)  # (n_nodes - 1,)
    jacobi = torch.diag(beside, 1) + torch.diag(beside, -1)  # (n_nodes, n_nodes)
    nodes, vectors = torch.linalg.eigh(jacobi)  # (n_nodes,), (n_nodes, n_nodes)
    return (nodes + 1) / 2, vectors[0] ** 2
