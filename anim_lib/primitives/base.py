"""What every value-driven primitive shares: values in, shapes out, nothing else."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel, Posed
from anim_lib.theme import Theme
from anim_lib.timing import MOVE


class ValueGroup(Posed):
    """A primitive drawn from one array, whose shape is fixed at construction.

    Subclasses add all their shapes in ``__init__`` and only restyle or move them in
    ``_draw``: the family never grows. The array is copied, never the caller's.
    """

    def __init__(self, values: ArrayLike, *, ndim: int, theme: Theme) -> None:
        super().__init__(theme=theme)
        given, kind = self._numbers(values), type(self).__name__
        if given.ndim != ndim or not given.size:
            raise ValueError(f"{kind} values have shape {given.shape}, expected {ndim} axes")
        if not np.isfinite(given).all():
            raise ValueError(
                f"{kind} values hold a NaN or an infinity, only finite numbers are drawn"
            )
        self.define(values=given)

    @property
    def values(self) -> Channel:
        """A copy of the values shown now."""
        return self.channel("values")

    def set_values(self, values: ArrayLike) -> Self:
        """Show ``values`` at once.

        Raises
        ------
        ValueError
            When the shape is another one, or a value is not finite.
        """
        return self.set_channels(values=self._fitting(values))

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation to ``values`` through the values between.

        Raises
        ------
        ValueError
            When the shape is another one, or a value is not finite.
        """
        return self.drive(run_time=run_time, lag=lag, values=self._fitting(values))

    def _numbers(self, values: ArrayLike) -> Channel:
        try:
            return np.array(values, dtype=np.float64)
        except (ValueError, TypeError) as error:  # words, or rows of different lengths
            kind = type(self).__name__
            raise ValueError(f"{kind} values are not an array of numbers: {error}") from None

    def _fitting(self, values: ArrayLike) -> Channel:
        """Return a copy of ``values`` of exactly the shape shown: nothing is broadcast."""
        given, expected = self._numbers(values), self._channels["values"].shape
        if given.shape != expected:
            kind = type(self).__name__
            raise ValueError(f"{kind} values have shape {given.shape}, expected shape {expected}")
        return given
