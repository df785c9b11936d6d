"""Diagram 7: the bars as commonly drawn, beside the computed ones."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.rule import Rule
from anim_lib.timing import ENTER, GLANCE, MOVE, soft
from anim_lib.typography import SMALL, Label
from scenes.casts.d07_bars import Bars
from scenes.casts.d07_grid import BEHIND, CAPITALS, NOTES, size
from scenes.casts.words import Words
from scenes.values.d07_memory_tradeoff import Values

UPPER, LOWER, GAP = 33.0, 33.0, 5.0  # heights of the computed bar and of the drawn one below it
STRIKE: Final = 5.0


class Drawn(Words):
    """The bars of the report beside the computed ones, in its cells."""

    def __init__(self, v: Values, bars: Bars) -> None:
        super().__init__(bars.theme)
        self.v, self.bars = v, bars
        page = float(v.page_bytes[-1])
        tops = bars.rows_now()
        drawn = [v.drawn_state_cells, *v.drawn_cells.tolist()]
        true = [v.scaled_state_cells, *v.scaled_cells.tolist()]
        self.bytes = np.array(drawn, dtype=np.float64) * v.cell_bytes
        self.true = [
            self._figure(f"{cells:g} cells", cells * v.cell_bytes, page, y + UPPER / 2, k)
            for k, (cells, y) in enumerate(zip(true, tops, strict=True))
        ]
        self.drawn = [
            self._figure(f"{cells:g} cells", cells * v.cell_bytes, page, y, None)
            for cells, y in zip(drawn, tops + UPPER + GAP + LOWER / 2, strict=True)
        ]
        wrong = [d for d, c, t in zip(self.drawn, drawn, true, strict=True) if c != t]
        self.strikes = [
            Rule(
                [(one.left - 8, one.y + 6), (one.right + 8, one.y - 30)],
                theme=self.theme,
                role="wrong",
                line=STRIKE,
            )
            for one in wrong
        ]
        text = (
            f"grey: as commonly drawn; one cell is {size(v.cell_bytes)},"
            f" {v.n_cells} cells are {v.full_mark:,} tokens"
        )
        self.told = self.note(text, LEFT, NOTES[0])

    def _figure(self, text: str, amount: float, page: float, y: float, k: int | None) -> Label:
        role = "muted" if k is None else "cache" if k else "ssm"
        return Label(
            text,
            self.bars.where(amount, page) + BEHIND,
            y + CAPITALS,
            theme=self.theme,
            role=role,
            size=SMALL,
            weight="MEDIUM" if k is None else "SEMIBOLD",
        )

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [*self.true, *self.drawn, *self.strikes, self.told]

    def come(self) -> Animation:
        """Return the animation in which the drawn bars come below the computed ones."""
        bars, first, n = self.bars.bars, self.bars.drawn_from, self.bars.n
        values, tops, tall, shown = (
            bars.channel(name) for name in ("values", "tops", "tall", "shown")
        )
        rows, rest = slice(first, first + n + 1), self.bars.rows_now()
        values[rows], tops[rows] = self.bytes, rest + UPPER + GAP
        tall[rows], shown[rows], tall[: 1 + n] = LOWER, 1.0, UPPER
        begin = {"values": values, "tops": tops}
        return Timeline(
            (0.0, leave_all(*self.bars.ratios, *self.bars.limits)),
            (0.0, bars.drive(run_time=MOVE, tall=tall)),
            (0.0, bars.drive(run_time=MOVE, begin=begin, values=values, tops=tops)),
            (GLANCE, bars.drive(run_time=ENTER, rate_func=soft, shown=shown)),
            (GLANCE, enter_all(*self.true, *self.drawn, self.told)),
            (GLANCE + MOVE, together(*[one.draw(run_time=ENTER) for one in self.strikes])),
        )
