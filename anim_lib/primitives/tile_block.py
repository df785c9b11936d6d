"""An area made of equal tiles, whose gaps tell copies apart from copies of copies."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from anim_lib.cells import Cells
from anim_lib.layout import Points
from anim_lib.scales import Colour
from anim_lib.shapes import Box

GAP, SHARE = 3.0, 0.045  # widest gap, stage pixels, and as a share of what it parts
FLAT = 0.18  # widest gap as a share of a row's height: a thin row stays a line
THINNEST = 0.25  # a finer gap is not drawn

Sides = tuple[float, float, float, float]


class TileBlock(VGroup):
    """``count`` tiles across and down as one area; ``put`` is absolute.

    Examples
    --------
    >>> block = TileBlock()
    >>> block.put((100.0, 200.0), (50.0, 50.0), (4, 4), np.zeros(3), np.ones(3))
    >>> len(block.gaps.points) // 16  # three upright, three level
    6
    """

    def __init__(self) -> None:
        self.area, self.gaps = Box(), Cells()
        super().__init__(self.area, self.gaps)

    def put(
        self,
        corner: tuple[float, float],
        tile: tuple[float, float],
        count: tuple[int, int],
        fill: Colour,
        between: Colour,
        *,
        inset: Sides = (0.0, 0.0, 0.0, 0.0),
    ) -> None:
        """Show the tiles from their top left ``corner`` on.

        Parameters
        ----------
        tile
            Width and height of one, stage pixels.
        between
            Colour of the gaps.
        inset
            What is left out at the left, top, right and bottom, where another block begins.
        """
        (x, y), (wide, high) = corner, (tile[0] * count[0], tile[1] * count[1])
        left, top, right, bottom = inset
        self.area.place(x + left, y + top, wide - left - right, high - top - bottom, fill)
        widest = min(GAP, FLAT * high)
        upright = [(x + at, y, width, high) for at, width in seams(count[0], tile[0], widest)]
        level = [(x, y + at, wide, width) for at, width in seams(count[1], tile[1], widest)]
        corners = rectangles([*upright, *level])
        if len(corners):
            self.gaps.put_corners(corners, between)
        else:
            self.gaps.hide()

    def hide(self) -> None:
        """Show nothing."""
        self.area.hide()
        self.gaps.hide()


def seam(parted: float, widest: float = GAP) -> float:
    """Return how wide a gap between two areas that are ``parted`` pixels long is."""
    return min(widest, SHARE * parted)


def seams(count: int, pitch: float, widest: float = GAP) -> list[tuple[float, float]]:
    """Return where gaps between ``count`` tiles begin, and how wide they are, stage pixels.

    What was copied together is parted the more the larger it is.

    Examples
    --------
    >>> [width / SHARE for _, width in seams(8, 8.0)]
    [8.0, 16.0, 8.0, 32.0, 8.0, 16.0, 8.0]
    """
    found = []
    for i in range(1, count):
        width = seam((i & -i) * pitch, widest)  # the largest power of two that divides i
        if width >= THINNEST:
            found.append((i * pitch - width / 2, width))
    return found


def rectangles(places: list[tuple[float, float, float, float]]) -> Points:
    """Return the corners ``(n, 4, 2)`` of rectangles ``(left, top, width, height)``."""
    x, y, w, h = np.array(places, dtype=np.float64).reshape(-1, 4).T
    corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    return np.stack([np.stack(corner, axis=-1) for corner in corners], axis=1)
