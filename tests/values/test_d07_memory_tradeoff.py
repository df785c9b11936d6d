"""Diagram 7: bytes of real tensors against the formulas, and the bars against their scale."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.d07_memory_tradeoff import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_formulas(v: Values) -> None:
    assert (v.transformer, v.ssm, v.precision) == ("GPT-2 124M", "Mamba-130M", "fp16")
    assert v.bytes_per_token == 2 * 12 * 12 * 64 * 2 == 36_864
    assert v.state_bytes == 24 * 1_536 * (16 + 4) * 2 == 1_474_560
    assert v.recurrent_bytes == 4 * v.conv_bytes
    assert (v.transformer_weight_bytes, v.ssm_weight_bytes) == (2 * 124_439_808, 2 * 129_135_360)


def test_real_tensors_take_what_the_formulas_say(v: Values) -> None:
    assert {40, 1_000} <= set(v.allocated.tolist())
    np.testing.assert_array_equal(v.cache_nbytes, 36_864 * v.allocated)
    assert set(v.state_nbytes.tolist()) == {1_474_560}


def test_the_state_is_there_at_token_0(v: Values) -> None:
    assert v.allocated[0] == v.early[0] == 0
    assert v.cache_nbytes[0] == v.early_cache_bytes[0] == 0
    assert v.state_nbytes[0] == v.state_bytes


def test_they_cross_at_token_40(v: Values) -> None:
    assert v.crossing_token == 40
    assert v.early_cache_over_state[40] == 1
    assert (v.early_cache_over_state[:40] < 1).all()
    assert (v.early_cache_over_state[41:] > 1).all()
    at = dict(zip(v.allocated.tolist(), (v.cache_nbytes - v.state_nbytes).tolist(), strict=True))
    assert at[39] < 0 == at[40] < at[41]


def test_bars_to_scale(v: Values) -> None:
    assert v.marks.tolist() == [100, 1_000, 8_000, 32_000]
    assert v.mark_ratio.tolist() == [1, 10, 80, 320]
    np.testing.assert_array_equal(v.mark_bytes, 36_864 * v.marks)
    assert v.scaled_cells.tolist() == pytest.approx([0.4, 4, 32, 128], rel=1e-15)
    assert v.scaled_cells / v.n_cells * 100 == pytest.approx([1.25, 12.5, 100, 400])
    assert v.scaled_state_cells == pytest.approx(32 * 40 / 8_000)
    assert v.mark_over_state == pytest.approx([2.5, 25, 200, 800])


def test_bars_are_commonly_drawn_out_of_scale(v: Values) -> None:
    assert v.drawn_cells.tolist() == [4, 20, 32, 32]
    assert (v.drawn_cells != v.scaled_cells).tolist() == [True, True, False, True]
    assert v.drawn_state_cells > v.scaled_state_cells


def test_8000_tokens_are_not_a_gpus_limit(v: Values) -> None:
    assert v.bigger_mark_bytes[2] == 8_000 * 524_288
    assert round(v.bigger_mark_bytes[2] / 1e9, 2) == 4.19
    assert v.bigger_gpu_tokens == (80 * 10**9 - 13_476_831_232) // 524_288
    assert round(v.bigger_gpu_tokens / 1_000) == 127


def test_constant_memory_is_not_constant_quality(v: Values) -> None:
    assert v.recall_model == "Mamba-2.8B"
    assert v.recall_context.tolist() == [0, 1_000, 2_000, 4_000, 8_000]
    assert v.recall_percent.tolist() == [70, 52, 35, 9, 0]
    assert (v.length_trained, v.length_steps) == (2_048, 500)


def test_most_marks_are_longer_than_the_transformers_texts(v: Values) -> None:
    assert v.trained_context == 1_024
    assert (v.marks <= v.trained_context).tolist() == [True, True, False, False]


def test_only_the_last_bar_leaves_the_page(v: Values) -> None:
    assert v.early_cache_bytes.max() < v.early_vmax_bytes
    assert v.mark_bytes[2] < v.cache_vmax_bytes < v.mark_bytes[3]
