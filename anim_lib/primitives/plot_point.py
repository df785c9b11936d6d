"""One point of a plot, on its own."""

from __future__ import annotations

from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import Outline, point
from anim_lib.scales import Scale
from anim_lib.shapes import Shape
from anim_lib.theme import Theme

RADIUS, RING, EDGE = 12.0, 3.0, 4.0


class PlotPoint(ValueGroup):
    """A mark at ``(x, y)`` ``(2,)``, in the units of ``across`` and ``up``.

    Parameters
    ----------
    across, up
        Value -> stage pixel.
    outline
        Shape of the mark; ``hollow`` ones are drawn as an edge on the ground's colour.

    Raises
    ------
    ValueError
        When it is not two numbers.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> mark = PlotPoint([1, 2], across=linear((0, 2), (200, 400)), up=linear((0, 4), (700, 500)),
    ...                  theme=PAPER, role="cache")
    >>> mark.spot()
    (300.0, 600.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        across: Scale,
        up: Scale,
        theme: Theme,
        role: str,
        outline: Outline = "circle",
        hollow: bool = False,
        radius: float = RADIUS,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        if self.values.shape != (2,):
            raise ValueError(f"PlotPoint values have shape {self.values.shape}, expected (2,)")
        self.across, self.up, self.role = across, up, role
        self.outline, self.hollow, self.radius = outline, hollow, radius
        self.mark = Shape(line=EDGE if hollow else RING)
        self.add(self.mark)
        self.pose()

    def spot(self) -> tuple[float, float]:
        """Return where it is shown now, in stage pixels."""
        x, y = self._channels["values"].tolist()
        return float(self.across(x)), float(self.up(y))

    def _draw(self) -> None:
        theme, (x, y) = self.theme, self.spot()
        fill, edge = theme.fill(self.role), theme.ground
        if self.hollow:
            fill, edge = theme.ground, theme.stroke(self.role)
        self.mark.put(point(self.outline, x, y, self.radius), fill, edge)
