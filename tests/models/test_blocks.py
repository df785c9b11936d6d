"""Norms, MLP and both orders of a block against PyTorch's own."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models import blocks

TIGHT = {"rtol": 0.0, "atol": 1e-13}  # sums of a few dozen float64 numbers near 1


def draw(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def test_layer_norm_is_pytorchs() -> None:
    x, gain, bias = 3 + 5 * draw(2, 7, 16), draw(16, seed=1), draw(16, seed=2)
    torch.testing.assert_close(
        blocks.layer_norm(x, gain, bias), F.layer_norm(x, (16,), gain, bias, blocks.EPS), **TIGHT
    )


def test_rms_norm_is_pytorchs_and_keeps_the_mean() -> None:
    x, gain = 3 + 5 * draw(2, 7, 16), draw(16, seed=1)
    torch.testing.assert_close(
        blocks.rms_norm(x, gain), F.rms_norm(x, (16,), gain, blocks.EPS), **TIGHT
    )
    plain = blocks.rms_norm(x, torch.ones(16, dtype=torch.float64))
    assert (plain.mean(-1).abs() > 1e-3).all()
    assert plain.square().mean(-1).allclose(torch.ones(2, 7, dtype=torch.float64), atol=1e-5)


def test_layer_norm_forgets_offset_and_size() -> None:
    x, one, zero = draw(5, 16), torch.ones(16).double(), torch.zeros(16).double()
    torch.testing.assert_close(
        blocks.layer_norm(100 * x + 7, one, zero),
        blocks.layer_norm(x, one, zero),
        atol=1e-4,
        rtol=0,
    )


def test_mlp_is_pytorchs() -> None:
    layers = nn.Sequential(nn.Linear(16, 64), nn.GELU(), nn.Linear(64, 16)).double()
    first, _, last = layers
    assert isinstance(first, nn.Linear)
    assert isinstance(last, nn.Linear)
    x = draw(3, 16)
    ours = blocks.mlp(x, first.weight, first.bias, last.weight, last.bias)
    torch.testing.assert_close(ours, layers(x), **TIGHT)


@pytest.mark.parametrize("norm_first", [False, True])
def test_both_orders_are_pytorchs(norm_first: bool) -> None:
    torch.manual_seed(0)
    layer = nn.TransformerEncoderLayer(
        16, 2, 64, dropout=0.0, activation="gelu", norm_first=norm_first, batch_first=True
    ).double()
    layer.train()  # evaluation would take PyTorch's fused path
    x = draw(2, 5, 16)
    order = blocks.pre_norm if norm_first else blocks.post_norm

    def look(z: Tensor) -> Tensor:
        seen: Tensor = layer.self_attn(z, z, z, need_weights=False)[0]
        return seen

    def feed(z: Tensor) -> Tensor:
        first, last = layer.linear1, layer.linear2
        return blocks.mlp(z, first.weight, first.bias, last.weight, last.bias)

    between = order(x, look, layer.norm1)
    torch.testing.assert_close(order(between, feed, layer.norm2), layer(x), **TIGHT)


def test_pre_norm_only_adds_and_post_norm_rescales() -> None:
    x = 10 * draw(4, 16)
    one, zero = torch.ones(16).double(), torch.zeros(16).double()

    def norm(z: Tensor) -> Tensor:
        return blocks.layer_norm(z, one, zero)

    def sublayer(z: Tensor) -> Tensor:
        return 0.1 * z

    torch.testing.assert_close(blocks.pre_norm(x, sublayer, norm) - x, 0.1 * norm(x), **TIGHT)
    after = blocks.post_norm(x, sublayer, norm)
    assert after.square().mean(-1).allclose(torch.ones(4).double(), atol=1e-5)
