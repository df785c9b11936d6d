"""Diagram 13: one channel of a trained S6, opened; and what is stable over seeds."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.models import checkpoint
from anim_lib.value_store import load
from scenes.values.d13_mamba_gating import S6, Values

FILLER, CONTENT = 0, 1


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_the_pair_is_a_filler_and_the_content_word_after_it(v: Values) -> None:
    assert v.is_content[v.pair].tolist() == [0, 1]
    assert [v.tokens[i] for i in v.pair] == ["the", "elephant"]
    hidden = tuple(w for w, c in zip(v.tokens, v.is_content, strict=True) if c)
    assert v.named == hidden


def test_the_update_follows_from_delta_B_and_u(v: Values) -> None:
    np.testing.assert_allclose(v.A_bar, np.exp(v.delta[:, None] * v.A), rtol=1e-12)
    np.testing.assert_allclose(v.B_bar, v.delta[:, None] * v.B, rtol=1e-12)
    np.testing.assert_allclose(v.state_kept, v.A_bar * v.state_before, rtol=1e-12)
    np.testing.assert_allclose(v.state_added, v.B_bar * v.u[:, None], rtol=1e-12)
    np.testing.assert_allclose(v.state_after, v.state_kept + v.state_added, rtol=0, atol=1e-12)
    np.testing.assert_allclose(v.y_state, (v.C * v.state_after).sum(1), rtol=0, atol=1e-12)
    np.testing.assert_allclose(v.y, (v.y_state + v.y_skip) * v.gate, rtol=1e-12)
    norm = np.linalg.norm
    np.testing.assert_allclose(v.write_strength, norm(v.state_added, axis=1), rtol=1e-12)
    kept = norm(v.state_kept, axis=1) / norm(v.state_before, axis=1)
    np.testing.assert_allclose(v.kept_share, kept, rtol=1e-12)


def test_rows_and_pair_are_the_same_numbers(v: Values) -> None:
    np.testing.assert_array_equal(v.row_delta[v.pair], v.delta)
    np.testing.assert_array_equal(v.row_cells[v.pair], v.state_after)
    np.testing.assert_array_equal(v.row_cells[v.pair - 1], v.state_before)
    np.testing.assert_array_equal(v.row_written[v.pair], v.write_strength)


def test_the_filler_is_skipped_and_the_content_word_written(v: Values) -> None:
    assert v.kept_share[FILLER] > 0.98
    assert v.kept_share[CONTENT] < 0.8
    assert v.write_strength[CONTENT] > 50 * v.write_strength[FILLER]


def test_the_channel_was_chosen_elsewhere_and_holds_here(v: Values) -> None:
    assert v.channel_share > 1 / 64
    assert v.channel_delta[CONTENT] > 10 * v.channel_delta[FILLER]
    assert v.channel_delta_auc > 0.99


def test_remains_are_of_the_content_words(v: Values) -> None:
    content = v.is_content[: len(v.row_remains)] == 1
    assert v.row_remains[content].min() > 10 * v.row_remains[~content].max()


def test_fixed_parameters_are_the_same_for_both_tokens(v: Values) -> None:
    assert v.fixed_delta[0] == pytest.approx(v.fixed_delta[1], rel=1e-12)
    assert v.fixed_B_bar == pytest.approx(v.fixed_delta[0], rel=1e-12)
    assert (np.hypot(*v.fixed_A_bar.T) < 1).all()


def test_dragging_delta_goes_from_untouched_to_overwritten(v: Values) -> None:
    assert v.sweep_delta[0] == 0
    np.testing.assert_array_equal(v.sweep_cells[0], v.state_before[CONTENT])
    np.testing.assert_array_equal(v.sweep_A_bar[0], 1)
    assert (np.diff(v.sweep_kept_share) < 0).all()
    assert v.sweep_kept_share[0] == pytest.approx(1, abs=1e-15)
    assert v.sweep_kept_share[-1] < 0.05
    for k in (10, 40):
        delta = v.sweep_delta[k]
        np.testing.assert_allclose(v.sweep_A_bar[k], np.exp(delta * v.A), rtol=1e-12)
        driven = v.B[CONTENT] * v.u[CONTENT]
        np.testing.assert_allclose(v.sweep_added[k], delta * driven, rtol=1e-12)
        held = (np.exp(delta * v.A) - 1) / v.A * driven
        np.testing.assert_allclose(v.sweep_added_zoh[k], held, rtol=1e-9)
        kept = v.sweep_A_bar[k] * v.state_before[CONTENT]
        np.testing.assert_allclose(v.sweep_cells[k], kept + v.sweep_added[k], atol=1e-12)
        np.testing.assert_allclose(v.sweep_cells_zoh[k], kept + v.sweep_added_zoh[k], atol=1e-12)
    assert (np.abs(v.sweep_added_zoh) <= np.abs(v.sweep_added) + 1e-15).all()


def test_euler_against_zero_order_hold(v: Values) -> None:
    assert v.rule_delta.tolist() == [0.01, 0.1, 0.5, 1, 2]
    assert [f"{x:.3f}" for x in v.rule_A_bar] == ["0.990", "0.905", "0.607", "0.368", "0.135"]
    assert [f"{x:.5f}" for x in v.rule_B_zoh[:1]] == ["0.00995"]
    assert [f"{x:.3f}" for x in v.rule_B_zoh[1:]] == ["0.095", "0.393", "0.632", "0.865"]
    np.testing.assert_array_equal(v.rule_B_euler, v.rule_delta)


def test_means_over_all_channels_mislead(v: Values) -> None:
    """Delta of S6 is shorter at content words in the mean, longer in the net of delta alone."""
    assert (v.seed_delta[:, CONTENT] < v.seed_delta[:, FILLER]).all()
    assert (v.seed_delta_auc < 0.1).all()
    assert (v.delta_only[:, CONTENT] > 50 * v.delta_only[:, FILLER]).all()
    write = v.seed_written[:, CONTENT] / v.seed_written[:, FILLER]
    assert write.min() < 1 < write.max()


def test_what_is_stable_over_seeds(v: Values) -> None:
    for means, auc in (
        (v.seed_memory_delta, v.seed_memory_delta_auc),
        (v.seed_memory_written, v.seed_memory_written_auc),
        (v.seed_remains, v.seed_remains_auc),
        (v.seed_norm_B, v.seed_norm_B_auc),
    ):
        assert (means[:, CONTENT] > 2 * means[:, FILLER]).all()
        assert (auc > 0.95).all()
    assert (v.seed_memory_delta_auc > 0.99).all()
    assert (v.seed_memory_in_longer > 0.9).all()
    assert (v.seed_longer < 64).all()
    assert (v.seed_accuracy > 0.9).all()


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert max(v.row_delta.max(), v.row_delta_mean.max()) < v.delta_vmax
    assert np.abs(v.row_cells).max() < v.cell_vmax
    assert max(np.abs(v.B).max(), np.abs(v.C).max()) < v.B_vmax
    assert np.abs(v.sweep_cells_zoh).max() < v.sweep_vmax


def test_x_sets_u_delta_B_and_C(v: Values) -> None:
    """Once more from the weights, without the layer."""
    w = {key: x.double().numpy() for key, x in checkpoint.load(S6).items()}
    u = v.x @ w["layers.0.inputs.weight"][:64].T  # (2, d_inner)
    u = u / (1 + np.exp(-u))
    chosen = u @ w["layers.0.select.weight"].T  # (2, dt_rank + 2 d_state)
    low, B, C = np.split(chosen, [4, 20], axis=1)
    delta = np.log1p(np.exp(low @ w["layers.0.delta.weight"].T + w["layers.0.delta.bias"]))
    np.testing.assert_allclose(v.u, u[:, v.channel], rtol=1e-9)
    np.testing.assert_allclose(v.delta, delta[:, v.channel], rtol=1e-9)
    np.testing.assert_allclose(v.B, B, rtol=1e-9)
    np.testing.assert_allclose(v.C, C, rtol=1e-9)
    np.testing.assert_allclose(v.A, -np.exp(w["layers.0.A_log"][v.channel]), rtol=1e-12)
    np.testing.assert_allclose(v.y_skip, w["layers.0.D"][v.channel] * v.u, rtol=1e-12)
