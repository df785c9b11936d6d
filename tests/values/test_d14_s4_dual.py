"""Diagram 14 against scipy, the closed form, and the figures of the independent prototype."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal, special

from anim_lib.value_store import load
from scenes.values.d14_s4_dual import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.fixture(scope="module")
def by_scipy(v: Values) -> tuple[np.ndarray, np.ndarray]:
    """A_bar and B_bar from matrices written down anew."""
    n = np.arange(v.d_state)
    root = np.sqrt(2.0 * n + 1)
    A = np.where(n[:, None] > n[None], -np.outer(root, root), 0) - np.diag(n + 1.0)
    system = (A, root[:, None], np.zeros((1, v.d_state)), 0)
    A_bar, B_bar, *_ = signal.cont2discrete(system, 1 / 32, method="bilinear")
    return A_bar, B_bar[:, 0]


def test_parameters(v: Values, by_scipy: tuple[np.ndarray, np.ndarray]) -> None:
    assert (v.d_state, v.delta, v.u.shape) == (64, 1 / 32, (12,))
    np.testing.assert_allclose(v.A_bar, by_scipy[0], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(v.B_bar, by_scipy[1], rtol=1e-9, atol=1e-12)
    assert np.flatnonzero(v.C).tolist() == [v.read_state]
    assert v.C[v.read_state] == v.read_gain
    assert v.eigenvalues.tolist() == [-float(k) for k in range(1, 65)]


def test_step_is_the_longest_without_ringing(v: Values) -> None:
    diagonal = np.diag(v.A_bar)
    assert diagonal.min() == pytest.approx(0, abs=1e-15)
    assert v.spectral_radius == pytest.approx(63 / 65, rel=1e-12)
    assert diagonal.max() == pytest.approx(63 / 65, rel=1e-12)


def test_input_is_two_tones_to_one_decimal(v: Values) -> None:
    k = np.arange(1, 13)
    tones = np.sin(2 * np.pi * k / 12) + np.cos(2 * np.pi * k / 5) / 2
    np.testing.assert_allclose(v.u, tones, atol=0.05 + 1e-12)
    np.testing.assert_allclose(v.u * 10, np.round(v.u * 10), atol=1e-12)


def test_states_follow_the_recurrence(v: Values) -> None:
    h = np.zeros(v.d_state)
    for u, row, norm in zip(v.u, v.states, v.state_norms, strict=True):
        h = v.A_bar @ h + v.B_bar * u
        np.testing.assert_allclose(row, h, rtol=1e-9, atol=1e-13)
        assert norm == pytest.approx(float(np.linalg.norm(h)), rel=1e-12)


def test_three_ways_one_answer(v: Values) -> None:
    y = np.convolve(v.u, v.kernel)[: len(v.u)]
    for found in (v.y_recurrence, v.y_convolution, v.y_fft, v.convolution_terms.sum(axis=1)):
        np.testing.assert_allclose(found, y, rtol=0, atol=1e-13)
    # sums of 12 and of 1,024 products below 1 in float64
    assert max(v.max_difference_convolution, v.max_difference_fft) < 1e-14
    assert max(v.long_difference_convolution, v.long_difference_fft) < 1e-12
    assert v.long_output_max > 1


def test_y4_has_exactly_four_terms(v: Values) -> None:
    assert v.unrolled_terms.shape == (4,)
    assert v.unrolled_inputs.tolist() == v.u[3::-1].tolist()
    np.testing.assert_allclose(v.unrolled_terms, v.kernel[:4] * v.u[3::-1], rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(
        v.unrolled_terms, v.convolution_terms[3, 3::-1], rtol=1e-10, atol=1e-14
    )
    assert (v.convolution_terms[3, 4:] == 0).all()
    assert v.unrolled_sum == pytest.approx(v.y_recurrence[3], abs=1e-13)
    np.testing.assert_allclose(v.unrolled_coefficients, v.kernel[:4], rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(v.unrolled_echoes @ v.C, v.kernel[:4], rtol=1e-10, atol=1e-14)


def test_kernel_is_signed_under_a_falling_envelope(v: Values) -> None:
    assert v.kernel_sign_changes == np.count_nonzero(np.diff(np.sign(v.kernel))) == 7
    assert v.kernel_long_sign_changes == np.count_nonzero(np.diff(np.sign(v.kernel_long))) == 12
    assert (np.diff(np.abs(v.kernel)) > 0).any(), "not monotone: no staircase"
    for kernel, envelope in (
        (v.kernel, v.envelope),
        (v.kernel_long, v.envelope_long),
        (v.random_kernel, v.random_envelope),
    ):
        assert (np.abs(kernel) <= envelope).all()
        assert (np.diff(envelope) <= 0).all()
    assert v.envelope_long[320] < v.envelope_long[0] / 1000
    np.testing.assert_array_equal(v.kernel, v.kernel_long[: len(v.kernel)])


def test_kernel_follows_the_warped_legendre_function(v: Values) -> None:
    t = (np.arange(400) + 0.5) * v.delta
    closed = 16 * v.delta * 5 * np.exp(-t) * special.eval_legendre(12, 2 * np.exp(-t) - 1)
    np.testing.assert_allclose(v.kernel_continuous, closed, atol=1e-12)
    # the bilinear rule blurs the first, fastest swings; later ones agree
    assert np.abs(v.kernel_long - closed)[8:].max() < 0.1
    assert (np.abs(closed) < v.envelope_curve).all()


def test_random_read_out_repeats_the_prototype(v: Values) -> None:
    assert v.random_kernel_sign_changes == 29
    assert abs(v.random_kernel[0]) == pytest.approx(0.0079, abs=5e-5)
    blocks = [np.abs(v.random_kernel[i : i + 32]).max() for i in range(0, 256, 32)]
    printed = [0.0235, 0.0062, 0.0048, 0.0050, 0.0020, 0.0030, 0.0027, 0.0010]
    np.testing.assert_allclose(blocks, printed, atol=5.1e-5)


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert np.abs(v.kernel_long).max() <= v.kernel_vmax
    assert np.abs(v.u).max() <= v.u_vmax
    assert max(np.abs(v.y_recurrence).max(), np.abs(v.convolution_terms).max()) <= v.y_vmax
    assert np.abs(v.states).max() <= v.state_vmax
    assert v.drawn_kernel.tolist() == [5, 4, 3, 2, 1, 0, 0]
