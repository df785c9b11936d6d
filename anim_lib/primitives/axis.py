"""One axis: a line, few ticks, their numbers, and a name with its unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from anim_lib.motion import Posed
from anim_lib.scales import Scale
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Anchor, Label

TICK = 10.0  # length of a tick, stage pixels
LINE = 3.0
HAIR = 1.5
FINE = 0.6  # length of a fine mark, of a tick's
AWAY = 18.0  # from a vertical axis to its numbers, stage pixels


class Axis(Posed):
    """A horizontal (``x``) or vertical (``y``) axis in stage pixels.

    Parameters
    ----------
    ticks
        ``(value, text)`` pairs, two to four of them.
    scale
        Value -> stage pixel along the axis (see :mod:`anim_lib.scales`).
    at
        Where the line lies: its y for an ``x`` axis, its x for a ``y`` axis.
    span
        First and last stage pixel of the line.
    grid
        Length in pixels of a hairline drawn from every tick across the plot; 0 draws none.
    line
        Whether the line and its tick marks are drawn; the numbers always are.
    fine
        Values with a shorter mark and no number, as within the decades of a log axis.

    Channel ``grown`` is the share of the line that is drawn; ticks and hairlines go with it.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> axis = Axis([(0, "0"), (1, "1")], linear((0, 1), (200, 600)), theme=PAPER,
    ...             along="x", at=700, span=(200, 620))
    >>> len(axis.labels)
    2
    """

    def __init__(
        self,
        ticks: Sequence[tuple[float, str]],
        scale: Scale,
        *,
        theme: Theme,
        along: Literal["x", "y"],
        at: float,
        span: tuple[float, float],
        grid: float = 0.0,
        line: bool = True,
        fine: Sequence[float] = (),
    ) -> None:
        super().__init__(theme=theme)
        self.at, self.span, self.along, self.grid, self.has_line = at, span, along, grid, line
        self.places = [scale(value) for value, _ in ticks]
        self.labels: list[Label] = []
        for (_, text), place in zip(ticks, self.places, strict=True):
            if along == "x":
                x, y, anchor = place, at + TICK + 38.0, "c"
            else:
                x, y, anchor = at - AWAY, place + 12.0, "r"
            label = Label(
                text,
                x,
                y,
                theme=theme,
                role="muted",
                size=NUMBER,
                mono=True,
                anchor="c" if anchor == "c" else "r",
            )
            self.labels.append(label)
        self.line = Curve(line=LINE)
        self.marks = [Curve(line=LINE) for _ in ticks]
        self.hairs = [Curve(line=HAIR) for _ in ticks] if grid else []
        self.between = [scale(value) for value in fine]
        self.fine = [Curve(line=HAIR) for _ in fine]
        self.add(*self.hairs, self.line, *self.fine, *self.marks, *self.labels)
        self.define(grown=1.0)
        self.pose()

    def _line(self, a: float, b: float, across: float) -> np.ndarray:
        pair = [(a, across), (b, across)]
        return np.array(pair if self.along == "x" else [(y, x) for x, y in pair])

    def _draw(self) -> None:
        colour, start, grown = self.theme.stroke("muted"), self.span[0], self.level("grown")
        end = start + (self.span[1] - start) * grown
        if self.has_line:
            self.line.put(self._line(start, end, self.at), colour)
        out = TICK if self.along == "x" else -TICK
        across = -self.grid if self.along == "x" else self.grid
        if self.has_line:
            self._stand(self.marks, self.places, out, colour, end)
        self._stand(self.fine, self.between, FINE * out, colour, end)
        for place, hair in zip(self.places, self.hairs, strict=bool(self.hairs)):
            pair = [(place, self.at), (place, self.at + across * grown)]
            hair.put(pair if self.along == "x" else [(y, x) for x, y in pair], self.theme.hairline)

    def _stand(
        self, marks: Sequence[Curve], places: Sequence[float], out: float, colour: str, end: float
    ) -> None:
        """Draw the marks up to which the line has come; ``out`` is their signed length."""
        for place, mark in zip(places, marks, strict=True):
            if abs(place - self.span[0]) > abs(end - self.span[0]):
                mark.hide()
                continue
            pair = [(place, self.at), (place, self.at + out)]
            mark.put(pair if self.along == "x" else [(y, x) for x, y in pair], colour)


def name(
    text: str, x: float, y: float, *, theme: Theme, role: str = "muted", anchor: Anchor = "l"
) -> Label:
    """Return the quiet label that names an axis and its unit, or a part of a picture."""
    return Label(text, x, y, theme=theme, role=role, size=SMALL, weight="NORMAL", anchor=anchor)
