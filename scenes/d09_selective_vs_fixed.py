"""Diagram 9: a state space model that decides at every word, beside one that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.motion import enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, ENTER, GLANCE, LIT, MOVE, REST
from scenes.casts.d09_selective_vs_fixed import Cast
from scenes.values.d09_selective_vs_fixed import Values

SHUT, OPEN = 0, 1  # the words that are read slowly


class D09SelectiveVsFixed(Storyboard[Values]):
    """Mamba decides per token whether to write or to hold.

    The aha frame must show that the state runs straight on under closed curtains, and only there.
    """

    number = "09"
    title = "Selective or fixed"
    family = "state space"
    poster = "aha"
    values_type = Values
    square: ClassVar[tuple[float, float, float]] = (83.0, 0.0, 985.0)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Task, one word at a time, the twin, the answers, the triangles, the limits."""
        self.on = on = Cast(v, self.theme)
        self.add(on.tokens, *on.task, on.wanted)
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
        first, second = v.tokens[SHUT], v.tokens[OPEN]
        yield Beat(
            "shut",
            f"“{first}”: a tiny step Δ, curtain shut.",
            stagger(
                leave_all(*on.task, on.wanted),
                together(track.rise(), rule.rise(), enter_all(on.key, on.key_name)),
                lag=LIT,
            ),
            on.read(SHUT),
            tint={"step Δ": "accent"},
        )
        yield Beat(
            "open",
            f"A small Δ keeps, a large Δ writes: “{second}”.",
            on.read(OPEN),
        )
        ranked = ", ".join(v.told[: v.n_told_content])
        yield Beat(
            "ranked",
            f"Longest measured Δ: {ranked}.",
            on.read_on(OPEN + 1),
            on.tokens.highlight(*on.content),
        )

    def _both(self, v: Values) -> Iterator[Beat]:
        on = self.on
        least, most = v.fixed_filler_moves_least, v.fixed_filler_moves_most
        yield Beat(
            "fixed",
            f"One Δ: fillers move the state {least:.0%} to {most:.0%}.",
            stagger(
                together(leave_all(*on.rule.all), on.tokens.travel(0.0, 0.0)),
                stagger(on.fixed.rise(), on.fixed.read_all(), lag=LIT),
                lag=0.7 * MOVE,
            ),
        )
        yield Beat(
            "aha",
            f"Shut, the state moves {v.selective_filler_moves_least:.0%} to "
            f"{v.selective_filler_moves_most:.0%}.\nOpen, it is written.",
            stagger(on.bound.tell(), on.free.tell(), lag=ENTER),
            hold=REST,
        )

    def _triangles(self, v: Values) -> Iterator[Beat]:
        on, hidden = self.on, self.on.hidden
        yield Beat(
            "hidden",
            "Hidden attention: what each input adds to each output.",
            stagger(
                leave_all(on.tokens, *on.tracks),
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
                    leave_all(hidden.exact, *hidden.guide),
                    hidden.sum.match(hidden.filter, run_time=MOVE),
                    hidden.lost.enter(),
                ),
                hidden.fixed.rise(run_time=MOVE),
                hidden.fixed.fact.enter(),
                together(hidden.lose_filter(), hidden.selective.fact.enter()),
                lag=ENTER,
            ),
        )
        yield Beat(
            "attention",
            "Attention, same grid: each row weighs anew.",
            stagger(hidden.attention.rise(run_time=MOVE), hidden.attention.fact.enter(), lag=MOVE),
        )

    def _limits(self, v: Values) -> Iterator[Beat]:
        lengths, hidden = self.on.lengths, self.on.hidden
        low, high = v.selective_longest[0], v.selective_longest[-1]
        yield Beat(
            "limits",
            f"Right at {v.lengths[-1]} words: {low:.2f} to {high:.2f}.",
            stagger(
                leave_all(*hidden.all),
                enter_all(lengths.chart, *lengths.lines, *lengths.names[:2]),
                lengths.chart.draw_series(*lengths.series, run_time=MOVE),
                enter_all(*lengths.names[2:], lengths.scope),
                lag=GLANCE,
            ),
            hold=END,
        )
