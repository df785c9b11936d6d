"""Which process draws what, and in which order, so that all of them end soon and together."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anim_lib.rendering.forecast import Forecast

# To be worth its trouble, a split must let the whole run end this many seconds earlier.
GAIN = 2.0
# What passing over a beat costs, as a share of drawing it: its things are built all the same.
# Measured on the real scenes at 1080p60: 0.02 to 0.06.
PASSING = 0.05


@dataclass(frozen=True, slots=True)
class Piece:
    """Beats ``[first, stop)`` of a scene, None: to its end; ``frames`` 0 when nobody knows."""

    slug: str
    first: int = 0
    stop: int | None = None
    frames: int = 0


def plan(forecasts: Mapping[str, Forecast | None], slots: int) -> list[Piece]:
    """Return the pieces in the order in which they should be started, longest first.

    Parameters
    ----------
    forecasts
        What to expect of each scene; those of which nothing is known come first, unsplit.
    slots
        How many pieces are drawn at once.
    """
    unknown = [slug for slug, known in forecasts.items() if known is None]
    known = {slug: each for slug, each in forecasts.items() if each is not None}
    longest = max((each.total for each in known.values()), default=0.0)
    cuts = _cuts(known, [longest] * len(unknown), slots)
    sized = [
        (_seconds(known[slug], first, stop), _piece(slug, known[slug], first, stop))
        for slug, starts in cuts.items()
        for first, stop in _spans(starts, len(known[slug].frames))
    ]
    sized.sort(key=lambda entry: -entry[0])
    return [*(Piece(slug) for slug in unknown), *(piece for _, piece in sized)]


def _piece(slug: str, known: Forecast, first: int, stop: int) -> Piece:
    # The last piece is open-ended, so that a forecast that is out of date loses no beat.
    end = None if stop == len(known.frames) else stop
    return Piece(slug, first, end, sum(known.frames[first:stop]))


def _cuts(
    known: Mapping[str, Forecast], others: Sequence[float], slots: int
) -> dict[str, tuple[int, ...]]:
    """Return the first beats of every scene's pieces: (0,) for one that stays whole."""
    cuts: dict[str, tuple[int, ...]] = dict.fromkeys(known, (0,))
    best = cuts
    earliest = _load(known, cuts, others, slots)[0]
    for _ in range(slots - 1):
        tried = [
            {**cuts, slug: starts}
            for slug in known
            if (starts := cut(known[slug], len(cuts[slug]) + 1)) is not None
        ]
        if not tried:
            break
        cuts = min(tried, key=lambda each: _load(known, each, others, slots))
        end = _load(known, cuts, others, slots)[0]
        if end <= earliest - GAIN:
            best, earliest = cuts, end
    return best


def _load(
    known: Mapping[str, Forecast],
    cuts: Mapping[str, tuple[int, ...]],
    others: Sequence[float],
    slots: int,
) -> tuple[float, float]:
    """Return when the last slot is done, and the sum of squares of all, which evens them out."""
    pieces = [
        _seconds(known[slug], first, stop)
        for slug, starts in cuts.items()
        for first, stop in _spans(starts, len(known[slug].frames))
    ]
    ends = [0.0] * slots
    for seconds in sorted([*pieces, *others], reverse=True):
        heapq.heapreplace(ends, ends[0] + seconds)
    return max(ends), sum(end * end for end in ends)


def cut(scene: Forecast, count: int) -> tuple[int, ...] | None:
    """Return the first beats of ``count`` pieces whose longest is as short as can be.

    None when the scene has fewer beats, or when a piece would draw for less time than it needs
    before it can begin.
    """
    beats = len(scene.frames)
    if count > beats:
        return None
    # best[stop]: the longest of the pieces so far, which end before beat ``stop``, and their starts
    best: dict[int, tuple[float, tuple[int, ...]]] = {
        stop: (_seconds(scene, 0, stop), (0,)) for stop in range(1, beats + 1)
    }
    for _ in range(count - 1):
        best = {
            stop: min(
                (max(best[first][0], _seconds(scene, first, stop)), (*best[first][1], first))
                for first in best
                if first < stop
            )
            for stop in list(best)[1:]
        }
    starts = best[beats][1]
    worth = all(
        sum(scene.seconds[first:stop]) >= _before(scene, first)
        for first, stop in _spans(starts, beats)
    )
    return starts if worth else None


def _seconds(scene: Forecast, first: int, stop: int) -> float:
    return _before(scene, first) + sum(scene.seconds[first:stop])


def _before(scene: Forecast, first: int) -> float:
    """Return the seconds until beat ``first`` can be drawn."""
    return scene.setup + PASSING * sum(scene.seconds[:first])


def _spans(starts: Sequence[int], beats: int) -> list[tuple[int, int]]:
    return list(zip(starts, [*starts[1:], beats], strict=True))
