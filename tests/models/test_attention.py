"""Attention against PyTorch's own, and the properties of its pattern."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from anim_lib.models import attention

TIGHT = {"rtol": 0.0, "atol": 1e-14}  # sums of a few float64 numbers near 1


@pytest.fixture
def heads() -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(0)
    query, key, value = torch.randn(3, 2, 9, 5, dtype=torch.float64, generator=generator)
    return query, key, value


@pytest.mark.parametrize("causal", [False, True])
def test_equals_pytorch(heads: tuple[Tensor, Tensor, Tensor], causal: bool) -> None:
    _, output = attention.attend(*heads, causal=causal)
    torch.testing.assert_close(
        output, F.scaled_dot_product_attention(*heads, is_causal=causal), **TIGHT
    )


@pytest.mark.parametrize("causal", [False, True])
def test_rows_are_shares(heads: tuple[Tensor, Tensor, Tensor], causal: bool) -> None:
    pattern, _ = attention.attend(*heads, causal=causal)
    assert (pattern >= 0).all()
    torch.testing.assert_close(
        pattern.sum(-1), torch.ones(pattern.shape[:-1], dtype=torch.float64), **TIGHT
    )


def test_a_causal_query_does_not_look_ahead(heads: tuple[Tensor, Tensor, Tensor]) -> None:
    pattern, _ = attention.attend(*heads, causal=True)
    assert (pattern.triu(1) == 0).all()
    assert (pattern.tril() > 0).sum() == 2 * 9 * 10 // 2


def test_later_tokens_do_not_change_a_causal_output(heads: tuple[Tensor, Tensor, Tensor]) -> None:
    _, whole = attention.attend(*heads, causal=True)
    _, cut = attention.attend(*(x[:, :4] for x in heads), causal=True)
    torch.testing.assert_close(whole[:, :4], cut, **TIGHT)


def test_softmax_forgets_a_common_offset(heads: tuple[Tensor, Tensor, Tensor]) -> None:
    scores = attention.attention_scores(*heads[:2])
    torch.testing.assert_close(
        attention.attention_pattern(scores), attention.attention_pattern(scores + 7.0), **TIGHT
    )


def test_weighted_values_sum_to_the_output(heads: tuple[Tensor, Tensor, Tensor]) -> None:
    pattern, output = attention.attend(*heads, causal=False)
    parts = attention.weighted_values(pattern[0, 3], heads[2][0])
    torch.testing.assert_close(parts.sum(0), output[0, 3], **TIGHT)
