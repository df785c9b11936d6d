"""Diagram 6: three orders of work, one answer; work and depth as the closed forms say."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.provenance import Floats
from anim_lib.value_store import load
from scenes.values.d06_three_modes import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def run(A_bar: Floats, B_bar: Floats, u: Floats) -> Floats:
    h, states = np.zeros(A_bar.shape[-1]), []
    for a, b, x in zip(
        np.broadcast_to(A_bar, (len(u), len(h))),
        np.broadcast_to(B_bar, (len(u), len(h))),
        u,
        strict=True,
    ):
        h = a * h + b * x
        states.append(h)
    return np.array(states)


def test_one_step(v: Values) -> None:
    np.testing.assert_allclose(v.A_bar, np.exp(v.delta * v.A), rtol=1e-14)
    np.testing.assert_allclose(v.B_bar, (np.exp(v.delta * v.A) - 1) / v.A * v.B, rtol=1e-13)


def test_input_is_two_tones_to_one_decimal(v: Values) -> None:
    k = np.arange(1, 9)
    tones = np.sin(2 * np.pi * k / 12) + np.cos(2 * np.pi * k / 5) / 2
    np.testing.assert_allclose(v.u, np.round(tones, 1), atol=1e-12)


def test_all_orders_give_one_answer(v: Values) -> None:
    states = run(v.A_bar, v.B_bar, v.u)
    np.testing.assert_allclose(v.states, states, rtol=0, atol=1e-14)
    y = states @ v.C
    np.testing.assert_allclose(np.convolve(v.kernel, v.u)[:8], y, rtol=0, atol=1e-14)
    for found in (v.y_recurrence, v.y_convolution, v.y_fft, v.y_scan):
        np.testing.assert_allclose(found, y, rtol=0, atol=1e-14)
    np.testing.assert_allclose(v.convolution_terms.sum(1), y, rtol=0, atol=1e-14)
    assert (np.triu(v.convolution_terms, 1) == 0).all()
    assert v.max_difference < 1e-14
    assert v.long_len == 1024
    assert v.long_max_difference < 1e-10
    k = np.arange(1, v.long_len + 1)
    long_y = run(v.A_bar, v.B_bar, np.sin(k / 7) + np.sin(k * k / 5000)) @ v.C
    assert v.long_output_max == pytest.approx(np.abs(long_y).max(), rel=1e-9)


def test_without_padding_the_fft_is_wrong(v: Values) -> None:
    assert v.circular_error == np.abs(v.y_circular - v.y_convolution).max() > 0.1
    wrapped = np.fft.irfft(np.fft.rfft(v.kernel) * np.fft.rfft(v.u), n=8)
    np.testing.assert_allclose(v.y_circular, wrapped, rtol=0, atol=1e-14)


def test_the_tree_leads_from_tokens_to_states(v: Values) -> None:
    np.testing.assert_allclose(v.partial_h[0], v.B_bar * v.u[:, None], rtol=0, atol=1e-15)
    np.testing.assert_allclose(v.partial_h[-1], v.states, rtol=0, atol=1e-14)
    assert (v.first_covered[-1] == 0).all()
    levels = v.combines[:, 0]
    assert levels.max() == v.scan_depth[0] == len(v.partial_h) - 1 == 5
    assert len(v.combines) == v.scan_combines[0]
    h, kept = v.partial_h[0].copy(), v.partial_kept[0].copy()
    for level in range(1, 6):
        for left, right in v.combines[levels == level, 1:]:
            h[right] += kept[right] * h[left]
            kept[right] *= kept[left]
        np.testing.assert_allclose(v.partial_h[level], h, rtol=0, atol=1e-14)
        np.testing.assert_allclose(v.partial_kept[level], kept, rtol=0, atol=1e-14)
        length = np.arange(8) - v.first_covered[level] + 1
        np.testing.assert_allclose(kept, v.A_bar ** length[:, None], rtol=1e-12)


def test_the_selective_tree_leads_from_tokens_to_states(v: Values) -> None:
    h, kept = v.selective_B_bar * v.u[:, None], v.selective_A_bar.copy()
    np.testing.assert_allclose(v.selective_partial_h[0], h, rtol=0, atol=1e-15)
    for level in range(1, len(v.selective_partial_h)):
        for left, right in v.combines[v.combines[:, 0] == level, 1:]:
            h[right] += kept[right] * h[left]
            kept[right] *= kept[left]
        np.testing.assert_allclose(v.selective_partial_h[level], h, rtol=0, atol=1e-14)
    np.testing.assert_allclose(v.selective_partial_h[-1], v.selective_states, rtol=0, atol=1e-14)


def test_the_first_three_levels_are_a_tree(v: Values) -> None:
    assert [(v.combines[:, 0] == level).sum() for level in range(1, 6)] == [4, 2, 1, 1, 3]
    assert v.tree_levels == 3
    assert v.first_covered[v.tree_levels, 7] == 0
    assert v.first_covered[v.tree_levels - 1, 7] > 0


def test_counts(v: Values) -> None:
    assert v.counted.tolist() == v.updates.tolist() == [8, 1024]
    for i, (n, log) in enumerate(((8, 3), (1024, 10))):
        assert v.sequential_combines[i] == v.sequential_depth[i] == n - 1
        assert (v.scan_combines[i], v.scan_depth[i]) == (2 * (n - 1) - log, 2 * log - 1)
        assert (v.blelloch_combines[i], v.blelloch_depth[i]) == (2 * (n - 1), 2 * log)
        assert v.hillis_steele_combines[i] == n * log - (n - 1)
        assert v.hillis_steele_depth[i] == log
        assert v.direct_products[i] == sum(range(1, n + 1))
        assert v.fft_padded[i] == v.fft_products[i] == 2 * n
        assert v.fft_butterflies[i] == 3 * n * (log + 1)
        assert v.fft_work[i] == v.fft_butterflies[i] + v.fft_products[i]
        assert v.fft_depth[i] == 2 * (log + 1) + 1
    assert v.scan_combines.tolist() == [11, 2036]
    assert v.blelloch_combines.tolist() == [14, 2046]
    assert v.hillis_steele_combines.tolist() == [17, 9217]


def test_selection_leaves_recurrence_and_scan_but_no_kernel(v: Values) -> None:
    np.testing.assert_allclose(v.selective_A_bar, np.exp(v.selective_delta[:, None] * v.A))
    states = run(v.selective_A_bar, v.selective_B_bar, v.u)
    np.testing.assert_allclose(v.selective_states, states, rtol=0, atol=1e-14)
    np.testing.assert_allclose(v.selective_y, states @ v.C, rtol=0, atol=1e-14)
    np.testing.assert_allclose(v.selective_y_scan, v.selective_y, rtol=0, atol=1e-14)
    assert v.selective_difference < 1e-14
    assert v.fixed_spread < 1e-15
    assert v.selective_spread > 0.5
    for s in range(8):
        np.testing.assert_allclose(v.fixed_kernels[s, : 8 - s], v.kernel[: 8 - s], atol=1e-15)
        impulse = np.eye(8)[s]
        answer = run(v.selective_A_bar, v.selective_B_bar, impulse) @ v.C
        np.testing.assert_allclose(v.selective_kernels[s, : 8 - s], answer[s:], atol=1e-14)
        assert (v.selective_kernels[s, 8 - s :] == 0).all()
    assert v.forced_error == np.abs(v.forced_y - v.selective_y).max() > 0.5
    np.testing.assert_allclose(v.forced_y, np.convolve(v.selective_kernels[0], v.u)[:8], atol=1e-14)


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert np.abs(v.kernel).max() <= v.kernel_vmax
    assert np.abs(v.selective_kernels).max() <= v.selective_kernel_vmax
    assert np.abs(v.u).max() <= v.u_vmax
    for y in (v.y_recurrence, v.y_circular, v.selective_y, v.forced_y):
        assert np.abs(y).max() <= v.y_vmax
    for h in (v.states, v.partial_h, v.selective_states, v.selective_partial_h):
        assert np.abs(h).max() <= v.state_vmax
