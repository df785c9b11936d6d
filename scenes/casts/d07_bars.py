"""Diagram 7: a state and a cache as bars on one scale, first token by token, then far away."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, Points
from anim_lib.motion import Posed, together
from anim_lib.primitives.page_bars import PageBars
from anim_lib.primitives.page_ruler import PageRuler
from anim_lib.primitives.token_tape import TokenTape
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, constant, smooth, soft
from scenes.casts.d07_grid import (
    NEAR,
    NEAR_RULER,
    NEAR_TALL,
    RULER,
    STATE,
    STATE_TALL,
    TALL,
    TAPE,
    WIDE,
    ZERO,
    tick,
    top,
)
from scenes.casts.d07_labels import Labels
from scenes.values.d07_memory_tradeoff import Values


class Bars(Labels):
    """The bars, the ruler, the text that is read, and what stands beside them.

    Bars: the state, one for each mark, the same as commonly drawn (state last), then weights and
    cache on a GPU.
    """

    def __init__(self, v: Values, theme: Theme) -> None:
        super().__init__(v, theme)
        self.v, self.n = v, len(v.marks)
        self.drawn_from = 1 + self.n
        self.gpu_from = self.drawn_from + (self.n + 1 if len(v.drawn_cells) else 0)
        count = self.gpu_from + 2
        roles = ["muted"] * count
        roles[0], roles[-1] = "ssm", "cache"
        roles[1 : 1 + self.n] = ["cache"] * self.n
        parts, values = np.zeros(count), np.zeros(count)
        parts[1 : 1 + self.n], values[0] = v.bytes_per_token, v.state_bytes
        tops, tall = np.full(count, NEAR[1]), np.full(count, NEAR_TALL)
        tops[0] = NEAR[0]
        page = v.early_vmax_bytes
        self.bars = PageBars(
            values,
            theme=theme,
            zero=ZERO,
            width=WIDE,
            page=page,
            tops=tops,
            tall=tall,
            parts=parts,
            roles=roles,
        )
        shown = np.zeros(count)
        shown[1] = 1.0
        self.bars.set_channels(shown=shown)
        pages = [page, *v.page_bytes.tolist(), v.gpu_vmax_bytes]
        self.ruler = PageRuler(
            page,
            pages=(min(pages), max(pages)),
            theme=theme,
            zero=ZERO,
            width=WIDE,
            y=RULER,
            written=tick,
        )
        self.ruler.set_channels(offset=(0.0, NEAR_RULER - RULER))
        pitch = v.bytes_per_token / page * WIDE
        self.tape = TokenTape(
            0.0,
            count=len(v.early),
            theme=theme,
            left=ZERO,
            pitch=pitch,
            top=TAPE[0],
            height=TAPE[1],
            counted=(LEFT, TAPE[0] + TAPE[1]),
        )

    @property
    def at_first(self) -> list[Posed]:
        """What the film starts with."""
        names = [self.state_name, self.cache_name, self.scale]
        return [self.bars, self.ruler, self.tape, *names]

    @property
    def back_to_front(self) -> list[Posed]:
        """All of it."""
        words = [self.state_size, self.made, self.added, self.weights, *self.ends]
        far = [*self.rows, *self.sizes, *self.ratios, *self.limits]
        return [*self.at_first, self.guide, *words, *far]

    def read(self, tokens: float, *, run_time: float) -> Animation:
        """Return the animation in which the text is read on to ``tokens``, and the cache grows."""
        values = self.bars.values
        values[1] = tokens * self.v.bytes_per_token
        return together(
            self.tape.drive(run_time=run_time, rate_func=constant, values=tokens),
            self.bars.drive(run_time=run_time, rate_func=constant, values=values),
            self.cache_size.drive(run_time=run_time, rate_func=constant, value=values[1]),
        )

    def step_away(self) -> Animation:
        """Return the animation from two thick bars to thin rows of a table."""
        tops, tall = np.full(len(self.bars.values), top(0)), np.full(len(self.bars.values), TALL)
        tops[0], tall[0] = STATE, STATE_TALL
        texts = [self.state_name, self.state_size, self.cache_name, self.cache_size]
        below = [self.ruler, self.scale]
        return together(
            self.bars.drive(run_time=MOVE, rate_func=smooth, tops=tops, tall=tall),
            *[one.travel(0.0, 0.0) for one in (*texts, *below)],
        )

    def come(self, mark: int) -> Animation:
        """Return the animation in which the row of a mark comes out of the one before."""
        shown, fresh = self.bars.channel("shown"), self.bars.channel("fresh")
        tops, values = self.bars.channel("tops"), self.bars.values
        values[1 + mark] = values[mark]
        tops[1 + mark], shown[1 + mark] = top(mark), 1.0
        fresh[1 : 1 + mark] = 0.0
        hidden, start = self.bars.channel("shown"), self.bars.channel("tops")
        hidden[1 + mark], start[1 + mark] = 1.0, top(mark - 1)
        return together(
            self.bars.drive(run_time=ENTER, begin={"values": values}, values=values),
            self.bars.drive(run_time=ENTER, begin={"shown": hidden}, shown=shown),
            self.bars.drive(run_time=ENTER, begin={"tops": start}, tops=tops),
            self.bars.drive(run_time=ENTER, rate_func=soft, fresh=fresh),
            self.rows[mark].enter(),
            self.sizes[mark].enter(),
        )

    def grow(self, mark: int, page: float, *, run_time: float) -> Animation:
        """Return the animation to the length of a mark, on a page of ``page`` bytes."""
        values = self.bars.values
        if mark:
            values[1 + mark] = values[mark]
        full = values.copy()
        full[1 + mark] = self.v.mark_bytes[mark]
        ease = self.bars.pull_back(page).rate_func
        counted = self.sizes[mark].drive(
            run_time=run_time, rate_func=ease, value=self.v.mark_bytes[mark]
        )
        return together(
            self.bars.pull_back(page, full, run_time=run_time),
            self.ruler.pull_back(page, run_time=run_time),
            counted,
        )

    def all_on_one_page(self, *, run_time: float) -> Animation:
        """Return the animation in which the longest bar comes back onto the page."""
        page = float(self.v.page_bytes[-1])
        return together(
            self.bars.pull_back(page, run_time=run_time),
            self.ruler.pull_back(page, run_time=run_time),
        )

    def where(self, amount: float, page: float) -> float:
        """Return the stage pixel of bytes on a page."""
        return float(ZERO + amount / page * WIDE)

    def rows_now(self) -> Points:
        """Return the upper edges of the state's and the marks' rows, ``(1 + n,)``."""
        return np.array([STATE, *[top(k) for k in range(self.n)]])
