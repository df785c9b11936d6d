"""Heads are consecutive slices of the wide vector."""

from __future__ import annotations

import torch

from anim_lib.models.multi_head import merge_heads, split_heads


def test_heads_are_slices() -> None:
    x = torch.arange(2 * 3 * 8.0).reshape(2, 3, 8)
    heads = split_heads(x, 4)
    assert heads.shape == (2, 4, 3, 2)
    for head in range(4):
        assert torch.equal(heads[:, head], x[..., 2 * head : 2 * head + 2])


def test_merging_undoes_splitting() -> None:
    x = torch.arange(3 * 8.0).reshape(3, 8)
    assert torch.equal(merge_heads(split_heads(x, 2)), x)
