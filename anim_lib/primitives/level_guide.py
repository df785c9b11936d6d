"""A dotted line across a plot at one level, with its name: a guess, a chance, a limit."""

from __future__ import annotations

from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives import axis
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.plot_area import PlotArea
from anim_lib.shapes import Curve
from anim_lib.theme import Theme

LINE, DASH = 3.0, (3.0, 9.0)  # stage pixels
ABOVE, INSET = 12.0, 24.0  # of its name: from the line to its baseline, from the plot's end


class LevelGuide(ValueGroup):
    """One level of ``up`` across the whole plot; its name stands above its right end.

    Parameters
    ----------
    level
        In the unit of ``up``, on the axis.
    name
        What lies there.
    plot
        The axes over which it lies.

    Raises
    ------
    ValueError
        When the level lies outside its axis.

    Examples
    --------
    >>> from anim_lib.primitives.plot_area import Ruler
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((0, 10), ((0, "0"), (10, "10")), "cost"),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> LevelGuide(0.25, "chance", plot=plot, theme=PAPER).label.y
    588.0
    """

    def __init__(self, level: float, name: str, *, plot: PlotArea, theme: Theme) -> None:
        super().__init__([level], ndim=1, theme=theme)
        self.plot = plot
        self.plot.up.check("LevelGuide levels", self.values)
        self.curve = Curve(line=LINE, dash=DASH)
        self.label = axis.name(name, plot.box[2] - INSET, 0.0, theme=theme, anchor="r")
        self.add(self.curve, self.label)
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values":
            self.plot.up.check("LevelGuide levels", new)
        return new

    def _draw(self) -> None:
        left, _, right, _ = self.plot.box
        y = float(self.plot.to_y(float(self._channels["values"][0])))
        self.curve.put([(left, y), (right, y)], self.theme.stroke("muted"))
        self.label.y = y - ABOVE
