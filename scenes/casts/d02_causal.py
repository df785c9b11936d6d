"""Diagram 2: the encoder's square beside the triangle that a causal model is left with."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.primitives.heat_grid import CORNER, HeatGrid
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, soft
from anim_lib.typography import NUMBER, Label
from scenes.values.d02_attention_heatmap import Values

TOP, BOTTOM, SQUARE, TRIANGLE = 250.0, 835.0, 290.0, 1080.0  # left ends of both tables
HEAD, OVER, BRACKET, TICK = (
    160.0,
    218.0,
    233.0,
    9.0,
)  # baselines of headings and words, y of their bracket, its ends
RING, REACH = 3.0, 3.0  # line of the ring around a row, and how far it goes beyond


class Causal:
    """Two tables that share their rows: all words asked, and none that comes later."""

    def __init__(self, v: Values, theme: Theme) -> None:
        count, read = len(v.words_tired), len(v.read_words)
        self.asking, cell = v.asking, (BOTTOM - TOP) / count
        words = [word.strip("[]") for word in v.words_tired]
        self.square = HeatGrid(
            v.pattern_tired,
            theme=theme,
            row_labels=words,
            column_labels=[""] * count,
            names=("asks", "is asked"),
            columns=even_columns(count, SQUARE, cell),
            top=TOP,
            row_height=cell,
            head=TOP - CORNER,
        )
        self.triangle = CausalTriangle(
            v.causal_allowed,
            theme=theme,
            left=TRIANGLE,
            top=TOP + cell,  # it has no row for the mark at the start
            cell=cell,
            names=("", ""),
            unseen="hidden",
        )
        self.triangle.set_channels(opened=np.zeros(read))
        self.headings = [
            Label("this encoder: all words", SQUARE, HEAD, theme=theme, weight="SEMIBOLD"),
            Label(
                "a causal model’s mask: no later words",
                TRIANGLE,
                HEAD,
                theme=theme,
                role="muted",
                weight="SEMIBOLD",
            ),
        ]
        unseen = len(v.unseen_by_it)
        ends = [SQUARE + cell * (v.asking + 1), TRIANGLE + cell * (read - unseen)]
        self.words, self.brackets = [], []
        for left in ends:
            right = left + cell * unseen
            middle, y = (left + right) / 2, BRACKET if left < TRIANGLE else BRACKET + cell
            path = [(left + 2, y + TICK), (left + 2, y), (right - 2, y), (right - 2, y + TICK)]
            self.brackets.append(Rule(path, theme=theme, role="muted", line=RING))
            self.words.append(
                Label(
                    " ".join(v.unseen_by_it),
                    middle,
                    y + OVER - BRACKET,
                    theme=theme,
                    size=NUMBER,
                    mono=True,
                    anchor="c",
                )
            )
        row = TOP + cell * v.asking
        a, b = TRIANGLE - REACH, TRIANGLE + cell * read + REACH
        path = [(a, row), (b, row), (b, row + cell), (a, row + cell), (a, row - RING / 2)]
        self.ring = Rule(path, theme=theme, role="ink", line=RING)
        here = self.square.row_labels[v.asking]
        x = TRIANGLE - (SQUARE - here.x)
        self.words.append(
            Label(words[v.asking], x, here.y, theme=theme, size=NUMBER, mono=True, anchor="r")
        )

    @property
    def all(self) -> list[Posed]:
        """All parts, from back to front."""
        return [
            *(self.square, self.triangle, self.ring),
            *(*self.headings, *self.brackets, *self.words),
        ]

    def come(self) -> Animation:
        """Return the animation in which both tables come, and what lies later is hatched."""
        self.triangle.set_channels(masked=0.0)
        over = [*self.brackets, *self.words]
        late = GLANCE + 0.8 * MOVE
        return Timeline(
            (0.0, together(self.square.enter(), self.triangle.enter())),
            (0.0, together(*[one.enter() for one in self.headings])),
            (GLANCE, self.triangle.drive(run_time=0.8 * MOVE, rate_func=soft, masked=1.0)),
            (late, together(self.square.point_at(self.asking), self.ring.enter(run_time=GLANCE))),
            (late, together(*[one.enter() for one in over])),
        )
