"""Diagram 2: the encoder's square beside the triangle that a causal model is left with."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.causal_triangle import PATCH, CausalTriangle
from anim_lib.primitives.heat_grid import CORNER, LABEL_GAP, HeatGrid
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, soft
from anim_lib.typography import NUMBER, SMALL, Label, width
from scenes.casts.d02_layout import layout
from scenes.casts.own_words import fitted, rows_named
from scenes.values.d02_attention_heatmap import Values

TOP, BOTTOM, SQUARE, TRIANGLE = 250.0, 835.0, 290.0, 1080.0  # left ends of both tables, at least
HEAD, OVER = 160.0, 218.0  # baselines of headings and of words
BRACKET, TICK = 233.0, 9.0  # y of the bracket below the words, and how far its ends go down
RING, REACH = 3.0, 3.0  # line of the ring around a row, and how far it goes beyond
APART = 40.0  # from the square to the word beside the triangle
HIDDEN, PADDED = "hidden", 24.0  # over the hatch, and the room beside it
QUOTED = 380.0  # widest run of words over a bracket


class Causal:
    """Two tables that share their rows: all words asked, and none that comes later."""

    def __init__(self, v: Values, theme: Theme) -> None:
        count, read = len(v.words_tired), len(v.read_words)
        self.asking, cell = v.asking, (BOTTOM - TOP) / count
        words = layout(v).words
        named = rows_named(count, cell, v.asking)
        inks = [width(word, NUMBER, mono=True) for word in words]
        left = max(SQUARE, LEFT + max(inks) + LABEL_GAP)
        beside = left + cell * count + APART + inks[v.asking] + LABEL_GAP
        self.left, self.right = left, max(TRIANGLE, beside)
        self.square = HeatGrid(
            v.pattern_tired,
            theme=theme,
            row_labels=[word if n else "" for word, n in zip(words, named, strict=True)],
            column_labels=[""] * count,
            names=("asks", "is asked"),
            columns=even_columns(count, left, cell),
            top=TOP,
            row_height=cell,
            head=TOP - CORNER,
        )
        self.triangle = CausalTriangle(
            v.causal_allowed,
            theme=theme,
            left=self.right,
            top=TOP + cell,  # it has no row for the mark at the start
            cell=cell,
            names=("", ""),
            unseen=HIDDEN if _has_room(read, cell, v.asking - 1) else "",
        )
        self.triangle.set_channels(opened=np.zeros(read))
        causal = partial(Label, "a causal model’s mask: no later words", y=HEAD, theme=theme)
        causal = partial(causal, role="muted", weight="SEMIBOLD")
        mask = causal(x=self.right)
        self.headings = [
            Label("this encoder: all words", left, HEAD, theme=theme, weight="SEMIBOLD"),
            mask if mask.right <= RIGHT else causal(x=RIGHT, anchor="r"),
        ]
        unseen = len(v.unseen_by_it)
        told = " ".join(fitted(word, QUOTED) for word in v.unseen_by_it)
        tokens = width(told, NUMBER, mono=True) <= QUOTED
        self.words, self.brackets = [], []
        starts = [(left + cell * (v.asking + 1), 0.0), (self.right + cell * (read - unseen), cell)]
        for start, down in starts if unseen else ():
            end, y = start + cell * unseen, BRACKET + down
            path = [(start + 2, y + TICK), (start + 2, y), (end - 2, y), (end - 2, y + TICK)]
            self.brackets.append(Rule(path, theme=theme, role="muted", line=RING))
            self.words.append(
                Label(
                    told if tokens else later(unseen),
                    (start + end) / 2,
                    y + OVER - BRACKET,
                    theme=theme,
                    size=NUMBER,
                    mono=tokens,
                    anchor="c",
                )
            )
        row = TOP + cell * v.asking
        a, b = self.right - REACH, self.right + cell * read + REACH
        path = [(a, row), (b, row), (b, row + cell), (a, row + cell), (a, row - RING / 2)]
        self.ring = Rule(path, theme=theme, role="ink", line=RING)
        here = self.square.row_labels[v.asking]
        x = self.right - (left - here.x)
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


def later(count: int) -> str:
    """Return how many words come later.

    Examples
    --------
    >>> later(1), later(12)
    ('1 later word', '12 later words')
    """
    return f"{count} later word{'s' * (count != 1)}"


def _has_room(count: int, cell: float, asking: int) -> bool:
    """Tell whether the hatch has room for a word that the row spoken of does not cross."""
    row = (count - 1) // 3  # where a triangle writes it
    top, foot = (row + 0.5) * cell + PATCH[1] - PATCH[0], (row + 0.5) * cell + PATCH[1]
    room = cell * (count - foot // cell - 2)
    crossed = top < (asking + 1) * cell + RING and asking * cell - RING < foot
    return width(HIDDEN, SMALL) + PADDED <= room and not crossed
