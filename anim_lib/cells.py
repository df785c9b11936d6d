"""Many rectangles of one colour as one outline, so that a thousand cells draw quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import points
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.scales import Colour


class Cells(Leaf):
    """Rectangles without an edge; ``put`` is absolute."""

    def __init__(self) -> None:
        super().__init__(fill=1.0, width=0.0, edge=0.0)

    def put(self, corners: ArrayLike, width: float, height: float, fill: str | Colour) -> None:
        """Show rectangles with their top left ``corners`` ``(n, 2)``, all in stage pixels."""
        at = np.asarray(corners, dtype=np.float64).reshape(-1, 2)
        if not len(at) or width <= 0.0 or height <= 0.0:
            self.hide()
            return
        turn = np.array([(0, 0), (width, 0), (width, height), (0, height)])
        self.put_corners(at[:, None] + turn, fill)

    def put_corners(self, corners: ArrayLike, fill: str | Colour) -> None:
        """Show four-cornered pieces of any size, ``corners`` ``(n, 4, 2)`` in stage pixels."""
        start = points(np.asarray(corners, dtype=np.float64).reshape(-1, 2)).reshape(-1, 4, 3)
        stop = np.roll(start, -1, axis=1)
        third = (stop - start) / 3
        beziers = [start, start + third, start + 2 * third, stop]
        self.points = np.stack(beziers, axis=2).reshape(-1, 3)
        paint(self, fill)

    def hide(self) -> None:
        """Show nothing."""
        self.points = NOWHERE
