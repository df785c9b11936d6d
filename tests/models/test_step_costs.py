"""Closed forms of a step's multiplications against tallies of what really runs."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch.utils.flop_counter import FlopCounterMode

from anim_lib.models import step_costs
from anim_lib.models.attention import attend
from anim_lib.models.counters import MultiplicationCounter
from anim_lib.models.layers.attention import Attention
from anim_lib.models.layers.linear_attention import LinearAttention
from anim_lib.models.layers.lstm import LSTM
from anim_lib.models.layers.mamba2 import Mamba2
from anim_lib.models.layers.mlp import MLP
from anim_lib.models.recall_stacks import build
from anim_lib.models.ssd import ssd_step


def matrix_products(layer: torch.nn.Module, *inputs: object) -> int:
    """Half of torch's own count of floating point operations."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        layer.step(*inputs)  # type: ignore[operator]
    return int(counter.get_total_flops()) // 2


@pytest.mark.parametrize("context", [1, 17])
def test_attention(context: int) -> None:
    """The step's fused kernel hides its products from a tally, so they are done one by one."""
    layer = Attention(24, 3)
    x, (keys, values) = torch.randn(1, 24), torch.randn(2, 1, 3, context - 1, 8)
    with torch.no_grad(), MultiplicationCounter() as counter:
        query, key, value = layer.project(x[:, None])
        keys_now, values_now = torch.cat([keys, key], 2), torch.cat([values, value], 2)
        y = layer.merge(attend(query, keys_now, values_now, causal=False)[1])[:, 0]
    torch.testing.assert_close(y, layer.step(x, (keys, values))[0])
    assert step_costs.layer_step(layer, context) == counter.multiply_adds


def test_mamba2() -> None:
    layer = Mamba2(24, d_state=5, n_heads=3, d_head=7)
    x, state = torch.randn(1, 24), layer.start(1)
    with torch.no_grad(), MultiplicationCounter() as whole:
        layer.step(x, state)
    h, written, decay = torch.randn(1, 3, 7, 5), torch.randn(1, 3, 7), torch.randn(1, 3)
    B, C = torch.randn(2, 1, 1, 5)
    with MultiplicationCounter() as recurrence:
        ssd_step(h, written, decay, B, C)
    with torch.no_grad(), MultiplicationCounter() as convolution:
        layer.conv.step(torch.randn(1, 31), state[1])
    assert whole.multiply_adds == matrix_products(layer, x, state)
    products = whole.tally["linear"] + recurrence.multiply_adds
    elementwise = recurrence.tally["elementwise"] + convolution.tally["elementwise"]
    assert step_costs.layer_step(layer, 1) == products + elementwise + 21  # 21: delta u
    assert step_costs.layer_step(layer, 1) == step_costs.layer_step(layer, 9_999)


def test_lstm_by_its_definition() -> None:
    layer = LSTM(24, 10)
    x, (hidden, cell) = torch.randn(1, 24), layer.start(1)
    weights = dict(layer.cells.named_parameters())
    with torch.no_grad(), MultiplicationCounter() as counter:
        gates = F.linear(x, weights["weight_ih_l0"], weights["bias_ih_l0"])
        gates = gates + F.linear(hidden, weights["weight_hh_l0"], weights["bias_hh_l0"])
        into, forget, candidate, out = gates.chunk(4, dim=-1)
        cell = forget.sigmoid() * cell + into.sigmoid() * candidate.tanh()
        y = layer.out(out.sigmoid() * cell.tanh())
    torch.testing.assert_close(y, layer.step(x, layer.start(1))[0])
    counted = counter.multiply_adds + counter.tally["elementwise"]
    assert step_costs.layer_step(layer, 1) == counted


def test_mlp() -> None:
    layer = MLP(24, 3)
    assert step_costs.layer_step(layer, 1) == matrix_products(layer, torch.randn(1, 24), ())


def test_a_whole_text_is_the_sum_of_its_steps() -> None:
    model = build("recall_hybrid_2")
    steps = [step_costs.model_step(model, n) for n in range(1, 65)]
    assert step_costs.model_text(model, 64) == sum(steps)
    assert steps[1] - steps[0] == 2 * 64  # one attention layer: 2 d_model a token of context


def test_a_layer_without_closed_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no closed form for a layer of type LinearAttention"):
        step_costs.layer_step(LinearAttention(24), 1)
