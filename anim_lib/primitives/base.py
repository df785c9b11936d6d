"""What every value-driven primitive shares: values in, shapes out, nothing else."""

from __future__ import annotations

from typing import Final, NamedTuple, Self

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel, Posed
from anim_lib.theme import Theme
from anim_lib.timing import MOVE


class Limits(NamedTuple):
    """What values may be: from ``low`` to ``high``, ``rounding`` apart; ``called`` names them."""

    low: float
    high: float
    called: str = "they"
    rounding: float = 0.0


WEIGHTS: Final = Limits(0.0, 1.0, "weights", 1e-9)
SHARES: Final = Limits(0.0, 1.0, "shares", 1e-9)


class ValueGroup(Posed):
    """A primitive drawn from one array, whose shape is fixed at construction.

    Subclasses add all their shapes in ``__init__`` and only restyle or move them in
    ``_draw``: the family never grows. The array is copied, never the caller's. With ``limits``,
    values beyond them are never shown.
    """

    def __init__(
        self, values: ArrayLike, *, ndim: int, theme: Theme, limits: Limits | None = None
    ) -> None:
        super().__init__(theme=theme)
        self.limits = limits
        given, kind = self._numbers(values), type(self).__name__
        if given.ndim != ndim or not given.size:
            raise ValueError(f"{kind} values have shape {given.shape}, expected {ndim} axes")
        if not np.isfinite(given).all():
            raise ValueError(
                f"{kind} values hold a NaN or an infinity, only finite numbers are drawn"
            )
        self._within(given)
        self.define(values=given)

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values":
            self._within(new)
        return new

    def _within(self, values: Channel) -> None:
        if self.limits is None:
            return
        low, high, called, rounding = self.limits
        if ((values < low - rounding) | (values > high + rounding)).any():
            raise ValueError(
                f"{type(self).__name__} values reach from {values.min():.3g} to "
                f"{values.max():.3g}, {called} lie in {low:g}..{high:g}"
            )

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
