"""Special B: the axes that all its curves share."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from anim_lib.motion import Posed
from anim_lib.primitives.axis import HAIR, Axis
from anim_lib.primitives.chart_line import ChartLine
from anim_lib.primitives.chart_marks import Outline
from anim_lib.primitives.plot_point import RADIUS, PlotPoint
from anim_lib.primitives.rule import Rule
from anim_lib.scales import log
from anim_lib.theme import Theme
from scenes.casts.spec_b_grid import PLOT
from scenes.casts.spec_b_words import short, size
from scenes.casts.words import Words
from scenes.values.spec_b_growth_curve import Values

FEW = 5  # decades that all have their number; of more, every second has


class Plot:
    """Log axes of tokens and bytes, a hairline at every decade, and curves over them."""

    def __init__(self, v: Values, theme: Theme, ends: tuple[float, float], name: str) -> None:
        left, top, right, bottom = PLOT
        self.theme, self.grid, self.words = theme, v.grid, Words(theme)
        self.across = log((float(v.grid[0]), float(v.grid[-1])), (left, right))
        self.up = log(ends, (bottom, top))
        first, last = (int(np.ceil(power - 1e-9)) for power in np.log10(ends))
        decades = [10.0**power for power in range(first, last + 1)]
        named = decades if len(decades) <= FEW else decades[1::2]
        self.levels = Axis(
            [(value, size(value)) for value in named],
            self.up,
            theme=theme,
            along="y",
            at=left,
            span=(bottom, top),
            line=False,
        )
        self.bytes: list[Posed] = [
            *[
                Rule([(left, y), (right, y)], theme=theme, role="hairline", line=HAIR)
                for y in (self.up(value) for value in decades)
            ],
            self.levels,
            self.words.note(name, left, top - 24.0),
        ]
        across = "length of the text, tokens, log axis · 1K = 1,024"
        self.lengths = Axis(
            [(float(n), short(int(n))) for n in v.ticks],
            self.across,
            theme=theme,
            along="x",
            at=bottom,
            span=(left, right),
        )
        self.tokens: list[Posed] = [
            self.lengths,
            self.words.note(across, right, bottom + 92.0, "r"),
        ]

    def line(
        self,
        values: ArrayLike,
        role: str,
        *,
        x: ArrayLike | None = None,
        line: float = 5.0,
        dash: tuple[float, float] | None = None,
    ) -> ChartLine:
        """Return a curve of bytes over the grid, or over ``x``."""
        return ChartLine(
            values,
            x=self.grid if x is None else x,
            across=self.across,
            up=self.up,
            theme=self.theme,
            role=role,
            line=line,
            dash=dash,
        )

    def point(
        self,
        tokens: float,
        count: float,
        role: str,
        outline: Outline,
        radius: float = RADIUS,
        hollow: bool = False,
    ) -> PlotPoint:
        """Return a mark at a length, at its bytes."""
        return PlotPoint(
            [tokens, count],
            across=self.across,
            up=self.up,
            theme=self.theme,
            role=role,
            outline=outline,
            hollow=hollow,
            radius=radius,
        )
