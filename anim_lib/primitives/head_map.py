"""One share per head of a model as a small map: a row per layer, a column per head."""

from __future__ import annotations

from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import SHARES, ValueGroup
from anim_lib.scales import mix, ramp
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, smooth

INSET, RING = 1.0, 3.0
LATE = 0.6  # share of the sweep at which the last head starts to come


class HeadMap(ValueGroup):
    """``(n_layers, n_heads)`` shares 0..1 as cells on the attention ramp, layer 1 on top.

    Channels: ``swept`` (0 nothing is there, 1 all heads are), ``ring`` (1 an ink ring around the
    head that is spoken of).

    Parameters
    ----------
    values
        ``(n_layers, n_heads)``, each 0..1, no unit.
    spoken
        Layer and head that are spoken of, counted from 1.
    left, top, cell
        Corner and pitch of the cells, stage pixels.

    Raises
    ------
    ValueError
        When a value lies outside 0..1, or there is no such head.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> heads = HeadMap([[0.1, 0.9]], theme=PAPER, spoken=(1, 2), left=96, top=200, cell=17)
    >>> heads.width_px
    34.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        spoken: tuple[int, int],
        left: float,
        top: float,
        cell: float,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme, limits=SHARES)
        rows, cols = self.values.shape
        if not (1 <= spoken[0] <= rows and 1 <= spoken[1] <= cols):
            raise ValueError(f"HeadMap has no layer {spoken[0]}, head {spoken[1]}: {rows} x {cols}")
        self.spoken, self.left, self.top, self.cell = spoken, left, top, cell
        self.back, self.ring = Box(), Box(radius=2.0, line=RING)
        self.cells = [[Box() for _ in range(cols)] for _ in range(rows)]
        self.add(self.back, *[one for row in self.cells for one in row], self.ring)
        self.define(swept=1.0, ring=1.0)
        self.pose()

    @property
    def width_px(self) -> float:
        """Width in stage pixels."""
        return float(self.cell * self.values.shape[1])

    @property
    def bottom(self) -> float:
        """Lower edge in stage pixels."""
        return self.top + self.cell * len(self.cells)

    def sweep(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which heads come layer by layer, then the ring."""
        begin = {"presence": 1.0, "swept": 0.0, "ring": 0.0}
        return self.drive(run_time=run_time, begin=begin, presence=1.0, swept=1.0, ring=1.0)

    def _draw(self) -> None:
        theme, swept, ring = self.theme, self.level("swept"), self.level("ring")
        rows, cols = self.values.shape
        rim = mix(theme.ground, theme.hairline, min(1.0, 3.0 * swept))
        self.back.place(
            self.left - INSET,
            self.top - INSET,
            self.width_px + 2 * INSET,
            self.cell * rows + 2 * INSET,
            rim,
        )
        side = self.cell - 2 * INSET
        for i, row in enumerate(self.cells):
            for j, one in enumerate(row):
                late = LATE * (i * cols + j) / (rows * cols)
                there = smooth((swept - late) / (1.0 - LATE))
                colour = ramp(theme.attention_ramp, self._channels["values"][i, j])
                x, y = self.left + j * self.cell + INSET, self.top + i * self.cell + INSET
                one.place(x, y, side, side, mix(theme.ground, colour, there))
        layer, head = self.spoken
        at = (self.left + (head - 1) * self.cell, self.top + (layer - 1) * self.cell)
        if ring > 0.0:
            edge = mix(theme.ground, theme.ink, smooth(2.0 * ring - 1.0))
            self.ring.place(*at, self.cell, self.cell, None, edge)
        if ring <= 0.5:
            self.ring.hide()
