"""A tree of gates: each has a way down for yes and a way across for no, and a card rolls along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from manim import Animation

from anim_lib.layout import Points
from anim_lib.motion import Easing, Posed, together
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.rule import Rule
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth
from anim_lib.typography import SMALL, Anchor, Label

LINE, TRAIL, EDGE = 3.0, 5.0, 1.5
RADIUS = 10.0
TURN: Final = 14.0  # radius of a bend
TALL, CARD, BIN = 40.0, 236.0, 46.0  # a card's height and width, the height of what takes it
ASIDE, FAR = 16.0, 28.0  # from a way to its word: on the free side, on that of the trails
BELOW = 38.0  # from the floor to the words' baseline


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a gate of the tree stands, in stage pixels.

    ``x`` is its zero line, which goes from ``top`` down to ``floor``, and further for those that
    pass; the others go along the floor to ``across`` and down to ``below``. Where a way ends, a
    bin takes the cards: ``yes`` and ``no`` are its left edge and middle line, None for a next gate.
    """

    x: float
    top: float
    floor: float
    across: float
    below: float
    yes: tuple[float, float]
    no: tuple[float, float] | None = None


class DecisionTree(Posed):
    """The ways between gates, with the words yes and no, and bins at their ends.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> gate = Gate(x=400, top=200, floor=300, across=700, below=380, yes=(100, 360))
    >>> DecisionTree([gate], theme=PAPER).fall(0, 500, 240, passed=True)[-1].tolist()
    [336.0, 360.0]
    """

    def __init__(self, gates: Sequence[Gate], *, theme: Theme) -> None:
        super().__init__(theme=theme)
        self.gates = tuple(gates)
        self.lines = [Curve(line=LINE) for _ in range(2 * len(self.gates))]
        self.bins = [Box(radius=RADIUS, line=EDGE) for _ in range(2 * len(self.gates))]
        self.words: list[Label] = []
        for gate in self.gates:
            y = gate.floor + BELOW
            self.words.append(self._word("yes", gate.x + ASIDE, y, "l"))
            if gate.no is None:  # what stands right of its way is the next gate
                self.words.append(self._word("no", gate.across - FAR, y, "r"))
            else:
                self.words.append(self._word("no", gate.across + ASIDE, y, "l"))
        self.add(*self.lines, *self.bins, *self.words)
        self.pose()

    def _word(self, word: str, x: float, y: float, anchor: Anchor) -> Label:
        return Label(
            word, x, y, theme=self.theme, role="muted", size=SMALL, weight="NORMAL", anchor=anchor
        )

    def way(self, gate: int, *, passed: bool) -> list[tuple[float, float]]:
        """Return the corners of the way from a gate's floor to its end."""
        at = self.gates[gate]
        along, bin_at = (at.x, at.yes) if passed else (at.across, at.no)
        if bin_at is None:
            return [(along, at.floor), (along, at.below)]
        left, y = bin_at
        return [(along, at.floor), (along, y), (left + CARD * (left < along), y)]

    def fall(
        self,
        gate: int,
        x: float,
        y: float,
        *,
        passed: bool,
        to: float | None = None,
        under: float | None = None,
    ) -> Points:
        """Return the way ``(n, 2)`` of a card's right end from ``(x, y)`` in a gate to its end.

        ``to`` is the height at which the way to a next gate ends, if not that of the gate;
        ``under`` that at which it goes back to the zero line, where more is to be read below it.
        """
        floor, *corners, (end, low) = self.way(gate, passed=passed)
        at = self.gates[gate]
        bin_at = at.yes if passed else at.no
        end = bin_at[0] + CARD if bin_at else end
        last = (end, low if to is None else to)
        start = [(x, y), (x, at.floor)]
        if under is not None:
            start = [(x, y), (x, under), (at.x, under), *[(at.x, at.floor)] * (not passed)]
        return bent([*start, floor, *corners, last])

    def _draw(self) -> None:
        theme = self.theme
        colour = theme.stroke("muted")
        for k, at in enumerate(self.gates):
            self.lines[2 * k].put(bent([(at.x, at.top), *self.way(k, passed=True)]), colour)
            across = bent([(at.x, at.floor), *self.way(k, passed=False)])
            self.lines[2 * k + 1].put(across, colour)
            for one, place in zip(self.bins[2 * k : 2 * k + 2], (at.yes, at.no), strict=True):
                if place is None:
                    one.hide()
                    continue
                top = place[1] - BIN / 2
                one.place(place[0], top, CARD, BIN, theme.panel, theme.hairline)


