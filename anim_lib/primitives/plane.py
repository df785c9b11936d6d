"""A plane with vectors as arrows: their shadows, their chain head to tail, their triangle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike, NDArray

from anim_lib.layout import circle
from anim_lib.motion import DIMMED
from anim_lib.primitives.axis import Axis
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import linear, mix
from anim_lib.shapes import Arrow, Curve, Disc, Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, MOVE, STAGGER, soft

DOT = 9.0  # radius of a corner of the triangle
MARK, RING = 14.0, 3.0  # the sum, and the ring of ground around it
EDGE = 3.0
DOTTED = (3.0, 9.0)
STUB = 12.0  # a leader of this length or less is not drawn, one of three times it fully
OVERHANG = 30.0  # the axes go this far past their last tick

Pixels = NDArray[np.float64]  # (..., 2) stage pixels


def axes(
    x: float, y: float, unit: float, ticks: Sequence[tuple[float, str]], *, theme: Theme
) -> tuple[Axis, Axis]:
    """Return the two axes of a plane with its origin at ``(x, y)``, ``unit`` pixels to 1."""
    reach = unit * max(value for value, _ in ticks) + OVERHANG
    return (
        Axis(
            ticks, linear((0, 1), (x, x + unit)), theme=theme, along="x", at=y, span=(x, x + reach)
        ),
        Axis(
            ticks, linear((0, 1), (y, y - unit)), theme=theme, along="y", at=x, span=(y, y - reach)
        ),
    )


class Plane(ValueGroup):
    """``(n, 2)`` vectors as arrows from the origin.

    Channels: ``values``; per vector ``grown`` (share of its length), ``strength`` (1 full
    colour, 0 stepped back), ``weights`` (what it is multiplied by), ``dropped`` (share of the
    dotted line from its tip to its foot), ``corners`` (1 marks where the unweighted vector
    ends); and one number each: ``chained`` (0 all start at the origin, 1 head to tail),
    ``triangle`` (1 fills the polygon of the unweighted tips), ``summed`` (1 marks where the
    weighted sum ends), ``kept`` (1 shows a hollow mark at ``before``).

    Parameters
    ----------
    vectors
        ``(n, 2)``, in the unit of the axes, y upwards.
    x, y, unit
        Stage pixels of the origin, and pixels to 1.
    roles
        One role per vector.
    line
        Width of the arrows, stage pixels.
    feet
        ``(n, 2)``: where the perpendicular from each tip ends; the shadow on another vector
        reaches from the origin to there.
    callout
        Stage pixel from which a 2 px leader points at the mark of the sum; it is drawn in
        while the mark moves away, so that no stub stands beside a mark that is near.

    Raises
    ------
    ValueError
        When a shape is another one, or a value is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> plane = Plane([(1.0, 0.0), (0.0, 1.0)], theme=PAPER, x=200, y=700, unit=400,
    ...               roles=["value", "value"])
    >>> plane.set_channels(weights=[0.5, 0.25], chained=1.0).total.tolist()
    [0.5, 0.25]
    >>> plane.at((0.5, 0.25))
    (400.0, 600.0)
    """

    def __init__(
        self,
        vectors: ArrayLike,
        *,
        theme: Theme,
        x: float,
        y: float,
        unit: float,
        roles: Sequence[str],
        line: float = 4.0,
        feet: ArrayLike | None = None,
        callout: tuple[float, float] | None = None,
    ) -> None:
        super().__init__(vectors, ndim=2, theme=theme)
        shape = self.values.shape
        count = shape[0]
        if shape != (count, 2) or len(roles) != count:
            raise ValueError(
                f"Plane vectors have shape {shape} and {len(roles)} roles, "
                "expected (n, 2) and n roles"
            )
        self.x, self.y, self.unit, self.roles, self.callout = x, y, unit, list(roles), callout
        self.feet = None if feet is None else np.array(feet, dtype=np.float64)
        if self.feet is not None and self.feet.shape != shape:
            raise ValueError(f"Plane feet have shape {self.feet.shape}, expected shape {shape}")
        self.area, self.leader = Shape(line=EDGE), Curve(line=2.0)
        self.dots = [Disc() for _ in roles]
        self.drops = [Curve(line=EDGE, dash=DOTTED) for _ in roles]
        self.arrows = [Arrow(line=line) for _ in roles]
        self.ghost, self.mark = Disc(line=RING), Disc(line=RING)
        self.add(self.area, *self.drops, self.ghost, *self.arrows, *self.dots)
        self.add(self.leader, self.mark)
        one, none = np.ones(count), np.zeros(count)
        self.define(grown=one, strength=one, weights=one, dropped=none, corners=none)
        self.define(chained=0.0, triangle=0.0, summed=0.0, kept=0.0, before=np.zeros(2))
        self.pose()

    def at(self, vector: ArrayLike) -> tuple[float, float]:
        """Return the stage pixel at which ``vector`` ``(2,)`` ends."""
        px = self._pixels(vector)
        return float(px[0]), float(px[1])

    def _pixels(self, vectors: ArrayLike) -> Pixels:
        return np.array([self.x, self.y]) + np.asarray(vectors) * (self.unit, -self.unit)

    @property
    def weighted(self) -> NDArray[np.float64]:
        """``(n, 2)`` vectors times their weights, as shown now."""
        return np.asarray(self._channels["values"] * self._channels["weights"][:, None])

    @property
    def total(self) -> NDArray[np.float64]:
        """``(2,)`` sum of the weighted vectors, as shown now."""
        return np.asarray(self.weighted.sum(axis=0))

    def grow(self, *which: int, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which these arrows (none given: all) leave the origin."""
        chosen = list(which) or list(range(len(self.roles)))
        grown = self.channel("grown") if self.level("presence") else np.zeros(len(self.roles))
        end = grown.copy()
        grown[chosen], end[chosen] = 0.0, 1.0
        begin: dict[str, ArrayLike] = {"presence": 1.0, "grown": grown}
        return self.drive(run_time=run_time, lag=lag, begin=begin, presence=1.0, grown=end)

    def drop(self, i: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation that drops the perpendicular from the tip of vector ``i``."""
        if self.feet is None:
            raise ValueError("this Plane was given no feet, so nothing can be dropped")
        now = self.channel("dropped")
        now[i] = 1.0
        return self.drive(run_time=run_time, dropped=now)

    def emphasise(self, strengths: ArrayLike, *, run_time: float = GLANCE) -> Animation:
        """Return the animation to ``(n,)`` strengths: 1 full colour, 0 stepped back."""
        return self.drive(run_time=run_time, rate_func=soft, strength=strengths)

    def weigh(self, weights: ArrayLike, *, run_time: float = BEND) -> Animation:
        """Return the animation that multiplies each arrow by its weight, ``(n,)``."""
        return self.drive(run_time=run_time, weights=weights)

    def chain(self, *, run_time: float = BEND) -> Animation:
        """Return the animation that lays the arrows head to tail, so that they add up."""
        return self.drive(run_time=run_time, chained=1.0)

    def _draw(self) -> None:
        tips = self._pixels(self.values)
        for i, role in enumerate(self.roles):
            colour = self._toned(i, self.theme.stroke(role))
            corner = float(self._channels["corners"][i])
            self.dots[i].hide()
            if corner > 0.0:
                self.dots[i].put(circle(tips[i][0], tips[i][1], DOT * corner), colour)
            self.drops[i].hide()
            if self.feet is not None:
                path = [tips[i], self._pixels(self.feet[i])]
                self.drops[i].put(path, colour, share=float(self._channels["dropped"][i]))
        self._draw_triangle(tips)
        self._draw_arrows()
        self._draw_sum()

    def _toned(self, i: int, colour: str) -> np.ndarray:
        back = 1.0 - float(self._channels["strength"][i])
        return mix(colour, self.theme.ground, DIMMED * back)

    def _draw_triangle(self, tips: Pixels) -> None:
        shown, ground = self.level("triangle"), self.theme.ground
        self.area.hide()
        if shown > 0.0:
            role = self.roles[0]
            fill = mix(ground, self.theme.tint(role), shown)
            self.area.put(tips, fill, mix(ground, self.theme.stroke(role), shown))

    def _draw_arrows(self) -> None:
        weighted = self.weighted
        before = np.cumsum(weighted, axis=0) - weighted
        tails = self.level("chained") * before
        shortened = self.level("summed") * (MARK + RING) / self.unit
        for i, (arrow, tail, own) in enumerate(zip(self.arrows, tails, weighted, strict=True)):
            reach = float(np.hypot(*own))
            last = not self._channels["weights"][i + 1 :].any()
            if last and reach > 0.0:
                own = own * max(1.0 - shortened / reach, 0.0)
            colour = self._toned(i, self.theme.stroke(self.roles[i]))
            start, end = self._pixels(tail), self._pixels(tail + own)
            grown = float(self._channels["grown"][i])
            arrow.put((start[0], start[1]), (end[0], end[1]), colour, grow=grown)

    def _draw_sum(self) -> None:
        theme, kept, summed = self.theme, self.level("kept"), self.level("summed")
        for disc in (self.ghost, self.mark):
            disc.hide()
        self.leader.hide()
        if kept > 0.0:
            edge = mix(theme.ground, theme.stroke("muted"), kept)
            self.ghost.put(circle(*self.at(self._channels["before"]), MARK), None, edge)
        if summed > 0.0:
            x, y = self.at(self.total)
            self.mark.put(circle(x, y, MARK * summed), theme.ink, theme.ground)
            if self.callout is not None:
                late = soft(2.0 * summed - 1.0)  # the leader leaves a mark that is nearly there
                self._draw_leader(np.array([x, y]), np.array(self.callout), late)

    def _draw_leader(self, mark: Pixels, callout: Pixels, share: float) -> None:
        way = callout - mark
        reach = float(np.hypot(*way))
        start = mark + way * (MARK + RING) / max(reach, 1e-9)
        far = soft((reach - MARK - RING - STUB) / (2.0 * STUB))
        self.leader.put([start, callout], self.theme.ink, share=share * far)
