"""Dots lie on their curves, all at the clock's x."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.curve_riders import CurveRiders
from anim_lib.scales import linear, rgb
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

HISTORY = np.array([[1.0, 1.0], [0.5, 0.0], [0.4, 0.0]])


def riders(theme: Theme = PAPER, x: object = (0, 4, 10)) -> CurveRiders:
    return CurveRiders(
        HISTORY,
        times=[0, 1, 2],
        x=x,  # type: ignore[arg-type]
        theme=theme,
        across=linear((0, 10), (100, 200)),
        up=linear((0, 1), (400, 300)),
    )


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_dots_lie_on_their_curves(theme: Theme) -> None:
    one = riders(theme).set_channels(time=0.5)
    np.testing.assert_allclose(drawn.middles(one.dots), [(120, 325), (120, 350)], atol=0.05)
    np.testing.assert_allclose(drawn.ends(one.guide), [(120, 400), (120, 300)], atol=0.05)
    boxes = drawn.boxes(one.curves)
    np.testing.assert_allclose(boxes, [(100, 300, 200, 360), (100, 300, 200, 400)], atol=0.05)
    drawn.assert_colours(drawn.fills(one.dots), [rgb(theme.stroke("accent"))] * 2)


def test_curves_are_traced_from_the_left_and_dots_wait() -> None:
    one = riders().set_channels(traced=0.5, riding=0.0)
    assert drawn.boxes(one.curves)[0, 0] == pytest.approx(100, abs=0.05)
    assert drawn.boxes(one.curves)[0, 2] < 180
    assert not any(len(shape.points) for shape in (one.guide, *one.dots))


def test_posing_twice_changes_nothing() -> None:
    one = riders().set_channels(time=1.7)
    before = drawn.boxes(one.dots)
    np.testing.assert_array_equal(drawn.boxes(one.pose().dots), before)


def test_an_x_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="CurveRiders x has shape"):
        riders(x=(0, 4))
