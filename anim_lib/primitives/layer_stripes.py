"""A network's size as it is: one stripe a layer, as long as the layer is wide."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.cells import Cells
from anim_lib.motion import Posed
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, settle

THICK: Final = 6.0  # of a stripe, stage pixels
PITCH: Final = 10.0  # from one stripe to the next


class LayerStripes(Posed):
    """``(2,)``: layers, and the numbers in each; stripes stand on each other around ``x``.

    Channel ``grown`` is the share of their length that is there.

    Parameters
    ----------
    size
        Layers and width, whole numbers from 1 on.
    x, bottom
        Middle of the stripes, and lower edge of the lowest, stage pixels.
    per
        Stage pixels of one number.

    Raises
    ------
    ValueError
        When there are not two numbers, or one is below 1.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> LayerStripes([6, 256], theme=PAPER, role="ssm", x=500, bottom=200, per=1.0).top
    144.0
    """

    def __init__(
        self, size: ArrayLike, *, theme: Theme, role: str, x: float, bottom: float, per: float
    ) -> None:
        super().__init__(theme=theme)
        given = np.array(size, dtype=np.float64)
        if given.shape != (2,) or (given < 1).any():
            raise ValueError(f"LayerStripes size is {given.tolist()}, expected layers and width")
        self.layers, self.long = int(given[0]), float(given[1]) * per
        self.x, self.bottom, self.role = x, bottom, role
        self.stripes = Cells()
        self.add(self.stripes)
        self.define(grown=1.0)
        self.pose()

    @property
    def top(self) -> float:
        """Upper edge of the highest stripe, stage pixels."""
        return self.bottom - THICK - PITCH * (self.layers - 1)

    def grow(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which the stripes lengthen to their width."""
        return self.grow_in("grown", run_time=run_time, rate_func=settle)

    def _draw(self) -> None:
        long = self.long * self.level("grown")
        tops = self.top + PITCH * np.arange(self.layers)
        at = np.column_stack([np.full(self.layers, self.x - long / 2), tops])
        self.stripes.put(at, long, THICK, self.theme.fill(self.role))
