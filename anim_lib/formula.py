"""Formulas set by Typst, with named terms that light in the colour of what they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from manim import Animation

from anim_lib.layout import FORMULA_Y, LEFT, PX, Points, points, stage
from anim_lib.leaves import NOWHERE, Leaf, paint
from anim_lib.motion import Posed, together
from anim_lib.scales import Colour, mix, rgb
from anim_lib.theme import Theme
from anim_lib.timing import BEND, LIT, soft
from anim_lib.type_cache import kept
from anim_lib.typesetting import FORMULA_AT, parts, set_formula
from anim_lib.typography import Anchor

SIZE: Final = 70.0
SMALLEST: Final = 46.0  # an index is 0.7 of it
_TO_SIZE: Final = 0.78 / FORMULA_AT  # makes a size comparable to the sizes of words


class Formula(Posed):
    """A formula whose named terms are roles.

    Parameters
    ----------
    source
        Typst maths; ``{{ overline(A) : a }}`` names a term ``a``. Written by scene authors,
        never made from a viewer's text.
    terms
        Term -> role; every one is named in ``source``. Channel ``light`` holds one number
        per term, in this order: 1 shows the role's colour, 0 a quiet grey. What is not a
        term is ink.
    middle
        Term whose vertical middle lies at ``y``, so that pieces of one line share a
        baseline; None: the middle of the whole formula.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> f = Formula("{{ y : out }} = {{ C : c }} {{ h : h }}", theme=PAPER,
    ...             terms={"out": "ink", "c": "key", "h": "state_pos"})
    >>> f.level_of("c")
    1.0
    """

    def __init__(
        self,
        source: str,
        *,
        theme: Theme,
        terms: Mapping[str, str],
        x: float = LEFT,
        y: float = FORMULA_Y,
        size: float = SIZE,
        anchor: Anchor = "l",
        lit: bool = True,
        middle: str | None = None,
    ) -> None:
        super().__init__(theme=theme)
        if size < SMALLEST:
            raise ValueError(f"size {size} is below {SMALLEST}, its indices could not be read")
        self.size = size
        unnamed = [term for term in terms if f": {term} }}}}" not in source]
        if unnamed:
            raise ValueError(f"term {unnamed[0]!r} is not named in the formula {source!r}")
        self.terms = dict(terms)
        names = [*terms, *([] if middle is None else [middle])]
        built = kept(set_formula, source=source, names=names, scale=size * _TO_SIZE)
        within = dict(zip(names, built["within"], strict=True))
        drawn = [built["outlines"][part] for part in parts(built["sizes"])]
        outlines = _placed(drawn, x, y, anchor, None if middle is None else within[middle])
        owners: list[str | None] = [None] * len(outlines)
        for term in terms:
            for k in np.flatnonzero(within[term]):
                owners[k] = term
        self._leaves: list[tuple[Points, bool, str | None]] = []
        leaves = zip(
            outlines, built["solid"].tolist(), built["lines"].tolist(), owners, strict=True
        )
        for outline, solid, line, owner in leaves:
            self._leaves.append((outline, solid, owner))
            width = 0.0 if solid else line * size / FORMULA_AT
            self.add(Leaf(fill=float(solid), width=width, edge=1.0, is_text=True))
        ends = np.concatenate(outlines)[:, 0]
        self.width_px = float(ends.max() - ends.min()) / PX
        self._from: dict[int, tuple[Formula, int]] = {}
        self._handed: set[int] = set()
        self.define(light=np.full(max(len(terms), 1), float(lit)), arrival=1.0, handed=0.0)
        self.pose()

    def level_of(self, term: str) -> float:
        """Return how lit ``term`` is, 0 to 1."""
        return float(self._channels["light"][self._index(term)])

    def box(self, *terms: str) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of ``terms`` in stage pixels, before any offset."""
        for term in terms:
            self._index(term)
        outlines = np.concatenate([p for p, _, t in self._leaves if t in terms])
        left, top = stage([outlines[:, 0].min(), outlines[:, 1].max(), 0.0])
        right, bottom = stage([outlines[:, 0].max(), outlines[:, 1].min(), 0.0])
        return left, top, right, bottom

    def _index(self, term: str) -> int:
        if term not in self.terms:
            raise ValueError(f"term {term!r} is not one of {', '.join(self.terms)}")
        return list(self.terms).index(term)

    def light(self, *terms: str, only: bool = True, run_time: float = LIT) -> Animation:
        """Return the animation that lights ``terms``; ``only`` puts the others out."""
        now = np.zeros(len(self.terms)) if only else self.channel("light")
        for term in terms:
            now[self._index(term)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, light=now)

    def light_all(self, *, run_time: float = LIT) -> Animation:
        """Return the animation that lights every term."""
        return self.drive(run_time=run_time, rate_func=soft, light=1.0)

    def match(self, other: Formula, *, run_time: float = BEND) -> Animation:
        """Return the animation that turns this formula into ``other``.

        Terms of the same name travel to their new place, whatever their letters look like
        elsewhere; what only this formula has goes, what only ``other`` has comes. It may be
        matched with several others at once: each takes its own copy of a term along.
        """
        for term in other.terms:
            mine = [k for k, leaf in enumerate(self._leaves) if leaf[2] == term]
            theirs = [k for k, leaf in enumerate(other._leaves) if leaf[2] == term]
            if len(mine) == len(theirs):
                other._from |= {k: (self, j) for k, j in zip(theirs, mine, strict=True)}
                self._handed |= set(mine)
        return together(
            self.drive(
                run_time=0.35 * run_time,
                rate_func=soft,
                begin={"handed": 1.0},
                presence=0.0,
                handed=1.0,
            ),
            other.drive(
                run_time=run_time,
                begin={"arrival": 0.0, "presence": 1.0, "handed": 0.0},
                arrival=1.0,
                presence=1.0,
                handed=0.0,
            ),
        )

    def _colour(self, k: int) -> Colour:
        term = self._leaves[k][2]
        if term is None:
            return rgb(self.theme.ink)
        quiet = rgb(self.theme.text("muted"))
        return mix(quiet, self.theme.text(self.terms[term]), self.level_of(term))

    def _draw(self) -> None:
        ground, arrival = rgb(self.theme.ground), self.level("arrival")
        handed = self._handed if self.level("handed") > 0.0 else set()
        for k, (shape, leaf) in enumerate(zip(self.submobjects, self._leaves, strict=True)):
            place, solid, _ = leaf
            colour = self._colour(k)
            shape.points = place if k not in handed else NOWHERE
            if arrival < 1.0 and k in self._from:
                source, j = self._from[k]
                shape.points = _between(source._leaves[j][0], place, arrival)
                colour = mix(source._colour(j), colour, arrival)
            elif arrival < 1.0:
                late = soft((arrival - 0.8) / 0.2)
                colour = mix(ground, colour, late)
                shape.points = place if late > 0.005 else NOWHERE
            paint(shape, colour if solid else None, None if solid else colour)


