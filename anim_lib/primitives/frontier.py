"""The staircase of what is unbeaten in a plane, and the shade under it of what is beaten."""

from __future__ import annotations

from typing import Literal

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.plot_area import PlotArea
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, glide

Parts = Literal["both", "shade", "edge"]

LINE = 3.0  # stage pixels


class Frontier(ValueGroup):
    """The best that was measured for at most so much: up over across, more up being better.

    Between two points it stays level, because nothing was measured there: it is a staircase,
    from the left-most point to the right end of the axis. The shade under it holds all that
    something else beats: as good at no more cost.

    Parameters
    ----------
    values
        ``(n, 2)``: across and up of the unbeaten points, both rising.
    plot
        The axes over which it lies.
    role
        Role whose stroke colour the staircase has; the shade is the theme's panel.
    parts
        Both, or one alone, so that other things can lie between the two.

    Channel ``drawn`` is the share of its width that is there, from the left.

    Raises
    ------
    ValueError
        When the shape is another one, a point lies outside the axes, or a number does not rise.

    Examples
    --------
    >>> from anim_lib.primitives.plot_area import Ruler
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((0, 10), ((0, "0"), (10, "10")), "cost"),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> Frontier([[2, 0.5], [5, 0.75]], plot=plot, role="ink", theme=PAPER).corners().tolist()
    [[360.0, 700.0], [360.0, 500.0], [600.0, 500.0], [600.0, 400.0], [1000.0, 400.0]]
    """

    def __init__(
        self, values: ArrayLike, *, plot: PlotArea, role: str, theme: Theme, parts: Parts = "both"
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        if self.values.shape != (len(self.values), 2):
            raise ValueError(f"Frontier values have shape {self.values.shape}, expected (n, 2)")
        self.plot, self.role, self.parts = plot, role, parts
        self._rising(self.values)
        self.shade, self.edge = Shape(), Curve(line=LINE)
        shown = {"both": (self.shade, self.edge), "shade": (self.shade,), "edge": (self.edge,)}
        self.add(*shown[parts])
        self.define(drawn=1.0)
        self.pose()

    def _rising(self, values: Points) -> None:
        self.plot.place(values)
        if (np.diff(values, axis=0) <= 0.0).any():
            raise ValueError("Frontier values do not rise in both numbers: one beats another")

    def corners(self) -> Points:
        """Return the corners of the whole staircase ``(2 n + 1, 2)``, stage pixels."""
        (_, _, right, bottom), spots = self.plot.box, self.plot.place(self._channels["values"])
        x = np.append(np.repeat(spots[:, 0], 2), right)
        y = np.repeat(np.append(bottom, spots[:, 1]), 2)[1:]
        return np.column_stack([x, y])

    def draw(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which it comes from the left."""
        return self.grow_in("drawn", run_time=run_time, rate_func=glide)

    def _draw(self) -> None:
        corners, (_, _, right, bottom) = self.corners(), self.plot.box
        first = corners[0, 0]
        end = first + (right - first) * self.level("drawn")
        keep = corners[corners[:, 0] <= end]
        if len(keep) < 2:
            self.shade.hide()
            self.edge.hide()
            return
        path = np.vstack([keep, [end, keep[-1, 1]]])
        self.shade.put(np.vstack([path, [end, bottom]]), self.theme.panel)
        self.edge.put(path, self.theme.stroke(self.role))
