"""The tinted cone from a small thing to its magnification."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Posed
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE


class Cone(Posed):
    """A pale surface between an edge of a small thing and the same edge, magnified.

    Channel ``opened``: 0 nothing, 1 it reaches the magnification.

    Parameters
    ----------
    edges
        ``(2, 2, 2)`` stage pixels: the two ends of the small edge, then those of the large one.
    role
        Role whose tint is used.

    Raises
    ------
    ValueError
        When the edges have another shape or are not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> cone = Cone([[(100, 500), (140, 500)], [(60, 300), (180, 300)]], theme=PAPER, role="ssm")
    >>> cone.level("opened")
    1.0
    """

    def __init__(self, edges: ArrayLike, *, theme: Theme, role: str) -> None:
        super().__init__(theme=theme)
        self.edges = np.array(edges, dtype=np.float64)
        if self.edges.shape != (2, 2, 2):
            raise ValueError(f"Cone edges have shape {self.edges.shape}, expected (2, 2, 2)")
        if not np.isfinite(self.edges).all():
            raise ValueError("Cone edges hold a NaN or an infinity, only finite points are drawn")
        self.role, self.surface = role, Shape()
        self.add(self.surface)
        self.define(opened=1.0)
        self.pose()

    def open(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which it grows from the small edge to the large one."""
        return self.grow_in("opened", run_time=run_time)

    def _draw(self) -> None:
        near, far = self.edges
        reach = near + (far - near) * self.level("opened")
        self.surface.put(np.vstack([near, reach[::-1]]), self.theme.tint(self.role))
