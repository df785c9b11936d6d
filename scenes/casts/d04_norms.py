"""Diagram 4: where the norms stood in 2017, and where they have stood since."""

from __future__ import annotations

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.motion import Posed, Timeline, enter_all, leave_all, together
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.d04_block import Block
from scenes.casts.d04_grid import BAND, LENS, LENS_ROW
from scenes.casts.d04_parts import MIDDLE, X
from scenes.values.d04_transformer_block import Values

LEFT = LENS[0]
HEADS = (430.0, 620.0)  # baselines of the two orders' names
BELOW = 68.0  # from there to the formula


class Norms:
    """The stream as one line, and the norms that move onto it, and back beside it."""

    def __init__(self, v: Values, theme: Theme, block: Block) -> None:
        self.block = block
        self.spine = [
            Rule([(x, MIDDLE) for x in LENS_ROW], theme=theme, role="ink", line=5.0),
            *[
                Rule([(x, BAND[1]), (x, MIDDLE)], theme=theme, role="ink", line=3.0)
                for x in (X[0], X[2])
            ],
        ]
        self.on, self.beside = (
            [
                Label(name, LEFT, y, theme=theme, weight="SEMIBOLD"),
                Formula(
                    f'x_"new" = {maths}',
                    theme=theme,
                    terms={"norm": "ink"},
                    x=LEFT,
                    y=y + BELOW,
                    size=62.0,
                ),
            ]
            for (name, maths), y in zip(
                (
                    ("2017: norm on the stream", '{{ "norm" : norm }} (x + Delta(x))'),
                    ("GPT-2 style: norm beside it", 'x + Delta({{ "norm" : norm }} (x))'),
                ),
                HEADS,
                strict=True,
            )
        )

    @property
    def all(self) -> list[Posed]:
        """Everything but the line, from back to front."""
        return [*self.on, *self.beside]

    def move_on(self) -> list[Animation]:
        """Return the steps in which the norms go from the branches onto the stream."""
        block, branches = self.block, self.block.branches
        gone = (*block.told, *block.signs, block.titles[1], block.feeds, *block.heads)
        line = together(
            leave_all(*gone),
            block.stream.drive(run_time=GLANCE, told=0.0),
            *[one.drive(run_time=ENTER, joined=1.0, fed=0.0) for one in branches],
            *[one.draw(run_time=ENTER) for one in self.spine],
        )
        swap = [one.swap(behind=True, run_time=MOVE) for one in branches]
        return [line, together(*swap, Timeline((0.5 * MOVE, enter_all(*self.on))))]

    def move_back(self) -> list[Animation]:
        """Return the steps in which the norms go back beside the stream."""
        back = [one.swap(behind=False, run_time=MOVE) for one in self.block.branches]
        quiet = [one.step_back(run_time=GLANCE) for one in self.on]
        return [together(*back, *quiet, Timeline((0.5 * MOVE, enter_all(*self.beside))))]

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
