"""Diagram 6: one state space model worked as a recurrence, as a convolution and as a scan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, ENTER, GLANCE, REST
from scenes.alt.d06_three_modes import alt
from scenes.casts import d06_moves as moves
from scenes.casts.d06_cost import Cost
from scenes.casts.d06_rule import Erratum, Rules
from scenes.casts.d06_three_modes import Cast
from scenes.values.d06_three_modes import Values


class D06ThreeModes(Storyboard[Values]):
    """One model, three orders of work, the same answer.

    The aha frame must show all three at work above one row, into which their outputs merge.
    """

    number = "06"
    title = "Three orders of work"
    family = "state space"
    poster = "aha"
    values_type = Values
    errata = ("erratum",)
    square: ClassVar[tuple[float, float, float]] = (85.0, 0.0, 990.0)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Recurrence, erratum, convolution, scan, all together, cost, selective."""
        self.c = c = Cast(v, self.theme)
        self.rules, self.erratum = Rules(c.words), Erratum(c.words, self.theme)
        self.cost = Cost(v, c.words, self.theme)
        self.cast(*c.back_to_front, *self.rules.all, *self.erratum.all, *self.cost.all)
        for one in (c.model, c.hold, c.unknown, *c.furniture, *self.rules.known):
            one.set_channels(presence=1.0)
        yield Beat("question", "One model, three orders of work. Same answer?")
        yield from self._recurrence(v)
        yield from self._convolution(v)
        yield from self._scan(v)
        yield from self._together(v)
        yield from self._selective(v)

    def _recurrence(self, v: Values) -> Iterator[Beat]:
        c, rules = self.c, self.rules
        yield Beat(
            "recurrence",
            "Recurrence: each state waits for the one before.",
            stagger(
                together(*c.light(0), leave_all(rules.hold, rules.named, c.unknown)),
                together(moves.step(c, 0, moves.SLOW), enter_all(*c.key), rules.rule.light("take")),
                lag=GLANCE,
            ),
            together(moves.step(c, 1, moves.SLOW), rules.rule.light("carry", "take")),
            together(moves.step(c, 2, moves.FAST), rules.rule.light_all()),
            *moves.other_steps(c, 3, len(v.u) - 1),
            together(moves.step(c, len(v.u) - 1, moves.FAST), c.waits.enter()),
        )
        yield Beat(
            "erratum",
            "Inputs are given, not made.",
            leave_all(*c.names[1:]),
            *self.erratum.tell(),
        )

    def _convolution(self, v: Values) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "convolution",
            "Convolution: multiply by the kernel, add, slide.",
            stagger(
                leave_all(*self.erratum.all, self.rules.rule),
                together(
                    *[one.step_back() for one in (c.chain, c.waits)],
                    *c.light(1),
                    enter_all(*c.names[1:], c.one_kernel),
                    moves.lay_kernel(c),
                    self.rules.kernel.enter(),
                ),
                lag=GLANCE,
            ),
            moves.multiply(c, v),
            *moves.add(c, v),
            *moves.slide(c, v),
            tint={"kernel": "accent"},
        )

    def _scan(self, v: Values) -> Iterator[Beat]:
        c, up, levels = self.c, v.tree_levels, int(v.combines[:, 0].max())
        yield Beat(
            "scan",
            f"Scan: {up} levels join pairs, {levels - up} more fill the gaps.",
            stagger(
                together(
                    *[one.step_back() for one in (c.kernel, c.one_kernel)],
                    *c.light(2),
                    self.rules.kernel.leave(),
                ),
                together(
                    enter_all(self.rules.rule, *c.counted),
                    c.tree.plant(run_time=ENTER),
                ),
                lag=GLANCE,
            ),
            *moves.climb(c, 0, levels),
            moves.fall(c),
        )

    def _together(self, v: Values) -> Iterator[Beat]:
        c = self.c
        quiet = [c.chain, c.waits, c.kernel, c.one_kernel, *c.names]
        yield Beat(
            "aha",
            "Three orders, one answer, up to rounding.",
            stagger(
                together(*[one.step_forward() for one in quiet]),
                c.lanes.merge(),
                together(c.lanes.tell(), enter_all(*c.found)),
                lag=0.45 * BEND,
            ),
            hold=REST,
        )

    def _selective(self, v: Values) -> Iterator[Beat]:
        c, deep, steps = self.c, int(v.scan_depth[-1]), int(v.updates[-1])
        yield Beat(
            "cost",
            f"{v.counted[-1]:,} inputs: {deep} levels, not {steps:,} steps.",
            leave_all(self.rules.rule, c.model, c.hold, *c.furniture, *c.working, *c.found),
            *self.cost.tell(),
            hold=0.85 * REST,
        )
        back = [one for one in (*c.furniture, *c.working) if one is not c.one_kernel]
        yield Beat(
            "selective",
            "Selective: a new Δ each step, no single kernel.",
            stagger(
                leave_all(*self.cost.all),
                enter_all(self.rules.selective, *back),
                enter_all(c.step_name, c.steps),
                lag=GLANCE,
            ),
            stagger(moves.select(c, v), enter_all(*c.found_later), lag=0.8 * BEND),
            hold=END,
        )
