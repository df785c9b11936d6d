"""A limit across a chart, and the shaded band beyond it."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import chain, rounded, stroke
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.motion import then
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Scale, mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE

LINE, HATCH = 5.0, 2.0  # of the limit and of a hatch stroke, stage pixels
PITCH, LEAN, TALL = 16.0, 10.0, 14.0  # of the strokes that stand on the forbidden side
PALE, SOFT = 0.5, 0.45  # share of the ground in the tint, and of that in the hatch


class LimitBand(ValueGroup):
    """One limit ``(1,)`` in the unit of ``up``: what lies above it is too much.

    The limit's line carries short strokes on the forbidden side, so that the band is known
    without its colour; a limit that leaves the plot stands at the plot's edge.

    Channels: ``drawn`` (0..1) is the share of the line, from the left; ``risen`` (0..1) how far
    the band has grown from the line to the top of the plot.

    Parameters
    ----------
    up
        Value -> stage pixel; the limit must be one that it can place.
    box
        Left, top, right and bottom of the plot, stage pixels.
    role
        Of line and band.

    Examples
    --------
    >>> from anim_lib.scales import log
    >>> from anim_lib.theme import PAPER
    >>> band = LimitBand([1e9], up=log((1e6, 1e12), (740, 140)), box=(200, 140, 900, 740),
    ...                  theme=PAPER)
    >>> band.at
    440.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        up: Scale,
        box: tuple[float, float, float, float],
        theme: Theme,
        role: str = "overflow",
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        if self.values.shape != (1,):
            raise ValueError(f"LimitBand values have shape {self.values.shape}, expected (1,)")
        self.up, self.box, self.role = up, box, role
        self.area, self.line = Shape(), Curve(line=LINE)
        self.hatch = Leaf(fill=0.0, width=stroke(HATCH), edge=1.0)
        self.add(self.area, self.hatch, self.line)
        self.define(drawn=1.0, risen=1.0)
        self.pose()

    @property
    def at(self) -> float:
        """Where the limit's line stands now, stage pixels."""
        _, top, _, bottom = self.box
        return float(np.clip(self.up(float(self._channels["values"][0])), top, bottom))

    def rise(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation that draws the limit, then fills the band beyond it."""
        first = {"presence": 1.0, "drawn": 0.0, "risen": 0.0}
        return then(
            self.drive(run_time=run_time, begin=first, presence=1.0, drawn=1.0, risen=0.0),
            self.drive(run_time=ENTER, risen=1.0),
            gap=0.0,
        )

    def _draw(self) -> None:
        theme, at, drawn = self.theme, self.at, self.level("drawn")
        area = mix(theme.tint(self.role), theme.ground, PALE)  # words on it must be read
        left, top, right, _ = self.box
        high, end = (at - top) * self.level("risen"), left + (right - left) * drawn
        if high > 0.0:
            self.area.put(rounded(left, at - high, right - left, high), area)
        else:
            self.area.hide()
        colour = theme.stroke(self.role)
        self.line.put([(left, at), (right, at)], colour, share=drawn)
        tall = min(TALL, at - top)
        feet = np.arange(left + PITCH / 2, end - LEAN, PITCH)
        strokes = [
            chain([(x, at), (x + LEAN * tall / TALL, at - tall)], closed=False) for x in feet
        ]
        self.hatch.points = np.concatenate([NOWHERE, *strokes]) if tall > 0.0 else NOWHERE
        paint(self.hatch, None, mix(colour, area, SOFT))
