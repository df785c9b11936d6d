"""Diagram 11: the plane of values, and the erratum."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.plane import Plane, axes
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, SETTLE
from anim_lib.typography import ADVANCE, NUMBER, Counter, Label
from scenes.casts.d11_grid import (
    AXIS,
    BASE,
    BLEND,
    FLOOR,
    HALF,
    NAMES,
    ROWS,
    TICKS,
    UNIT,
    Place,
    at_tips,
    bars,
    heading,
    share,
)
from scenes.values.d11_qkv_attention import Values


class Blend:
    """The values in a plane, weighted and laid head to tail."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.axes = axes(BLEND, FLOOR, UNIT, TICKS, theme=theme)
        spot = (BLEND + 268.0, 606.0)
        self.plane = Plane(
            v.value,
            theme=theme,
            x=BLEND,
            y=FLOOR,
            unit=UNIT,
            roles=["value"] * len(v.value),
            callout=(spot[0] - 14, spot[1] - 12),
        )
        self.heading = heading("The blend", BLEND, "value", theme)
        places: tuple[Place, ...] = ((22, 30, "l"), (22, 2, "l"), (-8, -18, "c"))
        self.words = list(at_tips(v.tokens, self.plane, v.value, places, theme, "value"))
        self.times = [
            Counter(
                float(weight),
                word.x,
                word.y + (-42 if word.anchor == "c" else 42),
                theme=theme,
                written=lambda w: f"×{share(w)}",
                role="attention",
                anchor=word.anchor,
            )
            for weight, word in zip(v.weights, self.words, strict=True)
        ]
        step = ADVANCE * NUMBER
        self.place = [
            Counter(v.output[0], spot[0], spot[1] + 42, theme=theme, written="{:.3f},".format),
            Counter(
                v.output[1], spot[0] + 7 * step, spot[1] + 42, theme=theme, written="{:.3f}".format
            ),
        ]
        self.out = [Label("out", *spot, theme=theme, weight="SEMIBOLD"), *self.place]

    def grow(self) -> Animation:
        """Return the animation in which the values leave the origin and mark where they end."""
        grow = self.plane.grow(lag=0.5 * SETTLE)
        words = stagger(*[word.enter() for word in self.words], lag=0.5 * SETTLE)
        marks = self.plane.drive(run_time=GLANCE, corners=1.0)
        return then(together(grow, words), marks, gap=0.0)

    def reweigh(self, weights: ArrayLike, output: ArrayLike) -> Animation:
        """Return the animation to other weights; a hollow mark stays where the sum was."""
        before = self.plane.total
        counted = zip(
            [*self.times, *self.place], [*np.asarray(weights), *np.asarray(output)], strict=True
        )
        return together(
            self.plane.drive(
                run_time=BEND, begin={"before": before}, before=before, kept=1.0, weights=weights
            ),
            *[counter.drive(run_time=BEND, value=value) for counter, value in counted],
        )

    @property
    def all(self) -> list[Posed]:
        """Everything in the panel, from back to front."""
        return [*self.axes, self.plane, self.heading, *self.words, *self.times, *self.out]


class Erratum:
    """The weights as commonly drawn, struck through, and what is printed beside them."""

    def __init__(self, v: Values, theme: Theme) -> None:
        base = LEFT + BASE - NAMES
        self.drawn = bars(
            v.drawn_weights,
            theme,
            "muted",
            base,
            axis=AXIS,
            weight="MEDIUM",
            written="{:.2f}".format,
        )
        self.words = [
            Label(t, LEFT, y + HALF + 12, theme=theme, role="muted", mono=True, size=NUMBER)
            for t, y in zip(v.tokens, ROWS, strict=True)
        ]
        self.title = heading("commonly drawn", LEFT, "muted", theme)
        self.heading = heading("computed", NAMES, "ink", theme)
        across = [(LEFT, ROWS[-1] + 80), (LEFT + 410, ROWS[0] - 20)]
        self.strike = Rule(across, theme=theme, role="wrong", line=5.0)

    @property
    def wrong(self) -> list[Posed]:
        """What is commonly drawn."""
        return [self.title, *self.words, self.drawn]
