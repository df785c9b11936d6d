"""Axes, measured points and the frontier: what is drawn, in stage pixels, against the numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.chart import Chart
from anim_lib.primitives.chart_marks import RADIUS, Mark
from anim_lib.primitives.frontier import Frontier
from anim_lib.primitives.level_guide import LevelGuide
from anim_lib.primitives.measured_points import Dot, MeasuredPoints
from anim_lib.primitives.plot_area import Grid, PlotArea, Ruler
from anim_lib.primitives.point_tracks import PALE, PointTracks, Track
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from tests import drawn

BYTES = Ruler(
    (1, 1000), ((1, "1"), (10, "10"), (100, "100"), (1000, "1k")), "bytes, log", True, True
)
SHARE = Ruler((0, 1), ((0, "0"), (1, "1")), "share")
BOX = (200.0, 300.0, 800.0, 700.0)  # 200 pixels a decade, 400 for a share of 1
VALUES = [[10.0, 0.5, 0.4, 0.75], [100.0, 0.9, 0.89, 0.9]]
DOTS = (Dot("ssm", name="state", side="left"), Dot("transformer", "square", "cache", "above"))


def plot(grid: Grid = "up") -> PlotArea:
    return PlotArea(BYTES, SHARE, box=BOX, theme=PAPER, grid=grid)


def points(values: Any = VALUES, dots: Any = DOTS) -> MeasuredPoints:
    return MeasuredPoints(values, dots=dots, plot=plot(), theme=PAPER)


def lines(curves: Any) -> Any:
    return np.array([drawn.ends(curve) for curve in curves])


def test_a_decade_is_as_long_as_every_other_and_its_fine_marks_crowd_to_the_right() -> None:
    across = plot("both").axes[1]
    ticks = lines(across.marks)[:, 0, 0]
    assert ticks == pytest.approx([200, 400, 600, 800])
    assert lines(across.hairs)[:, 0, 0] == pytest.approx(ticks)
    assert lines(across.hairs)[:, 1, 1] == pytest.approx(300)
    fine = lines(across.fine)[:, 0, 0].reshape(3, 8)
    expected = 200 + 200 * np.log10(np.outer([1, 10, 100], np.arange(2, 10)))
    np.testing.assert_allclose(fine, expected, atol=1e-6)
    assert np.diff(lines(across.fine)[:, :, 1]).max() < np.diff(lines(across.marks)[:, :, 1]).min()
    assert Ruler((1, 10), (), "").between == Ruler((0, 10), (), "", fine=True).between == ()


def test_axes_grow_from_their_corner_and_names_come_last() -> None:
    axes = plot().set_channels(grown=0.5)
    across = axes.axes[1]
    assert drawn.ends(across.line)[1][0] == pytest.approx(500)
    assert [bool(len(mark.points)) for mark in across.marks] == [True, True, False, False]
    assert drawn.printed(axes.names[0]) == ""
    assert drawn.printed(axes.set_channels(grown=1.0).names[0]) == "share"
    assert axes.names[0].left == pytest.approx(min(label.left for label in axes.axes[0].labels))


def test_marks_and_error_bars_lie_where_the_numbers_say() -> None:
    shown = points()
    np.testing.assert_allclose(drawn.middles(shown.marks), [(400, 500), (600, 340)], atol=0.05)
    bar, least, greatest = lines(shown.bars[0])
    assert bar.tolist() == pytest.approx(np.array([(400, 540), (400, 400)]))
    assert least[:, 1] == pytest.approx([540, 540])
    assert greatest[:, 1] == pytest.approx([400, 400])
    assert not any(len(part.points) for part in shown.bars[1]), "shorter than 6 pixels"
    drawn.assert_colours(drawn.fills(shown.marks), [rgb(PAPER.fill(d.role)) for d in DOTS])


def test_a_mark_takes_its_error_bar_along() -> None:
    shown = points()
    moving = shown.to_values([[10, 0.25, 0.0, 0.5], [1000, 0.9, 0.9, 0.9]])
    moving.begin()
    moving.interpolate(0.5)
    assert shown.values[0] == pytest.approx([10, 0.375, 0.2, 0.625])
    assert lines(shown.bars[0])[0].tolist() == pytest.approx(np.array([(400, 620), (400, 450)]))
    moving.finish()
    np.testing.assert_allclose(drawn.middles(shown.marks), [(400, 600), (800, 340)], atol=0.05)


def tracks(values: Any, wide: float = 14.0) -> PointTracks:
    styles = [Track("ssm"), Track("transformer", wide)]
    since = [[10, 0.5], [100, 0.9]]
    return PointTracks(values, since=since, tracks=styles, plot=plot(), theme=PAPER)


def test_tracks_run_from_where_points_were_to_where_they_are() -> None:
    shown = tracks([[10, 0.25], [100, 0.9]], wide=20.0)
    assert drawn.boxes(shown.bands[0]) == pytest.approx([393, 493, 407, 607])
    assert not len(shown.bands[1].points)
    moving = shown.to_values([[10, 0.5], [1000, 0.9]])
    moving.begin()
    moving.finish()
    assert not len(shown.bands[0].points)
    assert drawn.boxes(shown.bands[1]) == pytest.approx([590, 330, 810, 350])
    drawn.assert_colours(
        drawn.fills([shown.bands[1]]), [mix(PAPER.fill("transformer"), PAPER.ground, PALE)]
    )
    quiet = shown.emphasise(0)
    quiet.begin()
    quiet.finish()
    half = mix(PAPER.fill("transformer"), PAPER.ground, 1 - (1 - PALE) / 2)
    drawn.assert_colours(drawn.fills([shown.bands[1]]), [half])


def test_tracks_of_another_number_or_off_the_axes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"from shape \(2, 2\) to \(1, 2\), expected \(2, 2\)"):
        tracks([[10, 0.5]])
    with pytest.raises(ValueError, match="leaves the axis"):
        tracks([[10, 0.5], [10, 0.5]]).to_values([[10, 0.5], [10, 1.5]])


def test_a_guide_lies_at_its_level_with_its_name_above() -> None:
    guide = LevelGuide(0.25, "chance", plot=plot(), theme=PAPER)
    assert drawn.boxes(guide.curve) == pytest.approx([200, 600, 800, 600])
    guide.set_values([0.5])
    assert drawn.boxes(guide.curve)[1::2] == pytest.approx([500, 500])
    assert (guide.label.right, guide.label.y) == pytest.approx((776, 488))
    assert drawn.printed(guide.label) == "chance"
    with pytest.raises(ValueError, match="LevelGuide levels reach from 2 to 2"):
        guide.set_values([2.0])


def test_names_stand_beside_their_marks() -> None:
    shown = points()
    left, above = shown.names
    assert left.right == pytest.approx(376)
    assert above.left + above.width_px / 2 == pytest.approx(600)
    assert above.y == pytest.approx(316)
    shown.set_channels(away=[(10, 20), (0, 0)])
    assert (left.right, left.y) == pytest.approx((386, 500 + 0.36 * 36 + 20))
    assert drawn.printed(shown.set_channels(named=[0, 1]).names[0]) == ""


def test_they_come_one_after_the_other_and_step_back_alone() -> None:
    shown = points().set_channels(shown=0.0, presence=0.0)
    coming = shown.come(0, 1, run_time=1.0, lag=0.5)
    assert coming.run_time == pytest.approx(1.5)
    coming.begin()
    coming.interpolate(0.4)
    first, second = drawn.sizes(shown.marks)[:, 0]
    assert first == pytest.approx(28, abs=0.1)
    assert 0 < second < 28
    assert not len(shown.bars[1][0].points)
    coming.finish()
    assert shown.channel("shown") == pytest.approx([1, 1])
    shown.set_channels(strength=[1.0, 0.0])
    kept, quiet = drawn.fills(shown.marks)
    drawn.assert_colours(
        [kept, quiet],
        [rgb(PAPER.fill("ssm")), mix(PAPER.fill("transformer"), PAPER.ground, 0.5)],
    )
    again = shown.set_channels(strength=[1.0, 0.0])
    assert (drawn.fills(again.marks) == [kept, quiet]).all()


@pytest.mark.parametrize(
    ("values", "dots", "sentence"),
    [
        ([[1, 0.5, 0.4]], DOTS[:1], r"have shape \(1, 3\), expected \(1, 4\)"),
        (VALUES, DOTS[:1], "dots are 1, expected 2"),
        ([[10, 0.5, 0.6, 0.7]], DOTS[:1], "lie outside their own least and greatest"),
        ([[0.5, 0.5, 0.4, 0.7]], DOTS[:1], "across reach from 0.5 to 0.5, which leaves the axis"),
        ([[10, 0.5, 0.4, 1.5]], DOTS[:1], "up reach from 0.4 to 1.5"),
    ],
)
def test_bad_points_are_one_clear_sentence(values: Any, dots: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        points(values, dots)


def test_values_that_leave_the_axes_are_refused_later_too() -> None:
    with pytest.raises(ValueError, match="up reach from"):
        points().to_values([[10, 0.5, 0.4, 1.75], VALUES[1]])


def test_the_frontier_is_a_staircase_with_its_shade_below() -> None:
    stairs = Frontier([[1, 0.25], [10, 0.75]], plot=plot(), role="ink", theme=PAPER)
    corners = [(200, 700), (200, 600), (400, 600), (400, 400), (800, 400)]
    np.testing.assert_allclose(stairs.corners(), corners)
    assert drawn.boxes(stairs.shade) == pytest.approx([200, 400, 800, 700])
    drawn.assert_colours(drawn.fills([stairs.shade]), [rgb(PAPER.panel)])
    stairs.set_channels(drawn=0.25)
    assert drawn.boxes(stairs.shade) == pytest.approx([200, 600, 350, 700])
    stairs.set_channels(drawn=0.5)
    assert drawn.boxes(stairs.edge) == pytest.approx([200, 400, 500, 700])
    for part in ("shade", "edge"):
        alone = Frontier([[1, 0.25]], plot=plot(), role="ink", theme=PAPER, parts=part)
        assert alone.submobjects == [getattr(alone, part)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([[1, 0.5], [10, 0.5]], "do not rise"),
        ([[10, 0.5], [1, 0.75]], "do not rise"),
        ([[1, 0.5, 0.1]], r"have shape \(1, 3\)"),
        ([[1, 1.5]], "leaves the axis"),
    ],
)
def test_a_frontier_of_beaten_points_is_refused(values: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Frontier(values, plot=plot(), role="ink", theme=PAPER)


def test_series_of_a_chart_may_have_x_of_their_own() -> None:
    marks = [Mark("scatter", "ssm"), Mark("scatter", "transformer", outline="square")]
    chart = Chart(
        [[0.5, 1.0], [0.25, 0.5]],
        x=[[1, 10], [100, 1000]],
        marks=marks,
        across=BYTES,
        up=SHARE,
        box=BOX,
        theme=PAPER,
        grid="both",
    )
    at = [drawn.middles(one.submobjects).round(3).tolist() for one in chart.painters]
    assert at == [[[200, 500], [400, 300]], [[600, 600], [800, 500]]]
    assert chart.spot(1, 0) == pytest.approx((600, 600))
    assert len(chart.axes[1].hairs) == 4


def test_a_leader_runs_from_the_end_of_a_name_to_its_mark() -> None:
    dots = [Dot("ssm", name="state", side="above", away=(-90.0, 0.0), leader=True), Dot("ssm")]
    shown = MeasuredPoints([[10, 0.5, 0.5, 0.5]] * 2, dots=dots, plot=plot(), theme=PAPER)
    (x, y), (end_x, end_y) = drawn.ends(shown.leaders[0])
    (left, _, right, top), mark = drawn.boxes(shown.names)[0], shown.spot(0)
    assert left < right == pytest.approx(x - 8, abs=0.5)
    assert y < top
    assert np.hypot(end_x - mark[0], end_y - mark[1]) == pytest.approx(RADIUS + 8)
    way, rest = np.subtract((end_x, end_y), (x, y)), np.subtract(mark, (end_x, end_y))
    assert way[0] * rest[1] == pytest.approx(way[1] * rest[0]), "it points at the mark"
    assert not len(shown.leaders[1].points)
    assert not len(shown.set_channels(named=0.0).leaders[0].points)
