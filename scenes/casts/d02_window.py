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
RISE, FALL = 0.8, 0.24  # of the size: letters above their baseline, and below
TITLE = (LEFT, 580.0)
OVER, BELOW, LOWER = 48.0, 106.0, 131.0  # tops: over the title, below it, below a key beside it
LOW, FOOT = 860.0, 988.0  # bottoms: over the caption, and under it
DOWN, STEP = (0.0, 16.0, 32.0, 48.0), 2.0  # tries of the top, and of the left end

Span = tuple[float, float]  # left and right end of a text
Square = tuple[float, float, float]  # left, top and side


def window(c: Cast, caption: str) -> Square:
    """Return the square that shows who asks, and as much of its row's weight as can be."""
    best = max(_whole(c, caption), key=lambda square: _shown(c, square), default=None)
    if best is None:
        raise ValueError("no square of the poster leaves all texts whole")
    return best


def _shown(c: Cast, square: Square) -> tuple[bool, float, int]:
    """Return whether who asks is in the square, the weight of what is, and how many columns."""
    left, _, side = square
    lefts, rights = c.at.columns[:, 0], c.at.columns.sum(axis=1)
    inside = (left <= lefts) & (rights <= left + side)
    weight = float(c.v.arcs_tired[inside].sum())
    return bool(inside[c.v.asking]), round(weight, 2), int(inside.sum())


def _whole(c: Cast, caption: str) -> Iterator[Square]:
    """Yield all squares that cut no text: with the title, without it, with the caption."""
    texts, beside_title = [*_texts(c)], c.key.heading.y < BELOW
    key = (c.key.heading.left, RIGHT)
    told = (LEFT, LEFT + max(width(line, CAPTION) for line in caption.split("\n")))
    sums = (c.sum.left, c.sum.right)
    head, under = [TITLE, key, sums], [] if beside_title else [key, sums]
    low = LOWER if beside_title else BELOW
    for top, bottom, more in (
        *((OVER - down, LOW, head) for down in DOWN),
        *((OVER - down, FOOT, [*head, told]) for down in DOWN),
        *((low + down, LOW, under) for down in DOWN),
        *((low + down, FOOT, [*under, told]) for down in DOWN),
    ):
        side = bottom - top
        for left in np.arange(0.0, WIDTH - side + 1.0, STEP).tolist():
            if all(_inside_or_out(span, left, left + side) for span in [*texts, *more]):
                yield left, top, side


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


def _inside_or_out(span: Span, left: float, right: float) -> bool:
    inside = left + NEAR <= span[0] and span[1] <= right - NEAR
    return inside or span[1] <= left - BESIDE or span[0] >= right + BESIDE
