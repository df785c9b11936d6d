"""Counted multiplications against PyTorch's own counter, and against the closed forms."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from anim_lib.models import counters
from anim_lib.models.counters import MultiplicationCounter
from anim_lib.models.gpt import GPT, GPTConfig

CONFIG = GPTConfig(vocab_size=20, context=16, d_model=32, n_layers=3, n_heads=4, n_kv_heads=4)


def closed_form(config: GPTConfig, n_new: int, n_all: int) -> dict[str, int]:
    numbers = counters.gpt_matrix_numbers(
        config.d_model, config.n_layers, config.n_heads, config.n_kv_heads
    )
    head = config.vocab_size * config.d_model  # of the last token only
    scores = counters.attention_multiply_adds(n_new, n_all, config.n_heads, config.d_head)
    return {"linear": n_new * numbers + head, "attention": config.n_layers * scores}


@pytest.mark.parametrize("n_kv_heads", [1, 2, 4])
def test_with_and_without_cache(n_kv_heads: int) -> None:
    config = dataclasses.replace(CONFIG, n_kv_heads=n_kv_heads)
    torch.manual_seed(0)
    model = GPT(config).requires_grad_(False)
    tokens = torch.arange(12)[None]
    caches = None
    for t in range(1, 13):
        with MultiplicationCounter() as full, FlopCounterMode(display=False) as torchs:
            model.trace(tokens[:, :t], last_only=True)
        assert 2 * full.multiply_adds == torchs.get_total_flops()
        expected = closed_form(config, t, t)
        assert {key: full.tally[key] for key in expected} == expected
        with MultiplicationCounter() as step:
            caches = model.trace(tokens[:, t - 1 : t], caches, last_only=True).caches
        expected = closed_form(config, 1, t)
        assert {key: step.tally[key] for key in expected} == expected


def test_matrix_numbers_are_the_models() -> None:
    for n_kv_heads in (1, 2, 4):
        model = GPT(dataclasses.replace(CONFIG, n_kv_heads=n_kv_heads))
        matrices = sum(
            parameter.numel() for parameter in model.blocks.parameters() if parameter.ndim == 2
        )
        assert matrices == counters.gpt_matrix_numbers(32, 3, 4, n_kv_heads)
    assert counters.gpt_matrix_numbers(32, 3, 4, 4) == 12 * 32 * 32 * 3


def test_a_scan_costs_the_same_for_every_token() -> None:
    n_tokens, d_inner, d_state = 9, 6, 4
    generator = torch.Generator().manual_seed(0)
    A_bar = torch.rand(d_inner, d_state, generator=generator)
    written = torch.randn(n_tokens, d_inner, 1, generator=generator)
    B_bar, C = torch.randn(2, n_tokens, d_state, generator=generator)
    h = torch.zeros(d_inner, d_state)
    per_token = []
    for t in range(n_tokens):
        with MultiplicationCounter() as n:
            h = A_bar * h + written[t] * B_bar[t]
            h @ C[t]
        per_token.append(n.tally["elementwise"] + n.multiply_adds)
    assert set(per_token) == {3 * d_inner * d_state}
    assert sum(per_token) == counters.scan_multiplications(n_tokens, d_inner, d_state)


@pytest.mark.parametrize(
    ("product", "name", "count"),
    [
        (lambda: torch.ones(2, 3) @ torch.ones(3, 5), "linear", 30),
        (lambda: torch.ones(2, 3) @ torch.ones(3), "linear", 6),
        (lambda: torch.nn.functional.linear(torch.ones(2, 3), torch.ones(5, 3)), "linear", 30),
        (lambda: torch.addmm(torch.ones(5), torch.ones(2, 3), torch.ones(3, 5)), "linear", 30),
        (lambda: torch.ones(7, 2, 3) @ torch.ones(7, 3, 5), "attention", 210),
        (lambda: torch.ones(2, 3) * torch.ones(3), "elementwise", 6),
    ],
)
def test_one_product(product: object, name: str, count: int) -> None:
    assert callable(product)
    with MultiplicationCounter() as n:
        product()
    assert n.tally == {"linear": 0, "attention": 0, "elementwise": 0} | {name: count}
