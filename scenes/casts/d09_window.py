"""The square of diagram 9's poster: one that cuts no text, whatever the sentence."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT, stage
from anim_lib.typography import CAPTION, Counter, Label, width
from scenes.casts import d09_says as says
from scenes.casts.d09_selective_vs_fixed import Cast
from scenes.values.d09_selective_vs_fixed import Values

Square = tuple[float, float, float]  # left, top and side in stage pixels
Span = tuple[float, float]  # left and right end of a text

SQUARE: Final[Square] = (83.0, 0.0, 985.0)  # with the caption; of the scene's own sentence
# top and sides: down to below the caption; down to above it; that from below the title on
UNDER: Final = (0, range(985, 993))
ABOVE: Final = ((0, range(861, 852, -1)), (108, range(753, 744, -1)))
LEFTS: Final = range(83, -1, -1)
NEAR, BESIDE = 8.0, 1.0  # stage pixels from the edge to a text inside, and to one outside


def window(v: Values, on: Cast) -> Square:
    """Return the scene's own square, or the one nearest to it whose edge cuts no word.

    Returns
    -------
    tuple
        Left, top and side in stage pixels.
    """
    spans = [_span(one) for one in (*on.tokens.labels, *on.fixed.deltas, *on.selective.deltas)]
    caption = max(width(line, CAPTION) for line in says.aha(v).split("\n"))
    told = [(LEFT, LEFT + caption)]
    for (top, sides), more in ((UNDER, told), *[(above, []) for above in ABOVE]):
        for left in LEFTS:
            for side in sides:
                if all(_whole(span, left, left + side) for span in (*spans, *more)):
                    return float(left), float(top), float(side)
    raise ValueError("no square of the poster leaves all its words whole")


def _span(text: Label | Counter) -> Span:
    return stage(text.get_left())[0], stage(text.get_right())[0]


def _whole(span: Span, left: float, right: float) -> bool:
    """Tell whether a text is wholly inside or wholly outside."""
    inside = left + NEAR <= span[0] and span[1] <= right - NEAR
    return inside or span[1] <= left - BESIDE or span[0] >= right + BESIDE
