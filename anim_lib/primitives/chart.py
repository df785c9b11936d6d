"""A plot with units: lines, points, bars or stems over linear or logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel, Drive
from anim_lib.primitives import axis
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import Mark, Painter, painter
from anim_lib.primitives.plot_area import Grid, ruled
from anim_lib.primitives.plot_area import Ruler as Ruler  # charts are built with it
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, MOVE, glide, smooth
from anim_lib.typography import LABEL, Label

ZERO = 2.0  # line that signed bars stand on, stage pixels
NAME_GAP = 18.0  # from a series' last point to its name, stage pixels


class _ByFactors(Drive):
    """Interpolates values above zero by factors instead of by differences."""

    def _between(self, name: str, alpha: float) -> Channel:
        if alpha >= 1.0:
            return self.targets[name]
        a, b = self.start[name], self.targets[name]
        return np.asarray(a * (b / a) ** self.rate_func(alpha))


class Chart(ValueGroup):
    """Series over one pair of axes; every point passes through the values between.

    Parameters
    ----------
    values
        ``(n_series, n_points)``, in the unit of ``up``; inside its domain.
    x
        ``(n_points,)``, or ``(n_series, n_points)`` where each series has its own; in the unit
        of ``across``, inside its domain.
    marks
        One :class:`Mark` per series; the later lies in front.
    across, up
        What the horizontal and the vertical axis measure.
    box
        Left, top, right and bottom of the plot, stage pixels.
    grid
        Hairlines at the ticks: none, those of ``up``, or both.

    Channel ``shown`` ``(n_series,)`` is the share of each series that is drawn, from the left.

    Raises
    ------
    ValueError
        When the shapes differ, a number is not finite, or one lies outside its axis.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> chart = Chart([[1.0, 4.0, 9.0]], x=[1, 2, 3], marks=[Mark("line", "ssm", name="work")],
    ...               across=Ruler((0, 4), ((0, "0"), (4, "4")), "length, tokens"),
    ...               up=Ruler((0, 10), ((0, "0"), (10, "10")), "work, steps"),
    ...               box=(200, 300, 900, 760), theme=PAPER)
    >>> chart.spot(0, 2)
    (725.0, 346.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        x: ArrayLike,
        marks: Sequence[Mark],
        across: Ruler,
        up: Ruler,
        box: tuple[float, float, float, float],
        theme: Theme,
        grid: Grid = "none",
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        n_series, n_points = self.values.shape
        self.x = np.array(x, dtype=np.float64)
        if self.x.shape not in ((n_points,), (n_series, n_points)):
            raise ValueError(
                f"Chart x has shape {self.x.shape}, expected shape {(n_points,)} or "
                f"{(n_series, n_points)}"
            )
        self.x = np.broadcast_to(self.x, (n_series, n_points))
        if len(marks) != n_series:
            raise ValueError(f"Chart marks are {len(marks)}, expected one for each of {n_series}")
        self.marks, self.across, self.up = tuple(marks), across, up
        across.check("Chart x", self.x)
        up.check("Chart values", self.values)
        left, top, right, bottom = box
        self.to_x, self.to_y = across.scale((left, right)), up.scale((bottom, top))
        self.base = self.to_y(up.base)
        self.axes = (
            *ruled(across, up, box, grid=grid, theme=theme, ground=self.base == bottom),
            axis.name(up.name, left, top - 24.0, theme=theme),
            axis.name(across.name, right, bottom + 92.0, theme=theme, anchor="r"),
        )
        self.zero = Curve(line=ZERO)
        self.painters: list[Painter] = [painter(mark, n_points) for mark in marks]
        self.names = [
            Label(mark.name, 0.0, 0.0, theme=theme, role=mark.role, size=LABEL, weight="SEMIBOLD")
            for mark in marks
        ]
        self.add(*self.axes, self.zero, *self.painters, *self.names)
        self.define(shown=np.ones(n_series))
        self.pose()

    def spot(self, series: int, point: int) -> tuple[float, float]:
        """Return where a point is shown now, in stage pixels."""
        y = self._channels["values"][series, point]
        return float(self.to_x(self.x[series, point])), float(self.to_y(y))

    def set_values(self, values: ArrayLike) -> Self:
        """Show ``values`` ``(n_series, n_points)`` at once; they must lie on the axis."""
        self.up.check("Chart values", self._fitting(values))
        return super().set_values(values)

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation to ``values`` ``(n_series, n_points)``, all on the axis."""
        self.up.check("Chart values", self._fitting(values))
        return super().to_values(values, run_time=run_time, lag=lag)

    def slide_to(self, values: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation to ``values`` in which straight series stay straight.

        On a logarithmic axis every point passes through equal factors in equal times.
        """
        self.up.check("Chart values", self._fitting(values))
        kind = _ByFactors if self.up.log else Drive
        return kind(self, {"values": values}, {}, run_time=run_time, rate_func=smooth, lag=0.0)

    def draw_series(self, *series: int, run_time: float = COUNT) -> Animation:
        """Return the animation that draws ``series`` from the left; the others stay."""
        shown = self.channel("shown")
        shown[list(series)] = 1.0
        first = self.channel("shown")
        first[list(series)] = 0.0
        return self.drive(run_time=run_time, rate_func=glide, begin={"shown": first}, shown=shown)

    def _draw(self) -> None:
        if self.base != self.axes[1].at:
            ends = [(at, self.base) for at in self.axes[1].span]
            self.zero.put(ends, self.theme.stroke("muted"))
        rows = zip(self.painters, self.names, self._channels["shown"], strict=True)
        for row, (shape, name, shown) in enumerate(rows):
            xs = np.array([self.to_x(v) for v in self.x[row]])
            ys = np.array([self.to_y(v) for v in self._channels["values"][row]])
            shape.draw(xs, ys, self.base, float(shown), self.theme)
            name.x, name.y = xs[-1] + NAME_GAP, ys[-1] + 13.0
            name.define(presence=np.clip(shown * 8.0 - 7.0, 0.0, 1.0))
