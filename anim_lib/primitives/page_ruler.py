"""A ruler from zero whose page pulls back: its ticks move together, and others come."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from manim import Animation

from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import BEND, geometric, soft
from anim_lib.typography import NUMBER, Label

TICK, LINE = 10.0, 3.0
BELOW: Final = 38.0  # from a tick's end to the baseline of its number, stage pixels
STEPS: Final = (1, 2, 5)  # times a power of ten: where ticks may be
NEAREST, CLEAR = 140.0, 165.0  # from zero to a tick that has gone, and to one that is there
LAST, WHOLE = 70.0, 110.0  # the same from the right end
FEWEST: Final = 0.06  # share of the smallest page at which the first tick may be


class PageRuler(ValueGroup):
    """``()`` amount on the page: ticks at 1, 2 and 5 times powers of ten, wherever there is room.

    Parameters
    ----------
    values
        Amount on the width, within ``pages``.
    pages
        Smallest and largest amount that is ever on the width.
    zero, width, y
        Zero, length and height of the line, stage pixels.
    written
        Amount -> text of its tick, with its unit.

    Raises
    ------
    ValueError
        When the amount is not finite or outside ``pages``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> ruler = PageRuler(40.0, pages=(40, 1000), theme=PAPER, zero=100, width=1000, y=700,
    ...                   written="{:g}".format)
    >>> [text for text, x, there in ruler.ticks() if there == 1.0]
    ['10', '20']
    """

    def __init__(
        self,
        values: float,
        *,
        pages: tuple[float, float],
        theme: Theme,
        zero: float,
        width: float,
        y: float,
        written: Callable[[float], str],
    ) -> None:
        super().__init__(values, ndim=0, theme=theme, limits=Limits(*pages, "pages", 1e-6))
        self.zero, self.width_px, self.y = zero, width, y
        low, high = pages
        powers = range(math.floor(math.log10(low * FEWEST)), math.ceil(math.log10(high)) + 1)
        amounts = [step * 10.0**power for power in powers for step in STEPS]
        self.amounts = [each for each in amounts if low * FEWEST <= each <= high]
        self.labels = [self._number(written(each)) for each in self.amounts]
        self.marks = [Curve(line=LINE) for _ in self.amounts]
        self.line, self.first, self.nought = Curve(line=LINE), Curve(line=LINE), self._number("0")
        self.add(self.line, self.first, *self.marks, self.nought, *self.labels)
        self.pose()

    def _number(self, text: str) -> Label:
        y = self.y + TICK + BELOW
        return Label(
            text, self.zero, y, theme=self.theme, role="muted", size=NUMBER, mono=True, anchor="c"
        )

    def pull_back(self, page: float, *, run_time: float = BEND) -> Animation:
        """Return the animation to another page, by equal factors in equal times."""
        ease = geometric(page / float(self._channels["values"]))
        return self.drive(run_time=run_time, rate_func=ease, values=page)

    def ticks(self) -> list[tuple[str, float, float]]:
        """Return text, stage pixel and presence (0..1) of every tick now."""
        found = []
        for amount, label in zip(self.amounts, self.labels, strict=True):
            long = amount / float(self._channels["values"]) * self.width_px
            near = soft((long - NEAREST) / (CLEAR - NEAREST))
            far = soft((self.width_px - long - LAST) / (WHOLE - LAST))
            found.append((label.text, self.zero + long, min(near, far)))
        return found

    def _draw(self) -> None:
        colour = self.theme.stroke("muted")
        ends = [(self.zero, self.y), (self.zero + self.width_px, self.y)]
        self.line.put(ends, colour)
        self.first.put([(self.zero, self.y), (self.zero, self.y + TICK)], colour)
        for mark, label, (_, x, there) in zip(self.marks, self.labels, self.ticks(), strict=True):
            label.x = x
            label.define(presence=there)
            faint = mix(self.theme.ground, colour, there)
            mark.put([(x, self.y), (x, self.y + TICK)], faint, share=float(there > 0.0))
