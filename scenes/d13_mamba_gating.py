"""Diagram 13: a word's own x sets step, write and read of Mamba's state."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, MOVE, SETTLE
from scenes.alt.d13_mamba_gating import alt
from scenes.casts.d05_words import share
from scenes.casts.d13_mamba_gating import Cast
from scenes.values.d13_mamba_gating import Values


class D13MambaGating(Storyboard[Values]):
    """One word's x sets Δ, B and C, and they set the update of the state.

    A small step must be seen to leave the cells alone, a large one to overwrite them.
    """

    number = "13"
    title = "Mamba’s gating"
    family = "state space"
    poster = "drag"
    square = (1044.0, 108.0, 752.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Question, closed box, fixed net, taps, update, read, drag, seeds."""
        self.c = c = Cast(v, self.theme)
        self.add(*c.at_first)
        self.cast(*c.later)
        filler, content = (f"“{panel.token}”" for panel in c.panels)
        yield Beat("question", "A memory of fixed size: which words get in?")
        yield Beat(
            "box",
            "From outside: word in, number out.",
            leave_all(*c.sentence),
            Timeline(
                (0.0, enter_all(c.lid, *c.box_in)),
                (0.3, c.lid.flow(run_time=MOVE)),
                (1.0, enter_all(*c.box_out)),
            ),
        )
        yield Beat(
            "fixed",
            "A fixed S4: one Δ, Ā, B̄ and C for all words.",
            together(leave_all(*c.box_in, *c.box_out), c.lid.open(run_time=MOVE)),
            stagger(
                enter_all(*c.fixed.names, *c.fixed.heads, c.fixed.note),
                enter_all(*c.fixed.steps, c.method),
                together(*[bars.grow() for bars in c.fixed.keeps]),
                enter_all(*c.fixed.writes, *c.fixed.reads),
                lag=0.3,
            ),
        )
        yield from self._opened(v, filler, content)
        yield from self._whole()

    def _opened(self, v: Values, filler: str, content: str) -> Iterator[Beat]:
        c, (first, second) = self.c, self.c.panels
        yield Beat(
            "taps",
            "In S6, the word’s own x sets Δ, B and C.",
            leave_all(*c.fixed.all),
            together(c.rule.enter(), enter_all(*c.legend, *c.tap_rows)),
            together(first.tap(), second.tap()),
            hold=SETTLE,
            tint={"Δ": "accent", "B": "key", "C": "query"},
        )
        yield Beat(
            "keep",
            f"Δ: h keeps {share(v.kept_share[0])} at {filler}, "
            f"{share(v.kept_share[1])} at {content}.",
            together(c.rule.light("a", "old"), enter_all(*c.keep_rows, c.key)),
            together(first.keeps(), second.keeps()),
        )
        yield Beat(
            "gain",
            f"ΔB u is added: size {v.write_strength[0]:.3f} for {filler}, "
            f"{v.write_strength[1]:.3f} for {content}.",
            together(c.rule.light("b"), enter_all(*c.gain_rows)),
            together(first.gains(), second.gains()),
            together(c.rule.light("c"), first.figures[1].enter(), second.figures[1].enter()),
            hold=2 * SETTLE,
        )

    def _whole(self) -> Iterator[Beat]:
        d, s = self.c.drag, self.c.seeds
        yield Beat(
            "drag",
            "Drag Δ up: the cells go from untouched to overwritten.",
            leave_all(*self.c.opened),
            together(
                enter_all(*d.stand()),
                d.riders.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "traced": 0.0, "riding": 0.0},
                    presence=1.0,
                    traced=1.0,
                    riding=1.0,
                ),
                d.rows[0].drive(
                    run_time=MOVE,
                    begin={"time": d.stops[0], "presence": 0.0},
                    time=d.stops[0],
                    presence=1.0,
                ),
            ),
            *[d.move(stop) for stop in range(1, len(d.stops))],
            hold=4 * SETTLE,
        )
        yield Beat(
            "seeds",
            "Weighted by what a channel keeps, content is written more;\n"
            "mean Δ over all channels says the reverse.",
            leave_all(*d.all, self.c.method),
            stagger(
                enter_all(s.sentence_name, *s.words),
                s.sentence.grow(run_time=MOVE, lag=0.03),
                enter_all(*s.heads, *s.names),
                together(*[bars.grow(run_time=COUNT, lag=0.0) for bars in s.bars]),
                lag=0.4,
            ),
            hold=END,
        )
