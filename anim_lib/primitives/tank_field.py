"""Many equal tanks, filled one after the other: how often a tank must be had."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, chain, rounded, stroke
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.cache_tank import SHADES
from anim_lib.scales import mix
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, constant

WALL = 1.5


class TankField(ValueGroup):
    """Tanks in rows, each as large as the next; a tank is there once its first drop is.

    Parameters
    ----------
    filled
        Items in all tanks together, ``()``.
    capacity
        Items that one tank holds.
    places
        ``(n, 4)``: x, y, width, height of the inside of each tank in stage pixels.
    levels
        Items, in each tank, at which a paler band of water begins (see ``CacheTank``).
    role
        Role of the water.

    Raises
    ------
    ValueError
        When places have another shape, or the items do not fit into all tanks.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> field = TankField(20, theme=PAPER, capacity=8, places=[(0, 0, 50, 40), (60, 0, 50, 40),
    ...                   (120, 0, 50, 40)])
    >>> field.shares.tolist()
    [1.0, 1.0, 0.5]
    """

    def __init__(
        self,
        filled: ArrayLike,
        *,
        theme: Theme,
        capacity: float,
        places: ArrayLike,
        levels: Sequence[float] = (),
        role: str = "cache",
    ) -> None:
        super().__init__(filled, ndim=0, theme=theme)
        self.places = np.array(places, dtype=np.float64)
        if self.places.ndim != 2 or self.places.shape[1] != 4:
            raise ValueError(f"TankField places have shape {self.places.shape}, expected (n, 4)")
        self.capacity, self.role = float(capacity), role
        self.levels = (0.0, *levels, self.capacity)
        self._fits(float(self.values))
        self.bands = [Leaf(fill=1.0, width=0.0, edge=1.0) for _ in self.levels[1:]]
        self.walls = Leaf(fill=0.0, width=stroke(WALL), edge=1.0)
        self.add(*self.bands, self.walls)
        self.pose()

    def _fits(self, filled: float) -> None:
        room = self.capacity * len(self.places)
        if not 0 <= filled <= room:
            raise ValueError(f"TankField values is {filled:g}, expected 0 to {room:g}")

    @property
    def shares(self) -> np.ndarray:
        """``(n,)`` share of each tank that is filled."""
        before = np.arange(len(self.places)) * self.capacity
        now = float(self._channels["values"])
        return np.asarray(np.clip((now - before) / self.capacity, 0, 1))

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation that fills them on, the same number of items every second."""
        self._fits(float(self._fitting(values)))
        return self.drive(run_time=run_time, rate_func=constant, lag=lag, values=values)

    def _draw(self) -> None:
        water, ground = self.theme.fill(self.role), self.theme.ground
        there = [(s, place) for s, place in zip(self.shares, self.places, strict=True) if s > 0]
        for k, band in enumerate(self.bands):
            low, high = (v / self.capacity for v in self.levels[k : k + 2])
            boxes = [
                rounded(x, y + h * (1 - min(s, high)), w, h * (min(s, high) - low))
                for s, (x, y, w, h) in there
                if s > low
            ]
            band.points = _joined(boxes, closed=True)
            paint(band, mix(water, ground, SHADES[min(k, len(SHADES) - 1)]))
        out = WALL / 2
        sides = [
            np.array([(x - out, y), (x - out, y + h + out), (x + w + out, y + h + out)])
            for _, (x, y, w, h) in there
        ]
        rights = [(x + w + out, y) for _, (x, y, w, _) in there]
        paths = [np.vstack([s, r]) for s, r in zip(sides, rights, strict=True)]
        self.walls.points = _joined(paths, closed=False)
        paint(self.walls, None, self.theme.ink)


def _joined(outlines: list[Points], *, closed: bool) -> Points:
    chains = [chain(outline, closed=closed) for outline in outlines]
    return np.concatenate(chains) if chains else NOWHERE
