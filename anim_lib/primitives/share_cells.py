"""One row of attention weights as cells that may lie anywhere: beside their tokens, or in a row."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import WEIGHTS, ValueGroup
from anim_lib.primitives.heat_grid import PRINTED_FROM
from anim_lib.scales import hexa, mix, ramp, rgb
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER, MOVE, STAGGER, soft
from anim_lib.typography import NUMBER, Counter

HAIR = 1.5
BASELINE = 0.36  # of the size, below a cell's middle
LARGE = 12.0  # smaller cells have square corners and no edge


class ShareCells(ValueGroup):
    """``(n,)`` weights 0..1 as cells on the attention ramp.

    Channels: ``values``; ``boxes`` ``(n, 4)``: left, top, width and height of every cell in
    stage pixels; ``opened`` (share of its width that is there, from the left) and ``printed``
    (1 shows its number), one number per cell.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> cells = ShareCells([0.9, 0.1], theme=PAPER,
    ...                    boxes=[(96, 300, 90, 40), (96, 344, 90, 40)])
    >>> cells.counters[0].text
    '0.90'
    """

    def __init__(self, values: ArrayLike, *, theme: Theme, boxes: ArrayLike) -> None:
        super().__init__(values, ndim=1, theme=theme, limits=WEIGHTS)
        count = len(self.values)
        self.cells = [Box(radius=3.0, line=HAIR) for _ in range(count)]
        self.counters = [
            Counter(0.0, 0.0, 0.0, theme=theme, slots=4, anchor="c") for _ in range(count)
        ]
        self.add(*self.cells, *self.counters)
        self.define(boxes=np.ones((count, 4)), opened=np.ones(count), printed=np.zeros(count))
        self.set_channels(boxes=boxes, printed=self.values >= PRINTED_FROM)

    def open(self, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which the cells open from their left edges, one by one."""
        return self.drive(
            run_time=run_time,
            lag=lag,
            begin={"presence": 1.0, "opened": 0.0, "printed": 0.0},
            presence=1.0,
            opened=1.0,
        )

    def print_large(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation that prints all weights that are not tiny."""
        return self.drive(run_time=run_time, rate_func=soft, printed=self.values >= PRINTED_FROM)

    def lie_down(self, boxes: ArrayLike, *, run_time: float = BEND) -> Animation:
        """Return the animation to other places ``(n, 4)``; the numbers go first."""
        return self.drive(run_time=run_time, boxes=boxes, printed=0.0)

    def _draw(self) -> None:
        theme = self.theme
        for k, (cell, counter) in enumerate(zip(self.cells, self.counters, strict=True)):
            left, top, wide, tall = (float(side) for side in self._channels["boxes"][k])
            opened = float(self._channels["opened"][k])
            value = float(self._channels["values"][k])
            colour = ramp(theme.attention_ramp, value)
            if opened * wide < 0.1:
                cell.hide()
            else:
                large = soft(tall / LARGE - 1.0)
                cell.radius = 3.0 * large
                edge = mix(colour, theme.hairline, large)
                cell.place(left, top, opened * wide, tall, colour, edge, line=HAIR * large)
            shown = soft(4.0 * float(self._channels["printed"][k]) - 3.0) * (opened > 0.9)
            counter.x, counter.y = left + wide / 2, top + tall / 2 + BASELINE * NUMBER
            # it grows out of its cell's own colour, not out of the ground
            counter.colour = mix(colour, rgb(theme.on(hexa(colour))), shown)
            counter.define(value=value, presence=float(shown > 0.005))
