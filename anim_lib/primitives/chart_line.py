"""One curve of a chart as a thing of its own: it is drawn, moved, cut short and dimmed alone."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Scale
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, glide

LINE = 5.0  # stage pixels


class ChartLine(ValueGroup):
    """Values ``(n,)`` in the unit of ``up``, over ``x`` ``(n,)`` in that of ``across``.

    Channel ``until`` is the x up to which it is drawn, in the unit of ``across``: between two
    points it runs straight on the stage, as the whole line does.

    Parameters
    ----------
    x
        Rising; ``across`` and ``up`` take numbers to stage pixels.
    line, dash
        Width, and lengths of a dash and a gap, stage pixels.

    Raises
    ------
    ValueError
        When ``x`` has another shape or does not rise.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> curve = ChartLine([0.0, 4.0], x=[0, 2], across=linear((0, 2), (200, 400)),
    ...                   up=linear((0, 4), (700, 500)), theme=PAPER, role="cache")
    >>> curve.set_channels(until=1.0).path().tolist()
    [[200.0, 700.0], [300.0, 600.0]]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        x: ArrayLike,
        across: Scale,
        up: Scale,
        theme: Theme,
        role: str,
        line: float = LINE,
        dash: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        self.x = np.array(x, dtype=np.float64)
        if self.x.shape != self.values.shape:
            raise ValueError(f"ChartLine x has shape {self.x.shape}, expected {self.values.shape}")
        if (np.diff(self.x) <= 0).any():
            raise ValueError(f"ChartLine x must rise, got {self.x.tolist()}")
        self.across, self.up, self.role = across, up, role
        self.columns = np.array([across(value) for value in self.x.tolist()])  # stage pixels
        self.curve = Curve(line=line, dash=dash)
        self.add(self.curve)
        self.define(until=self.x[-1])
        self.pose()

    def draw(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which it is drawn from the left to its last point."""
        first = {"presence": 1.0, "until": self.x[0]}
        return self.drive(
            run_time=run_time, rate_func=self._even, begin=first, presence=1.0, until=self.x[-1]
        )

    def cut(self, x: float, *, run_time: float = COUNT) -> Animation:
        """Return the animation after which it ends at ``x``."""
        return self.drive(run_time=run_time, until=x)

    def path(self) -> Points:
        """Return what is drawn now, ``(n, 2)`` in stage pixels."""
        rows = np.array([self.up(value) for value in self._channels["values"].tolist()])
        end = float(np.clip(self.across(self.level("until")), self.columns[0], self.columns[-1]))
        kept = self.columns < end
        tip = (end, float(np.interp(end, self.columns, rows)))
        return np.vstack([np.column_stack([self.columns[kept], rows[kept]]), tip])

    def _even(self, share: float) -> float:
        """Ease a drawing so that its end runs evenly over the stage, whatever the axis is."""
        first, last = self.columns[0], self.columns[-1]
        x = float(np.interp(first + (last - first) * glide(share), self.columns, self.x))
        return (x - float(self.x[0])) / float(self.x[-1] - self.x[0])

    def _draw(self) -> None:
        self.curve.put(self.path(), self.theme.stroke(self.role))
