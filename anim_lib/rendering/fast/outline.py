"""The path that stock manim hands to cairo for the points of a VMobject."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import cairo
import numpy as np
from numpy.typing import NDArray

PER_CURVE = 4  # points: anchor, handle, handle, anchor
RTOL = 1e-5  # numpy.isclose's, as VMobject.consider_points_equals_2d uses it

Context: TypeAlias = "cairo.Context[Any]"
Extent = tuple[float, float, float, float]  # least x, least y, greatest x, greatest y
Curve = list[float]  # x and y of anchor, handle, handle, anchor


class Outline:
    """Subpaths of cubic curves, as plain numbers: each is its curves, and whether it is closed."""

    __slots__ = ("_subpaths",)

    def __init__(self, subpaths: list[tuple[list[Curve], bool]]) -> None:
        self._subpaths = subpaths

    def trace(self, context: Context) -> None:
        """Make it the current path, by the calls of ``Camera.set_cairo_context_path``."""
        context.new_path()
        curve_to = context.curve_to
        for curves, closed in self._subpaths:
            context.new_sub_path()
            context.move_to(curves[0][0], curves[0][1])
            for _, _, x1, y1, x2, y2, x3, y3 in curves:
                curve_to(x1, y1, x2, y2, x3, y3)
            if closed:
                context.close_path()


def extent_of(points: NDArray[np.float64]) -> Extent | None:
    """Return the least and greatest x and y of ``points`` (n, 3), None if one is not finite."""
    columns = np.ascontiguousarray(points.T)  # a reduction along columns is thrice as slow
    x0, y0, z0 = np.minimum.reduce(columns, axis=1).tolist()
    x1, y1, z1 = np.maximum.reduce(columns, axis=1).tolist()
    # a NaN comes through both; an infinity is the least or the greatest; their sum tells of both
    return (x0, y0, x1, y1) if math.isfinite(x0 + y0 + z0 + x1 + y1 + z1) else None


def outline_of(points: NDArray[np.float64], atol: float) -> Outline | None:
    """Return the outline of ``points`` (n, 3), or None where stock manim draws nothing.

    A new subpath begins where a curve does not start where the one before it ended. Loops over
    plain numbers: an outline has some twenty curves, too few for array operations to pay.

    Parameters
    ----------
    points
        Finite anchors and handles, four to a curve.
    atol
        Distance below which two anchors are one, the mobject's own tolerance.
    """
    count = len(points)
    if count < PER_CURVE:
        return None
    whole = count - count % PER_CURVE
    curves: list[Curve] = points[:whole, :2].reshape(-1, 2 * PER_CURVE).tolist()
    loose = points[whole:, :2].tolist()  # a curve begun: it only moves the end of the last subpath
    found = []
    first = 0
    end_x, end_y = curves[0][6:]
    for number, (x, y, *_, next_x, next_y) in enumerate(curves):
        if (x != end_x or y != end_y) and number and not _is_same(end_x, end_y, x, y, atol):
            found.append((first, number, end_x, end_y))
            first = number
        end_x, end_y = next_x, next_y
    if loose and not _is_same(end_x, end_y, loose[0][0], loose[0][1], atol):
        loose = []  # a subpath of its own, too short to be drawn
    found.append((first, len(curves), *(loose[-1][:2] if loose else (end_x, end_y))))
    return Outline(
        [(curves[a:b], _is_same(curves[a][0], curves[a][1], x, y, atol)) for a, b, x, y in found]
    )


def _is_same(x0: float, y0: float, x1: float, y1: float, atol: float) -> bool:
    """Return what ``VMobject.consider_points_equals_2d`` does for finite points."""
    return (x0 == x1 or abs(x0 - x1) <= atol + RTOL * abs(x1)) and (
        y0 == y1 or abs(y0 - y1) <= atol + RTOL * abs(y1)
    )
