"""Coefficients as signed bars in equal slots: more of them make the slots narrower."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import DIMMED
from anim_lib.primitives.recorded import Recorded
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, soft
from anim_lib.typography import NUMBER, Counter

AXIS = 2.0  # line widths, stage pixels
BEFORE = 4.0
REACH = 5.0  # of the mark of an earlier value beyond its bar, to each side
SHARE, WIDEST = 0.68, 64.0  # of a slot that its bar takes, and the most that it may
BEHIND = 12.0  # from a bar's end to its number
RADIUS = 3.0


class CoefficientBars(Recorded):
    """``(n_times, n)`` signed numbers as bars on one line, teal above it and amber below.

    Channels: ``time`` (which moment is shown), ``slots`` (how many fit between left and right;
    bars beyond are not drawn), ``base`` and ``unit`` (zero, and stage pixels per 1); one number
    per bar: ``grown`` (share of its height), ``strength`` (1 full colour, 0 stepped back),
    ``numbers`` (1 printed), ``marked`` (the earlier value that a tick shows). ``ticks`` is 1
    when those are there.

    Parameters
    ----------
    history, times
        ``(n_times, n)``, and the moments they are of.
    span
        Left and right end of the slots, stage pixels.
    numbered
        Which bars can print their number.
    limit
        The largest size of a number that has a place: a chosen round number.

    Raises
    ------
    ValueError
        When a shape is another one, or a number lies beyond ``limit``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> bars = CoefficientBars([[0.5, -1.0]], times=[0], span=(100, 300), slots=2, base=500,
    ...                        unit=80, limit=1, numbered=[0], theme=PAPER)
    >>> bars.middle(1), bars.end(0), bars.counters[0].text
    (250.0, 460.0, '0.50')
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        span: tuple[float, float],
        slots: float,
        base: float,
        unit: float,
        limit: float,
        theme: Theme,
        numbered: Sequence[int] = (),
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        most = float(np.abs(self.values).max())
        if most > limit:
            raise ValueError(f"CoefficientBars number {most:g} lies beyond the limit {limit:g}")
        self.span, count = span, self.values.shape[1]
        self.line = Curve(line=AXIS)
        self.bars = [Shape() for _ in range(count)]
        self.ticks = [Curve(line=BEFORE) for _ in range(count)]
        self.counters: Mapping[int, Counter] = {
            k: Counter(0.0, 0.0, 0.0, theme=theme, anchor="c") for k in numbered
        }
        self.add(self.line, *self.bars, *self.ticks, *self.counters.values())
        self.define(slots=slots, base=base, unit=unit, ticks=0.0)
        self.define(grown=np.ones(count), strength=np.ones(count), marked=np.zeros(count))
        self.define(numbers=np.zeros(count))
        self.set_channels(numbers=np.isin(np.arange(count), list(numbered)))

    def middle(self, k: int) -> float:
        """Return the x of the middle of slot ``k`` now, stage pixels."""
        return self.span[0] + (k + 0.5) * self._pitch()

    def end(self, k: int) -> float:
        """Return the height at which bar ``k`` ends now, stage pixels."""
        return self._height(float(self.now()[k] * self._channels["grown"][k]))

    def mark_before(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which every bar gets a tick at the value it has then."""
        return self.drive(
            run_time=run_time,
            rate_func=soft,
            begin={"marked": self.now(), "ticks": 0.0},
            marked=self.now(),
            ticks=1.0,
        )

    def _pitch(self) -> float:
        return (self.span[1] - self.span[0]) / self.level("slots")

    def _height(self, value: float) -> float:
        return self.level("base") - value * self.level("unit")

    def _draw(self) -> None:
        theme, base = self.theme, self.level("base")
        self.line.put([(self.span[0], base), (self.span[1], base)], theme.stroke("muted"))
        half = min(SHARE * self._pitch(), WIDEST) / 2
        values = self.now() * self._channels["grown"]
        for k, (bar, tick) in enumerate(zip(self.bars, self.ticks, strict=True)):
            x, height = self.middle(k), self._height(float(values[k]))
            tick.hide()
            if x + half > self.span[1] + 0.01 or self._channels["grown"][k] <= 0.0:
                bar.hide()
                continue
            role = "state_pos" if values[k] >= 0 else "state_neg"
            away = DIMMED * (1.0 - float(self._channels["strength"][k]))
            outline = rounded(
                x - half, min(base, height), 2 * half, abs(base - height), min(RADIUS, half / 4)
            )
            bar.put(outline, mix(theme.fill(role), theme.ground, away))
            if self.level("ticks") > 0.0:
                at = self._height(float(self._channels["marked"][k]))
                colour = mix(theme.ground, theme.stroke("accent"), self.level("ticks"))
                tick.put([(x - half - REACH, at), (x + half + REACH, at)], colour)
        for k, counter in self.counters.items():
            self._print(counter, k, float(values[k]))

    def _print(self, counter: Counter, k: int, value: float) -> None:
        below = value < 0
        drop = BEHIND + 0.73 * NUMBER if below else -BEHIND
        counter.x, counter.y = self.middle(k), self._height(value) + drop
        counter.colour = self.theme.text("state_neg" if below else "state_pos")
        there = float(self._channels["numbers"][k]) * soft(4.0 * float(self._channels["grown"][k]))
        counter.define(value=value, presence=there)
