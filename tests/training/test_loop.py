"""One run: repeatable, stopped when it is good enough, and never silently divergent."""

from __future__ import annotations

import math

import pytest
import torch

from anim_lib.errors import UserError
from anim_lib.training.loop import train
from anim_lib.training.recipe import constant, drop_late
from tests.training.tiny_recipes import recipe


def test_the_same_seed_gives_the_same_weights() -> None:
    first, again, other = (train(recipe("line"), seed) for seed in (0, 0, 1))
    assert torch.equal(first.weights["weight"], again.weights["weight"])
    assert first.curve == again.curve
    assert not torch.equal(first.weights["weight"], other.weights["weight"])


def test_it_learns_and_reports() -> None:
    seen: list[int] = []
    outcome = train(recipe("line", 200), 0, report=lambda step, loss: seen.append(step))
    assert seen == list(range(1, 201))
    assert outcome.metrics["slope"] == pytest.approx(3, abs=0.05)
    assert outcome.metrics["slope"] == pytest.approx(float(outcome.weights["weight"][0, 0]))
    assert outcome.curve["step"] == [10.0 * i for i in range(21)]
    assert outcome.curve["loss"][-1] < outcome.curve["loss"][0] / 100
    assert len(outcome.curve["slope"]) == 21
    assert outcome.seconds > 0
    assert outcome.steps == 200


def test_the_curve_starts_with_the_loss_before_any_step() -> None:
    curve = train(recipe("line"), 0).curve
    assert curve["step"][0] == 0
    torch.manual_seed(0)
    r = recipe("line")
    first = r.loss(r.build(), torch.Generator().manual_seed(0))
    assert curve["loss"][0] == pytest.approx(float(first.detach()))


def test_it_stops_when_the_probe_is_good_enough() -> None:
    outcome = train(recipe("line", 400, stop=lambda probe: probe["slope"] > 1), 0)
    assert outcome.steps < 100
    assert outcome.curve["slope"][-1] > 1
    assert all(slope <= 1 for slope in outcome.curve["slope"][:-1])


def test_snapshots_are_the_weights_on_the_way() -> None:
    outcome = train(recipe("line", snapshots=(0, 10)), 0)
    assert sorted(outcome.snapshots) == [0, 10]
    for step, weights in outcome.snapshots.items():
        seen = outcome.curve["slope"][outcome.curve["step"].index(step)]
        assert float(weights["weight"][0, 0]) == pytest.approx(seen)
    assert not torch.equal(outcome.snapshots[10]["weight"], outcome.weights["weight"])


def test_fewer_steps_for_a_test() -> None:
    assert train(recipe("line"), 0, steps=5).steps == 5


@pytest.mark.parametrize("factor", [math.nan, math.inf, 1e6])
def test_a_diverging_run_stops_with_step_and_loss(factor: float) -> None:
    calm = recipe("line")
    count = iter(range(100))

    def grow(model: torch.nn.Module, generator: torch.Generator) -> torch.Tensor:
        return calm.loss(model, generator) * (factor if next(count) == 6 else 1)

    with pytest.raises(UserError, match=r"line with seed 2 diverged at step 7: the loss is"):
        train(recipe("line", loss=grow), 2)


def test_schedules() -> None:
    assert constant(1, 10) == constant(10, 10) == 1
    assert drop_late(50, 1000) == 0.5
    assert drop_late(699, 1000) == 1
    assert drop_late(700, 1000) == 0.3
