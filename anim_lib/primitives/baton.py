"""One baton that is handed along a row of tokens: one step per token, and no more."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.cells import Cells
from anim_lib.layout import points
from anim_lib.motion import Posed
from anim_lib.shapes import Box, Disc
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, glide

INSET = 1.0
RADIUS = 14.0
RING = 3.0  # of ground around the baton


class Baton(Posed):
    """A strip of ``tokens`` cells that fill one after the other as the baton passes.

    Channel ``handed``: how many tokens have had the baton, 0 to ``tokens``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> baton = Baton(32, theme=PAPER, corner=(96, 800), cell=19)
    >>> baton.set_channels(handed=5).filled()
    5
    """

    def __init__(
        self, tokens: int, *, theme: Theme, corner: tuple[float, float], cell: float
    ) -> None:
        super().__init__(theme=theme)
        if tokens < 1:
            raise ValueError(f"Baton has {tokens} tokens, allowed is at least 1")
        self.tokens, self.corner, self.cell = tokens, np.array(corner), cell
        self.back, self.waiting, self.had = Box(), Cells(), Cells()
        self.disc = Disc(line=RING)
        self.add(self.back, self.waiting, self.had, self.disc)
        self.define(handed=0.0)
        self.pose()

    def filled(self) -> int:
        """Return how many cells are shown filled."""
        return round(len(self.had.points) / len(points(np.zeros((16, 2)))))

    def run(self, *, run_time: float = 2 * COUNT) -> Animation:
        """Return the animation in which the baton goes along the whole row."""
        return self.drive(run_time=run_time, rate_func=glide, handed=float(self.tokens))

    def _draw(self) -> None:
        handed = self.level("handed")
        (x, y), cell, side = self.corner.tolist(), self.cell, self.cell - 2 * INSET
        full = self.tokens * cell + 2 * INSET
        self.back.place(x - INSET, y - INSET, full, cell + 2 * INSET, self.theme.hairline)
        lefts = np.column_stack([np.arange(self.tokens) * cell, np.zeros(self.tokens)])
        corners, done = self.corner + INSET + lefts, int(handed + 1e-9)
        self.had.put(corners[:done], side, side, self.theme.fill("ssm"))
        self.waiting.put(corners[done:], side, side, self.theme.panel)
        spot = x + max(handed - 0.5, 0.5) * cell
        self.disc.place(spot, y + cell / 2, RADIUS, self.theme.fill("ssm"), self.theme.ground)
