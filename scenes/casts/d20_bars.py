"""Diagram 20: what each tower knows of every pair of the shown document, as bars."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.axis import Axis
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from scenes.casts import d20_grid as at
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

THICK, INSET = 9.0, 44.0  # of a bar; from a column's edge to its axis, stage pixels
PITCH = 15.0
FOOT = 36.0  # from the bars to the key below its own
LAG = 0.02  # seconds from one bar to the next
AXIS_AIR = 8.0  # from the axis to the first bar


class PairBars:
    """Standing bars of 0 to 1, one a pair as they were read; that of the pair asked stands out."""

    def __init__(self, v: Values, stacks: list[int], theme: Theme) -> None:
        top, bottom = at.BARS
        scale = linear((0.0, v.accuracy_vmax), (bottom, top))
        roles = np.full(v.lookup_pairs, "", dtype=object)
        ticks = [(share, f"{share:g}") for share in (0.0, v.accuracy_vmax)]
        self.strips, self.axes, self.keys = [], [], []
        key = f"k{v.lookup_keys[v.lookup_pair]}"
        for k, stack in enumerate(stacks):
            roles[:] = at.family(v, stack)
            roles[v.lookup_pair] = "query"
            left = at.column(k) + INSET
            first = left + AXIS_AIR + THICK / 2
            places = first + PITCH * np.arange(v.lookup_pairs)
            span = (left, float(places[-1]) + THICK)
            self.strips.append(
                BarStrip(
                    v.lookup_by_pair[stack],
                    theme=theme,
                    along="y",
                    base=bottom,
                    scale=scale,
                    places=places,
                    thickness=THICK,
                    role=[str(role) for role in roles],
                    axis=span,
                )
            )
            self.axes.append(
                Axis(ticks, scale, theme=theme, along="y", at=left, span=(bottom, top))
            )
            x = float(places[v.lookup_pair])
            self.keys.append(say(key, x, bottom + FOOT, theme, role="query", anchor="c"))
        self.name = say(
            f"probability of the right value, each of {v.lookup_pairs} pairs asked last; "
            f"one of {v.accuracy.shape[-1]} seeds",
            LEFT,
            at.BARS_NAME,
            theme,
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.axes, *self.strips, *self.keys, self.name]

    def come(self) -> Animation:
        """Return the animation in which the axes come, then the bars grow."""
        return Timeline(
            (0.0, enter_all(*self.axes, *self.keys, self.name)),
            (ENTER / 2, together(*[one.grow(run_time=ENTER, lag=LAG) for one in self.strips])),
        )
