"""A printed number that follows a record: what was saved at the clock's moment."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.primitives.recorded import Recorded
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, Anchor, Counter, Weight


class RecordedCounter(Recorded):
    """``(n_times,)`` numbers saved at ``(n_times,)`` rising moments, one printed at a time.

    Parameters
    ----------
    history
        ``(n_times,)``, in the unit that ``written`` names.
    times
        ``(n_times,)`` rising moments.
    x, y
        Stage pixels of the baseline's end that ``anchor`` names.
    written
        Number -> text of at most ``slots`` characters.

    Raises
    ------
    ValueError
        When a shape is another one, a number is not finite, or the moments do not rise.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> read = RecordedCounter([0.5, 0.7], times=[1, 2], x=96, y=300, theme=PAPER,
    ...                        written="{:.2f}".format, slots=4)
    >>> read.set_channels(time=2).counter.text
    '0.70'
    """

    def __init__(
        self,
        history: ArrayLike,
        *,
        times: ArrayLike,
        x: float,
        y: float,
        theme: Theme,
        written: Callable[[float], str],
        slots: int,
        role: str = "ink",
        size: float = NUMBER,
        weight: Weight = "MEDIUM",
        anchor: Anchor = "l",
    ) -> None:
        column = np.array(history, dtype=np.float64)
        if column.ndim != 1:
            raise ValueError(
                f"RecordedCounter history has shape {column.shape}, expected (n_times,)"
            )
        super().__init__(column[:, None], times=times, theme=theme)
        self.counter = Counter(
            0.0,
            x,
            y,
            theme=theme,
            written=written,
            slots=slots,
            role=role,
            size=size,
            weight=weight,
            anchor=anchor,
        )
        self.add(self.counter)
        self.pose()

    def _draw(self) -> None:
        self.counter.define(value=self.now()[0])
