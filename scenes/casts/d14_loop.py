"""One step of diagram 14's loop: carry the state, take in an input, read the output."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, together
from anim_lib.timing import MOVE
from scenes.casts import d14_grid as at
from scenes.casts.d14_s4_dual import Cast
from scenes.values.d14_s4_dual import Values

SLOW = 0.5 * MOVE  # seconds of one movement of a slow step
FAST = 0.24  # seconds from one fast step to the next


def slow(c: Cast, v: Values, t: int) -> list[Animation]:
    """Return the movements of step ``t`` (from 0), each with its term of the rule lit."""
    light = c.maths.rule.light
    carry = together(light("carry", "s"), c.gem.travel(at.PITCH * t, 0.0, run_time=SLOW))
    fill = c.gem.to_values(v.states[t, : at.FACETS], run_time=SLOW)
    read = _read(c, v, t, 1.3 * SLOW, number=True)
    return [
        *([carry] if t else []),
        Timeline((0.0, light("take", "s")), (0.0, _take(c, v, t, SLOW)), (SLOW / 2, fill)),
        Timeline((0.0, light("s", "c", "h4")), (0.0, c.gem.ask()), (SLOW / 4, read)),
    ]


def fast(c: Cast, v: Values, t: int) -> Animation:
    """Return step ``t`` (from 0) for a viewer who knows it; lasts a little over ``FAST``."""
    values, place = v.states[t, : at.FACETS], (at.PITCH * t, 0.0)
    return Timeline(
        (0.0, c.gem.drive(run_time=0.95 * FAST, offset=place, values=values)),
        (0.0, _take(c, v, t, 0.95 * FAST)),
        (0.6 * FAST, _read(c, v, t, 0.85 * FAST, number=False)),
    )


def _take(c: Cast, v: Values, t: int, seconds: float) -> Animation:
    """Input ``t`` falls to the gem, behind which it is hidden in the end."""
    now, inside = np.arange(len(v.u)) == t, at.STATE + v.u[t] * at.UNIT / 2
    return c.falling.drive(
        run_time=seconds,
        begin={"presence": 1.0, "grown": now, "base": at.INPUT},
        presence=1.0,
        grown=now,
        base=np.where(now, inside, at.INPUT),
    )


def _read(c: Cast, v: Values, t: int, seconds: float, *, number: bool) -> Animation:
    """Output ``t`` drops out from behind the gem."""
    now, known = np.arange(len(v.u)) == t, np.arange(len(v.u)) <= t
    behind = at.STATE + v.y_recurrence[t] * at.UNIT / 2
    return c.loop.drive(
        run_time=seconds,
        begin={"grown": known, "base": np.where(now, behind, at.OUTPUT), "numbers": 0.0},
        grown=known,
        base=at.OUTPUT,
        numbers=now & number,
    )
