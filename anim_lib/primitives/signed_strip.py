"""Many signed numbers as one strip of coloured cells: a real vector, too long to print."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.vector_strip import CORNER
from anim_lib.scales import Colour, mix, ramp
from anim_lib.shapes import Box, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant

LINE = 2.0
NARROW = 6.0  # narrower cells have no gap: it would be as wide as they are
SLIM = 20.0  # a strip that is only beginning has no outline yet
OVERLAP = 1.0  # they reach below the next one instead, or their seams would show


class SignedStrip(ValueGroup):
    """``(n,)`` signed numbers as cells in one outline, on the diverging ramp.

    A cell's colour is the ramp's at ``values / limits``: amber at -1, pale at 0, teal at +1.
    Queries have square corners, keys round ones, values are pills, as in a ``VectorStrip``.

    Channels: ``values``; ``limits`` ``(n,)``, in the unit of the values; ``box``: left, top,
    width and height in stage pixels; ``framed`` (0 no outline, 1 it is there) and ``filled``
    (share of the cells that are there, from the left).

    Parameters
    ----------
    values
        ``(n,)``, no further from 0 than ``vmax``.
    role
        Role of the outline, whose shape goes with it.
    vmax
        The value at the ramp's end, for all cells: ``limits`` to begin with.
    box
        Left, top, width, height.

    Raises
    ------
    ValueError
        When a value lies beyond its limit, or a shape is another one.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> strip = SignedStrip([2.5, 0.0, -5.0], theme=PAPER, role="key", vmax=5,
    ...                     box=(96, 300, 90, 30))
    >>> strip.cells[2].fill_rgbas[0, :3].round(2).tolist()
    [0.76, 0.47, 0.16]
    """

    def __init__(
        self, values: ArrayLike, *, theme: Theme, role: str, vmax: float, box: ArrayLike
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.role, count = role, len(self.values)
        self.cells = [Shape() for _ in range(count)]
        self.frame = Box(line=LINE)
        self.add(*self.cells, self.frame)
        self.define(limits=np.ones(count), box=np.zeros(4), framed=1.0, filled=1.0)
        self.set_channels(limits=np.full(count, float(vmax)), box=box)

    def multiply(
        self, products: ArrayLike, vmax: float, *, lag: float, run_time: float
    ) -> Animation:
        """Return the animation in which the cells turn into ``products``, from the left.

        ``vmax`` is the ramp's end for products; each cell takes ``run_time`` seconds and starts
        ``lag`` seconds after the one before it.
        """
        limits = np.full(len(self.values), float(vmax))
        return self.drive(run_time=run_time, lag=lag, values=self._fitting(products), limits=limits)

    def fill(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which its cells come one after the other, from the left."""
        return self.grow_in("filled", run_time=run_time, rate_func=constant)

    def move_to_box(self, box: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation to another place and size."""
        return self.drive(run_time=run_time, box=box)

    def colour(self, k: int) -> Colour:
        """Return the colour of cell ``k``."""
        return self._colours()[k]

    def _colours(self) -> list[Colour]:
        values, limits = self._channels["values"], self._channels["limits"]
        if (np.abs(values) > limits * (1 + 1e-9)).any():
            worst = int(np.argmax(np.abs(values) - limits))
            raise ValueError(
                f"SignedStrip value {values[worst]:.3g} lies beyond its limit {limits[worst]:.3g}"
            )
        return [ramp(self.theme.state_ramp, (1.0 + u) / 2) for u in values / limits]

    def _draw(self) -> None:
        left, top, wide, tall = (float(side) for side in self._channels["box"])
        cell = wide / len(self.cells)
        gap = min(max(cell - NARROW, -OVERLAP), OVERLAP)
        radius = min(CORNER.get(self.role, 0.0), tall / 2)
        outline = rounded(left, top, wide, tall, radius)
        there = self.level("filled") * len(self.cells)
        for k, (shape, colour) in enumerate(zip(self.cells, self._colours(), strict=True)):
            if k >= there:
                shape.hide()
                continue
            a = left + k * cell
            b = min(a + cell - gap, left + wide)
            if a - left >= radius and left + wide - b >= radius:
                shape.put([(a, top), (b, top), (b, top + tall), (a, top + tall)], colour)
            else:
                x = np.clip(outline[:, 0], a, b)
                shape.put(np.column_stack([x, outline[:, 1]]), colour)
        self._draw_frame(left, top, wide, tall, radius)

    def _draw_frame(self, left: float, top: float, wide: float, tall: float, radius: float) -> None:
        framed = self.level("framed") * min(wide / SLIM, 1.0)
        if framed <= 0.0:
            self.frame.hide()
            return
        edge = mix(self.theme.ground, self.theme.stroke(self.role), framed)
        out = LINE / 2
        self.frame.radius = radius + out if radius else 0.0
        self.frame.place(left - out, top - out, wide + LINE, tall + LINE, None, edge)

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "box" and (new[2:] < 0).any():
            raise ValueError(f"SignedStrip box {new.tolist()} has a width or height below 0")
        if name == "limits" and (new <= 0).any():
            raise ValueError("SignedStrip limits must lie above 0")
        return new
