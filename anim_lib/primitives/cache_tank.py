"""A tank whose water is memory: area in proportion to bytes, and what does not fit spills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.layout import Points, chain, rounded, stroke
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.motion import together
from anim_lib.primitives.base import ValueGroup
from anim_lib.primitives.level_signs import LevelSigns
from anim_lib.scales import mix
from anim_lib.shapes import Curve, Disc, Shape
from anim_lib.spill import SPLASH, Spill
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE, constant, settle, smooth

SHADES: Final = (0.0, 0.42, 0.74)  # how much ground is in each band of water, from the bottom
WALL: Final = 5.0
EDGE: Final = 3.0  # line of the surface
HAIR: Final = 1.5  # width of the walls of a tank that is one of many
RIM: Final = 26.0  # by how much the left wall of a tank that spills overtops the brim
JET: Final = 9.0  # width of the water that is poured in: the one thing that is not to scale
HATCH: Final = 0.55  # ground in the lines on spilt water


class CacheTank(ValueGroup):
    """Items of equal size in an open tank; ``to_values`` fills it at a constant rate.

    The inside is ``width`` x ``height`` and holds ``capacity`` items, so one byte takes
    :attr:`area_per_byte`: give two tanks the same and they are at one scale. Walls lie outside.

    Channels: ``values`` (items), ``place`` (x, y, width, height of the inside), ``wall`` (line
    width), ``jet`` (head and tail of the water that is poured in, 0 at its source, 1 at the
    surface), ``spilt`` (1 shows what ran over, 0 has mopped it up), ``signs`` (one number per
    level and one for the brim: 1 shows its name) and ``reading`` (1 prints the share that is
    filled, riding on the surface).

    Parameters
    ----------
    filled
        Items in it, ``()``. More than ``capacity`` only where ``spills``.
    capacity
        Items that fit.
    bytes_each
        Bytes of one item.
    place
        ``(x, y, width, height)`` of the inside in stage pixels; ``y`` is the brim.
    levels
        Items at which one band of water ends and the next, paler one begins.
    role
        Role of the water; ``overflow`` is the role of what runs over.
    frame
        Role of the walls.
    shade
        How much ground is in the lowest band of water; None takes the bands' own.
    spills
        Whether the right wall ends at the brim, so that water may run over it.
    source
        ``(x, y)`` in stage pixels from where water is poured in; None pours none.
    written, unit
        Share -> its text, and what one item is called: with both, levels have signs.

    Raises
    ------
    ValueError
        When a number is not finite or out of its range; the sentence names it.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> tank = CacheTank(1000, theme=PAPER, capacity=8000, bytes_each=327_680,
    ...                  place=(236, 296, 580, 528), levels=(100, 1000), spills=True)
    >>> tank.level_y(1000), tank.share
    (758.0, 0.125)
    >>> round(tank.area_per_byte * 2_621_440_000)
    306240
    """

    def __init__(
        self,
        filled: ArrayLike,
        *,
        theme: Theme,
        capacity: float,
        bytes_each: float,
        place: tuple[float, float, float, float],
        levels: Sequence[float] = (),
        role: str = "cache",
        frame: str = "ink",
        spills: bool = False,
        source: tuple[float, float] | None = None,
        wall: float = WALL,
        shade: float | None = None,
        written: Callable[[float], str] | None = None,
        unit: str = "",
    ) -> None:
        super().__init__(filled, ndim=0, theme=theme)
        for name, number in (("capacity", capacity), ("bytes_each", bytes_each)):
            if not 0 < number < np.inf:
                raise ValueError(f"CacheTank {name} is {number}, expected a number above 0")
        if min(place[2:]) <= 0:
            raise ValueError(f"CacheTank place is {place}, its width and height must be above 0")
        if sorted(set(levels)) != list(levels) or not all(0 < v < capacity for v in levels):
            raise ValueError(
                f"CacheTank levels are {tuple(levels)}, expected them to rise from above 0 to "
                f"below the capacity of {capacity:g}"
            )
        self.capacity, self.bytes_each, self.spills = float(capacity), float(bytes_each), spills
        self.levels, self.role, self.source = (0.0, *levels, self.capacity), role, source
        self.frame = frame
        self.shades = SHADES if shade is None else (shade, *SHADES[1:])
        self._fits(float(self.values))
        self.bands = [Shape() for _ in self.levels[1:]]
        self.surface, self.jet, self.walls = Curve(line=EDGE), Shape(), Curve(line=wall)
        self.spill, self.streaks = Shape(), Leaf(fill=0.0, width=stroke(2), edge=1.0)
        self.drops = [Disc() for _ in SPLASH] if spills else []
        self.add(*self.bands, self.surface, self.jet)
        self.add(self.spill, self.streaks, *self.drops, self.walls)
        self.define(place=place, wall=wall, jet=(0.0, 0.0), spilt=1.0)
        names = self.levels[1:]
        self.define(signs=np.zeros(len(names)), reading=1.0)
        self.signs = (
            []
            if written is None
            else [LevelSigns(names, theme=theme, written=written, unit=unit, place=place)]
        )
        self.add(*self.signs)
        self.pose()

    def _fits(self, filled: float) -> None:
        if filled < 0:
            raise ValueError(f"CacheTank values is {filled:g}, a tank holds 0 items or more")
        if filled > self.capacity * (1 + 1e-9) and not self.spills:
            raise ValueError(
                f"CacheTank values is {filled:g}, above its capacity of {self.capacity:g}; "
                "only a tank with spills=True runs over"
            )

    @property
    def share(self) -> float:
        """Share of the tank that is filled, 0 to 1: what ran over is not in it."""
        return min(float(self._channels["values"]) / self.capacity, 1.0)

    @property
    def area_per_byte(self) -> float:
        """Square stage pixels that one byte takes now."""
        width, height = self._channels["place"][2:]
        return float(width * height / (self.capacity * self.bytes_each))

    @property
    def spilt_area(self) -> float:
        """Square stage pixels of the water that ran over."""
        over = max(float(self._channels["values"]) - self.capacity, 0.0)
        return over * self.bytes_each * self.area_per_byte

    def level_y(self, items: float) -> float:
        """Return the height, in stage pixels, of the surface at ``items``; at most the brim."""
        _, y, _, height = self._channels["place"]
        return float(y + height * (1 - min(items / self.capacity, 1.0)))

    def sign(self, k: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which the sign of level ``k`` comes; the last is the brim's."""
        signs = self.channel("signs")
        if not 0 <= k < len(signs):
            raise ValueError(f"CacheTank has no level {k}; it has 0 to {len(signs) - 1}")
        signs[k] = 1.0
        return self.drive(run_time=run_time, rate_func=settle, signs=signs)

    def to_values(
        self, values: ArrayLike, *, run_time: float = MOVE, lag: float = 0.0
    ) -> Animation:
        """Return the animation that fills it to ``values`` items, the same number every second."""
        self._fits(float(self._fitting(values)))
        return self.drive(run_time=run_time, rate_func=constant, lag=lag, values=values)

    def overflow(self, values: ArrayLike, *, run_time: float = MOVE) -> Animation:
        """Return the animation that pours on to ``values`` items, which do not all fit.

        Raises
        ------
        ValueError
            When they all fit, or the tank does not spill.
        """
        items = float(self._fitting(values))
        if not items > self.capacity:
            raise ValueError(
                f"CacheTank overflow to {items:g} items: all fit into {self.capacity:g}"
            )
        return self.to_values(values, run_time=run_time)

    def turn_on(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the poured water falls from its source to the surface."""
        return self.drive(run_time=run_time, rate_func=_fall, begin={"jet": (0, 0)}, jet=(1, 0))

    def turn_off(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the last of the poured water arrives."""
        return self.drive(run_time=run_time, rate_func=_fall, jet=(1, 1))

    def zoom(
        self,
        place: tuple[float, float, float, float],
        *,
        wall: float,
        run_time: float = MOVE,
    ) -> Animation:
        """Return the animation to another place and size, with walls of ``wall`` pixels."""
        size = self.drive(run_time=run_time, rate_func=smooth, place=place)
        return together(size, self.drive(run_time=run_time, rate_func=smooth, wall=wall))

    def _draw(self) -> None:
        x, y, width, height = self._channels["place"]
        water, ground = self.theme.fill(self.role), self.theme.ground
        filled = min(float(self._channels["values"]), self.capacity)
        for k, band in enumerate(self.bands):
            low, high = self.levels[k], min(self.levels[k + 1], filled)
            if high <= low:
                band.hide()
                continue
            top, bottom = self.level_y(high), self.level_y(low)
            shade = self.shades[min(k, len(SHADES) - 1)]
            band.put(rounded(x, top, width, bottom - top), mix(water, ground, shade))
        self._draw_walls(x, y, width, height)
        level = self.level_y(filled)
        thick = min(EDGE, float(self._channels["wall"]))
        self.surface.stroke_width = stroke(thick)
        inside = level + thick / 2
        brimming = filled >= self.capacity and self.spilt_area > 0 and self.level("spilt") > 0
        if inside < y + height and not brimming:
            self.surface.put([(x, inside), (x + width, inside)], self.theme.stroke(self.role))
        else:
            self.surface.hide()
        self._draw_jet(level)
        self._draw_spill(x, y, width, height)
        for signs in self.signs:
            signs.define(
                items=self.values,
                place=self._channels["place"],
                up=self._channels["signs"],
                reading=self._channels["reading"],
            )

    def _draw_walls(self, x: float, y: float, width: float, height: float) -> None:
        wall = float(self._channels["wall"])
        left, right, bottom = x - wall / 2, x + width + wall / 2, y + height + wall / 2
        above = RIM * max(wall - HAIR, 0.0) / (WALL - HAIR) if self.spills else 0.0
        corners = [(left, y - above), (left, bottom), (right, bottom), (right, y)]
        self.walls.put(corners, self.theme.stroke(self.frame))
        self.walls.stroke_width = stroke(wall)

    def _draw_jet(self, level: float) -> None:
        head, tail = self._channels["jet"]
        if self.source is None or head - tail < 0.01:
            self.jet.hide()
            return
        x, start = self.source
        top, bottom = (start + (level - start) * float(v) for v in (tail, head))
        ys = np.linspace(top, bottom, 24)
        thin = JET / 2 * (1 - 0.35 * (ys - start) / (level - start))
        round_off = np.sqrt(np.clip(np.minimum(ys - top, bottom - ys) / 5.0, 0.0, 1.0))
        if head == 1.0:  # it has arrived: its foot spreads on the surface
            round_off = np.sqrt(np.clip((ys - top) / 5.0, 0.0, 1.0))
        half = thin * round_off
        right = np.column_stack([x + half, ys])
        left = np.column_stack([x - half, ys])[::-1]
        self.jet.put(np.vstack([right, left]), self.theme.fill(self.role))

    def _draw_spill(self, x: float, y: float, width: float, height: float) -> None:
        area, shown = self.spilt_area, self.level("spilt")
        if area <= 0 or shown <= 0:
            for shape in (self.spill, *self.drops):
                shape.hide()
            self.streaks.points = NOWHERE
            return
        wall = float(self._channels["wall"])
        water = Spill(x, x + width + wall, y, y + height + wall - 3).at(area)
        colour = mix(self.theme.ground, self.theme.fill("overflow"), shown)
        self.spill.put(water.outline, colour)
        lines: list[Points] = [chain(line, closed=False) for line in water.streaks]
        self.streaks.points = np.concatenate(lines) if lines else NOWHERE
        paint(self.streaks, None, mix(colour, self.theme.ground, HATCH))
        for disc, (cx, cy, r) in zip(self.drops, water.drops, strict=True):
            if r > 0.3:
                disc.place(cx, cy, r, colour)
            else:
                disc.hide()


def _fall(t: float) -> float:
    """Water that is let go: it starts at rest and arrives fast."""
    return min(max(t, 0.0), 1.0) ** 2
