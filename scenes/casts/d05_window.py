"""The square of diagram 5's poster: the one that cuts no text, whatever the sentence."""

from __future__ import annotations

from itertools import product

from anim_lib.columns import middles
from anim_lib.primitives.upright import UprightLabel
from anim_lib.rendering.square import LEAST
from anim_lib.typography import ADVANCE, NUMBER, Label
from scenes.casts import d05_grid as at
from scenes.casts.d05_state import Cast
from scenes.values.d05_ssm_state_update import Values

RISE, FALL, FALLING = 0.76, 0.24, "gpy,"  # of the size: letters above their baseline, and below
NEAR = 9.0  # stage pixels from the edge to a text inside
BESIDE = 1.0  # and to one outside

Span = tuple[float, float]  # left and right end of a text


def window(v: Values, c: Cast) -> tuple[float, float, float]:
    """Return left, top and side: as near to the scene's own square as texts allow."""
    own, top, largest = at.SQUARE
    spans = [_span(one) for one in (*c.words, *c.axis_name, *c.shares_name, *c.grey)]
    spans += [(at.AXIS_LEFT - 140.0, at.AXIS_LEFT)]  # the ticks
    later = middles(c.place.columns)[v.followed :].tolist()
    for x, part, shown in zip(
        later, v.followed_left[:, v.watched], c.place.shown[v.followed :], strict=True
    ):
        half = len(f"{part:.0%}") * ADVANCE * NUMBER / 2
        spans += [(x - half, x + half)] if shown else []
    lefts = range(int(at.SQUARE_FROM), int(at.SQUARE_TO))
    sides = range(int(largest), int(LEAST) - 1, -1)
    tried = sorted(product(lefts, sides), key=lambda one: (abs(one[0] - own), -one[1]))
    for left, side in tried:
        if all(_whole(span, left, left + side) for span in spans):
            return float(left), top, float(side)
    return at.SQUARE


def _span(label: Label) -> Span:
    if not isinstance(label, UprightLabel):
        return label.left, label.right
    fall = FALL if set(label.text) & set(FALLING) else 0.0
    return label.x - RISE * label.size, label.x + fall * label.size


def _whole(span: Span, left: float, right: float) -> bool:
    """Tell whether a text is wholly inside or wholly outside."""
    inside = left + NEAR <= span[0] and span[1] <= right - NEAR
    return inside or span[1] <= left - BESIDE or span[0] >= right + BESIDE
