"""One row of a map as a list: its cells one below the other, each beside the word it weighs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.primitives.base import WEIGHTS, ValueGroup
from anim_lib.scales import Colour, hexa, mix, ramp
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import DIM, MOVE, soft
from anim_lib.typography import NUMBER, Counter, Label

HAIR, RING = 1.5, 3.0
WORD = 16.0  # from a cell to its word
DROP = 0.36 * NUMBER  # from a line's middle to its baseline
BACK = 0.7  # share of the ground in a cell that is stepped back


class RowList(ValueGroup):
    """Weights 0..1 on the attention ramp, with their numbers, beside their words.

    Parameters
    ----------
    values
        ``(n,)`` one row of a pattern.
    words
        ``(n,)`` texts.
    asker
        Index of the word that asks: its cell has an ink border.
    special
        Indices of tokens that are no words: in muted letters.
    left, top
        Top left corner of the first cell, stage pixels.
    cell, pitch
        Width and height of a cell, and from cell to cell, stage pixels.
    rows
        ``(n, 2)`` top and height of each cell, where they differ; None: as ``top``, ``cell`` and
        ``pitch`` say.
    named
        Indices that have their word and number; None: all.
    printed
        Weight -> whether its number is printed.
    sources
        ``(n, 4)`` left, top, width and height of the map's cells that these are (channel
        ``landed`` 0); None: they have always been here.

    Channels, one number per word: ``landed``, ``strength`` (1 full colour, 0 stepped back).

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> row = RowList([0.2, 0.8], theme=PAPER, words=["a", "b"], asker=0, left=300, top=200,
    ...               cell=(84, 40), pitch=48, printed=lambda weight: weight > 0.5)
    >>> row.rows.tolist()
    [[200.0, 40.0], [248.0, 40.0]]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        words: Sequence[str],
        asker: int,
        special: Collection[int] = (),
        left: float,
        top: float,
        cell: tuple[float, float],
        pitch: float,
        printed: Callable[[float], bool],
        rows: ArrayLike | None = None,
        named: Collection[int] | None = None,
        sources: ArrayLike | None = None,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme, limits=WEIGHTS)
        count = len(self.values)
        if len(words) != count:
            raise ValueError(f"RowList has {count} values but {len(words)} words")
        self.asker, self.printed = asker, printed
        y = top + pitch * np.arange(count, dtype=np.float64)
        self.homes = np.column_stack([np.full(count, left), y, np.tile(cell, (count, 1))])
        if rows is not None:
            places = np.array(rows, dtype=np.float64)
            if places.shape != (count, 2):
                raise ValueError(f"RowList rows have shape {places.shape}, not ({count}, 2)")
            self.homes[:, [1, 3]] = places
        self.named = set(range(count)) if named is None else set(named)
        baselines = self.homes[:, 1] + self.homes[:, 3] / 2 + DROP
        self.sources = self.homes if sources is None else np.array(sources, dtype=np.float64)
        if self.sources.shape != self.homes.shape:
            raise ValueError(f"RowList sources have shape {self.sources.shape}, not ({count}, 4)")
        self.cells = [Box(radius=3.0, line=HAIR) for _ in words]
        self.numbers = [
            Counter(0, left + cell[0] / 2, base, theme=theme, slots=4, anchor="c")
            for base in baselines.tolist()
        ]
        self.words = [
            Label(
                word,
                left + cell[0] + WORD,
                base,
                theme=theme,
                role="muted" if k in special else "ink",
                size=NUMBER,
                weight="SEMIBOLD" if k == asker else "MEDIUM",
                mono=True,
            )
            for k, (word, base) in enumerate(zip(words, baselines.tolist(), strict=True))
        ]
        self.add(*self.cells, *self.numbers, *self.words)
        self.define(landed=np.ones(count), strength=np.ones(count))
        self.pose()

    @property
    def rows(self) -> Points:
        """Return ``(n, 2)`` top and height of the cells, stage pixels."""
        return self.homes[:, [1, 3]]

    def land(self, *, run_time: float = MOVE, lag: float = 0.02) -> Animation:
        """Return the animation in which the cells come from their map to their words."""
        begin = {"presence": 1.0, "landed": 0.0}
        return self.drive(run_time=run_time, lag=lag, begin=begin, presence=1.0, landed=1.0)

    def emphasise(self, strengths: ArrayLike, *, run_time: float = DIM) -> Animation:
        """Return the animation to ``(n,)`` strengths: 1 full colour, 0 stepped back."""
        return self.drive(run_time=run_time, rate_func=soft, strength=strengths)

    def colour(self, i: int) -> Colour:
        """Return the colour of a cell, dimming included."""
        plain = ramp(self.theme.attention_ramp, float(self._channels["values"][i]))
        return mix(plain, self.theme.ground, BACK * (1.0 - self._channels["strength"][i]))

    def _draw(self) -> None:
        theme, landed = self.theme, self._channels["landed"]
        boxes = self.sources + (self.homes - self.sources) * landed[:, None]
        for i, (cell, number, word) in enumerate(
            zip(self.cells, self.numbers, self.words, strict=True)
        ):
            colour, there = self.colour(i), soft(4.0 * float(landed[i]) - 3.0)
            asks = i == self.asker
            edge = mix(theme.hairline, theme.ink, there) if asks else theme.hairline
            line = HAIR + (RING - HAIR) * there * asks
            x, y, width, height = boxes[i].tolist()
            cell.place(x, y, width, height, colour, edge, line=line)
            weight, named = float(self._channels["values"][i]), i in self.named
            told = named and there > 0.005 and self.printed(weight)
            number.colour = mix(colour, theme.on(hexa(colour)), there)
            number.define(value=weight, presence=float(told))
            word.define(presence=there * named, dim=1.0 - self._channels["strength"][i])
