"""Special B, first act: three curves, the limit of one GPU, and where they meet it."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from anim_lib.layout import Points
from anim_lib.motion import Posed
from anim_lib.primitives.chart_line import ChartLine
from anim_lib.primitives.family_name import DASHES
from anim_lib.primitives.limit_band import LimitBand
from anim_lib.primitives.limit_mark import GAP, RADIUS, LimitMark
from anim_lib.typography import LABEL, NUMBER, Label, width
from scenes.casts.spec_b_free import Room, stem
from scenes.casts.spec_b_grid import COLUMN, FIRST, INSIDE, LEAD, PLOT
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_words import size
from scenes.values.spec_b_growth_curve import Values

ROLES = ("attention", "cache", "ssm")
SIDES = (-22.0, 46.0)  # from the limit's line to words above and below it
AWAY = (
    -50.0,
    150.0,
    104.0,
    196.0,
    240.0,
    62.0,
    *(-92.0 - 44.0 * k for k in range(6)),
)  # from that line to a sign's number
LEFTWARDS: Final = "l"
RIGHTWARDS: Final = "r"


class Three:
    """Scores, cache and state with their names; the band; stop signs."""

    def __init__(self, v: Values, plot: Plot) -> None:
        self.plot, words = plot, plot.words
        curves = (v.score_bytes, v.cache_bytes, v.state_bytes)
        self.lines = [
            plot.line(values, role, dash=dash)
            for values, role, dash in zip(curves, ROLES, (None, None, DASHES["ssm"]), strict=True)
        ]
        named = [
            (
                "stored scores: N²",
                f"one layer, {v.n_heads} heads, fp16",
                f"straight on log axes: slope {v.score_slope:.0f}",
            ),
            (f"{v.curve_model}’s cache: N", f"all layers: slope {v.cache_slope:.0f}"),
            (f"{v.ssm}’s state", f"{size(v.state_bytes[0])} always: slope {v.state_slope:.0f}"),
        ]
        low = PLOT[3] - LEAD * len(named[-1])
        ends = [plot.up(float(values[-1])) for values in curves]
        self.tops = spread(ends, [len(lines) for lines in named], low)
        self.names = [
            [
                words.word(lines[0], COLUMN, top, role, strong=True),
                *[words.note(text, COLUMN, top + LEAD * k) for k, text in enumerate(lines) if k],
            ]
            for lines, role, top in zip(named, ROLES, self.tops, strict=True)
        ]
        self.band = LimitBand([v.gpu_bytes], up=plot.up, box=PLOT, theme=plot.theme)
        x, y = INSIDE
        gpu = f"{size(v.gpu_bytes)} GPU"
        paths, at = [line.path() for line in self.lines], plot.up(v.gpu_bytes)
        wide = width(f"one {gpu}", LABEL)
        places = [(left, at + away) for left in (x, PLOT[2] - wide - GAP) for away in SIDES]
        found = Room(paths).find(places, wide) or 0
        self.gpu = words.word(f"one {gpu}", *places[found], "overflow")
        self.too_much = [
            words.word("more than one", x, y, "overflow"),
            words.word(gpu, x, y + LEAD, "overflow"),
        ]
        self.room = self._room(v)
        free = Room([*paths, self.limit_line(v)])
        for one in self.room:
            free.take((one.x, one.y), one.width_px)
        self.signs = [
            self._sign(full, line, plot.up(v.limit_bytes), free)
            for full, line in sorted(
                zip((v.stored_scores_full, v.curve_model_full), self.lines[:2], strict=True),
                key=lambda pair: pair[0],
            )
            if v.grid[0] <= full <= v.grid[-1]
        ]

    def limit_line(self, v: Values) -> Points:
        """Return the limit less the weights as a line, ``(2, 2)`` stage pixels."""
        return np.array([(x, self.plot.up(v.limit_bytes)) for x in PLOT[::2]])

    def _room(self, v: Values) -> list[Label]:
        """Return what the band is while it begins at what the weights leave."""
        (x, y), say = INSIDE, self.plot.words
        if v.curve_model_room <= 0:
            weights = f"weights alone: {size(v.curve_model_weights)}"
            return [
                say.word("more than one", x, y, "overflow"),
                say.word(f"{size(v.gpu_bytes)} GPU", x, y + LEAD, "overflow"),
                say.note(weights, x, y + 2 * LEAD),
            ]
        return [
            say.word(f"more than the {size(v.curve_model_room)}", x, y, "overflow"),
            say.word("that weights leave", x, y + LEAD, "overflow"),
            say.note(f"of one {size(v.gpu_bytes)} GPU", x, y + 2 * LEAD),
        ]

    def _sign(self, full: int, line: ChartLine, limit: float, free: Room) -> LimitMark:
        """Return a stop sign whose number keeps clear of all that is there."""
        text, x = f"{full:,} tokens", self.plot.across(full)
        wide = width(text, NUMBER, mono=True, weight="SEMIBOLD")
        choices: list[tuple[float, Literal["l", "r"]]] = [
            (limit + away, side)
            for away in AWAY
            for side in (LEFTWARDS, RIGHTWARDS)
            if PLOT[1] + LEAD < limit + away < PLOT[3] - GAP
            and PLOT[0] < x + (-GAP - wide if side == LEFTWARDS else GAP)
            and x + (GAP + wide if side == RIGHTWARDS else 0.0) < PLOT[2]
        ]
        places = [(x + (-GAP - wide if side == "l" else GAP), row) for row, side in choices]
        stems = [stem(x, limit + np.sign(row - limit) * RADIUS, row) for row, _ in choices]
        k = free.find(places, wide, stems) or 0
        free.take(places[k], wide, stems[k])
        return LimitMark(
            full,
            curve=line,
            number=text,
            theme=self.plot.theme,
            row=choices[k][0],
            side=choices[k][1],
        )

    @property
    def all(self) -> list[Posed]:
        """Everything but the band, from back to front."""
        return [
            *self.lines,
            *[word for name in self.names for word in name],
            *self.limit,
            *self.signs,
        ]

    @property
    def limit(self) -> list[Posed]:
        """What the band says: at one GPU, at all it holds, at what the weights leave."""
        return [self.gpu, *self.too_much, *self.room]


def spread(rows: list[float], lines: list[int], low: float) -> list[float]:
    """Return first baselines near ``rows``, top to bottom, down to ``low``.

    Each label has ``lines`` lines, and room for one more.
    """
    out, least = [], FIRST
    for row, count in zip(rows, lines, strict=True):
        out.append(max(min(row + 13.0, low), least))
        least = out[-1] + (count + 1.2) * LEAD
    return out
