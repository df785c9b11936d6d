"""Diagram 20: the document that is read, of which few pairs are drawn, and the key asked last."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from scenes.casts import d20_grid as at
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

CARD, GAP = 96.0, 6.0  # width of a document's card, and the gap in a pair
PAIRS, MORE = 28.0, 46.0  # between pairs; around the points between pairs that are not next


class Document:
    """Cards of the first pairs, of the one asked and of the last, and the question."""

    def __init__(self, v: Values, theme: Theme) -> None:
        pair = v.lookup_pair
        told = [0, 1, pair, v.lookup_pairs - 1]
        texts = [text for k in told for text in (f"k{v.lookup_keys[k]}", f"v{v.lookup_values[k]}")]
        word = say("read", LEFT, at.DOCUMENT + 12.0, theme)
        left, centres = word.right + 24.0, []
        points = []
        for k, this in enumerate(told):
            if k:
                skipped = this - told[k - 1] > 1
                if skipped:
                    points.append(say("…", left + MORE, at.DOCUMENT + 12.0, theme, anchor="c"))
                left += 2 * MORE if skipped else PAIRS
            centres += [left + CARD / 2, left + 1.5 * CARD + GAP]
            left += 2 * CARD + GAP
        asked = say(
            "asked last", RIGHT - 2 * CARD - GAP - 24.0, at.DOCUMENT + 12.0, theme, anchor="r"
        )
        centres += [RIGHT - 1.5 * CARD - GAP, RIGHT - CARD / 2]
        self.tokens = len(v.lookup_keys) + len(v.lookup_values)
        self.pair = (2 * told.index(pair), 2 * told.index(pair) + 1)
        self.question = (len(texts), len(texts) + 1)
        self.cards = TokenRow(
            [*texts, f"k{v.lookup_keys[pair]}", "?"],
            theme=theme,
            y=at.DOCUMENT,
            width=np.full(len(centres), CARD),
            centres=centres,
        )
        self.words = [word, asked, *points]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.cards, *self.words]

    def point(self) -> Animation:
        """Return the animation that borders the pair asked, and the question."""
        return self.cards.highlight(*self.pair, *self.question)
