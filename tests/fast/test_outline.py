"""The path handed to cairo is that of stock manim's camera, call for call."""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
import pytest
from manim import Camera, Circle, Text, VMobject

from anim_lib.rendering.fast.outline import extent_of, outline_of


def context() -> Any:
    return cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))


def stock_path(shape: VMobject) -> list[Any]:
    paper = context()
    Camera(pixel_width=16, pixel_height=16).set_cairo_context_path(paper, shape)
    return list(paper.copy_path())


def our_path(shape: VMobject) -> list[Any]:
    paper = context()
    if len(shape.points) and extent_of(shape.points):
        outline = outline_of(shape.points, shape.tolerance_for_point_equality)
        if outline is not None:
            outline.trace(paper)
    return list(paper.copy_path())


def scribble(rng: np.random.Generator) -> VMobject:
    """Return curves that meet, nearly meet, or do not; whole or cut short, finite or not."""
    shape = VMobject()
    count = int(rng.integers(0, 40))
    points = rng.normal(size=(count, 3)).round(1)
    for k in range(4, count, 4):
        kind = rng.random()
        if kind < 0.5:
            points[k] = points[k - 1]
        elif kind < 0.8:
            points[k] = points[k - 1] + rng.normal(size=3) * shape.tolerance_for_point_equality
    if count and rng.random() < 0.3:
        points[-1] = points[0]
    if count and rng.random() < 0.1:
        points[int(rng.integers(count)), int(rng.integers(3))] = rng.choice([np.inf, np.nan])
    shape.points = points
    return shape


def test_random_curves() -> None:
    rng = np.random.default_rng(0)
    shapes = [scribble(rng) for _ in range(1500)]
    assert all(our_path(shape) == stock_path(shape) for shape in shapes)
    assert sum(bool(stock_path(shape)) for shape in shapes) > 1000


@pytest.mark.parametrize("shape", [Circle(), *Text("a8%").submobjects], ids=str)
def test_glyphs_and_shapes(shape: VMobject) -> None:
    assert our_path(shape) == stock_path(shape) != []


def test_extent_holds_every_point() -> None:
    points = np.random.default_rng(1).normal(size=(50, 3))
    x0, y0, x1, y1 = extent_of(points) or (0.0, 0.0, 0.0, 0.0)
    assert (points[:, 0].min(), points[:, 1].min()) == (x0, y0)
    assert (points[:, 0].max(), points[:, 1].max()) == (x1, y1)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("axis", [0, 1, 2])
def test_no_extent_where_a_point_is_nowhere(bad: float, axis: int) -> None:
    points = np.zeros((8, 3))
    points[5, axis] = bad
    assert extent_of(points) is None
