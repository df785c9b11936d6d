"""Recipes that train in a blink: a line is fitted to a line."""

from __future__ import annotations

import os
import signal
import time

import torch
from torch import Tensor, nn

from anim_lib.training.recipe import Recipe


def build() -> nn.Module:
    return nn.Linear(2, 1)


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    x = torch.randn(16, 2, generator=generator)  # (batch, 2)
    error: Tensor = (model(x)[:, 0] - 3 * x[:, 0]).square().mean()  # ()
    return error


def blow_up(model: nn.Module, generator: torch.Generator) -> Tensor:
    grown: Tensor = loss(model, generator) * (1e9 if slope(model)["slope"] > 1 else 1)
    return grown


def die(model: nn.Module, generator: torch.Generator) -> Tensor:
    os.kill(os.getpid(), signal.SIGKILL)
    return loss(model, generator)


def wait(model: nn.Module, generator: torch.Generator) -> Tensor:
    time.sleep(0.05 if generator.initial_seed() else 0)  # the first seed is quick
    return loss(model, generator)


def slope(model: nn.Module) -> dict[str, float]:
    return {"slope": float(model.weight[0, 0])}  # type: ignore[index, arg-type]


def recipe(name: str, steps: int = 40, **changes: object) -> Recipe:
    parts: dict[str, object] = {
        "task": "fit y = 3 x",
        "build": build,
        "loss": loss,
        "metrics": slope,
        "learning_rate": 0.1,
        "probe": slope,
        "probe_every": 10,
        "family": __name__,
    }
    return Recipe(name=name, steps=steps, **{**parts, **changes})  # type: ignore[arg-type]


RECIPES = (
    recipe("line"),
    recipe("line_seen", snapshots=(0, 10)),
    recipe("line_stopping", stop=lambda probe: probe["slope"] > 1),
    recipe("line_diverging", loss=blow_up),
    recipe("line_dying", loss=die),
    recipe("line_slow", 1_000, loss=wait),
)
