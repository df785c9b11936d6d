"""Thin rising lines over the cells above the diagonal of a square: what is not there to be seen."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import Points, chain, stroke
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.scales import Colour

PITCH, LINE = 14.0, 1.5  # of the lines along the rim, and their width, stage pixels


class StaircaseHatch(Leaf):
    """All lines as one outline; ``put`` is absolute.

    Examples
    --------
    >>> hatch = StaircaseHatch()
    >>> hatch.put(6, 200, 400, 76, 72, "#D9D2C6")
    >>> len(hatch.points) // 4  # lines
    54
    """

    def __init__(self) -> None:
        super().__init__(fill=0.0, width=stroke(LINE), edge=1.0)

    def put(
        self, count: int, left: float, top: float, wide: float, tall: float, colour: str | Colour
    ) -> None:
        """Hatch a square of ``count`` x ``count`` cells of ``wide`` x ``tall`` stage pixels."""
        lines = hatch_lines(count, left, top, wide, tall, pitch=PITCH)
        pieces = [NOWHERE, *[chain(line, closed=False) for line in lines]]
        self.points = np.concatenate(pieces)
        paint(self, None, colour)

    def hide(self) -> None:
        """Show nothing."""
        self.points = NOWHERE


def hatch_lines(
    count: int, left: float, top: float, wide: float, tall: float, *, pitch: float
) -> list[Points]:
    """Return rising lines over the cells above the diagonal of a ``count`` x ``count`` square.

    Each is ``(2, 2)`` in stage pixels, from the upper or right rim down to the staircase;
    ``pitch`` is their distance along the rim.
    """
    step = pitch / wide
    found = []
    for c in np.arange(1.0 + step / 2, 2 * count - 1, step):  # x + y in cells along one line
        r = int((c - 1) // 2)  # the line leaves through the cell right of diagonal cell r
        x0 = min(c, float(count))
        end = (r + 1.0, c - r - 1) if c <= 2 * r + 2 else (c - r - 1, r + 1.0)
        cells = np.array([(x0, c - x0), end])
        found.append(np.array([left, top]) + cells * (wide, tall))
    return found
