"""Diagram 2: a real attention head as a table, and one of its rows as arcs."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import leave_all, stagger, together
from anim_lib.primitives.row_arcs import bend, reweigh
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, GLANCE, MOVE, READ, SETTLE
from anim_lib.typography import CAPTION, width
from scenes.alt.d02_attention_heatmap import alt
from scenes.casts.d02_attention_heatmap import Cast
from scenes.casts.d02_causal import later
from scenes.casts.d02_sink import given_to_the_start
from scenes.casts.d02_window import window
from scenes.casts.own_words import quoted
from scenes.values.d02_attention_heatmap import USUAL, Values

QUOTED_WORDS = 4  # of those that come later; more are counted


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
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Sentence, table, one row as arcs; another ending; other sentences; a causal model.

        A sentence of the user's has no other ending, and the pairs are about endings.
        """
        self.c = Cast(v, self.theme)
        self.cast(*self.c.back_to_front)
        self.c.begin()
        asking = quoted(v.words_tired[v.asking])
        yield Beat("question", f"Which words does “{asking}” look at?", hold=SETTLE)
        yield from self._table(v)
        yield from self._arcs(v, asking)
        if v.n_endings > 1:
            yield from self._another_ending(v)
            yield self._pairs(v)
        yield self._causal(v, asking)

    def _table(self, v: Values) -> Iterator[Beat]:
        c = self.c
        asks, tint = "Each word asks all words: one row each.", {"asks": "query"}
        yield Beat("table", asks, c.rise(), c.open_first(), c.open_rest(2), tint=tint)
        cut = f"“{quoted(v.words_tired[c.cut])}”: {c.n_pieces} pieces, merged"
        if c.n_cut > 1:
            cut = f"{c.n_cut} words come in pieces, merged"
        added = f"{', '.join(c.marks)}: added marks"
        merged = f"{added}; {cut}." if c.n_cut else f"{added}."
        yield Beat("merged", f"{asks}\n{merged}", tint=tint)

    def _arcs(self, v: Values, asking: str) -> Iterator[Beat]:
        c = self.c
        line, tint = "One row of the table, bent into arcs:", {"arcs": "attention"}
        takes = f"{line}\nhow much “{asking}” takes from every word."
        if v.n_endings == 1:
            self.square = window(c, takes)  # type: ignore[misc]  # it cuts no text
        # the line stays through three beats, so there is time to read it
        yield Beat("row", line, c.choose(), c.make_room(), read=READ, tint=tint)
        yield Beat("bend", line, bend(c.grid, c.arcs, v.asking, run_time=MOVE), tint=tint)
        yield Beat(
            "aha",
            takes,
            c.sum.enter(run_time=GLANCE),
            hold=2 * SETTLE,
            tint=tint,
        )
        sink = given_to_the_start(v, c.marks[0])
        if v.n_endings == 1:
            sink += (
                f"\nLayer {v.layer}, head {v.head} was chosen on other sentences, for “{USUAL}”."
            )
        yield Beat("sink", sink, together(c.arcs.flash(0), c.sink.come()))

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

    def _pairs(self, v: Values) -> Beat:
        c = self.c
        return Beat(
            "pairs",
            f"{v.positive_pairs} of {v.n_pairs} other sentence pairs move correctly,"
            f" but only {v.both_right} flip.",
            stagger(leave_all(*c.stage), c.pairs.come(), lag=GLANCE),
            hold=SETTLE,
        )

    def _causal(self, v: Values, asking: str) -> Beat:
        c = self.c
        before = c.pairs.all if v.n_endings > 1 else [*c.stage, *c.sink.all]
        unseen = " ".join(quoted(word) for word in v.unseen_by_it)
        line = f"Reading left to right, “{asking}” cannot see “{unseen}”."
        if not unseen:
            line = f"Reading left to right, only the last word sees all: “{asking}”."
        elif width(line, CAPTION) > RIGHT - LEFT or len(v.unseen_by_it) > QUOTED_WORDS:
            line = f"Reading left to right, “{asking}” cannot see the {later(len(v.unseen_by_it))}."
        return Beat(
            "causal",
            line,
            stagger(leave_all(*before), c.causal.come(), lag=GLANCE),
            hold=END,
        )
