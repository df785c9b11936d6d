"""How a step of diagram 5 moves: carry the column, multiply it, add the new mark."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.timing import ENTER, GLANCE, LIT, MOVE, soft
from scenes.casts.d05_state import Cast

PACE = (0.52, 0.36, 0.25)  # of a slow step: of the first steps of the run, and of all others
LONG = 2.2  # slow steps: all those others together take no longer
SWIFT = 0.15  # seconds of a movement; below it terms light once for the whole step
LEAD = 0.1  # seconds that a term lights before its object moves


def mark(c: Cast, t: int, seconds: float) -> Animation:
    """Return the movement in which word ``t`` leaves its mark, with its term lit."""
    return Timeline((0.0, c.rule.light("b", "u")), (LEAD, c.layers.mark(t, run_time=1.5 * seconds)))


def fade(c: Cast, t: int, seconds: float) -> list[Animation]:
    """Return the two movements of the old state: it is carried over, then multiplied."""
    return [
        Timeline((0.0, c.rule.light("old")), (LEAD, c.layers.carry(t, run_time=seconds))),
        Timeline(
            (0.0, c.rule.light("a", "old")),
            (LEAD, c.layers.shrink(t, run_time=seconds)),
        ),
    ]


def follow(c: Cast, t: int) -> Animation:
    """Set the followed word's layer off while it grows, and print its share: all of it."""
    numbers = np.arange(len(c.words)) == t
    show = c.layers.drive(run_time=GLANCE, rate_func=soft, follow=1.0, numbers=numbers)
    return Timeline(
        (LEAD + 1.2 * MOVE, show), *[(LEAD + 1.2 * MOVE, name.enter()) for name in c.shares_name]
    )


def sums(c: Cast, t: int) -> Animation:
    """Draw the line at the sum of column ``t``."""
    return c.layers.drive(run_time=GLANCE, rate_func=soft, summed=np.arange(len(c.words)) == t)


def two_ways(c: Cast) -> Animation:
    """C reads the state, then D lets the input past it; each with its term lit."""
    o, light = c.output, c.rule.light
    return Timeline(
        (0.0, light("y", "c", "now")),
        (0.0, o.heading.enter()),
        (LEAD, o.reading.draw(run_time=0.8 * MOVE)),
        (0.3, o.names[0].enter()),
        *[(0.4 + 0.1 * k, line.draw(run_time=GLANCE)) for k, line in enumerate(o.origin)],
        (0.5, o.blocks.grow(o.count, run_time=0.3, lag=0.04)),
        (0.9, enter_all(o.numbers[0], o.notes[0])),
        (1.2, light("y", "d", "skip")),
        (1.2 + LEAD, o.passing.draw()),
        (1.6, o.names[1].enter()),
        (1.9, o.blocks.grow(o.count + 1, run_time=0.5, lag=0.0)),
        (2.1, enter_all(o.numbers[1], o.notes[1])),
    )


def meet(c: Cast) -> Animation:
    """Add up what both ways have brought: the output."""
    o = c.output
    return together(
        c.rule.light("y"),
        enter_all(o.names[2], o.numbers[2]),
        o.blocks.grow(o.count + 2, run_time=ENTER, lag=0.0),
    )


def empty(c: Cast) -> list[Animation]:
    """Take the output away where no later word has done so."""
    return [leave_all(*c.output.cast)] if c.layers.followed == len(c.words) - 1 else []


def run(c: Cast, first: int, stop: int) -> list[Animation]:
    """Return the steps of the words ``first`` to ``stop - 1``, faster and faster."""
    quick = _quick(stop - first)
    paces = [*PACE[:-1], *[quick] * (stop - first)]
    return [_step(c, t, MOVE * pace) for t, pace in zip(range(first, stop), paces, strict=False)]


def run_up(c: Cast, stop: int) -> list[Animation]:
    """Return the quick steps of the words 1 to ``stop - 1``, before the followed one."""
    return [_step(c, t, MOVE * _quick(stop)) for t in range(1, stop)]


def _quick(count: int) -> float:
    return min(PACE[-1], LONG / max(count, 1))


def _step(c: Cast, t: int, seconds: float) -> Animation:
    numbers = np.arange(len(c.words))
    known = (numbers <= t) & (numbers >= c.layers.followed) & np.array(c.place.shown)
    light = c.rule.light
    lit = min(LIT, 0.6 * seconds)
    terms = [
        (0.0, light("old", run_time=lit)),
        (seconds, light("a", "old", run_time=lit)),
        (2.0 * seconds, light("b", "u", run_time=lit)),
    ]
    if seconds < SWIFT:
        terms = [(0.0, light("a", "old", "b", "u", run_time=lit))]
    return Timeline(
        *terms,
        (0.0, c.layers.carry(t, run_time=seconds)),
        (0.75 * seconds, c.layers.drive(run_time=0.25 * seconds, rate_func=soft, numbers=known)),
        (seconds, c.layers.shrink(t, run_time=seconds)),
        (2.0 * seconds, c.layers.mark(t, run_time=1.2 * seconds)),
    )
