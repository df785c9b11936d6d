"""How diagram 14's bars move: they unroll, land, squeeze, turn over, multiply and add up."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Timeline, stagger, together
from anim_lib.primitives.samples import waterfall
from anim_lib.timing import BEND, GLANCE, MOVE, SETTLE, STAGGER
from scenes.casts import d14_grid as at
from scenes.casts.d14_s4_dual import Cast
from scenes.values.d14_s4_dual import Values

PACES = (0.8, 0.7, 0.6, 0.6)  # of the four terms that unroll
NEWEST = at.TERMS - 1  # column of u_4
WORK = 0.8 * MOVE  # seconds of one movement of the sum


def unroll(c: Cast, v: Values) -> list[Animation]:
    """Each state becomes the one before it and an input, whose bar lights."""
    many, m = np.arange(len(v.u)), c.maths
    steps: list[Animation] = []
    for lag, (tail, piece) in enumerate(zip(m.tails, m.pieces, strict=True)):
        lit, pace = (many >= NEWEST - lag) & (many <= NEWEST), PACES[lag] * MOVE
        parts = [tail.match(piece, run_time=pace), c.u.emphasise(lit), c.tokens.emphasise(lit)]
        if lag < NEWEST:
            parts.append(tail.match(m.tails[lag + 1], run_time=pace))
        steps.append(together(*parts))
    return steps


def grow_coefficients(c: Cast) -> Animation:
    """A bar comes under every coefficient; its input's letter steps back."""
    lit = [piece.light(*set(piece.terms) - {"u"}) for piece in c.maths.pieces]
    names = (c.unrolled_name, c.kernel_name, c.kernel, *c.term_lags)
    grow = c.terms.drive(
        run_time=MOVE,
        lag=STAGGER,
        begin={"presence": 1.0, "grown": 0.0, "base": at.FROM_FORMULA, "numbers": 0.0},
        presence=1.0,
        numbers=1.0,
        grown=1.0,
        base=at.TERM_ZERO,
    )
    return together(*lit, grow, *[name.enter() for name in names])


def land(c: Cast) -> Animation:
    """The bars fall onto the kernel's line and leave their outlines behind."""
    fall = c.terms.drive(run_time=MOVE, lag=SETTLE, base=at.KERNEL_ZERO)
    guides = stagger(*[line.draw(run_time=fall.run_time / 2) for line in c.guides], lag=0.1)
    places = c.slots.drive(
        run_time=GLANCE, begin={"presence": 0.0, "numbers": 0.0}, presence=1.0, numbers=0.0
    )
    numbers = c.slots.drive(run_time=GLANCE, lag=SETTLE, numbers=1.0)  # when the bars have gone
    return Timeline((0.0, places), (0.0, fall), (2 * SETTLE, guides), (3 * SETTLE, numbers))


def landed(c: Cast, v: Values) -> None:
    """From here on the bars that fell are the kernel's: same place, height, colour, number."""
    first = np.arange(len(v.kernel)) < at.TERMS
    c.kernel.set_channels(grown=first, numbers=first)
    c.terms.set_channels(presence=0.0)


def squeeze(c: Cast) -> Animation:
    """Four lags make room for all of them."""
    return c.kernel.drive(
        numbers=0.0,
        x=at.LAG_X,
        base=at.WHOLE_ZERO,
        unit=at.WHOLE_UNIT,
        wide=at.WHOLE_WIDE,
        axis=(at.LAG_X[0] - 20, RIGHT, at.WHOLE_ZERO),
    )


def complete(c: Cast) -> Animation:
    """The other lags come, and with them the envelope."""
    rest = c.kernel.drive(run_time=0.6 * MOVE, lag=STAGGER / 4, grown=1.0)
    envelope = [line.draw(run_time=rest.run_time) for line in c.envelope]
    return together(rest, *envelope, *[name.enter() for name in c.whole_names])


def turn_over(c: Cast, v: Values) -> Animation:
    """The kernel shrinks and turns over, then the lanes come around it: lag 0 under u_4."""
    turned = c.kernel.drive(
        run_time=BEND,
        begin={"window": (at.LANES, RIGHT)},
        x=at.COLUMNS[NEWEST] - at.PITCH * v.lags,
        base=at.STATE,
        unit=at.UNIT,
        wide=at.WIDE,
        window=(at.LANES, RIGHT),
        axis=(at.LANES, RIGHT, at.STATE),
    )
    names = (c.input_name, c.output_name, c.kernel_name, c.step_name, *c.steps)
    lanes = [one.enter() for one in (c.u, c.loop, *names)]
    return Timeline((0.0, turned), (0.6 * BEND, together(*lanes, c.tokens.enter(lag=0.02))))


def multiply(c: Cast, v: Values) -> Animation:
    """Kernel bars become products with the inputs above them."""
    products = c.products.drive(
        run_time=WORK,
        begin={"presence": 1.0, "values": v.kernel[: at.TERMS]},
        presence=1.0,
        values=v.unrolled_terms,
    )
    return together(products, c.kernel.emphasise(0.0))


def add(c: Cast, v: Values) -> list[Animation]:
    """The products stack up, oldest first, to the height of the output, which takes over."""
    heap = waterfall(v.unrolled_terms[::-1], at.OUTPUT, at.UNIT)[::-1]
    now = np.arange(len(v.u)) == NEWEST
    output = c.conv.drive(
        run_time=WORK,
        begin={"presence": 1.0, "grown": 0.0},
        presence=1.0,
        grown=now,
        numbers=now,
    )
    return [
        c.products.drive(run_time=WORK, x=at.HEAP_X, base=heap, wide=at.HEAP_WIDE),
        together(c.products.leave(run_time=WORK), output),
    ]


def enlarge(c: Cast) -> Animation:
    """Both outputs, on one line, grow to fill the stage."""
    axis = (at.LANES, RIGHT, at.OVERLAY_ZERO)
    return together(
        c.loop.drive(axis=axis, base=at.OVERLAY_ZERO, unit=at.OVERLAY_UNIT),
        c.conv.drive(base=at.OVERLAY_ZERO, unit=at.OVERLAY_UNIT),
        c.output_name.travel(0.0, at.OVERLAY_ZERO - at.OUTPUT),
    )
