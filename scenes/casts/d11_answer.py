"""Diagram 11, second act: shares, the values that they thin, and the blend of these."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.share_cells import ShareCells
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.d11_real_grid import (
    ASK,
    BASE,
    BESIDE,
    CELL,
    HEAD,
    SHARE,
    SHARES,
    TALL,
    VALUES,
    heading,
    rows,
)
from scenes.values.d11_qkv_attention import Values

CLOSE = 2.0  # ground between two share cells
LAG = 0.015  # between the slices that are stacked


class Answer:
    """A share beside each value; thin slices of the values make the answer, in the top row."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.rows, self.wide = rows(len(v.real_pieces)), CELL * v.real_d_head
        self.headings = [
            heading("How much from each?", SHARES + SHARE, "attention", theme, anchor="r"),
            heading("The blend", VALUES, "value", theme),
        ]
        self.scale = SignedKey(
            v.real_value_vmax,
            theme=theme,
            right=VALUES + self.wide,
            y=HEAD - 12,
            written="{:.1f}".format,
        )
        self.name = Label(
            f"out, head {v.real_head}",
            VALUES - BESIDE,
            ASK + BASE,
            theme=theme,
            weight="SEMIBOLD",
            anchor="r",
        )
        tall = float(self.rows[1] - self.rows[0]) - CLOSE
        self.shares = ShareCells(
            v.real_weights,
            theme=theme,
            boxes=[(SHARES, y - tall / 2, SHARE, tall) for y in self.rows],
        )
        self.values, self.slices = (
            [self._strip(v, value, y, "value", theme) for value, y in self._pairs(v)]
            for _ in range(2)
        )
        self.out = self._strip(v, v.real_output, ASK, "ink", theme)

    def _pairs(self, v: Values) -> list[tuple[object, float]]:
        return list(zip(v.real_value, self.rows, strict=True))

    def _strip(self, v: Values, values: object, y: float, role: str, theme: Theme) -> SignedStrip:
        box = (VALUES, y - TALL / 2, self.wide, TALL)
        return SignedStrip(
            values,  # type: ignore[arg-type]
            theme=theme,
            role=role,
            vmax=v.real_value_vmax,
            box=box,
        )

    @property
    def back_to_front(self) -> list[Posed]:
        """Slices leave the values that they were cut from."""
        strips = [*self.values, *self.slices, self.out, self.shares]
        return [*strips, *self.headings, self.scale, self.name]

    def weigh(self, v: Values) -> Animation:
        """Return the animation in which each value becomes as thin as its share of a strip."""
        return together(
            *[
                strip.drive(
                    run_time=MOVE,
                    framed=0.0,
                    box=(VALUES, y - share * TALL / 2, self.wide, share * TALL),
                )
                for strip, y, share in zip(self.values, self.rows, v.real_weights, strict=True)
            ]
        )

    def stack(self, v: Values) -> Animation:
        """Return the animation in which copies of the thin values lie down on each other."""
        moves = []
        for piece, y, share, below in zip(
            self.slices, self.rows, v.real_weights, v.real_stacked, strict=True
        ):
            tall, top = share * TALL, ASK - TALL / 2 + TALL * below
            begin = (VALUES, y - tall / 2, self.wide, tall)
            moves.append(
                piece.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "framed": 0.0, "box": begin},
                    presence=1.0,
                    framed=0.0,
                    box=(VALUES, top, self.wide, tall),
                )
            )
        return stagger(*moves, lag=LAG)

    def blend(self, v: Values) -> Animation:
        """Return the animation in which each column of the stack takes one colour: its sum."""
        return then(
            together(
                *[one.to_values(v.real_output, run_time=MOVE) for one in self.slices],
                self.name.enter(),
            ),
            self.out.drive(run_time=GLANCE, presence=1.0),
            together(*[one.leave(run_time=0.1) for one in self.slices]),
            gap=0.0,
        )
