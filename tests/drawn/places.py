"""Where things are painted and how large they are, in stage pixels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike

from anim_lib.layout import HEIGHT, PX, WIDTH
from tests.drawn.paint import Array, flat, leaves, shape_of

NEAR = 0.05  # what rounding does to an outline


def corners(mob: VMobject) -> Array:
    """Return the corners ``(n, 2)`` of an outline in stage pixels, in the order drawn."""
    return np.column_stack(
        [mob.points[::4, 0] / PX + WIDTH / 2, HEIGHT / 2 - mob.points[::4, 1] / PX]
    )


def ends(mob: VMobject) -> Array:
    """Return the first and last point ``(2, 2)`` of an open line in stage pixels."""
    both = mob.points[[0, -1]]
    return np.column_stack([both[:, 0] / PX + WIDTH / 2, HEIGHT / 2 - both[:, 1] / PX])


def boxes(mobs: Any) -> Array:
    """Return left, top, right, bottom ``(..., 4)`` of outlines; NaN for what is hidden.

    Lines are taken without their width; a group is as large as all that it paints.
    """
    found = []
    for mob in flat(mobs):
        points = np.concatenate([np.zeros((0, 3)), *[leaf.points for leaf in leaves(mob)]])
        if not len(points):
            found.append(np.full(4, np.nan))
            continue
        x, y = points[:, 0] / PX + WIDTH / 2, HEIGHT / 2 - points[:, 1] / PX
        found.append(np.array([x.min(), y.min(), x.max(), y.max()]))
    return np.array(found).reshape((*shape_of(mobs), 4))


def middles(mobs: Any) -> Array:
    """Return the middles ``(..., 2)`` of boxes in stage pixels, NaN for what is hidden."""
    box = boxes(mobs)
    return (box[..., :2] + box[..., 2:]) / 2


def sizes(mobs: Any) -> Array:
    """Return widths and heights ``(..., 2)`` in stage pixels, 0 for what is hidden."""
    box = boxes(mobs)
    return np.nan_to_num(box[..., 2:] - box[..., :2])


def rectangles(mob: VMobject) -> Array:
    """Return left, top, right, bottom ``(n, 4)`` of rectangles drawn as one outline."""
    at = corners(mob).reshape(-1, 4, 2)
    return np.concatenate([at.min(axis=1), at.max(axis=1)], axis=1)


def band_widths(mob: VMobject) -> Array:
    """Return the widths ``(n,)`` along a band, from its tail to its front, stage pixels.

    A band is an outline of ``2 n`` corners: one side from the tail to the front, then the other
    side back. The front of an attention arc is its foot at the token that asks.
    """
    at = corners(mob)
    half = len(at) // 2
    across = at[:half] - at[: half - 1 : -1]
    return np.asarray(np.hypot(across[:, 0], across[:, 1]))


def band_feet(mob: VMobject) -> Array:
    """Return the middles ``(2, 2)`` of a band's tail and front in stage pixels."""
    at = corners(mob)
    half = len(at) // 2
    return np.array([(at[0] + at[-1]) / 2, (at[half - 1] + at[half]) / 2])


def bar_lengths(bars: Any, base: ArrayLike, along: str = "x") -> Array:
    """Return how far bars ``(...)`` reach from ``base``, stage pixels; 0 for what is hidden.

    Right and up are positive. The end far from the base counts, so that a gap between the base
    and the bar's beginning is a part of the length.
    """
    box = boxes(bars)
    low, high = (box[..., 0], box[..., 2]) if along == "x" else (box[..., 1], box[..., 3])
    near = np.broadcast_to(np.asarray(base, dtype=np.float64), low.shape)
    far = np.where(np.abs(high - near) >= np.abs(low - near), high, low)
    return np.nan_to_num((far - near) * (1.0 if along == "x" else -1.0))


def inverse(scale: Callable[[float], float], *, log: bool = False) -> Callable[[ArrayLike], Array]:
    """Return the map from stage pixels back to values of a straight or logarithmic ``scale``."""
    one, ten = float(scale(1.0)), float(scale(10.0))

    def value(pixels: ArrayLike) -> Array:
        share = (np.asarray(pixels, dtype=np.float64) - one) / (ten - one)
        return np.asarray(10.0**share if log else 1.0 + 9.0 * share)

    return value
