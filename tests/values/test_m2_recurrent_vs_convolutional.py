"""Mermaid 2: both machines agree at every turn, and move together."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.models.discretize import discretize_bilinear
from anim_lib.models.hippo import hippo_legs
from anim_lib.value_store import load
from scenes.values import d14_s4_dual
from scenes.values.m2_recurrent_vs_convolutional import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_before_is_diagram_14(v: Values) -> None:
    d14 = load(d14_s4_dual.Values)[0]
    np.testing.assert_array_equal(v.u, d14.u)
    np.testing.assert_array_equal(v.C, d14.C)
    np.testing.assert_allclose(v.kernel[0], d14.kernel, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(v.y_recurrence[0], d14.y_recurrence, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(v.states_before, d14.states, rtol=1e-9, atol=1e-12)


def test_one_number_of_A_is_turned(v: Values) -> None:
    assert v.changed_A == 1
    assert v.turned_row == v.turned_column == v.block_orders[-1] == 12
    np.testing.assert_array_equal(v.A_block[:, -1, -1], v.turns)
    rest = np.delete(v.A_block.reshape(len(v.turns), 9), -1, axis=1)
    assert (rest == rest[0]).all()
    assert v.turns[0] == -(v.turned_row + 1), "LegS has -(n+1) on its diagonal"
    assert (v.turns < 0).all()
    eigenvalues = -np.arange(1, 65) * np.ones((len(v.turns), 1))  # of the triangular A
    eigenvalues[:, v.turned_row] = v.turns
    bilinear = (2 + v.delta * eigenvalues) / (2 - v.delta * eigenvalues)
    np.testing.assert_allclose(v.spectral_radius, np.abs(bilinear).max(axis=1), rtol=1e-12)
    np.testing.assert_allclose(v.B, np.sqrt(2 * np.arange(64) + 1), rtol=1e-14)
    assert (v.spectral_radius < 1).all()


def test_one_number_of_A_changes_many_of_A_bar(v: Values) -> None:
    A, B = hippo_legs(v.d_state)
    before, _ = discretize_bilinear(A, B, v.delta)
    A[v.turned_row, v.turned_column] = v.turns[-1]
    change = (discretize_bilinear(A, B, v.delta)[0] - before).abs()
    assert v.changed_A_bar == int((change > 1e-3).sum()) > 50
    assert ((change - 1e-3).abs() > 1e-9).all(), "no number so near the threshold that it may flip"
    assert (change[: v.turned_row] == 0).all()
    assert (change[:, v.turned_column + 1 :] < 1e-15).all()


def test_both_machines_agree_at_every_turn(v: Values) -> None:
    for kernel, terms, y, y_conv, y_fft in zip(
        v.kernel, v.convolution_terms, v.y_recurrence, v.y_convolution, v.y_fft, strict=True
    ):
        expected = np.convolve(kernel, v.u)[: len(v.u)]
        for found in (y, y_conv, y_fft, terms.sum(1)):
            np.testing.assert_allclose(found, expected, rtol=0, atol=1e-13)
    gaps = [np.abs(v.y_recurrence - y).max(axis=1) for y in (v.y_convolution, v.y_fft)]
    np.testing.assert_array_equal(v.difference, np.max(gaps, axis=0))
    assert (v.difference < 1e-13).all()
    np.testing.assert_allclose(v.last_states @ v.C, v.y_recurrence[:, -1], rtol=0, atol=1e-13)
    np.testing.assert_array_equal(v.last_states[0], v.states_before[-1])
    np.testing.assert_array_equal(v.last_states[-1], v.states_after[-1])
    assert v.D == 0.0, "no output holds the input itself besides kernel[0]"
    assert v.lags.tolist() == list(range(v.kernel.shape[1]))
    np.testing.assert_allclose(v.states_before @ v.C, v.y_recurrence[0], rtol=0, atol=1e-13)
    np.testing.assert_allclose(v.states_after @ v.C, v.y_recurrence[-1], rtol=0, atol=1e-13)


def test_both_outputs_move_together_and_visibly(v: Values) -> None:
    assert v.y_moved == pytest.approx(v.y_moved_convolution, abs=1e-13)
    assert v.y_moved == np.abs(v.y_recurrence[-1] - v.y_recurrence[0]).max() > 0.25 * v.y_vmax
    assert v.kernel_moved == np.abs(v.kernel[-1] - v.kernel[0]).max() > 0.1 * v.kernel_vmax
    steps = np.abs(np.diff(v.y_recurrence, axis=0)).max(axis=1)
    assert (steps > 0.02).all(), "every turn is seen"


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert np.abs(v.kernel).max() <= v.kernel_vmax
    assert np.abs(v.u).max() <= v.u_vmax
    assert max(np.abs(v.y_recurrence).max(), np.abs(v.convolution_terms).max()) <= v.y_vmax
    assert max(np.abs(v.states_before).max(), np.abs(v.states_after).max()) <= v.state_vmax


def test_costs_are_those_of_the_two_rules(v: Values) -> None:
    """Outputs that wait, and numbers kept, follow from which arrays each rule reads."""
    waits = [t for t in range(v.cost_len) if t - 1 >= 0]  # h_t reads h_(t-1), the first reads 0
    assert v.waits_loop == len(waits)
    assert v.waits_filter == 0
    assert v.kept_loop == v.d_state == v.states_before.shape[1]
    reads = range(v.cost_len)  # the last output reads u[t - k], k = 0 ... t
    assert v.kept_filter == len(reads) - 1 > v.kept_loop
