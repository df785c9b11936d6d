"""Linear attention: the sum over pairs is the recurrence; normalised rows are shares."""

from __future__ import annotations

import torch

from anim_lib.models import linear_attention as la

BATCH, N_HEADS, SEQ_LEN, D_HEAD = 2, 3, 12, 4


def inputs() -> tuple[torch.Tensor, ...]:
    generator = torch.Generator().manual_seed(0)
    shape = (3, BATCH, N_HEADS, SEQ_LEN, D_HEAD)
    query, key, value = torch.randn(shape, dtype=torch.float64, generator=generator).unbind()
    return query, key, value, torch.tensor([0.0, -0.1, -2.0], dtype=torch.float64)


def test_pairs_are_the_recurrence() -> None:
    query, key, value, log_decay = inputs()
    torch.testing.assert_close(
        la.linear_attention_quadratic(query, key, value, log_decay),
        la.linear_attention_recurrent(query, key, value, log_decay),
        rtol=0,
        atol=1e-12,
    )


def test_the_mask_fades_with_the_distance() -> None:
    mask = la.fixed_decay_mask(torch.tensor([0.5], dtype=torch.float64).log(), 4)[0]
    expected = [[1, 0, 0, 0], [0.5, 1, 0, 0], [0.25, 0.5, 1, 0], [0.125, 0.25, 0.5, 1]]
    torch.testing.assert_close(mask, torch.tensor(expected, dtype=torch.float64))


def test_normalised_rows_are_shares() -> None:
    query, key, value, _ = inputs()
    equal = la.normalised_linear_attention(query, key, torch.ones_like(value))
    torch.testing.assert_close(equal, torch.ones_like(value), rtol=0, atol=1e-12)
    features = [torch.where(x > 0, x + 1, x.exp()) for x in (query, key)]
    weight = (features[0] @ features[1].transpose(-1, -2)).tril()
    by_hand = weight / weight.sum(-1, keepdim=True) @ value
    blended = la.normalised_linear_attention(query, key, value)
    torch.testing.assert_close(blended, by_hand, rtol=0, atol=1e-12)
