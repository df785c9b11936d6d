"""Areas and outlines read back from drawn shapes, in stage pixels."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import VMobject
from numpy.typing import NDArray

from anim_lib.layout import PX, stage


def corners(shape: VMobject) -> NDArray[np.float64]:
    """Return the corners ``(n, 2)`` of a drawn polygon, none for what is hidden."""
    return np.array([stage(point) for point in shape.points[::4]]).reshape(-1, 2)


def area(shape: VMobject) -> float:
    """Return the area of a drawn polygon."""
    x, y = corners(shape).T if len(shape.points) else np.zeros((2, 1))
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def areas(shape: VMobject) -> list[float]:
    """Return the area of each polygon of a shape that is made of several."""
    starts = shape.points[::4]
    ends = shape.points[3::4]
    cuts = [0, *[k + 1 for k in range(len(ends) - 1) if _apart(ends[k], starts[k + 1])], len(ends)]
    found = []
    for a, b in pairwise(cuts):
        x, y = starts[a:b, 0] / PX, starts[a:b, 1] / PX
        found.append(abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2)
    return found


def _apart(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    return bool(np.abs(a - b).max() > 1e-6)
