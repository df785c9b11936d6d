"""Where diagram 9's triangles stand, and which words have room for a name beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from anim_lib.layout import LEFT, RIGHT, Points, kept_apart
from anim_lib.primitives.causal_triangle import ROW_GAP
from anim_lib.provenance import Ints
from anim_lib.typography import NUMBER, width
from scenes.casts import d09_grid as at
from scenes.values.d09_selective_vs_fixed import Values


@dataclass(frozen=True)
class Panels:
    """Found from the number of words and of triangles, and how wide words are; stage pixels."""

    lefts: tuple[float, ...]  # fixed, selective, and attention where it is known
    wide: float  # of each triangle
    top: float
    named: Ints  # places of the words that are named: all, or the content words
    thin: bool  # not all are
    rows: Points  # (n_named,): from a triangle's top to the middle of each row's name
    heads: Points  # (n_named,): from its left edge to the middle of each column's name

    @property
    def tall(self) -> float:
        """Of each triangle."""
        return at.TRIANGLE_FOOT - self.top

    @property
    def out(self) -> float:
        """How much further from the cells than in a ``CausalTriangle`` names are."""
        return at.LEADER if self.thin else 0.0


def panels(v: Values) -> Panels:
    """Lay the triangles out."""
    n, every = v.n_body, np.arange(v.n_body)
    wide = at.TRIANGLE[0 if len(v.attention) else 1]
    named, thin = every, False
    top = _top(v, named, 0.0)
    if wide / n < at.HEAD_ROOM or (at.TRIANGLE_FOOT - top) / n < at.ROW_ROOM:
        named, thin = np.flatnonzero(v.is_content[:n]), True
        top = _top(v, named, at.LEADER)
    tall = at.TRIANGLE_FOOT - top
    lefts: tuple[float, ...] = at.TRIANGLES
    if not len(v.attention):
        beside = max(at.NAMED, _longest(v, named)) + ROW_GAP + at.LEADER * thin
        lefts = (LEFT + beside, RIGHT - wide)
    rows, heads = ((named + 0.5) * tall / n, (named + 0.5) * wide / n)
    if thin:
        rows, heads = _spread(rows, at.ROW_ROOM, tall), _spread(heads, at.HEAD_ROOM, wide)
    return Panels(lefts, wide, top, named, thin, rows, heads)


def _spread(wanted: Points, apart: float, span: float) -> Points:
    """Return places near the ``wanted`` ones, ``apart`` pixels apart, inside ``span`` pixels."""
    steps = apart * np.arange(len(wanted))
    low, high = steps + apart / 2, span - apart / 2 - steps[::-1]
    return np.clip(kept_apart(wanted.tolist(), apart), low, high)


def _longest(v: Values, named: Ints) -> float:
    return max(width(v.tokens[k], NUMBER, mono=True) for k in named)


def _top(v: Values, named: Ints, out: float) -> float:
    """Return the top of the triangles: words over them stay clear of their titles."""
    return at.TRIANGLE_TOP + max(0.0, _longest(v, named) + out - at.HEADS)
