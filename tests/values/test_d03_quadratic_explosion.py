"""Diagram 3: closed forms are what was counted; exponents lie in the stated ranges."""

from __future__ import annotations

import re

import numpy as np
import pytest

from anim_lib.training import measure_scaling
from anim_lib.value_store import load
from scenes.values.d03_quadratic_explosion import Values


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def test_twice_the_tokens_four_times_the_square(v: Values) -> None:
    assert v.seq_lens.tolist() == [128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384]
    assert v.square_ratio.tolist() == [4.0] * 7
    assert v.strip_ratio.tolist() == [2.0] * 7
    assert v.square_tiles.tolist() == [4**k for k in range(8)]
    assert v.strip_tiles.tolist() == [2**k for k in range(8)]
    assert (v.square_cells == v.strip_cells**2).all()


def test_the_closed_forms_are_what_was_counted(v: Values) -> None:
    for n, attention, scan in zip(v.counted_lens, v.counted_attention, v.counted_scan, strict=True):
        assert attention == 2 * v.d_model * n * n
        assert scan == n * v.d_model * (1 + 4 * v.d_state)
    shared = np.intersect1d(v.counted_lens, v.seq_lens)
    assert shared.tolist() == [128, 256]
    for n in shared:
        at, counted = v.seq_lens == n, v.counted_lens == n
        assert v.attention_work[at] == v.counted_attention[counted]
        assert v.scan_work[at] == v.counted_scan[counted]


def test_counts(v: Values) -> None:
    assert v.attention_work[-1] == 2 * 64 * 16_384**2 == 34_359_738_368
    assert v.scan_work[-1] == 16_384 * 64 * 65 == 68_157_440
    np.testing.assert_array_equal(2 * v.causal_work - v.attention_work, 2 * 64 * v.seq_lens)
    assert v.attention_work_exponent == pytest.approx(2, abs=1e-12)
    assert v.scan_work_exponent == pytest.approx(1, abs=1e-12)
    assert v.work_crossing == 32.5
    np.testing.assert_allclose(v.work_ratio, v.seq_lens / v.work_crossing, rtol=1e-12)
    assert 2 * 64 * 32**2 < 32 * 64 * 65
    assert 2 * 64 * 33**2 > 33 * 64 * 65


def test_the_measured_layer_is_the_counted_one(v: Values) -> None:
    assert (v.d_model, v.d_state) == (measure_scaling.D_MODEL, measure_scaling.D_STATE)
    assert v.methods == tuple(measure_scaling.METHODS)
    assert v.ms.shape == v.peak_mib.shape == (4, 8)
    for method, label in zip(v.methods, v.method_labels, strict=True):
        assert set(method.split("_")) <= set(re.findall(r"\w+", label.lower()))


@pytest.mark.parametrize(
    ("method", "least", "most"), [(0, 1.8, 2.2), (1, 1.7, 2.2), (2, 0.85, 1.15), (3, 0.85, 1.35)]
)
def test_measured_exponents(v: Values, method: int, least: float, most: float) -> None:
    """Milliseconds belong to one machine; growth does not."""
    assert v.fit_from == 4_096
    assert least < v.exponent[method] < most
    kept = v.seq_lens >= v.fit_from
    slope, height = np.polyfit(np.log(v.seq_lens[kept]), np.log(v.ms[method, kept]), 1)
    assert v.exponent[method] == pytest.approx(slope, rel=1e-9)
    assert v.factor[method] == pytest.approx(np.exp(height), rel=1e-9)


def test_steps_are_the_slopes_between_neighbours(v: Values) -> None:
    np.testing.assert_allclose(v.step_factor, 2**v.step_exponent, rtol=1e-12)
    np.testing.assert_allclose(2**v.step_exponent, v.ms[:, 1:] / v.ms[:, :-1], rtol=1e-12)
    np.testing.assert_allclose(v.us_per_token * v.seq_lens, 1e3 * v.ms, rtol=1e-12)


