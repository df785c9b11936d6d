"""Marks of tokens sum to the state; counts of pairs; what freezes and what moves."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models import copying_nets, selectivity
from anim_lib.tasks import selective_copying as task

NETS = tuple(copying_nets.SSM_LAYERS)


def seen(name: str) -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    model = copying_nets.build(name).double().requires_grad_(False)
    examples = task.draw(3, 12, torch.Generator().manual_seed(1))
    return model.look(examples.tokens)[0]


def test_the_nets_fit_the_task() -> None:
    assert len(task.VOCABULARY) == copying_nets.VOCAB_SIZE
    sizes = {
        name: sum(part.numel() for part in copying_nets.build(name).parameters()) for name in NETS
    }
    assert sizes == {"copying_delta": 12_513, "copying_constant": 12_480, "copying_s6": 16_064}


@pytest.mark.parametrize("name", NETS)
def test_the_state_is_what_was_kept_and_what_was_added(name: str) -> None:
    look = seen(name)
    A_bar, added = selectivity.gates(look)
    again = A_bar * selectivity.before(look["states"]) + added
    torch.testing.assert_close(again, look["states"], rtol=0, atol=1e-13)


@pytest.mark.parametrize("name", NETS)
def test_remains_sum_to_the_last_state(name: str) -> None:
    look = seen(name)
    left = selectivity.remains(look["delta"], look["A"], selectivity.gates(look)[1])
    torch.testing.assert_close(left.sum(1), look["states"][:, -1], rtol=0, atol=1e-12)
    torch.testing.assert_close(left[:, -1], selectivity.gates(look)[1][:, -1], rtol=0, atol=0)


@pytest.mark.parametrize("name", NETS)
def test_a_step_of_zero_keeps_all_and_moves_nothing(name: str) -> None:
    look = seen(name)
    look["delta"] = torch.zeros_like(look["delta"])
    A_bar, added = selectivity.gates(look)
    assert (A_bar == 1).all()
    assert (selectivity.strength(added) == 0).all()
    assert (selectivity.retention(A_bar, look["states"]) == 1).all()


def test_a_long_step_overwrites() -> None:
    look = seen("copying_s6")
    look["delta"] = torch.full_like(look["delta"], 50.0)
    A_bar, _ = selectivity.gates(look)
    assert (selectivity.retention(A_bar, look["states"]) < 1e-12).all()


def test_movement_is_the_length_of_the_step() -> None:
    states = torch.tensor([[[3.0, 4.0]], [[3.0, 4.0]], [[0.0, 8.0]]])  # (seq_len, 1, 2)
    assert selectivity.movement(states).tolist() == [5.0, 0.0, 5.0]
    turning = torch.tensor([[[5.0 + 0j]], [[5.0j]]])  # (seq_len, 1, 1)
    assert selectivity.movement(turning).tolist() == pytest.approx([5.0, 50**0.5])


def test_share_above_counts_every_pair() -> None:
    generator = torch.Generator().manual_seed(0)
    high = torch.randint(6, (30,), generator=generator).double() + 1
    low = torch.randint(6, (40,), generator=generator).double()
    pairs = (high[:, None] > low).double() + 0.5 * (high[:, None] == low)
    assert selectivity.share_above(high, low) == pytest.approx(float(pairs.mean()), abs=1e-15)
    assert selectivity.share_above(low + 10, low) == 1
    assert selectivity.share_above(low - 10, low) == 0
    assert selectivity.share_above(low, low) == pytest.approx(0.5, abs=1e-15)


def test_contrast() -> None:
    numbers = torch.tensor([[4.0, 1.0], [2.0, 3.0]])
    content = torch.tensor([[True, False], [True, False]])
    assert selectivity.contrast(numbers, content) == {
        "content": 3.0,
        "filler": 2.0,
        "ratio": 1.5,
        "auc": 0.75,
    }


def test_memory_shares_count_what_is_left_of_content() -> None:
    left = torch.zeros(1, 3, 2, 2)  # (batch, seq_len, d_inner, d_state)
    left[0, 0, 0] = torch.tensor([3.0, 4.0])
    left[0, 1, 1] = torch.tensor([15.0, 0.0])
    left[0, 2] = 100.0
    content = torch.tensor([[True, True, False]])
    assert selectivity.memory_shares(left, content).tolist() == [0.25, 0.75]
