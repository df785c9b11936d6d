"""A ruler from zero whose page pulls back: its even ticks move together, and wider ones come."""

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
STEPS: Final = (1, 2, 5)  # times a power of ten: from a tick to the next
CLEAR, GONE, WIDER = 222.0, 208.0, 196.0  # px of a step: it is there, has gone, the wider is there
LAST, WHOLE = 70.0, 110.0  # from the right end to a tick that has gone, and to one that is there
FINEST: Final = 0.05  # share of the smallest page: below any step that is ever there
NEAR: Final = 1e-6


class PageRuler(ValueGroup):
    """``()`` amount on the page: even ticks, 1, 2 or 5 times a power of ten apart.

    The step is the smallest for which there is room. While the page pulls back, a step that has
    become too narrow goes, and then the wider one comes; ticks of both stay.

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
    ['10', '20', '30']
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
        powers = range(math.floor(math.log10(low * FINEST)), math.ceil(math.log10(high)) + 1)
        self.steps = [step * 10.0**power for power in powers for step in STEPS]
        most = math.floor(width / GONE)
        amounts = {float(f"{k * step:.9g}") for step in self.steps for k in range(1, most + 1)}
        self.amounts = sorted(each for each in amounts if each <= high)
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
        wide = self.width_px / float(self._channels["values"])
        k = next(k for k, step in enumerate(self.steps) if step * wide > GONE)
        finer, step, wider = self.steps[k - 1 : k + 2]
        goes = soft((step * wide - GONE) / (CLEAR - GONE))
        comes = soft((GONE - finer * wide) / (GONE - WIDER))
        found = []
        for amount, label in zip(self.amounts, self.labels, strict=True):
            stays = 1.0 if _divides(wider, amount) else goes
            was = 1.0 if _divides(finer, amount) else comes
            there = min(stays, was) if _divides(step, amount) else 0.0
            far = soft((self.width_px - amount * wide - LAST) / (WHOLE - LAST))
            found.append((label.text, self.zero + amount * wide, min(there, far)))
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


def _divides(step: float, amount: float) -> bool:
    """Tell whether an amount is a whole number of steps."""
    count = round(amount / step)
    return count > 0 and abs(amount / step - count) < NEAR
