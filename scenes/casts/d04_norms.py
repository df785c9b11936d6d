"""Diagram 4: the norms as they are often drawn, and what the same weights are worth then."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.d04_block import Block
from scenes.casts.d04_grid import BAND, LENS, LENS_ROW, small
from scenes.casts.d04_parts import MIDDLE, X
from scenes.values.d04_transformer_block import Values

LEFT = LENS[0]
UNIT = 320.0  # stage pixels per nat


class Norms:
    """The stream as one line, the norms on it or beside it, and the surprise that follows."""

    def __init__(self, v: Values, theme: Theme, block: Block) -> None:
        self.block = block
        self.spine = [
            Rule([(x, MIDDLE) for x in LENS_ROW], theme=theme, role="ink", line=5.0),
            *[
                Rule([(x, BAND[1]), (x, MIDDLE)], theme=theme, role="ink", line=3.0)
                for x in (X[0], X[2])
            ],
        ]
        self.drawn = [
            Label("commonly drawn", LEFT, 236, theme=theme, role="wrong", weight="SEMIBOLD"),
            small("a norm rescales numbers; the order of 2017", LEFT, 282, theme),
        ]
        self.built = [
            Label("GPT-2 and later", LEFT, 236, theme=theme, weight="SEMIBOLD"),
            small("norms beside the stream, and one at its end", LEFT, 282, theme),
        ]
        self.measured = [
            small(f"surprise at {v.fresh_words:,} new words, nat each", LEFT, 392, theme),
            Label("norms beside it, as trained", LEFT, 472, theme=theme),
            Label("the same weights, norms on it", LEFT, 612, theme=theme, role="wrong"),
            small(f"the grammar’s own: {v.fresh_entropy:.2f}", LEFT, 752, theme),
            small("not trained that way, so no verdict on 2017", LEFT, 798, theme),
        ]
        self.bars = BarStrip(
            [v.fresh_loss, v.fresh_post_loss],
            theme=theme,
            along="x",
            base=LEFT,
            scale=linear((0, 1), (LEFT, LEFT + UNIT)),
            places=[516, 656],
            thickness=36,
            role=["ink", "wrong"],
            written="{:.2f}".format,
            weight="SEMIBOLD",
        )

    @property
    def all(self) -> list[Posed]:
        """Everything but the line, from back to front."""
        return [*self.drawn, *self.built, *self.measured, self.bars]

    def move_on(self) -> list[Animation]:
        """Return the steps in which the norms go from the branches onto the stream."""
        block, branches = self.block, self.block.branches
        gone = (block.lens, *block.signs, block.titles[1], block.feeds, block.formula, *block.heads)
        line = together(
            leave_all(*gone),
            block.stream.drive(run_time=GLANCE, told=0.0),
            *[one.drive(run_time=ENTER, joined=1.0, fed=0.0) for one in branches],
            *[one.draw(run_time=ENTER) for one in self.spine],
        )
        swap = [one.swap(behind=True, run_time=MOVE) for one in branches]
        struck = [one.drive(run_time=GLANCE, struck=1.0) for one in branches]
        measured = together(enter_all(*self.measured), self.bars.grow(run_time=ENTER))
        strike = Timeline((0.7 * MOVE, together(*struck, measured)))
        return [line, together(*swap, enter_all(*self.drawn), strike)]

    def move_back(self) -> list[Animation]:
        """Return the steps in which the norms go back beside the stream."""
        branches = self.block.branches
        clear = [one.drive(run_time=GLANCE, struck=0.0) for one in branches]
        back = [one.swap(behind=False, run_time=MOVE) for one in branches]
        return [
            together(
                *clear,
                *back,
                leave_all(*self.drawn),
                Timeline((0.5 * MOVE, enter_all(*self.built))),
            )
        ]

    def clear(self) -> Animation:
        """Return the animation that leaves the stream alone, its numbers seen again.

        What later blocks add, still out of sight, is in place from here on.
        """
        block = self.block
        return together(
            leave_all(*self.spine, *self.all, *block.branches),
            block.stream.drive(
                run_time=GLANCE,
                told=1.0,
                spoken=1.0,
                marked=0.0,
                opened=1.0,
                dropped=1.0,
                carried=1.0,
            ),
        )
