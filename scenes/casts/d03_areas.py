"""Diagram 3, first half: areas that double, their table, and the plot that they become."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Timeline, stagger, together
from anim_lib.primitives.attention_arcs import FLOOR
from anim_lib.primitives.number_table import Column, NumberTable
from anim_lib.primitives.plot_area import PlotArea, Ruler
from anim_lib.primitives.pull_back import PullBack
from anim_lib.primitives.slope_triangle import SlopeTriangle
from anim_lib.scales import ramp, rgb
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from anim_lib.typography import Label
from scenes.casts import d03_grid as grid
from scenes.casts.words import Words, say
from scenes.values.d03_quadratic_explosion import Values

ROWS = (0, 1, 2, 3, 7)  # lengths of the table
TRIANGLE = 4  # the length from which the triangles of the counts rise


def tokens_ruler(name: str) -> Ruler:
    """Return the axis of lengths, the same in both plots."""
    ticks = tuple((float(n), f"{n:,}") for n in (100, 1_000, 10_000))
    return Ruler((100.0, 20_000.0), ticks, name, log=True, fine=True)


class Areas:
    """The square and the strip, what names them, their counts, and the log-log plot of those."""

    def __init__(self, v: Values, theme: Theme) -> None:
        work = np.stack([v.attention_work, v.scan_work])
        counted = f"all N × N pairs, counted up to N = {v.counted_lens[-1]}, by formula beyond"
        powers = ((1e6, "1M"), (1e8, "100M"), (1e10, "10B"))
        self.plot = PlotArea(
            tokens_ruler("tokens, log scale"),
            Ruler((v.work_vmin, v.work_vmax), powers, "multiplications, log scale", log=True),
            box=grid.BOX,
            theme=theme,
            grid="both",
        )
        self.plot.names[0].move_baseline(LEFT, self.plot.names[0].y)
        spots = self.plot.place(
            np.stack([np.stack([v.seq_lens, row], axis=-1) for row in work], axis=0)
        )
        self.back = PullBack(
            work,
            spots=spots,
            corner=grid.SQUARE,
            below=grid.STRIP,
            first=grid.FIRST,
            window=grid.WINDOW,
            roles=("attention", "ssm"),
            shades=(ramp(theme.attention_ramp, FLOOR[theme.name]), rgb(theme.fill("ssm"))),
            theme=theme,
        )
        words = Words(theme)
        scan = f"state space model (SSM) scan: tokens × {v.work_per_token:,}"
        each = f"attention: tokens × tokens × {v.work_per_pair}"
        self.names = [
            words.word(each, *grid.NAMES[0], "attention", strong=True),
            words.word(scan, *grid.NAMES[1], "ssm", strong=True),
        ]
        grown = grid.WINDOW - grid.FIRST  # until they do, names stand beside the first areas
        for one, away in zip(self.names, ((0.0, grown), (-grown, 0.0)), strict=True):
            one.set_channels(offset=away)
        self.scale = words.note("multiplications, drawn as areas", RIGHT, grid.NAMES[0][1], "r")
        self.sides = [
            words.note(self._side(v, k), grid.NAMES[1][0] - (grown if k == 0 else 0), grid.SIDES)
            for k in range(len(v.seq_lens))
        ]
        self.counted = words.note(counted, RIGHT, grid.BOX[1] - 24.0, "r")
        self.table = NumberTable(
            np.column_stack([v.seq_lens, v.attention_work, v.scan_work])[list(ROWS)],
            theme=theme,
            columns=[
                Column("tokens", grid.TOKENS),
                Column("attention", grid.ATTENTION, "attention"),
                Column("SSM scan", grid.SCAN, "ssm"),
            ],
            top=grid.TOP,
            first=grid.ROW,
            pitch=grid.PITCH,
        )
        self.table.set_channels(shown=np.outer(np.arange(len(ROWS)) < 1, [1, 1, 1]))
        self.factors = [self._factors(v, theme, k) for k in range(len(ROWS) - 1)]
        self.slopes = [
            self._slope(v, theme, row, spots[row], role)
            for row, role in enumerate(("attention", "ssm"))
        ]
        (x, y), (lower_x, lower_y) = spots[0, 5].tolist(), spots[1, 2].tolist()
        steep, plain = v.attention_work_exponent, v.scan_work_exponent
        self.lines = [
            words.word(
                f"attention: slope {steep:.0f}", x - 30, y - 46, "attention", "r", strong=True
            ),
            words.word(f"SSM scan: slope {plain:.0f}", lower_x, lower_y + 66, "ssm", strong=True),
        ]

    @property
    def words(self) -> list[Label]:
        """The names of the areas, and what each row multiplies."""
        return [*self.names, *(label for row in self.factors for label in row)]

    def tell(self, k: int) -> Animation:
        """Return the animation in which the factors below row ``k`` come."""
        return stagger(*(label.enter() for label in self.factors[k]))

    def tell_side(self, before: int, after: int, run_time: float) -> Animation:
        """Return the animation in which it is told anew how wide the areas are, as they end."""
        old, new = self.sides[before], self.sides[after]
        return together(old.leave(), Timeline((run_time - ENTER, new.enter())))

    def _side(self, v: Values, k: int) -> str:
        """Return how many tokens an area is wide, and how far it is drawn smaller."""
        smaller = v.strip_tiles[k] * grid.FIRST / grid.WINDOW
        scale = f", drawn at 1 : {smaller:.0f}" if smaller > 1 else ""
        return f"{v.seq_lens[k]:,} tokens across{scale}"

    def _factors(self, v: Values, theme: Theme, k: int) -> list[Label]:
        """Return what the next row multiplies, below row ``k`` of the table."""
        y = grid.ROW + k * grid.PITCH + grid.TIMES
        here, there = ROWS[k : k + 2]
        longer, larger = (tiles[there] / tiles[here] for tiles in (v.strip_tiles, v.square_tiles))
        told = (
            (longer, grid.TOKENS, "muted"),
            (larger, grid.ATTENTION, "attention"),
            (longer, grid.SCAN, "ssm"),
        )
        return [say(f"×{f:.0f}", x, y, theme, role=role, anchor="r") for f, x, role in told]

    def _slope(
        self, v: Values, theme: Theme, row: int, spots: np.ndarray, role: str
    ) -> SlopeTriangle:
        """Return the triangle of one doubling, in tokens and in work."""
        (x0, y0), (x1, y1) = spots[TRIANGLE : TRIANGLE + 2].tolist()
        rise = (v.square_ratio, v.strip_ratio)[row][TRIANGLE]
        run = v.strip_ratio[TRIANGLE]
        return SlopeTriangle(
            (x0, y0), (x1, y1), run=f"×{run:.0f}", rise=f"×{rise:.0f}", role=role, theme=theme
        )
