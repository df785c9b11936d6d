"""A kernel as bars that turns over and slides under the input."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Easing
from anim_lib.primitives.samples import Samples
from anim_lib.theme import Theme
from anim_lib.timing import BEND, MOVE, smooth


class KernelSlide(Samples):
    """``(n_lags,)`` coefficients of a filter, the bar of lag 0 under one of the inputs.

    Besides those of :class:`~anim_lib.primitives.samples.Samples` it has the channels ``under``
    (column, from 0, of the input that lag 0 lies under: any number, so that it slides) and
    ``flipped`` (0: lags run to the right, as a kernel is listed; 1: to the left, so that the
    bar of lag ``k`` lies under the input of ``k`` steps before).

    Parameters
    ----------
    values
        ``(n_lags,)``, lag 0 first.
    columns
        ``(seq_len,)`` middles of the inputs' columns, evenly spaced, stage pixels.
    base
        The zero line, stage pixels.
    more
        As for ``Samples``: unit, wide, roles, axis, written, …

    Raises
    ------
    ValueError
        When columns are fewer than two or not evenly spaced.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> k = KernelSlide([0.5, -1.0], columns=[100, 150, 200], base=500, unit=80, wide=40,
    ...                 roles=["accent", "accent"], theme=PAPER)
    >>> k.set_channels(under=2, flipped=1).channel("x").tolist()
    [200.0, 150.0]
    """

    def __init__(
        self, values: ArrayLike, *, columns: ArrayLike, base: float, theme: Theme, **more: Any
    ) -> None:
        at = np.array(columns, dtype=np.float64)
        pitches = np.diff(at)
        if at.ndim != 1 or len(at) < 2 or np.ptp(pitches) > 1e-6 or pitches[0] <= 0:
            raise ValueError(
                f"KernelSlide columns {at.tolist()} are not evenly spaced, left to right"
            )
        self.first, self.pitch = float(at[0]), float(pitches[0])
        super().__init__(values, x=0.0, base=base, theme=theme, **more)
        self.define(under=0.0, flipped=0.0)
        self.pose()

    def turn_over(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which it turns over around the bar of lag 0."""
        return self.drive(run_time=run_time, flipped=1.0)

    def slide_to(
        self, column: float, *, run_time: float = MOVE, rate_func: Easing = smooth
    ) -> Animation:
        """Return the animation in which lag 0 comes under the input of ``column``, from 0."""
        return self.drive(run_time=run_time, rate_func=rate_func, under=column)

    def _draw(self) -> None:
        if "flipped" in self._channels:  # not yet there while Samples is being built
            way = 1.0 - 2.0 * self.level("flipped")
            lags = np.arange(len(self.bars))
            self.define(x=self.first + self.pitch * (self.level("under") + way * lags))
        super()._draw()
