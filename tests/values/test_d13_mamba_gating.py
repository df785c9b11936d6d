"""Diagram 13: one channel of a trained S6, opened; and what is stable over seeds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from anim_lib.models import checkpoint
from anim_lib.provenance import Floats, Ints
from anim_lib.tasks import selective_copying as task
from anim_lib.value_store import load
from scenes.values.d13_mamba_gating import FIXED, N_EXAMPLES, S6, Values
from tests.values import numpy_delta_ssm
from tests.values.numpy_delta_ssm import size

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
    assert np.abs(v.x).max() < v.x_vmax
    assert max(np.abs(v.B).max(), np.abs(v.C).max()) < v.B_vmax
    assert np.abs(v.sweep_cells_zoh).max() < v.sweep_vmax
    assert np.abs(v.sweep_cells).max() < v.sweep_euler_vmax
    assert max(v.row_written.max(), v.row_remains.max()) < v.written_vmax


class S6Scan(NamedTuple):
    """The trained S6 once more, in numpy, from the weights alone."""

    x: Floats  # (..., seq_len, d_model)
    u: Floats  # (..., seq_len, d_inner)
    delta: Floats  # (..., seq_len, d_inner)
    A: Floats  # (d_inner, d_state)
    B: Floats  # (..., seq_len, d_state)
    C: Floats  # (..., seq_len, d_state)
    z: Floats  # (..., seq_len, d_inner)

    def left(self) -> Floats:
        """What the last state holds of each token, ``(..., seq_len, d_inner, d_state)``."""
        total = self.delta.cumsum(-2)  # (..., seq_len, d_inner)
        added = (self.delta * self.u)[..., None] * self.B[..., None, :]
        held: Floats = np.exp((total[..., -1:, :] - total)[..., None] * self.A) * added
        return held


def s6(tokens: Ints) -> tuple[S6Scan, dict[str, Floats]]:
    w = {key: x.double().numpy() for key, x in checkpoint.load(S6).items()}
    x = w["embedding.weight"][tokens]
    x = x / np.sqrt((x**2).mean(-1, keepdims=True) + 1e-6) * w["norms.0.weight"]
    u, z = np.split(x @ w["layers.0.inputs.weight"].T, 2, axis=-1)
    u = u / (1 + np.exp(-u))
    low, B, C = np.split(u @ w["layers.0.select.weight"].T, [4, 20], axis=-1)
    delta = np.log1p(np.exp(low @ w["layers.0.delta.weight"].T + w["layers.0.delta.bias"]))
    return S6Scan(x, u, delta, -np.exp(w["layers.0.A_log"]), B, C, z), w


def test_x_sets_u_delta_B_and_C(v: Values) -> None:
    scan, w = s6(np.array([task.VOCABULARY.index(word) for word in v.tokens]))
    at, i = v.pair, v.channel - 1
    for saved, again in (
        (v.x, scan.x[at]),
        (v.u, scan.u[at, i]),
        (v.delta, scan.delta[at, i]),
        (v.B, scan.B[at]),
        (v.C, scan.C[at]),
        (v.A, scan.A[i]),
        (v.y_skip, w["layers.0.D"][i] * scan.u[at, i]),
        (v.gate, scan.z[at, i] / (1 + np.exp(-scan.z[at, i]))),
        (v.row_delta, scan.delta[:, i]),
        (v.row_delta_mean, scan.delta.mean(1)),
    ):
        np.testing.assert_allclose(saved, again, rtol=1e-9, atol=1e-12)


def test_the_state_again_step_by_step(v: Values) -> None:
    tokens = np.array([task.VOCABULARY.index(word) for word in v.tokens])
    scan, i = s6(tokens)[0], v.channel - 1
    h = np.zeros_like(scan.A[i])
    for t in range(len(tokens)):
        added = scan.delta[t, i] * scan.u[t, i] * scan.B[t]
        h = np.exp(scan.delta[t, i] * scan.A[i]) * h + added
        np.testing.assert_allclose(v.row_cells[t], h, rtol=1e-9, atol=1e-12)
        assert v.row_written[t] == pytest.approx(np.linalg.norm(added), rel=1e-9)
    until_colon = s6(tokens[: len(v.row_remains)])[0].left()[:, i]
    np.testing.assert_allclose(v.row_remains, np.linalg.norm(until_colon, axis=1), rtol=1e-9)


def test_the_channel_is_chosen_by_what_it_holds(v: Values) -> None:
    others = task.choosing(N_EXAMPLES, task.LONGEST).tokens.numpy()[:, : task.LONGEST + 1]
    content = (others >= 12) & (others < 28)  # the vocabulary's content words
    held = np.linalg.norm(s6(others)[0].left(), axis=-1)[content].sum(0)  # (d_inner,)
    assert v.channel - 1 == held.argmax()
    assert v.channel_share == pytest.approx(held.max() / held.sum(), rel=1e-9)
    left = numpy_delta_ssm.scan(FIXED, others).left(task.LONGEST)
    assert v.fixed_channel - 1 == size(left, 1)[content].sum(0).argmax()


def test_the_channels_delta_on_held_out_examples(v: Values) -> None:
    fresh = task.held_out(N_EXAMPLES, task.LONGEST).body.numpy()
    delta = s6(fresh)[0].delta[..., v.channel - 1]  # (n_examples, seq_len)
    content = (fresh >= 12) & (fresh < 28)
    np.testing.assert_allclose(v.channel_delta, [delta[~content].mean(), delta[content].mean()])


def test_the_fixed_net_again(v: Values) -> None:
    scan = numpy_delta_ssm.scan(FIXED, np.array([task.VOCABULARY.index(w) for w in v.tokens]))
    i = v.fixed_channel - 1
    np.testing.assert_allclose(v.fixed_delta, scan.delta[v.pair, i], rtol=1e-9)
    A_bar = np.exp(scan.delta[0, i] * scan.A[i])  # (n_modes,)
    np.testing.assert_allclose(v.fixed_A_bar, np.stack([A_bar.real, A_bar.imag], 1), rtol=1e-9)
    C = checkpoint.load(FIXED)["layers.0.C"][i].double().numpy()  # (n_modes, 2)
    np.testing.assert_allclose(v.fixed_C, C, rtol=1e-12)


def test_figures_of_seeds_are_the_records(v: Values) -> None:
    for i, seed in enumerate(checkpoint.record(S6)["seeds"]):
        for field, key in (
            ("seed_delta", "delta"),
            ("seed_written", "write"),
            ("seed_memory_delta", "delta_in_memory"),
            ("seed_memory_written", "write_in_memory"),
            ("seed_remains", "remains"),
            ("seed_norm_B", "norm_B"),
        ):
            figures = seed["metrics"][key]
            assert getattr(v, field)[i].tolist() == [figures["filler"], figures["content"]]
            assert getattr(v, f"{field}_auc")[i] == figures["auc"]
        assert v.seed_accuracy[i] == seed["metrics"]["accuracy"]["32"]


def test_dragging_delta_takes_every_cell_from_old_to_new(v: Values) -> None:
    kept, added = np.abs(v.sweep_A_bar * v.state_before[CONTENT]), np.abs(v.sweep_added)
    np.testing.assert_allclose(v.sweep_old, kept / (kept + added), rtol=1e-12)
    assert (np.diff(v.sweep_old, axis=0) < 0).all()
    assert (v.sweep_old[0] == 1).all()
    assert v.sweep_old[v.sweep_stops[0]].min() > 0.9
    assert v.sweep_old[v.sweep_stops[-1]].max() < 0.05
    nearest = [np.abs(v.sweep_delta - stop).argmin() for stop in (0.001, 0.01, 0.1, 1.0)]
    np.testing.assert_array_equal(v.sweep_stops, nearest)


def test_the_fixed_net_keeps_one_share_for_both_words(v: Values) -> None:
    np.testing.assert_allclose(v.fixed_kept, np.hypot(*v.fixed_A_bar.T), rtol=1e-12)
    assert v.fixed_delta[0] == v.fixed_delta[1] == v.fixed_B_bar
