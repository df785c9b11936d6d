"""Each measure redraws a history it can hold, at ages counted in inputs."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import hippo_memory
from anim_lib.models.hippo_memory import Memory
from anim_lib.tasks import band_limited

SEQ_LEN = 400
MEMORIES = [
    hippo_memory.legs(),
    hippo_memory.legt(SEQ_LEN),
    hippo_memory.lagt(SEQ_LEN / 20),
    hippo_memory.s4(SEQ_LEN / 2),
]


@pytest.fixture(scope="module")
def u() -> Tensor:
    return band_limited.draw(3, SEQ_LEN, 3, torch.Generator().manual_seed(5))


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory.name)
def test_a_slow_signal_comes_back(memory: Memory, u: Tensor) -> None:
    (c,) = hippo_memory.keep(memory.run(u, 48), [SEQ_LEN])
    past = memory.past(c, SEQ_LEN, SEQ_LEN)
    newest = slice(SEQ_LEN // 2, None)  # the fading ones have lost some of the rest
    assert ((past - u)[newest] ** 2).mean() < 0.01
    assert ((past.flip(0) - u)[newest] ** 2).mean() > 0.5


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory.name)
def test_points_are_places_of_the_same_history(memory: Memory, u: Tensor) -> None:
    (c,) = hippo_memory.keep(memory.run(u, 16), [SEQ_LEN])
    fine, coarse = memory.past(c, SEQ_LEN, 3 * 40), memory.past(c, SEQ_LEN, 40)
    torch.testing.assert_close(fine[1::3], coarse, rtol=0, atol=1e-9)


def test_the_window_is_counted_in_inputs(u: Tensor) -> None:
    memory = hippo_memory.legt(100)
    (c,) = hippo_memory.keep(memory.run(u, 32), [SEQ_LEN])
    past = memory.past(c, SEQ_LEN, SEQ_LEN)
    assert (past[:300] == 0).all()
    assert ((past - u)[300:] ** 2).mean() < 0.01


def test_kept_states_are_those_after_so_many_inputs(u: Tensor) -> None:
    memory = hippo_memory.legs()
    kept = hippo_memory.keep(memory.run(u[:30], 4), (10, 30))
    (alone,) = hippo_memory.keep(memory.run(u[:10], 4), (10,))
    assert kept.shape == (2, 4, 3)
    assert torch.equal(kept[0], alone)


@pytest.mark.parametrize("memory", MEMORIES, ids=lambda memory: memory.name)
def test_a_smaller_state_is_part_of_a_larger_one_but_for_the_window(
    memory: Memory, u: Tensor
) -> None:
    (small,) = hippo_memory.keep(memory.run(u[:60], 8), [60])
    (large,) = hippo_memory.keep(memory.run(u[:60], 24), [60])
    gap = (large[:8] - small).abs().max()
    assert gap > 1e-4 if memory.name == "LegT" else gap < 1e-9


def test_shares() -> None:
    c = torch.tensor([[3.0], [4.0]])
    torch.testing.assert_close(hippo_memory.shares_by_order(c), torch.tensor([[0.36], [0.64]]))
