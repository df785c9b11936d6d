"""Curves over one axis, and on each a dot that slides along it with the same x."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.primitives.recorded import Recorded
from anim_lib.scales import Scale, mix
from anim_lib.shapes import Curve, Disc
from anim_lib.theme import Theme

LINE, GUIDE = 2.5, 3.0  # of a curve, and of the line at the dots' x, stage pixels
PALE = 0.45  # share of the ground in a curve that its dot runs on
RADIUS = 9.0


class CurveRiders(Recorded):
    """``(n_times, n)`` values as ``n`` curves, each with a dot at the clock's moment.

    Channels: ``time`` picks where the dots are; ``traced`` (0..1) is the share of the curves that
    is there, from the left; ``riding`` (0 no dots and no guide, 1 they are there).

    Parameters
    ----------
    history
        ``(n_times, n)``, in the unit of ``up``.
    times
        ``(n_times,)``, rising; ``x`` ``(n_times,)`` what they measure, in the unit of ``across``.
    across, up
        Value -> stage pixel.
    role
        Of curves and dots.

    Raises
    ------
    ValueError
        When a shape is another one.

    Examples
    --------
    >>> from anim_lib.scales import linear
    >>> from anim_lib.theme import PAPER
    >>> riders = CurveRiders([[1.0], [0.0]], times=[0, 1], x=[0, 10], theme=PAPER,
    ...                      across=linear((0, 10), (100, 200)), up=linear((0, 1), (400, 300)))
    >>> riders.set_channels(time=0.25).spots().tolist()
    [[125.0, 325.0]]
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        x: ArrayLike,
        theme: Theme,
        across: Scale,
        up: Scale,
        role: str = "state_pos",
    ) -> None:
        super().__init__(history, times=times, theme=theme)
        given = np.array(x, dtype=np.float64)
        if given.shape != self.times.shape:
            raise ValueError(
                f"CurveRiders x has shape {given.shape}, expected shape {self.times.shape}"
            )
        self.at = np.array([across(value) for value in given.tolist()])  # stage pixels
        self.up, self.role = up, role
        count = self.values.shape[1]
        self.curves = [Curve(line=LINE) for _ in range(count)]
        self.guide, self.dots = Curve(line=GUIDE), [Disc() for _ in range(count)]
        self.add(*self.curves, self.guide, *self.dots)
        self.define(traced=1.0, riding=1.0)
        self.pose()

    def spots(self) -> np.ndarray:
        """Return where the dots are now, ``(n, 2)`` stage pixels."""
        x = float(np.interp(self.level("time"), self.times, self.at))
        return np.array([(x, self.up(value)) for value in self.now().tolist()])

    def _draw(self) -> None:
        theme, riding = self.theme, self.level("riding")
        pale = mix(theme.stroke(self.role), theme.ground, PALE)
        for curve, row in zip(self.curves, self._channels["values"].T, strict=True):
            path = np.column_stack([self.at, [self.up(value) for value in row.tolist()]])
            curve.put(path, pale, share=self.level("traced"))
        if riding <= 0.0:
            for shape in (self.guide, *self.dots):
                shape.hide()
            return
        spots = self.spots()
        ends = [(spots[0, 0], self.up(0.0)), (spots[0, 0], self.up(1.0))]
        self.guide.put(ends, mix(theme.ground, theme.stroke("accent"), riding))
        for dot, (x, y) in zip(self.dots, spots.tolist(), strict=True):
            dot.place(x, y, RADIUS * riding, theme.stroke("accent"), None)
