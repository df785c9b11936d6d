"""Where a trained step length starts: spread evenly over the orders of magnitude."""

from __future__ import annotations

import math

import torch
from torch import Tensor

SHORTEST, LONGEST = 0.001, 0.1  # of Mamba's and S4's own code


def log_uniform(n: int) -> Tensor:
    """Logarithms of random step lengths between SHORTEST and LONGEST, ``(n,)``."""
    return torch.rand(n) * (math.log(LONGEST) - math.log(SHORTEST)) + math.log(SHORTEST)  # (n,)


def inverse_softplus(x: Tensor) -> Tensor:
    """What softplus turns into positive ``x``; any shape."""
    return x + torch.log(-torch.expm1(-x))
