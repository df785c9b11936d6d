"""How much each place of a history weighs, as an area that stays the same as it stretches."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import constant

LINE, AXIS = 3.0, 2.0  # widths, stage pixels


class WeightArea(ValueGroup):
    """``(n_points,)`` weights per whole history, none below 0, over places from old to new.

    Channel ``reach`` is the share of the span that the history takes up: the area is as wide
    as that, and as much higher, so that a history of any length weighs the same.

    Parameters
    ----------
    values, places
        ``(n_points,)`` weights, and the places in 0..1 where they are given.
    span
        Left and right end of a whole history, stage pixels.
    base, unit
        Zero, and stage pixels per weight 1 when ``reach`` is 1.

    Raises
    ------
    ValueError
        When a shape is another one, or a weight lies below 0.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> area = WeightArea([1.0, 1.0], places=[0, 1], span=(100, 500), base=300, unit=10,
    ...                   theme=PAPER)
    >>> area.set_channels(reach=0.5).path().tolist()
    [[100.0, 280.0], [300.0, 280.0]]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        places: ArrayLike,
        span: tuple[float, float],
        base: float,
        unit: float,
        theme: Theme,
        role: str = "accent",
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.places = np.array(places, dtype=np.float64)
        if self.places.shape != self.values.shape:
            raise ValueError(
                f"WeightArea places have shape {self.places.shape}, expected {self.values.shape}"
            )
        if self.values.min() < 0:
            raise ValueError(f"WeightArea weight {self.values.min():g} lies below 0")
        self.span, self.base, self.unit, self.role = span, base, unit, role
        self.area, self.line, self.edge = Shape(), Curve(line=AXIS), Curve(line=LINE)
        self.add(self.area, self.line, self.edge)
        self.define(reach=1.0)
        self.pose()

    def stretch_to(self, reach: float, *, run_time: float, start: float | None = None) -> Animation:
        """Return the animation in which the history grows to ``reach`` at constant speed."""
        begin = {} if start is None else {"reach": start}
        return self.drive(run_time=run_time, rate_func=constant, begin=begin, reach=reach)

    def path(self) -> np.ndarray:
        """Return the upper edge ``(n_points, 2)`` now, stage pixels."""
        reach = max(self.level("reach"), 1e-6)
        x = self.span[0] + (self.span[1] - self.span[0]) * reach * self.places
        return np.column_stack([x, self.base - self.unit / reach * self._channels["values"]])

    def _draw(self) -> None:
        edge, theme = self.path(), self.theme
        feet = [(edge[-1, 0], self.base), (edge[0, 0], self.base)]
        self.area.put(np.vstack([edge, feet]), theme.tint(self.role))
        self.line.put([(self.span[0], self.base), (self.span[1], self.base)], theme.stroke("muted"))
        self.edge.put(edge, theme.stroke(self.role))
