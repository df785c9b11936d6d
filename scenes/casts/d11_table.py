"""Diagram 11: the cards, and the vectors that come out of them."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, together
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.token_row import TokenRow
from anim_lib.primitives.vector_strip import VectorStrip
from anim_lib.theme import Theme
from anim_lib.timing import MOVE, settle
from anim_lib.typography import SMALL, Label
from scenes.casts.d11_grid import AWAY, CARDS, KINDS, PITCH, TABLE, TALL, WIDTH
from scenes.values.d11_qkv_attention import Values


class Table:
    """The cards, and under each its query, key and value."""

    def __init__(self, v: Values, theme: Theme) -> None:
        left = TABLE + PITCH * np.arange(len(v.tokens))
        self.cards = TokenRow(
            v.tokens,
            theme=theme,
            y=CARDS,
            size=60.0,
            height=108.0,
            width=WIDTH,
            centres=left + WIDTH / 2,
        ).set_channels(offset=AWAY, spoken=[float(t == v.asking) for t in range(len(v.tokens))])
        self.vectors: dict[str, list[VectorStrip]] = {}
        self.heads: dict[str, list[Label]] = {}
        arrays = (v.query, v.key, v.value)
        for row, (kind, array) in enumerate(zip(KINDS, arrays, strict=True)):
            y = CARDS + 136.0 + 116.0 * row
            self.vectors[kind] = [
                VectorStrip(
                    one,
                    theme=theme,
                    role=kind,
                    letter=kind[0].upper(),
                    x=float(x),
                    y=y,
                    cell=(WIDTH - TALL - 10.0) / len(one),
                    height=TALL,
                    written="{:.1f}".format,
                    size=44.0,
                )
                for x, one in zip(left, array, strict=True)
            ]
            self.heads[kind] = [
                Label(kind, LEFT, y - 6, theme=theme, role=kind, weight="SEMIBOLD"),
                Label(KINDS[kind], LEFT, y + 34, theme=theme, role="muted", size=SMALL),
            ]
        self.asking = self.vectors["query"][v.asking]
        others = [other for other in range(len(v.tokens)) if other != v.asking]
        self.asks = [part for other in others for part in self._ask(v, theme, other)]

    def _ask(self, v: Values, theme: Theme, other: int) -> list[Posed]:
        a, b = self.cards.centres[other] + AWAY[0], self.cards.centres[v.asking] + AWAY[0]
        turn = np.linspace(0.0, np.pi, 60)
        lean = np.sign(a - b) * 40.0 * (1 - np.cos(turn)) / 2  # the two arcs land side by side
        x = (a + b) / 2 - (b - a) / 2 * np.cos(turn) + lean
        foot = CARDS + AWAY[1] - 66.0
        path = np.column_stack([x, foot - 150.0 * np.sin(turn)])
        return [
            Rule(path, theme=theme, role="muted", line=3.0, dash=(3.0, 9.0)),
            Label("?", x.mean(), foot - 50, theme=theme, role="muted", size=60, anchor="c"),
        ]

    @property
    def words(self) -> list[Label]:
        """What is written in front of the rows."""
        return [word for pair in self.heads.values() for word in pair]

    @property
    def strips(self) -> list[VectorStrip]:
        """All vectors, from back to front."""
        return [one for kind in reversed(KINDS) for one in self.vectors[kind]]

    def emit(self, kind: str) -> Animation:
        """Return the animation in which vectors of one kind come out from behind the cards."""
        out = [
            one.drive(
                run_time=MOVE,
                rate_func=settle,
                begin={"presence": 1.0, "offset": (0.0, CARDS - one.y)},
                presence=1.0,
                offset=0.0,
            )
            for one in self.vectors[kind]
        ]
        return together(*out, *[head.enter() for head in self.heads[kind]])
