"""State space duality: masked matrix, recurrence and chunks give one output."""

from __future__ import annotations

import pytest
import torch

from anim_lib.models import ssd

BATCH, N_HEADS, SEQ_LEN, D_HEAD, D_STATE = 2, 3, 17, 4, 5


@pytest.fixture
def inputs() -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(0)
    written = torch.randn(BATCH, N_HEADS, SEQ_LEN, D_HEAD, dtype=torch.float64, generator=generator)
    log_decay = -torch.rand(BATCH, N_HEADS, SEQ_LEN, dtype=torch.float64, generator=generator)
    B, C = torch.randn(
        2, BATCH, 1, SEQ_LEN, D_STATE, dtype=torch.float64, generator=generator
    ).unbind()
    return written, log_decay, B, C


def test_the_masked_matrix_is_the_recurrence(inputs: tuple[torch.Tensor, ...]) -> None:
    y, states = ssd.ssd_recurrent(*inputs)
    assert states.shape == (BATCH, N_HEADS, SEQ_LEN, D_HEAD, D_STATE)
    torch.testing.assert_close(ssd.ssd_quadratic(*inputs), y, rtol=0, atol=1e-12)


@pytest.mark.parametrize("chunk_len", [1, 4, 17, 100])
def test_chunks_give_the_same(inputs: tuple[torch.Tensor, ...], chunk_len: int) -> None:
    chunked = ssd.ssd_chunked(*inputs, chunk_len)
    torch.testing.assert_close(chunked, ssd.ssd_quadratic(*inputs), rtol=0, atol=1e-12)


def test_the_mask_is_the_product_of_the_decays_between() -> None:
    decay = torch.tensor([0.9, 0.5, 0.25, 0.8], dtype=torch.float64)
    mask = ssd.decay_mask(decay.log())
    for t in range(4):
        for s in range(4):
            expected = decay[s + 1 : t + 1].prod().item() if s <= t else 0.0
            assert mask[t, s].item() == pytest.approx(expected, abs=1e-15)


def test_without_decay_it_is_a_running_sum(inputs: tuple[torch.Tensor, ...]) -> None:
    written, log_decay, B, C = inputs
    y = ssd.ssd_quadratic(written, 0 * log_decay, B, C)
    total = (written[..., :, None] * B[..., None, :]).cumsum(-3)
    torch.testing.assert_close(y, (total @ C[..., None]).squeeze(-1), rtol=0, atol=1e-12)
