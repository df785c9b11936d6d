"""Measured models in a plane: a mark, its spread as an error bar, its name beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import DIMMED, Channel, Drive, Posed
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.chart_marks import RADIUS, RING, Outline, point
from anim_lib.primitives.plot_area import PlotArea
from anim_lib.scales import Colour, mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import DIM, MOVE, STAGGER, constant, settle, soft
from anim_lib.typography import LABEL, Anchor, Label

Side = Literal["left", "right", "above", "below"]

BAR, CAP = 3.0, 18.0  # line of an error bar and length of its caps, stage pixels
LEAST = 6.0  # a shorter error bar is hidden behind its mark
GAP = 24.0  # from a mark's centre to its name
LEADER, CLEAR = 2.0, 8.0  # a leader's line, and the gap at its end, stage pixels
ASCENT, DESCENT = 0.36 * LABEL, 0.73 * LABEL  # a name's centre line and capitals above its baseline
CORNERS: dict[Side, tuple[Anchor, float, float]] = {
    "left": ("r", -GAP, ASCENT),
    "right": ("l", GAP, ASCENT),
    "above": ("c", 0.0, -GAP),
    "below": ("c", 0.0, GAP + DESCENT),
}


@dataclass(frozen=True, slots=True)
class Dot:
    """One point's style: ``role`` of its colour, ``outline`` of its mark, and its name.

    The name stands at ``side`` of the mark, moved by ``away`` ``(dx, dy)`` stage pixels; with a
    ``leader``, a line runs from the end of the name to the mark.
    """

    role: str
    outline: Outline = "circle"
    name: str = ""
    side: Side = "right"
    away: tuple[float, float] = (0.0, 0.0)
    size: float = RADIUS
    leader: bool = False


class _InTurn(Drive):
    """Shows points one after the other: each has its own start, ``late`` ``(n,)`` seconds."""

    def __init__(
        self, points: Posed, first: Channel, last: Channel, late: Channel, *, run_time: float
    ) -> None:
        self.late, self.one = late, run_time
        super().__init__(
            points,
            {"shown": last, "presence": 1.0},
            {"shown": first, "presence": 1.0},
            run_time=run_time + float(late.max()),
            rate_func=constant,
            lag=0.0,
        )

    def _between(self, name: str, alpha: float) -> Channel:
        a, b = self.start[name], self.targets[name]
        if alpha >= 1.0 or name != "shown":
            return b
        turns = np.clip((alpha * self.length - self.late) / self.one, 0.0, 1.0)
        return np.asarray(a + (b - a) * turns)


class MeasuredPoints(ValueGroup):
    """Points of one value across and a mean with its range up; all four move together.

    Parameters
    ----------
    values
        ``(n, 4)``: across, up, and the least and the greatest of up; in the units of the axes.
    dots
        One :class:`Dot` per point; the later lies in front.
    plot
        The axes over which they lie.

    Channels, one number per point unless said otherwise: ``shown``, 1 when it is all there (its
    mark grows, then its error bar opens); ``named``, the presence of its name; ``away``
    ``(n, 2)``, that of its name in stage pixels; ``strength``, 1 in full colour, 0 stepped back.

    Raises
    ------
    ValueError
        When the shape is another one, a number lies outside its axis, or a mean lies outside its
        own range.

    Examples
    --------
    >>> from anim_lib.primitives.plot_area import Ruler
    >>> from anim_lib.theme import PAPER
    >>> plot = PlotArea(Ruler((1, 100), ((1, "1"), (100, "100")), "bytes, log scale", log=True),
    ...                 Ruler((0, 1), ((0, "0"), (1, "1")), "share"),
    ...                 box=(200, 300, 1000, 700), theme=PAPER)
    >>> points = MeasuredPoints([[10, 0.5, 0.4, 0.7]], dots=[Dot("ssm", name="Mamba-2")],
    ...                         plot=plot, theme=PAPER)
    >>> points.spot(0)
    (600.0, 500.0)
    """

    def __init__(
        self, values: ArrayLike, *, dots: Sequence[Dot], plot: PlotArea, theme: Theme
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        count = len(self.values)
        if self.values.shape != (count, 4):
            raise ValueError(
                f"MeasuredPoints values have shape {self.values.shape}, expected ({count}, 4): "
                "across, up, least, greatest"
            )
        if len(dots) != count:
            raise ValueError(f"MeasuredPoints dots are {len(dots)}, expected {count}")
        self.dots, self.plot = tuple(dots), plot
        self._measured(self.values)
        self.bars = [[Curve(line=BAR) for _ in range(3)] for _ in dots]  # bar, least, greatest
        self.marks = [Shape(line=RING) for _ in dots]
        self.names = [
            Label(
                dot.name,
                0.0,
                0.0,
                theme=theme,
                role=dot.role,
                weight="SEMIBOLD",
                anchor=CORNERS[dot.side][0],
            )
            for dot in dots
        ]
        self.leaders = [Curve(line=LEADER) for _ in dots]
        behind = [part for bar in self.bars for part in bar]
        self.add(*behind, *self.leaders, *self.marks, *self.names)
        self.define(
            shown=np.ones(count),
            named=np.ones(count),
            away=np.array([dot.away for dot in dots], dtype=np.float64),
            strength=np.ones(count),
        )
        self.pose()

    def _measured(self, values: Channel) -> None:
        self.plot.across.check("MeasuredPoints across", values[:, 0])
        self.plot.up.check("MeasuredPoints up", values[:, 1:])
        if ((values[:, 1] < values[:, 2]) | (values[:, 1] > values[:, 3])).any():
            raise ValueError("MeasuredPoints up lie outside their own least and greatest")

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values":
            self._measured(new)
        return new

    def spot(self, one: int) -> tuple[float, float]:
        """Return where a mark is now, in stage pixels."""
        x, y = self._channels["values"][one, :2]
        return float(self.plot.to_x(x)), float(self.plot.to_y(y))

    def come(self, *which: int, run_time: float = MOVE, lag: float = 5 * STAGGER) -> Animation:
        """Return the animation in which ``which`` come one after the other, ``lag`` s apart.

        Of each the mark grows, its error bar opens, then its name comes; the others stay.
        """
        late, first = np.zeros(len(self.dots)), self.channel("shown")
        late[list(which)] = lag * np.arange(len(which))
        first[list(which)] = 0.0
        last = first.copy()
        last[list(which)] = 1.0
        return _InTurn(self, first, last, late, run_time=run_time)

    def emphasise(self, *which: int, run_time: float = DIM) -> Animation:
        """Return the animation in which all but ``which`` step back."""
        strength = np.zeros(len(self.dots))
        strength[list(which)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, strength=strength)

    def _draw(self) -> None:
        c = self._channels
        for k, dot in enumerate(self.dots):
            shown, quiet = float(c["shown"][k]), (1.0 - float(c["strength"][k])) * DIMMED
            if shown <= 0.0:
                for part in (*self.bars[k], self.marks[k], self.leaders[k]):
                    part.hide()
                self.names[k].define(presence=0.0)
                continue
            x, y = self.spot(k)
            stroke = mix(self.theme.stroke(dot.role), self.theme.ground, quiet)
            fill = mix(self.theme.fill(dot.role), self.theme.ground, quiet)
            size = dot.size * settle(min(2.0 * shown, 1.0))
            self.marks[k].put(point(dot.outline, x, y, size), fill, self.theme.ground)
            self._spread(k, x, y, settle(max(2.0 * shown - 1.0, 0.0)), stroke)
            _, dx, dy = CORNERS[dot.side]
            self.names[k].x, self.names[k].y = x + dx + c["away"][k, 0], y + dy + c["away"][k, 1]
            there = float(c["named"][k]) * float(np.clip(shown * 3.0 - 2.0, 0.0, 1.0))
            self.names[k].define(presence=there, dim=1.0 - c["strength"][k])
            self._lead(k, x, y, there, mix(self.theme.ground, stroke, there))

    def _lead(self, k: int, x: float, y: float, there: float, colour: Colour) -> None:
        """Draw the line from the name of point ``k`` to its mark, where it has one."""
        dot, name = self.dots[k], self.names[k]
        start = np.array([name.right + CLEAR, name.y - ASCENT])
        way = np.array([x, y]) - start
        long = float(np.hypot(*way)) - dot.size - CLEAR
        if not dot.leader or there <= 0.0 or long <= 0.0:
            self.leaders[k].hide()
            return
        self.leaders[k].put([start, start + way * long / np.hypot(*way)], colour)

    def _spread(self, k: int, x: float, y: float, open_: float, colour: Colour) -> None:
        """Draw the error bar of point ``k``, opened from its mark; none when it is too short."""
        low, high = (float(self.plot.to_y(v)) for v in self._channels["values"][k, 2:])
        if abs(low - high) < LEAST or open_ <= 0.0:
            for part in self.bars[k]:
                part.hide()
            return
        low, high = y + (low - y) * open_, y + (high - y) * open_
        self.bars[k][0].put([(x, low), (x, high)], colour)
        for part, end in zip(self.bars[k][1:], (low, high), strict=True):
            part.put([(x - CAP / 2, end), (x + CAP / 2, end)], colour)
