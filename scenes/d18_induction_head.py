"""Diagram 18: two heads in two layers copy a pattern seen once."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, REST, SETTLE, reading
from scenes.alt.d18_induction_head import alt
from scenes.casts.d18_induction_head import Cast
from scenes.values.d18_induction_head import Values


class D18InductionHead(Storyboard[Values]):
    """Two kinds of head, one in each layer, copy a pattern that was seen once.

    The first stamps every token with the one before it, the second finds that stamp. The aha
    frame must show the answer lost once the stamps are cut.
    """

    number = "18"
    title = "Induction head"
    family = "attention"
    poster = "aha"
    square = (1076.0, 90.0, 772.0)
    values_type = Values
    errata = ("erratum",)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Ask, stamp, find, copy, cut; the erratum; both heads form; what else can do it."""
        self.c = Cast(v, self.theme)
        self.cast(*self.c.back_to_front)
        for one in self.c.at_first:
            one.set_channels(presence=1.0)
        a, b = v.tokens[v.first], v.tokens[v.answer]
        line = f"A random row starts again. What follows {a}?"
        yield Beat("question", line, hold=SETTLE)
        yield from self._copy(a, b)
        yield from self._cut(v)
        yield from self._admit(a)
        yield from self._form(v)

    def _copy(self, a: str, b: str) -> Iterator[Beat]:
        row, query, answer = self.c.row, self.c.query, self.c.answer
        yield Beat(
            "stamp",
            "Layer 1 stamps each token with the one before it.",
            row.first_step(),
            row.all_steps(),
            tint={"stamps": "key"},
        )
        yield Beat(
            "ask",
            f"Layer 2: {a} asks, who is stamped {a}?",
            query.read_stamps([one.step_back(run_time=GLANCE) for one in row.others]),
            tint={"asks": "query", f"stamped {a}": "key"},
        )
        yield Beat(
            "copy",
            f"{b} is stamped {a}, so {b} is copied.",
            Timeline((0.0, answer.look_back()), (ENTER, answer.lift())),
            tint={f"stamped {a}": "key", "copied": "value"},
        )

    def _cut(self, v: Values) -> Iterator[Beat]:
        query, (whole, cut, other) = self.c.query, v.mean_p
        line = f"Stamps cut: mean p falls from {whole:.2f} to {cut:.2f}."
        heads, here = len(v.stamping_heads), v.answer_shares[-1]
        control = f"{heads} other heads cut: mean p {other:.2f}, but {here:.2f} in this row."
        yield Beat(
            "aha",
            f"{line}\n{control}",
            together(
                leave_all(query.chip, *query.bars_and_words),
                *[one.step_forward(run_time=GLANCE) for one in self.c.row.others],
            ),
            self.c.cut(),
            hold=REST,
            read=reading(line),  # the second line is about the last bar, which comes last
        )

    def _admit(self, a: str) -> Iterator[Beat]:
        erratum = self.c.erratum
        yield Beat(
            "erratum",
            f"{a} cannot know what came after it.",
            leave_all(*self.c.cut_row),
            Timeline(
                (0.0, enter_all(*erratum.drawn)),
                (ENTER, erratum.strike.draw(run_time=ENTER)),
                (ENTER, erratum.compute()),
            ),
            hold=2 * SETTLE,
        )

    def _form(self, v: Values) -> Iterator[Beat]:
        patterns, forming, limits = self.c.patterns, self.c.forming, self.c.limits
        yield Beat(
            "patterns",
            "Who looks where, in the whole row.",
            leave_all(*self.c.erratum.all),
            together(patterns.fill(0), patterns.fill(1)),
        )
        yield Beat(
            "cliff",
            f"Near step {v.cliff_step[0]} both form: the loss falls.",
            leave_all(*patterns.all),
            together(
                enter_all(forming.chart, *forming.names, *forming.runs),
                forming.train(run_time=2.2),
            ),
            hold=2 * SETTLE,
        )
        line = "Mamba-2, without attention, learns it too:"
        yield Beat(
            "limits",
            f"{line}\nlater, and less well on long rows.",
            leave_all(*forming.all),
            limits.learn_it(),
            hold=END,
            read=reading(line),  # long rows have their own plot, which comes last
            tint={"Mamba-2": "ssm"},
        )
