"""What stands on stage, written down as outlines."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Circle, ImageMobject, Line, Square

from anim_lib.errors import UserError
from anim_lib.layout import PX, point, stage
from anim_lib.rendering import vector


def test_what_has_no_outline_is_refused() -> None:
    picture = ImageMobject(np.zeros((4, 4, 3), dtype=np.uint8))
    with pytest.raises(UserError, match="“Shapes” shows a ImageMobject that is not an outline"):
        vector.draw("Shapes", [picture], "#FFFFFF")
    shaded = Square(fill_opacity=1).set_fill(["#FF0000", "#0000FF"])
    with pytest.raises(UserError, match="use --format png"):
        vector.draw("Shapes", [shaded], "#FFFFFF")


def test_curves_are_those_of_the_mobject() -> None:
    circle = Circle(1, fill_color="#0667B0", fill_opacity=1, stroke_width=0)
    (mark,) = vector.draw("Circle", [circle], "#FFFFFF").marks
    curves = [numbers for letter, numbers in mark.steps if letter == "C"]
    wanted = [[*stage(a), *stage(b), *stage(c)] for _, a, b, c in circle.points.reshape(-1, 4, 3)]
    assert np.asarray(curves) == pytest.approx(np.asarray(wanted), abs=1e-6)


def test_a_line_has_its_width_and_its_opacity() -> None:
    line = Line([0, 0, 0], [1, 0, 0], stroke_width=3 / 1.35, stroke_opacity=0.4)
    (mark,) = vector.draw("Line", [line], "#FFFFFF").marks
    assert mark.opacity == pytest.approx(0.4)
    assert mark.line is not None
    assert mark.line.width == pytest.approx(3)
    assert [letter for letter, _ in mark.steps] == ["M", "L"]


def test_order_is_that_of_the_stage_and_what_is_far_off_is_left_out() -> None:
    low, high = Square(fill_opacity=1, stroke_width=0), Circle(fill_opacity=1, stroke_width=0)
    low.set_fill("#FF0000").set_z_index(2)
    far = Square(fill_opacity=1, stroke_width=0).shift([1920 * PX, 0, 0])
    marks = vector.draw("Order", [low, far, high.set_fill("#0000FF")], "#FFFFFF").marks
    assert [np.rint(mark.colour).tolist() for mark in marks] == [[0, 0, 1], [1, 0, 0]]


def test_a_window_may_be_larger_than_the_frame() -> None:
    low = Square(0.1, fill_opacity=1, stroke_width=0).move_to(point(2900, 2000))
    (mark,) = vector.draw("Page", [low], "#FFFFFF", (0, 0, 2970, 2100)).marks
    left, top, width, height = mark.extent
    assert (left + width / 2, top + height / 2) == pytest.approx((2900, 2000), abs=1e-6)
