"""Diagram 2: what all heads give to the mark at the start."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, leave_all
from anim_lib.primitives.head_map import HeadMap
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.values.d02_attention_heatmap import Values

HEADING, MAP, CELL = 178.0, 194.0, 17.0  # baseline, top and pitch, left of the longest arc


class Sink:
    """A map of all heads, its heading, and its mean."""

    def __init__(self, v: Values, theme: Theme) -> None:
        shares = v.start_share_by_head
        self.map = HeadMap(
            shares, theme=theme, spoken=(v.layer, v.head), left=LEFT, top=MAP, cell=CELL
        )
        self.heading = Label(f"all {shares.size} heads", LEFT, HEADING, theme=theme, size=SMALL)
        self.mean = Label(
            f"mean {v.start_share:.2f}",
            LEFT,
            self.map.bottom + 40.0,
            theme=theme,
            role="attention",
            size=NUMBER,
            mono=True,
        )

    @property
    def all(self) -> list[Posed]:
        """All parts, from back to front."""
        return [self.map, self.heading, self.mean]

    def come(self) -> Animation:
        """Return the animation in which heading, heads and mean come in this order."""
        return Timeline(
            (0.0, self.heading.enter(run_time=GLANCE)),
            (GLANCE, self.map.sweep(run_time=0.7 * BEND)),
            (GLANCE + 0.7 * BEND, self.mean.enter(run_time=GLANCE)),
        )

    def leave(self) -> Animation:
        """Return the animation in which all of it goes."""
        return leave_all(*self.all)
