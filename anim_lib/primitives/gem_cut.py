"""The geometry of the gem, a brilliant seen from above. Pure numpy, stage pixels, y down."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from anim_lib.layout import Points, chain

TABLE: Final = 0.42  # radius of the table, of the rim's
STAR: Final = 0.24  # radius of the star's inner corners
REACH: Final = 0.34  # how far the halo goes outside the rim
BANDS: Final = 8
LIGHT: Final = np.array([-0.55, -0.835])  # where the light comes from: the upper left


@dataclass(frozen=True)
class Cut:
    """Outlines of one gem.

    ``facets`` ``(n, 4, 2)``: inner and outer corner, then the next facet's outer and inner.
    ``halves`` ``(n, 2, 4, 2)``: each facet cut along its middle line, same order of corners.
    ``halo``: per facet the bezier points of its bands, from the rim outwards.
    """

    facets: Points
    halves: Points
    halo: list[list[Points]]
    table: list[Points]
    table_light: list[float]
    rim: Points


def cut(count: int, x: float, y: float, r: float) -> Cut:
    """Return the outlines of a gem with ``count`` facets, rim of radius ``r`` around ``(x, y)``."""

    def corner(radius: float, k: float) -> Points:
        turn = 2 * np.pi * (k - 0.5) / count  # facet 0 is centred at the top
        return np.array([x + radius * np.sin(turn), y - radius * np.cos(turn)])

    facets, halves, halo, table, light = [], [], [], [], []
    for k in range(count):
        inner, outer = corner(TABLE * r, k), corner(r, k)
        inner_next, outer_next = corner(TABLE * r, k + 1), corner(r, k + 1)
        facets.append([inner, outer, outer_next, inner_next])
        mid_in, mid_out = (inner + inner_next) / 2, (outer + outer_next) / 2
        halves.append([[inner, outer, mid_out, mid_in], [mid_in, mid_out, outer_next, inner_next]])
        edges = [r * (1 + REACH * band / BANDS) for band in range(BANDS + 1)]
        halo.append(
            [
                chain([corner(a, k), corner(b, k), corner(b, k + 1), corner(a, k + 1)], closed=True)
                for a, b in pairwise(edges)
            ]
        )
        star, star_before = corner(STAR * r, k + 0.5), corner(STAR * r, k - 0.5)
        for outline in ([inner, star_before, star], [inner, inner_next, star]):
            table.append(np.array(outline))
            towards = np.mean(outline, axis=0) - np.array([x, y])
            light.append(-float(towards @ LIGHT) / float(np.hypot(*towards)))
    table.append(np.array([corner(STAR * r, k + 0.5) for k in range(count)]))
    light.append(0.0)
    rim = np.array([corner(r, k) for k in range(count)])
    return Cut(np.array(facets), np.array(halves), halo, table, light, rim)


def lit(facet: Points) -> tuple[float, float]:
    """Return how much light, -1 to 1, the two halves of a facet ``(4, 2)`` catch.

    A facet slopes outwards, and its halves lean to its two sides like a roof's.
    """
    inner, outer, outer_next, inner_next = facet
    outwards = (outer + outer_next - inner - inner_next) / 2
    along = outer_next - outer
    out, side = outwards / np.hypot(*outwards), along / np.hypot(*along)
    left, right = (0.8 * out - 0.6 * side), (0.8 * out + 0.6 * side)
    return float(left @ LIGHT), float(right @ LIGHT)


def filled(half: Points, share: float, *, from_rim: bool) -> Points:
    """Return the ``share`` (0..1) of the depth of a half facet ``(4, 2)`` that is filled.

    Examples
    --------
    >>> half = np.array([(0, 0), (0, 100), (40, 100), (20, 0)])  # inner edge at 0, rim at 100
    >>> filled(half, 0.25, from_rim=True)[:, 1].tolist()
    [75.0, 100.0, 100.0, 75.0]
    """
    a_in, a_out, b_out, b_in = half
    if from_rim:
        return np.array(
            [a_out + (a_in - a_out) * share, a_out, b_out, b_out + (b_in - b_out) * share]
        )
    return np.array([a_in, a_in + (a_out - a_in) * share, b_in + (b_out - b_in) * share, b_in])
