"""Special B: what is commonly drawn beside what is computed, and what was measured."""

from __future__ import annotations

from typing import Literal

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.chart_marks import Outline
from anim_lib.primitives.limit_mark import GAP, LimitMark
from anim_lib.primitives.rule import Rule
from anim_lib.typography import LABEL, NUMBER, SMALL, Label, width
from scenes.casts.spec_b_free import Room
from scenes.casts.spec_b_grid import COLUMN, LEAD, PLOT, RIDERS
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_three import ROLES, Three
from scenes.casts.spec_b_words import short, size
from scenes.values.spec_b_growth_curve import Values

OUTLINES: tuple[Outline, ...] = ("diamond", "square", "circle")
CROSS = 30.0  # half of a strike, to the side and up
OFTEN = "often drawn"
BESIDE = (-46.0, 66.0, -90.0, 110.0, -134.0, -178.0)  # from the limit to these words
AWAY, MIDDLE = 26.0, 13.0  # from a point to its name, and down to the name's baseline
MORE = tuple(k * LEAD for k in (0, 1, -1, 2, -2, 3, -3))  # else as far below or above
SHOWN = ("attention", "fused_attention")


class Checks:
    """A marker at one length with three readings; a struck sign; measured peaks."""

    def __init__(self, v: Values, plot: Plot, three: Three) -> None:
        self._context(v, plot, three)
        self.drawn = self._often(v, plot, three)
        x, y = self.drawn.spot()
        ends = [(x - CROSS, y + CROSS), (x + CROSS, y - CROSS)]
        self.strike = Rule(ends, theme=plot.theme, role="wrong", line=5)
        free = Room([three.lines[0].path(), three.limit_line(v)])
        self._measured(v, plot, free)
        self._smaller(v, plot, three, free)

    def _often(self, v: Values, plot: Plot, three: Three) -> LimitMark:
        """Return the sign as commonly drawn: on the limit, where no curve meets it."""
        limit = plot.line(np.full(len(v.grid), v.limit_bytes), "muted")
        x, y = plot.across(v.drawn_full), plot.up(v.limit_bytes)
        free = Room([one.path() for one in (*three.lines[:2], limit)])
        for one in three.room:
            free.take((one.x, one.y), one.width_px)
        wide = width(OFTEN, LABEL)
        sides: tuple[Literal["r", "l"], ...] = ("r", "l")
        choices = [
            (side, y + away)
            for away in BESIDE
            for side in sides
            if PLOT[1] + LEAD < y + away < PLOT[3] - GAP
        ]
        places = [(x + (GAP if side == "r" else -GAP - wide), row) for side, row in choices]
        side, row = choices[free.find(places, wide) or 0]
        return LimitMark(
            v.drawn_full,
            curve=limit,
            number="",
            name=OFTEN,
            theme=plot.theme,
            row=row,
            side=side,
            role="muted",
        )

    def _context(self, v: Values, plot: Plot, three: Three) -> None:
        x, at = plot.across(v.context), short(v.context)
        ends = [(x, PLOT[3]), (x, plot.up(float(v.context_bytes[0])))]
        self.guide = Rule(ends, theme=plot.theme, role="muted", line=3, dash=(3, 9))
        self.spots = [
            plot.point(v.context, value, role, outline)
            for value, role, outline in zip(v.context_bytes, ROLES, OUTLINES, strict=True)
        ]
        rows = [top + len(name) * LEAD for top, name in zip(three.tops, three.names, strict=True)]
        self.readings = [
            Label(
                f"{at}: {size(value)}",
                COLUMN,
                row,
                theme=plot.theme,
                role=role,
                size=NUMBER,
                mono=True,
                weight="SEMIBOLD",
            )
            for value, role, row in zip(v.context_bytes, ROLES, rows, strict=True)
        ]

    def _measured(self, v: Values, plot: Plot, free: Room) -> None:
        """Peaks as points on thin lines, each named where the scores' curve does not run."""
        self.measured: list[Posed] = []
        for method, told, hollow in zip(SHOWN, ("stored", "fused"), (False, True), strict=True):
            k = v.methods.index(method)
            peaks = list(zip(v.measured, v.peak_bytes[k], strict=True))
            marks = [plot.point(n, b, "attention", "diamond", RIDERS, hollow) for n, b in peaks]
            text = f"{told}: slope {v.peak_exponents[k]:.2f}"
            x, y = marks[-1].spot()
            line = plot.line(v.peak_bytes[k], "attention", x=v.measured, line=3.0)
            wide, first = width(text, LABEL), marks[0].spot()
            places = [(x + AWAY, y + MIDDLE + more) for more in MORE]
            places.append((first[0] - AWAY - wide, first[1] + MIDDLE))
            place = places[free.find(places, wide) or 0]
            free.take(place, wide)
            self.measured += [line, *marks, plot.words.word(text, *place, "attention")]

    def _smaller(self, v: Values, plot: Plot, three: Three, free: Room) -> None:
        """Say near the scores' name why the measured ones lie under the computed line."""
        heads = f"{v.measured_heads} head{'s' if v.measured_heads > 1 else ''}"
        layer = f"{heads}, width {v.measured_width}, {v.measured_precision}"
        name, words = "measured: a smaller layer", plot.words
        wide = max(width(name, LABEL, weight="SEMIBOLD"), width(layer, SMALL))
        (first, top), lines = three.tops[:2], len(three.names[0])
        below = np.arange(first + (lines + 0.5) * LEAD, PLOT[3] - LEAD, LEAD / 2)
        rows = [top, *below.tolist(), first - 2.5 * LEAD]
        clear = (
            row
            for row in rows
            if all(free.find([(COLUMN, y)], wide) == 0 for y in (row, row + LEAD))
        )
        row = next(clear, top)
        self.measured.append(words.word(name, COLUMN, row, "attention", strong=True))
        self.measured.append(words.note(layer, COLUMN, row + LEAD))

    @property
    def context(self) -> list[Posed]:
        """The marker, its points and its readings."""
        return [self.guide, *self.spots, *self.readings]

    @property
    def wrong(self) -> list[Posed]:
        """What is commonly drawn, and its strike."""
        return [self.drawn, self.strike]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [*self.context, *self.measured, *self.wrong]
