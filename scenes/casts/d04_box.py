"""Diagram 4: the closed box, its tokens and next words, and the streams inside."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.black_box import BlackBox
from anim_lib.primitives.part_deck import PartDeck
from anim_lib.primitives.stream_reads import StreamReads
from anim_lib.primitives.token_row import TokenRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, MOVE
from anim_lib.typography import NUMBER, Label
from scenes.casts.d04_grid import BOX, CARDS, LANES, OUT, REACH, small
from scenes.values.d04_transformer_block import Values

UNIT, THICK = 420.0, 36.0  # stage pixels of a share of 1, and of a bar
EDGE = 3.0  # of the deck from the lid's edge, so that it lies behind it
INSET, SHARE = 14.0, 110.0  # of the pipes from a block's edges, and pixels of a share of 1
MIDDLE = (BOX[1] + BOX[3]) / 2
FALL = LANES[1] - MIDDLE  # from the closed box's way out down to the last stream's end


class NextWords:
    """The likeliest next words as bars, and all others as one."""

    def __init__(
        self,
        v: Values,
        theme: Theme,
        *,
        axis: float,
        unit: float,
        rows: np.ndarray,
        head: str,
    ) -> None:
        words = [*v.top_words[: v.n_likely], f"{v.n_other} others"]
        shares = [*v.top_shares[: v.n_likely], v.other_share]
        self.words = [
            Label(w, axis - 18, y + 12, theme=theme, size=NUMBER, mono=True, anchor="r")
            for w, y in zip(words, rows, strict=True)
        ]
        self.bars = BarStrip(
            shares,
            theme=theme,
            along="x",
            base=axis,
            scale=linear((0, 1), (axis, axis + unit)),
            places=rows,
            thickness=THICK,
            role="ink",
            written="{:.2f}".format,
            weight="SEMIBOLD",
            axis=(rows[0] - 34, rows[-1] + 34),
        )
        self.head = Label(head, axis, rows[0] - 60, theme=theme, role="muted")

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.bars, *self.words, self.head]


class Inside:
    """What goes in and comes out, and what is behind the lid."""

    def __init__(self, v: Values, theme: Theme) -> None:
        heights = np.linspace(*LANES, len(v.tokens))
        self.cards = [
            TokenRow([token], theme=theme, x=CARDS, anchor="r", y=float(y))
            for token, y in zip(v.tokens, heights, strict=True)
        ]
        self.lid = BlackBox(
            [(CARDS + 12.0, y) for y in heights],
            theme=theme,
            out=(MIDDLE, REACH[1]),
            name="tiny GPT",
            notes=["a toy, trained here", "on a nursery-rhyme grammar"],
            box=BOX,
        )
        names = [f"block {layer + 1}" for layer in range(v.n_layers)]
        left, top, right, bottom = BOX
        within = (left + EDGE, top + EDGE, right - EDGE, bottom - EDGE)
        self.deck = PartDeck(names, theme=theme, box=within, gap=14.0)
        self.reads = StreamReads(
            v.read_pattern,
            theme=theme,
            heights=heights,
            reach=REACH,
            across=(within[0] + INSET, within[2] - INSET),
            unit=SHARE,
        )
        rows = MIDDLE + np.arange(-90.0, 91.0, 60.0)
        self.out = NextWords(v, theme, axis=OUT, unit=UNIT, rows=rows, head="next word out")
        self.head = Label("tokens in", CARDS, LANES[0] - 56, theme=theme, role="muted", anchor="r")
        lines = (
            f"block {v.bar_layer}, head {v.read_head} of {v.n_heads}",
            "width and number: share",
            f"of what “{v.tokens[v.shown]}” reads; sum 1",
        )
        self.which = [
            small(line, REACH[1] + 60, 300 + 46 * k, theme, role="attention" if k else "muted")
            for k, line in enumerate(lines)
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            *(self.deck, self.reads, self.lid, *self.cards, *self.out.all, self.head),
            *self.which,
        ]

    def wait(self) -> None:
        """Show the closed box, with what goes in and comes out."""
        for one in (self.lid, *self.cards, *self.out.all, self.head):
            one.set_channels(presence=1.0)
        self.deck.set_channels(unfolded=0.0)
        self.reads.set_channels(presence=1.0, lanes=0.0, read=0.0, shares=0.0)

    def open(self) -> list[Animation]:
        """Return the steps that open the box on a deck of blocks, which unfolds, and all streams.

        The next words go down to the end of the last stream, where they are made.
        """
        fall = [one.travel(0.0, FALL) for one in self.out.all]
        return [
            together(
                self.lid.open(run_time=0.8 * BEND),
                self.deck.drive(run_time=0.1, presence=1.0),  # behind the lid, which is shut still
                Timeline((0.2 * BEND, self.reads.run(run_time=MOVE))),
                Timeline((0.3 * BEND, together(*fall))),
                Timeline((0.4 * BEND, self.deck.unfold(run_time=MOVE))),
            )
        ]

    def read(self, v: Values) -> list[Animation]:
        """Return the steps in which each token reads, then the shares of the last one come."""
        last = np.arange(len(v.tokens)) == v.shown
        return [
            together(
                self.deck.enter_part(v.bar_layer - 1, run_time=MOVE),
                leave_all(*self.out.all),
                Timeline((0.6 * MOVE, self.reads.sweep(run_time=0.6 * GLANCE))),
            ),
            together(
                self.reads.swell(strength=last),
                enter_all(*self.which),
            ),
        ]

    def leave(self) -> Animation:
        """Return the animation in which everything goes."""
        return leave_all(*self.cards, *self.which, self.head, self.deck, self.reads)