def test_curves_cross_where_it_says(v: Values) -> None:
    for crossings, other in ((v.scan_crossing, v.ms[2]), (v.fft_crossing, v.ms[3])):
        for crossing, rising in zip(crossings, v.ms[:2], strict=True):
            before, after = v.seq_lens < crossing, v.seq_lens > crossing
            assert (rising < other)[before].all()
            assert (rising > other)[after].all()
        for crossing, rising in zip(crossings, v.ms[:2], strict=True):
            gap = np.interp(np.log(crossing), np.log(v.seq_lens), np.log(rising / other))
            assert gap == pytest.approx(0, abs=1e-12)  # straight lines on log axes
        assert crossings[0] < crossings[1]  # fused attention holds out longer
    for rising in v.ms[:2]:
        times = np.interp(np.log(v.scan_crossing), np.log(v.seq_lens), np.log(rising))
        assert np.isclose(times, np.log(v.scan_crossing_ms), atol=1e-12).sum() == 1


def test_only_stored_scores_need_memory_that_grows_with_the_square(v: Values) -> None:
    growth = v.peak_mib[:, -1] / v.peak_mib[:, -3]
    assert growth[0] > 12  # 16 for a square, N four times as large
    assert (growth[1:] < 6).all()  # 4 for a line
    assert v.score_matrix_mib[-1] == 1_024
    assert 1 < v.peak_mib[0, -1] / v.score_matrix_mib[-1] < 6  # scores, scaled, masked, shares


def test_the_bars_are_right_and_their_axis_is_not(v: Values) -> None:
    np.testing.assert_array_equal(v.bars_millions, v.drawn_millions)
    assert v.bars_height.tolist() == pytest.approx([1e-6, 1e-4, 1e-2, 1])


def test_the_second_chart_is_wrong(v: Values) -> None:
    assert v.chart_tops.tolist() == pytest.approx([4, 6, 8, 10, 12])
    assert len(v.drawn_chart_tops) == len(v.drawn_chart_tokens) - 1
    low, high = v.drawn_chart_axis
    assert v.chart_tops[0] < low <= v.drawn_chart_tops[0]  # drawn, though below the axis
    assert v.chart_tops[-1] > high  # missing, because above it
    wrong = np.flatnonzero(~np.isclose(v.drawn_chart_tops, v.chart_tops[:4]))
    assert wrong.tolist() == [0, 1]
    assert v.drawn_chart_floor == low - 0.25  # rows of half a decade
    assert v.drawn_chart_tops.tolist() == [5.5, 6.5, 8, 10]  # rows of half a decade
    assert v.scan_chart_tops.tolist() == pytest.approx([2, 3, 4, 5, 6, 7])
    assert len(v.drawn_scan_chart_tops) == len(v.drawn_scan_chart_tokens) - 1
    assert v.drawn_scan_chart_tops.tolist() == [5, 5, 5, 5, 5.5]
    assert (v.scan_chart_tops[:3] < low).all()  # three of the drawn bars lie below the axis


def test_the_computed_chart_counts_as_the_film_does(v: Values) -> None:
    np.testing.assert_array_equal(v.attention_work, v.work_per_pair * v.square_cells)
    np.testing.assert_array_equal(v.scan_work, v.work_per_token * v.strip_cells)
    tokens = v.drawn_chart_tokens.astype(float)
    work = [v.work_per_pair * tokens**2, v.work_per_token * tokens]
    np.testing.assert_allclose(10**v.chart_work, work, rtol=1e-9)
    assert v.work_per_pair == 2 * v.d_model
    assert v.work_per_token == v.d_model * (1 + 4 * v.d_state)


def test_everything_drawn_fits_the_limits(v: Values) -> None:
    assert v.ms_vmin < v.ms.min()
    assert v.ms.max() < v.ms_vmax
    assert v.mib_vmin < v.peak_mib.min()
    assert v.peak_mib.max() < v.mib_vmax
    assert v.ms_vmin < v.us_per_token.min()
    assert v.us_per_token.max() < v.ms_vmax
    for work in (v.attention_work, v.scan_work):
        assert v.work_vmin < work.min()
        assert work.max() < v.work_vmax
    assert "torch" in v.machine
    assert v.measured_on.count("-") == 2
