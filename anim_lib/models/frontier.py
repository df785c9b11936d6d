"""Which models are worth choosing when one figure should be high and another low."""

from __future__ import annotations

from torch import Tensor


def dominates(quality: Tensor, cost: Tensor, alike: float = 0.0) -> Tensor:
    """Whether a model is beaten by another: worse or equal in both figures, worse in one.

    Parameters
    ----------
    quality, cost
        One number per model, each ``(n_models,)``; more quality and less cost are better. Costs
        are positive.
    alike
        Costs of which the larger is at most ``1 + alike`` times the smaller count as equal: for
        measured times, which are not the same twice.

    Returns
    -------
    Tensor
        ``(n_models, n_models)`` of truth values; row i, column j: i beats j.
    """
    not_worse = quality[:, None] >= quality[None, :]  # (n_models, n_models)
    not_dearer = cost[:, None] <= cost[None, :] * (1 + alike)  # (n_models, n_models)
    cheaper = cost[:, None] * (1 + alike) < cost[None, :]  # (n_models, n_models)
    better = (quality[:, None] > quality[None, :]) | cheaper  # (n_models, n_models)
    return not_worse & not_dearer & better  # (n_models, n_models)


def pareto_frontier(quality: Tensor, cost: Tensor, alike: float = 0.0) -> Tensor:
    """Whether no other model beats a model: ``(n_models,)`` of truth values."""
    return ~dominates(quality, cost, alike).any(dim=0)  # (n_models,)