def _placed(
    outlines: Sequence[Points], x: float, y: float, anchor: Anchor, middle: Points | None
) -> list[Points]:
    """Put ``outlines`` at stage pixels; ``middle`` marks those whose middle lies at ``y``."""
    left, low, right, high = _box(outlines)
    at = {"l": left, "c": (left + right) / 2, "r": right}[anchor]
    move = points([(x, y)])[0] - np.array([at, (low + high) / 2, 0.0])
    placed = [outline + move for outline in outlines]
    if middle is None:
        return placed
    (_, low, _, high), chosen = _box(placed), [placed[k] for k in np.flatnonzero(middle)]
    _, bottom, _, top = _box(chosen)
    rise = np.array([0.0, -((bottom + top) / 2 - (low + high) / 2), 0.0])
    return [outline + rise for outline in placed]


def _box(outlines: Sequence[Points]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of where curves start and end, manim units."""
    anchors = np.concatenate([outline[k::4, :2] for outline in outlines for k in (0, 3)])
    (left, bottom), (right, top) = anchors.min(axis=0), anchors.max(axis=0)
    return left, bottom, right, top


def _between(a: Points, b: Points, share: float) -> Points:
    """Move outline ``b`` so that its box lies ``share`` of the way from that of ``a``."""
    boxes = [(p.min(axis=0), p.max(axis=0)) for p in (a, b)]
    (low_a, high_a), (low_b, high_b) = boxes
    low, high = low_a + (low_b - low_a) * share, high_a + (high_b - high_a) * share
    size = np.where(high_b - low_b > 1e-9, high_b - low_b, 1.0)
    return np.asarray(low + (b - low_b) / size * (high - low))
