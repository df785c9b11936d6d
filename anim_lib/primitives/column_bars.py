"""One lying bar under each token, in a trough that is as long as the scale."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of
from anim_lib.layout import rounded
from anim_lib.motion import DIMMED
from anim_lib.primitives.base import Limits
from anim_lib.primitives.growing import GrowingBars
from anim_lib.scales import mix
from anim_lib.shapes import Box, Shape
from anim_lib.theme import Theme

RADIUS: Final = 3.0
RIM: Final = 1.5
LEAST: Final = 0.1  # a shorter bar is not drawn, stage pixels


class ColumnBars(GrowingBars):
    """``(n,)`` values from 0 up; each bar starts at its own column's left edge.

    A bar is ``values / vmax`` of its column's width; the trough shows what is missing.

    Channels, one number per bar: ``values``, ``grown`` (share of its length), ``strength``
    (1 full colour, 0 stepped back). ``trough`` 0..1: whether the troughs are there.

    Parameters
    ----------
    values
        ``(n,)``, 0 to ``vmax``, in its unit.
    columns
        ``(n, 2)`` left edge and width of each column, stage pixels.
    vmax
        The value whose bar fills its column.
    top, height
        Of all bars, stage pixels.
    role
        Role of the bars.

    Raises
    ------
    ValueError
        When a value lies outside 0 to ``vmax``, or a shape is another one.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> b = ColumnBars([0.25, 1.0], theme=PAPER, columns=even_columns(2, 100, 80, 20), vmax=1,
    ...                top=400, height=24, role="state_pos")
    >>> b.end(0), b.end(1)
    (120.0, 280.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        columns: ArrayLike,
        vmax: float,
        top: float,
        height: float,
        role: str,
    ) -> None:
        if vmax <= 0:
            raise ValueError(f"ColumnBars vmax is {vmax:g}, it must lie above 0")
        super().__init__(values, ndim=1, theme=theme, limits=Limits(0.0, vmax))
        self.vmax, self.top, self.tall, self.role = vmax, top, height, role
        count = len(self.values)
        self.columns = columns_of(columns, count, "ColumnBars")
        self.troughs = [Box(radius=RADIUS, line=RIM) for _ in range(count)]
        self.bars = [Shape() for _ in range(count)]
        self.add(*self.troughs, *self.bars)
        self.define(grown=np.ones(count), strength=np.ones(count), trough=1.0)
        self.pose()

    def end(self, i: int) -> float:
        """Return the stage pixel where bar ``i`` ends now."""
        share = float(self._channels["values"][i] * self._channels["grown"][i]) / self.vmax
        return float(self.columns[i, 0] + share * self.columns[i, 1])

    def _draw(self) -> None:
        theme = self.theme
        edge = mix(theme.ground, theme.hairline, self.level("trough"))
        for i, (left, wide) in enumerate(self.columns):
            self.troughs[i].place(left, self.top, wide, self.tall, None, edge)
            long = self.end(i) - left
            if long < LEAST:
                self.bars[i].hide()
                continue
            back = 1.0 - float(self._channels["strength"][i])
            colour = mix(theme.fill(self.role), theme.ground, DIMMED * back)
            self.bars[i].put(rounded(left, self.top, long, self.tall, RADIUS), colour)
