"""Diagram 11, second act: the answers side by side, and what W_O makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.formula import SMALLEST, Formula
from anim_lib.motion import Posed, enter_all, leave_all, stagger, then, together
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, constant
from anim_lib.typography import Counter, Label, scientific
from scenes.casts.d11_real_grid import (
    ABOVE,
    BASE,
    CHECK,
    COLUMN,
    CONCAT,
    GUTTER,
    HEADS,
    OUT,
    TICK,
    note,
    window,
)
from scenes.values.d11_qkv_attention import Values


class Mixing:
    """Three strips as wide as the line of patterns: all answers, a column of W_O, the result."""

    def __init__(self, v: Values, theme: Theme, right: float) -> None:
        self.theme, self.right = theme, right
        self.wide = right - HEADS
        self.cell, part = self.wide / v.real_d_model, self.wide / v.real_n_heads
        limits = (v.real_output_vmax, v.real_W_O_vmax)
        self.parts = [
            self._strip(out, HEADS + part * h, CONCAT, part, "muted", limits[0])
            for h, out in enumerate(v.real_head_outputs)
        ]
        self.column = self._strip(v.real_W_O_column, HEADS, COLUMN, self.wide, "accent", limits[1])
        self.result = self._strip(v.real_attention_output, HEADS, OUT, self.wide, "ink", limits[0])
        self.concat = [
            note(
                f"side by side: {v.real_n_heads} × {v.real_d_head} = {v.real_d_model} numbers",
                HEADS,
                CONCAT - ABOVE,
                theme,
            ),
            self._scale(limits[0], CONCAT, "{:.1f}"),
        ]
        self.mixing = [
            Formula(
                "{{ W_O : w }}",
                theme=theme,
                terms={"w": "accent"},
                x=GUTTER,
                y=COLUMN + TICK / 2 + 6,
                size=SMALLEST,
                anchor="r",
            ),
            note(
                f"the first of {v.real_d_model} columns of weights: multiply, add up",
                HEADS,
                COLUMN - ABOVE,
                theme,
            ),
            self._scale(limits[1], COLUMN, "{:.2f}"),
        ]
        said = f"what attention adds to “{v.real_pieces[v.real_asking]}”, first number:"
        self.made = note(said, HEADS, OUT - ABOVE, theme)
        self.total = Counter(0.0, self.made.right + 14, OUT - ABOVE, theme=theme, weight="SEMIBOLD")
        self.made_scale = self._scale(limits[0], OUT, "{:.1f}")
        self.name = Label(
            "out", GUTTER, OUT + TICK / 2 + BASE, theme=theme, weight="SEMIBOLD", anchor="r"
        )
        self.check = note(
            f"layer {v.real_layer} finished from here; largest difference from the encoder’s: "
            + scientific(v.real_difference),
            HEADS,
            CHECK,
            theme,
        )
        self.windows = [
            window(HEADS - 3, top - 5, HEADS + 7, top + TICK + 5, theme) for top in (CONCAT, COLUMN)
        ]

    def _strip(
        self, values: ArrayLike, x: float, y: float, wide: float, role: str, vmax: float
    ) -> SignedStrip:
        box = (x, y, wide, TICK)
        return SignedStrip(values, theme=self.theme, role=role, vmax=vmax, box=box)

    def _scale(self, limit: float, top: float, written: str) -> SignedKey:
        middle = top - ABOVE - BASE
        return SignedKey(
            limit, theme=self.theme, right=self.right, y=middle, written=written.format
        )

    @property
    def back_to_front(self) -> list[Posed]:
        """The windows slide over the strips."""
        words = [*self.concat, *self.mixing, *self.making, self.check]
        return [*self.parts, self.column, self.result, *words, *self.windows]

    @property
    def making(self) -> list[Posed]:
        """What is written of the result from its first number on."""
        return [self.made, self.made_scale, self.total, self.name]

    def lay_side_by_side(self, answers: Sequence[SignedStrip]) -> Animation:
        """Return the animation in which copies of the ``answers`` close ranks, a line below."""
        moves = [
            part.drive(
                run_time=BEND,
                begin={"presence": 1.0, "box": answer.channel("box")},
                presence=1.0,
                box=part.channel("box"),
            )
            for part, answer in zip(self.parts, answers, strict=True)
        ]
        return stagger(together(*moves), enter_all(*self.concat), lag=0.7 * BEND)

    def mix_first(self, v: Values, run_time: float) -> Animation:
        """Return the animation that multiplies and adds up the first number of the result."""
        lag = run_time / v.real_d_model
        count = [
            self.total.drive(run_time=lag, rate_func=constant, value=total)
            for total in v.real_mixed_sums
        ]
        slide = [
            one.drive(
                run_time=run_time,
                rate_func=constant,
                begin={"presence": 1.0, "offset": 0.0},
                presence=1.0,
                offset=(self.wide - self.cell, 0.0),
            )
            for one in self.windows
        ]
        return together(then(*count, gap=0.0), *slide)

    def add_bias(self, v: Values) -> Animation:
        """Return the animation in which the bias is added to the first number."""
        whole = v.real_attention_output[0]
        return together(leave_all(*self.windows), self.total.drive(run_time=GLANCE, value=whole))
