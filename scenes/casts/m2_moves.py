"""How mermaid 2 moves: a step of the loop, the slide of the filter, the turn of the knob."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Drive, Easing, Posed, Timeline, leave_all, together
from anim_lib.primitives.samples import waterfall
from anim_lib.timing import ENTER, GLANCE, LIT, MOVE, SETTLE, glide, smooth
from scenes.casts import m2_grid as at
from scenes.casts.m2_recurrent_vs_convolutional import TO_FILTER, TO_LOOP, Cast
from scenes.values.m2_recurrent_vs_convolutional import Values

SLOW = 0.4 * MOVE  # seconds of one movement of a slow step
FAST = 0.22  # seconds from one fast step to the next
SWEEP = 1.5  # seconds in which the filter slides under all inputs
TURN = 2.6  # seconds of the turn of the knob


def fly(c: Cast) -> Animation:
    """Copies of the card go along the arrows into both machines."""
    born: dict[str, ArrayLike] = {"presence": 0.0, "offset": (-at.LAUNCH, 0.0)}
    parts: list[tuple[float, Animation]] = [(ENTER, c.chart.lead(TO_LOOP, TO_FILTER))]
    for copy in c.copies:
        come = copy.drive(run_time=ENTER, begin=born, presence=1.0, offset=(0.0, 0.0))
        go = copy.travel(at.COPIES[1], 0.0)
        parts += [(0.0, come), (ENTER + SETTLE, go)]
        parts.append((ENTER + SETTLE + MOVE, copy.leave(run_time=SETTLE / 4)))
    return Timeline(*parts)


def slow(c: Cast, v: Values, t: int, seconds: float = SLOW) -> list[Animation]:
    """Return the movements of step ``t`` (from 0), each with its term of the rule lit."""
    light, gem, out = c.loop.rule.light, c.loop.gem, c.loop.read_rule
    values = v.states_before[t, : at.FACETS]
    fill = gem.to_values(values, run_time=seconds)
    carried = [light("carry"), out.light(), c.lap.lead(0, run_time=seconds)]
    take = together(light("take"), *([] if t else [out.light()]))
    read = together(
        light(), out.light("c"), gem.ask(), _said(c, values), _read(c, v, t, 1.5 * seconds)
    )
    return [
        *([together(*carried)] if t else []),
        Timeline((0.0, take), (0.0, _take(c, v, t, seconds)), (seconds / 2, fill)),
        read,
    ]


def fast(c: Cast, v: Values, t: int) -> Animation:
    """Return step ``t`` (from 0) for a viewer who knows it."""
    values = v.states_before[t, : at.FACETS]
    return Timeline(
        (0.0, c.loop.gem.drive(run_time=0.95 * FAST, values=values)),
        (0.0, _take(c, v, t, 0.95 * FAST)),
        (0.0, _said(c, values, 0.95 * FAST)),
        (0.3 * FAST, _read(c, v, t, 0.95 * FAST)),
    )


def _said(c: Cast, values: np.ndarray, seconds: float = LIT) -> Animation:
    spoken = c.loop.gem.spoken
    assert spoken is not None
    return c.loop.read.drive(run_time=seconds, value=float(values[spoken]))


def _take(c: Cast, v: Values, t: int, seconds: float) -> Animation:
    """Input ``t`` goes to the gem, behind which it is hidden in the end."""
    now, (x, y, _) = np.arange(len(v.u)) == t, at.GEM
    zero = at.INPUTS[0]
    return c.loop.falling.drive(
        run_time=seconds,
        begin={"presence": 1.0, "grown": now, "base": zero, "x": at.COLUMNS},
        presence=1.0,
        grown=now,
        base=np.where(now, y + v.u[t] * at.UNIT / 2, zero),
        x=np.where(now, x, at.COLUMNS),
    )


def _read(c: Cast, v: Values, t: int, seconds: float) -> Animation:
    """Output ``t`` comes out from behind the gem."""
    steps, (x, y, _) = np.arange(len(v.u)), at.GEM
    now, zero = steps == t, at.OUTPUTS[0]
    behind = y + v.y_recurrence[0, t] * at.OUT_UNIT / 2
    return c.out.loop.drive(
        run_time=seconds,
        begin={
            "grown": steps <= t,
            "base": np.where(now, behind, zero),
            "x": np.where(now, x, at.OUT_COLUMNS),
        },
        grown=steps <= t,
        base=zero,
        x=at.OUT_COLUMNS,
    )


def slide(c: Cast, v: Values) -> list[Animation]:
    """The filter slides to the first sum, adds up, then slides under the others."""
    steps, last, stop = np.arange(len(v.u)), len(v.u) - 1, at.SUMMED
    drop = c.out.filter.drive
    return [
        together(
            c.filter.kernel.slide_to(stop, run_time=MOVE),
            drop(run_time=GLANCE, lag=MOVE / len(steps), grown=steps < stop),
        ),
        *_add(c, v),
        together(
            c.filter.kernel.slide_to(last, run_time=SWEEP, rate_func=glide),
            drop(run_time=GLANCE, lag=SWEEP / last, grown=1.0),
        ),
    ]


def _add(c: Cast, v: Values) -> list[Animation]:
    """Kernel bars become products with the inputs above, which stack up to the output."""
    terms = v.convolution_terms[0, at.SUMMED, : at.SUMMED + 1]
    kernel, products = c.filter.kernel, c.filter.products
    known = np.arange(len(v.u)) <= at.SUMMED
    begin: dict[str, ArrayLike] = {"presence": 1.0, "values": v.kernel[0, at.SUMMED :: -1]}
    heap = waterfall(terms, at.OUTPUTS[1], at.OUT_UNIT)
    return [
        together(
            products.drive(run_time=0.8 * MOVE, begin=begin, presence=1.0, values=terms),
            kernel.emphasise(0.0, run_time=GLANCE),
        ),
        products.drive(run_time=MOVE, x=at.HEAP_X, base=heap, wide=at.HEAP_WIDE, unit=at.OUT_UNIT),
        together(
            products.leave(),
            c.out.filter.drive(run_time=GLANCE, grown=known),
            kernel.emphasise(1.0, run_time=GLANCE),
        ),
    ]


def merge(c: Cast) -> Animation:
    """Both rows of outputs come to one line and grow to fill the column."""
    zero = at.OVERLAY
    rows = [
        row.drive(base=zero, unit=at.OVERLAY_UNIT, axis=(*at.OUT_AXIS, zero), run_time=1.5 * MOVE)
        for row in (c.out.loop, c.out.filter)
    ]
    return together(leave_all(*c.out.names), *rows)


def turn(c: Cast, v: Values) -> Animation:
    """The knob goes through every computed turn, and with it all that hangs on A."""
    stops = len(v.turns) - 1
    parts: list[tuple[float, Animation]] = []
    for k, (start, length, pace) in enumerate(_slices(stops), start=1):
        state = v.last_states[k, : at.FACETS]
        moves: list[tuple[Posed, str, ArrayLike]] = [
            (c.knob, "value", v.turns[k]),
            (c.card, "values", v.A_block[k]),
            (c.filter.kernel, "values", v.kernel[k, : len(v.u)]),
            (c.loop.gem, "values", state),
            (c.loop.read, "value", state[v.turned_row]),
            (c.out.loop, "values", v.y_recurrence[k]),
            (c.out.filter, "values", v.y_convolution[k]),
        ]
        for posed, channel, target in moves:
            move = Drive(posed, {channel: target}, {}, run_time=length, rate_func=pace, lag=0.0)
            parts.append((start, move))
    return Timeline(*parts)


def _slices(count: int) -> Iterator[tuple[float, float, Easing]]:
    """Start, length and easing of ``count`` pieces that make up one smooth turn."""
    fine = np.linspace(0.0, 1.0, 2001)
    done = np.array([smooth(float(x)) for x in fine])
    cuts = np.interp(np.arange(count + 1) / count, done, fine)
    for k in range(count):
        a, b = float(cuts[k]), float(cuts[k + 1])

        def pace(x: float, a: float = a, b: float = b, k: int = k) -> float:
            return smooth(a + (b - a) * x) * count - k

        yield a * TURN, (b - a) * TURN, pace
