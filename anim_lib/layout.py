"""Positions and outlines from numbers. Pure numpy.

Everything is placed in stage pixels: 1920 x 1080, origin top left, y downwards, whatever
size is rendered. ``points`` turns them into manim's coordinates (frame height 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]

WIDTH: Final = 1920.0
HEIGHT: Final = 1080.0
PX: Final = 8.0 / HEIGHT  # manim units in one stage pixel
LEFT: Final = 96.0  # margins: nothing lies outside except a full-bleed band
RIGHT: Final = WIDTH - 96.0
TOP: Final = 54.0
BOTTOM: Final = HEIGHT - 54.0
TITLE_Y: Final = 90.0  # baselines
CAPTION_Y: Final = (904.0, 960.0)
PROVENANCE_Y: Final = 1026.0
FORMULA_Y: Final = 184.0  # centre line of a formula under the title


def points(px: ArrayLike) -> Points:
    """Turn stage pixels ``(n, 2)`` into manim points ``(n, 3)``."""
    xy = np.asarray(px, dtype=np.float64)
    out = np.zeros((len(xy), 3))
    out[:, 0] = (xy[:, 0] - WIDTH / 2) * PX
    out[:, 1] = (HEIGHT / 2 - xy[:, 1]) * PX
    return out


def point(x: float, y: float) -> Points:
    """Turn one stage pixel into a manim point ``(3,)``."""
    return np.array([(x - WIDTH / 2) * PX, (HEIGHT / 2 - y) * PX, 0.0])


def stage(point: ArrayLike) -> tuple[float, float]:
    """Turn one manim point into stage pixels ``(x, y)``."""
    p = np.asarray(point, dtype=np.float64)
    return float(p[0] / PX + WIDTH / 2), float(HEIGHT / 2 - p[1] / PX)


def stroke(px: float) -> float:
    """Return manim's stroke width for a line of ``px`` stage pixels."""
    return px / 1.35


_THIRDS: Final = np.array([[0.0], [1.0], [2.0], [0.0]])  # of the way to the next corner


def chain(px: ArrayLike, *, closed: bool) -> Points:
    """Return the cubic bezier points of a polyline through ``px`` ``(n, 2)``."""
    start = points(px)
    if closed:
        stop = np.concatenate((start[1:], start[:1]))
    else:
        start, stop = start[:-1], start[1:]
    third = (stop - start) / 3
    out = start[:, None] + _THIRDS * third[:, None]
    out[:, 3] = stop
    return out.reshape(-1, 3)


def ribbon(one: Points, other: Points, heading: Points) -> Points:
    """Return the closed cubic bezier points of a band between two smooth sides, or none of none.

    Parameters
    ----------
    one, other
        ``(n, 2)`` stage pixels: the sides from start to end, joined straight at both ends.
    heading
        ``(n, 2)`` unit vectors along the band: both sides run so through their points.
    """
    if not len(one):
        return np.zeros((0, 3))
    start = np.concatenate([one, other[::-1]])
    stop = np.concatenate([start[1:], start[:1]])
    leaving = np.concatenate([heading, -heading[::-1]])
    arriving = np.concatenate([leaving[1:], leaving[:1]])
    step = stop - start
    third = np.hypot(step[:, 0], step[:, 1])[:, None] / 3
    first, second = start + leaving * third, stop - arriving * third
    for end in (len(one) - 1, -1):
        first[end], second[end] = start[end] + step[end] / 3, stop[end] - step[end] / 3
    return points(np.stack([start, first, second, stop], axis=1).reshape(-1, 2))


def _quarters() -> Points:
    """Cosine and sine ``(4, 7, 2)`` along the rounded corners, from the top right one on."""
    angles = [k * np.pi / 2 + np.linspace(0, np.pi / 2, 7) for k in (-1, 0, 1, 2)]
    return np.array([np.column_stack([np.cos(a), np.sin(a)]) for a in angles])


_QUARTERS: Final = _quarters()


def rounded(x: float, y: float, w: float, h: float, r: float = 0.0) -> Points:
    """Return the outline ``(n, 2)`` of a rectangle in stage pixels with corner radius ``r``."""
    w, h = max(w, 0.01), max(h, 0.01)
    r = min(r, w / 2, h / 2)
    if r <= 0.2:
        return np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    right, low = x + w - r, y + h - r
    centres = np.array([(right, y + r), (right, low), (x + r, low), (x + r, y + r)])
    return np.asarray(centres[:, None] + r * _QUARTERS).reshape(-1, 2)


@lru_cache(maxsize=8)
def _turn(count: int) -> Points:
    """Cosine and sine ``(2, count)`` of one full turn."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.array([np.cos(turn), np.sin(turn)])


def circle(x: float, y: float, r: float) -> Points:
    """Return the outline ``(n, 2)`` of a circle in stage pixels."""
    cosines, sines = _turn(48 if r < 60 else 120)
    return np.column_stack([x + r * cosines, y + r * sines])


def arrowhead(
    x: float, y: float, angle: float, length: float = 24.0, width: float = 20.0
) -> Points:
    """Return a notched head ``(4, 2)``, tip at ``(x, y)``; ``angle`` in radians, y down."""
    back = np.array([(0, 0), (length, width / 2), (0.74 * length, 0), (length, -width / 2)])
    c, s = np.cos(angle), np.sin(angle)
    return np.column_stack(
        [x - back[:, 0] * c - back[:, 1] * s, y - back[:, 0] * s + back[:, 1] * c]
    )


def partial(px: ArrayLike, share: float) -> Points:
    """Return the first ``share`` (0..1, by length) of the polyline ``px`` ``(n, 2)``."""
    xy = np.asarray(px, dtype=np.float64)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    end = lengths[-1] * float(np.clip(share, 0.0, 1.0))
    keep = int(np.searchsorted(lengths, end, side="right"))
    if keep >= len(xy):
        return xy
    piece = lengths[keep] - lengths[keep - 1]
    tip = xy[keep - 1] + (xy[keep] - xy[keep - 1]) * ((end - lengths[keep - 1]) / piece)
    return np.vstack([xy[:keep], tip])


def dashes(px: ArrayLike, on: float, off: float) -> list[Points]:
    """Cut the polyline ``px`` ``(n, 2)`` into dashes of ``on`` with gaps of ``off`` pixels."""
    xy = np.asarray(px, dtype=np.float64)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    total = float(lengths[-1])
    count = max(1, round((total + off) / (on + off)))
    pitch = (total + off) / count
    out = []
    for k in range(count):
        a, b = k * pitch, min(total, (k + 1) * pitch - off)
        inside = lengths[(lengths > a) & (lengths < b)]
        at = np.concatenate([[a], inside, [b]])
        out.append(np.column_stack([np.interp(at, lengths, xy[:, i]) for i in (0, 1)]))
    return out


def kept_apart(wanted: Sequence[float], least: float) -> list[float]:
    """Return rising places near the rising ``wanted``, ``least`` or more from one to the next.

    Examples
    --------
    >>> kept_apart([100.0, 110.0, 300.0], 50.0)
    [80.0, 130.0, 300.0]
    """
    placed = list(wanted)
    for _ in range(100):
        for k in range(len(placed) - 1):
            short = least - (placed[k + 1] - placed[k])
            if short > 0:
                placed[k] -= short / 2
                placed[k + 1] += short / 2
    return placed
