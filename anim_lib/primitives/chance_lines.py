"""What guessing alone would reach: a dotted line across each group of a bar chart."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Scale
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import BEND, MOVE, STAGGER, smooth

LINE: Final = 3.0
DOTS: Final = (3.0, 9.0)


class ChanceLines(ValueGroup):
    """``(n,)`` levels, each a dotted line from one stage pixel to another.

    Channels: ``values``; ``drawn`` ``(n,)``, the share of each line that is there; ``spans``
    ``(n, 2)``, where lines begin and end.

    Parameters
    ----------
    values
        In the unit of ``scale``.
    spans
        ``(n, 2)`` first and last stage pixel across.
    scale
        Value -> stage pixel, up.

    Raises
    ------
    ValueError
        When the spans have another shape, or a number is not finite.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> lines = ChanceLines([10, 50], theme=PAPER, spans=[(100, 300), (340, 540)],
    ...                     scale=linear((0, 100), (700, 200)))
    >>> lines.place(1)
    450.0
    """

    def __init__(self, values: ArrayLike, *, theme: Theme, spans: ArrayLike, scale: Scale) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        given = np.array(spans, dtype=np.float64)
        if given.shape != (count, 2) or not np.isfinite(given).all():
            raise ValueError(
                f"ChanceLines spans have shape {given.shape}, expected {(count, 2)} finite numbers"
            )
        self.to_y = scale
        self.lines = [Curve(line=LINE, dash=DOTS) for _ in range(count)]
        self.add(*self.lines)
        self.define(drawn=np.ones(count), spans=given)
        self.pose()

    def place(self, i: int) -> float:
        """Return the stage pixel at which line ``i`` lies now."""
        return self.to_y(float(self._channels["values"][i]))

    def draw(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation that draws the lines one after the other, from the left."""
        nothing, all_ = np.zeros(len(self.lines)), np.ones(len(self.lines))
        return self.drive(
            run_time=run_time,
            lag=STAGGER,
            begin={"presence": 1.0, "drawn": nothing},
            presence=1.0,
            drawn=all_,
        )

    def join(self, value: float, span: tuple[float, float], *, run_time: float = BEND) -> Animation:
        """Return the animation in which they become one line across ``span`` at ``value``."""
        cuts = np.linspace(*span, len(self.lines) + 1)
        parts: Channel = np.column_stack([cuts[:-1], cuts[1:] - DOTS[1]])
        level = np.full(len(self.lines), value)
        return self.drive(run_time=run_time, rate_func=smooth, values=level, spans=parts)

    def _draw(self) -> None:
        parts = zip(self.lines, self._channels["spans"], self._channels["drawn"], strict=True)
        for i, (line, (left, right), drawn) in enumerate(parts):
            y = self.place(i)
            line.put([(left, y), (right, y)], self.theme.ink, share=float(drawn))
