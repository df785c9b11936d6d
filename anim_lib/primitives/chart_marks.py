"""How one series of a chart is drawn: a line, points, bars or stems."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Literal

import numpy as np
from manim import VGroup

from anim_lib.layout import Points, circle, rounded
from anim_lib.scales import Colour, rgb
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import settle

Kind = Literal["line", "scatter", "bars", "stems"]
Outline = Literal["circle", "square", "diamond", "star"]

LINE = 5.0  # stage pixels
RADIUS = 14.0  # of a point
RING = 3.0  # of ground around a point
BAR = 34.0
HEAD = 7.0  # radius of the dot on a stem
CORNER = 3.0
_FEW = 8  # bars at once on their way up while a series is drawn


@dataclass(frozen=True, slots=True)
class Mark:
    """One series' style: ``role`` of its colour, ``negative`` the role below the base.

    ``size`` is the width of the line or bar or the radius of the point in stage pixels
    (None: the grammar's), ``dash`` (on, off) for lines, ``outline`` the shape of points, which
    ``hollow`` fills with the ground. ``name`` is printed at the last point.
    """

    kind: Kind
    role: str
    name: str = ""
    negative: str | None = None
    size: float | None = None
    dash: tuple[float, float] | None = None
    outline: Outline = "circle"
    hollow: bool = False


def point(outline: Outline, x: float, y: float, r: float) -> Points:
    """Return a point's outline ``(n, 2)`` of the same weight for the eye in every shape.

    Examples
    --------
    >>> point("diamond", 500.0, 300.0, 10.0).round().tolist()
    [[500.0, 288.0], [512.0, 300.0], [500.0, 312.0], [488.0, 300.0]]
    """
    if outline == "circle":
        return circle(x, y, r)
    if outline == "square":
        return rounded(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r, 2.0)
    corners = 4 if outline == "diamond" else 10
    turn = np.arange(corners) * 2 * np.pi / corners
    reach = np.full(corners, 1.2 * r)
    if outline == "star":
        reach[:] = np.where(np.arange(corners) % 2, 0.58 * r, 1.3 * r)
    return np.column_stack([x + reach * np.sin(turn), y - reach * np.cos(turn)])


def _turns(count: int, shown: float) -> np.ndarray:
    """How far each of ``count`` points has come when a series is ``shown`` (0..1)."""
    if shown >= 1.0:
        return np.ones(count)
    few = min(_FEW, count)
    late = np.arange(count) / few
    return np.clip(shown * (1 + (count - 1) / few) - late, 0.0, 1.0)


class Painter(VGroup):
    """Draws one series; ``xs`` and ``ys`` are stage pixels, ``base`` is where bars stand."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark

    @abstractmethod
    def draw(self, xs: np.ndarray, ys: np.ndarray, base: float, shown: float, theme: Theme) -> None:
        """Show the first ``shown`` (0..1) of the series."""

    def _colour(self, y: float, base: float, theme: Theme) -> Colour:
        below = y > base and self.mark.negative is not None
        return rgb(theme.fill((self.mark.negative or "") if below else self.mark.role))


class _Line(Painter):
    def __init__(self, mark: Mark) -> None:
        super().__init__(mark)
        self.curve = Curve(line=mark.size or LINE, dash=mark.dash)
        self.add(self.curve)

    def draw(self, xs: np.ndarray, ys: np.ndarray, base: float, shown: float, theme: Theme) -> None:
        self.curve.put(np.column_stack([xs, ys]), theme.stroke(self.mark.role), share=shown)


class _Scatter(Painter):
    def __init__(self, mark: Mark, count: int) -> None:
        super().__init__(mark)
        self.points_ = [Shape(line=RING) for _ in range(count)]
        self.add(*self.points_)

    def draw(self, xs: np.ndarray, ys: np.ndarray, base: float, shown: float, theme: Theme) -> None:
        radius = self.mark.size or RADIUS
        for x, y, turn, shape in zip(xs, ys, _turns(len(xs), shown), self.points_, strict=True):
            if turn <= 0.0:
                shape.hide()
                continue
            colours = (self._colour(y, base, theme), theme.ground)
            fill, edge = colours[::-1] if self.mark.hollow else colours
            shape.put(point(self.mark.outline, x, y, radius * settle(turn)), fill, edge)


class _Bars(Painter):
    def __init__(self, mark: Mark, count: int) -> None:
        super().__init__(mark)
        self.bars = [Shape() for _ in range(count)]
        self.heads = [Shape() for _ in range(count if mark.kind == "stems" else 0)]
        self.add(*self.bars, *self.heads)

    def draw(self, xs: np.ndarray, ys: np.ndarray, base: float, shown: float, theme: Theme) -> None:
        stems = self.mark.kind == "stems"
        wide = (3.0 if stems else self.mark.size) or BAR
        for k, turn in enumerate(_turns(len(xs), shown)):
            y, colour = base + (ys[k] - base) * settle(turn), self._colour(ys[k], base, theme)
            if turn <= 0.0:
                self.bars[k].hide()
            else:
                top, tall = min(y, base), abs(y - base)
                corner = min(CORNER, wide / 3)
                self.bars[k].put(rounded(xs[k] - wide / 2, top, wide, tall, corner), colour)
            if stems and turn > 0.0:
                self.heads[k].put(circle(xs[k], y, self.mark.size or HEAD), colour)
            elif stems:
                self.heads[k].hide()


def painter(mark: Mark, count: int) -> Painter:
    """Return what draws ``count`` points in the style of ``mark``.

    Raises
    ------
    ValueError
        When the kind is unknown.
    """
    if mark.kind == "line":
        return _Line(mark)
    if mark.kind == "scatter":
        return _Scatter(mark, count)
    if mark.kind in ("bars", "stems"):
        return _Bars(mark, count)
    raise ValueError(f"Mark kind {mark.kind!r} is not one of line, scatter, bars, stems")
