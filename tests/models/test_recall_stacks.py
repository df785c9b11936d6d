"""The recall models: stepping them equals running them, and their states are as large as said."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models.recall_stacks import N_VALUES, PLANS, VOCAB_SIZE, build
from anim_lib.tasks import recall

STATE_NUMBERS = {  # at 1,000 tokens, by hand: mixer by mixer
    "recall_transformer": 2 * 2 * 64 * 1_000,
    "recall_hybrid_2": 64 * 16 + 3 * (64 + 32) + 2 * 64 * 1_000,
    "recall_hybrid_4": 3 * (48 * 16 + 3 * (48 + 32)) + 2 * 64 * 1_000,
    "recall_mamba2_8": 2 * (64 * 8 + 3 * (64 + 16)),
    "recall_mamba2_16": 2 * (64 * 16 + 3 * (64 + 32)),
    "recall_mamba2_32": 2 * (64 * 32 + 3 * (64 + 64)),
    "recall_linear_attention": 2 * (2 * 32 * 32 + 3 * 3 * 64),
    "recall_lstm": 2 * 2 * 48,
    "recall_s4d": 2 * (64 * 16 + 3 * 64),
    "recall_stack_0": 4 * (48 * 16 + 3 * (48 + 32)),
    "recall_stack_2": 2 * (48 * 16 + 3 * (48 + 32)) + 2 * 2 * 64 * 1_000,
    "recall_stack_4": 3 * 64 + 4 * 2 * 64 * 1_000,
}


def test_the_sizes_are_the_tasks() -> None:
    assert (VOCAB_SIZE, N_VALUES) == (recall.VOCAB_SIZE, recall.N_VALUES)


@pytest.mark.parametrize("name", PLANS)
def test_stepping_equals_running(name: str) -> None:
    torch.manual_seed(1)
    model = build(name).double().eval()
    tokens = recall.draw(2, 6, torch.Generator().manual_seed(1)).tokens
    state = model.start(2)
    stepped = []
    with torch.no_grad():
        for t in range(tokens.shape[1]):
            logits, state = model.step(tokens[:, t], state)
            stepped.append(logits)
        torch.testing.assert_close(torch.stack(stepped, 1), model(tokens), rtol=1e-9, atol=1e-11)
    kept = sum(part.numel() for layer in state[1] for part in layer)
    assert kept == 2 * model.state_numbers(tokens.shape[1])


@pytest.mark.parametrize("name", PLANS)
def test_the_state_is_as_large_as_by_hand(name: str) -> None:
    model = build(name)
    assert model.state_numbers(1_000) == STATE_NUMBERS[name]
    grows = model.state_numbers(1_001) > model.state_numbers(1_000)
    assert grows == any(word in name for word in ("transformer", "hybrid", "stack_2", "stack_4"))
