"""Plain outlines written straight from numbers: radius and line width never scale.

Each shape has ``put(...)``, which is absolute, and ``hide()``. Sizes are stage pixels,
colours ``#RRGGBB`` or ``(3,)`` arrays in 0..1; a colour of ``None`` paints nothing.
"""

from __future__ import annotations

import numpy as np
from manim import LineJointType, VGroup
from numpy.typing import ArrayLike

from anim_lib.layout import Points, arrowhead, chain, circle, dashes, partial, rounded, stroke
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.scales import Colour

Paint = str | Colour | None


class Shape(Leaf):
    """A closed polygon."""

    def __init__(self, *, line: float = 0.0) -> None:
        super().__init__(fill=0.0, width=stroke(line), edge=0.0)
        self.joint_type = LineJointType.ROUND

    def put(self, outline: ArrayLike, fill: Paint = None, edge: Paint = None) -> None:
        """Show the polygon ``outline`` ``(n, 2)``."""
        self.put_beziers(chain(outline, closed=True), fill, edge)

    def put_beziers(self, beziers: Points, fill: Paint = None, edge: Paint = None) -> None:
        """Show a closed path of manim's bezier points: what ``chain`` makes of an outline."""
        self.points = beziers
        if fill is None:
            self.fill_rgbas[:, 3] = 0.0
        if edge is None:
            self.stroke_rgbas[:, 3] = 0.0
        paint(self, fill, edge)

    def hide(self) -> None:
        """Show nothing."""
        self.points = NOWHERE


class Box(Shape):
    """A rectangle with rounded corners of ``radius`` and an edge of ``line`` stage pixels."""

    def __init__(self, *, radius: float = 0.0, line: float = 0.0) -> None:
        super().__init__(line=line)
        self.radius = radius

    def place(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: Paint = None,
        edge: Paint = None,
        *,
        line: float | None = None,
    ) -> None:
        """Show the rectangle with top left corner ``(x, y)``, width ``w`` and height ``h``."""
        self.put(rounded(x, y, w, h, self.radius), fill, edge)
        if line is not None:
            self.stroke_width = stroke(line)


class Disc(Shape):
    """A circle."""

    def place(self, x: float, y: float, r: float, fill: Paint = None, edge: Paint = None) -> None:
        """Show the circle around ``(x, y)`` with radius ``r``."""
        self.put(circle(x, y, r), fill, edge)


class Curve(Leaf):
    """An open line of ``line`` stage pixels, whole or dashed, drawn up to a share of its length."""

    def __init__(self, *, line: float = 3.0, dash: tuple[float, float] | None = None) -> None:
        super().__init__(fill=0.0, width=stroke(line), edge=1.0)
        self.joint_type = LineJointType.ROUND
        self.dash = dash

    def put(self, px: ArrayLike, colour: Paint, *, share: float = 1.0) -> None:
        """Show the first ``share`` (0..1) of the polyline ``px`` ``(n, 2)``."""
        line = np.asarray(px, dtype=np.float64)
        if share <= 0.0 or len(line) < 2:
            self.hide()
            return
        line = partial(line, share) if share < 1.0 else line
        pieces: list[Points] = dashes(line, *self.dash) if self.dash else [line]
        self.points = np.concatenate([chain(piece, closed=False) for piece in pieces])
        paint(self, None, colour)

    def hide(self) -> None:
        """Show nothing."""
        self.points = NOWHERE


class Arrow(VGroup):
    """An arrow whose head keeps its size; the shaft ends inside the head."""

    def __init__(
        self,
        *,
        line: float = 5.0,
        head: tuple[float, float] = (24.0, 20.0),
        dash: tuple[float, float] | None = None,
    ) -> None:
        self.shaft, self.tip, self.head = Curve(line=line, dash=dash), Shape(), head
        super().__init__(self.shaft, self.tip)

    def put(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: Paint,
        *,
        grow: float = 1.0,
    ) -> None:
        """Show the arrow from ``start`` to ``grow`` (0..1) of the way to ``end``."""
        self.follow([start, end], colour, grow=grow)

    def follow(self, path: ArrayLike, colour: Paint, *, grow: float = 1.0) -> None:
        """Show the arrow along the first ``grow`` (0..1, by length) of ``path`` ``(n, 2)``."""
        line = partial(path, grow)
        reach = float(np.hypot(*np.diff(line, axis=0).T).sum())
        if reach < 1.0:
            self.hide()
            return
        size = min(1.0, reach / (1.4 * self.head[0]))
        self.shaft.put(partial(line, 1.0 - 0.7 * size * self.head[0] / reach), colour)
        (x, y), (dx, dy) = line[-1], line[-1] - line[-2]
        angle = float(np.arctan2(dy, dx))
        self.tip.put(arrowhead(x, y, angle, size * self.head[0], size * self.head[1]), colour)

    def hide(self) -> None:
        """Show nothing."""
        self.shaft.hide()
        self.tip.hide()
