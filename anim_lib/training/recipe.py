"""What it takes to train one small model: everything but the seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

Metrics = dict[str, Any]  # JSON's own types: numbers, texts, lists, dictionaries
Probe = dict[str, float]


def constant(step: int, steps: int) -> float:
    """Keep the learning rate as it is."""
    return 1.0


def drop_late(step: int, steps: int) -> float:
    """Warm up over 100 steps; 0.3 of the learning rate in the last 30 % of the steps."""
    return min(1.0, step / 100) * (1.0 if step < 0.7 * steps else 0.3)


@dataclass(frozen=True)
class Recipe:
    """One trained model. The same recipe and seed give the same weights on the same machine.

    ``build`` is called right after ``torch.manual_seed(seed)``; ``loss`` gets the model and the
    run's own generator, draws a batch and returns its mean loss in nats, a scalar; ``metrics``
    measures the trained model on data that it was not trained on. ``probe`` measures while it
    trains, before the first step and every ``probe_every`` steps; ``stop`` reads a probe and says
    whether that is enough. At the steps ``snapshots`` the kept seed's weights are saved as well.
    """

    name: str
    task: str  # one sentence, with the sizes that matter
    build: Callable[[], nn.Module]
    loss: Callable[[nn.Module, torch.Generator], Tensor]
    metrics: Callable[[nn.Module], Metrics]
    steps: int
    learning_rate: float = 3e-3
    weight_decay: float = 0.01
    schedule: Callable[[int, int], float] = constant  # (step from 1, steps) -> factor
    probe: Callable[[nn.Module], Probe] | None = None
    probe_every: int = 100
    stop: Callable[[Mapping[str, float]], bool] | None = None
    snapshots: tuple[int, ...] = ()
    seeds: tuple[int, ...] = (0, 1, 2)
    family: str = ""  # the module whose RECIPES hold it; the registry fills it in

    @property
    def kept_seed(self) -> int:
        """The seed whose weights are kept: the first, whatever its figures are."""
        return self.seeds[0]
