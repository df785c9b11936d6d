"""A text as a tape of small blank cards, one as wide as one part of the bar below it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.cells import Cells
from anim_lib.primitives.base import Limits, ValueGroup
from anim_lib.scales import mix
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, Counter

SEAM: Final = 2.0  # between two cards, stage pixels
WAITING: Final = 0.35  # share of the way from the ground to the colour of what is read


class TokenTape(ValueGroup):
    """``()`` tokens that have been read, with parts of one: waiting, read, and the newest card.

    Parameters
    ----------
    values
        Tokens read, 0 to ``count``.
    count
        Cards on the tape.
    left, pitch, top, height
        Left end, from card to card, upper edge and height, stage pixels.
    counted
        Left end and baseline of the words "token 17", stage pixels.

    Raises
    ------
    ValueError
        When more tokens are read than there are cards, or fewer than none.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> tape = TokenTape(17.5, count=40, theme=PAPER, left=464, pitch=16, top=380, height=30,
    ...                  counted=(96, 410))
    >>> tape.counter.text
    'token 17'
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        count: int,
        theme: Theme,
        left: float,
        pitch: float,
        top: float,
        height: float,
        counted: tuple[float, float],
    ) -> None:
        super().__init__(values, ndim=0, theme=theme, limits=Limits(0.0, count, "tokens", 1e-9))
        self.count, self.left, self.pitch, self.top, self.tall = count, left, pitch, top, height
        self.waiting, self.read, self.newest = Cells(), Cells(), Cells()
        self.counter = Counter(
            0.0,
            *counted,
            theme=theme,
            written=_said,
            slots=len(_said(count)),
            size=COUNTER,
            weight="SEMIBOLD",
        )
        self.add(self.waiting, self.read, self.newest, self.counter)
        self.pose()

    def _draw(self) -> None:
        tokens = float(self._channels["values"])
        quiet = self.theme.stroke("muted")
        begun = int(np.ceil(tokens - 1e-9))
        wide = self.pitch - min(SEAM, self.pitch / 4)
        corners = [(self.left + k * self.pitch, self.top) for k in range(self.count)]
        self.waiting.put(corners[begun:], wide, self.tall, mix(self.theme.ground, quiet, WAITING))
        self.read.put(corners[: max(begun - 1, 0)], wide, self.tall, quiet)
        self.newest.put(corners[max(begun - 1, 0) : begun], wide, self.tall, self.theme.ink)
        self.counter.define(value=tokens)


def _said(tokens: float) -> str:
    return f"token {int(tokens + 1e-6):,}"
