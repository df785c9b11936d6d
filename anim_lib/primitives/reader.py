"""What pictures share whose tokens are read one after the other."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of, middles
from anim_lib.primitives.base import ValueGroup
from anim_lib.theme import Theme
from anim_lib.timing import ENTER


class Reader(ValueGroup):
    """``(seq_len,)`` values, one per token; channel ``read``: how far each is read, 0 to 1.

    Two readers that play :meth:`read_to` with the same figures stay in step.

    Parameters
    ----------
    values
        ``(seq_len,)``.
    columns
        ``(seq_len, 2)`` left edge and width of each token's place, stage pixels.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> class Silent(Reader):
    ...     def _draw(self) -> None:
    ...         pass
    >>> reader = Silent([28, 85, 3], columns=even_columns(3, 100, 10), theme=PAPER)
    >>> reader.set_channels(read=[1.0, 1.0, 0.5]).done
    2
    """

    def __init__(self, values: ArrayLike, *, columns: ArrayLike, theme: Theme) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = len(self.values)
        self.columns = columns_of(columns, count, type(self).__name__)
        self.centres = middles(self.columns)
        self.define(read=np.zeros(count))

    @property
    def done(self) -> int:
        """How many tokens are read."""
        return int((self._channels["read"] >= 1.0).sum())

    def read_to(self, count: int, *, run_time: float = ENTER, lag: float = 0.0) -> Animation:
        """Return the animation that reads the first ``count`` tokens, each in ``run_time``.

        ``lag`` is the delay between one token and the next, read or not.
        """
        read = np.arange(len(self.centres)) < count
        return self.drive(run_time=run_time, lag=lag, read=read)
