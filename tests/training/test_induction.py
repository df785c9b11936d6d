"""The induction models: what their records say, seen again on fresh data, and that they learn."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import torch

from anim_lib.models import checkpoint
from anim_lib.models import induction_circuit as circuit
from anim_lib.models.induction_models import build
from anim_lib.models.sequence_model import SequenceModel
from anim_lib.tasks import induction as task
from anim_lib.training.loop import train
from anim_lib.training.recipes import induction as recipes


def kept(name: str) -> SequenceModel:
    return checkpoint.load_into(build(name), name)


def fresh(batch: int = 300, period: int | None = None) -> task.Repeats:
    """Sequences that neither training, choosing nor reporting has drawn."""
    return task.draw(batch, torch.Generator().manual_seed(77), period)


def all_seeds(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [each["metrics"] for each in checkpoint.record(name)["seeds"]]
    assert len(found) == 3
    return found


def test_two_layers_of_attention_copy_and_the_cut_stops_them() -> None:
    model, repeats = kept("induction_attention"), fresh()
    told = all_seeds("induction_attention")[0]
    stamping = told["stamping_heads"]
    assert stamping
    assert task.accuracy(model(repeats.inputs), repeats) >= 0.99
    cut = recipes.cut_figures(model, repeats, [stamping])
    assert cut == pytest.approx(told["cut"]["stamping"], abs=0.02)
    assert cut["accuracy"] <= 0.3
    control = recipes.cut_figures(model, repeats, circuit.control_cuts(stamping, 4))
    assert control == pytest.approx(told["cut"]["others"], abs=0.02)
    assert control["accuracy"] > 2 * cut["accuracy"]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_circuit_is_there_in_every_seed(seed: int) -> None:
    told = all_seeds("induction_attention")[seed]
    assert told["accuracy"] >= 0.99
    assert told["probability_of_next"] > 0.95
    assert told["cut"]["stamping"]["accuracy"] <= 0.3
    assert told["cut"]["stamping"]["accuracy"] < told["cut"]["others"]["accuracy"]
    assert max(told["head_scores"]["previous_token"]) > 0.5
    assert told["head_scores"]["induction"][told["induction_head"]] > 0.9


def test_heads_are_chosen_again() -> None:
    chosen = circuit.choose_heads(kept("induction_attention"), task.choosing_set(256).inputs)
    told = all_seeds("induction_attention")[0]
    assert chosen == (told["stamping_heads"], told["induction_head"])
    scores = recipes.head_scores(kept("induction_attention"), fresh())
    for name, row in told["head_scores"].items():
        assert scores[name] == pytest.approx(row, abs=0.02)


def test_the_loss_falls_off_a_cliff() -> None:
    for each in checkpoint.record("induction_attention")["seeds"]:
        losses, steps = each["curve"]["determined_loss"], each["curve"]["step"]
        falls = [before - after for before, after in pairwise(losses)]
        assert sum(sorted(falls)[-8:]) > 0.75 * losses[0]  # most of it in 200 of 800 steps
        assert 100 <= steps[falls.index(max(falls))] <= 500
        assert losses[-1] < 0.1


def test_snapshots_lie_over_the_cliff() -> None:
    snapshots = checkpoint.load_snapshots("induction_attention")
    assert tuple(snapshots) == recipes.SNAPSHOTS
    accuracies = []
    for weights in snapshots.values():
        model = build("induction_attention")
        model.load_state_dict(weights)
        accuracies.append(task.accuracy(model(fresh().inputs), fresh()))
    curve = checkpoint.record("induction_attention")["seeds"][0]["curve"]
    told = [curve["accuracy"][curve["step"].index(step)] for step in recipes.SNAPSHOTS]
    assert accuracies == pytest.approx(told, abs=0.1)
    assert accuracies[0] < 0.1
    assert accuracies[-1] > 0.95


def test_one_layer_cannot_look_for_a_stamp() -> None:
    assert all(told["accuracy"] < 0.3 for told in all_seeds("induction_one_layer"))
    model, repeats = kept("induction_one_layer"), fresh()
    assert task.accuracy(model(repeats.inputs), repeats) < 0.3


def test_mamba_2_learns_it_less_well_with_length() -> None:
    for told in all_seeds("induction_mamba2"):
        by_period = told["accuracy_by_period"]
        assert told["accuracy"] > 0.7
        assert by_period["8"] > by_period["31"]
    told = all_seeds("induction_mamba2")[0]
    model = kept("induction_mamba2")
    for period, accuracy in told["accuracy_by_period"].items():
        repeats = fresh(period=int(period))
        assert task.accuracy(model(repeats.inputs), repeats) == pytest.approx(accuracy, abs=0.03)


def test_a_short_training_learns_which_tokens_occur() -> None:
    """First the model learns to name a token of the row, before it learns which: below ln 64."""
    alone = replace(recipes.attention, metrics=lambda model: {})
    curve = train(alone, seed=5, steps=50).curve
    assert curve["determined_loss"][0] > 4.1
    assert curve["determined_loss"][-1] < 3.95
