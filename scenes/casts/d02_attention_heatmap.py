"""The cast of diagram 2: the sentence, its table, and the row that becomes arcs."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import Animation

from anim_lib.columns import middles
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.attention_arcs import AttentionArcs
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.heat_grid import HeatGrid
from anim_lib.primitives.row_arcs import arcs_over
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE, SETTLE, settle
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.casts.d02_causal import Causal
from scenes.casts.d02_layout import layout
from scenes.casts.d02_lines import Lines
from scenes.casts.d02_pairs import Pairs
from scenes.casts.d02_sink import Sink
from scenes.casts.own_words import rows_named
from scenes.values.d02_attention_heatmap import Values

KEY = 122.0  # top of the key
NEAR, LOWER = 20.0, 0.96  # arcs keep so far from texts above; lower by this factor until they do
SWEEP = 1.4  # seconds for all rows but the first two
ONE_BY_ONE = 0.6  # seconds in which all upright cards begin to come


class Cast:
    """All parts of the film, from back to front."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.n, self.at = v, len(v.words_tired), layout(v)
        at, words = self.at, self.at.words
        other = {v.ending: v.words_wide[v.ending]} if v.n_endings > 1 else {}
        self.cards = TokenRow(
            words,
            theme=theme,
            y=at.cards,
            height=at.tall,
            width=at.columns[:, 1],
            centres=middles(at.columns),
            special=(0, self.n - 1),
            others=other,
            upright=at.turned,
        )
        self.lines = Lines(v.read_words, v.asking - 1, theme) if at.in_lines else None
        self.marks = [words[0], words[-1]]
        counts = np.bincount(v.word_of_piece, minlength=self.n)
        self.cut = int(counts.argmax())  # the word that the model reads in most pieces
        self.n_cut, self.n_pieces = int((counts > 1).sum()), int(counts[self.cut])
        named = rows_named(self.n, at.row, v.asking)
        self.grid = HeatGrid(
            v.pattern_tired,
            theme=theme,
            row_labels=[word if n else "" for word, n in zip(words, named, strict=True)],
            column_labels=[""] * self.n,
            names=("asks", "is asked"),
            columns=self.cards.columns,
            top=at.top,
            row_height=at.row,
            lifted=at.lifted,
            numbers=[(v.asking, j) for j in range(self.n)],
            head=at.cards + at.risen - at.tall / 2 - 18.0,
            upright=at.narrow,
        )
        self.key = ColourKey("attention weight", theme=theme, top=KEY)
        self.arcs = self._arcs()
        right, baseline = at.sum
        self.sum = Label(
            "the row adds up to 1",
            right,
            baseline,
            theme=theme,
            role="muted",
            size=SMALL,
            weight="NORMAL",
            anchor="r",
        )
        beside = self.grid.row_labels[0].x
        self.sides = [
            Label(text, beside, y, theme=theme, role=role, size=SMALL, anchor="r")
            for text, role, y in (
                ("is asked", "key", at.cards + 0.36 * NUMBER),
                ("asks", "query", at.asks),
            )
        ]
        self.sink, self.pairs, self.causal = Sink(v, theme), Pairs(v, theme), Causal(v, theme)

    def _arcs(self) -> AttentionArcs:
        """Return the arcs, as high as the texts of the key let them be."""
        texts, reach = [self.key.heading, *self.key.ticks], self.at.reach
        arcs = partial(arcs_over, self.grid, self.v.asking)
        top = self.at.cards - self.at.tall / 2
        while True:
            found = arcs(card_top=top, reach=reach)
            crests = [found.crest(one.left - NEAR, one.right + NEAR) for one in texts]
            if all(crest >= one.y + NEAR for crest, one in zip(crests, texts, strict=True)):
                return found
            reach *= LOWER

    @property
    def back_to_front(self) -> list[Posed]:
        """Arcs pass behind the cards."""
        return [
            *(self.grid, self.arcs, self.cards, self.key, self.sum, *self.sides),
            *(*self.sink.all, *self.pairs.all, *self.causal.all),
            *(self.lines.all if self.lines else ()),
        ]

    @property
    def stage(self) -> list[Posed]:
        """What the film's main picture is made of."""
        return [self.grid, self.arcs, self.cards, self.key, self.sum, *self.sides]

    def begin(self) -> None:
        """Put the bare sentence on stage, without the encoder's own marks."""
        self.grid.set_channels(presence=1.0, opened=0.0, named=0.0)
        if self.lines:
            for row in self.lines.rows:
                row.set_channels(presence=1.0)
            self.cards.set_channels(presence=1.0, shown=0.0, offset=(0.0, self.at.risen))
            return
        shown, spoken = np.ones(self.n), np.zeros(self.n)
        shown[[0, -1]], spoken[self.v.asking] = 0.0, 1.0
        self.cards.set_channels(presence=1.0, shown=shown, spoken=spoken)

    def rise(self) -> Animation:
        """Return the animation: marks come at both ends, and the cards become a table's heads.

        A sentence in lines goes, and its words come upright.
        """
        if self.lines:
            cards = self.cards.drive(
                run_time=ENTER, rate_func=settle, lag=ONE_BY_ONE / self.n, shown=1.0
            )
            named = self.grid.drive(run_time=GLANCE, named=1.0)
            return Timeline(
                (0.0, self.lines.leave()), (GLANCE, cards), (GLANCE + cards.run_time, named)
            )
        return Timeline(
            (0.0, self.cards.drive(run_time=ENTER, shown=1.0, spoken=0.0)),
            (GLANCE, self.cards.travel(0.0, self.at.risen)),
            (GLANCE + 0.7 * MOVE, self.grid.drive(run_time=GLANCE, named=1.0)),
        )

    def open_first(self) -> Animation:
        """Return the animation in which the first two cards ask, and their rows open."""
        cards, grid = self.cards, self.grid
        return Timeline(
            (0.0, cards.highlight(0, run_time=SETTLE)),
            (SETTLE, grid.reveal_row(0)),
            (MOVE, self.key.enter(run_time=GLANCE)),
            (SETTLE + MOVE, cards.highlight(1, run_time=SETTLE)),
            (2 * SETTLE + MOVE, grid.drive(run_time=0.7 * MOVE, opened=np.arange(self.n) < 2)),
        )

    def open_rest(self, first: int) -> Animation:
        """Return the animation in which all cards from ``first`` on ask, one after the other."""
        return together(
            self.cards.highlight(),
            self.cards.pass_along(first - 1, self.n - 1, run_time=SWEEP),
            self.grid.sweep(first, run_time=SWEEP),
        )

    def choose(self) -> Animation:
        """Return the animation that points at the row spoken of; the others step back."""
        asking = self.v.asking
        return Timeline(
            (0.0, self.cards.pass_along(self.n - 1, asking, run_time=2 * GLANCE)),
            (0.3, self.grid.point_at(asking)),
            (0.3, self.grid.dim_all_but(asking, run_time=GLANCE)),
        )

    def make_room(self) -> Animation:
        """Return the animation in which the table gets low and the cards come down to it."""
        return Timeline(
            (0.0, self.grid.reflow(self.at.low_top, self.at.low_row, self.v.asking)),
            (GLANCE, self.cards.travel(0.0, 0.0)),
            (GLANCE + 0.7 * MOVE, together(*[side.enter(run_time=GLANCE) for side in self.sides])),
        )
