"""Short lines at the heights where bars ended before they changed."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, STAGGER

LINE = 4.0  # width of a tick, stage pixels


class LevelTicks(ValueGroup):
    """``(n,)`` values as ticks over a zero line: what a row of bars was.

    Channels: ``drawn`` ``(n,)``, the share of each tick that is there, from its middle.

    Parameters
    ----------
    values
        ``(n,)``, in the unit of ``unit``.
    x, base
        ``(n,)`` or one number, stage pixels: middles, and zero line.
    unit, wide
        Stage pixels per 1, and length of a tick.
    role
        Role whose stroke colour is used.

    Raises
    ------
    ValueError
        When the values have another shape or are not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> ticks = LevelTicks([0.5, -1.0], x=[200, 300], base=500, unit=80, wide=50, role="ink",
    ...                    theme=PAPER)
    >>> ticks.level_at(0), ticks.level_at(1)
    (460.0, 580.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        x: ArrayLike,
        base: ArrayLike,
        unit: float,
        wide: float,
        role: str,
        theme: Theme,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        self.role, self.unit, self.wide = role, unit, wide
        self.x = np.broadcast_to(np.asarray(x, dtype=np.float64), (count,))
        self.base = np.broadcast_to(np.asarray(base, dtype=np.float64), (count,))
        self.ticks = [Curve(line=LINE) for _ in range(count)]
        self.add(*self.ticks)
        self.define(drawn=np.ones(count))
        self.pose()

    def level_at(self, i: int) -> float:
        """Return the height in stage pixels of tick ``i``, before any offset."""
        return float(self.base[i] - self.unit * self._channels["values"][i])

    def mark(self, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which the ticks grow out of their middles, one by one."""
        return self.grow_in("drawn", run_time=run_time, lag=lag)

    def _draw(self) -> None:
        colour = self.theme.stroke(self.role)
        for i, tick in enumerate(self.ticks):
            half, y = self.wide / 2 * float(self._channels["drawn"][i]), self.level_at(i)
            if half <= 0.0:
                tick.hide()
                continue
            tick.put([(self.x[i] - half, y), (self.x[i] + half, y)], colour)
