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
        given = np.array(values, dtype=np.float64)
        if given.ndim != ndim or not given.size:
            kind = type(self).__name__
            raise ValueError(f"{kind} values have shape {given.shape}, expected {ndim} axes")
        if not np.isfinite(given).all():
            kind = type(self).__name__
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
        given = np.array(values, dtype=np.float64)
        if given.shape != self._channels["values"].shape:
            expected = self._channels["values"].shape
            kind = type(self).__name__
            raise ValueError(f"{kind} values have shape {given.shape}, expected shape {expected}")
        return self.set_channels(values=given)

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation to ``values`` through the values between."""
        return self.drive(run_time=run_time, lag=lag, values=values)
