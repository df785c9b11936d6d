"""The path that stock manim hands to cairo for the points of a VMobject."""

from __future__ import annotations

import math
from collections.abc import Iterable

import cairo
import numpy as np
from numpy.typing import NDArray

PER_CURVE = 4  # points: anchor, handle, handle, anchor
RTOL = 1e-5  # numpy.isclose's, as VMobject.consider_points_equals_2d uses it


class Outline:
    """Subpaths of cubic curves, as plain numbers."""

    __slots__ = ("_subpaths",)

    def __init__(self, subpaths: list[tuple[list[list[float]], bool]]) -> None:
        # of each subpath: the start, then six numbers a curve; and whether it is closed
        self._subpaths = subpaths

    def trace(self, context: cairo.Context) -> None:
        """Make it the current path, by the calls of ``Camera.set_cairo_context_path``."""
        context.new_path()
        curve_to = context.curve_to
        for (start, *curves), closed in self._subpaths:
            context.new_sub_path()
            context.move_to(*start)
            for curve in curves:
                curve_to(*curve)
            if closed:
                context.close_path()


def outline_of(points: NDArray[np.float64], atol: float) -> Outline | None:
    """Return the outline of ``points`` (n, 3), or None where stock manim draws nothing.

    Parameters
    ----------
    points
        Anchors and handles, four to a curve.
    atol
        Distance below which two anchors are one, the mobject's own tolerance.
    """
    count = len(points)
    if count < PER_CURVE or not math.isfinite(points.sum()):
        return None
    flat = points[:, :2]
    found = []
    for first, stop in _subpaths(flat, atol):
        whole = first + (stop - first) // PER_CURVE * PER_CURVE
        if whole == first:
            continue
        curves = flat[first:whole].reshape(-1, 2 * PER_CURVE)[:, 2:].tolist()
        start, end = flat[first].tolist(), flat[stop - 1].tolist()
        found.append(([start, *curves], _is_same(start, end, atol)))
    return Outline(found) if found else None


def _subpaths(flat: NDArray[np.float64], atol: float) -> Iterable[tuple[int, int]]:
    """Yield where subpaths start and stop: a cut is where one curve's end is not the next's start.

    The comparison is that of ``VMobject.get_subpath_split_indices_from_points`` with ``n_dims=2``
    for finite numbers.
    """
    count = len(flat)
    starts = flat[PER_CURVE::PER_CURVE]
    if not len(starts):
        return ((0, count),)
    ends = flat[PER_CURVE - 1 : count - 1 : PER_CURVE][: len(starts)]
    apart = ends != starts
    if not apart.any():
        return ((0, count),)
    far = np.abs(ends - starts) > atol + RTOL * np.abs(starts)
    cuts = [PER_CURVE * (k + 1) for k in np.flatnonzero(far[:, 0] | far[:, 1]).tolist()]
    return zip([0, *cuts], [*cuts, count], strict=True)


def _is_same(a: list[float], b: list[float], atol: float) -> bool:
    return all(p == q or abs(p - q) <= atol + RTOL * abs(q) for p, q in zip(a, b, strict=True))
