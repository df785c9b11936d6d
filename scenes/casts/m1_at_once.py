"""Mermaid 1: the triangle that is filled at once, in training."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.primitives.token_row import TokenRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE
from scenes.casts.m1_layout import (
    AT_ONCE,
    BASELINE,
    BLOCK,
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

NAT = 36.0  # stage pixels to 1 nat
THICK, THIN = 34.0, 12.0  # of the bars of either way


def loss_bars(v: Values, theme: Theme, *, stepped: bool) -> BarStrip:
    """Return a bar per row of the first triangle: its loss in nats, of the one way or the other."""
    base = ends(AT_ONCE, len(v.tokens))
    return BarStrip(
        v.stepped_losses if stepped else v.losses,
        theme=theme,
        along="x",
        base=base,
        scale=linear((0, v.loss_vmax), (base, base + NAT * v.loss_vmax)),
        places=TOP + ROW * (np.arange(len(v.tokens)) + 0.5),
        thickness=THIN if stepped else THICK,
        role="muted" if stepped else "ink",
        written=None if stepped else "{:.2f}".format,
        slots=4,
    )


class AtOnce:
    """Training: the words are known, one sweep fills every row, every row has its loss."""

    def __init__(self, v: Values, theme: Theme) -> None:
        layer, at = head(v)
        self.triangle = CausalTriangle(
            v.patterns[layer, at],
            theme=theme,
            left=AT_ONCE,
            top=TOP,
            cell=(CELL, ROW),
            row_labels=v.tokens,
            column_labels=v.tokens,
            unseen="cannot see",
        )
        count, x = len(v.tokens), ends(AT_ONCE, len(v.tokens))
        text = (*v.tokens, v.targets[-1])
        self.cards = TokenRow(text, theme=theme, x=LEFT, y=CARDS)
        self.couriers = couriers(self.triangle, theme)
        self.targets = at_ends(v.targets, self.triangle, theme)
        self.losses, self.stepped = (loss_bars(v, theme, stepped=way) for way in (False, True))
        self.name = say("Training", x, BLOCK[0], theme, role="ink", strong=True)
        self.passes = Passes(1, x, BLOCK[1], theme)
        lines = zip(("how wrong:", "loss, in nats"), BLOCK[2:], strict=True)
        self.heads = [say(text, x, y, theme) for text, y in lines]
        self.count = count

    @property
    def back_to_front(self) -> list[Posed]:
        """All over which the other triangle's cells pass."""
        figures = [self.losses, self.stepped, *self.heads]
        return [self.cards, self.triangle, *figures, *self.title]

    @property
    def in_front(self) -> list[Posed]:
        """Words: those at the rows' ends, and those that travel."""
        return [*self.targets, *[one for words in self.couriers for one in words]]

    @property
    def told(self) -> list[Posed]:
        """What stands there, stepped back, while the other panel is spoken of."""
        return [self.triangle, *self.targets, *self.title]

    @property
    def graded(self) -> list[Posed]:
        """The losses and the words over them."""
        return [self.losses, *self.heads]

    @property
    def title(self) -> list[Posed]:
        """The panel's name and count."""
        return [self.name, self.passes.number, self.passes.word, self.passes.words]

    def read(self) -> Animation:
        """Return the animation: words go to rows and columns, then the unseen is hatched."""
        starts = [(float(x), CARDS + BASELINE) for x in self.cards.centres]
        flights = [
            bring(one, start)
            for words in self.couriers
            for one, start in zip(words, starts, strict=False)
        ]
        flown = [one for words in self.couriers for one in words]
        every = range(self.count)
        self.triangle.define(laid=np.zeros(self.count), opened=np.zeros(self.count), masked=0.0)
        self.triangle.define(named=np.zeros(self.count))
        return then(
            together(self.cards.leave(), *flights),
            appear(self.triangle),
            hand_over(self.triangle, every, *flown),
            stagger(
                self.triangle.lay_row(*every),
                self.triangle.drive(run_time=ENTER, masked=1.0),
                lag=GLANCE / 2,
            ),
            gap=0.0,
        )

    def tell(self) -> Animation:
        """Return the animation in which the true next words come out of the rows' ends."""
        return together(*[come(one, -CELL / 2, 0.0) for one in self.targets])

    def grade(self) -> Animation:
        """Return the animation in which all losses come at one time."""
        return together(self.losses.grow(lag=0.0), *[one.enter() for one in self.heads])
