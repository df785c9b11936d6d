"""Diagram 15: HiPPO, a fixed number of coefficients that redraws the whole past."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anim_lib.motion import enter_all, leave_all, stagger, then, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import ENTER, SETTLE, WORD
from scenes.alt.d15_hippo import alt
from scenes.casts import d15_acts as act
from scenes.casts.d15_hippo import Cast
from scenes.values.d15_hippo import Values


class D15Hippo(Storyboard[Values]):
    """A fixed number of coefficients redraws the whole past.

    The poster: one new spike moves every bar.
    """

    number = "15"
    title = "HiPPO: a past in a few numbers"
    family = "state space"
    poster = "spike"
    square = (75.0, 48.0, 935.0)
    values_type = Values
    errata = ("distant", "fine")
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Question, curves, sum, more numbers, the run, the spike, three measures, errata."""
        self.c = Cast(v, self.theme)
        self.cast(*self.c.edges)
        self.add(*self.c.at_first)
        self.cast(*self.c.later)
        asked = f"Can {v.orders[0]} numbers hold {v.seq_len:,} smooth inputs?"
        yield Beat("question", asked, hold=SETTLE)
        yield from self._sum(v)
        yield from self._run(v)
        yield from self._measures(v)
        yield from self._errata(v)

    def _sum(self, v: Values) -> Iterator[Beat]:
        c, few = self.c, int(v.orders[0])
        bars = np.arange(len(c.bars.bars))
        yield Beat(
            "curves",
            "Each number cₙ weighs one curve Pₙ.",
            together(enter_all(c.rule, *c.notes, c.curves), c.rule.light("p")),
            together(
                c.rule.light("c", "p"),
                c.bars.drive(grown=bars < few),
                enter_all(*c.bar_names),
            ),
            tint={"cₙ": "state_pos", "Pₙ": "accent"},
        )
        slow = [act.add(c, k, quick=False) for k in range(2)]
        quick = [act.add(c, k, quick=True) for k in range(2, few)]
        yield Beat(
            "sum",
            "Weighed and added: the past, redrawn.",
            together(c.rule.light_all(), c.past_name.enter(), slow[0]),
            slow[1],
            then(*quick, gap=0.0),
            together(c.bars.drive(strength=1.0), enter_all(c.error_name, c.error)),
            tint={"redrawn": "state_pos"},
        )
        yield Beat(
            "more",
            f"{v.orders[1]} numbers: finer.",
            together(
                leave_all(c.curves, *c.bar_names, c.few_name),
                act.widen(c, v, 1),
                enter_all(c.many_name, c.coarse, c.fine),
            ),
            read=3 * WORD,
        )
        again = together(c.many_name.leave(), act.widen(c, v, 2), c.most_name.enter())
        yield Beat(
            "most",
            f"{v.orders[2]} numbers: finer still.",
            again,
            read=4 * WORD,
        )

    def _run(self, v: Values) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "update",
            "Each input refits the whole past.",
            act.clear(c),
            together(act.begin(c, v), enter_all(*c.state_notes)),
            together(
                c.update.light("d", "b"),
                act.run(c, v, act.FIRST_INPUTS, act.SLOW_INPUTS, act.FIRST_SECONDS),
            ),
        )
        yield Beat(
            "run",
            f"Same {v.split_size} numbers, longer past: coarser.",
            together(
                c.update.light("t", "a", "d"),
                act.run(c, v, act.SLOW_INPUTS, v.seq_len, act.RUN_SECONDS),
            ),
            enter_all(c.oldest, c.same),
        )
        yield Beat(
            "spike",
            f"One new spike moves all {v.spike_moved} numbers.\nThe oldest tenth blurs, slightly.",
            together(c.update.light_all(), act.before_spike(c, v)),
            together(act.spike(c, v), c.spike_texts[1].enter()),
            enter_all(*c.edges, c.spike_texts[0]),
            hold=0.5,
        )

    def _measures(self, v: Values) -> Iterator[Beat]:
        c, split = self.c, self.c.split
        panels = [enter_all(*split.panel(k)) for k in range(len(split.panels))]
        yield Beat(
            "split",
            "The weight shapes what is kept.",
            leave_all(*c.last_of_first_stage),
            stagger(enter_all(*split.names), *panels, lag=0.2),
            hold=0.8,
            tint={"weight": "accent"},
        )

    def _errata(self, v: Values) -> Iterator[Beat]:
        c, e = self.c, self.c.errata
        names = (e.computed, e.errors_name, *e.measure_names, *e.fifth_names)
        yield Beat(
            "distant",
            "LegS: both ends alike, the middle worse.",
            leave_all(*c.split.parts),
            enter_all(e.said, e.distant, *names),
            together(e.distant_strike.draw(run_time=ENTER), e.errors.grow()),
            hold=0.5,
        )
        gone = (e.distant, e.distant_strike, e.errors, *names[1:])
        found = (*e.guides, *e.shares, *e.share_names, *e.burst_names, e.curve_name, e.curve_ends)
        yield Beat(
            "fine",
            "High cₙ: fine detail, early and late alike.",
            leave_all(*gone),
            enter_all(e.finest, *found),
            together(e.fine_strike.draw(run_time=ENTER), e.curve.draw(), e.bursts.grow()),
            hold=1.1,
        )
