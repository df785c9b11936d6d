"""Selective copying: a short training learns, and the kept records hold what is claimed."""

from __future__ import annotations

import dataclasses
import math

import pytest

from anim_lib.models import checkpoint, copying_nets
from anim_lib.tasks import selective_copying as task
from anim_lib.training.loop import train
from anim_lib.training.recipes.copying import RECIPES, STEPS, warm_and_cosine

BY_NAME = {recipe.name: recipe for recipe in RECIPES}


def test_there_is_a_net_for_every_recipe() -> None:
    assert tuple(BY_NAME) == tuple(copying_nets.SSM_LAYERS)
    assert len({(r.steps, r.learning_rate, r.weight_decay, r.loss) for r in RECIPES}) == 1


@pytest.mark.parametrize("name", ["copying_delta", "copying_s6"])
def test_a_short_training_finds_out_which_words_are_asked_for(name: str) -> None:
    recipe = dataclasses.replace(BY_NAME[name], metrics=lambda model: {}, probe_every=60)
    outcome = train(recipe, 0, steps=120)
    assert outcome.curve["step"] == [0, 60, 120]
    assert outcome.curve["loss"][-1] < math.log(len(task.CONTENTS)) < math.log(30)
    assert outcome.curve["accuracy"][-1] > 2 * outcome.curve["accuracy"][0]
    assert outcome.curve["accuracy"][-1] > 1.5 / len(task.CONTENTS)


def test_schedule() -> None:
    assert warm_and_cosine(25, STEPS) == pytest.approx(0.5, abs=0.01)
    assert warm_and_cosine(50, STEPS) == pytest.approx(1, abs=0.01)
    assert warm_and_cosine(STEPS, STEPS) == pytest.approx(0.1)


@pytest.mark.parametrize("name", BY_NAME)
def test_records_of_three_seeds(name: str) -> None:
    document = checkpoint.record(name)
    assert [seed["seed"] for seed in document["seeds"]] == [0, 1, 2]
    assert document["kept_seed"] == 0
    for seed in document["seeds"]:
        figures = seed["metrics"]
        assert set(figures["delta_by_word"]) == set(task.VOCABULARY)
        accuracy = figures["accuracy"]["32"]
        if name == "copying_delta":
            assert accuracy >= 0.97
            assert figures["delta"]["ratio"] > 50
        elif name == "copying_constant":
            assert accuracy <= 0.65
            assert figures["delta"]["ratio"] == pytest.approx(1, abs=1e-5)
        else:
            assert accuracy >= 0.9
            assert figures["norm_B"]["ratio"] > 2


@pytest.mark.parametrize("name", BY_NAME)
def test_the_kept_net_has_its_records_figures_on_the_same_examples(name: str) -> None:
    net = checkpoint.load_into(copying_nets.build(name), name)
    examples = task.held_out(500, 16)
    accuracy = float(task.right(net(examples.tokens), examples).double().mean())
    recorded = checkpoint.record(name)["seeds"][0]["metrics"]["accuracy"]["16"]
    # float32 while training, float64 here: an answer on the edge may tip
    assert accuracy == pytest.approx(recorded, abs=2e-3)
