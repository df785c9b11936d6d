"""How a step of diagram 5 moves: carry the column, multiply it, add the new mark."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, enter_all, together
from anim_lib.timing import ENTER, GLANCE, LIT, MOVE, soft
from scenes.casts.d05_state import Cast

PACE = (0.52, 0.36, 0.25)  # of a slow step: of the first steps of the run, and of all others
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
    return Timeline((LEAD + 1.2 * MOVE, show))


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


def run(c: Cast, first: int, stop: int) -> list[Animation]:
    """Return the steps of the words ``first`` to ``stop - 1``, faster and faster."""
    out = []
    for k, t in enumerate(range(first, stop)):
        seconds = MOVE * PACE[min(k, len(PACE) - 1)]
        out.append(_step(c, t, seconds))
    return out


def _step(c: Cast, t: int, seconds: float) -> Animation:
    numbers = np.arange(len(c.words))
    known = (numbers <= t) & (numbers >= c.layers.followed)
    light = c.rule.light
    lit = min(LIT, 0.6 * seconds)
    return Timeline(
        (0.0, light("old", run_time=lit)),
        (0.0, c.layers.carry(t, run_time=seconds)),
        (0.75 * seconds, c.layers.drive(run_time=0.25 * seconds, rate_func=soft, numbers=known)),
        (seconds, light("a", "old", run_time=lit)),
        (seconds, c.layers.shrink(t, run_time=seconds)),
        (2.0 * seconds, light("b", "u", run_time=lit)),
        (2.0 * seconds, c.layers.mark(t, run_time=1.2 * seconds)),
    )
