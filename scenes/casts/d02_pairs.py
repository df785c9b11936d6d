"""Diagram 2: the same test on sentence pairs that the head was not chosen on."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from anim_lib.typography import NUMBER, Label
from scenes.values.d02_attention_heatmap import Values

ZERO, HEIGHT = 650.0, 544.0  # y of no switch, and pixels of switch_vmax
FIRST, THICK = 230.0, 40.0  # left end of the axis, width of a bar
TICKS = [(0.0, "0"), (0.2, "0.2"), (0.4, "0.4"), (0.6, "0.6")]


class Pairs:
    """One bar per pair, from the least switch to the largest; full flips in full colour."""

    def __init__(self, v: Values, theme: Theme) -> None:
        scale = linear((0.0, v.switch_vmax), (ZERO, ZERO - HEIGHT))
        pitch = (RIGHT - FIRST) / v.n_pairs
        self.order = np.argsort(v.switches)
        self.flips = v.flips[self.order].astype(float)
        self.axis = Axis(
            TICKS,
            scale,
            theme=theme,
            along="y",
            at=FIRST,
            span=(ZERO, scale(0.6)),
            grid=RIGHT - FIRST,
            line=False,
        )
        self.names = [
            name("lead over the other noun that the right one gains", LEFT, 172.0, theme=theme),
            name("one bar a pair, sorted", RIGHT, ZERO + 50.0, theme=theme, anchor="r"),
        ]
        self.bars = BarStrip(
            v.switches[self.order],
            theme=theme,
            along="y",
            base=ZERO,
            scale=scale,
            places=FIRST + pitch * (np.arange(v.n_pairs) + 0.5),
            thickness=THICK,
            role="attention",
            negative="muted",
            axis=(FIRST, RIGHT),
        )
        least = v.switches[self.order][v.negative_pairs - 1]  # too small to be seen as a bar
        mean = scale(v.switch_mean)
        self.rule = Rule(
            [(FIRST, mean), (RIGHT, mean)], theme=theme, role="ink", line=3.0, dash=(3.0, 9.0)
        )
        self.mean = Label(
            f"mean {v.switch_mean:.2f}",
            FIRST + 12.0,
            mean - 14.0,
            theme=theme,
            size=NUMBER,
            mono=True,
        )
        self.counts = [
            Label(text, x, y, theme=theme, role=role)
            for text, x, y, role in (
                (
                    f"{v.both_right} flip: the correct noun leads with both endings",
                    FIRST + 12.0,
                    scale(0.53),
                    "attention",
                ),
                (
                    f"{v.one_noun_ahead} only move: one noun leads with both endings",
                    FIRST + 12.0,
                    scale(0.45),
                    "muted",
                ),
                (
                    f"{v.negative_pairs} move the wrong way, one by {-least:.3f}",
                    FIRST + pitch * v.negative_pairs + 12.0,
                    ZERO + 110.0,
                    "muted",
                ),
            )
        ]

    @property
    def all(self) -> list[Posed]:
        """All parts, from back to front."""
        return [self.axis, self.bars, self.rule, *self.names, self.mean, *self.counts]

    def come(self) -> Animation:
        """Return the animation: axis, a bar per pair, how many go the wrong way, the mean.

        Then only full flips stay in full colour.
        """
        bars = self.bars.grow(run_time=2 * GLANCE, lag=0.02)
        grown = GLANCE + bars.run_time
        return Timeline(
            (0.0, enter_all(self.axis, *self.names)),
            (GLANCE, bars),
            (grown - GLANCE, self.counts[2].enter()),
            (grown, self.rule.draw(run_time=MOVE)),
            (grown + GLANCE, self.mean.enter()),
            (grown + MOVE, self.bars.emphasise(self.flips)),
            (grown + MOVE, enter_all(*self.counts[:2])),
        )
