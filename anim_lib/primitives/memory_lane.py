"""What one model keeps while it reads: a block that stays as large as it was, and columns."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.cells import Cells
from anim_lib.motion import Channel
from anim_lib.primitives.reader import Reader
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, soft
from anim_lib.typography import COUNTER, Counter

PALE: Final = 0.5  # share of the ground in what is not new
RIM: Final = 3.0
GROUND: Final = 1.5
PULSE: Final = (34.0, 5.0)  # length and thickness of what runs to the block, stage pixels
LEAST: Final = 0.1  # a shorter column is not drawn, stage pixels
COMES: Final = 0.8  # of the first token's reading: what it leaves is then nearly all there
SLOTS: Final = 9  # up to a million numbers


class MemoryLane(Reader):
    """``(seq_len,)`` numbers kept after each token, as areas that are all to one scale.

    The block stands left of the columns, on the same ground. Every token runs along the ground
    into the block, which has its whole size from the first one on; in a lane with columns it
    also leaves its own, under itself, for good. Only the newest column has its full colour.
    What is printed is what was kept after the last token that is wholly read.

    Channel ``lit`` is 1 while the block is being rewritten.

    Parameters
    ----------
    values
        ``(seq_len,)`` numbers; never fewer than before.
    block
        How many of them are in the block; 0: there is no block.
    per_number
        Area of one number, square stage pixels; the same for all lanes of a picture.
    columns
        ``(seq_len, 2)`` left edge and width of each token's column, stage pixels.
    floor, right
        Ground line, and right edge of the block, stage pixels.
    counted
        Right end and baseline of the number kept, stage pixels.
    role, cache
        Roles of the block and of the columns.

    Raises
    ------
    ValueError
        When a shape is another one, or the numbers kept become fewer.

    Examples
    --------
    >>> from anim_lib.columns import even_columns
    >>> from anim_lib.theme import PAPER
    >>> lane = MemoryLane([116, 132], block=100, per_number=4.0, floor=500, right=300,
    ...                   columns=even_columns(2, 320, 8, 2), counted=(600, 480),
    ...                   theme=PAPER, role="hybrid", cache="cache")
    >>> lane.side, lane.tall.tolist(), lane.set_channels(read=1.0).counter.text
    (20.0, [8.0, 8.0], '132')
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        block: int,
        per_number: float,
        columns: ArrayLike,
        floor: float,
        right: float,
        counted: tuple[float, float],
        theme: Theme,
        role: str,
        cache: str,
    ) -> None:
        super().__init__(values, columns=columns, theme=theme)
        added = np.diff(self.values, prepend=float(block))
        if block < 0 or (added < 0).any():
            raise ValueError("MemoryLane values become fewer, what is kept only stays or grows")
        self.floor, self.right, self.role, self.cache = floor, right, role, cache
        self.side = float(np.sqrt(block * per_number))
        self.tall = added * per_number / self.columns[:, 1]
        self.ground, self.pulses = Curve(line=GROUND), Cells()
        self.bars = [Shape() for _ in self.tall] if added.any() else []
        self.rim, self.block = Shape(), Shape()
        self.counter = Counter(
            0.0,
            *counted,
            theme=theme,
            written="{:,.0f}".format,
            slots=SLOTS,
            size=COUNTER,
            weight="SEMIBOLD",
            anchor="r",
        )
        self.add(self.ground, *self.bars, self.pulses, self.rim, self.block, self.counter)
        self.define(lit=0.0)
        self.pose()

    def light(self, on: bool, *, run_time: float = GLANCE) -> Animation:
        """Return the animation that lights the block, or lets it go pale."""
        return self.drive(run_time=run_time, rate_func=soft, lit=float(on))

    def _draw(self) -> None:
        read = self._channels["read"]
        ends = [(self.right, self.floor), (float(self.columns[-1].sum()), self.floor)]
        self.ground.put(ends, self.theme.hairline)
        self._draw_columns(read)
        if self.side:
            self._draw_pulses(read)
            self._draw_block(float(read[0]))
        there = soft((float(read[0]) - COMES) / (1.0 - COMES))
        self.counter.define(value=self.values[max(self.done, 1) - 1], presence=there)

    def _draw_columns(self, read: Channel) -> None:
        newest, older = self.theme.fill(self.cache), np.append(read[1:], 0.0)
        for k, bar in enumerate(self.bars):
            tall = float(self.tall[k] * read[k])
            if tall < LEAST:
                bar.hide()
                continue
            (left, wide), colour = self.columns[k], mix(newest, self.theme.ground, PALE * older[k])
            bar.put(_rectangle(left, self.floor - tall, wide, tall), colour)

    def _draw_pulses(self, read: Channel) -> None:
        long, thick = PULSE
        way = (read > 0.0) & (read < 1.0)
        heads = self.centres[way] + (self.right - self.centres[way]) * read[way]
        tails = np.minimum(heads + long, self.centres[way])
        top, low = self.floor - thick / 2, self.floor + thick / 2
        corners = [
            [(a, top), (b, top), (b, low), (a, low)] for a, b in zip(heads, tails, strict=True)
        ]
        if not corners:
            self.pulses.hide()
            return
        self.pulses.put_corners(corners, self.theme.fill(self.role))

    def _draw_block(self, share: float) -> None:
        tall = self.side * share
        if tall <= 2 * RIM:
            self.rim.hide()
            self.block.hide()
            return
        left, full = self.right - self.side, self.theme.fill(self.role)
        pale = mix(full, self.theme.ground, PALE * (1.0 - self.level("lit")))
        self.rim.put(_rectangle(left, self.floor - tall, self.side, tall), full)
        inner = (left + RIM, self.floor - tall + RIM, self.side - 2 * RIM, tall - 2 * RIM)
        self.block.put(_rectangle(*inner), pale)


def _rectangle(x: float, y: float, w: float, h: float) -> list[tuple[float, float]]:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
