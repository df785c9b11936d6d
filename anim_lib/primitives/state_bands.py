"""A state under its tokens: one band per state number, one stretch of it per token."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import ramp
from anim_lib.shapes import Box, Shape
from anim_lib.theme import Theme

OVERLAP: Final = 0.6  # stage pixels that a cell reaches under the next ones, or seams would show
RIM: Final = 1.5


class StateBands(ValueGroup):
    """``(n_tokens, n)`` states as bands on the diverging ramp, number 0 on top.

    Stretches touch: where a token leaves the state as it is, every band runs straight on.

    Channels: ``values``; ``grown`` ``(n_tokens,)``, the share of each stretch that is there,
    from the left.

    Parameters
    ----------
    values
        ``(n_tokens, n)``: the state after each token.
    vmax
        The number at the ramp's end, in the unit of the state.
    edges
        ``(n_tokens + 1,)`` stage pixels where stretches begin and end.
    top, pitch
        Upper edge of number 0, and the height of a band, stage pixels.

    Raises
    ------
    ValueError
        When a number lies beyond ``vmax``, or ``edges`` are another number or do not rise.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> b = StateBands([[0.5, -1.0]], theme=PAPER, vmax=1, edges=[100, 200], top=300, pitch=8)
    >>> b.cells[0][1].fill_rgbas[0, :3].round(2).tolist()
    [0.76, 0.47, 0.16]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        vmax: float,
        edges: ArrayLike,
        top: float,
        pitch: float,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        self.vmax, self.top, self.pitch = vmax, top, pitch
        self._checked("values", self.values)
        count, numbers = self.values.shape
        self.edges = np.array(edges, dtype=np.float64)
        if self.edges.shape != (count + 1,) or (np.diff(self.edges) <= 0).any():
            raise ValueError(f"StateBands edges must be {count + 1} that rise")
        self.frame = Box(line=RIM)
        self.cells = [[Shape() for _ in range(numbers)] for _ in range(count)]
        self.add(self.frame, *[cell for stretch in self.cells for cell in stretch])
        self.define(grown=np.ones(count))
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values" and np.abs(new).max() > self.vmax:
            raise ValueError(
                f"StateBands number {np.abs(new).max():g} lies beyond vmax {self.vmax:g}"
            )
        return new

    def _draw(self) -> None:
        values, grown = self._channels["values"], self._channels["grown"]
        tall = self.pitch * values.shape[1]
        left, right = self.edges[0], self.edges[-1]
        self.frame.place(left, self.top, right - left, tall, None, self.theme.hairline)
        for i, stretch in enumerate(self.cells):
            x, end = self.edges[i : i + 2]
            wide = float(grown[i]) * (end - x)
            for n, cell in enumerate(stretch):
                if wide < 0.1:
                    cell.hide()
                    continue
                deep = self.pitch + (OVERLAP if n + 1 < len(stretch) else 0.0)
                unit = (1.0 + float(values[i, n]) / self.vmax) / 2
                colour = ramp(self.theme.state_ramp, unit)
                over = OVERLAP if wide > OVERLAP and i + 1 < len(self.cells) else 0.0
                cell.put(rounded(x, self.top + n * self.pitch, wide + over, deep), colour)
