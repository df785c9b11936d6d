"""Diagram 11, second act: the query above the keys, and the scores of their products."""

from __future__ import annotations

import numpy as np
from manim import Animation
from numpy.typing import NDArray

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.heat_grid import PRINTED_FROM
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, constant
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.casts.d11_real_grid import (
    ASK,
    AXIS,
    BASE,
    BESIDE,
    CELL,
    HEAD,
    KEYS,
    PER_SCORE,
    QUERY_SCALE,
    TALL,
    UNITS,
    heading,
    note,
    rows,
    window,
)
from scenes.values.d11_qkv_attention import Values

SPECIAL = ("[CLS]", "[SEP]")  # no words of the sentence
LAG = 0.02  # between the strips that come out of their words


class Compare:
    """The sentence, what its words ask and offer, and how well that fits."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.rows, self.wide = rows(len(v.real_pieces)), CELL * v.real_d_head
        self.large = v.real_weights >= PRINTED_FROM
        self.title = note("pieces", LEFT, HEAD, theme)
        self.pieces = [
            Label(
                piece,
                LEFT,
                y + BASE,
                theme=theme,
                role="muted" if piece in SPECIAL else "ink",
                size=NUMBER,
                mono=True,
            )
            for piece, y in zip(v.real_pieces, self.rows, strict=True)
        ]
        asker, middle = v.real_pieces[v.real_asking], ASK + BASE
        self.asker = [
            Label(asker, LEFT, middle, theme=theme, size=NUMBER, mono=True, weight="SEMIBOLD"),
            Label(
                "q", KEYS - BESIDE, middle, theme=theme, role="query", weight="SEMIBOLD", anchor="r"
            ),
        ]
        self.heading = heading("q × k", KEYS, "key", theme)
        # over the rows, which become products; beside the query, which stays as it is
        self.scale, self.query_scale = (
            SignedKey(v.real_vmax, theme=theme, right=right, y=y, written="{:.0f}".format)
            for right, y in ((KEYS + self.wide, HEAD - 12), (QUERY_SCALE, ASK))
        )
        self.query, *self.keys = [
            SignedStrip(
                vector,
                theme=theme,
                role=role,
                vmax=v.real_vmax,
                box=(KEYS, y - TALL / 2, self.wide, TALL),
            )
            for vector, role, y in [
                (v.real_query, "query", ASK),
                *[(key, "key", y) for key, y in zip(v.real_key, self.rows, strict=True)],
            ]
        ]
        reach = v.real_score_vmax * PER_SCORE
        self.scores = BarStrip(
            np.zeros(len(self.rows)),
            theme=theme,
            along="x",
            base=AXIS,
            scale=linear((-v.real_score_vmax, v.real_score_vmax), (AXIS - reach, AXIS + reach)),
            places=self.rows,
            thickness=TALL - 4,
            role="key",
            written="{:.1f}".format,
            size=SMALL,
            axis=(self.rows[0] - TALL / 2 - 4, self.rows[-1] + TALL / 2 + 4),
        )
        self.units = [
            Label(text, UNITS, middle, theme=theme, role="key", size=NUMBER, mono=True)
            for text in ("q·k", f"q·k/√{v.real_d_head}")
        ]
        self.one, self.every = self._windows(int(v.real_ranking[0]), theme)

    def _windows(self, first: int, theme: Theme) -> tuple[list[Rule], list[Rule]]:
        """Return what frames a cell of the query with that of one key, and with all keys'."""
        left, right, out = KEYS - 1, KEYS + CELL, TALL / 2 + 3
        key, last = self.rows[first], self.rows[-1]
        pair = [window(left, y - out, right, y + out, theme) for y in (ASK, key)]
        return pair, [window(left, ASK - out, right, last + out, theme)]

    @property
    def back_to_front(self) -> list[Posed]:
        """Strips lie behind the windows that slide over them."""
        strips = [*self.keys, self.query, self.scores]
        words = [self.title, *self.pieces, *self.asker, self.heading, *self.units]
        keys = [self.scale, self.query_scale]
        return [*strips, *words, *keys, *self.one, *self.every]

    def emit(self, strip: SignedStrip, word: Label) -> Animation:
        """Return the animation in which ``strip`` comes out of ``word``."""
        begin = (word.right + 8, word.y - BASE - TALL / 2, 0.0, TALL)
        return strip.drive(
            run_time=MOVE + GLANCE,
            begin={"presence": 1.0, "box": begin},
            presence=1.0,
            box=strip.channel("box"),
        )

    def emit_all(self) -> Animation:
        """Return the animation in which the keys come, and the query of the one that asks."""
        word, letter = self.asker
        keys = [self.emit(key, piece) for key, piece in zip(self.keys, self.pieces, strict=True)]
        return together(
            stagger(*keys, lag=LAG),
            stagger(word.enter(), self.emit(self.query, word), letter.enter(), lag=0.6 * MOVE),
            self.scale.enter(),
        )

    def multiply(
        self, v: Values, chosen: NDArray[np.bool_], before: NDArray[np.float64], lag: float
    ) -> Animation:
        """Return the animation in which cells of the ``chosen`` rows turn into products.

        Their bars are always as long as the products add up to so far; the others stand at
        ``before`` ``(n_pieces,)``.
        """
        sums = np.where(chosen[:, None], v.real_partial_sums, before[:, None])
        count = [
            self.scores.drive(run_time=lag, rate_func=constant, values=column) for column in sums.T
        ]
        cells = [
            self.keys[i].multiply(
                v.real_products[i], v.real_product_vmax, lag=lag, run_time=3 * lag
            )
            for i in np.flatnonzero(chosen)
        ]
        slide = [
            one.drive(
                run_time=v.real_d_head * lag,
                rate_func=constant,
                begin={"presence": 1.0, "offset": 0.0},
                presence=1.0,
                offset=(self.wide - CELL, 0.0),
            )
            for one in (self.every if chosen.sum() > 1 else self.one)
        ]
        return together(then(*count, gap=0.0), *cells, *slide)
