"""Diagram 5: one number of a state, drawn as what each word left in it."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, MOVE, SETTLE
from scenes.alt.d05_ssm_state_update import alt
from scenes.casts import d05_says as says
from scenes.casts import d05_steps as steps
from scenes.casts.d05_state import Cast
from scenes.casts.d05_window import window
from scenes.values.d05_ssm_state_update import Values


class D05SsmStateUpdate(Storyboard[Values]):
    """New state = the fading old state + the new token's mark.

    The followed word's layer must be seen to thin out by the same factor at every step.
    """

    number = "05"
    title = "State update"
    family = "state space"
    poster = "eight"
    square = (295.0, 224.0, 645.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Closed box, mark, fade, output, run, sum, all numbers, limit."""
        self.c = c = Cast(v, self.theme)
        self.square = window(v, c)  # type: ignore[misc]  # no text is cut, whatever the sentence
        self.add(*c.at_first)
        self.cast(*c.later)
        c.layers.clear()
        self.tint = {says.named(v): c.place.roles[v.followed]}
        yield Beat("question", says.question(v), tint=self.tint)
        yield from self._outside(v)
        yield from self._steps(v)
        yield from self._whole(v)

    def _outside(self, v: Values) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "box",
            "From outside: word in, number out.",
            Timeline(
                (0.0, enter_all(*c.box_in)),
                (0.2, c.lid.flow(run_time=MOVE)),
                (0.8, enter_all(*c.box_out)),
            ),
        )
        yield Beat(
            "inside",
            f"Inside: a state of {len(v.A)} numbers. Watch one.",
            stagger(
                together(leave_all(*c.box_in, *c.box_out), c.lid.open(run_time=MOVE)),
                together(c.axis_line.draw(), c.axis.enter(), enter_all(*c.axis_name, *c.grey)),
                together(c.rule.enter(), c.method.enter()),
                *[enter_all(*line) for line in c.key],
                lag=0.12,
            ),
        )

    def _steps(self, v: Values) -> Iterator[Beat]:
        c, f = self.c, v.followed
        yield Beat(
            "step",
            says.step(v),
            *([steps.mark(c, 0, 0.8 * MOVE), *steps.run_up(c, f)] if f else []),
            *(steps.fade(c, f, 0.8 * MOVE) if f else []),
            together(steps.mark(c, f, 0.8 * MOVE), steps.follow(c, f)),
        )
        yield Beat(
            "output",
            "C reads the state; D·u goes past it.",
            together(leave_all(*[w for line in c.key for w in line]), steps.sums(c, f)),
            steps.two_ways(c),
            steps.meet(c),
            hold=2 * SETTLE,
        )
        if len(v.later) > 1:
            yield Beat(
                "run",
                says.run(v),
                together(leave_all(*c.output.cast), c.layers.drive(run_time=GLANCE, summed=0.0)),
                *steps.run(c, f + 1, len(v.tokens)),
            )

    def _whole(self, v: Values) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "sum",
            "It keeps only the line: the layers’ sum.",
            together(c.rule.light("h", run_time=GLANCE), *steps.empty(c)),
            together(
                c.layers.drive(run_time=ENTER, summed=1.0, lag=0.04),
                stagger(*[one.enter() for one in c.sums], lag=0.2),
            ),
            hold=2 * SETTLE,
        )
        yield Beat(
            "eight",
            says.left(v),
            together(
                leave_all(*c.sums),
                c.rows_name.enter(),
                c.rule.light("a", run_time=GLANCE),
                c.rows.lay(run_time=1.1),
            ),
            c.rows.fan(run_time=0.8),
            stagger(enter_all(*c.row_heads, *c.keeps), enter_all(*c.left), lag=0.1),
            hold=0.6,
            tint=self.tint,
        )
        yield Beat(
            "limit",
            "Each number fades all words alike;\na selective SSM chooses by word.",
            Timeline(
                (0.0, leave_all(*c.axis_name)),
                (0.2, stagger(c.rates_name.enter(), *[r.enter() for r in c.rates], lag=0.04)),
            ),
            hold=END,
        )
