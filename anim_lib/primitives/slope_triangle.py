"""A triangle on a line of a log-log plot: so many times as far across, so many times as high."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed
from anim_lib.shapes import Curve, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, soft
from anim_lib.typesetting import MONO
from anim_lib.typography import CAP_HEIGHT, NUMBER, Label

LEG = 3.0
UNDER, OVER, BESIDE = 40.0, 14.0, 18.0  # from a leg to its factor, stage pixels
CLEAR = 32.0  # from the line's next stretch to the middle of the upright leg's factor


class SlopeTriangle(Posed):
    """Two legs between two points of a rising line, each with the factor that it stands for.

    Parameters
    ----------
    start, end
        Lower left and upper right point, stage pixels.
    run, rise
        What the level and the upright leg say, as in ×2 and ×4.
    role
        Role of the line.
    above
        Whether the legs lie above the line (up, then across) or below it (across, then up).

    Channel ``grown`` 0..1: the share of the two legs that is drawn; a factor comes with its leg.

    Raises
    ------
    ValueError
        When the line does not rise to the right.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> slope = SlopeTriangle((300, 700), (400, 600), run="×2", rise="×4", role="attention",
    ...                       theme=PAPER)
    >>> slope.corner
    (400, 700)
    """

    def __init__(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        run: str,
        rise: str,
        role: str,
        theme: Theme,
        above: bool = False,
    ) -> None:
        super().__init__(theme=theme)
        (x0, y0), (x1, y1) = start, end
        if not (x1 > x0 and y1 < y0):
            raise ValueError(f"SlopeTriangle from {start} to {end} does not rise to the right")
        self.start, self.end, self.role, self.above = start, end, role, above
        self.corner = (x0, y1) if above else (x1, y0)
        low = CAP_HEIGHT[MONO] * NUMBER / 2
        middle, half = (x0 + x1) / 2, (y0 + y1) / 2
        if above:
            across = (middle, y1 - OVER, "c")
            up = (x0 - BESIDE, min(half, y0 - CLEAR) + low, "r")
        else:
            across = (middle, y0 + UNDER, "c")
            up = (x1 + BESIDE, max(half, y1 + CLEAR) + low, "l")
        self.run, self.rise = (
            Label(
                text,
                x,
                y,
                theme=theme,
                role=role,
                size=NUMBER,
                weight="SEMIBOLD",
                mono=True,
                anchor="c" if anchor == "c" else "r" if anchor == "r" else "l",
            )
            for text, (x, y, anchor) in ((run, across), (rise, up))
        )
        self.area, self.legs = Shape(), Curve(line=LEG)
        self.add(self.area, self.legs, self.run, self.rise)
        self.define(grown=1.0)
        self.pose()

    def grow(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which one leg is drawn, then the other."""
        return self.grow_in("grown", run_time=run_time)

    def _draw(self) -> None:
        grown, theme = self.level("grown"), self.theme
        legs = np.array([self.start, self.corner, self.end])
        lengths = np.abs(np.diff(legs, axis=0)).sum(axis=1)  # (2,)
        drawn = grown * lengths.sum() - [0.0, lengths[0]]
        first, second = np.clip(drawn / lengths, 0.0, 1.0).tolist()
        tip = legs[1] + (legs[2] - legs[1]) * second
        self.area.put(np.array([legs[0], legs[1], tip]), theme.tint(self.role))
        self.legs.put(legs, theme.stroke(self.role), share=grown)
        come = (first, second) if not self.above else (second, first)
        for label, share in zip((self.run, self.rise), come, strict=True):
            label.define(presence=soft(2.0 * share - 1.0))
