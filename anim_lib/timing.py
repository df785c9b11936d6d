"""Seconds named by what the viewer does, and the easings that movements use.

The figures were tuned on two films; an easing maps 0..1 to 0..1 with zero speed at both
ends, so nothing jerks, overshoots or bounces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

GLANCE: Final = 0.3  # a term lights, a highlight moves
LIT: Final = 0.28  # a term goes on or off
ENTER: Final = 0.5  # one thing grows out of where it is made
DIM: Final = 0.55  # what is not spoken of steps back
MOVE: Final = 0.8  # a group travels, values change
BEND: Final = 1.4  # the key transition of a scene
COUNT: Final = 1.5  # many values change on one track
STAGGER: Final = 0.06  # between neighbours of a group
SETTLE: Final = 0.2  # stillness between two moves
CAPTION_OUT: Final = 0.24
CAPTION_GAP: Final = 0.03  # old and new caption are never both readable
CAPTION_IN: Final = 0.36
WORD: Final = 0.25  # reading time of one word
READ: Final = 1.2  # the shortest rest after a caption
REST: Final = 2.0  # the aha frame
END: Final = 2.1  # the last frame; a GIF rests longer


def reading(caption: str) -> float:
    """Return the seconds of stillness that ``caption`` needs to be read."""
    return max(READ, WORD * len(caption.split()))


def _clip(x: float) -> float:
    return min(max(x, 0.0), 1.0)


def smooth(x: float) -> float:
    """Moves and counts: quintic, zero speed and acceleration at both ends."""
    x = _clip(x)
    return x * x * x * (x * (6 * x - 15) + 10)


def soft(x: float) -> float:
    """Colour, dim and light: cubic."""
    x = _clip(x)
    return x * x * (3 - 2 * x)


def settle(x: float) -> float:
    """Entries: an early start and a long landing."""
    return smooth(1 - (1 - _clip(x)) ** 1.6)


def glide(x: float, end: float = 0.18) -> float:
    """A sweep over many: constant speed with soft ends that each take ``end`` of the time."""
    x = _clip(x)
    speed = 1 / (1 - end)
    if x < end:
        return speed * x * x / (2 * end)
    if x > 1 - end:
        return 1 - speed * (1 - x) ** 2 / (2 * end)
    return speed * (x - end / 2)


def constant(x: float) -> float:
    """Time itself: a playhead, tokens that flow, a tank that fills."""
    return _clip(x)


def geometric(ratio: float) -> Callable[[float], float]:
    """Return the easing of a number that grows by equal factors in equal times.

    ``ratio`` is its last value over its first: a camera that pulls back at an even pace.
    """

    def ease(x: float) -> float:
        return (ratio ** smooth(x) - 1.0) / (ratio - 1.0) if ratio != 1.0 else smooth(x)

    return ease
