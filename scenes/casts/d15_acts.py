"""How diagram 15 moves: curves fly into the sum, numbers multiply, time runs, a spike comes."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import enter_all, leave_all, stagger, then, together
from anim_lib.timing import ENTER, GLANCE, MOVE, constant
from scenes.casts import d15_grid as at
from scenes.casts.d15_hippo import Cast
from scenes.values.d15_hippo import Values

SLOW, QUICK = (0.55, 0.3), (0.18, 0.1)  # seconds of a flight and of its merging
FIRST_INPUTS, SLOW_INPUTS, FIRST_SECONDS = 100, 200, 1.2
RUN_SECONDS = 2.9
SPIKE_SECONDS = 1.2
WIDEN = 0.8


def add(c: Cast, k: int, *, quick: bool) -> Animation:
    """Curve ``k`` flies out under its coefficient, and is added to the sum."""
    flight, merging = QUICK if quick else SLOW
    bars, terms = np.arange(len(c.bars.bars)), np.arange(len(c.past.basis))
    lit = c.bars.drive(run_time=min(flight, GLANCE), strength=bars == k)
    join = c.past.drive(
        run_time=merging, begin={"presence": 1.0}, included=terms <= k, presence=1.0
    )
    fly = together(lit, c.curves.fly(k, run_time=flight))
    return then(fly, together(join, c.curves.merge(k, run_time=merging)), gap=0.0)


def widen(c: Cast, v: Values, row: int) -> Animation:
    """The slots narrow until ``orders[row]`` fit, and the sum takes the new terms in."""
    n = int(v.orders[row])
    many, terms = np.arange(len(c.bars.bars)), np.arange(len(c.past.basis))
    return together(
        c.bars.drive(
            run_time=WIDEN,
            begin={"grown": many < v.orders[row - 1]},
            slots=float(n),
            grown=many < n,
            numbers=0.0,
            base=at.MANY_BASE,
            unit=at.MANY_UNIT,
        ),
        c.past.drive(run_time=WIDEN, included=terms < n),
        c.error.drive(run_time=WIDEN, value=v.frame_rmse[row, -1]),
    )


def clear(c: Cast) -> Animation:
    """All goes but the axis, and the update takes the sum's place: a history begins anew."""
    numbers = (c.bars, c.most_name, c.coarse, c.fine)
    return together(
        leave_all(c.trace, c.past, c.error, c.error_name, *numbers, *c.notes),
        c.rule.match(c.update, run_time=MOVE),
        enter_all(*c.update_notes, c.state_name, c.weight_name),
    )


def begin(c: Cast, v: Values) -> Animation:
    """The first inputs, as they have been kept: they stand before the clock runs."""
    terms = np.arange(len(c.past.basis)) < v.split_size
    start = float(FIRST_INPUTS)
    gone: dict[str, ArrayLike] = {"presence": 0.0}
    reach = start / v.seq_len
    return together(
        *[
            lane.drive(run_time=ENTER, begin=gone | {"time": start}, presence=1.0, time=start)
            for lane in (c.trace, c.states)
        ],
        c.past.drive(
            run_time=ENTER,
            begin=gone | {"time": start, "included": terms},
            presence=1.0,
            time=start,
            included=terms,
        ),
        c.weight.drive(run_time=ENTER, begin=gone | {"reach": reach}, presence=1.0, reach=reach),
    )


def run(c: Cast, v: Values, start: int, end: int, seconds: float) -> Animation:
    """Time runs from ``start`` to ``end`` for every lane: one clock."""
    places = [(at.x(v, time) - at.LANES, 0.0) for time in (start, end)]
    lanes = [
        lane.run_to(end, run_time=seconds, start=start) for lane in (c.trace, c.states, c.past)
    ]
    weight = c.weight.stretch_to(end / v.seq_len, run_time=seconds, start=start / v.seq_len)
    heads = [
        head.drive(
            run_time=seconds,
            rate_func=constant,
            begin={"presence": 1.0, "offset": places[0]},
            presence=1.0,
            offset=places[1],
        )
        for head in c.heads
    ]
    return together(*lanes, weight, *heads)


def before_spike(c: Cast, v: Values) -> Animation:
    """The columns leave; the bars of the last one come back, each with a tick at its height."""
    n = np.arange(len(c.bars.bars)) < v.split_size
    c.bars.set_channels(time=v.seq_len, slots=v.split_size, grown=n, presence=0.0)
    extremes = np.arange(len(c.bars.bars)) == c.largest
    c.bars.set_channels(numbers=extremes)
    columns = (c.states, *c.state_notes, c.weight, c.weight_name, *c.heads)
    return then(
        stagger(
            leave_all(*columns, c.oldest, c.same, *c.update_notes),
            enter_all(c.bars, c.coarse, c.fine),
            lag=GLANCE,
        ),
        together(
            c.bars.mark_before(), c.before.enter(), c.spike_texts[2].enter(), c.sample.enter()
        ),
        gap=0.0,
    )


def spike(c: Cast, v: Values) -> Animation:
    """Ten inputs come, and all that remembers them moves."""
    end = v.seq_len + v.spike_steps
    moving = [
        one.drive(run_time=SPIKE_SECONDS, rate_func=constant, time=end)
        for one in (c.trace, c.past, c.bars)
    ]
    return together(*moving)
