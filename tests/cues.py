"""What tells two sets of marks apart that may not be told apart by their colours.

Forms come first; then, for each form that both have, a word of one's own, a region of one's own,
a row or a column that a word names, or turns in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from tests.marks import Mark, around, centre, gap
from tests.read_back import Box

BESIDE = 48.0  # stage pixels from a mark to its word
ALIGNED = 6.0  # stage pixels from the middle of a row or column to that of its word
Cue = Callable[[Sequence[Mark], Sequence[Mark], Sequence[Box]], bool]


def cues(a: Sequence[Mark], b: Sequence[Mark], words: Sequence[Box]) -> set[str]:
    """Return what tells ``a`` from ``b`` beside their colours; empty when some are not told apart.

    Parameters
    ----------
    words
        The boxes of all texts that are visible.
    """
    shared = {mark.form for mark in a} & {mark.form for mark in b}
    found = set() if shared else {"form"}
    for form in shared:
        one, other = ([mark for mark in marks if mark.form == form] for marks in (a, b))
        cue = next((name for name, holds in CUES.items() if holds(one, other, words)), None)
        if cue is None:
            return set()
        found.add(cue)
    return found


def have_words(a: Sequence[Mark], b: Sequence[Mark], words: Sequence[Box]) -> bool:
    """Tell whether all of one side have a word beside or on them that is nearest to that side."""
    sides: tuple[list[Box], list[Box]] = ([], [])
    for word in words:
        near, far = (min(_reach(mark.box, word) for mark in marks) for marks in (a, b))
        if near != far:
            sides[near > far].append(word)
    return any(
        all(any(gap(mark.box, word) <= BESIDE for word in own) for mark in marks)
        for marks, own in zip((a, b), sides, strict=True)
    )


def _reach(box: Box, word: Box) -> float:
    x, y = centre(word)
    return float(np.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])))


def have_regions(a: Sequence[Mark], b: Sequence[Mark], words: Sequence[Box]) -> bool:
    """Tell whether each side lies in a part of the stage into which the other does not reach."""
    one, other = (around([mark.box for mark in marks]) for marks in (a, b))
    return gap(one, other) > 0


def have_lines(a: Sequence[Mark], b: Sequence[Mark], words: Sequence[Box]) -> bool:
    """Tell whether all stand apart, each in the row or the column of a word."""
    middles = np.array([centre(word) for word in words]).reshape(-1, 2)
    named = all((np.abs(middles - centre(m.box)) <= ALIGNED).any() for m in (*a, *b))
    return named and all(gap(one.box, other.box) > 0 for one in a for other in b)


def take_turns(a: Sequence[Mark], b: Sequence[Mark], words: Sequence[Box]) -> bool:
    """Tell whether one of each stand side by side throughout, always in the same order."""
    for axis in (0, 1):
        order = [k for _, k in sorted((m.box[axis], k) for k, ms in enumerate((a, b)) for m in ms)]
        if len(a) == len(b) > 1 and order in ([0, 1] * len(a), [1, 0] * len(a)):
            return True
    return False


CUES: Final[dict[str, Cue]] = {
    "word": have_words,
    "region": have_regions,
    "line": have_lines,
    "order": take_turns,
}
