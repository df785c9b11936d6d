"""Commonly drawn figures struck out, one a row, and the computed ones beside them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, then, together
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, settle, smooth
from anim_lib.typography import COUNTER, SMALL, Label

HAIR, STRIKE = 1.5, 5.0  # stage pixels
REACH = 10.0  # of a strike beyond its figure, to every side
CAPITALS = 0.73 * COUNTER
TO_WHY = 52.0  # from a figure's baseline to that of its reason
ABOVE = 78.0  # from a figure's baseline up to the hairline over its row
HEADS = ("", "commonly drawn", "computed")


class Corrections(Posed):
    """Rows of: what, as commonly drawn, as computed, and below that why.

    Parameters
    ----------
    rows
        ``(what, drawn, computed, why)`` each, none empty.
    columns
        x of ``what``, of ``drawn`` and of ``computed``, stage pixels.
    first, pitch
        Baseline of the first row, and from row to row, stage pixels.
    truly
        Heading of the figures that are right, such as "published" for what was not computed.

    Channels ``struck`` and ``told`` ``(n_rows,)``: the share of each strike that is there,
    and 1 where the computed figure stands.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> table = Corrections([("512 people", "131,072", "130,816", "N(N-1)/2")], theme=PAPER,
    ...                     columns=(96, 600, 1000), first=400, pitch=180)
    >>> table.rows[0][1].text
    '131,072'
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, str, str, str]],
        *,
        theme: Theme,
        columns: tuple[float, float, float],
        first: float,
        pitch: float,
        truly: str = HEADS[2],
    ) -> None:
        super().__init__(theme=theme)
        if not rows or not all(len(row) == 4 and all(row) for row in rows):
            raise ValueError(f"Corrections rows {rows!r} must be four texts each, none empty")
        at, self.left = [first + k * pitch for k in range(len(rows))], columns[0]
        self.rows = [
            (
                Label(what, columns[0], y, theme=theme),
                Label(drawn, columns[1], y, theme=theme, role="muted", size=COUNTER, mono=True),
                Label(
                    computed,
                    columns[2],
                    y,
                    theme=theme,
                    size=COUNTER,
                    mono=True,
                    weight="SEMIBOLD",
                ),
                Label(
                    why,
                    columns[2],
                    y + TO_WHY,
                    theme=theme,
                    role="muted",
                    size=SMALL,
                    weight="NORMAL",
                ),
            )
            for y, (what, drawn, computed, why) in zip(at, rows, strict=True)
        ]
        self.heads = [
            Label(text, x, first - ABOVE - 28.0, theme=theme, role="muted")
            for text, x in zip((*HEADS[:2], truly), columns, strict=True)
            if text
        ]
        self.hairs = [(Curve(line=HAIR), y - ABOVE) for y in at]
        self.strikes = [Curve(line=STRIKE) for _ in rows]
        self.add(*[hair for hair, _ in self.hairs], *self.heads)
        self.add(*[label for row in self.rows for label in row], *self.strikes)
        self.define(struck=np.ones(len(rows)), told=np.ones(len(rows)))
        self.pose()

    def claim(self, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which only what is commonly drawn comes."""
        return together(
            self.enter(run_time=run_time),
            self.drive(run_time=run_time, begin={"struck": 0.0, "told": 0.0}, struck=0.0, told=0.0),
        )

    def correct(self, row: int) -> Animation:
        """Return the animation that strikes a row's figure out, then tells the computed one.

        Absolute: rows before it are corrected, rows after it are not.
        """
        rows = np.arange(len(self.rows))
        return then(
            self.drive(run_time=GLANCE, rate_func=smooth, struck=rows <= row),
            self.drive(run_time=ENTER, rate_func=settle, told=rows <= row),
            gap=0.0,
        )

    def _draw(self) -> None:
        theme = self.theme
        for hair, y in self.hairs:
            hair.put([(self.left, y), (RIGHT, y)], theme.hairline)
        for k, (_, drawn, computed, why) in enumerate(self.rows):
            told = self._channels["told"][k]
            computed.define(presence=told)
            why.define(presence=told)
            low, high = drawn.y + REACH, drawn.y - CAPITALS - REACH
            ends = [(drawn.left - REACH, low), (drawn.right + REACH, high)]
            share = float(self._channels["struck"][k])
            self.strikes[k].put(ends, theme.stroke("wrong"), share=share)
