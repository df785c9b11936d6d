"""The HiPPO-LegS matrices: a state that holds Legendre coefficients of the past.

Gu et al. 2020 (arXiv 2008.07669); used by S4 without the factor 1/t (Gu et al. 2021, 2111.00396).
"""

from __future__ import annotations

import torch
from torch import Tensor

from anim_lib.models.hippo_measures import warped_legendre


def hippo_legs(d_state: int) -> tuple[Tensor, Tensor]:
    """Continuous-time A and B of HiPPO-LegS in float64.

    Returns
    -------
    tuple of Tensor
        A ``(d_state, d_state)``: -sqrt(2n+1) sqrt(2k+1) below the diagonal, -(n+1) on it, 0
        above, so its eigenvalues are -1 ... -d_state. B ``(d_state, 1)``: sqrt(2n+1).
    """
    order = torch.arange(d_state, dtype=torch.float64)  # (d_state,)
    root = torch.sqrt(2 * order + 1)  # (d_state,)
    A = -torch.outer(root, root).tril(-1) - torch.diag(order + 1)  # (d_state, d_state)
    return A, root[:, None]  # (d_state, d_state), (d_state, 1)


def legs_kernel(d_state: int, t: Tensor) -> Tensor:
    """exp(tA) B in closed form: Legendre polynomials on exponentially warped time.

    Parameters
    ----------
    d_state
        How many coefficients.
    t
        Time since the input, ``(n_times,)``, in units of the state's slowest decay.

    Returns
    -------
    Tensor
        ``(n_times, d_state)``: sqrt(2n+1) exp(-t) P_n(2 exp(-t) - 1)
        (Gu et al. 2022, arXiv 2206.12037).
    """
    return torch.exp(-t)[:, None] * warped_legendre(d_state, t)  # (n_times, d_state)


def legs_envelope(order: int, t: Tensor) -> Tensor:
    """Bound of |exp(tA) B| at one state number, ``(n_times,)``, for t > 0.

    From Bernstein's inequality |P_n(x)| (1-x^2)^(1/4) < sqrt(2 / (pi (n + 1/2))) with
    x = 2 exp(-t) - 1.
    """
    x = 2 * torch.exp(-t) - 1  # (n_times,)
    legendre = (2 / (torch.pi * (order + 0.5))) ** 0.5 / (1 - x**2) ** 0.25  # (n_times,)
    bound: Tensor = (2 * order + 1) ** 0.5 * torch.exp(-t) * legendre  # (n_times,)
    return bound
