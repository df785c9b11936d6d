"""Mermaid 2: one card of parameters runs a loop and a filter; turn it, and both move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import DIM, END, ENTER, GLANCE, MOVE, REST, SETTLE, STAGGER
from scenes.alt.m2_recurrent_vs_convolutional import alt
from scenes.casts import m2_moves as moves
from scenes.casts.m2_recurrent_vs_convolutional import FROM_FILTER, FROM_LOOP, Cast
from scenes.values.m2_recurrent_vs_convolutional import Values


class M2RecurrentVsConvolutional(Storyboard[Values]):
    """One card of parameters makes two machines, and both give the same output.

    The aha frame must show that one number on the card moves both outputs by the same.
    """

    number = "M2"
    title = "One card, two machines"
    family = "state space"
    poster = "turn"
    values_type = Values
    square: ClassVar[tuple[float, float, float]] = (1150.0, 132.0, 712.0)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Both closed, both opened, both outputs laid on each other, the turn, the ends."""
        self.c = Cast(v, self.theme)
        self.cast(*self.c.back_to_front)
        for one in self.c.at_first:
            one.set_channels(presence=1.0)
        yield Beat("question", "One card of numbers, two machines: same output?", moves.fly(self.c))
        yield from self._machines(v)
        yield from self._outputs(v)
        yield from self._ends()

    def _machines(self, v: Values) -> Iterator[Beat]:
        c = self.c
        for one in c.loop.within:
            one.set_channels(presence=1.0)
        first, second = moves.slow(c, v, 0), moves.slow(c, v, 1, 0.8 * moves.SLOW)
        run = stagger(*[moves.fast(c, v, t) for t in range(2, len(v.u))], lag=moves.FAST)
        yield Beat(
            "loop",
            "The loop carries a state, step by step.",
            together(c.lids[0].open(run_time=MOVE), c.chart.speak_of(0)),
            together(*first[:1], c.chart.lead(FROM_LOOP), enter_all(*c.discrete)),
            together(*first[1:], enter_all(c.loop.reads, c.loop.read, c.loop.gain)),
            *second,
            together(run, c.loop.rule.light_all(), c.loop.read_rule.light_all()),
            tint={"state": "state_pos"},
        )
        for one in c.filter.within:
            one.set_channels(presence=1.0)
        yield Beat(
            "kernel",
            "The filter makes its kernel K̄ once.",
            together(c.lids[1].open(run_time=MOVE), c.chart.speak_of(1)),
            together(c.filter.rule.light("k", "made"), c.filter.kernel.grow(lag=STAGGER / 2)),
            tint={"kernel K̄": "accent"},
        )
        yield Beat(
            "slide",
            "Flipped, it slides, multiplies, adds.",
            together(
                c.filter.kernel.turn_over(run_time=MOVE),
                c.filter.flipped.enter(),
                c.chart.lead(FROM_FILTER),
                c.filter.rule.light(),
                c.filter.slide_rule.light("slide"),
            ),
            *moves.slide(c, v),
        )

    def _outputs(self, v: Values) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "same",
            "Laid together: equal, up to rounding.",
            together(moves.merge(c), c.chart.speak_of(), c.filter.rule.light_all()),
            enter_all(*c.found, c.out.step_name, *c.out.steps),
            hold=SETTLE,
        )
        yield Beat(
            "turn",
            "Turn one number of A: both outputs move together.",
            stagger(
                together(c.card.point_out(), leave_all(*c.discrete)),
                together(c.lead.draw(), c.knob.enter()),
                together(*[w.mark(lag=0.0) for w in (c.filter.was, *c.out.was)]),
                lag=GLANCE,
            ),
            moves.turn(c, v),
            Timeline((0.0, c.found[1].leave()), (GLANCE, enter_all(c.was, *c.found_after))),
            hold=REST,
        )

    def _ends(self) -> Iterator[Beat]:
        c = self.c
        old = [c.out.loop, c.out.filter, *c.out.was, c.out.step_name, *c.out.steps]
        uses = [
            (enter_all(*words), bars.grow(lag=SETTLE)) for words, bars in (c.training, c.inference)
        ]
        gone = [one for words, bars in (c.training, c.inference) for one in (*words, bars)]
        yield Beat(
            "use",
            "Training: use the filter. Inference: the loop.",
            leave_all(*old, c.found[0], *c.found_after),
            stagger(*[cost for use in uses for cost in use], lag=GLANCE),
        )
        made = [c.filter.kernel_name, c.filter.once, c.filter.flipped]
        kernel = [c.filter.kernel, c.filter.was, *made, c.loop.reads, c.loop.read, c.loop.gain]
        quiet = [c.filter.u, c.filter.rule, c.filter.slide_rule, c.filter.input_name]
        yield Beat(
            "selective",
            "Mamba: new B, C, Δ each step, no single filter.",
            together(
                leave_all(*gone, *kernel, c.knob, c.lead, c.was), c.card.drive(ringed=0.0, edge=0.0)
            ),
            stagger(
                stagger(*[card.enter() for card in c.news], lag=GLANCE),
                together(
                    *[one.step_back() for one in (*quiet, c.card)],
                    c.chart.speak_of(0),
                    c.chart.drive(run_time=DIM, lit=[1.0, 0.0, 1.0, 0.0]),
                ),
                enter_all(*c.uses_not, *c.ends),
                lag=ENTER,
            ),
            hold=END,
        )
