"""Diagram 20: the first attention layer buys back recall; what it costs; published shares."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.value_store import load
from scenes.values import d08_pareto_frontier as plane
from scenes.values.d20_hybrid_sweet_spot import Values
from tests.values import numpy_recall


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_stacks(v: Values) -> None:
    assert v.n_attention.tolist() == [0, 1, 2, 4]
    assert v.is_attention.sum(1).tolist() == [0, 1, 2, 4]
    assert v.is_attention[1].tolist() == [0, 0, 0, 1]
    assert v.steps.shape == (4, 3)


def test_the_first_attention_layer_moves_the_dot(v: Values) -> None:
    at = v.pairs.tolist().index(32)
    np.testing.assert_allclose(v.gain, np.diff(v.accuracy_mean, axis=0), rtol=0, atol=1e-15)
    assert v.gain[0, at] > 0.1
    assert np.abs(v.gain[1:, at]).max() < 0.01
    assert v.accuracy_low[1:, at].min() >= 0.98
    assert v.accuracy_high[0, at] < v.accuracy_low[1, at]


def test_means_and_spreads(v: Values) -> None:
    np.testing.assert_allclose(v.accuracy_mean, v.accuracy.mean(-1))
    np.testing.assert_array_equal(v.accuracy_low, v.accuracy.min(-1))
    np.testing.assert_array_equal(v.accuracy_high, v.accuracy.max(-1))


def test_bytes_by_hand(v: Values) -> None:
    mamba = 4 * (48 * 16 + 3 * (48 + 32))  # float32 state and window of one Mamba-2 layer
    assert v.fixed_bytes.tolist() == [4 * mamba, 3 * mamba, 2 * mamba, 4 * 3 * 64]
    assert v.bytes_per_token.tolist() == [0, 512, 1_024, 2_048]  # 2 · 64 numbers a layer
    expected = v.fixed_bytes[:, None] + v.bytes_per_token[:, None] * v.contexts
    np.testing.assert_array_equal(v.state_bytes, expected)


def test_bytes_of_documents_layers_and_contexts_by_hand(v: Values) -> None:
    mamba, cached = 4 * (48 * 16 + 3 * (48 + 32)), 2 * 4 * 64  # a layer's state; of one token
    at = v.pairs.tolist().index(32)
    assert v.document_bytes[:, at].tolist() == [
        4 * mamba,
        3 * mamba + 96 * cached,
        2 * mamba + 2 * 96 * cached,
        4 * 3 * 64 + 4 * 96 * cached,
    ]
    np.testing.assert_array_equal(v.gain_bytes, np.diff(v.document_bytes, axis=0))
    before, after = v.lookup_layer_bytes
    np.testing.assert_array_equal(before, np.where(v.is_attention, 0, mamba))
    np.testing.assert_array_equal(after, np.where(v.is_attention, 64 * cached, mamba))
    expected = v.fixed_bytes[:, None] + v.bytes_per_token[:, None] * v.decode_contexts
    np.testing.assert_array_equal(v.decode_bytes, expected)


def test_time_grows_only_where_there_is_attention(v: Values) -> None:
    growth = v.decode_us[:, -1] / v.decode_us[:, 0]
    np.testing.assert_allclose(v.decode_ratio, v.decode_us / v.decode_us[0], rtol=1e-15)
    assert growth[0] < 1.2
    assert (np.diff(growth) > 0).all()
    assert growth[1] > 3
    assert v.decode_contexts.tolist() == [128, 1_024, 8_192, 65_536]


def test_the_look_up(v: Values) -> None:
    assert v.lookup_shares.shape == (4, 32)
    np.testing.assert_allclose(v.lookup_shares.sum(1), 1, rtol=0, atol=1e-12)
    value = v.lookup_values[v.lookup_pair]
    np.testing.assert_array_equal(v.lookup_shares[:, value], v.lookup_right)
    np.testing.assert_array_equal(v.lookup_by_pair[:, v.lookup_pair], v.lookup_right)
    np.testing.assert_array_equal(v.lookup_said, v.lookup_shares.argmax(1))
    assert v.lookup_said[0] != value
    assert (v.lookup_said[1:] == value).all()
    assert len(set(v.lookup_keys.tolist())) == v.lookup_pairs == 32


def test_the_answers_are_those_of_numpy(v: Values) -> None:
    document = np.stack([v.lookup_keys, 64 + v.lookup_values], 1).ravel()
    tokens = np.append(document, v.lookup_keys[v.lookup_pair])
    for name, told in zip(v.stacks, v.lookup_shares, strict=True):
        shares = numpy_recall.softmax(numpy_recall.read(name, tokens)[0][-1])
        np.testing.assert_allclose(told, shares, rtol=0, atol=1e-11)


def test_the_mean_is_of_all_documents(v: Values) -> None:
    """Not of the shown one; answers are whole numbers out of 64 documents' questions."""
    assert v.n_lookup_documents == 64
    assert not np.allclose(v.lookup_mean, v.lookup_by_pair.mean(1), rtol=0, atol=1e-6)
    answered = v.lookup_accuracy * v.n_lookup_documents * v.lookup_pairs
    np.testing.assert_allclose(answered, answered.round(), rtol=0, atol=1e-9)