def bent(corners: Sequence[tuple[float, float]], turn: float = TURN) -> Points:
    """Return the polyline ``(n, 2)`` through ``corners`` with its inner corners rounded off.

    Examples
    --------
    >>> bent([(0, 0), (100, 0), (100, 100)])[[0, 1, -2, -1]].tolist()
    [[0.0, 0.0], [86.0, 0.0], [100.0, 14.0], [100.0, 100.0]]
    """
    points = [np.array(corner, dtype=np.float64) for corner in corners]
    out = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        back, on = before - corner, after - corner
        reach = min(turn, np.hypot(*back) / 2, np.hypot(*on) / 2)
        if reach < 0.5:
            out.append(corner)
            continue
        a, b = (corner + reach * way / np.hypot(*way) for way in (back, on))
        centre = a + b - corner
        for angle in np.linspace(0.0, np.pi / 2, 7):
            out.append(centre + np.cos(angle) * (a - centre) + np.sin(angle) * (b - centre))
    return np.array([*out, points[-1]])


class RollingCard(Chip):
    """A card whose right end runs along a route, and the trail that it leaves.

    Parameters
    ----------
    text
        What it carries.
    legs
        Ways ``(n, 2)``, each of which begins where the one before ends; it can rest between them.
    role
        Role of its colour and of the trail's.
    dash, aside
        The trail's dash, and how far it lies up and left of the way, so that two can be told
        apart, stage pixels.

    Raises
    ------
    ValueError
        When a leg does not begin where the one before ends.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> card = RollingCard("8K", [[(300, 400), (500, 400)]], role="ink", theme=PAPER)
    >>> card.set_channels(along=1.0).spot()[0] + card.wide / 2
    500.0
    """

    def __init__(
        self,
        text: str,
        legs: Sequence[Points],
        *,
        theme: Theme,
        role: str,
        dash: tuple[float, float] | None = None,
        aside: float = 0.0,
    ) -> None:
        ways = [np.array(leg, dtype=np.float64) for leg in legs]
        for before, after in pairwise(ways):
            if not np.allclose(before[-1], after[0], atol=1e-6):
                raise ValueError(f"RollingCard leg begins at {after[0]}, expected {before[-1]}")
        route = np.vstack([ways[0], *[way[1:] for way in ways[1:]]])
        self.stops = np.cumsum([0, *[len(way) - 1 for way in ways]])
        super().__init__(text, route, theme=theme, role=role, tall=TALL, least=CARD)
        self.trail = Rule(route - aside, theme=theme, role=role, line=TRAIL, dash=dash)
        self.trail.set_channels(drawn=0.0)

    def spot(self) -> tuple[float, float]:
        """Return where its centre is now: half of its width behind the route's point."""
        x, y = super().spot()
        return x - self.wide / 2, y

    def at(self, stop: int) -> float:
        """Return the share of the route that lies before a stop: 0 is where it starts."""
        return self.share(int(self.stops[stop]))

    def roll(self, stop: int, *, run_time: float = MOVE, rate_func: Easing = smooth) -> Animation:
        """Return the animation that takes the card, and its trail, to a stop."""
        along, there = self.at(stop), {"presence": 1.0}  # it leaves its home whole
        moves = (
            one.drive(run_time=run_time, rate_func=rate_func, begin=there, presence=1.0, **way)
            for one, way in ((self, {"along": along}), (self.trail, {"drawn": along}))
        )
        return together(*moves)
