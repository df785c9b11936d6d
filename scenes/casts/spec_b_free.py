"""Special B: where words may stand without a curve, a leader or other words in their place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from anim_lib.layout import Points

SIDE, OVER, UNDER = 10.0, 32.0, 10.0  # room around words on one baseline
HALF = 3.0  # of a leader's room

Area = tuple[float, float, float, float]  # left, top, right, bottom in stage pixels
Place = tuple[float, float]  # left end and baseline, stage pixels


class Room:
    """Places are taken one after the other; each must keep clear of those before it.

    Parameters
    ----------
    curves
        Each ``(n, 2)`` stage pixels, x rising.

    Examples
    --------
    >>> room = Room([np.array([(0.0, 400.0), (400.0, 0.0)])])
    >>> room.find([(0.0, 390.0), (250.0, 390.0)], 100.0)
    1
    >>> room.take((250.0, 390.0), 100.0)
    >>> room.find([(0.0, 390.0), (250.0, 390.0), (240.0, 300.0)], 100.0)
    2
    """

    def __init__(self, curves: Sequence[Points]) -> None:
        self.curves, self.taken = list(curves), list[Area]()

    def find(
        self, places: Sequence[Place], wide: float, stems: Sequence[Area] | None = None
    ) -> int | None:
        """Return which of ``places`` is free first for words that are ``wide``, or None.

        ``stems`` are what leads there, one for each place: they may cross curves, not words.
        """
        for k, place in enumerate(places):
            box = around(place, wide)
            boxes = [box, *([stems[k]] if stems else [])]
            if not self._crossed(box) and not any(
                meet(one, other) for one in boxes for other in self.taken
            ):
                return k
        return None

    def take(self, place: Place, wide: float, stem: Area | None = None) -> None:
        """Keep a place, and what leads there, from all that come later."""
        self.taken += [around(place, wide), *([stem] if stem else [])]

    def _crossed(self, box: Area) -> bool:
        columns = np.linspace(box[0], box[2], 64)
        for curve in self.curves:
            rows = np.interp(columns, curve[:, 0], curve[:, 1], left=-np.inf, right=-np.inf)
            if ((rows >= box[1]) & (rows <= box[3])).any():
                return True
        return False


def around(place: Place, wide: float) -> Area:
    """Return what words on one baseline take up."""
    x, y = place
    return x - SIDE, y - OVER, x + wide + SIDE, y + UNDER


def stem(x: float, start: float, end: float) -> Area:
    """Return what an upright leader takes up."""
    return x - HALF, min(start, end), x + HALF, max(start, end)


def meet(a: Area, b: Area) -> bool:
    """Tell whether two areas have a point in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
