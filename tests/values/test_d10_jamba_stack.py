"""Diagram 10: the stack against the configuration, its bytes against the paper's."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values.d10_jamba_stack import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_four_floors_of_32_have_attention(v: Values) -> None:
    assert v.attention_layers.tolist() == [4, 12, 20, 28]
    assert np.flatnonzero(v.is_attention).tolist() == [4, 12, 20, 28]
    assert v.attention_share == 0.125
    assert v.mamba_per_attention == 7
    assert "".join(kind[0] for kind in v.block) == "MMMMaMMM"


def test_every_second_mlp_has_experts(v: Values) -> None:
    assert np.flatnonzero(v.is_moe).tolist() == list(range(1, 32, 2))
    assert not (v.is_moe & v.is_attention).any()
    assert (v.n_experts, v.experts_per_token) == (16, 2)


def test_only_four_floors_grow(v: Values) -> None:
    grown = v.layer_bytes[-1] > v.layer_bytes[0]
    assert np.flatnonzero(grown).tolist() == v.attention_layers.tolist()
    for i, n in enumerate(v.marks.tolist()):
        for layer in range(32):
            attention = layer in (4, 12, 20, 28)
            cache = 2 * 8 * 128 * 2 * n
            state = 8_192 * (16 + 4) * 2
            assert v.layer_bytes[i, layer] == (cache if attention else state)
    np.testing.assert_array_equal(v.cache_bytes, 16_384 * v.marks)
    np.testing.assert_array_equal(v.kept_bytes, v.cache_bytes + v.state_bytes)


def test_states_of_the_mamba_layers(v: Values) -> None:
    assert v.state_numbers == 4_587_520
    assert v.state_bytes == 28 * v.layer_state_bytes == 9_175_040
    assert v.break_even_tokens == 560
    assert v.break_even_tokens * v.bytes_per_token == v.state_bytes


def test_cache_is_the_one_that_the_paper_prints(v: Values) -> None:
    assert v.compared == ("Jamba-v0.1", "Mixtral-8x7B", "Llama-2-7B")
    assert v.compared_gib.tolist() == v.printed_gib.tolist() == [4, 32, 128]
    np.testing.assert_allclose(v.compared_gb * 1e9, v.compared_gib * 2**30)
    assert v.other_trained == 32_768
    assert v.supported_over_trained == 8
    assert v.compared_layers.tolist() == [4, 32, 32]
    assert v.other_over_jamba == 8
    assert v.series[-1] == v.marks[-1] == v.supported_context == 262_144
    assert v.series_bytes[-1] == 4 * 2**30
    assert v.series_other_bytes[-1] == 32 * 2**30
    assert (np.diff(v.series_bytes) == 4_096 * 16_384).all()


def test_supported_is_not_what_fits(v: Values) -> None:
    assert (v.published_fit, v.supported_context) == (140_000, 262_144)
    assert v.drawn_context_on_one_gpu > v.published_fit
    assert v.marks.tolist() == [0, 1_024, 8_192, 32_768, v.published_fit, v.supported_context]


def test_room_on_one_gpu(v: Values) -> None:
    assert v.precisions == ("fp16", "int8")
    assert v.gpu_bytes == 80 * 10**9
    assert v.weight_bytes.tolist() == [103_140_646_656, 51_570_323_328]
    assert v.weights_fit.tolist() == [0, 1]
    assert v.room_tokens[0] == 0
    used = 51_570_323_328 + 9_175_040
    assert used + 16_384 * v.room_tokens[1] <= 80e9 < used + 16_384 * (v.room_tokens[1] + 1)
    assert v.room_over_fit == pytest.approx(v.room_tokens[1] / 140_000)
    assert v.room_over_fit > 10
    assert v.other_room_tokens[1] == (80 * 10**9 - 46_702_792_704) // 131_072


def test_what_is_commonly_drawn_is_another_stack(v: Values) -> None:
    assert v.drawn_stack[: len(v.block)] != v.block
    assert v.drawn_stack.index("attention") == 7
    assert v.drawn_share != v.attention_share


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.compared_gb[:2].max() < v.gb_vmax


def test_one_floor_is_even_after_80_tokens(v: Values) -> None:
    assert v.floor_even_tokens == 80
    assert v.close_marks.tolist() == [0, 1, 2, 80, 240]
    assert v.n_mamba == 28
    for tokens, kept in zip(v.close_marks.tolist(), v.close_bytes, strict=True):
        assert kept[4] == 4_096 * tokens
        assert kept[0] == 327_680
    np.testing.assert_array_equal(v.close_cache_bytes, v.close_bytes[:, 4::8].sum(axis=1))
    assert (v.close_bytes[3] == 327_680).all(), "even everywhere"


def test_the_other_tower_keeps_a_gib_on_each_floor(v: Values) -> None:
    assert v.other_layer_bytes.tolist() == [2**30] * 32
    assert v.other_layer_bytes.sum() == v.compared_gib[1] * 2**30
    assert v.gpu_gb_vmax * 1e9 > v.weight_bytes.max()
