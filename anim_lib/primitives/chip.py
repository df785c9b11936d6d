"""A token on its way: a word on a small card in the shape of a query, a key or a value."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import partial
from anim_lib.motion import Easing, Posed
from anim_lib.primitives.vector_strip import CORNER, RADIUS
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth
from anim_lib.typography import NUMBER, Label

TALL, PAD, LEAST = 56.0, 18.0, 72.0  # height, beside the word, least width; stage pixels
BASELINE = 0.36  # of the size, below the centre


class Chip(Posed):
    """One word in the colour and shape of its role, somewhere along a path.

    Channel ``along`` is how much of the path, by length, lies behind it.

    Parameters
    ----------
    text
        What it carries; not empty.
    path
        ``(n, 2)`` stage pixels, from where it starts to where it can go.
    role
        query (square corners), key (round ones) or value (a pill); others have round ones.
    tall, least
        Height and least width in stage pixels.

    Raises
    ------
    ValueError
        When the text is empty, or the path has another shape or is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> chip = Chip("B", [(100, 400), (300, 400)], theme=PAPER, role="value")
    >>> chip.set_channels(along=0.5).spot()
    (200.0, 400.0)
    """

    def __init__(
        self,
        text: str,
        path: ArrayLike,
        *,
        theme: Theme,
        role: str,
        tall: float = TALL,
        least: float = LEAST,
    ) -> None:
        super().__init__(theme=theme)
        if not text.strip():
            raise ValueError("Chip text is empty")
        self.path = np.array(path, dtype=np.float64)
        if self.path.ndim != 2 or self.path.shape[1] != 2 or len(self.path) < 2:
            raise ValueError(f"Chip path has shape {self.path.shape}, expected (n, 2)")
        if not np.isfinite(self.path).all():
            raise ValueError("Chip path holds a NaN or an infinity, only finite points are drawn")
        self.role, self.tall = role, tall
        radius = min(CORNER.get(role, RADIUS), tall / 2)
        self.card = Box(radius=radius)
        self.label = Label(
            text,
            0.0,
            0.0,
            theme=theme,
            colour=theme.ground,
            size=NUMBER,
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )
        self.wide = max(self.label.width_px + 2 * PAD, least)
        self.add(self.card, self.label)
        self.define(along=0.0)
        self.pose()

    def spot(self) -> tuple[float, float]:
        """Return where its centre is now, in stage pixels, before any offset."""
        x, y = partial(self.path, self.level("along"))[-1]
        return float(x), float(y)

    def share(self, corner: int) -> float:
        """Return the share of the path's length that lies before one of its points."""
        steps = np.hypot(*np.diff(self.path, axis=0).T)
        return float(steps[:corner].sum() / steps.sum())

    def go(self, along: float, *, run_time: float = MOVE, rate_func: Easing = smooth) -> Animation:
        """Return the animation that takes it to a share of its path."""
        return self.drive(run_time=run_time, rate_func=rate_func, along=along, presence=1.0)

    def _draw(self) -> None:
        x, y = self.spot()
        colour = self.theme.text(self.role)
        self.card.place(x - self.wide / 2, y - self.tall / 2, self.wide, self.tall, colour)
        self.label.x, self.label.y = x, y + BASELINE * NUMBER
