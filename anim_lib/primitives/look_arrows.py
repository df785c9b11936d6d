"""Arrows that rise from one word of a row, and come down on the words that it looks at."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, arrowhead, partial, stroke
from anim_lib.primitives.attention_arcs import FLOOR
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, ramp
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE

FULL, LEAST = 40.0, 1.2  # width of weight 1, and of the thinnest arrow (0.03), stage pixels
HEAD, HEAVY = (24.0, 20.0), (34.0, 36.0)  # of arrows up to, and above, 12 pixels
APART = 7.0  # between two arrows where they start


class LookArrows(ValueGroup):
    """One arrow per weight, nested: the nearer its target, the lower it flies.

    Parameters
    ----------
    values
        ``(n,)`` attention weights, each 0..1. Width = 40 px x weight, at least 1.2 px; colour =
        the ramp at the weight, never below 3:1 on the ground.
    start
        x and y of where they rise, stage pixels.
    tips
        ``(n, 2)`` where they come down, stage pixels.
    line, apex
        y above which they turn, and y of the highest point of the widest one.

    Channel ``grown`` ``(n,)`` is the share of each that is there.

    Raises
    ------
    ValueError
        When a shape is another one, a weight lies outside 0..1, or a tip lies above ``line``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> arrows = LookArrows([0.5, 0.1], theme=PAPER, start=(500, 400),
    ...                     tips=[(600, 380), (700, 390)], line=300, apex=220)
    >>> arrows.widths().tolist()
    [20.0, 4.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        start: tuple[float, float],
        tips: ArrayLike,
        line: float,
        apex: float,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        if (self.values < 0).any() or (self.values > 1).any():
            raise ValueError(f"LookArrows values {self.values} must be weights in 0..1")
        self.tips = np.array(tips, dtype=np.float64)
        if self.tips.shape != (count, 2):
            raise ValueError(f"LookArrows tips have shape {self.tips.shape}, expected ({count}, 2)")
        if min(start[1], self.tips[:, 1].min()) < line or apex >= line:
            raise ValueError("LookArrows rise from below the line and turn above it")
        self.start, self.line, self.apex = start, line, apex
        self.shafts = [Curve() for _ in range(count)]
        self.heads = [Shape() for _ in range(count)]
        self.add(*self.shafts, *self.heads)
        self.define(grown=np.ones(count))
        self.pose()

    def widths(self) -> Points:
        """Return the width of each arrow, ``(n,)`` stage pixels."""
        return np.maximum(FULL * self._channels["values"], LEAST)

    def colour(self, i: int) -> Colour:
        """Return the colour of an arrow."""
        weight = float(self._channels["values"][i])
        return ramp(self.theme.attention_ramp, max(FLOOR[self.theme.name], weight))

    def rise(self, *, run_time: float = MOVE, lag: float = 0.2) -> Animation:
        """Return the animation in which they leave the word, in the order of the values."""
        return self.grow_in("grown", run_time=run_time, lag=lag)

    def _feet(self) -> Points:
        """Return the x at which each arrow rises: side by side around the start, none crossed.

        Left targets near to far, then right targets far to near.
        """
        widths, away = self.widths(), self.tips[:, 0] - self.start[0]
        order = np.lexsort((-np.abs(away) * np.sign(away), away > 0.0))
        ends = np.cumsum(widths[order] + APART) - APART
        feet = np.empty(len(widths))
        feet[order] = self.start[0] + ends - widths[order] / 2 - ends[-1] / 2
        return feet

    def _path(self, foot: float, tip: Points) -> Points:
        half = (tip[0] - foot) / 2
        widest = np.abs(self.tips[:, 0] - self._feet()).max() / 2
        height = (self.line - self.apex) * abs(half) / widest
        turn = np.linspace(0.0, np.pi, 60)
        bow = np.column_stack([foot + half * (1 - np.cos(turn)), self.line - height * np.sin(turn)])
        return np.vstack([[(foot, self.start[1])], bow, [tip]])

    def _draw(self) -> None:
        feet, widths = self._feet(), self.widths()
        for i, (shaft, head) in enumerate(zip(self.shafts, self.heads, strict=True)):
            grown = float(self._channels["grown"][i])
            head.hide()
            shaft.hide()
            if grown <= 0.0:
                continue
            long, wide = HEAVY if widths[i] > 12.0 else HEAD
            path, colour = self._path(float(feet[i]), self.tips[i]), self.colour(i)
            way = partial(path, grown)
            reach = float(np.hypot(*np.diff(way, axis=0).T).sum())
            size = min(1.0, reach / (1.4 * long))
            shaft.stroke_width = stroke(float(widths[i]))
            shaft.put(partial(way, 1.0 - 0.7 * size * long / max(reach, 1e-9)), colour)
            back = partial(way, 1.0 - size * long / max(reach, 1e-9))[-1]
            angle = float(np.arctan2(*(way[-1] - back)[::-1]))
            x, y = way[-1].tolist()
            head.put(arrowhead(x, y, angle, size * long, size * wide), colour)
