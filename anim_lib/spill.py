"""The outline of water that runs over a tank's right wall, for any amount of it. Pure numpy.

First a lip rises above the rim, then a sheet falls along the wall, then a puddle spreads on the
floor. The outline is found from its area: what is drawn is the amount, at every moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from anim_lib.layout import Points

LIP: Final = 11.0  # stage pixels of water standing above the rim
TURN: Final = 30.0  # how far below the rim the sheet hangs straight
SHEET: Final = (20.0, 12.0)  # width of the falling sheet at the rim and far below
DEPTH: Final = 32.0  # of a wide puddle
NOSE: Final = 2.0  # length of the puddle's round front, of its depth
# drops above the foot: reach and height of the arc in pixels, radius, start of the cycle
SPLASH: Final = (
    (64, 46, 6.5, 0.10),
    (104, 74, 5.0, 0.48),
    (36, 92, 4.0, 0.72),
    (150, 30, 4.0, 0.9),
)
CYCLE: Final = 11_000.0  # spilt pixels of area in which a drop rises and falls once


def _bends() -> tuple[Points, ...]:
    t = np.linspace(0, 1, 16)[1:, None]
    return (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3


def _ends() -> tuple[tuple[Points, Points], tuple[Points, Points]]:
    t, u = np.linspace(0, np.pi / 2, 14), np.linspace(np.pi / 2, 0, 20)
    return (1 - np.cos(t), 1 - np.sin(t)), (np.cos(u) ** 0.9, np.sin(u) ** 0.8)


# curves of unit size: an outline is found by drawing fifty of them
_TURN: Final = _bends()  # weights of the four corners where the surface bends into the sheet
_FALL: Final = 1 - (1 - np.linspace(0, 1, 40)[1:]) ** 2
_FILLET, _FRONT = _ends()  # x and y: from the sheet into the puddle, and its round front
_CALM: Final = np.sin(np.pi * np.linspace(0, 1, 50))


@lru_cache(maxsize=4)
def _surface(left: float, edge: float, flow: float) -> tuple[Points, Points, Points]:
    """Places along the surface in the tank, how high waves may be there, and their phase."""
    xs = np.linspace(left, edge - 40, 40)
    calm = np.sin(np.pi * (xs - xs[0]) / (xs[-1] - xs[0]))
    return xs, calm, np.sin(2 * np.pi * (xs / 190 - flow))


class Water(NamedTuple):
    """Spilt water as shapes in stage pixels."""

    outline: Points  # (n, 2)
    drops: list[tuple[float, float, float]]  # centre and radius of each drop in the air
    streaks: list[Points]  # (2, 2) each: short lines along the flow, inside the outline
    reach: float  # how far to the right it has come


def polygon_area(outline: Points) -> float:
    """Return the area of a polygon ``(n, 2)``."""
    x, y = outline.T
    next_x, next_y = np.concatenate((x[1:], x[:1])), np.concatenate((y[1:], y[:1]))
    return abs(float(x @ next_y - y @ next_x)) / 2


@dataclass(frozen=True)
class Spill:
    """Where water runs over: all lengths in stage pixels, areas in their squares.

    Parameters
    ----------
    left
        Inner face of the left wall, which is higher.
    edge
        Outer face of the right wall.
    rim, floor
        Heights of the right wall's top and of the ground outside.
    """

    left: float
    edge: float
    rim: float
    floor: float

    def at(self, area: float) -> Water:
        """Return where the water is when ``area`` has run over; drops count as part of it.

        Raises
        ------
        ValueError
            When ``area`` is negative or not finite.
        """
        if not 0.0 <= area < np.inf:
            raise ValueError(f"area is {area}, a spill has a finite area of at least 0")
        flow = area / CYCLE
        drops = self._drops(self._progress(area, flow), flow)
        p = self._progress(area - sum(np.pi * r**2 for _, _, r in drops), flow)
        return Water(self._shape(p, flow), drops, self._streaks(p, flow), self._end(p))

    def _drops(self, p: float, flow: float) -> list[tuple[float, float, float]]:
        depth = self._depth(p)
        foot, out = self.edge + SHEET[1], []
        for reach, height, radius, start in SPLASH:
            t = (start + flow) % 1.0
            r = radius * depth / DEPTH * min(1.0, 5 * t, 5 * (1 - t))
            x, y = foot + 10 + reach * t, self.floor - depth - height * 4 * t * (1 - t)
            out.append((x, y, float(r)))
        return out

    def _streaks(self, p: float, flow: float) -> list[Points]:
        depth, tip, end = self._depth(p), self._tip(p), self._end(p)
        out: list[Points] = []
        if p > 1.0:
            for a, b in _runs(self.left + 30, self.edge - 46, 190, 120, flow):
                y = self.rim - 0.48 * LIP
                out.append(np.array([(a, y), (b, y)]))
        stop = min(tip - 24, self.floor - depth - 8)
        for share, late in ((0.36, 0.0), (0.7, 0.45)):
            for a, b in _runs(self.rim + TURN, stop, 130, 74, 1.6 * flow + late):
                x = [self.edge + share * float(_sheet(y - self.rim)) for y in (a, b)]
                out.append(np.array([(x[0], a), (x[1], b)]))
        foot = self.edge + SHEET[1]
        for share, late in ((0.26, 0.0), (0.5, 0.37), (0.74, 0.71)):
            lead = NOSE * depth * (0.35 + 0.75 * (1 - share)) if depth > DEPTH / 2 else end
            for a, b in _runs(foot + 44 * (1.2 - share), end - lead, 150, 88, flow + late):
                y = self.floor - (1 - share) * depth
                out.append(np.array([(a, y), (b, y)]))
        return out

    def _progress(self, area: float, flow: float) -> float:
        """Find the stage of the flow whose outline has ``area``: 0 dry, 1 lip, 2 on the floor."""
        low, high = 0.0, 2.0
        while polygon_area(self._shape(high, flow)) < area:
            low, high = high, 2 * high
        for _ in range(26):
            middle = (low + high) / 2
            less = polygon_area(self._shape(middle, flow)) < area
            low, high = (middle, high) if less else (low, middle)
        return high

    def _tip(self, p: float) -> float:
        return self.rim + (self.floor - self.rim) * float(np.clip(p - 1.0, 0.0, 1.0))

    def _depth(self, p: float) -> float:
        return DEPTH * float(1 - np.exp(-max(p - 2.0, 0.0) / 1.1))

    def _end(self, p: float) -> float:
        return self.edge + SHEET[1] + 100.0 * max(p - 2.0, 0.0)

    def _shape(self, p: float, flow: float) -> Points:
        lip = LIP * min(p, 1.0)
        bend = TURN * float(np.clip((p - 1.0) / 0.1, 0.0, 1.0))
        xs, calm, ripple = _surface(self.left, self.edge, flow)
        wave = 0.09 * lip * calm * ripple
        top = np.column_stack([xs, self.rim - lip + wave])
        width = float(_sheet(bend)) * bend / TURN
        a, d = np.array([self.edge - 40, self.rim - lip]), np.array([self.edge + width, 0.0])
        d[1] = self.rim + bend
        b = a + np.array([28 + 0.9 * width, 0.0])
        c = d - np.array([0.0, 0.55 * lip + 0.7 * bend])
        before, first, second, after = _TURN
        turn = before * a + first * b + second * c + after * d
        parts = [top, turn]
        if p > 1.0:
            parts += [self._fall(p, bend), self._foot(p, flow)]
        return np.vstack([*parts, [(self.edge, self.rim), (self.left, self.rim)]])

    def _fall(self, p: float, bend: float) -> Points:
        """Outer edge of the sheet down to its bead, or to the fillet of the puddle."""
        stop = self._tip(p) if p < 2.0 else self.floor - self._depth(p) - self._fillet(p)
        ys = self.rim + bend + (stop - self.rim - bend) * _FALL
        thick = _sheet(ys - self.rim) * min(1.0, bend / TURN)
        if p < 2.0:  # the front of the sheet: a bead that rounds off at its lower end
            near = np.clip((stop - ys) / max(min(22.0, self.floor - stop), 1e-3), 0.0, 1.0)
            thick = thick * np.sqrt(1 - (1 - near) ** 2)
        return np.column_stack([self.edge + thick, ys])

    def _fillet(self, p: float) -> float:
        flat = (self._end(p) - self.edge - SHEET[1]) - self._nose(p)
        return min(0.85 * self._depth(p), max(flat, 0.0))

    def _nose(self, p: float) -> float:
        return min(NOSE * self._depth(p), self._end(p) - self.edge - SHEET[1])

    def _foot(self, p: float, flow: float) -> Points:
        """Fillet, surface and round front of the puddle, then back along the floor to the wall."""
        corner = np.array([(self.edge, self._tip(p))])
        if p <= 2.0:
            return corner
        depth, end, r, nose = self._depth(p), self._end(p), self._fillet(p), self._nose(p)
        x0, top = self.edge + float(_sheet(self.floor - self.rim)), self.floor - depth
        fillet = np.column_stack([x0 + r * _FILLET[0], top - r * _FILLET[1]])
        xs = np.linspace(x0 + r, max(end - nose, x0 + r), 50)
        calm = _CALM * np.exp(-(xs - x0) / 320)
        wave = 0.09 * depth * calm * np.sin(2 * np.pi * ((xs - x0) / 120 - 1.5 * flow))
        surface = np.column_stack([xs, top + wave])
        lead = xs[-1] + (end - xs[-1]) * _FRONT[0]
        front = np.column_stack([lead, self.floor - depth * _FRONT[1]])
        return np.vstack([fillet, surface, front, corner])


def _sheet(below: np.ndarray | float) -> np.ndarray:
    """Width of the falling water ``below`` pixels under the rim: it falls faster, so it thins."""
    wide, thin = SHEET
    return np.asarray(thin + (wide - thin) * np.exp(-np.asarray(below) / 150))


def _runs(
    a: float, b: float, pitch: float, length: float, phase: float
) -> list[tuple[float, float]]:
    """Return dashes that move from ``a`` to ``b`` and grow out of, and vanish into, the ends."""
    first = a + (phase % 1.0) * pitch - pitch
    starts = np.arange(first, b, pitch)
    spans = [(max(s, a), min(s + length, b)) for s in starts]
    return [(float(s), float(e)) for s, e in spans if e - s > 6.0]
