"""A whole attention pattern as a small picture, one of many; what it shows is said beside it."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, points
from anim_lib.leaves import paint
from anim_lib.motion import Channel
from anim_lib.primitives.base import WEIGHTS, ValueGroup
from anim_lib.scales import mix, ramp
from anim_lib.shapes import Box, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE

RING, CLEAR = 2.5, 1.25  # width of the ring around a row, and its distance
RIM = 1.0
TURN = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])  # the corners of a cell


class PatternPicture(ValueGroup):
    """``(rows, cols)`` weights 0..1 as cells on the attention ramp; row = query, column = key.

    It is too small for labels of its own: say beside it who asks, and who is asked.

    Channels: ``values``; ``place``: left and top, and the side of a cell, in stage pixels;
    ``opened``: 0 only the ringed row is there, 1 all rows; ``ring``: 1 an ink outline around
    that row.

    Parameters
    ----------
    values
        ``(rows, cols)``.
    place
        Left, top, side of a cell.
    row
        The row that is spoken of.

    Raises
    ------
    ValueError
        When a weight lies outside of 0..1, or ``row`` is not one of the rows.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> p = PatternPicture([[1.0, 0.0], [0.4, 0.6]], theme=PAPER, place=(96, 300, 8), row=1)
    >>> p.row_boxes()[1].tolist()
    [104.0, 308.0, 8.0, 8.0]
    """

    def __init__(self, values: ArrayLike, *, theme: Theme, place: ArrayLike, row: int) -> None:
        super().__init__(values, ndim=2, theme=theme, limits=WEIGHTS)
        self.rows, self.cols = self.values.shape
        if not 0 <= row < self.rows:
            raise ValueError(f"row {row} is not one of the {self.rows} rows of PatternPicture")
        self.row = row
        self.back, self.ring = Box(), Box(radius=2.0, line=RING)
        self.cells = [[Shape() for _ in range(self.cols)] for _ in range(self.rows)]
        self.add(self.back, *[shape for line in self.cells for shape in line], self.ring)
        self.define(place=np.ones(3), opened=1.0, ring=1.0)
        self.set_channels(place=place)

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "place" and new[2] <= 0:
            raise ValueError(f"PatternPicture cells have side {new[2]:.3g}, it must lie above 0")
        return new

    def row_boxes(self, place: ArrayLike | None = None) -> Points:
        """Return ``(cols, 4)``: left, top, width and height of the ringed row's cells.

        ``place`` is that of the picture, or another one than it has now.
        """
        given = self._channels["place"] if place is None else np.array(place, dtype=np.float64)
        left, top, side = given
        lefts = left + side * np.arange(self.cols)
        return np.column_stack([lefts, *np.outer([top + side * self.row, side, side], lefts**0)])

    def open(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the rows come out of the one that is ringed."""
        return self.grow_in("opened", run_time=run_time)

    def move_to_place(self, place: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation to another place and size."""
        return self.drive(run_time=run_time, place=place)

    def _outlines(self, first: float, last: float) -> Points:
        """Return the closed bezier points ``(rows, cols, 16, 3)`` of what lies in these rows."""
        left, top, side = self._channels["place"]
        at = np.stack(np.meshgrid(np.arange(self.cols), np.arange(self.rows)), axis=-1)
        corners = at[:, :, None] + TURN
        corners[..., 1] = np.clip(corners[..., 1], first, last)
        corners = (left, top) + side * corners
        start = points(corners.reshape(-1, 2)).reshape(self.rows, self.cols, 4, 3)
        stop = np.roll(start, -1, axis=2)
        third = (stop - start) / 3
        beziers = np.stack([start, start + third, start + 2 * third, stop], axis=3)
        return beziers.reshape(self.rows, self.cols, 16, 3)

    def _draw(self) -> None:
        opened, theme = self.level("opened"), self.theme
        left, top, side = (float(x) for x in self._channels["place"])
        first = self.row * (1.0 - opened)
        last = self.row + 1.0 + (self.rows - 1.0 - self.row) * opened
        wide, outlines = self.cols * side, self._outlines(first, last)
        self.back.place(
            left - RIM,
            top + first * side - RIM,
            wide + 2 * RIM,
            (last - first) * side + 2 * RIM,
            theme.hairline,
        )
        for i, line in enumerate(self.cells):
            there = i + 1 > first + 1e-6 and i < last - 1e-6
            for j, shape in enumerate(line):
                if not there:
                    shape.hide()
                    continue
                shape.points = outlines[i, j]
                paint(shape, ramp(theme.attention_ramp, self._channels["values"][i, j]))
        ring = self.level("ring")
        if ring <= 0.0:
            self.ring.hide()
            return
        box = (left - CLEAR, top + self.row * side - CLEAR, wide + 2 * CLEAR, side + 2 * CLEAR)
        self.ring.place(*box, None, mix(theme.ground, theme.ink, ring))
