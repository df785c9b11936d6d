"""Special B, first act: three curves, the limit of one GPU, and where they meet it."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.primitives.limit_band import LimitBand
from anim_lib.primitives.limit_mark import LimitMark
from scenes.casts.spec_b_grid import BELOW, BLOCK, COLUMN, FIRST, INSIDE, LEAD, PLOT, ROWS
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_words import size
from scenes.values.spec_b_growth_curve import Values

ROLES = ("attention", "cache", "ssm")
DASHES = (None, None, (18.0, 10.0))
FLIP = 380.0  # a number stands right of its sign if this near to the plot's left


class Three:
    """Scores, cache and state with their names; the band; stop signs."""

    def __init__(self, v: Values, plot: Plot) -> None:
        self.plot, words = plot, plot.words
        curves = (v.score_bytes, v.cache_bytes, v.state_bytes)
        self.lines = [
            plot.line(values, role, dash=dash)
            for values, role, dash in zip(curves, ROLES, DASHES, strict=True)
        ]
        named = [
            (
                "stored scores: N²",
                f"one layer, {v.n_heads} heads",
                f"straight on log axes: slope {v.score_slope:.0f}",
            ),
            (f"{v.curve_model}’s cache: N", f"all layers: slope {v.cache_slope:.0f}"),
            (f"{v.ssm}’s state", f"{size(v.state_bytes[0])} always: slope {v.state_slope:.0f}"),
        ]
        low = PLOT[3] - LEAD * len(named[-1])
        self.tops = spread([plot.up(float(values[-1])) for values in curves], low)
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
        self.gpu = words.word(f"one {gpu}", x, plot.up(v.gpu_bytes) - 22.0, "overflow")
        self.too_much = [
            words.word("more than one", x, y, "overflow"),
            words.word(gpu, x, y + LEAD, "overflow"),
        ]
        self.room = words.note(room(v), x, y + 2 * LEAD)
        low = plot.up(v.limit_bytes)
        ends = (
            (v.stored_scores_full, self.lines[0], low - ROWS[0]),
            (v.curve_model_full, self.lines[1], low + BELOW),
        )
        self.signs = [
            LimitMark(
                full,
                curve=line,
                number=f"{full:,} tokens",
                theme=plot.theme,
                row=row,
                side="r" if plot.across(full) < PLOT[0] + FLIP else "l",
            )
            for full, line, row in ends
            if v.grid[0] <= full <= v.grid[-1]
        ]

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
        """What the band says."""
        return [self.gpu, *self.too_much, self.room]


def room(v: Values) -> str:
    """Return what is left for the text's memory, or that nothing is."""
    if v.curve_model_room <= 0:
        return f"weights alone: {size(v.curve_model_weights)}"
    return f"{size(v.curve_model_room)} beside weights"


def spread(rows: list[float], low: float) -> list[float]:
    """Return baselines near ``rows``, top to bottom, down to ``low``: labels do not touch."""
    out: list[float] = []
    for row in rows:
        least = out[-1] + BLOCK if out else FIRST
        out.append(max(min(row + 13.0, low), least))
    return out
