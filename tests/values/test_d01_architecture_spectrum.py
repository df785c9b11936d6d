"""Diagram 1: numbers kept after each token by hand; training and decoding apart."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from anim_lib.tables import TABLES
from anim_lib.value_store import load
from scenes.values.d01_architecture_spectrum import Values
from tests.values import numpy_recall

LSTM, MAMBA, HYBRID, TRANSFORMER = range(4)


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_all_lanes_read_the_same_64_tokens(v: Values) -> None:
    assert v.tokens.shape == (64,)
    assert v.tokens[::2].max() < 64 <= v.tokens[1::2].min()
    assert v.tokens.max() < 96


def test_numbers_kept(v: Values) -> None:
    n = np.arange(1, 65)
    mamba = 64 * 16 + 3 * (64 + 2 * 16)  # state, and three past inputs of the convolution
    np.testing.assert_array_equal(v.kept_numbers[LSTM], 0 * n + 2 * 2 * 48)
    np.testing.assert_array_equal(v.kept_numbers[MAMBA], 0 * n + 2 * mamba)
    np.testing.assert_array_equal(v.kept_numbers[HYBRID], mamba + 2 * 64 * n)
    np.testing.assert_array_equal(v.kept_numbers[TRANSFORMER], 2 * 2 * 64 * n)
    np.testing.assert_array_equal(v.cache_numbers, v.kept_numbers - v.block_numbers[:, None])
    assert v.kept_numbers.max() < v.numbers_vmax


def test_at_token_64_the_transformer_holds_64_columns(v: Values) -> None:
    assert v.columns[:, -1].tolist() == [0, 0, 64, 64]
    assert v.columns[:, 0].tolist() == [0, 0, 1, 1]
    assert v.column_numbers.tolist() == [0, 0, 128, 256]


def test_memories_are_whole(v: Values) -> None:
    assert len(v.lstm_memory) == v.kept_numbers[LSTM, -1]
    assert len(v.mamba_memory) == v.kept_numbers[MAMBA, -1]
    assert len(v.hybrid_block) == v.block_numbers[HYBRID]
    assert v.hybrid_cache.shape == (64, v.column_numbers[HYBRID])
    assert v.transformer_cache.shape == (64, v.column_numbers[TRANSFORMER])
    beyond = 0
    for memory in (
        v.lstm_memory,
        v.mamba_memory,
        v.hybrid_block,
        v.hybrid_cache,
        v.transformer_cache,
    ):
        beyond += int((np.abs(memory) > v.memory_vmax).sum())
        assert (np.abs(memory) <= v.memory_vmax).mean() > 0.99
    assert v.memory_beyond == beyond


def test_memories_are_those_of_numpy(v: Values) -> None:
    lanes = [numpy_recall.read(name, v.tokens)[1] for name in v.lanes]
    lstm, mamba = (np.concatenate(lanes[i]) for i in (LSTM, MAMBA))
    block, hybrid_cache = lanes[HYBRID]
    for told, expected in (
        (v.lstm_memory, lstm),
        (v.mamba_memory, mamba),
        (v.hybrid_block, block),
        (v.hybrid_cache, hybrid_cache),
        (v.transformer_cache, np.hstack(lanes[TRANSFORMER])),
    ):
        np.testing.assert_allclose(told, expected, rtol=0, atol=1e-11)


def test_times_are_the_tables(v: Values) -> None:
    with (TABLES / "decode_cpu.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["model"] in v.lanes:
                at = v.decode_contexts.tolist().index(int(row["context"]))
                us = v.decode_us[v.lanes.index(row["model"]), at]
                assert us == float(row["cpu_us_per_token"])


def test_multiplications(v: Values) -> None:
    per_context = np.diff(v.multiplications, axis=1)
    assert (per_context == np.array([0, 0, 2 * 64, 2 * 2 * 64])[:, None]).all()
    head, mlps = 64 * 32, 2 * 2 * 64 * 64
    lstm = 2 * (4 * 48 * (64 + 48) + 3 * 48 + 48 * 64)
    assert v.multiplications[LSTM, 0] == head + mlps + lstm
    assert v.multiplications[TRANSFORMER, 63] == head + mlps + 2 * (4 * 64 * 64 + 2 * 64 * 64)


def test_training_table(v: Values) -> None:
    assert v.lengths.tolist() == [64, 1_024, 8_192, 65_536]
    np.testing.assert_array_equal(v.training_work[:, 0], v.multiplications.sum(1))
    growth = v.training_work[:, -1] / v.training_work[:, -2]
    assert growth[:2].tolist() == [8, 8]
    assert 55 < growth[HYBRID] < growth[TRANSFORMER] < 64  # 8² = 64 for a pure square
    np.testing.assert_array_equal(v.training_depth[LSTM], v.lengths)
    np.testing.assert_array_equal(v.training_depth[MAMBA], 2 * np.log2(v.lengths) - 1)
    np.testing.assert_array_equal(v.training_depth[HYBRID], v.training_depth[MAMBA])
    assert (v.training_depth[TRANSFORMER] == 1).all()


def test_decoding_table(v: Values) -> None:
    np.testing.assert_array_equal(v.decode_work[:, 0], v.multiplications[:, -1])
    np.testing.assert_array_equal(v.decode_bytes[:, 0], 4 * v.kept_numbers[:, -1])
    assert (v.decode_work[:2] == v.decode_work[:2, :1]).all()
    assert (v.decode_bytes[:2] == v.decode_bytes[:2, :1]).all()
    assert (np.diff(v.decode_bytes[2:], axis=1) > 0).all()
    assert v.decode_us[TRANSFORMER, -1] > 5 * v.decode_us[TRANSFORMER, 0]
    assert v.decode_us[LSTM].max() < 1.2 * v.decode_us[LSTM].min()


def test_a_window_bounds_what_a_hybrid_keeps(v: Values) -> None:
    inside = v.public_contexts <= v.window
    assert v.window == 2_048
    assert (np.diff(v.bounded_bytes[inside]) > 0).all()
    assert len(set(v.bounded_bytes[v.public_contexts >= v.window].tolist())) == 1
    assert (np.diff(v.growing_bytes) > 0).all()
    assert v.growing_per_token == 16_384
    assert v.bounded_per_token == 2 * 8 * 256 * 2
    states = v.bounded_bytes[-1] - v.window * v.bounded_per_token
    assert states == 2 * 18 * 2_560 * (1 + 4)
    assert v.growing_bytes[-1] - 4 * 2**30 == 2 * 28 * 8_192 * (16 + 4)
    assert v.bytes_vmin < v.bounded_bytes.min()
    assert v.growing_bytes.max() < v.bytes_vmax


def test_what_the_tables_draw_lies_below_its_limit(v: Values) -> None:
    for drawn, vmax in (
        (v.training_work, v.work_vmax),
        (v.training_depth, v.depth_vmax),
        (v.decode_us, v.time_vmax),
        (v.decode_bytes, v.kept_vmax),
    ):
        assert 0.75 * vmax < drawn.max() < vmax
