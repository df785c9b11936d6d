"""Passes that continue from a cache: the same logits and rows as one pass, for less work."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import decoding
from anim_lib.models.gpt import GPT, GPTConfig

CONFIG = GPTConfig(vocab_size=20, context=16, d_model=32, n_layers=3, n_heads=4, n_kv_heads=2)


@pytest.fixture(scope="module")
def model() -> GPT:
    torch.manual_seed(0)
    built = GPT(CONFIG).double().requires_grad_(False)
    for parameter in built.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return built


@pytest.fixture(scope="module")
def tokens() -> Tensor:
    return torch.randint(20, (1, 9), generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("sizes", [[9], [2, 1, 1, 1, 1, 1, 1, 1], [4, 5]])
def test_steps_are_one_pass(model: GPT, tokens: Tensor, sizes: list[int]) -> None:
    whole = model.trace(tokens)
    steps = decoding.in_steps(model, tokens, sizes)
    logits = torch.cat([step.logits for step in steps], dim=1)
    torch.testing.assert_close(logits, whole.logits, rtol=0, atol=1e-12)
    patterns = torch.stack([layer.pattern[0] for layer in whole.layers])
    torch.testing.assert_close(decoding.joined_patterns(steps), patterns, rtol=0, atol=1e-13)


def test_sizes_that_do_not_sum_to_the_text(model: GPT, tokens: Tensor) -> None:
    steps = decoding.in_steps(model, tokens, [3, 3])
    assert sum(step.logits.shape[1] for step in steps) == 6


def test_two_lanes(model: GPT, tokens: Tensor) -> None:
    lanes = decoding.two_lanes(model, tokens, [2] + [1] * 7)
    assert lanes.cached_logits.shape == (8, 20)
    assert lanes.difference < 1e-12
    torch.testing.assert_close(lanes.recomputed_logits, model(tokens)[0, 1:], rtol=0, atol=1e-12)
    assert lanes.cached_work[0] == lanes.recomputed_work[0]
    grown = torch.tensor(lanes.recomputed_work).double() / torch.tensor(lanes.cached_work)
    assert (grown.diff() > 0).all()
    kept = [step.caches[0].cached_keys.shape[-2] for step in lanes.cached]
    assert kept == [2, 3, 4, 5, 6, 7, 8, 9]


def test_a_difference_is_seen(model: GPT, tokens: Tensor) -> None:
    lanes = decoding.two_lanes(model, tokens, [2, 1])
    other = decoding.two_lanes(model, tokens.flip(1), [2, 1])
    assert decoding.Lanes(lanes.cached, other.recomputed, [], []).difference > 1e-3


def test_generation_draws_from_the_networks_shares(model: GPT, tokens: Tensor) -> None:
    prompt = tokens[:, :2]
    told = decoding.generate(model, prompt, end=-1, seed=0)
    assert len(told) == CONFIG.context
    assert told == decoding.generate(model, prompt, end=-1, seed=0)
    assert told != decoding.generate(model, prompt, end=-1, seed=1)
    draws = torch.rand(16, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    logits = model(torch.tensor([told[:-1]]))[0]
    for t in range(2, CONFIG.context):
        sums = logits[t - 1].softmax(-1).cumsum(-1)
        chosen, draw = told[t], draws[t - 2]
        assert sums[chosen] > draw
        assert chosen == 0 or sums[chosen - 1] <= draw


def test_generation_stops_at_the_end(model: GPT, tokens: Tensor) -> None:
    told = decoding.generate(model, tokens[:, :2], end=-1, seed=0)
    end = told[5]
    assert decoding.generate(model, tokens[:, :2], end, seed=0) == told[: told.index(end, 2) + 1]


def test_queries_are_those_of_the_scores(model: GPT, tokens: Tensor) -> None:
    trace = model.trace(tokens)
    query = decoding.queries(model, trace, 1)
    key = trace.layers[1].cache.cached_keys.repeat_interleave(2, dim=1)
    scaled = query @ key.transpose(-1, -2) / CONFIG.d_head**0.5
    hidden = torch.ones(9, 9, dtype=torch.bool).triu(1)
    pattern = scaled.masked_fill(hidden, -torch.inf).softmax(-1)
    torch.testing.assert_close(pattern, trace.layers[1].pattern, rtol=0, atol=1e-12)
