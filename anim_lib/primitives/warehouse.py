"""A shelf that keeps one box per token and grows until it leaves the page."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import WIDTH, chain, rounded
from anim_lib.leaves import NOWHERE, paint
from anim_lib.primitives.base import ValueGroup
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE

SEAM = 2.0  # between two boxes, stage pixels
BEYOND = 40.0  # boxes are drawn so far past the page's edge
RADIUS = 2.0


class Warehouse(ValueGroup):
    """``(n_shelves,)`` numbers of boxes in rows, all of one size: length is memory.

    A shelf runs off the page where it is longer than the page; what lies beyond is not drawn.

    Parameters
    ----------
    values
        ``(n_shelves,)`` boxes on each shelf, not below zero; a fraction is a box cut short.
    left, tops
        Left end of all shelves, and ``(n_shelves,)`` upper ends, stage pixels.
    pitch, tall
        Stage pixels from one box to the next, and a box's height.
    roles
        Role of each shelf's boxes.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is below zero or not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> shelf = Warehouse([14, 16], theme=PAPER, left=96, tops=[780, 820], pitch=16, tall=28,
    ...                   roles=["cache", "state_pos"])
    >>> shelf.end(0), shelf.drawn(0)
    (320.0, 14)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        left: float,
        tops: ArrayLike,
        pitch: float,
        tall: float,
        roles: list[str],
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.tops = np.array(tops, dtype=np.float64)
        count = len(self.values)
        if self.tops.shape != (count,) or len(roles) != count:
            raise ValueError(
                f"Warehouse tops have shape {self.tops.shape} and {len(roles)} roles are given, "
                f"expected one per shelf: {count}"
            )
        if self.values.min() < 0:
            raise ValueError(f"Warehouse values reach down to {self.values.min():g}, expected >= 0")
        self.left, self.pitch, self.tall, self.roles = left, pitch, tall, roles
        self.shelves = [Shape() for _ in self.values]
        for shelf in self.shelves:
            setattr(shelf, "full_bleed", True)  # noqa: B010  it may leave the page
        self.add(*self.shelves)
        self.pose()

    def end(self, shelf: int) -> float:
        """Return where a shelf ends in stage pixels, drawn or beyond the page."""
        return float(self.left + self.pitch * self._channels["values"][shelf])

    def drawn(self, shelf: int) -> int:
        """Return how many boxes of a shelf are drawn."""
        most = int((WIDTH + BEYOND - self.left) / self.pitch)
        return min(int(np.ceil(self._channels["values"][shelf])), most)

    def store(self, values: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which boxes come or go until there are ``values``."""
        return self.to_values(values, run_time=run_time)

    def _draw(self) -> None:
        for k, (shelf, top) in enumerate(zip(self.shelves, self.tops, strict=True)):
            boxes = []
            for i in range(self.drawn(k)):
                share = min(float(self._channels["values"][k]) - i, 1.0)
                wide = share * (self.pitch - SEAM)
                if wide > 0.1:
                    x = self.left + i * self.pitch
                    boxes.append(chain(rounded(x, top, wide, self.tall, RADIUS), closed=True))
            shelf.points = np.concatenate(boxes) if boxes else NOWHERE
            paint(shelf, self.theme.fill(self.roles[k]))
