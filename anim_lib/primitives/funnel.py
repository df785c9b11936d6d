"""A funnel in which droplets become beads: what each of them writes, to scale."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points
from anim_lib.primitives.base import ValueGroup
from anim_lib.shapes import Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant

WALL = 5.0
SHOWS = 0.5  # of a droplet's time: its bead leaves the neck
TURN = np.linspace(0.0, 1.0, 21)
LEAST = 1e-6


class Funnel(ValueGroup):
    """``(seq_len,)`` amounts written, one per droplet, as beads that roll out of a funnel.

    A bead's area is in proportion to its amount. Channel ``clock`` counts the droplets that
    have gone through: bead ``k`` rolls from the neck to ``goal`` while the clock goes to
    ``k + 1``, and is not drawn before or after.

    Parameters
    ----------
    values
        ``(seq_len,)``, each within ``0..vmax``.
    vmax
        Amount of a bead of radius ``ball``.
    mouth, neck, goal
        Stage pixels along x: the wide end, where the narrow part begins, where beads arrive.
    y
        Stage pixel of the middle line.
    wide, narrow
        Half the height at the mouth and of the neck, stage pixels.
    spout
        Length of the narrow part, stage pixels.
    roles
        Role of each bead.

    Raises
    ------
    ValueError
        When the shape is another one, or an amount is not within ``0..vmax``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> funnel = Funnel([5.0, 20.0], vmax=20.0, theme=PAPER, roles=["muted", "accent"], ball=20,
    ...                 mouth=660, neck=820, goal=1000, y=470, wide=120, narrow=24, spout=40)
    >>> funnel.radius(0), funnel.radius(1)
    (10.0, 20.0)
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        vmax: float,
        theme: Theme,
        roles: list[str],
        ball: float,
        mouth: float,
        neck: float,
        goal: float,
        y: float,
        wide: float,
        narrow: float,
        spout: float,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        if self.values.min() < 0 or self.values.max() > vmax:
            raise ValueError(
                f"Funnel values reach from {self.values.min():g} to {self.values.max():g}, "
                f"expected 0 to {vmax:g} (vmax)"
            )
        if len(roles) != len(self.values):
            raise ValueError(f"Funnel roles are {len(roles)}, expected {len(self.values)}")
        self.vmax, self.roles, self.ball = vmax, roles, ball
        self.mouth, self.neck, self.goal, self.y = mouth, neck, goal, y
        self.wide, self.narrow, self.spout = wide, narrow, spout
        self.inside = Shape()
        self.walls = [Curve(line=WALL) for _ in (0, 1)]
        self.beads = [Disc() for _ in self.values]
        self.add(self.inside, *self.beads, *self.walls)
        self.define(clock=0.0)
        self.pose()

    def radius(self, k: int) -> float:
        """Return the radius of bead ``k`` in stage pixels: its area is its amount."""
        share = float(self._channels["values"][k]) / self.vmax
        return float(self.ball * np.sqrt(max(share, 0.0)))

    def rolled(self, k: int) -> float:
        """Return how far bead ``k`` has rolled, 0 to 1."""
        return float(np.clip((self.level("clock") - k - SHOWS) / (1.0 - SHOWS), 0.0, 1.0))

    def flow(self, clock: float, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which droplets go through until ``clock``."""
        return self.drive(run_time=run_time, rate_func=constant, clock=clock)

    def wall(self) -> Points:
        """Return the upper wall ``(n, 2)`` in stage pixels, from the mouth to the spout's end."""
        ease = TURN * TURN * (3 - 2 * TURN)
        x = self.mouth + (self.neck - self.mouth) * TURN
        y = self.y - self.wide + (self.wide - self.narrow) * ease
        end = (self.neck + self.spout, self.y - self.narrow)
        return np.vstack([np.column_stack([x, y]), end])

    def _draw(self) -> None:
        theme, upper = self.theme, self.wall()
        lower = np.column_stack([upper[:, 0], 2 * self.y - upper[:, 1]])
        self.inside.put(np.vstack([upper, lower[::-1]]), theme.tint("cache"))
        for curve, path in zip(self.walls, (upper, lower), strict=True):
            curve.put(path, theme.ink)
        start = self.neck
        for k, bead in enumerate(self.beads):
            rolled = self.rolled(k)
            if not 0.0 < rolled < 1.0 or self.radius(k) < LEAST:
                bead.hide()
                continue
            x = start + (self.goal - start) * rolled
            bead.place(x, self.y, self.radius(k), theme.fill(self.roles[k]))
