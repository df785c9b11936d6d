"""A long text as a row of small blank cards, a line under the one that is read, and its place."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.primitives.reader import Reader
from anim_lib.scales import mix
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, Counter

RADIUS: Final = 3.0
HAIR: Final = 1.5
EARLY: Final = 4.0  # a token is the one that is read from a quarter of its reading on


class ReadingRow(Reader):
    """``(seq_len,)`` token numbers, too many to print: the row shows how far the text is read.

    Channel ``line``: 1 where the reading line is there, 0 where nothing is being read.

    Parameters
    ----------
    values
        ``(seq_len,)`` tokens.
    columns
        ``(seq_len, 2)`` left edge and width of each card, stage pixels.
    top, height
        Of the cards, stage pixels.
    low
        Where the line below the card that is read ends, stage pixels.
    counted
        Left end and baseline of the words "token 17", stage pixels.

    Raises
    ------
    ValueError
        When a shape is another one.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> row = ReadingRow([28, 85, 3], columns=even_columns(3, 400, 12, 2), top=180, height=36,
    ...                  low=800, counted=(96, 208), theme=PAPER)
    >>> row.set_channels(read=[1.0, 1.0, 0.0]).counter.text
    'token 2'
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        columns: ArrayLike,
        top: float,
        height: float,
        low: float,
        counted: tuple[float, float],
        theme: Theme,
    ) -> None:
        super().__init__(values, columns=columns, theme=theme)
        self.top, self.tall, self.low = top, height, low
        self.line, self.cards = (
            Curve(line=HAIR),
            [Box(radius=RADIUS, line=HAIR) for _ in self.centres],
        )
        slots = len(_said(len(self.centres)))
        self.counter = Counter(
            0, *counted, theme=theme, written=_said, slots=slots, size=COUNTER, weight="SEMIBOLD"
        )
        self.add(self.line, *self.cards, self.counter)
        self.define(line=0.0)
        self.pose()

    @property
    def front(self) -> float:
        """Place of the token that is read now, 0 the first; between two while it passes on."""
        return float(np.clip(EARLY * self._channels["read"], 0.0, 1.0).sum() - 1.0)

    def _draw(self) -> None:
        theme, front = self.theme, self.front
        quiet = mix(theme.hairline, theme.stroke("muted"), 0.5)
        there = float(np.clip(front + 1.0, 0.0, 1.0))
        x = float(np.interp(front, np.arange(len(self.centres)), self.centres))
        shown = mix(theme.ground, theme.stroke("muted"), there * self.level("line"))
        self.line.put([(x, self.top + self.tall), (x, self.low)], shown)
        for k, (card, (left, wide)) in enumerate(zip(self.cards, self.columns, strict=True)):
            lit = max(0.0, 1.0 - abs(front - k))
            read = float(np.clip(front - k + 1.0, 0.0, 1.0))
            fill = mix(mix(theme.ground, theme.hairline, read), theme.ink, lit)
            edge = mix(quiet, theme.ink, lit)
            card.place(left, self.top, wide, self.tall, fill, edge)
        self.counter.define(value=max(1, round(front + 1.0)), presence=there)


def _said(count: float) -> str:
    return f"token {count:.0f}"
