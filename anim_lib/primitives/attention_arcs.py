"""One row of attention as arcs: from every key to the token that asks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.columns import columns_of, middles
from anim_lib.layout import Points, ribbon
from anim_lib.motion import Channel, stagger, then
from anim_lib.primitives.base import ValueGroup
from anim_lib.scales import Colour, mix, ramp
from anim_lib.shapes import Shape
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, smooth

FULL = 58.0  # width in pixels of weight 1
LEAST = 2.0  # an arc is never thinner
RIM = 1.5  # inside of the width: what an outline is for a pale cell
APEX, SPAN = 26.0, 222.0  # height of the shortest arc, and what the longest adds to it
FOOT = 9.0  # the feet end this far above the cards
FLOOR = {"paper": 0.62, "ink": 0.5}  # first step of the ramp with 3:1 on the ground
TAIL = 0.62  # share of the way at which an arc lets go of its cell
ALONE, LAG = 1.2, 0.04  # seconds of the heaviest arc, and from each of the others to the next
BEAD = 0.16  # length of the light that runs along an arc, of the arc


class AttentionArcs(ValueGroup):
    """A pattern row bent into nested half-ellipses whose widths add up at the asker.

    Parameters
    ----------
    values
        ``(seq_len,)`` one row of a pattern: each 0..1, together 1. Width = 58 px x weight,
        at least 2 px; colour = that of a heat cell of this weight, with a rim 1.5 px wide that
        never falls below 3:1 on the ground.
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
        self.cores = {j: Shape() for j in self.targets}
        self.beads = {j: Shape() for j in self.targets}
        for j in self.targets:
            self.add(self.arcs[j], self.cores[j])
        self.add(*self.beads.values())
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

    def crest(self, left: float, right: float) -> float:
        """Return the least y that a grown arc reaches between two x, all in stage pixels."""
        beyond = np.maximum(self.widths(), LEAST) / 2  # from an arc's middle line to its edge
        tall = self.heights() + beyond
        halves = np.abs(self.feet() - self.centres) / 2 + beyond
        middle = (self.feet() + self.centres) / 2
        away = np.abs(np.clip(middle, left, right) - middle) / halves
        rise = tall * np.sqrt(np.maximum(1.0 - away**2, 0.0))
        return self.foot - float(rise[self.targets].max())

    def colour(self, j: int) -> Colour:
        """Return the colour of the arc from token ``j``: that of a cell of the same weight."""
        return ramp(self.theme.attention_ramp, float(self._channels["values"][j]))

    def rim(self, j: int) -> Colour:
        """Return the colour of the arc's edges, which can be told from the ground at any weight."""
        weight = float(self._channels["values"][j])
        return ramp(self.theme.attention_ramp, max(FLOOR[self.theme.name], weight))

    def bend(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which arcs leave their cells and come down at the asker.

        The heaviest goes alone, then the rest from left to right.
        """
        heaviest = max(self.targets, key=lambda j: self._channels["values"][j])
        rest = [j for j in self.targets if j != heaviest]
        nothing = np.zeros(self.values.size)
        first = _only(nothing, [heaviest])
        begin: dict[str, ArrayLike] = {"grown": nothing, "presence": 1.0}
        alone = self.drive(run_time=ALONE, begin=begin, grown=first, presence=1.0)
        if not rest:
            return alone
        return then(alone, self.drive(run_time=run_time, lag=LAG, grown=1.0), gap=0.0)

    def unbend(self, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which arcs go back into the cells that they came from."""
        return self.drive(run_time=run_time, grown=0.0)

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
            core, light = self.cores[j], self.beads[j]
            for shape in (arc, core, light):
                shape.hide()
            if grown <= 0.0:
                continue
            width = max(float(widths[j]), LEAST)
            path = _Path(
                float(feet[j]), float(self.centres[j]), self.foot, self.stem, float(heights[j])
            )
            tail = path.stem_share * smooth((grown - TAIL) / (1.0 - TAIL))
            front = min(1.08 * grown, 1.0)
            arc.put_beziers(path.band(width, tail, front), self.rim(j))
            if width > 2 * RIM:
                core.put_beziers(path.band(width - 2 * RIM, tail, front), self.colour(j))
            if 0.0 < bead < 1.0:
                head = bead * (1.0 + BEAD)
                pale = mix(self.rim(j), self.theme.ground, 0.6)
                light.put_beziers(path.band(width, max(head - BEAD, tail), min(head, 1.0)), pale)


def _only(base: Channel, chosen: Sequence[int]) -> Channel:
    new = base.copy()
    new[list(chosen)] = 1.0
    return new


class _Path:
    """The way of a band: straight up from its cell, then a half-ellipse to the asker."""

    def __init__(self, asker: float, key: float, foot: float, stem: float, height: float) -> None:
        self.key, self.foot, self.stem, self.height = key, foot, stem, height
        self.half, self.middle = abs(asker - key) / 2, (asker + key) / 2
        self.side = 1.0 if asker > key else -1.0
        arc = np.pi * np.sqrt((self.half**2 + height**2) / 2)
        self.length, self.arc = stem + arc, arc
        self.stem_share = stem / self.length

    def band(self, width: float, start: float, stop: float) -> Points:
        """Return the beziers of the part between two shares of the length, ``width`` all along."""
        a, b = start * self.length, stop * self.length
        middle, out = self._straight(a, b) if a < self.stem else (np.zeros((0, 2)),) * 2
        reach = np.full(len(middle), width / 2)
        if b > self.stem:
            turn = np.linspace(max(a - self.stem, 0.0), b - self.stem, 48) / self.arc * np.pi
            c, s = np.cos(turn), np.sin(turn)
            on = [self.middle - self.side * self.half * c, self.foot - self.height * s]
            middle = np.vstack([middle, np.column_stack(on)])
            norm = np.hypot(self.height * c, self.half * s)
            away = [-self.side * self.height * c, -self.half * s]
            out = np.vstack([out, np.column_stack(away) / norm[:, None]])
            bent = norm**3 / (self.half * self.height)  # a low arc would fold over inside
            reach = np.concatenate([reach, np.minimum(width / 2, 0.9 * bent)])
        heading = self.side * out[:, ::-1] * [-1.0, 1.0]  # at right angles to the way out
        return ribbon(middle + out * width / 2, middle - out * reach[:, None], heading)

    def _straight(self, a: float, b: float) -> tuple[Points, Points]:
        ends = np.array([a, min(b, self.stem)])
        middle = np.column_stack([np.full(2, self.key), self.foot + self.stem - ends])
        return middle, np.tile([-self.side, 0.0], (2, 1))
