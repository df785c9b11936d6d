"""Visual specification C: whole numbers, by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.errors import UserError
from anim_lib.value_store import load
from scenes.values.spec_c_kv_tanks import PROVENANCE, Values, compute, provenance


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_one_token(v: Values) -> None:
    assert v.bytes_per_token == 2 * 32 * 32 * 80 * 2 == 327_680


def test_state(v: Values) -> None:
    assert v.state_numbers == 64 * 5_120 * (16 + 4) == 6_553_600
    assert v.recurrent_numbers + v.conv_numbers == v.state_numbers
    assert v.state_bytes == 13_107_200
    assert v.state_bytes == 40 * v.bytes_per_token
    assert v.break_even_tokens == 40
    assert v.state_fill == 1


def test_levels_are_proportional(v: Values) -> None:
    assert v.capacity_tokens == 8_000
    assert v.capacity_bytes == 2_621_440_000
    assert v.marks.tolist() == [100, 1_000, 8_000]
    assert v.mark_levels.tolist() == [0.0125, 0.125, 1.0]
    assert v.mark_bytes.tolist() == [32_768_000, 327_680_000, 2_621_440_000]
    assert v.state_share_of_tank == 0.005


def test_overflow(v: Values) -> None:
    assert v.overflow_token * v.bytes_per_token > v.capacity_bytes
    assert (v.overflow_token - 1) * v.bytes_per_token <= v.capacity_bytes
    assert v.overflow_token == 8_001
    assert v.overflow_mark_level == pytest.approx(1.1, rel=1e-15)
    assert v.overflow_mark_bytes - v.spilt_bytes == v.capacity_bytes
    assert v.overflow_mark - v.spilt_tokens == v.capacity_tokens


def test_commonly_drawn_levels_are_not_proportional(v: Values) -> None:
    assert v.drawn_levels.tolist() == [0.05, 0.5, 1.0]
    assert v.drawn_levels[1] / v.drawn_levels[0] == 10
    assert v.drawn_levels[2] / v.drawn_levels[1] == 2 != v.marks[2] / v.marks[1]
    assert v.drawn_state_level == 0.7


def test_series(v: Values) -> None:
    assert v.series_tokens[0] == 0
    assert v.series_tokens[-1] == v.overflow_mark
    np.testing.assert_array_equal(v.series_cache_bytes, v.series_tokens * 327_680)
    np.testing.assert_allclose(v.series_levels, v.series_tokens / 8_000, rtol=1e-15)
    assert set(v.series_state_bytes.tolist()) == {v.state_bytes}
    assert set(v.marks.tolist()) <= set(v.series_tokens.tolist())


def test_the_small_tank_is_the_fuller_one_below_token_40(v: Values) -> None:
    assert (v.early_cache_bytes[:40] < v.state_bytes).all()
    assert v.early_cache_bytes[40] == v.state_bytes
    assert (v.early_cache_bytes[41:] > v.state_bytes).all()
    assert v.early_cache_over_state[[0, 20, 40, 80]].tolist() == [0, 0.5, 1, 2]


def test_far(v: Values) -> None:
    assert v.far_tokens == 1_000_000
    assert v.far_cache_bytes == 327_680_000_000
    assert v.far_cache_tanks == 125
    assert v.far_cache_over_state == 25_000


def test_a_real_gpu_is_larger_than_the_chosen_tank(v: Values) -> None:
    assert v.transformer_weight_bytes == 2 * 2_775_208_960
    assert v.ssm_weight_bytes == 2 * 2_768_345_600
    used = v.transformer_weight_bytes + v.gpu_tokens * v.bytes_per_token
    assert v.gpu_bytes == 80 * 10**9
    assert used <= v.gpu_bytes < used + v.bytes_per_token


def test_constant_memory_is_not_constant_quality(v: Values) -> None:
    assert v.recall_context.tolist() == [0, 1_000, 2_000, 4_000, 8_000]
    assert v.recall_percent.tolist() == [70, 52, 35, 9, 0]
    assert v.recall_context[2] < v.trained_context == 2_048 < v.recall_context[3]


def test_both_models_learned_from_texts_of_one_length(v: Values) -> None:
    assert v.cache_trained_context.tolist() == [v.trained_context] == [2_048]
    other = compute(gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert not len(other.cache_trained_context), "not known of others"


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.series_cache_bytes.max() <= v.cache_vmax_bytes
    assert v.early_cache_bytes.max() <= v.early_vmax_bytes


def test_a_gpu_given() -> None:
    v = compute(gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert v.bytes_per_token == 131_072
    tokens = (24 * 10**9 - 2 * 8_030_261_248) // 131_072
    assert v.capacity_tokens == tokens == 60_573
    assert v.marks.tolist() == [757, 7_572, 60_573]
    assert v.overflow_token == tokens + 1
    assert v.far_tokens == 125 * tokens
    assert v.break_even_tokens == 100
    assert v.tank == "24 GB − weights"
    assert len(v.drawn_levels) == 0, "the report draws another tank"
    told = provenance(gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert told.line.startswith("your input: Llama-3-8B, 24 GB · ")
    assert provenance() is PROVENANCE
    longest = provenance(context=2**20, model="Mixtral-8x7B")
    assert max(len(told.line), len(longest.line)) <= 100


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"model": "Mamba-2.8B"}, "--model Mamba-2.8B: a Transformer is needed, one of GPT-2 124M"),
        ({"model": "Jamba-v0.1"}, "--model Jamba-v0.1: a Transformer is needed"),
        ({"context": 100}, "--context: Pythia-2.8B was given 100 tokens; tanks of 4,000 to"),
        ({"context": 2**21}, "4,000 to 1,048,576 can be drawn"),
        (
            {"gpu_memory": 10**9},
            "--gpu-memory 1 GB: beside its weights, Pythia-2.8B has room for 0",
        ),
        (
            {"context": 8_000, "gpu_memory": 10**10},
            "--context and --gpu-memory: each sets the tank",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(given: dict[str, Any], part: str) -> None:
    with pytest.raises(UserError) as caught:
        compute(**given)
    assert part in str(caught.value)
