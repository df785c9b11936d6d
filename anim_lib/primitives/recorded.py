"""What primitives share that show a run: numbers saved at moments, and a clock that picks one."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.theme import Theme
from anim_lib.timing import constant


class Recorded(ValueGroup):
    """``(n_times, n)`` numbers saved at ``(n_times,)`` rising moments.

    Channel ``time`` picks what is shown: a saved row at its moment, and between two moments
    the straight line between their rows. It stays within the first and the last moment.

    Raises
    ------
    ValueError
        When a shape is another one, a number is not finite, or the moments do not rise.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> class Silent(Recorded):
    ...     def _draw(self) -> None:
    ...         pass
    >>> Silent([[0.0, 1.0], [2.0, 5.0]], times=[10, 20], theme=PAPER).set_channels(time=15).now()
    array([1., 3.])
    """

    def __init__(self, history: ArrayLike, *, times: ArrayLike, theme: Theme) -> None:
        super().__init__(history, ndim=2, theme=theme)
        kind, self.times = type(self).__name__, np.array(times, dtype=np.float64)
        expected = (len(self.values),)
        if self.times.shape != expected:
            raise ValueError(f"{kind} times have shape {self.times.shape}, expected {expected}")
        if not (np.diff(self.times) > 0).all():
            raise ValueError(f"{kind} times must rise")
        self.define(time=self.times[-1])

    def now(self) -> Channel:
        """Return the numbers ``(n,)`` at the clock's moment."""
        history, clock = self._channels["values"], self.level("time")
        later = int(np.clip(np.searchsorted(self.times, clock), 1, max(len(self.times) - 1, 1)))
        if len(self.times) == 1:
            return np.array(history[0])
        a, b = self.times[later - 1], self.times[later]
        share = float(np.clip((clock - a) / (b - a), 0.0, 1.0))
        return np.asarray(history[later - 1] + share * (history[later] - history[later - 1]))

    def run_to(self, time: float, *, run_time: float, start: float | None = None) -> Animation:
        """Return the animation in which the clock goes to ``time`` at constant speed.

        ``start`` is where it begins; None: where it stands.
        """
        begin = {} if start is None else {"time": start}
        return self.drive(run_time=run_time, rate_func=constant, begin=begin, time=time)
