"""Counts as formulas below their names, added up like a sum on paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.shapes import Curve
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, settle
from anim_lib.typography import Label

SIZE = 60.0
TO_FORMULA = 58.0  # from a name's baseline to its formula's centre line
RULE = 3.0
TO_RULE = 66.0  # from the rule down to the baseline of the total's name


class SumColumn(Posed):
    """``(name, Typst maths, role)`` per row; a rule stands over the last one, the total.

    Parameters
    ----------
    rows
        Top to bottom; the maths, its result included, comes from the scene's values.
    x
        Left end, stage pixels; the rule ends at the right margin.
    first, pitch
        Baseline of the first name, and from name to name, stage pixels.

    Channel ``told`` ``(n_rows,)``: 1 where a row stands.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> column = SumColumn([("pairs", "N = 28", "attention"), ("all", "N = 28", "ink")],
    ...                    theme=PAPER, x=1320, first=320, pitch=180)
    >>> column.names[1].y
    500.0
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, str, str]],
        *,
        theme: Theme,
        x: float,
        first: float,
        pitch: float,
    ) -> None:
        super().__init__(theme=theme)
        if len(rows) < 2:
            raise ValueError(f"SumColumn has {len(rows)} rows, expected parts and a total")
        at = [float(first + k * pitch) for k in range(len(rows))]
        self.names = [
            Label(text, x, y, theme=theme, role=role, weight="SEMIBOLD")
            for (text, _, role), y in zip(rows, at, strict=True)
        ]
        self.formulas = [
            Formula(
                f"{{{{ {maths} : t }}}}",
                theme=theme,
                terms={"t": role},
                x=x,
                y=y + TO_FORMULA,
                size=SIZE,
            )
            for (_, maths, role), y in zip(rows, at, strict=True)
        ]
        self.x, self.rule_y, self.rule = x, at[-1] - TO_RULE, Curve(line=RULE)
        self.add(self.rule, *self.names, *self.formulas)
        self.define(told=np.ones(len(rows)))
        self.pose()

    def tell(self, row: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation in which ``row`` comes; those before it are there."""
        rows = np.arange(len(self.names))
        return self.drive(
            run_time=run_time,
            rate_func=settle,
            begin={"presence": 1.0, "told": rows < row},
            presence=1.0,
            told=rows <= row,
        )

    def _draw(self) -> None:
        told = self._channels["told"]
        total = float(told[-1])
        ends = [(self.x, self.rule_y), (RIGHT, self.rule_y)]
        self.rule.put(ends, self.theme.stroke("muted"), share=total)
        for name, formula, share in zip(self.names, self.formulas, told, strict=True):
            name.define(presence=share)
            formula.define(presence=share)
