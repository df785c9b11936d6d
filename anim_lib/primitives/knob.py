"""A knob that sets one number: a dial with ticks, a pointer, and the number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Posed
from anim_lib.shapes import Curve, Disc
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from anim_lib.typography import COUNTER, Counter

SWEEP = 0.75 * np.pi  # the pointer's largest angle from straight up
RIM, HAND, TICK = 3.0, 5.0, 3.0  # line widths, stage pixels
INNER, OUTER = 8.0, 18.0  # from the rim to a tick's ends
HAND_FROM, HAND_TO = 0.25, 0.85  # of the radius
BESIDE = 44.0  # from the rim to the number


class Knob(Posed):
    """One number as the angle of a pointer: the first stop is left below, the last right below.

    Channels: ``value``, within the stops.

    Parameters
    ----------
    stops
        ``(n_stops,)`` values that have ticks, falling or rising, evenly spaced or not: the angle
        is proportional to the value.
    x, y, r
        Centre and radius, stage pixels.
    written
        Value -> text of the number beside it.

    Raises
    ------
    ValueError
        When there are fewer than two stops, or they neither rise nor fall.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> knob = Knob([-13, -8, -3], x=200, y=500, r=50, theme=PAPER)
    >>> knob.set_channels(value=-8).angle()
    0.0
    """

    def __init__(
        self,
        stops: ArrayLike,
        *,
        x: float,
        y: float,
        r: float,
        theme: Theme,
        written: Callable[[float], str] = "{:.0f}".format,
    ) -> None:
        super().__init__(theme=theme)
        self.stops = np.array(stops, dtype=np.float64)
        ways = set(np.sign(np.diff(self.stops)).tolist()) if self.stops.ndim == 1 else set()
        if ways not in ({1.0}, {-1.0}):
            raise ValueError(f"Knob stops {self.stops.tolist()} neither rise nor fall")
        self.x, self.y, self.r = x, y, r
        self.rim, self.hand = Disc(line=RIM), Curve(line=HAND)
        self.ticks = [Curve(line=TICK) for _ in self.stops]
        self.number = Counter(
            float(self.stops[0]),
            x + r + BESIDE,
            y + 0.36 * COUNTER,
            theme=theme,
            written=written,
            size=COUNTER,
            weight="SEMIBOLD",
        )
        self.add(*self.ticks, self.rim, self.hand, self.number)
        self.define(value=self.stops[0])
        self.pose()

    def angle(self, value: float | None = None) -> float:
        """Return the angle in radians, clockwise from straight up, of a value or of what is set."""
        first, last = self.stops[0], self.stops[-1]
        now = self.level("value") if value is None else value
        return float(SWEEP * (2.0 * (now - first) / (last - first) - 1.0))

    def turn_to(self, value: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which it is turned to ``value``; its number counts.

        Raises
        ------
        ValueError
            When the value lies outside of the stops.
        """
        if not self.stops.min() <= value <= self.stops.max():
            raise ValueError(f"Knob value {value:g} lies outside of its stops")
        return self.drive(run_time=run_time, value=value)

    def _at(self, angle: float, radius: float) -> tuple[float, float]:
        return self.x + radius * float(np.sin(angle)), self.y - radius * float(np.cos(angle))

    def _draw(self) -> None:
        theme, r, angle = self.theme, self.r, self.angle()
        self.rim.place(self.x, self.y, r, theme.panel, theme.ink)
        self.hand.put([self._at(angle, HAND_FROM * r), self._at(angle, HAND_TO * r)], theme.ink)
        for tick, stop in zip(self.ticks, self.stops.tolist(), strict=True):
            there = self.angle(stop)
            ends = [self._at(there, r + INNER), self._at(there, r + OUTER)]
            tick.put(ends, theme.stroke("muted"))
        self.number.define(value=self.level("value"))
