"""How diagram 6's three lanes work: eight steps, one slide, one tree."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, stagger, together
from anim_lib.primitives.samples import waterfall
from anim_lib.timing import BEND, ENTER, GLANCE, STAGGER, glide
from scenes.casts import d06_grid as at
from scenes.casts.d06_three_modes import Cast
from scenes.values.d06_three_modes import Values

SLOW, FAST = 0.8, 0.26  # seconds of a step
LAST = 0.6  # share of a step after which its output drops
WORK = 0.5  # seconds of one movement of a sum
SWEEP = 1.4  # seconds in which the kernel slides past all inputs
AT_ONCE = 0.03  # what takes over looks the same
LEVEL = 0.5  # seconds of a level of the tree


def step(c: Cast, t: int, seconds: float) -> Animation:
    """Recurrence: carry the state, take in input ``t`` (from 0), drop the output."""
    return Timeline(
        (0.0, c.chain.step_to(t + 1, run_time=seconds)),
        (LAST * seconds, c.lanes.drop(0, t, run_time=0.95 * (1 - LAST) * seconds + 0.1)),
    )


def other_steps(c: Cast, first: int, count: int) -> list[Animation]:
    """Return the steps that the viewer knows by now, quick, one after the other."""
    return [step(c, t, FAST) for t in range(first, count)]


def lay_kernel(c: Cast) -> Animation:
    """The kernel comes, turned over: its first bar under the newest input."""
    return c.kernel.drive(
        run_time=ENTER,
        lag=STAGGER / 2,
        begin={"presence": 1.0, "grown": 0.0},
        presence=1.0,
        grown=1.0,
    )


def multiply(c: Cast, v: Values) -> Animation:
    """Kernel bars become products with the inputs above them."""
    return together(
        c.products.drive(
            run_time=WORK,
            begin={"presence": 1.0, "values": v.kernel[at.SHOWN :: -1]},
            presence=1.0,
            values=v.convolution_terms[at.SHOWN, : at.SHOWN + 1],
        ),
        c.kernel.emphasise(0.0),
        c.inputs.drive(run_time=GLANCE, spoken=np.arange(at.SEQ) <= at.SHOWN),
    )


def add(c: Cast, v: Values) -> list[Animation]:
    """The products stack up to the height of the output, which takes over."""
    terms = v.convolution_terms[at.SHOWN, : at.SHOWN + 1]
    stack = c.products.drive(
        run_time=WORK,
        x=c.lanes.beside[1][at.SHOWN],
        base=waterfall(terms, at.OUTPUT, at.UNIT),
        unit=at.UNIT,
        wide=c.lanes.side,
    )
    row = c.lanes.rows[1]
    now = np.arange(at.SEQ) == at.SHOWN
    taken = row.drive(
        run_time=GLANCE,
        begin={"presence": 1.0, "grown": now, "base": at.OUTPUT},
        presence=1.0,
        grown=now,
        base=at.OUTPUT,
    )
    return [stack, together(taken, c.products.leave(run_time=AT_ONCE), c.kernel.emphasise(1.0))]


def slide(c: Cast, v: Values) -> list[Animation]:
    """The kernel goes back to the start, then past all inputs, and the outputs drop."""
    lags = at.PITCH * np.arange(len(v.kernel))
    back = together(
        c.kernel.drive(run_time=ENTER, x=at.COLUMNS[0] - lags),
        c.inputs.drive(run_time=GLANCE, spoken=0.0),
    )
    forth = c.kernel.drive(run_time=SWEEP, rate_func=glide, x=at.COLUMNS[-1] - lags)
    outputs = c.lanes.drop_all(1, at.SHOWN, run_time=ENTER, lag=SWEEP / at.SEQ)
    return [back, Timeline((0.0, forth), (0.2, outputs))]


def climb(c: Cast, first: int, last: int) -> list[Animation]:
    """Return the levels after ``first`` up to ``last``, one after the other."""
    return [c.tree.climb_to(b, run_time=LEVEL) for _, b in pairwise(range(first, last + 1))]


def fall(c: Cast) -> Animation:
    """All lines run out of the tree at once, and all outputs drop."""
    return stagger(
        c.tree.run_out(run_time=ENTER), c.lanes.drop_all(2, run_time=ENTER, lag=0.0), lag=GLANCE
    )


def select(c: Cast, v: Values) -> Animation:
    """A step length per input: loop and scan take the new values, the kernel greys out."""
    return together(
        c.kernel.drive(hue=1.0, strength=0.0),
        c.names[1].step_back(),
        c.no_kernel.enter(),
        c.lanes.rows[1].leave(run_time=ENTER),
        c.chain.to_values(v.selective_states, run_time=BEND),
        c.tree.to_values(v.selective_partial_h, run_time=BEND),
        c.lanes.to_values([v.selective_y, v.selective_y_scan], 0, 2),
    )
