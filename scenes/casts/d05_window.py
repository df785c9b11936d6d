"""The square of diagram 5's poster: one that cuts no text, whatever the sentence."""

from __future__ import annotations

from anim_lib.primitives.upright import UprightLabel
from anim_lib.typography import ADVANCE, NUMBER, Label
from scenes.casts import d05_grid as at
from scenes.casts.d05_state import Cast
from scenes.values.d05_ssm_state_update import Values

RISE, FALL = 0.76, 0.24  # of the size: letters above their baseline, and below
NEAR = 9.0  # stage pixels from the edge to a text inside
BESIDE = 1.0  # and to one outside

Span = tuple[float, float]  # left and right end of a text


def window(v: Values, c: Cast) -> tuple[float, float, float]:
    """Return the scene's own square, or where its edge would cut a word that of all numbers.

    Returns
    -------
    tuple
        Left, top and side in stage pixels.
    """
    spans = [_span(one) for one in (*c.words, *c.axis_name, *c.shares_name, *c.grey)]
    spans += [(at.AXIS_LEFT - 140.0, at.AXIS_LEFT)]  # the ticks
    for t, (left, wide) in enumerate(c.place.columns.tolist()):
        if t >= v.followed and c.place.shown[t]:
            part = v.followed_left[t - v.followed, v.watched]
            half = len(f"{part:.0%}") * ADVANCE * NUMBER / 2
            spans.append((left + wide / 2 - half, left + wide / 2 + half))
    left, _, side = at.SQUARE
    own = all(_whole(span, left, left + side) for span in spans)
    return at.SQUARE if own else at.SQUARE_OF_ROWS


def _span(label: Label) -> Span:
    if isinstance(label, UprightLabel):
        return label.x - RISE * label.size, label.x + FALL * label.size
    return label.left, label.right


def _whole(span: Span, left: float, right: float) -> bool:
    """Tell whether a text is wholly inside or wholly outside."""
    inside = left + NEAR <= span[0] and span[1] <= right - NEAR
    return inside or span[1] <= left - BESIDE or span[0] >= right + BESIDE
