"""Shelves of keys and values drawn to scale: as long as the text, as tall as a token's bytes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import DIMMED
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme

LINE = 3.0  # stage pixels
INSET = 1.5  # half of a line: edges lie inside, so that areas are what is counted
BOARDS = ("key", "value")


class ScaledShelf(ValueGroup):
    """``(n_shelves,)`` tokens on equal shelves, one on top of the other from the floor up.

    The upper half of each is keys, the lower half values. Area is bytes: ``height`` times
    ``width`` holds ``capacity`` tokens of ``bytes_each``, see :attr:`area_per_byte`.

    Channels, one number per shelf: ``values`` (tokens on it) and ``strength`` (1 full colour,
    0 stepped back).

    Parameters
    ----------
    values
        ``(n_shelves,)`` tokens, 0 to ``capacity``.
    capacity
        Tokens on ``width``.
    bytes_each
        Bytes of one token's keys and values on one shelf.
    place
        ``(x, y, width, height)``: left end and floor of the lowest shelf, and the size of each,
        stage pixels.

    Raises
    ------
    ValueError
        When the shape is another one, or a shelf holds less than nothing or more than all.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> shelf = ScaledShelf([100, 50], theme=PAPER, capacity=100, bytes_each=10,
    ...                     place=(96, 760, 1000, 70))
    >>> shelf.area_per_byte, shelf.top(1)
    (70.0, 620.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        capacity: float,
        bytes_each: float,
        place: tuple[float, float, float, float],
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.capacity, self.bytes_each, self.place = capacity, bytes_each, place
        low, high = float(self.values.min()), float(self.values.max())
        if low < 0 or high > capacity:
            raise ValueError(
                f"ScaledShelf values reach from {low:g} to {high:g}, expected 0 to {capacity:g}"
            )
        self.halves = [[Shape(line=LINE) for _ in BOARDS] for _ in self.values]
        self.add(*[half for pair in self.halves for half in pair])
        self.define(strength=np.ones(len(self.halves)))
        self.pose()

    @property
    def area_per_byte(self) -> float:
        """Stage pixels squared of one byte."""
        _, _, width, height = self.place
        return width * height / (self.capacity * self.bytes_each)

    def top(self, shelf: int) -> float:
        """Return the upper end of ``shelf``, counted from 0 at the floor, in stage pixels."""
        _, floor, _, height = self.place
        return float(floor - height * (shelf + 1))

    def _draw(self) -> None:
        theme, (x, _, width, height) = self.theme, self.place
        rows = zip(self.halves, self._channels["values"], self._channels["strength"], strict=True)
        for k, (pair, tokens, strength) in enumerate(rows):
            long, back = width * float(tokens) / self.capacity, DIMMED * (1.0 - float(strength))
            for j, (half, role) in enumerate(zip(pair, BOARDS, strict=True)):
                if long <= 2 * INSET:
                    half.hide()
                    continue
                top = self.top(k) + j * height / 2
                outline = rounded(x + INSET, top + INSET, long - 2 * INSET, height / 2 - 2 * INSET)
                fill, edge = theme.tint(role), theme.stroke(role)
                half.put(outline, mix(fill, theme.ground, back), mix(edge, theme.ground, back))
