"""ChartLine and PlotPoint: where they are drawn, against the numbers given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.chart_line import ChartLine
from anim_lib.primitives.plot_point import PlotPoint
from anim_lib.scales import linear, log, rgb
from anim_lib.theme import PAPER
from tests import drawn

ACROSS, UP = log((1, 1000), (200, 800)), log((1, 100), (700, 300))


def line(**more: Any) -> ChartLine:
    given: dict[str, Any] = {"x": [1, 10, 1000], "role": "cache", **more}
    return ChartLine([1.0, 10.0, 100.0], across=ACROSS, up=UP, theme=PAPER, **given)


def point(**more: Any) -> PlotPoint:
    return PlotPoint([10.0, 100.0], across=ACROSS, up=UP, theme=PAPER, role="ssm", **more)


def test_points_lie_where_the_numbers_say() -> None:
    corners = drawn.corners(line().curve)
    np.testing.assert_allclose(corners, [(200, 700), (400, 500)], atol=0.05)
    np.testing.assert_allclose(drawn.ends(line().curve)[1], (800, 300), atol=0.05)
    np.testing.assert_allclose(drawn.edges(line().curve), rgb(PAPER.stroke("cache")))


def test_it_ends_where_it_is_cut() -> None:
    cut = line().set_channels(until=100.0)
    np.testing.assert_allclose(drawn.ends(cut.curve)[1], (600, 400), atol=0.05)
    again = cut.set_channels(until=100.0)
    np.testing.assert_allclose(drawn.ends(again.curve)[1], (600, 400), atol=0.05)
    cutting = cut.cut(10.0)
    cutting.begin()
    cutting.finish()
    np.testing.assert_allclose(drawn.ends(cut.curve)[1], (400, 500), atol=0.05)


def test_its_end_runs_evenly_over_the_stage_while_it_is_drawn() -> None:
    one = line(x=np.geomspace(1, 1000, 3))
    drawing = one.draw()
    drawing.begin()
    drawing.interpolate(0.5)
    assert drawn.ends(one.curve)[1][0] == pytest.approx(500, abs=3)
    drawing.finish()
    assert drawn.ends(one.curve)[1][0] == pytest.approx(800)


def test_values_move_through_the_values_between() -> None:
    one = line()
    moving = one.to_values([1.0, 1.0, 1.0])
    moving.begin()
    moving.interpolate(0.5)
    assert one.values == pytest.approx([1.0, 5.5, 50.5])
    np.testing.assert_allclose(drawn.ends(one.curve)[1][1], UP(50.5), atol=0.05)


@pytest.mark.parametrize(
    ("x", "message"),
    [([1, 10], r"x has shape \(2,\)"), ([1, 1, 10], "must rise")],
)
def test_wrong_x_is_refused(x: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        line(x=x)


def test_a_point_lies_where_its_numbers_say() -> None:
    np.testing.assert_allclose(drawn.middles(point().mark), (400, 300), atol=0.05)
    np.testing.assert_allclose(drawn.fills(point().mark), rgb(PAPER.fill("ssm")))


def test_a_hollow_point_is_an_edge_on_the_ground() -> None:
    one = point(hollow=True, outline="square").mark
    np.testing.assert_allclose(drawn.fills(one), rgb(PAPER.ground))
    np.testing.assert_allclose(drawn.edges(one), rgb(PAPER.stroke("ssm")))
    assert drawn.line_widths(one) == pytest.approx(4.0)


def test_a_point_is_two_numbers() -> None:
    with pytest.raises(ValueError, match=r"shape \(3,\), expected \(2,\)"):
        PlotPoint([1, 2, 3], across=ACROSS, up=linear((0, 1), (0, 1)), theme=PAPER, role="ssm")
