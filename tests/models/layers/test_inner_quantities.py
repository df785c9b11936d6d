"""What a layer shows of itself is what it computes with."""

from __future__ import annotations

import torch

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.delta_ssm import DeltaSSM
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.linear_attention import LinearAttention
from anim_lib.models.layers.mamba1 import Mamba1
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.s4d import S4D
from anim_lib.models.s4 import convolve

BATCH, SEQ_LEN, D_MODEL = 2, 9, 8


def made(layer: Layer) -> tuple[Layer, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(BATCH, SEQ_LEN, D_MODEL, dtype=torch.float64, generator=generator)
    return layer.double(), x


def close(a: torch.Tensor, b: torch.Tensor) -> None:
    torch.testing.assert_close(a, b, rtol=0, atol=1e-12)


def test_the_stored_pattern_is_the_fused_kernels() -> None:
    torch.manual_seed(0)
    layer, x = made(Attention(D_MODEL, 2, rope=True))
    assert isinstance(layer, Attention)
    seen = layer.look(x)
    close(seen["pattern"].sum(-1), torch.ones(BATCH, 2, SEQ_LEN, dtype=torch.float64))
    assert (seen["pattern"].triu(1) == 0).all()
    close(layer.merge(seen["pattern"] @ seen["value"]), layer(x))


def test_a_head_taken_out_adds_nothing() -> None:
    torch.manual_seed(0)
    layer, x = made(Attention(D_MODEL, 2))
    ones, first, second = (torch.tensor(k, dtype=torch.float64) for k in ([1, 1], [1, 0], [0, 1]))
    close(layer(x, keep_heads=ones), layer(x))
    close(layer(x, keep_heads=first) + layer(x, keep_heads=second), layer(x))  # out is linear
    assert (layer(x, keep_heads=0 * ones) == 0).all()


def test_mamba1_follows_its_recurrence() -> None:
    torch.manual_seed(0)
    layer, x = made(Mamba1(D_MODEL, 3))
    assert isinstance(layer, Mamba1)
    s = layer.look(x)
    h = torch.zeros(BATCH, layer.d_inner, 3, dtype=torch.float64)
    for t in range(SEQ_LEN):
        kept = torch.exp(s["delta"][:, t, :, None] * s["A"])
        h = kept * h + (s["delta"] * s["u"])[:, t, :, None] * s["B"][:, t, None, :]
        close(s["states"][:, t], h)
    y = (s["states"] * s["C"][:, :, None]).sum(-1) + layer.D * s["u"]
    close(layer.out(y * torch.nn.functional.silu(s["gate"])), layer(x))


def test_mamba2_shows_both_forms() -> None:
    torch.manual_seed(0)
    layer, x = made(Mamba2(D_MODEL, 3, n_heads=2, d_head=4))
    assert isinstance(layer, Mamba2)
    s = layer.look(x)
    read = (s["states"] @ s["C"][:, None, :, :, None]).squeeze(-1)  # from the states
    close(s["matrix"] @ s["written"], read)
    y = read + layer.D[:, None, None] * s["u"]
    close(layer.read_out(y.transpose(1, 2), s["gate"]), layer(x))
    assert ((s["decay"] > 0) & (s["decay"] < 1)).all()
    diagonal = s["matrix"].diagonal(dim1=-2, dim2=-1)
    close(diagonal[:, 0], (s["B"] * s["C"]).sum(-1))


def test_linear_attentions_matrix_is_what_it_multiplies_with() -> None:
    torch.manual_seed(0)
    layer, x = made(LinearAttention(D_MODEL))
    assert isinstance(layer, LinearAttention)
    s = layer.look(x)
    close(layer.read_out(s["matrix"] @ s["value"], layer.read_in(x)[1]), layer(x))


def test_s4ds_kernel_convolves() -> None:
    torch.manual_seed(0)
    layer, x = made(S4D(D_MODEL, 6, d_inner=4))
    assert isinstance(layer, S4D)
    s = layer.look(x)
    y = torch.stack(
        [
            torch.stack([convolve(s["kernel"][e], s["u"][b, :, e]) for e in range(4)], -1)
            for b in range(BATCH)
        ]
    )
    close(layer.out((y + layer.D * s["u"]) * torch.nn.functional.silu(s["gate"])), layer(x))


def test_only_the_selective_delta_depends_on_the_token() -> None:
    torch.manual_seed(0)
    layer, x = made(DeltaSSM(D_MODEL, 4, 3, selective=True))
    twin, _ = made(DeltaSSM(D_MODEL, 4, 3, selective=False))
    assert layer.look(x)["delta"].std(1).min() > 0.01
    assert (twin.look(x)["delta"] == twin.look(x)["delta"][:1, :1]).all()
