"""Special A: where the word "bank" stands beside its two states, clear of all else in the plane."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from anim_lib.layout import RIGHT, Points
from anim_lib.primitives.meaning_plane import HOLLOW, RADIUS, STEP
from anim_lib.typography import ADVANCE, NUMBER, SMALL, width
from scenes.casts.spec_a_grid import MONEY, NAMED_AT, NAMES, POLES, RIVER
from scenes.casts.spec_a_layout import PlanePlace
from scenes.values.spec_a_bank import FOLLOWED, Values

OWN = (26.0, 14.0)  # from a state to its word, in the scene's own sentences
WIDE, RISE, FALL = len(FOLLOWED) * ADVANCE * NUMBER, 0.78 * NUMBER, 0.1 * NUMBER  # of the word
DESCENDS = 8.0  # of "money" below its baseline
NEAR = 8.0  # stage pixels that are kept free around it
AWAY = np.arange(26.0, 91.0, 8.0)  # tries, from a state's middle
EVERY = 5.0  # pixels between the points that stand for lines
OUTWARDS = 6.0  # from the middle of an outline to its farthest point, beyond its radius


def beside(v: Values, place: PlanePlace) -> Points:
    """Return where the word begins, on its baseline, at the states after the last layer, (2, 2)."""
    ends = place.frame.at([v.plane_money[-1], v.plane_river[-1]])  # (2, 2)
    if not v.is_own:
        return np.add(ends, OWN)
    busy, found = _busy(v, place), []
    for end in ends:
        tries = [end + step for away in AWAY for step in _steps(away)]
        best = min(tries, key=lambda at: _hits(at, busy, place))
        found.append(best)
        busy = np.vstack([busy, _grid(*_box(best))])
    return np.array(found)


def _steps(away: float) -> list[tuple[float, float]]:
    """Return places around a state: right, left, above, below, then those between them."""
    sides = np.radians([0, 180, 90, 270, *(45, 315, 135, 225), *np.arange(22.5, 360.0, 45.0)])
    x, y = np.cos(sides), -np.sin(sides)
    # from the state to the word's middle: beyond half the word, on the side that it is on
    middles = np.column_stack([x * (away + WIDE / 2), y * (away + RISE / 2)])
    return [(float(dx) - WIDE / 2, float(dy) + RISE / 2) for dx, dy in middles]


def _box(at: Points) -> tuple[float, float, float, float]:
    x, y = at.tolist()
    return x - NEAR, y - RISE - NEAR, x + WIDE + NEAR, y + FALL + NEAR


def _hits(at: Points, busy: Points, place: PlanePlace) -> int:
    """Return how many busy points lie in the word's place; one out of the plane is worse."""
    left, top, right, low = _box(at)
    (x0, y0), (x1, y1) = (
        place.frame.at((x, y)) for x, y in zip(place.across, place.up, strict=True)
    )
    if left < x0 or right > min(x1, RIGHT) + NEAR or top < y1 or low > y0:
        return len(busy)
    x, y = busy.T
    return int(((left < x) & (x < right) & (top < y) & (y < low)).sum())


def _busy(v: Values, place: PlanePlace) -> Points:
    """Return points ``(n, 2)`` of all that is drawn there, in stage pixels."""
    ways = place.frame.at([v.plane_money, v.plane_river])  # (2, n_levels, 2)
    means = place.frame.at(v.plane_centroids[:, -1])  # (2, 2)
    y0, y1 = (float(place.frame.at((0.0, y))[1]) for y in place.up)
    parts = [_line(a, b) for way in ways for a, b in pairwise(way)]
    parts.append(_line(np.array([place.frame.x, y0]), np.array([place.frame.x, y1])))
    parts += [_ring(step, STEP) for way in ways for step in way]
    parts += [_ring(way[-1], RADIUS + OUTWARDS) for way in ways]
    parts += [_ring(mean, r) for mean in means for r in (HOLLOW / 2, HOLLOW + OUTWARDS)]
    left, right = (width(NAMES[which], SMALL) for which in (RIVER, MONEY))
    for start, wide in ((POLES[0], left), (POLES[1] - right, right)):
        parts.append(_grid(start, NAMED_AT - RISE, start + wide, NAMED_AT + DESCENDS))
    return np.vstack(parts)


def _line(a: Points, b: Points) -> Points:
    share = np.linspace(0.0, 1.0, 2 + int(np.hypot(*(b - a)) / EVERY))[:, None]
    return np.asarray(a + (b - a) * share)


def _ring(middle: Points, radius: float) -> Points:
    turn = np.linspace(0.0, 2 * np.pi, 24)
    return np.asarray(middle + radius * np.column_stack([np.cos(turn), np.sin(turn)]))


def _grid(left: float, top: float, right: float, low: float) -> Points:
    x, y = np.meshgrid(np.arange(left, right, EVERY), np.arange(top, low, EVERY))
    return np.column_stack([x.ravel(), y.ravel()])
