"""What the recall models' records of training say, as tensors; every seed that was trained."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from anim_lib.models.checkpoint import record


def accuracies(names: Sequence[str], pairs: Sequence[int]) -> Tensor:
    """Share of right answers on documents not trained on, ``(n_models, n_lengths, n_seeds)``."""
    return torch.tensor(
        [
            [[seed["metrics"]["accuracy"][str(n)] for seed in record(name)["seeds"]] for n in pairs]
            for name in names
        ],
        dtype=torch.float64,
    )  # (n_models, n_lengths, n_seeds)


def accuracies_by_age(names: Sequence[str], n_pairs: int) -> Tensor:
    """The same by eighths of the document, oldest first: ``(n_models, n_seeds, 8)``."""
    return torch.tensor(
        [
            [seed["metrics"]["accuracy_by_age"][str(n_pairs)] for seed in record(name)["seeds"]]
            for name in names
        ],
        dtype=torch.float64,
    )  # (n_models, n_seeds, 8)


def steps(names: Sequence[str]) -> Tensor:
    """Steps that every seed took, ``(n_models, n_seeds)``."""
    return torch.tensor([[seed["steps"] for seed in record(name)["seeds"]] for name in names])


def parameters(names: Sequence[str]) -> Tensor:
    """Trained numbers of every model, ``(n_models,)``."""
    return torch.tensor([record(name)["parameters"] for name in names])  # (n_models,)
