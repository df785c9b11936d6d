"""One run of a recipe with one seed: AdamW on freshly drawn batches, in one thread."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from anim_lib.errors import UserError
from anim_lib.training.recipe import Metrics, Recipe

BETAS = (0.9, 0.98)
CLIP = 1.0  # norm of the gradient
DIVERGED = 10.0  # times the first step's loss


@dataclass
class Outcome:
    """What one run leaves behind."""

    seed: int
    steps: int
    seconds: float  # CPU time of the steps, without probes and metrics
    metrics: Metrics
    curve: dict[str, list[float]]  # "step", "loss" (mean since the entry before), every probe
    weights: dict[str, Tensor]
    snapshots: dict[int, dict[str, Tensor]] = field(default_factory=dict)
    seconds_in_all: float = 0.0  # CPU time of the whole process, where it had one of its own


def train(
    recipe: Recipe,
    seed: int,
    *,
    steps: int | None = None,
    report: Callable[[int, float], None] = lambda step, loss: None,
) -> Outcome:
    """Run a recipe.

    Parameters
    ----------
    recipe, seed
        What to train; the seed sets the first weights and every batch.
    steps
        Stop earlier than the recipe does; for tests.
    report
        Called after every step with its number, from 1, and its loss in nats.

    Raises
    ------
    UserError
        The loss is not finite or ten times the first one: the run diverged.
    """
    torch.manual_seed(seed)
    model = recipe.build()
    batches = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(
        model.parameters(),
        lr=recipe.learning_rate,
        betas=BETAS,
        weight_decay=recipe.weight_decay,
    )
    outcome = Outcome(seed, 0, 0.0, {}, {"step": [], "loss": []}, {})
    losses: list[float] = []
    first = math.inf
    last = recipe.steps if steps is None else steps
    for step in range(last + 1):
        if step:
            started = time.process_time()
            loss = _step(recipe, model, optimizer, batches, step)
            outcome.seconds += time.process_time() - started
            if step == 1:
                first = outcome.curve["loss"][0] = loss  # before any step, the loss is the first's
            if not math.isfinite(loss) or loss > DIVERGED * first:
                raise UserError(
                    f"training {recipe.name} with seed {seed} diverged at step {step}: "
                    f"the loss is {loss:.4g}, the first was {first:.4g}; nothing was written"
                )
            losses.append(loss)
            report(step, loss)
        if step in recipe.snapshots:
            outcome.snapshots[step] = copy_weights(model)
        if step % recipe.probe_every == 0 or step == last:
            entry = _probe(recipe, model)
            outcome.curve["step"].append(step)
            outcome.curve["loss"].append(sum(losses) / max(1, len(losses)))
            for name, number in entry.items():
                outcome.curve.setdefault(name, []).append(number)
            losses.clear()
            outcome.steps = step
            if step and recipe.stop is not None and recipe.stop(entry):
                break
    model.eval()
    with torch.no_grad():
        outcome.metrics = recipe.metrics(model)
    outcome.weights = copy_weights(model)
    return outcome


def _step(
    recipe: Recipe,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    batches: torch.Generator,
    step: int,
) -> float:
    for group in optimizer.param_groups:
        group["lr"] = recipe.learning_rate * recipe.schedule(step, recipe.steps)
    loss = recipe.loss(model, batches)  # ()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), CLIP)
    optimizer.step()
    return float(loss.detach())


def _probe(recipe: Recipe, model: nn.Module) -> dict[str, float]:
    if recipe.probe is None:
        return {}
    model.eval()
    with torch.no_grad():
        entry = recipe.probe(model)
    model.train()
    return entry


def copy_weights(model: nn.Module) -> dict[str, Tensor]:
    """Return a copy of every parameter and buffer, detached and contiguous."""
    return {
        name: tensor.detach().clone().contiguous() for name, tensor in model.state_dict().items()
    }
