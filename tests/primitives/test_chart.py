"""Chart: what is drawn, read back in stage pixels, against the numbers given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.scales import hexa
from anim_lib.theme import PAPER

ACROSS = Ruler((0, 4), ((0, "0"), (4, "4")), "lag, steps")
SIGNED = Ruler((-2, 2), ((-2, "−2"), (0, "0"), (2, "2")), "weight")
DECADES = Ruler((1, 1000), ((1, "1"), (1000, "1000")), "bytes", log=True)
BOX = (200.0, 300.0, 1000.0, 700.0)


def chart(values: Any, *marks: Mark, up: Ruler = SIGNED, **more: Any) -> Chart:
    given = {"x": np.arange(1.0, np.shape(values)[-1] + 1), **more}
    return Chart(values, marks=marks, across=ACROSS, up=up, box=BOX, theme=PAPER, **given)


def edges(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a drawn outline in stage pixels."""
    (left, bottom), (right, top) = stage(shape.points.min(axis=0)), stage(shape.points.max(axis=0))
    return left, top, right, bottom


def test_bars_stand_on_zero_and_are_as_long_as_their_values() -> None:
    drawn = chart([[1.0, -0.5, 2.0]], Mark("bars", "state_pos", negative="state_neg", size=40))
    for k, (value, bar) in enumerate(
        zip((1.0, -0.5, 2.0), drawn.painters[0].submobjects, strict=True)
    ):
        left, top, right, bottom = edges(bar)
        assert (left + right) / 2 == pytest.approx(200 + 200 * (k + 1))
        assert right - left == pytest.approx(40)
        assert (500 - top, 500 - bottom) == pytest.approx(
            (max(value, 0) * 100, min(value, 0) * 100)
        )
        colour = PAPER.fill("state_pos" if value > 0 else "state_neg")
        assert hexa(bar.fill_rgbas[0, :3]) == colour


def test_log_axis_puts_equal_factors_at_equal_distances() -> None:
    drawn = chart([[1.0, 10.0, 100.0, 1000.0]], Mark("scatter", "ssm"), up=DECADES)
    middles = [np.mean(edges(p)[1::2]) for p in drawn.painters[0].submobjects]
    assert np.diff(middles) == pytest.approx([-400 / 3] * 3)


def test_line_is_drawn_up_to_its_share_and_names_itself_at_the_end() -> None:
    drawn = chart([[0.0, 1.0, 1.0]], Mark("line", "ssm", name="work"))
    curve = drawn.painters[0].submobjects[0]
    assert edges(curve)[0::2] == pytest.approx((400, 800))
    assert edges(drawn.names[0].submobjects[0])[0] == pytest.approx(818, abs=1)
    drawn.set_channels(shown=[0.0])
    assert len(curve.points) == 0
    drawn.set_channels(shown=[0.5])
    assert 400 < edges(curve)[2] < 800
    assert not len(drawn.names[0].submobjects[0].points)


def test_drawing_one_series_leaves_the_other() -> None:
    drawn = chart([[1.0, 1.0], [-1.0, -1.0]], Mark("bars", "ssm"), Mark("bars", "key"))
    drawing = drawn.draw_series(1)
    drawing.begin()
    assert drawn.channel("shown") == pytest.approx([1, 0])
    drawing.finish()
    assert drawn.channel("shown") == pytest.approx([1, 1])


def test_values_pass_through_the_values_between_and_end_exactly() -> None:
    drawn = chart([[1.0, -1.0]], Mark("stems", "ssm"))
    moving = drawn.to_values([[2.0, 0.1]])
    moving.begin()
    moving.interpolate(0.5)
    assert drawn.values == pytest.approx(np.array([[1.5, -0.45]]))
    assert edges(drawn.painters[0].submobjects[0])[1] == pytest.approx(350)
    moving.finish()
    assert (drawn.values == [[2.0, 0.1]]).all()
    assert (drawn.set_values([[2.0, 0.1]]).values == [[2.0, 0.1]]).all()


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        ([1.0, 2.0], {"x": [1, 2]}, r"Chart values have shape \(2,\), expected 2 axes"),
        ([[1.0, np.nan]], {}, "Chart values hold a NaN"),
        ([[1.0, 2.0]], {"x": [1, 2, 3]}, r"Chart x has shape \(3,\), expected shape \(2,\)"),
        ([[1.0, 2.5]], {}, "Chart values reach from 1 to 2.5, which leaves the axis from -2 to 2"),
        ([[1.0, 2.0]], {"x": [1, 5]}, "Chart x reach from 1 to 5"),
        ([[1.0], [2.0]], {}, "Chart marks are 1, expected one for each of 2"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        chart(values, Mark("bars", "ssm"), **more)


def test_unknown_kind_and_values_that_leave_the_axis_are_refused() -> None:
    with pytest.raises(ValueError, match="Mark kind 'pie' is not one of"):
        chart([[1.0]], Mark("pie", "ssm"))  # type: ignore[arg-type]
    drawn = chart([[1.0, 2.0]], Mark("bars", "ssm"))
    with pytest.raises(ValueError, match="leaves the axis"):
        drawn.to_values([[1.0, 3.0]])
    with pytest.raises(ValueError, match=r"shape \(1, 3\), expected shape \(1, 2\)"):
        drawn.set_values([[1.0, 1.0, 1.0]])
