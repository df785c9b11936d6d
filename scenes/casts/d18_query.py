"""Diagram 18: the query that passes below the stamps, and how well each one fits it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, Timeline, enter_all, stagger, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, glide
from anim_lib.typography import Counter
from scenes.casts.d18_grid import CARDS, LANE, PER_SCORE, PROOF, SCORE_Y, SCORES, centre, note
from scenes.values.d18_induction_head import Values

SWEEP = 1.2  # seconds from the last stamp to the first
THICK, APART = 28.0, 30.0  # a bar, and from its middle to the next one's
LEGEND, STEP = 652.0, 47.0  # baseline of the first line, and from line to line; the last SCORE_Y


class Query:
    """The second A's query as a chip, and its dot products with all parts of a key as bars.

    All run from the slot that asks back to the second one: the first has no stamp.
    """

    def __init__(self, v: Values, theme: Theme) -> None:
        slots = np.arange(v.query, 0, -1)
        token, stamp, rest = v.score_parts
        middles = np.array([centre(int(slot)) for slot in slots])
        corners = [(middles[0], CARDS), (middles[0], LANE), (middles[-1], LANE)]
        self.home = centre(v.found)
        self.chip = Chip(
            f"{v.tokens[v.query]}?", [*corners, (self.home, LANE)], theme=theme, role="query"
        )
        self.bars, self.itself, self.rest = (
            BarStrip(
                part[slots],
                theme=theme,
                along="y",
                base=SCORES,
                scale=linear((0.0, 1.0), (SCORES, SCORES - PER_SCORE)),
                places=middles + side * APART,
                thickness=THICK,
                role=role,
            )
            for part, side, role in (
                (stamp, -1, "key"),
                (token, 0, "muted"),
                (rest, 1, "attention"),
            )
        )
        ends = [(centre(1) - 54, SCORES), (middles[0] + 54, SCORES)]
        self.axis = Rule(ends, theme=theme, role="muted", line=2.0)
        self.numbers = [
            Counter(
                float(v.scores[slot]),
                float(x),
                SCORE_Y,
                theme=theme,
                written="{:.1f}".format,
                anchor="c",
            )
            for slot, x in zip(slots, middles, strict=True)
        ]
        self.names = [
            note(text, PROOF, LEGEND + STEP * k, theme, role)
            for k, (text, role) in enumerate(
                (
                    ("scaled dot products:", "muted"),
                    ("query · stamp", "key"),
                    ("query · token itself", "muted"),
                    ("query · other heads", "attention"),
                    ("their sum", "ink"),
                )
            )
        ]
        second = int(slots[np.argsort(stamp[slots])[-2]])
        top = SCORES - PER_SCORE * float(stamp[second]) - 12.0
        x = centre(second) - APART - THICK / 2
        self.near = note("near miss", x, top, theme, "key")
        self.best = slots == v.found

    @property
    def bars_and_words(self) -> list[Posed]:
        """All but the chip, from back to front."""
        bars = (self.bars, self.itself, self.rest)
        return [self.axis, *bars, *self.numbers, self.near, *self.names]

    def read_stamps(self, quiet: Sequence[Animation]) -> Animation:
        """Return the animation in which the query passes all stamps and goes back to the best.

        ``quiet`` plays while it goes back: what is not spoken of any more.
        """
        lag = SWEEP / (len(self.best) - 1)
        down, far = self.chip.share(1), self.chip.share(2)
        leave = self.chip.drive(
            run_time=ENTER, begin={"presence": 1.0, "along": 0.0}, along=down, presence=1.0
        )
        pass_by = together(
            self.chip.go(far, run_time=SWEEP, rate_func=glide),
            self.bars.grow(run_time=GLANCE, lag=lag),
            self.itself.grow(run_time=GLANCE, lag=lag),
            self.rest.grow(run_time=GLANCE, lag=lag),
            stagger(*[one.enter(run_time=GLANCE) for one in self.numbers], lag=lag),
        )
        back = together(self.chip.go(1.0, run_time=ENTER), self.point(), self.near.enter(), *quiet)
        return Timeline(
            (0.0, leave),
            (0.0, enter_all(self.axis, *self.names)),
            (ENTER, pass_by),
            (ENTER + SWEEP + GLANCE, back),
        )

    def point(self) -> Animation:
        """Return the animation that leaves only the best fit in full colour."""
        dim = [
            one.step_back(run_time=GLANCE)
            for one, best in zip(self.numbers, self.best, strict=True)
            if not best
        ]
        bars = (self.bars, self.itself, self.rest)
        return together(*[b.emphasise(self.best, run_time=GLANCE) for b in bars], *dim)
