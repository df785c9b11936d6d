"""Diagram 7: bytes of real tensors against the formulas, and the bars against their scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.errors import UserError
from anim_lib.value_store import load
from scenes.values.d07_memory_tradeoff import PROVENANCE, Values, compute, provenance


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
    assert (v.crossing, v.crossing_token, v.crossing_exact) == (40.0, 40, 1)
    assert v.crossing_bytes == v.state_bytes
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
    assert (v.recall_trained, v.length_trained, v.length_steps) == (2_048, 2_048, 500)


def test_most_marks_are_longer_than_the_transformers_texts(v: Values) -> None:
    assert v.trained_context == 1_024
    assert (v.marks <= v.trained_context).tolist() == [True, True, False, False]
    assert v.bigger_trained == 4_096
    assert v.bigger_trained_source == "Touvron et al. 2023 (arXiv 2307.09288) Table 1"


def test_each_page_holds_its_bar_and_the_last_bar_leaves_the_page_before(v: Values) -> None:
    assert v.early_cache_bytes.max() < v.early_vmax_bytes == 4e6
    assert v.page_bytes.tolist() == [4e6, 40e6, 300e6, 1.5e9]
    assert (v.mark_bytes < v.page_bytes).all()
    assert v.mark_bytes[3] > v.page_bytes[2]
    assert v.gpu_vmax_bytes == 100e9


def test_cells_are_those_of_the_report(v: Values) -> None:
    assert v.cell_bytes * v.n_cells == 8_000 * 36_864
    assert v.full_mark == 8_000


def test_a_given_model_and_text() -> None:
    v = compute(context=262_144, gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert (v.transformer, v.ssm, v.bigger) == ("Llama-3-8B", "Mamba-2.8B", "Llama-3-8B")
    assert v.bytes_per_token == 2 * 32 * 8 * 128 * 2 == 131_072
    assert v.state_bytes == v.recall_state_bytes == 64 * 5_120 * (16 + 4) * 2 == 13_107_200
    assert (v.crossing, v.crossing_token, v.crossing_exact) == (100.0, 100, 1)
    assert v.marks.tolist() == [1_000, 8_000, 262_144]  # 100 tokens are the crossing
    assert v.mark_bytes[-1] == 262_144 * 131_072
    assert v.page_bytes.tolist() == [150e6, 1.5e9, 50e9]
    assert v.bigger_gpu_tokens == (24 * 10**9 - 2 * 8_030_261_248) // 131_072 == 60_573
    assert (v.last_fits, v.gpu, v.trained_context) == (0, "a GPU of 24 GB", 8_192)
    assert not len(v.drawn_cells)
    assert not len(v.scaled_cells)
    np.testing.assert_array_equal(v.cache_nbytes, 131_072 * v.allocated)
    assert v.allocated.tolist() == [0, 1, 99, 100, 101]


def test_a_crossing_between_two_tokens() -> None:
    v = compute(context=1_048_576, gpu_memory=24 * 10**9, model="GPT-3 175B")
    assert v.bytes_per_token == 2 * 96 * 96 * 128 * 2 == 4_718_592
    assert v.crossing == pytest.approx(13_107_200 / 4_718_592)
    assert (v.crossing_token, v.crossing_exact) == (3, 0)
    assert v.crossing_bytes == 3 * 4_718_592 > v.state_bytes
    assert v.marks.tolist() == [100, 1_000, 8_000, 1_048_576]
    assert (v.bigger_gpu_tokens, v.bigger_full_bytes, v.last_fits) == (0, 0, 0)


def test_the_last_page_leaves_room_and_no_mark_is_near_the_last() -> None:
    v = compute(context=9_000)
    assert v.marks.tolist() == [100, 1_000, 9_000]
    assert v.page_bytes[-1] >= 1.27 * v.mark_bytes[-1]


def test_without_inputs_the_saved_values_stay(v: Values) -> None:
    again = compute()
    for name in Values.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(again, name), getattr(v, name), err_msg=name)
    assert provenance() is PROVENANCE


def test_the_provenance_says_what_was_given() -> None:
    told = provenance(context=262_144, gpu_memory=24 * 10**9, model="Llama-3-8B")
    assert told.line.startswith("your input: Llama-3-8B, 262,144 tokens, 24 GB")
    assert len(told.line) <= 100
    assert not any("gpus.csv" in source or "gpt2" in source for source in told.sources)
    assert "assets/tables/published.csv:llama_3_context" in told.sources
    assert "assets/tables/published.csv:mamba_context" in told.sources
    longest = provenance(context=1_048_576, gpu_memory=2 * 10**12, model="Mixtral-8x7B")
    assert len(longest.line) <= 100


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"model": "Mamba-2.8B"}, "--model Mamba-2.8B: a model that caches every token, and keeps"),
        ({"model": "Jamba-v0.1"}, "allowed are GPT-2 124M, Pythia-2.8B, Llama-2-7B, "),
        ({"context": 999}, "--context 999: d07 draws texts of 1,000 to 1,048,576 tokens"),
        ({"context": 2**21}, "--context 2,097,152: d07 draws texts of 1,000 to 1,048,576 tokens"),
    ],
)
def test_what_cannot_be_drawn_is_refused(given: dict[str, Any], part: str) -> None:
    with pytest.raises(UserError) as caught:
        compute(**given)
    assert part in str(caught.value)
