"""One document of the toy task of diagram 8: pairs that are read, then a key that is asked."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, then, together
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from scenes.casts.words import Words
from scenes.values.d08_pareto_frontier import Values

CARD, SEAM, TALL = 138.0, 6.0, 100.0  # pitch of a pair's cards, the gap in it, their height
BETWEEN, ASKED = 52.0, 192.0  # from pair to pair, and to the question
SIZE, MIDDLE = 52.0, 470.0  # of the words, and the centre line of the cards
HEAD, FOOT = MIDDLE - 78.0, MIDDLE + 110.0


class Task:
    """Cards of keys and values with room between the pairs, and the first question."""

    def __init__(self, v: Values, theme: Theme) -> None:
        words, pairs = Words(theme), len(v.shown_keys)
        self.asked = int(v.shown_asked[0])
        self.key, answer = f"k{v.shown_keys[self.asked]}", f"v{v.shown_values[self.asked]}"
        tokens = [
            text
            for key, value in zip(v.shown_keys, v.shown_values, strict=True)
            for text in (f"k{key}", f"v{value}")
        ]
        pitch = 2 * CARD + BETWEEN
        lefts = LEFT + pitch * np.repeat(np.arange(pairs), 2) + CARD * np.tile([0, 1], pairs)
        question = LEFT + pairs * pitch - BETWEEN + ASKED + CARD * np.arange(2)
        self.cards = TokenRow(
            [*tokens, self.key, "?"],
            theme=theme,
            y=MIDDLE,
            size=SIZE,
            height=TALL,
            width=np.full(len(tokens) + 2, CARD - SEAM),
            centres=np.concatenate([lefts, question]) + (CARD - SEAM) / 2,
            others={len(tokens) + 1: answer},
        )
        self.words = [
            words.note("read", LEFT, HEAD),
            words.note("asked", float(question[0]), HEAD),
            words.note("answer", float(question[1]), HEAD),
            words.note(
                "toy task: keys k and values v in random pairs; every key is asked once", LEFT, FOOT
            ),
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.cards, *self.words]

    def answer(self) -> Animation:
        """Return the animation in which the pair lights and its value is said."""
        last = len(self.cards.tokens) - 1
        pair = (2 * self.asked, 2 * self.asked + 1)
        return then(self.cards.highlight(*pair), together(self.cards.reword(last)))
