"""Recall: a shortened training learns, and the kept weights do what their records say."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from anim_lib.models import recall_records
from anim_lib.models.checkpoint import load_into, record
from anim_lib.models.recall_stacks import PLANS, build
from anim_lib.tasks import recall
from anim_lib.training import loop
from anim_lib.training.recipes import recall as family
from anim_lib.training.recipes import recall_stack
from anim_lib.training.registry import all_recipes

FRESH_SEED, N_DOCUMENTS = 4_321, 64  # drawn by no training run and no measurement
EXACT = ("recall_transformer", "recall_hybrid_2", "recall_hybrid_4")
BY_STATE = ("recall_mamba2_8", "recall_mamba2_16", "recall_mamba2_32")


def mean_accuracy(name: str, n_pairs: int) -> float:
    return float(recall_records.accuracies([name], [n_pairs]).mean())


def kept_accuracy(name: str, n_pairs: int) -> float:
    (kept,) = (s for s in record(name)["seeds"] if s["seed"] == record(name)["kept_seed"])
    return float(kept["metrics"]["accuracy"][str(n_pairs)])


def test_every_model_has_a_recipe() -> None:
    names = [recipe.name for recipe in (*family.RECIPES, *recall_stack.RECIPES)]
    assert set(names) == set(PLANS)
    assert set(names) <= set(all_recipes())


def test_a_short_training_learns() -> None:
    (recipe,) = (each for each in recall_stack.RECIPES if each.name == "recall_stack_4")
    outcome = loop.train(dataclasses.replace(recipe, metrics=lambda model: {}), 0, steps=300)
    assert outcome.curve["pairs_32"][0] < 0.1  # a guess: 1/32
    assert outcome.curve["pairs_32"][-1] > 0.9
    assert outcome.curve["loss"][-1] < 0.5 < 3 < outcome.curve["loss"][0]


def test_it_stops_when_every_length_is_learned() -> None:
    entry = {f"pairs_{n}": 0.996 for n in recall.TRAINED_PAIRS}
    assert family.learned(entry)
    assert not family.learned(entry | {"pairs_32": 0.994})
    assert not family.learned(entry | {"pairs_1": 0.995})


def test_metrics_count_what_they_say() -> None:
    torch.manual_seed(0)
    model = build("recall_lstm")
    with torch.no_grad():
        figures = family.metrics(model)
    assert list(figures["accuracy"]) == ["1", "2", "4", "8", "16", "32", "48"]
    assert max(figures["accuracy"].values()) < 0.06  # untrained: about 1/32
    assert list(figures["accuracy_by_age"]) == ["8", "16", "32", "48"]
    for n, shares in figures["accuracy_by_age"].items():
        assert sum(shares) / 8 == pytest.approx(figures["accuracy"][n], abs=1e-12)
    assert figures["state_bytes"] == {"1024": 768, "8192": 768}
    with pytest.raises(TypeError, match="is a SequenceModel, not Linear"):
        family.metrics(torch.nn.Linear(2, 2))


@pytest.mark.parametrize("name", PLANS)
def test_fresh_documents_are_answered_as_recorded(name: str) -> None:
    model = load_into(build(name), name)
    for n_pairs in (8, 32):
        quiz = recall.draw(N_DOCUMENTS, n_pairs, torch.Generator().manual_seed(FRESH_SEED))
        hits = recall.right(model(quiz.tokens), quiz).mean(1)  # (N_DOCUMENTS,)
        recorded = kept_accuracy(name, n_pairs)
        # Documents are independent, the questions of one are not: the spread of the documents.
        margin = 5 * float(hits.std()) / N_DOCUMENTS**0.5 + 0.005
        assert float(hits.mean()) == pytest.approx(recorded, abs=margin)


@pytest.mark.parametrize("name", PLANS)
def test_three_seeds_are_recorded(name: str) -> None:
    document = record(name)
    assert [seed["seed"] for seed in document["seeds"]] == [0, 1, 2]
    assert document["kept_seed"] == 0
    assert document["parameters"] == sum(p.numel() for p in build(name).parameters())
    for seed in document["seeds"]:
        for context, size in seed["metrics"]["state_bytes"].items():
            assert size == 4 * build(name).state_numbers(int(context))


@pytest.mark.parametrize("name", EXACT)
def test_attention_recalls_32_pairs(name: str) -> None:
    for seed in record(name)["seeds"]:
        assert seed["metrics"]["accuracy"]["32"] >= 0.98


def test_a_larger_state_recalls_more() -> None:
    assert kept_accuracy(BY_STATE[0], 32) < kept_accuracy(BY_STATE[1], 32)
    assert kept_accuracy(BY_STATE[1], 32) < kept_accuracy(BY_STATE[2], 32)
    means = [mean_accuracy(name, 32) for name in BY_STATE]
    assert means[0] < means[1] < means[2]


@pytest.mark.parametrize("name", ["recall_lstm", "recall_s4d"])
def test_not_learned_within_the_budget(name: str) -> None:
    """Both still guess among the values they saw: 1/P, not 1/32."""
    for seed in record(name)["seeds"]:
        assert seed["metrics"]["accuracy"]["32"] < 0.15
        assert seed["metrics"]["accuracy"]["2"] > 0.4
