"""What was spent, step by step, as one bar of segments, and the sum so far in digits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Scale, mix
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth
from anim_lib.typography import COUNTER, Counter

SEAM = 3.0  # of ground between two segments
RADIUS = 3.0
OLDER = 0.5  # share of the ground in the segments of earlier steps


class StepBar(ValueGroup):
    """``(n_steps,)`` amounts that lie end to end; the newest alone has the full colour.

    Channels, one number per step: ``values`` (what it costs), ``spent`` (the share of that spent
    so far), ``fresh`` (1 full colour, 0 the paler one of an earlier step). Segments and digits
    are drawn from the same numbers.

    Parameters
    ----------
    values
        ``(n_steps,)`` amounts, none below zero, in the unit of ``scale``.
    scale
        Sum of amounts -> stage pixel of the bar's end.
    y, thickness
        Stage pixels of the bar's middle line, and of its height.
    counter
        ``(x, y)`` stage pixels of the right end of the sum's baseline.
    written
        Sum -> text of at most ``slots`` characters.

    Raises
    ------
    ValueError
        When the shape is another one, or an amount is below zero or not finite.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> bar = StepBar([20, 30], theme=PAPER, scale=linear((0, 100), (96, 1096)), y=400,
    ...               thickness=26, role="cache", counter=(1824, 380))
    >>> bar.ends(1), bar.counter.text
    ((296.0, 596.0), '50')
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        scale: Scale,
        y: float,
        thickness: float,
        role: str,
        counter: tuple[float, float],
        written: Callable[[float], str] = "{:,.0f}".format,
        slots: int = 11,
        size: float = COUNTER,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        if (self.values < 0).any():
            raise ValueError(f"StepBar values reach down to {self.values.min():g}, expected >= 0")
        self.ends_at, self.y, self.thickness, self.role = scale, y, thickness, role
        self.segments = [Shape() for _ in self.values]
        self.counter = Counter(
            0.0,
            *counter,
            theme=theme,
            written=written,
            slots=slots,
            role=role,
            size=size,
            weight="SEMIBOLD",
            anchor="r",
        )
        self.add(*self.segments, self.counter)
        one = np.ones(len(self.segments))
        self.define(spent=one, fresh=one)
        self.pose()

    def ends(self, step: int) -> tuple[float, float]:
        """Return the stage pixels between which a step's segment lies now, its seam included."""
        sums = np.concatenate([[0.0], np.cumsum(self._spent())])
        return float(self.ends_at(float(sums[step]))), float(self.ends_at(float(sums[step + 1])))

    def _spent(self) -> Channel:
        return np.asarray(self._channels["values"] * self._channels["spent"])

    def spend(self, step: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation after which all steps up to ``step`` are paid, this one lit."""
        steps = np.arange(len(self.segments))
        return self.drive(
            run_time=run_time, rate_func=smooth, spent=steps <= step, fresh=steps >= step
        )

    def _draw(self) -> None:
        theme = self.theme
        self.counter.define(value=self._spent().sum())
        own, ground = theme.fill(self.role), theme.ground
        for k, segment in enumerate(self.segments):
            a, b = self.ends(k)
            if b - a <= SEAM:
                segment.hide()
                continue
            older = OLDER * (1.0 - float(self._channels["fresh"][k]))
            outline = rounded(a, self.y - self.thickness / 2, b - a - SEAM, self.thickness, RADIUS)
            segment.put(outline, mix(own, ground, older))
