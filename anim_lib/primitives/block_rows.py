"""Numbers added up as blocks that lie end to end, in rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.primitives.base import ValueGroup
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, STAGGER

SEAM = 2.0


class BlockRows(ValueGroup):
    """``(n,)`` signed numbers as blocks, each in its row, from its start on to the right.

    Channel ``grown`` ``(n,)``: share of a block's length that is there.

    Parameters
    ----------
    values
        ``(n,)``.
    starts
        ``(n,)``, where each block starts, in the unit of the values.
    middles
        ``(n,)`` stage pixels: the middle line of each block's row.
    roles
        One role per block.
    zero, unit, tall
        Stage pixel of 0, stage pixels per 1, height of a block.

    Raises
    ------
    ValueError
        When a shape is another one.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> rows = BlockRows([0.5, -0.25], starts=[0, 0.5], middles=[300, 360],
    ...                  roles=["state_pos", "ink"], zero=100, unit=200, tall=40, theme=PAPER)
    >>> rows.ends(1)
    (200.0, 150.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        starts: ArrayLike,
        middles: ArrayLike,
        roles: Sequence[str],
        zero: float,
        unit: float,
        tall: float,
        theme: Theme,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        self.starts, self.middles = (np.array(a, dtype=np.float64) for a in (starts, middles))
        if not self.starts.shape == self.middles.shape == (len(roles),) == (count,):
            raise ValueError(f"BlockRows starts, middles and roles must each be ({count},)")
        self.roles, self.zero, self.unit, self.tall = tuple(roles), zero, unit, tall
        self.blocks = [Shape(line=SEAM) for _ in range(count)]
        self.add(*self.blocks)
        self.define(grown=np.ones(count))
        self.pose()

    def ends(self, i: int) -> tuple[float, float]:
        """Return the stage pixels where block ``i`` starts and ends now."""
        start, grown = float(self.starts[i]), float(self._channels["grown"][i])
        end = start + float(self._channels["values"][i]) * grown
        return self.zero + self.unit * start, self.zero + self.unit * end

    def grow(self, upto: int, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which the first ``upto`` blocks have come, one by one."""
        there = np.arange(len(self.values)) < upto
        return self.drive(run_time=run_time, lag=lag, presence=1.0, grown=there)

    def _draw(self) -> None:
        for i, block in enumerate(self.blocks):
            a, b = sorted(self.ends(i))
            if b - a < 0.05:
                block.hide()
                continue
            top = float(self.middles[i]) - self.tall / 2
            fill = self.theme.fill(self.roles[i])
            block.put(rounded(a, top, b - a, self.tall), fill, self.theme.ground)
