"""Basis curves in small frames; each can fly out, take its weight, and join a sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Channel
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import mix, rgb
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth, soft

LINE = 3.0  # widths, stage pixels
HAIR = 1.5


class Pane(NamedTuple):
    """Where a curve lies, stage pixels: its ends, its zero, and how high a 1 is."""

    left: float
    right: float
    base: float
    unit: float


class BasisCurves(ValueGroup):
    """``(n, n_points)`` curves at home in small frames of their own.

    Channels, one number per curve: ``flight`` (0 at home and unweighed, 1 in the large pane
    and multiplied by its weight), ``merged`` (1: it has been added and is not seen any more),
    ``strength`` (of the curve that stays at home; 1 full colour, 0 stepped back).

    Parameters
    ----------
    curves, places
        ``(n, n_points)``, and ``(n_points,)`` places in 0..1.
    weights
        ``(n,)`` coefficients.
    homes
        One pane per curve.
    away
        The pane that all fly to.

    Raises
    ------
    ValueError
        When a shape is another one, or a number is not finite.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> b = BasisCurves([[1.0, 1.0], [-1.0, 1.0]], places=[0, 1], weights=[0.5, 2.0],
    ...                 homes=[Pane(0, 100, 300, 10)] * 2, away=Pane(0, 400, 100, 10), theme=PAPER)
    >>> b.set_channels(flight=1.0).path(1).tolist()
    [[0.0, 120.0], [400.0, 80.0]]
    """

    def __init__(
        self,
        curves: ArrayLike,
        *,
        places: ArrayLike,
        weights: ArrayLike,
        homes: Sequence[Pane],
        away: Pane,
        theme: Theme,
        role: str = "accent",
    ) -> None:
        super().__init__(curves, ndim=2, theme=theme)
        count, points = self.values.shape
        self.places, self.weights = np.array(places, dtype=float), np.array(weights, dtype=float)
        shapes = {"places": (self.places, (points,)), "weights": (self.weights, (count,))}
        for name, (given, expected) in shapes.items():
            if given.shape != expected:
                raise ValueError(
                    f"BasisCurves {name} have shape {given.shape}, expected shape {expected}"
                )
        if len(homes) != count:
            raise ValueError(f"BasisCurves homes are {len(homes)}, expected one per curve: {count}")
        self.homes, self.away, self.role = tuple(homes), away, role
        self.grounds = [Curve(line=HAIR) for _ in range(count)]
        self.curves = [Curve(line=LINE) for _ in range(count)]
        self.fliers = [Curve(line=LINE) for _ in range(count)]
        self.add(*self.grounds, *self.curves, *self.fliers)
        none = np.zeros(count)
        self.define(flight=none, merged=none, strength=np.ones(count))
        self.pose()

    def fly(self, k: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which a copy of curve ``k`` flies out; absolute.

        Those before it have been added, those after it are at home.
        """
        rows = np.arange(len(self.homes))
        return self.drive(
            run_time=run_time,
            rate_func=smooth,
            begin={"flight": rows < k, "merged": rows < k},
            flight=rows <= k,
            merged=rows < k,
        )

    def merge(self, k: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which the curve ``k`` that has flown out fades into the sum."""
        rows = np.arange(len(self.homes))
        return self.drive(run_time=run_time, rate_func=soft, merged=rows <= k, flight=rows <= k)

    def path(self, k: int) -> Channel:
        """Return the points ``(n_points, 2)`` of the flying curve ``k`` now, stage pixels."""
        share = float(self._channels["flight"][k])
        pane = Pane(*(np.array(self.homes[k]) * (1 - share) + np.array(self.away) * share))
        weight = 1.0 + (float(self.weights[k]) - 1.0) * share
        return self._points(pane, weight * self._channels["values"][k])

    def _points(self, pane: Pane, heights: Channel) -> Channel:
        x = pane.left + (pane.right - pane.left) * self.places
        return np.column_stack([x, pane.base - pane.unit * heights])

    def _draw(self) -> None:
        theme, ground = self.theme, rgb(self.theme.ground)
        role = theme.stroke(self.role)
        for k, home in enumerate(self.homes):
            line = [(home.left, home.base), (home.right, home.base)]
            self.grounds[k].put(line, theme.hairline)
            strength = float(self._channels["strength"][k])
            colour = mix(theme.stroke("muted"), role, strength)
            self.curves[k].put(self._points(home, self._channels["values"][k]), colour)
            flight, merged = (float(self._channels[c][k]) for c in ("flight", "merged"))
            if flight <= 0.0 or merged >= 1.0:
                self.fliers[k].hide()
            else:
                self.fliers[k].put(self.path(k), mix(role, ground, merged))
