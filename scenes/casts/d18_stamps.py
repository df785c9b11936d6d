"""Diagram 18: the row of tokens, layer 1's arcs to the token before, and the stamps they leave."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, stagger, together
from anim_lib.primitives.attention_arcs import AttentionArcs
from anim_lib.primitives.stamp import Stamp
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE, SETTLE
from anim_lib.typography import Counter, Label
from scenes.casts.d18_grid import (
    CARDS,
    FALL,
    HANG,
    LOOK,
    REACH,
    TALL,
    TUMBLE,
    centre,
    pattern_arcs,
)
from scenes.values.d18_induction_head import Values

LAG = 0.1  # seconds from one token's look back to the next one's


class Stamps:
    """The row up to the token that asks; the first token has none before it, so no stamp."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.n = v, v.query + 1
        middles = [centre(slot) for slot in range(self.n)]
        self.cards = TokenRow(v.tokens[: self.n], theme=theme, centres=middles, **LOOK)
        spoken = [v.first, v.answer, v.query]
        self.cards.set_channels(spoken=np.isin(np.arange(self.n), spoken))
        self.steps = [self._step(slot, theme) for slot in range(1, self.n)]
        self.stamps = [self._stamp(slot, theme) for slot in range(1, self.n)]
        self.before = [
            Label(text, LEFT, y, theme=theme, role="key")
            for text, y in (("before", HANG - 8), ("me:", HANG + 34))
        ]
        x, y = centre(v.answer) + 48, CARDS - TALL / 2 - 40
        self.names = [
            Label("layer 1", x, y, theme=theme, role="attention", weight="SEMIBOLD"),
            Counter(v.stamp_share, x + 146, y, theme=theme, role="attention", weight="SEMIBOLD"),
        ]

    def _step(self, slot: int, theme: Theme) -> AttentionArcs:
        """Return layer 1's arc to the token before ``slot``: all of them equally high."""
        longest = max(slot, self.n - 1 - slot) / (self.n - 1)
        arcs = pattern_arcs(self.v, self.v.stamp_pattern[slot], slot, REACH * longest, theme)
        return arcs.set_channels(grown=np.arange(self.n) == slot - 1)

    def _stamp(self, slot: int, theme: Theme) -> Stamp:
        found, x = int(self.v.stamp_pattern[slot].argmax()), centre(slot)
        return Stamp(
            self.v.tokens[found],
            theme=theme,
            x=x,
            y=HANG,
            thread=(x, CARDS + TALL / 2),
            lead="before me:",
            fall=FALL,
            lies=TUMBLE[slot % len(TUMBLE)],
        ).set_channels(brief=1.0)

    def stamp_of(self, slot: int) -> Stamp:
        """Return the stamp that hangs on ``slot``, from 1."""
        return self.stamps[slot - 1]

    @property
    def others(self) -> list[Stamp]:
        """All stamps but the one that is looked for."""
        return [one for one in self.stamps if one is not self.stamp_of(self.v.found)]

    @property
    def all(self) -> list[Posed]:
        """All that stands round the row once layer 1 is done."""
        return [*self.stamps, self.cards, *self.before]

    def first_step(self) -> Animation:
        """Return the animation of layer 1 at the answer's slot: it looks back, its stamp comes."""
        arc, mine = self.steps[self.v.answer - 1], self.stamp_of(self.v.answer)
        return Timeline(
            (0.0, self._look(self.v.answer, MOVE)),
            (0.7 * MOVE, together(*[one.enter() for one in self.names])),
            (MOVE, arc.flash(self.v.first, run_time=ENTER)),
            (MOVE, mine.hang(run_time=ENTER)),
            (MOVE + 0.8 * ENTER, mine.unfold(run_time=ENTER)),
        )

    def all_steps(self) -> Animation:
        """Return the animation in which the other tokens look back and get their stamps."""
        mine = self.v.answer
        gone = [one.leave() for one in (self.steps[mine - 1], *self.names)]
        moves = [
            Timeline(
                (0.0, self._look(slot, ENTER)),
                (GLANCE, self.stamp_of(slot).hang(run_time=ENTER)),
                (GLANCE + ENTER, self.steps[slot - 1].leave()),
            )
            for slot in range(1, self.n)
            if slot != mine
        ]
        return Timeline(
            (SETTLE, together(*gone, *[one.enter() for one in self.before])),
            (SETTLE, self.stamp_of(mine).shorten(run_time=ENTER)),
            (SETTLE + GLANCE, stagger(*moves, lag=LAG)),
        )

    def _look(self, slot: int, run_time: float) -> Animation:
        arc = self.steps[slot - 1]
        grown = arc.channel("grown")
        return arc.drive(
            run_time=run_time, begin={"presence": 1.0, "grown": 0.0}, presence=1.0, grown=grown
        )

    def drop(self) -> Animation:
        """Return the animation in which all threads part, and the stamps drop away."""
        fall = stagger(*[stamp.sever() for stamp in self.stamps], lag=0.5 * LAG)
        return together(fall, *[one.travel(0.0, FALL) for one in self.before])
