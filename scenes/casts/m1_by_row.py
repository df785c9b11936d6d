"""Mermaid 1: the triangle that is filled a row at a time, in inference."""

from __future__ import annotations

from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.cache_shelf import CacheShelf
from anim_lib.primitives.causal_triangle import ROW_GAP, CausalTriangle
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Counter
from scenes.casts.m1_layout import (
    AT_ONCE,
    BASELINE,
    BLOCK,
    BY_ROW,
    CARDS,
    CELL,
    ROW,
    TOP,
    Passes,
    appear,
    at_ends,
    bring,
    come,
    couriers,
    ends,
    hand_over,
    head,
)
from scenes.casts.words import say
from scenes.values.m1_training_vs_inference import Values

SHELF, CHIP = 250.0, 38.0  # top of the shelf, height of what lies in it


class ByRow:
    """Inference: each drawn word is the next row; keys and values stay on the shelf."""

    def __init__(self, v: Values, theme: Theme, left: float) -> None:
        layer, at = head(v)
        count, x = len(v.tokens), ends(BY_ROW, len(v.tokens))
        self.triangle = CausalTriangle(
            v.stepped_patterns[layer, at],
            theme=theme,
            left=BY_ROW,
            top=TOP,
            cell=(CELL, ROW),
            row_labels=v.tokens,
            column_labels=v.tokens,
            names=("asks", ""),
        ).set_channels(laid=0.0, opened=0.0, named=0.0, masked=0.0)
        self.shelf = CacheShelf(
            None,
            None,
            theme=theme,
            columns=even_columns(count, BY_ROW + 2.0, CELL - 4.0, 4.0),
            top=SHELF,
            height=CHIP,
            source=TOP - 50.0,
        ).set_channels(keys_in=0.0, values_in=0.0)
        self.sides = [
            say(text, BY_ROW - ROW_GAP, self.shelf.row(k) + 12.0, theme, role=role, anchor="r")
            for k, (text, role) in enumerate((("is asked", "key"), ("gives", "value")))
        ]
        self.known = v.n_prompt
        self.cards = TokenRow(
            [*v.tokens[: self.known], "?"], theme=theme, x=left, y=CARDS, special=[self.known]
        )
        self.couriers = couriers(self.triangle, theme)
        self.drawn = at_ends(v.written, self.triangle, theme, first=self.known - 1)
        self.shares = [
            Counter(share, x, one.y + BASELINE, theme=theme, slots=4)
            for share, one in zip(v.written_shares, self.drawn, strict=True)
        ]
        self.name = say("Inference", x, BLOCK[0], theme, role="ink", strong=True)
        self.passes = Passes(1, x, BLOCK[1], theme)
        self.heads = [say("its chance", x, BLOCK[3], theme)]

    @property
    def furniture(self) -> list[Posed]:
        """All of the panel but its triangle, its name and its words at first."""
        return [self.shelf, *self.sides, *self.drawn, *self.shares, *self.heads]

    @property
    def title(self) -> list[Posed]:
        """The panel's name and count."""
        return [self.name, self.passes.number, self.passes.word, self.passes.words]

    @property
    def back_to_front(self) -> list[Posed]:
        """Everything of this panel but words that travel."""
        return [self.cards, *self.furniture, self.triangle, *self.title]

    @property
    def in_front(self) -> list[Posed]:
        """Words that travel."""
        return [one for words in self.couriers for one in words]

    def prefill(self) -> Animation:
        """Return the animation of the first pass: the prompt's rows, together."""
        prompt = range(self.known)
        starts = [(float(x), CARDS + BASELINE) for x in self.cards.centres]
        flights = [bring(words[i], starts[i]) for words in self.couriers for i in prompt]
        flown = [words[i] for words in self.couriers for i in prompt]
        return then(
            together(self.cards.leave(), *flights, self.shelf.deal()),
            appear(self.triangle),
            hand_over(self.triangle, prompt, *flown),
            together(
                self.triangle.lay_row(*prompt),
                *[one.enter() for one in self.sides],
            ),
            stagger(
                together(self.shelf.put_in(*prompt), self.passes.count(1)),
                self.triangle.fill_row(*prompt),
                lag=GLANCE,
            ),
            gap=0.0,
        )

    def draw_word(self, step: int, *, pace: float = 1.0) -> Animation:
        """Return the animation in which the word of pass ``step`` comes out of the last row."""
        word, share = self.drawn[step], self.shares[step]
        first = [one.enter() for one in self.heads] if step == 0 else []
        return stagger(
            come(word, -CELL / 2, 0.0, run_time=pace * ENTER),
            together(come(share, run_time=pace * ENTER), *first),
            lag=pace * GLANCE,
        )

    def next_row(self, step: int, *, pace: float = 1.0) -> Animation:
        """Return the animation in which the word drawn before pass ``step`` becomes a row.

        It goes down and back to the left like a typewriter's carriage; a copy leaves on the
        way, up to the head of its column. Rows above freeze; key and value go to the shelf.
        """
        i = self.known + step - 1
        x, y = self.triangle.middle(i - 1, i)
        start, below = (x, y + BASELINE), (x, y + ROW + BASELINE)
        asker, asked = (words[i] for words in self.couriers)
        flight = pace * MOVE
        return then(
            together(
                bring(asker, start, below, run_time=1.2 * flight),
                bring(asked, start, run_time=flight),
            ),
            hand_over(self.triangle, range(i + 1), asker, asked),
            together(
                self.triangle.lay_row(*range(i + 1), run_time=pace * GLANCE),
                self.triangle.freeze(*range(i), run_time=pace * GLANCE),
            ),
            stagger(
                together(
                    self.shelf.put_in(*range(i + 1), run_time=pace * ENTER, lag=0.0),
                    self.passes.count(step + 1, run_time=pace * ENTER),
                ),
                self.triangle.fill_row(*range(i + 1), run_time=pace * MOVE),
                lag=pace * GLANCE,
            ),
            gap=0.0,
        )

    def come_over(self) -> Animation:
        """Return the animation that lays the cells, as inner squares, on the other triangle."""
        return then(
            together(
                self.triangle.freeze(),
                self.triangle.drive(run_time=ENTER, inner=1.0, named=0.0),
            ),
            self.triangle.travel(AT_ONCE - BY_ROW, 0.0, run_time=1.25),
            gap=0.0,
        )
