"""The square of diagram 2's poster for a user's sentence: one that cuts no text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anim_lib.layout import LEFT, RIGHT, WIDTH
from anim_lib.primitives.heat_grid import HeatGrid
from anim_lib.primitives.upright import UprightLabel
from anim_lib.typography import ADVANCE, CAPTION, NUMBER, Label, width
from scenes.casts.d02_attention_heatmap import Cast

NEAR, BESIDE = 9.0, 2.0  # stage pixels from the edge to a text inside, and to one outside
AIR = 30.0  # more than these is no better
RISE, FALL = 0.8, 0.24  # of the size: letters above their baseline, and below
TITLE = (LEFT, 580.0)
OVER, BELOW = 48.0, 106.0  # tops: over the title, and below it
LOW, FOOT = 860.0, 988.0  # bottoms: over the caption, and under it
DOWN, STEP = (0.0, 16.0, 32.0, 48.0), 2.0  # tries of the top, and of the left end

Span = tuple[float, float]  # left and right end of a text
Square = tuple[float, float, float]  # left, top and side


def window(c: Cast, caption: str) -> Square:
    """Return the square that says who asks, and shows as much of its row's weight as can be."""
    whole = _whole(c, caption)
    best = max(whole, key=lambda square: _shown(c, square, whole[square]), default=None)
    if best is None:
        raise ValueError("no square of the poster leaves all texts whole")
    return best


def _shown(c: Cast, square: Square, air: float) -> tuple[bool, float, bool, float, int]:
    """Return what counts, the most first: who asks, weights, no empty foot, air, columns.

    Its card says who asks, and so does the name of its row.
    """
    left, top, side = square
    card = c.at.columns[c.v.asking]
    named = left <= c.grid.row_labels[c.v.asking].left
    asks = named or (left <= card[0] and card.sum() <= left + side)
    inside = (left < c.grid.centres) & (c.grid.centres < left + side)  # and so their texts
    weight = float(c.v.arcs_tired[inside].sum())
    filled = top + side <= LOW or left < LEFT  # by the caption
    return bool(asks), round(weight, 2), filled, air, int(inside.sum())


def _whole(c: Cast, caption: str) -> dict[Square, float]:
    """Return all squares that cut no text, and the air at their left and right edge.

    They are with or without the title, and with or without the caption.
    """
    found = {}
    told = (LEFT, LEFT + max(width(line, CAPTION) for line in caption.split("\n")))
    texts = [*_texts(c), (c.key.heading.left, RIGHT), (c.sum.left, c.sum.right)]
    for top, bottom, more in (
        *((OVER - down, LOW, [TITLE]) for down in DOWN),
        *((OVER - down, FOOT, [TITLE, told]) for down in DOWN),
        (BELOW, LOW, []),
        (BELOW, FOOT, [told]),
    ):
        side = bottom - top
        for left in np.arange(0.0, WIDTH - side + 1.0, STEP).tolist():
            air = min(_air(span, left, left + side) for span in [*texts, *more])
            if air >= 0.0:
                found[left, top, side] = min(air, AIR)
    return found


def _texts(c: Cast) -> Iterator[Span]:
    """Yield the ends of words, of numbers, and of what stands beside the rows."""
    for label in (*c.cards.labels, *c.sides, *c.grid.row_labels):
        yield _span(label)
    told = HeatGrid.told(c.v.arcs_tired)
    half = NUMBER / 2 if c.at.narrow else 2 * ADVANCE * NUMBER
    for j, x in enumerate(c.grid.centres.tolist()):
        if told[j]:
            yield x - half, x + half


def _span(label: Label) -> Span:
    if isinstance(label, UprightLabel):
        return label.x - RISE * label.size, label.x + FALL * label.size
    return label.left, label.right


def _air(span: Span, left: float, right: float) -> float:
    """Return how far a text is inside, or outside, beyond what it must be; below 0: it is cut."""
    inside = min(span[0] - left, right - span[1]) - NEAR
    return max(inside, left - span[1] - BESIDE, span[0] - right - BESIDE)
