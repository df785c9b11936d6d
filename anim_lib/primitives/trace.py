"""A signal in time as one line, read up to the clock's moment."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import constant

PALE = 0.35  # share of the ground in a signal that a curve in front of it redraws


class Trace(ValueGroup):
    """``(n,)`` inputs, each held for one step of time.

    Input k stands from time k to k+1, and its point in the middle of that. Channels: ``time``
    (how many have been read), ``base`` and ``unit`` (zero, and stage pixels per 1).

    Parameters
    ----------
    values
        ``(n,)``.
    left, across
        Stage pixel of time 0, and stage pixels per input.
    line
        Width in stage pixels.

    Raises
    ------
    ValueError
        When the shape is another one, or a value is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> t = Trace([1.0, 2.0, 4.0], left=100, across=10, base=400, unit=10, theme=PAPER)
    >>> t.set_channels(time=2).path().tolist()
    [[105.0, 390.0], [115.0, 380.0]]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        left: float,
        across: float,
        base: float,
        unit: float,
        theme: Theme,
        role: str = "muted",
        line: float = 9.0,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.left, self.across, self.role = left, across, role
        self.curve = Curve(line=line)
        self.add(self.curve)
        self.define(time=float(len(self.values)), base=base, unit=unit)
        self.pose()

    def run_to(self, time: float, *, run_time: float, start: float | None = None) -> Animation:
        """Return the animation in which inputs are read up to ``time`` at constant speed."""
        begin = {} if start is None else {"time": start}
        return self.drive(run_time=run_time, rate_func=constant, begin=begin, time=time)

    def path(self) -> Channel:
        """Return the points ``(n, 2)`` of what has been read, stage pixels."""
        read = round(self.level("time"))
        heights = self._channels["values"][:read]
        x = self.left + self.across * (np.arange(len(heights)) + 0.5)
        return np.column_stack([x, self.level("base") - self.level("unit") * heights])

    def _draw(self) -> None:
        colour = mix(self.theme.stroke(self.role), self.theme.ground, PALE)
        self.curve.put(self.path(), colour)
