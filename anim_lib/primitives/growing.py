"""What rows of bars share: they grow out of their zero line, and step back one by one."""

from __future__ import annotations

from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.timing import DIM, MOVE, STAGGER, soft


class GrowingBars(ValueGroup):
    """Bars with the channels ``grown`` and ``strength``, one number per bar in each."""

    def grow(self, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which bars and numbers come out of their zero line."""
        return self.grow_in("grown", run_time=run_time, lag=lag)

    def emphasise(self, strengths: ArrayLike, *, run_time: float = DIM) -> Animation:
        """Return the animation to ``(n,)`` strengths: 1 full colour, 0 stepped back."""
        return self.drive(run_time=run_time, rate_func=soft, strength=strengths)
