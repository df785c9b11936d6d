"""The cast of diagram 2: the sentence, its table, and the row that becomes arcs."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.heat_grid import HeatGrid
from anim_lib.primitives.row_arcs import arcs_over
from anim_lib.primitives.token_row import PAD, TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE, SETTLE
from anim_lib.typography import NUMBER, SMALL, Label, width
from scenes.casts.d02_causal import Causal
from scenes.casts.d02_pairs import Pairs
from scenes.casts.d02_sink import Sink
from scenes.values.d02_attention_heatmap import Values

CARDS, TALL = 432.0, 56.0  # centre line and height of the cards below the arcs
GAP, LEAST = 6.0, 94.0  # between cards; a printed weight needs as wide a card
RISEN = -194.0  # from there to where the cards head the whole table
TOP, BOTTOM = 274.0, 833.0  # of the whole table
LOW_TOP, LOW_BOTTOM = 558.0, 846.0  # of the table below the lifted row
LIFTED = (472.0, 54.0)
SWEEP = 1.4  # seconds for all rows but the first two


class Cast:
    """All parts of the film, from back to front."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.n = v, len(v.words_tired)
        words = [word.strip("[]") for word in v.words_tired]
        other = v.words_wide[v.ending]
        inks = [width(word, NUMBER, mono=True) for word in words]
        self.cards = TokenRow(
            words,
            theme=theme,
            y=CARDS,
            x=RIGHT,
            anchor="r",
            gap=GAP,
            width=np.maximum(np.array(inks) + 2 * PAD, LEAST),
            special=(0, self.n - 1),
            others={v.ending: other},
        )
        self.marks = [words[0], words[-1]]
        counts = np.bincount(v.word_of_piece, minlength=self.n)
        self.cut = int(counts.argmax())  # the word that the model reads in pieces
        self.n_pieces = int(counts[self.cut])
        self.grid = HeatGrid(
            v.pattern_tired,
            theme=theme,
            row_labels=words,
            column_labels=[""] * self.n,
            names=("asks", "is asked"),
            columns=self.cards.columns,
            top=TOP,
            row_height=(BOTTOM - TOP) / self.n,
            lifted=LIFTED,
            numbers=[(v.asking, j) for j in range(self.n)],
            head=CARDS + RISEN - TALL / 2 - 18.0,
        )
        self.arcs = arcs_over(self.grid, v.asking, card_top=CARDS - TALL / 2)
        self.key = ColourKey("attention weight", theme=theme, top=122.0)
        self.sum = Label(
            "the row adds up to 1",
            RIGHT,
            226.0,
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
                ("is asked", "key", self.cards.labels[0].y),
                ("asks", "query", LOW_TOP - 8.0),
            )
        ]
        self.sink, self.pairs, self.causal = Sink(v, theme), Pairs(v, theme), Causal(v, theme)

    @property
    def back_to_front(self) -> list[Posed]:
        """Arcs pass behind the cards."""
        return [
            *(self.grid, self.arcs, self.cards, self.key, self.sum, *self.sides),
            *(*self.sink.all, *self.pairs.all, *self.causal.all),
        ]

    @property
    def stage(self) -> list[Posed]:
        """What the film's main picture is made of."""
        return [self.grid, self.arcs, self.cards, self.key, self.sum, *self.sides]

    def begin(self) -> None:
        """Put the bare sentence on stage, without the encoder's own marks."""
        shown, spoken = np.ones(self.n), np.zeros(self.n)
        shown[[0, -1]], spoken[self.v.asking] = 0.0, 1.0
        self.cards.set_channels(presence=1.0, shown=shown, spoken=spoken)
        self.grid.set_channels(presence=1.0, opened=0.0, named=0.0)

    def rise(self) -> Animation:
        """Return the animation: marks come at both ends, and the cards become a table's heads."""
        return Timeline(
            (0.0, self.cards.drive(run_time=ENTER, shown=1.0, spoken=0.0)),
            (GLANCE, self.cards.travel(0.0, RISEN)),
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
        low = (LOW_BOTTOM - LOW_TOP) / self.n
        return Timeline(
            (0.0, self.grid.reflow(LOW_TOP, low, self.v.asking)),
            (GLANCE, self.cards.travel(0.0, 0.0)),
            (GLANCE + 0.7 * MOVE, together(*[side.enter(run_time=GLANCE) for side in self.sides])),
        )
