"""Diagram 14: one state space model as a loop and as a filter."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anim_lib.layout import LEFT
from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, MOVE, SETTLE
from scenes.alt.d14_s4_dual import alt
from scenes.casts import d14_filter as bars
from scenes.casts import d14_grid as at
from scenes.casts import d14_loop as loop
from scenes.casts.d14_s4_dual import Cast
from scenes.values.d14_s4_dual import Values


class D14S4Dual(Storyboard[Values]):
    """Unroll the recurrence and it is a filter.

    The last frame must show why: one lag has one coefficient only while A, B and C stay.
    """

    number = "14"
    title = "S4: a loop and a filter"
    family = "state space"
    poster = "fall"
    square = (966.0, 112.0, 820.0)
    values_type = Values
    errata = ("whole_kernel",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Loop, unroll, kernel, erratum, sum, comparison, cost."""
        self.c = Cast(v, self.theme)
        self.add(*self.c.at_first)
        self.cast(*self.c.later)
        yield Beat("question", "Two ways to run one model. Same answer?")
        yield from self._loop(v)
        yield from self._kernel(v)
        yield from self._filter(v)
        yield from self._cost()

    def _loop(self, v: Values) -> Iterator[Beat]:
        c, m = self.c, self.c.maths
        first, second = loop.slow(c, v, 0), loop.slow(c, v, 1)
        yield Beat(
            "first_step",
            "B̄ writes the state, C reads it.",
            stagger(c.gem.enter(), c.state_name.enter(), c.state_size.enter()),
            *first[:-1],
            together(first[-1], c.reads.enter()),
            hold=SETTLE,
        )
        run = stagger(*[loop.fast(c, v, t) for t in range(2, len(v.u))], lag=loop.FAST)
        yield Beat(
            "all_steps",
            "Ā carries the state; each step waits.",
            Timeline((0.0, c.reads.leave()), (SETTLE, second[0])),
            *second[1:],
            together(run, m.rule.light_all()),
            hold=SETTLE,
        )
        newest = np.arange(len(v.u)) == bars.NEWEST
        quiet = (c.u.emphasise(0.0), c.tokens.emphasise(0.0), c.loop.emphasise(newest))
        yield Beat(
            "unroll",
            f"Unrolled, y₄ has exactly {len(v.unrolled_terms)} terms.",
            together(
                leave_all(c.gem, c.falling, c.state_name, c.state_size),
                m.rule.match(m.tails[0], run_time=MOVE),
                *quiet,
            ),
            *bars.unroll(c, v),
            hold=SETTLE,
        )

    def _kernel(self, v: Values) -> Iterator[Beat]:
        c, m = self.c, self.c.maths
        yield Beat(
            "fall",
            "Each coefficient is one bar of the filter K̄.",
            leave_all(c.u, c.tokens, c.loop, c.input_name, c.output_name, c.step_name, *c.steps),
            bars.grow_coefficients(c),
            bars.land(c),
            hold=4 * SETTLE,
            tint={"filter K̄": "accent"},
        )
        bars.landed(c, v)
        yield Beat(
            "whole_kernel",
            f"C reads state {v.read_state}: no staircase, {v.kernel_sign_changes} sign changes.",
            together(
                leave_all(c.slots, *c.guides, c.unrolled_name, *c.term_lags, c.kernel_name),
                leave_all(*m.pieces[:-1]),
                m.pieces[-1].match(m.definition, run_time=MOVE),
                bars.squeeze(c),
            ),
            bars.complete(c),
            together(c.erratum[0].enter(), c.stairs.grow(run_time=ENTER)),
            c.strike.draw(run_time=ENTER),
            hold=SETTLE,
        )

    def _filter(self, v: Values) -> Iterator[Beat]:
        c, m = self.c, self.c.maths
        for lane in (c.u, c.tokens, c.loop):
            lane.set_channels(strength=1.0)
        c.loop.set_channels(hue=1.0, numbers=0.0)
        c.kernel_name.move_baseline(LEFT, at.STATE + 12)
        yield Beat(
            "turned",
            "Flip the filter, multiply, add: that is y₄.",
            leave_all(*c.erratum, *c.envelope, *c.whole_names),
            together(m.definition.match(m.sum, run_time=MOVE), bars.turn_over(c, v)),
            bars.multiply(c, v),
            *bars.add(c, v),
            hold=SETTLE,
        )
        yield Beat(
            "same",
            f"All {len(v.u)} at once: same answer, up to rounding.",
            c.conv.drive(grown=1.0, numbers=0.0),
            together(
                leave_all(c.u, c.tokens, c.input_name, c.kernel, c.kernel_name), bars.enlarge(c)
            ),
            enter_all(*c.ways, c.difference),
            hold=SETTLE,
        )

    def _cost(self) -> Iterator[Beat]:
        c, cost = self.c, self.c.cost
        pairs = zip(cost.origins, cost.changing, strict=True)
        change = together(
            cost.changing_name.enter(), *[a.match(b, run_time=MOVE) for a, b in pairs]
        )
        yield Beat(
            "cost",
            "The filter needs fixed Ā, B̄, C.",
            leave_all(c.loop, c.conv, c.output_name, c.step_name, *c.steps, *c.ways, c.difference),
            enter_all(cost.same_name, cost.one, *cost.rows, *cost.same),
            stagger(change, cost.none.enter(), lag=0.6 * MOVE),
            hold=END,
        )
