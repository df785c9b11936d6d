"""A drawn line: a ground, a guide, a strike."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Posed
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import MOVE


class Rule(Posed):
    """A polyline that can be drawn from its first point to its last.

    Channel ``drawn`` is the share of its length that is there.

    Parameters
    ----------
    path
        ``(n, 2)`` stage pixels.
    role
        Role whose stroke colour is used.
    line
        Width in stage pixels: 1.5 hairline, 3 regular, 5 bold.
    dash
        Lengths of a dash and of a gap, as in (3, 9) for a dotted guide.

    Raises
    ------
    ValueError
        When the path has another shape or is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> guide = Rule([(96, 400), (296, 400)], theme=PAPER, role="muted", line=3, dash=(3, 9))
    >>> guide.level("drawn")
    1.0
    """

    def __init__(
        self,
        path: ArrayLike,
        *,
        theme: Theme,
        role: str,
        line: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(theme=theme)
        self.path = np.array(path, dtype=np.float64)
        if self.path.ndim != 2 or self.path.shape[1] != 2 or len(self.path) < 2:
            raise ValueError(f"Rule path has shape {self.path.shape}, expected (n, 2)")
        if not np.isfinite(self.path).all():
            raise ValueError("Rule path holds a NaN or an infinity, only finite points are drawn")
        self.role, self.curve = role, Curve(line=line, dash=dash)
        self.add(self.curve)
        self.define(drawn=1.0)
        self.pose()

    def draw(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which it is drawn from its first point to its last."""
        return self.grow_in("drawn", run_time=run_time)

    def _draw(self) -> None:
        self.curve.put(self.path, self.theme.stroke(self.role), share=self.level("drawn"))
