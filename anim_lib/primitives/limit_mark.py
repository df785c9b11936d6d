"""Where a curve meets a limit: a stop sign that rides up the curve, and then its number."""

from __future__ import annotations

from typing import Literal

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import rounded
from anim_lib.motion import Posed, then
from anim_lib.primitives.chart_line import ChartLine
from anim_lib.shapes import Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, ENTER, settle, smooth
from anim_lib.typesetting import SANS
from anim_lib.typography import CAP_HEIGHT, NUMBER, Label, width

RADIUS, RING, RIDER = 19.0, 3.0, 11.0  # of the sign, its ring of ground, and while it rides
BAR = (22.0, 6.0)  # of the sign
LEADER, GAP, APART = 2.0, 14.0, 16.0  # line, to the words, between name and number


class LimitMark(Posed):
    """A stop sign on a curve at ``value``, with a leader to its name and its number.

    Channels: ``come`` (0..1) is how far it has ridden along its curve, evenly on the stage;
    ``told`` (0..1) the leader, name and number.

    Parameters
    ----------
    value
        The x at which the curve meets the limit, in the curve's unit.
    curve
        The curve that it rides; its ``until`` may end there.
    number
        The number as printed; "" prints none.
    name
        Whose number it is; "" prints none.
    row
        Baseline of the words, stage pixels: above the sign or below it.
    side
        On which side of the leader the words stand.
    least
        Where words on the left may begin, stage pixels: with too little room they move to the
        right, over the end of the leader.
    role
        Of the sign and its leader; words are set in ink, that read on every band.

    Raises
    ------
    ValueError
        When the value lies outside of the curve.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> curve = ChartLine([0.0, 4.0], x=[0, 2], across=linear((0, 2), (200, 400)),
    ...                   up=linear((0, 4), (700, 500)), theme=PAPER, role="cache")
    >>> mark = LimitMark(1.0, curve=curve, number="1", theme=PAPER, row=500, side="l")
    >>> mark.set_channels(come=0.5).spot()
    (250.0, 650.0)
    """

    def __init__(
        self,
        value: float,
        *,
        curve: ChartLine,
        number: str,
        theme: Theme,
        row: float,
        side: Literal["l", "r"],
        least: float = 0.0,
        name: str = "",
        role: str = "overflow",
    ) -> None:
        super().__init__(theme=theme)
        if not curve.x[0] <= value <= curve.x[-1]:
            raise ValueError(
                f"LimitMark value is {value:g}, its curve runs from {curve.x[0]:g} "
                f"to {curve.x[-1]:g}"
            )
        self.curve, self.row, self.role = curve, row, role
        self.end = curve.across(value)
        self.leader, self.sign, self.bar = Curve(line=LEADER), Disc(line=RING), Shape()
        wide = [width(name, NUMBER), width(number, NUMBER, mono=True, weight="SEMIBOLD")]
        total = sum(wide) + (APART if name and number else 0.0)
        left = self.end + GAP if side == "r" else max(self.end - GAP - total, least)
        self.over = left < self.end < left + total  # then the leader ends before the words
        self.words: list[Label] = []
        if name:
            self.words.append(Label(name, left, row, theme=theme, size=NUMBER))
        if number:
            self.words.append(
                Label(
                    number,
                    left + total - wide[1],
                    row,
                    theme=theme,
                    size=NUMBER,
                    weight="SEMIBOLD",
                    mono=True,
                )
            )
        self.add(self.leader, self.sign, self.bar, *self.words)
        self.define(come=1.0, told=1.0)
        self.pose()

    def spot(self) -> tuple[float, float]:
        """Return where the sign is now, stage pixels."""
        columns = self.curve.columns
        x = float(columns[0] + (self.end - columns[0]) * self.level("come"))
        rows = [self.curve.up(value) for value in self.curve.values.tolist()]
        return x, float(np.interp(x, columns, rows))

    def ride(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which it rides up its curve and stops, then tells its number."""
        first = {"presence": 1.0, "come": 0.0, "told": 0.0}
        return then(
            self.drive(
                run_time=run_time, rate_func=smooth, begin=first, presence=1.0, come=1.0, told=0.0
            ),
            self.drive(run_time=ENTER, rate_func=settle, told=1.0),
            gap=0.0,
        )

    def _draw(self) -> None:
        theme, told = self.theme, self.level("told")
        (x, y), colour = self.spot(), theme.stroke(self.role)
        radius = RIDER + (RADIUS - RIDER) * told
        self.sign.place(x, y, radius + RING / 2, theme.fill(self.role), theme.ground)
        wide, tall = (size * told for size in BAR)
        if told > 0.0:
            self.bar.put(rounded(x - wide / 2, y - tall / 2, wide, tall, 2.0), theme.ground)
        else:
            self.bar.hide()
        capitals = CAP_HEIGHT[SANS] * NUMBER
        above = self.row < y
        end = self.row - capitals if above else self.row
        if self.over:
            end = self.row + GAP if above else self.row - capitals - GAP
        start = y + np.sign(end - y) * (RADIUS + RING)
        self.leader.put([(x, start), (x, end)], colour, share=told)
        for word in self.words:
            word.define(presence=told)


def rows_of(values: ArrayLike, first: float, pitch: float) -> list[float]:
    """Return baselines for marks on one limit, in the order of ``values``.

    The further right a mark is, the higher its row: words on the left of their leaders then
    never cross another's leader.

    Examples
    --------
    >>> rows_of([30.0, 10.0, 20.0], 400.0, 44.0)
    [312.0, 400.0, 356.0]
    """
    order = np.argsort(np.argsort(np.asarray(values, dtype=np.float64), kind="stable"))
    return [first - pitch * int(k) for k in order]
