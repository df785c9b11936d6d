"""Diagram 8: accuracy against bytes and time; state size sets the slide, not the name."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from anim_lib.tables import TABLES
from anim_lib.value_store import load
from scenes.values.d08_pareto_frontier import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def rows(v: Values, *names: str) -> list[int]:
    return [v.models.index(f"recall_{name}") for name in names]


def test_what_was_trained(v: Values) -> None:
    assert v.pairs.tolist() == [1, 2, 4, 8, 16, 32, 48]
    assert v.was_trained.tolist() == [1, 1, 1, 1, 1, 1, 0]
    assert v.seeds.tolist() == [0, 1, 2]
    assert (v.steps <= v.most_steps[:, None]).all()
    assert v.accuracy.shape == (9, 7, 3)


def test_means_and_spreads(v: Values) -> None:
    np.testing.assert_allclose(v.accuracy_mean, v.accuracy.mean(-1))
    np.testing.assert_array_equal(v.accuracy_low, v.accuracy.min(-1))
    np.testing.assert_array_equal(v.accuracy_high, v.accuracy.max(-1))


def test_the_kept_seed_does_it_again(v: Values) -> None:
    """64 documents, not 256: at P = 2 only 128 answers, hence 5 standard deviations of a share."""
    share = v.accuracy[..., 0]
    spread = np.sqrt(share * (1 - share) / (v.fresh_documents * v.pairs)) + 1e-3
    assert (np.abs(v.accuracy_fresh - share) < 5 * spread).all()


def test_attention_recalls_and_a_state_by_its_size(v: Values) -> None:
    at = v.pairs.tolist().index(32)
    for row in rows(v, "transformer", "hybrid_2", "hybrid_4"):
        assert v.accuracy_low[row, at] >= 0.98
    by_state = rows(v, "mamba2_8", "mamba2_16", "mamba2_32")
    assert (np.diff(v.state_bytes[by_state, 0]) > 0).all()
    assert (np.diff(v.accuracy_mean[by_state, at]) > 0).all()
    assert (np.diff(v.accuracy[by_state, at, 0]) > 0).all()


def test_more_pairs_slide_the_fixed_states_down(v: Values) -> None:
    fixed = rows(v, "mamba2_8", "mamba2_16", "mamba2_32")
    assert (np.diff(v.accuracy_mean[fixed], axis=1) < 1e-4).all()
    fall = v.accuracy_mean[:, 1] - v.accuracy_mean[:, -1]
    assert fall[fixed[0]] > fall[fixed[1]] > fall[fixed[2]] > fall[rows(v, "transformer")[0]]


def test_state_size_not_name_sets_the_slide(v: Values) -> None:
    """Of those that look up at all; what an LSTM and S4D answer is a guess, whatever they keep."""
    at_4, at_48 = (v.pairs.tolist().index(n) for n in (4, 48))
    expected = (v.accuracy[:, at_4] > 0.9).all(1)
    np.testing.assert_array_equal(v.looks_up, expected)
    assert set(rows(v, "lstm", "s4d")) == set(np.flatnonzero(v.looks_up == 0).tolist())
    sizes = v.fixed_bytes[v.sliding]
    assert (np.diff(sizes) > 0).all()
    assert (v.bytes_per_token[v.sliding] == 0).all()
    assert len(v.sliding) == ((v.bytes_per_token == 0) & (v.looks_up == 1)).sum()
    assert len({v.families[i] for i in v.sliding}) > 1
    assert (np.diff(v.accuracy_mean[v.sliding, at_48]) > 0).all()


def test_plateaus_are_guesses_among_the_values_seen(v: Values) -> None:
    np.testing.assert_allclose(v.any_pair_guess, 1 / v.pairs + (1 - 1 / v.pairs) / 32)
    for row in rows(v, "lstm", "s4d"):
        assert (v.accuracy_mean[row] < v.any_pair_guess + 0.06).all()
        assert (v.accuracy_mean[row] > v.chance).all()


def test_bytes(v: Values) -> None:
    grows = v.bytes_per_token > 0
    assert [v.models[i] for i in np.flatnonzero(grows)] == [
        "recall_hybrid_2",
        "recall_hybrid_4",
        "recall_transformer",
    ]
    expected = v.fixed_bytes[:, None] + v.bytes_per_token[:, None] * v.contexts
    np.testing.assert_array_equal(v.state_bytes, expected)
    assert v.state_bytes[v.transformer].tolist() == [1_048_576, 8_388_608]
    assert v.state_bytes[v.mamba].tolist() == [10_496, 10_496]
    assert v.break_even[v.mamba] == 11  # 1,024 bytes a token pass 10,496 there
    assert (v.break_even[grows] == 0).all()


def test_the_transformer_is_not_always_the_slower_decoder(v: Values) -> None:
    assert v.decode_us[v.transformer, 0] < v.decode_us[v.mamba, 0]
    assert v.decode_us[v.transformer, -1] > 5 * v.decode_us[v.mamba, -1]
    assert 128 < v.decode_crossing < 8_192
    flat = v.bytes_per_token == 0
    assert (v.decode_us[flat].max(1) < (1 + v.alike) * v.decode_us[flat].min(1)).all()
    np.testing.assert_array_equal(v.fastest, v.decode_us.argmin(0))


def test_the_ratio_is_of_the_two_measured_rows(v: Values) -> None:
    for ratio, slow, fast in zip(
        v.decode_ratio, v.decode_us[v.transformer], v.decode_us[v.mamba], strict=True
    ):
        assert ratio * fast == pytest.approx(slow)
    assert (np.diff(v.decode_ratio) > 0).all()


def test_the_crossing_lies_on_both_lines(v: Values) -> None:
    x, at = np.log(v.decode_contexts), np.log(v.decode_crossing)
    two = [np.interp(at, x, np.log(v.decode_us[i])) for i in (v.transformer, v.mamba)]
    assert two[0] == pytest.approx(two[1], abs=1e-9)
    before = v.decode_contexts < v.decode_crossing
    slower = v.decode_us[v.transformer] > v.decode_us[v.mamba]
    np.testing.assert_array_equal(slower, ~before)


def test_times_are_the_tables(v: Values) -> None:
    with (TABLES / "decode_cpu.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["model"] in v.models:
                at = v.decode_contexts.tolist().index(int(row["context"]))
                us = v.decode_us[v.models.index(row["model"]), at]
                assert us == float(row["cpu_us_per_token"])


def test_answers_by_age_are_means_of_all_seeds(v: Values) -> None:
    """Eighths of 32 pairs: their mean is the accuracy at 32."""
    at = v.pairs.tolist().index(32)
    np.testing.assert_allclose(v.accuracy_by_age.mean(1), v.accuracy_mean[:, at], atol=2e-6)


@pytest.mark.parametrize("context", [0, 1])
@pytest.mark.parametrize("length", range(7))
def test_nobody_on_the_frontier_is_beaten_and_everybody_off_it_is(
    v: Values, context: int, length: int
) -> None:
    quality, cost = v.accuracy_mean[:, length], v.state_bytes[:, context]
    for j in range(9):
        beaten = any(
            quality[i] >= quality[j]
            and cost[i] <= cost[j]
            and (quality[i] > quality[j] or cost[i] < cost[j])
            for i in range(9)
        )
        assert v.on_memory_frontier[context, length, j] == (not beaten)
    times = v.decode_us[:, v.decode_contexts.tolist().index(v.contexts[context])]
    for j in range(9):
        beaten = any(
            quality[i] >= quality[j]
            and times[i] <= times[j] * (1 + v.alike)
            and (quality[i] > quality[j] or times[i] * (1 + v.alike) < times[j])
            for i in range(9)
        )
        assert v.on_time_frontier[context, length, j] == (not beaten)
    best = quality == quality.max()
    assert (v.on_memory_frontier[context, length, best].sum()) >= 1
    assert v.on_time_frontier[context, length].sum() >= 1


def test_the_frontier_at_32_pairs(v: Values) -> None:
    at = v.pairs.tolist().index(32)
    on = {v.models[i] for i in np.flatnonzero(v.on_memory_frontier[0, at])}
    assert {"recall_mamba2_8", "recall_mamba2_16", "recall_mamba2_32"} <= on
    assert "recall_transformer" in on
    assert "recall_s4d" not in on


def test_what_is_kept_at_the_end_of_a_document(v: Values) -> None:
    """Three tokens a pair: at 32 pairs a cache of 1,024 bytes a token holds 98,304 bytes."""
    np.testing.assert_array_equal(v.document_tokens, 3 * v.pairs)
    expected = v.fixed_bytes[:, None] + v.bytes_per_token[:, None] * v.document_tokens
    np.testing.assert_array_equal(v.document_bytes, expected)
    assert v.document_bytes[v.transformer, v.pairs.tolist().index(32)] == 98_304


@pytest.mark.parametrize("length", range(7))
def test_the_frontier_of_documents_is_what_nobody_beats(v: Values, length: int) -> None:
    quality, cost = v.accuracy_mean[:, length], v.document_bytes[:, length]
    for j in range(9):
        beaten = any(
            quality[i] >= quality[j]
            and cost[i] <= cost[j]
            and (quality[i] > quality[j] or cost[i] < cost[j])
            for i in range(9)
        )
        assert v.on_document_frontier[length, j] == (not beaten)


def test_the_shown_document_asks_each_of_its_keys(v: Values) -> None:
    assert len(set(v.shown_keys.tolist())) == 4
    assert sorted(v.shown_asked.tolist()) == [0, 1, 2, 3]
    assert ((v.shown_values >= 0) & (v.shown_values < 32)).all()
    assert v.pairs[v.slide].tolist() == [4, 8, 16, 32]
    assert v.was_trained[v.slide].all()


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.accuracy.max() <= v.accuracy_vmax
    assert v.document_bytes_vmin < v.document_bytes.min()
    assert v.document_bytes.max() < v.document_bytes_vmax
    assert v.bytes_vmin < v.state_bytes.min()
    assert v.state_bytes.max() < v.bytes_vmax
    assert v.us_vmin < v.decode_us.min()
    assert v.decode_us.max() < v.us_vmax
    assert "torch" in v.machine
