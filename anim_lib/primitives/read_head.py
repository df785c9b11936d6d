"""A read head under a thing: it points up, and lights while it asks."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import LIT, soft
from anim_lib.typography import LABEL, Label

HALF, NECK, TALL = 26.0, 22.0, 44.0  # half its width, height of its point, of all of it
LINE = 5.0
GAP = 22.0  # between it and its name


class ReadHead(Posed):
    """A pointed block with its name to the right; channel ``asks``: 0 at rest, 1 lit.

    Parameters
    ----------
    name
        What stands beside it.
    x, y
        Stage pixels of its tip.
    reach
        Length of the line from the tip upwards while it asks, stage pixels.
    role
        Its colour while it asks.

    Raises
    ------
    ValueError
        When the place is not finite, or the reach is below zero.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> head = ReadHead("output C", x=960, y=700, reach=60, role="accent", theme=PAPER)
    >>> head.level("asks")
    0.0
    """

    def __init__(
        self, name: str, *, x: float, y: float, reach: float, role: str, theme: Theme
    ) -> None:
        super().__init__(theme=theme)
        if not np.isfinite([x, y, reach]).all() or reach < 0:
            raise ValueError(f"ReadHead stands at {(x, y)} and reaches {reach}, expected numbers")
        self.x, self.y, self.reach, self.role = x, y, reach, role
        self.beam, self.block = Curve(line=LINE), Shape()
        self.label = Label(name, x + HALF + GAP, y + TALL - 6.0, theme=theme, role=role, size=LABEL)
        self.add(self.beam, self.block, self.label)
        self.define(asks=0.0)
        self.pose()

    def ask(self, *, run_time: float = LIT) -> Animation:
        """Return the animation in which its beam rises into what it reads."""
        return self.drive(run_time=run_time, rate_func=soft, asks=1.0)

    def rest(self, *, run_time: float = LIT) -> Animation:
        """Return the animation in which its beam goes."""
        return self.drive(run_time=run_time, rate_func=soft, asks=0.0)

    def _draw(self) -> None:
        x, y, asks, own = self.x, self.y, self.level("asks"), self.theme.stroke(self.role)
        colour = mix(self.theme.stroke("muted"), own, asks)
        corners = [(x, y), (x + HALF, y + NECK), (x + HALF, y + TALL), (x - HALF, y + TALL)]
        self.block.put([*corners, (x - HALF, y + NECK)], colour)
        self.beam.put([(x, y - 4.0), (x, y - 4.0 - self.reach)], own, share=asks)
