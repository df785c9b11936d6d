"""Diagram 9: a state space model that decides at every word, beside one that cannot."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, LIT, MOVE, REST
from scenes.alt.d09_selective_vs_fixed import alt
from scenes.casts import d09_says as says
from scenes.casts.d09_selective_vs_fixed import Cast
from scenes.casts.d09_window import SQUARE, window
from scenes.values.d09_selective_vs_fixed import Values


class D09SelectiveVsFixed(Storyboard[Values]):
    """Mamba decides per token whether to write or to hold.

    The aha frame must show that the state runs straight on under closed curtains, and only there.
    """

    number = "09"
    title = "Selective or fixed"
    family = "state space"
    poster = "aha"
    values_type = Values
    square = SQUARE
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Task, one word at a time, the twin, the answers, the triangles, the limits."""
        self.on = on = Cast(v, self.theme)
        self.square = window(v, on)  # type: ignore[misc]  # no text is cut, whatever the sentence
        self.add(*on.rows, *on.task, on.wanted)
        self.cast(*on.later)
        on.shut()
        yield Beat(
            "question", f"{len(v.wanted)} words will be asked for.\nWhich should memory write?"
        )
        yield from self._one_by_one(v)
        yield from self._both(v)
        yield from self._triangles(v)
        yield from self._limits(v)

    def _one_by_one(self, v: Values) -> Iterator[Beat]:
        on, track, rule = self.on, self.on.selective, self.on.rule
        first, second = says.slow(v)
        yield Beat(
            "open" if v.is_content[first] else "shut",
            says.at_first(v, first),
            stagger(
                leave_all(*on.task, on.wanted),
                together(track.rise(), rule.rise(), enter_all(on.key, on.key_name)),
                lag=LIT,
            ),
            on.read(first),
            tint={"step Δ": "accent"},
        )
        yield Beat(
            "open" if v.is_content[second] else "shut",
            says.unlike(v, second),
            *on.read_on(first + 1, second),
            on.read(second),
        )
        yield Beat(
            "ranked",
            says.ranked(v),
            *on.read_on(second + 1, v.n_body),
            on.tokens.highlight(*on.content),
        )

    def _both(self, v: Values) -> Iterator[Beat]:
        on = self.on
        yield Beat(
            "fixed",
            says.fixed(v),
            stagger(
                together(leave_all(*on.rule.all), *[row.travel(0.0, 0.0) for row in on.rows]),
                stagger(on.fixed.rise(), together(on.fixed.read_all(), on.scope.enter()), lag=LIT),
                lag=0.7 * MOVE,
            ),
        )
        yield Beat(
            "aha",
            says.aha(v),
            stagger(on.bound.tell(), on.free.tell(), lag=ENTER),
            hold=REST,
        )

    def _triangles(self, v: Values) -> Iterator[Beat]:
        on, hidden = self.on, self.on.hidden
        yield Beat(
            "hidden",
            "Hidden attention: what inputs add to outputs.",
            stagger(
                leave_all(*on.rows, *on.tracks),
                hidden.sum.enter(),
                enter_all(*hidden.guide),
                hidden.selective.rise(),
                hidden.exact.enter(),
                lag=LIT,
            ),
        )
        yield Beat(
            "filter",
            "Own Δ per word: no single filter is left.",
            stagger(
                together(
                    hidden.sum.match(hidden.filter, run_time=MOVE),
                    stagger(
                        leave_all(hidden.exact, *hidden.guide),
                        hidden.lost.enter(),  # where the note stood, with two triangles
                        lag=GLANCE,
                    ),
                ),
                hidden.fixed.rise(run_time=MOVE),
                hidden.fixed.fact.enter(),
                together(hidden.lose_filter(), hidden.selective.fact.enter()),
                lag=ENTER,
            ),
        )
        if hidden.attention:
            attention = hidden.attention
            yield Beat(
                "attention",
                "Attention, same grid: each row weighs anew.",
                stagger(attention.rise(run_time=MOVE), attention.fact.enter(), lag=MOVE),
            )

    def _limits(self, v: Values) -> Iterator[Beat]:
        lengths, hidden = self.on.lengths, self.on.hidden
        yield Beat(
            "limits",
            says.limits(v),
            stagger(
                leave_all(*hidden.all),
                enter_all(lengths.chart, *lengths.lines, *lengths.names[:2]),
                lengths.chart.draw_series(*lengths.series, run_time=MOVE),
                enter_all(*lengths.names[2:], lengths.scope),
                lag=GLANCE,
            ),
            hold=END,
        )
