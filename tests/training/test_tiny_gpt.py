"""The tiny GPT: its recipe learns, and its kept weights are as good as the record says."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
import torch.nn.functional as F

from anim_lib.errors import UserError
from anim_lib.models import checkpoint, tiny_gpt
from anim_lib.models.gpt import GPT
from anim_lib.tasks import nursery
from anim_lib.tasks.nursery_grammar import LONGEST
from anim_lib.tasks.nursery_words import IDS, NAMES, VOCABULARY, encode
from anim_lib.training.loop import train
from anim_lib.training.recipes.tiny_gpt import RECIPES, TEST_SEED, agreement_accuracy

RECIPE = RECIPES[0]
FRESH_SEED = 777


@pytest.fixture(scope="module")
def model() -> GPT:
    return tiny_gpt.trained()


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return checkpoint.record(tiny_gpt.NAME)


def test_sizes_fit_the_grammar() -> None:
    assert tiny_gpt.CONFIG.vocab_size == len(VOCABULARY)
    longest = nursery.stories(500, torch.Generator().manual_seed(0)).shape[1]
    assert longest <= LONGEST + 1 <= tiny_gpt.CONFIG.context


def test_a_few_steps_learn() -> None:
    losses: list[float] = []
    train(RECIPE, 0, steps=60, report=lambda _, loss: losses.append(loss))
    assert losses[0] == pytest.approx(math.log(len(VOCABULARY)), abs=0.2)
    assert losses[-1] < losses[0] - 1.0


def test_the_same_seed_gives_the_same_weights() -> None:
    first, again, other = (train(RECIPE, seed, steps=4).weights for seed in (0, 0, 1))
    assert all(torch.equal(again[key], first[key]) for key in first)
    assert not torch.equal(other["head.weight"], first["head.weight"])


def test_every_seed_comes_near_the_grammar(record: dict[str, Any]) -> None:
    assert [each["seed"] for each in record["seeds"]] == [0, 1, 2]
    assert record["kept_seed"] == 0
    for each in record["seeds"]:
        metrics = each["metrics"]
        assert 1.0 < metrics["loss_over_entropy"] < 1.05
        assert 1.0 < metrics["perplexity"] / metrics["grammar_perplexity"] < 1.05
        assert metrics["agreement_accuracy"] >= 0.95
        assert metrics["repeated_name_accuracy"] >= 0.98
        assert metrics["test_words"] > 10_000


def test_kept_weights_on_new_stories(model: GPT, record: dict[str, Any]) -> None:
    assert FRESH_SEED != TEST_SEED
    tokens = nursery.stories(300, torch.Generator().manual_seed(FRESH_SEED))
    asked, truth = nursery.asks(tokens), nursery.true_shares(tokens)
    logits = model(tokens[:, :-1])
    loss = float(F.cross_entropy(logits[asked], tokens[:, 1:][asked]))
    entropy = float(-truth.gather(-1, tokens[:, 1:, None])[..., 0][asked].log().mean())
    assert 0.98 < loss / entropy < 1.05
    p, log_q = truth[asked], logits[asked].log_softmax(-1)
    divergence = float((torch.xlogy(p, p) - p * log_q).sum(-1).mean())
    kept = record["seeds"][0]["metrics"]
    assert divergence == pytest.approx(kept["kl_to_grammar"], rel=0.3)
    assert loss - entropy == pytest.approx(divergence, abs=0.02)
    named = nursery.repeated_names(tokens)
    names = torch.tensor([IDS[name] for name in NAMES])
    guess = names[logits[named][:, names].argmax(-1)]
    assert named.sum() > 80
    assert (guess == tokens[:, 1:][named]).double().mean() >= 0.97


def test_agreement_across_neighbours_never_told(model: GPT, record: dict[str, Any]) -> None:
    assert agreement_accuracy(model) == pytest.approx(
        record["seeds"][0]["metrics"]["agreement_accuracy"], abs=1e-6
    )


def test_an_untrained_network_passes_none_of_this() -> None:
    torch.manual_seed(0)
    untrained = GPT(tiny_gpt.CONFIG).requires_grad_(False)
    assert agreement_accuracy(untrained) < 0.7


def test_text_that_the_network_cannot_read() -> None:
    context = tiny_gpt.CONFIG.context
    with pytest.raises(UserError, match="'elephant'"):
        encode("the elephant sat", context)
    with pytest.raises(UserError, match="65 words; at most 64"):
        encode("cat " * 65, context)
