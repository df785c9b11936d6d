"""Visual specification B: three slopes, and the points where one GPU is full."""

from __future__ import annotations

import math

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.spec_b_growth_curve import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_ticks_are_the_reports(v: Values) -> None:
    assert (v.ticks // 1_024).tolist() == [1, 4, 16, 64, 128, 1_024]
    assert set(v.ticks.tolist()) <= set(v.grid.tolist())


def test_three_memories(v: Values) -> None:
    assert (v.tick_score_bytes / 2**30).tolist() == [1 / 16, 1, 16, 256, 1_024, 65_536]
    assert (v.tick_cache_bytes / 2**30).tolist() == [1 / 8, 0.5, 2, 8, 16, 128]
    assert set(v.tick_state_bytes.tolist()) == {13_107_200}
    for name in ("score", "cache", "state"):
        curve = dict(zip(v.grid.tolist(), getattr(v, f"{name}_bytes").tolist(), strict=True))
        assert [curve[n] for n in v.ticks.tolist()] == getattr(v, f"tick_{name}_bytes").tolist()


def test_slopes_are_2_1_and_0(v: Values) -> None:
    assert v.score_slope == pytest.approx(2, abs=1e-12)
    assert v.cache_slope == pytest.approx(1, abs=1e-12)
    assert v.state_slope == 0
    assert v.attention_flops_slope == pytest.approx(2, abs=1e-3)  # N(N+1)/2, not N²
    assert v.linear_flops_slope == pytest.approx(1, abs=1e-12)
    assert v.drawn_slope == 2


def test_flops(v: Values) -> None:
    expected = 4 * 128 * 32 * 32 * v.grid * (v.grid + 1) / 2
    np.testing.assert_allclose(v.attention_flops, expected, rtol=1e-14)
    np.testing.assert_allclose(v.linear_flops, 2 * 8_030_261_248 * v.grid, rtol=1e-14)
    exact = 2 * 8_030_261_248 / (2 * 128 * 32 * 32) - 1
    assert v.flops_crossing == pytest.approx(exact, rel=1e-3)


def test_full_is_the_last_token_that_fits(v: Values) -> None:
    assert v.gpu_bytes == 80 * 10**9
    for i, fits in enumerate(v.weights_fit.tolist()):
        n, rate = int(v.full_tokens[i]), int(v.model_bytes_per_token[i])
        used = int(v.model_weight_bytes[i] + v.model_fixed_bytes[i])
        if fits:
            assert used + n * rate <= v.gpu_bytes < used + (n + 1) * rate
        else:
            assert n == 0
            assert used > v.gpu_bytes


def test_out_of_memory_points(v: Values) -> None:
    full = dict(zip(v.models, v.full_tokens.tolist(), strict=True))
    assert full["Llama-2-7B"] == 126_882
    assert full["Llama-3-8B"] == v.curve_model_full == (80 * 10**9 - 16_060_522_496) // 131_072
    fits = {name for name, n in full.items() if n}
    assert fits == {
        "GPT-2 124M",
        "Pythia-2.8B",
        "Mistral-7B",
        "Llama-2-7B",
        "Llama-3-8B",
        "Llama-2-13B",
    }
    assert v.first_full == full["Llama-2-13B"] == min(full[name] for name in fits)
    assert v.first_full < v.drawn_full < v.curve_model_full


def test_out_of_memory_points_lie_where_the_gpu_ends(v: Values) -> None:
    assert v.curve_model_room == 80 * 10**9 - 16_060_522_496
    room = v.gpu_bytes - v.model_weight_bytes - v.model_fixed_bytes
    for cache, rest, rate in zip(v.full_cache_bytes, room, v.model_bytes_per_token, strict=True):
        assert 0 <= rest - cache < rate if rest > 0 else cache == 0


def test_fits_at_a_tick_where_it_is_not_yet_full(v: Values) -> None:
    for i in range(len(v.models)):
        room = v.weights_fit[i] * (v.ticks <= v.full_tokens[i])
        assert v.fits_at_tick[i].tolist() == room.tolist()
        assert v.model_tick_bytes[i].tolist() == (v.model_bytes_per_token[i] * v.ticks).tolist()


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


def test_inference_memory_is_a_straight_line(v: Values) -> None:
    steps = np.diff(v.linear_total_bytes, axis=1)
    np.testing.assert_array_equal(steps, (4_096 * v.model_bytes_per_token)[:, None] + 0 * steps)
    np.testing.assert_array_equal(
        v.linear_total_bytes[:, 0], v.model_weight_bytes + v.model_fixed_bytes
    )


def test_measured_memory(v: Values) -> None:
    kept = v.measured >= v.fit_from
    for peak, exponent in zip(v.peak_mib, v.peak_exponents, strict=True):
        slope = np.polyfit(np.log(v.measured[kept]), np.log(peak[kept]), 1)[0]
        assert exponent == pytest.approx(slope, rel=1e-9)
    stored, fused, scan = v.peak_exponents
    assert 1.8 < stored < 2.2
    assert 0.7 < fused < 1.2
    assert 0.7 < scan < 1.2


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.bytes_vmin < v.state_bytes.min()
    assert max(v.score_bytes.max(), v.cache_bytes.max()) < v.bytes_vmax
    fits = v.weights_fit == 1
    assert v.linear_total_bytes[fits].max() < v.linear_vmax
    assert math.log2(v.grid[0]) == 10
