"""One row of attention as arcs: from every key to the token that asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of, middles
from anim_lib.layout import Points
from anim_lib.motion import Channel, stagger, then
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, mix, ramp
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import BEND, MOVE, smooth

FULL = 58.0  # width in pixels of weight 1
LEAST = 2.0  # an arc is never thinner
APEX, SPAN = 26.0, 222.0  # height of the shortest arc, and what the longest adds to it
FOOT = 9.0  # the feet end this far above the cards
FLOOR = {"paper": 0.62, "ink": 0.5}  # first step of the ramp with 3:1: an arc has no outline
TAIL = 0.62  # share of the way at which an arc lets go of its cell
BEAD = 0.16  # length of the light that runs along an arc, of the arc


class AttentionArcs(ValueGroup):
    """A pattern row bent into nested half-ellipses whose widths add up at the asker.

    Parameters
    ----------
    values
        ``(seq_len,)`` one row of a pattern: each 0..1, together 1. Width = 58 px x weight,
        at least 2 px; colour = the ramp at 1.25 x weight, never below 3:1 on the ground.
    asker
        Index of the token that asks; its own weight keeps its place but draws no arc.
    columns
        ``(seq_len, 2)`` left edge and width of the token cards, stage pixels.
    card_top
        Top of the cards, stage pixels.
    source
        Where arcs grow from: the top of the cells below the cards; None: from the cards.
    reach
        Height that the longest arc adds to the least apex of 26, stage pixels.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> from anim_lib.columns import even_columns
    >>> arcs = AttentionArcs([0.5, 0.2, 0.3], theme=PAPER, asker=2,
    ...                      columns=even_columns(3, 400, 120, 8), card_top=400)
    >>> float(arcs.widths()[0])
    29.0
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        asker: int,
        columns: ArrayLike,
        card_top: float,
        source: float | None = None,
        reach: float = SPAN,
    ) -> None:
        super().__init__(values, ndim=1, theme=theme)
        count = self.values.size
        self._checked("values", self.values)
        if not 0 <= asker < count:
            raise ValueError(f"AttentionArcs asker is {asker}, allowed are 0 to {count - 1}")
        self.asker, self.columns = asker, columns_of(columns, count, "AttentionArcs")
        self.centres, self.foot, self.reach = middles(self.columns), card_top - FOOT, reach
        self.stem = 0.0 if source is None else source - self.foot
        self.full = min(FULL, float(self.columns[asker, 1]))
        spans = np.abs(self.centres - self.centres[asker])
        self.targets = sorted((j for j in range(count) if j != asker), key=lambda j: -spans[j])
        self.arcs = {j: Shape() for j in self.targets}  # longest behind, and that never changes
        self.beads = {j: Shape() for j in self.targets}
        self.add(*self.arcs.values(), *self.beads.values())
        self.define(grown=np.ones(count), bead=np.zeros(count))
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "values" and ((new < -1e-9).any() or abs(new.sum() - 1.0) > 1e-3):
            raise ValueError(
                f"AttentionArcs values add up to {new.sum():.4f} (least {new.min():.3g}), "
                "a pattern row is 0 or more and adds up to 1"
            )
        return new

    def widths(self) -> Channel:
        """Return the width that each weight has at the asker, ``(seq_len,)`` stage pixels."""
        return np.asarray(self.full * self._channels["values"])

    def feet(self) -> Channel:
        """Return the x at which each weight stands at the asker, ``(seq_len,)`` stage pixels.

        Side by side: left targets near to far, itself, then right targets far to near.
        """
        widths, n = self.widths(), self.values.size
        order = [*range(self.asker - 1, -1, -1), self.asker, *range(n - 1, self.asker, -1)]
        ends = np.cumsum(widths[order]) - widths.sum() / 2
        feet = np.empty(n)
        feet[order] = self.centres[self.asker] + ends - widths[order] / 2
        return feet

    def heights(self) -> Channel:
        """Return the height of each arc's middle above its feet, ``(seq_len,)`` stage pixels."""
        halves = np.abs(self.feet() - self.centres) / 2
        return np.asarray(APEX + self.reach * halves / max(halves[self.targets].max(), 1e-9))

    def colour(self, j: int) -> Colour:
        """Return the colour of the arc from token ``j``."""
        strength = 1.25 * float(self._channels["values"][j])
        return ramp(self.theme.attention_ramp, max(FLOOR[self.theme.name], min(1.0, strength)))

    def bend(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which arcs leave their cells and come down at the asker.

        The heaviest goes alone, then the rest from left to right.
        """
        heaviest = max(self.targets, key=lambda j: self._channels["values"][j])
        rest = sorted(j for j in self.targets if j != heaviest)
        nothing = np.zeros(self.values.size)
        first = _only(nothing, [heaviest])
        alone = self.drive(run_time=BEND, begin={"grown": nothing}, grown=first)
        if not rest:
            return alone
        return then(alone, self._follow(first, rest, run_time), gap=0.0)

    def _follow(self, first: Channel, rest: Sequence[int], run_time: float) -> Animation:
        return self.drive(run_time=run_time, lag=0.05, grown=_only(first, [*rest, self.asker]))

    def flash(self, *targets: int, run_time: float = MOVE) -> Animation:
        """Return the animation of a light that runs from the ``targets`` (all) to the asker."""
        chosen = sorted(targets or self.targets)
        zero = np.zeros(self.values.size)
        runs = [
            self.drive(run_time=run_time, begin={"bead": zero}, bead=_only(zero, [j]))
            for j in chosen
        ]
        return runs[0] if len(runs) == 1 else stagger(*runs, lag=run_time)

    def _draw(self) -> None:
        widths, feet, heights = self.widths(), self.feet(), self.heights()
        for j, arc in self.arcs.items():
            grown, bead = float(self._channels["grown"][j]), float(self._channels["bead"][j])
            if grown <= 0.0:
                arc.hide()
                self.beads[j].hide()
                continue
            path = _Path(
                float(feet[j]),
                float(self.centres[j]),
                self.foot,
                self.stem,
                max(float(widths[j]), LEAST),
                float(heights[j]),
            )
            tail = path.stem_share * smooth((grown - TAIL) / (1.0 - TAIL))
            colour = self.colour(j)
            arc.put(path.band(tail, min(1.08 * grown, 1.0)), colour)
            if 0.0 < bead < 1.0:
                front = bead * (1.0 + BEAD)
                light = mix(colour, self.theme.ground, 0.6)
                self.beads[j].put(path.band(max(front - BEAD, tail), min(front, 1.0)), light)
            else:
                self.beads[j].hide()


def _only(base: Channel, chosen: Sequence[int]) -> Channel:
    new = base.copy()
    new[list(chosen)] = 1.0
    return new


class _Path:
    """The way of a band: straight up from its cell, then a half-ellipse to the asker."""

    def __init__(
        self, asker: float, key: float, foot: float, stem: float, width: float, height: float
    ) -> None:
        self.key, self.foot, self.stem, self.width, self.height = key, foot, stem, width, height
        self.half, self.middle = abs(asker - key) / 2, (asker + key) / 2
        self.side = 1.0 if asker > key else -1.0
        arc = np.pi * np.sqrt((self.half**2 + height**2) / 2)
        self.length, self.arc = stem + arc, arc
        self.stem_share = stem / self.length

    def band(self, start: float, stop: float) -> Points:
        """Return the outline of the part between two shares of the length."""
        a, b = start * self.length, stop * self.length
        half, side = self.width / 2, self.side
        outer: list[tuple[float, float]] = []
        inner: list[tuple[float, float]] = []
        for d in (a, min(b, self.stem)) if a < self.stem else ():
            outer.append((self.key - side * half, self.foot + self.stem - d))
            inner.append((self.key + side * half, self.foot + self.stem - d))
        if b > self.stem:
            turn = np.linspace(max(a - self.stem, 0.0), b - self.stem, 48) / self.arc * np.pi
            for at in turn:
                c, s = float(np.cos(at)), float(np.sin(at))
                x, y = self.half + half, self.height + half
                outer.append((self.middle - side * x * c, self.foot - y * s))
                x, y = max(self.half - half, 0.5), max(self.height - half, 1.0)
                inner.append((self.middle - side * x * c, self.foot - y * s))
        return np.array(outer + inner[::-1])
