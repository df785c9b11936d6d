"""Every layer: a sequence at once equals token by token, causally, with its counted state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.delta_ssm import DeltaSSM
from anim_lib.models.layers.layer import Layer
from anim_lib.models.layers.linear_attention import LinearAttention
from anim_lib.models.layers.local_mix import LocalMix
from anim_lib.models.layers.lstm import LSTM
from anim_lib.models.layers.mamba1 import Mamba1
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.layers.rms_norm import RMSNorm
from anim_lib.models.layers.s4d import S4D

BATCH, SEQ_LEN, D_MODEL = 2, 13, 8
LAYERS: dict[str, Callable[[], Layer]] = {
    "attention": lambda: Attention(D_MODEL, 2),
    "attention with rope": lambda: Attention(D_MODEL, 2, rope=True),
    "mamba1": lambda: Mamba1(D_MODEL, d_state=4),
    "mamba1 without convolution": lambda: Mamba1(D_MODEL, 4, d_inner=6, dt_rank=2, d_conv=0),
    "delta_ssm": lambda: DeltaSSM(D_MODEL, d_state=6, d_inner=5, selective=True),
    "delta_ssm, constant": lambda: DeltaSSM(D_MODEL, d_state=6, d_inner=5, selective=False),
    "mamba2": lambda: Mamba2(D_MODEL, d_state=3, n_heads=2, d_head=5),
    "s4d": lambda: S4D(D_MODEL, d_state=6),
    "s4d with convolution": lambda: S4D(D_MODEL, d_state=6, d_inner=5, d_conv=4),
    "linear_attention": lambda: LinearAttention(D_MODEL),
    "lstm": lambda: LSTM(D_MODEL, d_hidden=5),
    "local_mix": lambda: LocalMix(D_MODEL),
    "mlp": lambda: MLP(D_MODEL),
    "rms_norm": lambda: RMSNorm(D_MODEL),
}


@pytest.fixture(params=LAYERS)
def layer(request: pytest.FixtureRequest) -> Layer:
    torch.manual_seed(0)
    made = LAYERS[request.param]().double()
    for parameter in made.parameters():  # norms and skips of exactly 1 would hide a mistake
        parameter.data += 0.1 * torch.randn_like(parameter)
    return made


@pytest.fixture
def x() -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randn(BATCH, SEQ_LEN, D_MODEL, dtype=torch.float64, generator=generator)


def test_stepping_equals_the_whole_sequence(layer: Layer, x: torch.Tensor) -> None:
    state, outputs = layer.start(BATCH), []
    for t in range(SEQ_LEN):
        y, state = layer.step(x[:, t], state)
        outputs.append(y)
    torch.testing.assert_close(torch.stack(outputs, 1), layer(x), rtol=0, atol=1e-10)


def test_later_tokens_change_nothing(layer: Layer, x: torch.Tensor) -> None:
    changed = torch.cat([x[:, :7], -3 * x[:, 7:]], dim=1)
    before, after = layer(x), layer(changed)
    torch.testing.assert_close(before[:, :7], after[:, :7], rtol=0, atol=1e-12)
    assert (before[:, 7] - after[:, 7]).abs().max() > 1e-3


def test_the_state_holds_the_counted_numbers(layer: Layer, x: torch.Tensor) -> None:
    state = layer.start(BATCH)
    for t in range(SEQ_LEN + 1):
        assert sum(part.numel() for part in state) == BATCH * layer.state_numbers(t)
        if t < SEQ_LEN:
            _, state = layer.step(x[:, t], state)


def test_a_step_leaves_the_given_state_alone(layer: Layer, x: torch.Tensor) -> None:
    _, state = layer.step(x[:, 0], layer.start(BATCH))
    copy = [part.clone() for part in state]
    layer.step(x[:, 1], state)
    assert all(torch.equal(a, b) for a, b in zip(state, copy, strict=True))


def test_every_parameter_gets_a_gradient(layer: Layer, x: torch.Tensor) -> None:
    layer(x).square().sum().backward()
    for name, parameter in layer.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().max() > 0, name


def test_looking_needs_no_special_run(layer: Layer, x: torch.Tensor) -> None:
    before = layer(x)
    for name, value in layer.look(x).items():
        assert torch.isfinite(torch.view_as_real(value) if value.is_complex() else value).all(), (
            name
        )
    torch.testing.assert_close(layer(x), before, rtol=0, atol=0)
