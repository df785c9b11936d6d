"""Diagram 15: the state is the best polynomial of the whole past, at both ends alike."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from anim_lib.provenance import Floats
from anim_lib.value_store import load
from scenes.values.d15_hippo import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def curves(n: int, x: Floats) -> Floats:
    order = np.arange(n)[:, None]
    found: Floats = np.sqrt(2 * order + 1) * special.eval_legendre(order, 2 * x - 1)
    return found


def test_signal_is_band_limited(v: Values) -> None:
    assert len(v.signal) == v.seq_len == 1000
    assert v.signal.mean() == pytest.approx(0, abs=1e-12)
    assert v.signal.var() == pytest.approx(1, rel=1e-12)
    spectrum = np.abs(np.fft.rfft(v.signal)) / v.seq_len
    assert spectrum[21:].max() < 1e-12
    assert (spectrum[1:21] > 1e-6).all()


def test_coefficients_are_the_projection_of_the_past(v: Values) -> None:
    nodes, weights = np.polynomial.legendre.leggauss(40)
    for t, c in zip(v.frame_times[:2], v.coefficients[:2], strict=True):
        # the held input, integrated exactly within each step
        x = (np.arange(t)[:, None] + (nodes + 1) / 2) / t
        basis = curves(64, x.ravel()[None]).reshape(64, t, 40)
        expected = (basis @ weights / 2) @ v.signal[:t] / t
        np.testing.assert_allclose(c, expected, rtol=0, atol=1e-9)
    assert v.legs_is_projection < 1e-11


def test_the_papers_bilinear_rule_comes_near(v: Values) -> None:
    root = np.sqrt(2 * np.arange(64) + 1)
    A = np.tril(np.outer(root, root), -1) + np.diag(np.arange(64) + 1.0)  # positive, as there
    c = np.eye(64)[0] * v.signal[0]
    for k in range(1, v.seq_len):
        forward = c - A @ c / (2 * k) + root * v.signal[k] / k
        c = np.linalg.solve(np.eye(64) + A / (2 * (k + 1)), forward)
    assert v.bilinear_gap == pytest.approx(np.abs(c - v.coefficients[-1]).max(), rel=1e-6)
    assert v.bilinear_gap < 0.01


def test_past_is_the_sum_of_curves(v: Values) -> None:
    for n, past in zip(v.orders, (v.past_8, v.past_32, v.past_64), strict=True):
        expected = v.coefficients[:, :n] @ curves(n, v.places)
        np.testing.assert_allclose(past, expected, rtol=0, atol=1e-10)
    np.testing.assert_allclose(v.basis, curves(64, v.places), rtol=0, atol=1e-10)
    np.testing.assert_allclose(v.terms_8, v.coefficients[-1, :8, None] * v.basis[:8], atol=1e-13)
    np.testing.assert_allclose(v.sums_8[-1], v.past_8[-1], rtol=0, atol=1e-12)
    np.testing.assert_allclose(v.sums_8[2], v.terms_8[:3].sum(0), rtol=0, atol=1e-12)
    finest = special.eval_legendre(31, 2 * v.finest_places - 1)
    np.testing.assert_allclose(v.finest_curve, finest, rtol=0, atol=1e-11)
    np.testing.assert_allclose(v.finest_places[[0, -1]], [0, 1], rtol=0, atol=1e-15)
    np.testing.assert_allclose(v.finest_curve[[0, -1]], [-1, 1], rtol=0, atol=1e-11)
    crossed = np.flatnonzero(np.diff(np.sign(v.finest_curve)))
    assert len(crossed) == 31
    assert np.diff(crossed).min() > 20, "every lobe has points enough to be round"


def test_frame_errors_are_of_the_shown_pasts(v: Values) -> None:
    for row, n in zip(range(3), v.orders, strict=True):
        for frame, t in enumerate(v.frame_times):
            x = (np.arange(t) + 0.5) / t
            error = v.coefficients[frame, :n] @ curves(n, x) - v.signal[:t]
            rmse = np.sqrt((error**2).mean())
            assert v.frame_rmse[row, frame] == pytest.approx(rmse, rel=1e-6, abs=1e-10)
            oldest = np.sqrt((error[: v.oldest_inputs] ** 2).mean())
            assert v.oldest_rmse[row, frame] == pytest.approx(oldest, rel=1e-6, abs=1e-10)


def test_more_coefficients_hold_more_and_the_far_past_smooths(v: Values) -> None:
    assert (np.diff(v.frame_rmse[:, -1]) < 0).all()
    assert v.oldest_rmse[0, -5:].min() > 5 * v.oldest_rmse[0, 0]
    assert v.oldest_rmse[1, -1] > 50 * v.oldest_rmse[1, 0]


def test_legs_weighs_all_history_alike(v: Values) -> None:
    assert v.measures == ("LegS", "LegT", "LagT", "S4")
    for tenths, quarters in zip(v.rmse_tenths[0, :2], v.rmse_quarters[0, :2], strict=True):
        np.testing.assert_allclose(tenths, tenths[::-1], rtol=0.15)
        np.testing.assert_allclose(quarters, quarters[::-1], rtol=0.1)
        assert min(quarters[1:3]) > max(quarters[0], quarters[3])
    np.testing.assert_allclose(v.rmse_quarters[0, 1], [0.302, 0.473, 0.468, 0.286], atol=5e-4)


def test_legt_holds_its_window_only(v: Values) -> None:
    assert v.legt_window == v.seq_len / 5
    assert (v.rmse_tenths[1, 1:, 8:] < 0.01).all()
    assert (v.rmse_tenths[1, :, :8] > 0.9).all(), "about the signals' own spread, 1"
    assert (v.rmse_tenths[1, 0, :8] == v.rmse_tenths[1, 2, :8]).all()


@pytest.mark.parametrize("measure", ["LagT", "S4"])
def test_the_others_favour_the_recent(v: Values, measure: str) -> None:
    errors = v.rmse_quarters[v.measures.index(measure)]
    assert (np.diff(errors, axis=1) < 0).all()
    assert (errors[1:, 3] < errors[1:, 0] / 2).all()


def test_what_is_commonly_said_holds_without_1_over_t_only(v: Values) -> None:
    split = v.orders.tolist().index(v.split_size)
    oldest, newest = v.rmse_fifths[:, split, 0], v.rmse_fifths[:, split, -1]
    np.testing.assert_allclose(v.oldest_over_newest, oldest / newest, rtol=1e-12)
    legs, legt, lagt, s4 = v.oldest_over_newest
    assert 0.9 < legs < 1.15
    assert min(lagt, s4) > 2
    assert legt > 100, "the newest fifth is its window, the oldest is 0 to it"
    assert [claim.split()[0] for claim in v.drawn_claims] == ["Recent", "Distant", "Fine"]


def test_split_screen_curves(v: Values) -> None:
    age = (1 - v.places) * v.frame_times[:, None] / v.seq_len
    order = np.arange(v.split_size)[:, None]
    for frame in range(len(v.frame_times)):
        warped = curves(v.split_size, np.exp(-v.s4_span * age[frame])[None])
        np.testing.assert_allclose(v.s4_past[frame], v.s4_coefficients[frame] @ warped, atol=1e-10)
        units = v.lagt_span * age[frame][None]
        laguerre = np.exp(-units / 2) * special.eval_laguerre(order, units)
        lagt = v.lagt_coefficients[frame] @ laguerre
        np.testing.assert_allclose(v.lagt_past[frame], lagt, atol=1e-9)
    legt = v.legt_coefficients @ curves(v.split_size, v.places)
    np.testing.assert_allclose(v.legt_past, legt, rtol=0, atol=1e-10)
    inputs = v.seq_len - v.legt_window + (v.places * v.legt_window).astype(int)
    assert np.abs(v.legt_past[-1] - v.signal[inputs]).max() < 0.2


def test_a_spike_nudges_every_coefficient(v: Values) -> None:
    np.testing.assert_allclose(
        v.spike_coefficients[0], v.coefficients[-1, : v.split_size], rtol=0, atol=1e-11
    )
    np.testing.assert_array_equal(v.spike_change, np.diff(v.spike_coefficients, axis=0)[0])
    assert v.spike_least_change == np.abs(v.spike_change).min() > 1e-3
    np.testing.assert_allclose(
        v.spike_past, v.spike_coefficients @ curves(v.split_size, v.places), atol=1e-10
    )
    for c, t, tenths in zip(
        v.spike_coefficients,
        (v.seq_len, v.seq_len + v.spike_steps),
        v.spike_rmse_tenths,
        strict=True,
    ):
        x = (np.arange(v.seq_len) + 0.5) / t
        error = (c @ curves(v.split_size, x) - v.signal).reshape(10, -1)
        np.testing.assert_allclose(tenths, np.sqrt((error**2).mean(axis=1)), rtol=1e-8)
    assert v.spike_rmse_tenths[1].mean() > v.spike_rmse_tenths[0].mean()


def test_the_film_runs_through_the_spike(v: Values) -> None:
    assert v.run_times[-1] == v.seq_len + v.spike_steps
    assert (np.diff(v.run_times) > 0).all()
    for k, t in enumerate(v.frame_times):
        (row,) = np.flatnonzero(v.run_times == t)
        np.testing.assert_allclose(v.run_coefficients[row], v.coefficients[k], rtol=0, atol=1e-11)
    after = v.run_coefficients[-1, : v.split_size]
    np.testing.assert_allclose(after, v.spike_coefficients[1], rtol=0, atol=1e-12)
    assert v.spike_moved == (np.abs(v.spike_change) >= v.spike_moved_least).sum() == 32


def test_weights_by_age(v: Values) -> None:
    assert v.split_measures == ("LegS", "LegT", "S4")
    legs, legt, s4 = v.weights
    assert (legs == 1).all()
    assert legt.mean() == pytest.approx(1)
    assert set(legt) == {0.0, v.seq_len / v.legt_window}
    np.testing.assert_allclose(s4, v.s4_span * np.exp(-v.s4_span * (1 - v.places)), rtol=1e-12)
    assert s4.mean() == pytest.approx(1 - np.exp(-v.s4_span), rel=1e-4)
    assert v.weights.max() <= v.weight_vmax


def test_errors_by_fifth_agree_with_those_by_tenth(v: Values) -> None:
    squares = (v.rmse_tenths**2).reshape(*v.rmse_tenths.shape[:2], 5, 2).mean(axis=-1)
    np.testing.assert_allclose(v.rmse_fifths, np.sqrt(squares), rtol=1e-12)


def test_high_orders_are_fine_everywhere(v: Values) -> None:
    np.testing.assert_allclose(v.order_weights.sum(1), 1, rtol=1e-12)
    np.testing.assert_allclose(v.order_weights, v.order_weights[:, ::-1], rtol=0, atol=1e-12)
    row = v.weighed_orders.tolist().index(31)
    np.testing.assert_allclose(v.order_weights[row], [0.338, 0.162, 0.162, 0.338], atol=5e-4)


def test_an_early_burst_costs_the_same_orders_as_a_late_one(v: Values) -> None:
    early, middle, late = v.burst_energy
    np.testing.assert_allclose(early, late, rtol=0, atol=1e-12)
    assert np.abs(early - middle).max() > 0.01
    assert middle[::2].max() < 1e-20, "odd about the middle: odd orders only"
    np.testing.assert_allclose(v.burst_energy.sum(1), 1, rtol=1e-12)
    bands = np.add.reduceat(v.burst_energy, v.band_starts, axis=1)
    np.testing.assert_allclose(v.burst_bands, bands, rtol=1e-12)
    np.testing.assert_allclose(v.burst_bands[0, 2:], [0.353, 0.548], atol=5e-4)


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    pasts = (v.past_8, v.past_32, v.past_64, v.legt_past, v.lagt_past, v.s4_past, v.sums_8)
    for drawn in (v.signal, *pasts, v.terms_8):
        assert np.abs(drawn).max() <= v.signal_vmax
    assert max(np.abs(v.spike_past).max(), v.spike_height) <= v.spike_vmax
    for c in (v.coefficients, v.s4_coefficients, v.spike_coefficients):
        assert np.abs(c).max() <= v.coefficient_vmax
    assert np.abs(v.legt_coefficients).max() <= v.legt_coefficient_vmax
    assert np.abs(v.lagt_coefficients).max() <= v.lagt_coefficient_vmax
    assert np.abs(v.basis[:8]).max() <= v.basis_vmax
    assert max(v.rmse_tenths.max(), v.frame_rmse.max(), v.oldest_rmse.max()) <= v.rmse_vmax
