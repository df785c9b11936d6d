"""One number of a sum under the lens: its parts laid end to end, and the total below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.formula import Formula
from anim_lib.layout import rounded
from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Scale
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, settle, soft
from anim_lib.typography import COUNTER, SMALL, Counter, Label

LINE, AXIS, GUIDE, RULE = 2.0, 2.0, 2.0, 3.0
RADIUS, BAR = 10.0, 44.0
SIZE = 56.0  # of the terms
PAD, ROW_PAD = 28.0, 14.0


class SumLens(ValueGroup):
    """``(n_parts,)`` numbers, one a row: each starts where the one before ended; then the sum.

    Channels: ``values``; ``shown`` ``(n_parts + 1,)`` for the rows, the last is the total's;
    ``light`` ``(n_parts + 1,)`` for their terms.

    Parameters
    ----------
    values
        The parts, in order.
    terms
        ``(Typst maths, role)`` for each part and for the total.
    total
        What is printed as the sum: a value of its own, checked against the parts.
    box
        Left, top, right, bottom, stage pixels.
    scale
        Value -> x in stage pixels.
    head
        What the number is.
    written
        Value -> text.
    row
        Left, right and middle of the row in the picture that it magnifies, and its half height.
    row_name
        What stands at the right end of that row; None: nothing.

    Raises
    ------
    ValueError
        When terms are missing, or the total is not the sum of the parts.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> lens = SumLens([1.0, 0.5], total=1.5, terms=[("x", "ink"), ("d", "ink"), ("y", "ink")],
    ...                theme=PAPER, box=(1000, 300, 1800, 800), scale=linear((0, 2), (1300, 1600)),
    ...                head="one number", written="{:.2f}".format, row=(96, 900, 400, 20))
    >>> lens.ends(1)
    (1450.0, 1525.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        terms: Sequence[tuple[str, str]],
        total: float,
        box: tuple[float, float, float, float],
        scale: Scale,
        head: str,
        written: Callable[[float], str],
        row: tuple[float, float, float, float],
        row_name: str | None = None,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        if len(terms) != count + 1:
            raise ValueError(f"SumLens has {len(terms)} terms, expected {count + 1}: the total too")
        if abs(float(self.values.sum()) - total) > 1e-9:
            raise ValueError(f"SumLens total is {total}, its parts add up to {self.values.sum()}")
        self.total, self.box, self.place_of, self.row = total, box, scale, row
        left, top, right, bottom = box
        end = Label(
            row_name or " ",
            row[1] - ROW_PAD,
            row[2] + 0.36 * SMALL,
            theme=theme,
            anchor="r",
            size=SMALL,
            role="muted",
            weight="SEMIBOLD",
        )
        self.row_names = [] if row_name is None else [end]
        self.head = Label(head, left + PAD, top + 58.0, theme=theme, role="muted")
        first, last = top + 140.0, bottom - 72.0
        self.heights = np.linspace(first, last, count + 1)
        self.frame, self.outline = Box(radius=RADIUS, line=LINE), Box(radius=6.0, line=LINE)
        self.guides = [Curve(line=GUIDE, dash=(2.0, 8.0)) for _ in range(2)]
        self.rule, self.axis = Curve(line=RULE), Curve(line=AXIS)
        self.joints = [Curve(line=GUIDE, dash=(3.0, 9.0)) for _ in range(count)]
        self.bars = [Shape() for _ in range(count + 1)]
        self.counters = [
            Counter(
                float(v),
                right - PAD,
                y + 0.36 * COUNTER,
                theme=theme,
                written=written,
                size=COUNTER,
                weight="SEMIBOLD",
                anchor="r",
            )
            for v, y in zip([*self.values, total], self.heights, strict=True)
        ]
        self.terms = [
            Formula(
                f"{{{{ {maths} : t }}}}",
                theme=theme,
                terms={"t": role},
                x=left + PAD,
                y=float(y),
                size=SIZE,
            )
            for (maths, role), y in zip(terms, self.heights, strict=True)
        ]
        self.add(self.frame, self.outline, *self.guides, self.rule, self.axis, *self.joints)
        self.add(*self.bars, self.head, *self.row_names, *self.terms, *self.counters)
        self.define(shown=np.ones(count + 1), light=np.ones(count + 1))
        self.pose()

    def _starts(self) -> Channel:
        sums = np.cumsum(self._channels["values"])
        return np.concatenate([[0.0], sums[:-1], [0.0]])

    def ends(self, row: int) -> tuple[float, float]:
        """Return the x where the bar of ``row`` starts and where it ends, stage pixels."""
        start = float(self._starts()[row])
        length = float([*self._channels["values"], self.total][row])
        return float(self.place_of(start)), float(self.place_of(start + length))

    def tell(self, row: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which ``row`` comes, its term alone lit; those before it stay.

        With the total, all terms are lit. Absolute: rows after it are not there.
        """
        rows = np.arange(len(self.bars))
        return self.drive(
            run_time=run_time,
            rate_func=settle,
            begin={"shown": rows < row},
            shown=rows <= row,
            light=(rows == row) | (row == rows[-1]),
            presence=1.0,
        )

    def _draw(self) -> None:
        theme = self.theme
        left, top, right, bottom = self.box
        self.frame.place(left, top, right - left, bottom - top, theme.ground, theme.ink)
        a, b, y, half = self.row
        self.outline.place(a, y - half, b - a, 2 * half, None, theme.ink)
        for guide, (near, far) in zip(
            self.guides, ((y - half, top + RADIUS), (y + half, bottom - RADIUS)), strict=True
        ):
            guide.put([(b, near), (left, far)], theme.stroke("muted"))
        shown, zero = self._channels["shown"], float(self.place_of(0.0))
        last = float(shown[-1])
        between = float(self.heights[-2:].mean())
        self.rule.put(
            [(left + PAD, between), (right - PAD, between)], theme.stroke("muted"), share=last
        )
        reach = [float(self.heights[0]) - BAR, float(self.heights[-1]) + BAR]
        self.axis.put([(zero, reach[0]), (zero, reach[1])], theme.stroke("muted"))
        values = [*self._channels["values"].tolist(), self.total]
        for k, bar in enumerate(self.bars):
            self._row(k, bar, float(values[k]), float(shown[k]))

    def _row(self, k: int, bar: Shape, value: float, shown: float) -> None:
        theme, y = self.theme, float(self.heights[k])
        start, end = self.ends(k)
        end = start + (end - start) * shown
        role = "state_pos" if value >= 0 else "state_neg"
        if abs(end - start) < 0.5:
            bar.hide()
        else:
            wide = abs(end - start)
            bar.put(rounded(min(start, end), y - BAR / 2, wide, BAR, 3.0), theme.fill(role))
        if k < len(self.joints):
            ends = [(end, y + BAR / 2), (end, float(self.heights[k + 1]) - BAR / 2)]
            nearly = float(self._channels["shown"][k + 1])
            self.joints[k].put(ends, theme.stroke("muted"), share=soft(nearly))
        self.counters[k].colour = theme.text(role)
        self.counters[k].define(value=value * shown, presence=soft(4.0 * shown))
        self.terms[k].define(
            presence=soft(2.0 * shown), light=np.array([self._channels["light"][k]])
        )
