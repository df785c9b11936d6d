"""Diagram 2: a real attention head as a table, and one of its rows as arcs."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import leave_all, stagger, together
from anim_lib.primitives.row_arcs import bend, reweigh
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, GLANCE, MOVE, READ, SETTLE
from scenes.casts.d02_attention_heatmap import Cast
from scenes.values.d02_attention_heatmap import Values


class D02AttentionHeatmap(Storyboard[Values]):
    """Attention is a table of weights, one row per word that asks.

    The aha frame must show one row of the table and the arcs that it bends into, in the same
    blues and with the same numbers.
    """

    number = "02"
    title = "Attention heat map"
    family = "attention"
    poster = "aha"
    values_type = Values
    square = (88.0, 48.0, 799.0)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Sentence, table, one row as arcs; another ending; other sentences; a causal model."""
        self.c = Cast(v, self.theme)
        self.cast(*self.c.back_to_front)
        self.c.begin()
        asking = v.words_tired[v.asking]
        yield Beat("question", f"Which words does “{asking}” look at?", hold=SETTLE)
        yield from self._table(v)
        yield from self._arcs(v, asking)
        yield from self._another_ending(v)
        yield from self._limits(v, asking)

    def _table(self, v: Values) -> Iterator[Beat]:
        c = self.c
        asks, tint = "Each word asks all words: one row each.", {"asks": "query"}
        yield Beat("table", asks, c.rise(), c.open_first(), c.open_rest(2), tint=tint)
        marks, cut = ", ".join(c.marks), v.words_tired[c.cut]
        merged = f"{marks}: added marks; “{cut}”: {c.n_pieces} pieces, merged."
        yield Beat("merged", f"{asks}\n{merged}", tint=tint)

    def _arcs(self, v: Values, asking: str) -> Iterator[Beat]:
        c = self.c
        line, tint = "One row of the table, bent into arcs:", {"arcs": "attention"}
        # the line stays through three beats, so there is time to read it
        yield Beat("row", line, c.choose(), c.make_room(), read=READ, tint=tint)
        yield Beat("bend", line, bend(c.grid, c.arcs, v.asking, run_time=MOVE), tint=tint)
        yield Beat(
            "aha",
            f"{line}\nhow much “{asking}” takes from every word.",
            c.sum.enter(run_time=GLANCE),
            hold=2 * SETTLE,
            tint=tint,
        )
        yield Beat(
            "sink",
            f"The “sink” {c.marks[0]} gets {v.arcs_tired[0]:.2f}; "
            f"all {v.start_share_by_head.size} heads give {v.start_share:.2f} on average.",
            together(c.arcs.flash(0), c.sink.come()),
        )

    def _another_ending(self, v: Values) -> Iterator[Beat]:
        c, before, after = self.c, v.arcs_tired, v.arcs_wide
        line = f"Change the last word to “{v.words_wide[v.ending]}”."
        yield Beat(
            "ending",
            line,
            together(c.sink.leave(), c.cards.highlight(v.asking, v.ending)),
            c.cards.reword(v.ending),
            reweigh(c.grid, c.arcs, v.asking, v.pattern_wide),
        )
        first, second = (v.words_tired[j] for j in (v.first_noun, v.second_noun))
        moved = f"“{first}” falls from {before[v.first_noun]:.2f} to {after[v.first_noun]:.2f}"
        beside = f"still above “{second}” {after[v.second_noun]:.2f}"
        yield Beat("reweighed", f"{line}\n{moved}, {beside}.")

    def _limits(self, v: Values, asking: str) -> Iterator[Beat]:
        c = self.c
        yield Beat(
            "pairs",
            f"{v.positive_pairs} of {v.n_pairs} other sentence pairs move correctly,"
            f" but only {v.both_right} flip.",
            stagger(leave_all(*c.stage), c.pairs.come(), lag=GLANCE),
            hold=SETTLE,
        )
        yield Beat(
            "causal",
            f"Reading left to right, “{asking}” cannot see “{' '.join(v.unseen_by_it)}”.",
            stagger(leave_all(*c.pairs.all), c.causal.come(), lag=GLANCE),
            hold=END,
        )
