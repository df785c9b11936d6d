"""Visual specification B: three slopes, and the points where one GPU is full."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from anim_lib.errors import UserError
from anim_lib.value_store import load
from scenes.values import spec_b_growth_curve
from scenes.values.spec_b_growth_curve import PROVENANCE, Values, compute, provenance


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def at(v: Values, curve: str, tokens: int) -> int:
    """Return a curve's bytes at a length that lies on the grid."""
    return int(getattr(v, f"{curve}_bytes")[v.grid.tolist().index(tokens)])


def test_ticks_are_equal_factors_from_1k_to_1m(v: Values) -> None:
    assert (v.ticks // 1_024).tolist() == [1, 4, 16, 64, 256, 1_024]
    assert set(v.ticks.tolist()) <= set(v.grid.tolist())
    assert set(v.grid[::4].tolist()) == {2**k for k in range(10, 21)}


def test_three_memories(v: Values) -> None:
    reports = [1_024 * k for k in (1, 4, 16, 64, 128, 1_024)]
    assert [at(v, "score", n) / 2**30 for n in reports] == [1 / 16, 1, 16, 256, 1_024, 65_536]
    assert [at(v, "cache", n) / 2**30 for n in reports] == [1 / 8, 0.5, 2, 8, 16, 128]
    assert set(v.state_bytes.tolist()) == {13_107_200}


def test_slopes_are_2_1_and_0(v: Values) -> None:
    assert v.score_slope == pytest.approx(2, abs=1e-12)
    assert v.cache_slope == pytest.approx(1, abs=1e-12)
    assert v.state_slope == 0


def test_the_marker(v: Values) -> None:
    assert v.context == v.drawn_full == 128 * 1_024
    assert v.context_bytes.tolist() == [2**40, 2**34, 13_107_200]
    assert v.context_total == 16_060_522_496 + 2**34
    assert v.context_fits == 1


def test_full_is_the_last_token_that_fits(v: Values) -> None:
    assert v.gpu_bytes == 80 * 10**9
    used = v.model_weight_bytes + v.model_fixed_bytes
    for n, rate, before in zip(v.full_tokens, v.model_bytes_per_token, used, strict=True):
        if before <= v.gpu_bytes:
            assert before + n * rate <= v.gpu_bytes < before + (n + 1) * rate
        else:
            assert n == 0


def test_out_of_memory_points(v: Values) -> None:
    full = dict(zip(v.models, v.full_tokens.tolist(), strict=True))
    assert full["Llama-2-7B"] == 126_882
    assert full["Llama-3-8B"] == v.curve_model_full == (80 * 10**9 - 16_060_522_496) // 131_072
    assert full["Llama-2-13B"] == 65_879 == min(n for n in full.values() if n)
    assert full["Llama-2-13B"] < v.drawn_full < v.curve_model_full
    assert [v.models[k] for k in v.beyond] == ["GPT-2 124M"]
    assert [v.models[k] for k in v.too_heavy] == [
        "Mixtral-8x7B",
        "Jamba-v0.1",
        "Llama-2-70B",
        "Llama-3-70B",
        "GPT-3 175B",
    ]


def test_the_limit_is_the_gpu_less_the_weights(v: Values) -> None:
    assert v.curve_model_weights == 16_060_522_496
    assert v.curve_model_room == v.limit_bytes == 80 * 10**9 - 16_060_522_496


def test_drawn_models_lie_apart(v: Values) -> None:
    assert [v.models[k] for k in v.line_models] == [
        "Llama-3-8B",
        "Pythia-2.8B",
        "Llama-2-7B",
        "Llama-2-13B",
    ]
    full = np.sort(v.full_tokens[v.line_models])
    assert (full[1:] / full[:-1]).min() >= 1.3
    assert v.line_stops.tolist() == [1, 1, 1, 1]
    assert v.line_trained.tolist() == [8_192, 2_048, 4_096, 4_096]
    assert v.ssm_trained == 2_048


def test_totals_are_weights_and_a_straight_cache(v: Values) -> None:
    rates, weights = v.model_bytes_per_token[v.line_models], v.line_weights
    assert weights.tolist() == v.model_weight_bytes[v.line_models].tolist()
    np.testing.assert_array_equal(v.line_total, weights[:, None] + rates[:, None] * v.grid)
    np.testing.assert_array_equal(v.line_trained_total, weights + rates * v.line_trained)


def test_stored_scores_fill_the_gpu_much_earlier(v: Values) -> None:
    room = 80 * 10**9 - 16_060_522_496
    n = v.stored_scores_full
    assert 32 * 2 * n**2 <= room < 32 * 2 * (n + 1) ** 2
    assert n < v.curve_model_full / 10


def test_only_the_hybrid_has_a_state_beside_its_cache(v: Values) -> None:
    states = dict(zip(v.models, v.model_fixed_bytes.tolist(), strict=True))
    assert states.pop("Jamba-v0.1") == 2 * 4_587_520
    assert set(states.values()) == {0}
    assert v.ssm_weight_bytes == 2 * 2_768_345_600
    assert v.ssm_total_bytes == v.ssm_weight_bytes + 13_107_200
    assert v.ssm_bytes_per_token == 0


def test_measured_memory(v: Values) -> None:
    assert v.measured.tolist() == [4_096, 8_192, 16_384]
    for peak, exponent in zip(v.peak_mib, v.peak_exponents, strict=True):
        slope = np.polyfit(np.log(v.measured), np.log(peak), 1)[0]
        assert exponent == pytest.approx(slope, rel=1e-9)
    stored, fused, scan = v.peak_exponents
    assert 1.8 < stored < 2.2
    assert 0.7 < fused < 1.2
    assert 0.7 < scan < 1.2
    np.testing.assert_array_equal(v.peak_bytes, v.peak_mib * 2**20)
    assert (v.measured_heads, v.measured_width, v.measured_precision) == (1, 64, "float32")


def everything_fits_its_axis(v: Values) -> None:
    """Check that each axis reaches from below the least that it shows to above the most."""
    shown = (v.score_bytes, v.cache_bytes, v.state_bytes, v.peak_bytes[:2])
    assert v.bytes_vmin < min(one.min() for one in shown)
    assert max(one.max() for one in shown) <= v.bytes_vmax
    assert v.bytes_vmin <= v.limit_bytes <= v.bytes_vmax
    totals = (*v.line_total.ravel().tolist(), v.ssm_total_bytes, v.gpu_bytes)
    assert 2 * v.total_vmin <= min(totals)
    assert max(totals) <= v.total_vmax
    share = math.log(v.total_vmax / v.gpu_bytes) / math.log(v.total_vmax / v.total_vmin)
    assert share >= 0.4, "names stand in the band"
    assert v.grid[0] <= v.context <= v.grid[-1]


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    everything_fits_its_axis(v)
    assert math.log2(v.grid[0]) == 10


def test_without_inputs_nothing_is_new(v: Values) -> None:
    again = compute()
    for item in fields(Values):
        np.testing.assert_array_equal(getattr(again, item.name), getattr(v, item.name))
    assert provenance() == PROVENANCE


def test_llama_2_7b_on_24_gb() -> None:
    own = compute(gpu_memory=24 * 10**9, model="Llama-2-7B", context=32_768)
    room = 24 * 10**9 - 2 * 6_738_415_616
    assert own.curve_model_room == room == 10_523_168_768
    assert own.bytes_per_token == 2 * 32 * 32 * 128 * 2
    assert own.curve_model_full == room // 524_288 == 20_071
    assert own.stored_scores_full == math.isqrt(room // 64) == 12_822
    assert own.context_bytes.tolist() == [64 * 2**30, 524_288 * 32_768, 13_107_200]
    assert own.context_fits == 0
    everything_fits_its_axis(own)


@pytest.mark.parametrize(
    "given",
    [
        {"gpu_memory": 10**9},
        {"gpu_memory": 2 * 10**12, "model": "GPT-3 175B", "context": 2**24},
        {"gpu_memory": 24 * 10**9, "model": "Llama-2-70B", "context": 1_024},
        {"gpu_memory": 141 * 10**9, "model": "Jamba-v0.1", "context": 300_001},
        {"gpu_memory": 24 * 10**9, "model": "Mistral-7B", "context": 64},
        {"gpu_memory": 141_200_000_000, "model": "Llama-3-70B"},
    ],
)
def test_extreme_inputs(given: dict[str, Any]) -> None:
    own = compute(**given)
    everything_fits_its_axis(own)
    first, last = own.grid[[0, -1]]
    for k, stops in zip(own.line_models, own.line_stops, strict=True):
        assert stops == (first <= own.full_tokens[k] <= last)
    groups = [*own.too_heavy.tolist(), *own.beyond.tolist()]
    within = (own.full_tokens >= first) & (own.full_tokens <= last)
    assert sorted(groups) == np.flatnonzero(~within).tolist()
    assert 1 <= len(own.line_models) <= 4


def test_a_model_that_does_not_fit_leaves_nothing() -> None:
    own = compute(gpu_memory=24 * 10**9, model="Llama-2-70B")
    assert own.curve_model_room < 0
    assert own.limit_bytes == own.bytes_vmin
    assert own.curve_model_full == own.stored_scores_full == own.context_fits == 0


def test_the_line_says_what_was_given() -> None:
    told = provenance(context=262_144, gpu_memory=24 * 10**9, model="Llama-2-70B")
    assert told.line.startswith("given: Llama-2-70B, 24 GB, 262,144 tokens · ")
    assert len(told.line) <= 100
    assert "Llama-2-70B, 24 GB, 262,144 tokens" in told.inputs
    assert told.model.endswith("curves: Llama-2-70B")
    assert not [source for source in told.sources if "gpus.csv" in source]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"context": 63}, r"--context 63: .* of 64 tokens and more"),
        ({"model": "Mamba-2.8B"}, r"--model Mamba-2.8B: .* allowed are GPT-2 124M, "),
        ({"model": "RecurrentGemma-2B"}, r"--model RecurrentGemma-2B: .* Llama-3-8B"),
    ],
)
def test_impossible_inputs(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        compute(**given)


def test_what_it_takes() -> None:
    assert spec_b_growth_curve.TAKES == ("context", "gpu_memory", "model")
