"""One block of memory to scale: fixed width, and a height that makes its area its bytes."""

from __future__ import annotations

from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme

LINE, RADIUS = 3.0, 3.0
INSET = LINE / 2  # the line lies inside, so that the area is what is counted
LIT = 0.6  # share of the full colour in a block that is at work


class ByteBlock(ValueGroup):
    """``()`` bytes that a state takes: its numbers have no names, so none is drawn.

    Channel ``lit``: 0 tinted, 1 at work.

    Parameters
    ----------
    values
        ``()`` bytes, not below 0.
    left, top, width
        Stage pixels of its upper left corner, and its width.
    area_per_byte
        Stage pixels squared of one byte.
    role
        Role of its colour.

    Raises
    ------
    ValueError
        When the bytes are no single finite number, or below 0.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> block = ByteBlock(1000, theme=PAPER, left=96, top=300, width=500, area_per_byte=10,
    ...                   role="ssm")
    >>> block.bottom
    320.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        left: float,
        top: float,
        width: float,
        area_per_byte: float,
        role: str,
    ) -> None:
        super().__init__(values, ndim=0, theme=theme, limits=Limits(0.0, float("inf"), "bytes"))
        self.left, self.top, self.wide, self.role = left, top, width, role
        self.area_per_byte = area_per_byte
        self.block = Shape(line=LINE)
        self.add(self.block)
        self.define(lit=0.0)
        self.pose()

    @property
    def bottom(self) -> float:
        """Lower edge in stage pixels."""
        return float(self.top + self._channels["values"] * self.area_per_byte / self.wide)

    def _draw(self) -> None:
        theme, tall = self.theme, self.bottom - self.top
        if tall <= LINE:
            self.block.hide()
            return
        outline = rounded(
            self.left + INSET, self.top + INSET, self.wide - LINE, tall - LINE, RADIUS
        )
        fill = mix(theme.tint(self.role), theme.fill(self.role), LIT * self.level("lit"))
        self.block.put(outline, fill, theme.stroke(self.role))