def test_the_shown_miss_is_the_worst_and_the_means_say_so(v: Values) -> None:
    assert v.lookup_pair == v.lookup_by_pair[0].argmin()
    assert v.lookup_right[0] < 0.1 < 0.7 < v.lookup_mean[0] < 0.9
    assert v.lookup_mean[1:].min() > 0.98
    recorded = v.accuracy[:, v.pairs.tolist().index(32), 0]
    np.testing.assert_allclose(v.lookup_accuracy, recorded, rtol=0, atol=0.03)


def test_published_shares(v: Values) -> None:
    assert v.published == ("Jamba-v0.1", "Mamba-2-Hybrid 8B")
    assert v.published_attention.tolist() == [4, 4]
    assert v.published_layers.tolist() == [32, 56]
    assert [f"{share:.1%}" for share in v.published_share] == ["12.5%", "7.1%"]
    assert v.published_mixers.tolist() == [32, 28]
    assert [f"{share:.1%}" for share in v.published_mixer_share] == ["12.5%", "14.3%"]
    assert v.jamba_bytes_per_token == 16_384
    assert v.jamba_cache_bytes == 4 * 2**30


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.accuracy.max() <= v.accuracy_vmax
    assert v.bytes_vmin < v.state_bytes.min()
    assert v.state_bytes.max() < v.bytes_vmax
    assert v.document_bytes_vmin < v.document_bytes.min()
    at = v.pairs.tolist().index(v.lookup_pairs)
    assert v.document_bytes[:, : at + 1].max() < v.document_bytes_vmax
    assert v.decode_bytes_vmin < v.decode_bytes.min()
    assert v.decode_bytes.max() < v.decode_bytes_vmax
    assert v.us_vmin < v.decode_us.min()
    assert v.decode_us.max() < v.us_vmax


def test_the_dots_move_on_diagram_8s_plane(v: Values) -> None:
    other = load(plane.Values)[0]
    limits = ("accuracy_vmax", "document_bytes_vmin", "document_bytes_vmax", "bytes_vmin")
    for name in (*limits, "bytes_vmax", "us_vmin", "us_vmax"):
        assert getattr(v, name) == getattr(other, name), name
    np.testing.assert_array_equal(v.pairs, other.pairs)
    np.testing.assert_array_equal(v.contexts, other.contexts)
    np.testing.assert_array_equal(v.decode_contexts, other.decode_contexts)
    stack, model = v.stacks.index("recall_hybrid_4"), other.models.index("recall_hybrid_4")
    np.testing.assert_array_equal(v.accuracy[stack], other.accuracy[model])
    np.testing.assert_array_equal(v.state_bytes[stack], other.state_bytes[model])
    np.testing.assert_array_equal(v.document_bytes[stack], other.document_bytes[model])
