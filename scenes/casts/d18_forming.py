"""Diagram 18: both heads' patterns on the whole row, and how they form while the loss falls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.rule import Rule
from anim_lib.provenance import Floats
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE, glide
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.casts.d18_grid import note
from scenes.values.d18_induction_head import Values

CELL, TOP, LEFTS = 29.0, 276.0, (190.0, 1070.0)  # of the two patterns
HEAD, WHY = 154.0, 790.0  # baselines of their headings, and of how the heads were chosen
TILE, TILES = 9.5, (166.0, 332.0)  # cells of the small ones, and tops of their two rows
STEPS, SHARES = 158.0, 526.0  # baselines of their steps, and of p(B) under them
PLOT = (600.0, 752.0)  # top and bottom of the curve
SIDE = 254.0  # the first small pattern's left edge


def heads(numbers: Sequence[int]) -> str:
    """Write which heads are meant: "head 4", "heads 1 and 3"."""
    return f"head{'s' * (len(numbers) > 1)} {' and '.join(str(n) for n in numbers)}"


def scores(means: Floats, n_rows: int) -> str:
    """Write what each head of a layer gives in the mean of ``n_rows`` rows, in their order."""
    return f"means of {n_rows} rows: {', '.join(f'{m:.3f}' for m in means)}"


class Patterns:
    """What each of the two layers' heads does with the whole row."""

    def __init__(self, v: Values, theme: Theme) -> None:
        size = CELL * len(v.tokens)
        stampers, finder = v.stamping_heads.tolist(), [v.induction_head]
        count = len(v.previous_token_scores)
        words = [
            (
                f"layer 1, {heads(stampers)} (mean)",
                f"of {count} heads: those over {v.stamps_above} on the token before",
                scores(v.previous_token_scores, v.n_rows),
            ),
            (
                f"layer 2, {heads(finder)} (highest)",
                f"all {len(v.induction_scores)} heads look at what came next last time",
                scores(v.induction_scores, v.n_rows),
            ),
        ]
        patterns = (v.stamp_pattern, v.induction_pattern)
        self.grids = [
            CausalTriangle(
                pattern,
                theme=theme,
                left=left,
                top=TOP,
                cell=CELL,
                row_labels=v.tokens,
                column_labels=v.tokens,
                unseen="cannot see",
            )
            for pattern, left in zip(patterns, LEFTS, strict=True)
        ]
        self.words = [
            [
                Label(head, left, HEAD, theme=theme, role="attention", weight="SEMIBOLD"),
                note(why, left, WHY, theme),
                note(much, left, WHY + 42, theme),
            ]
            for (head, why, much), left in zip(words, LEFTS, strict=True)
        ]
        spots = (
            (v.answer, v.first, v.stamp_share, v.stamp_share_mean),
            (v.query, v.found, v.found_share, v.found_share_mean),
        )
        self.rings, self.shares = [], []
        for (row, col, share, mean), left in zip(spots, LEFTS, strict=True):
            x, y = left + CELL * col, TOP + CELL * row
            side = CELL / 2 + 3
            turn = [(-side, -side), (side, -side), (side, side), (-side, side), (-side, -side)]
            box = np.array([x + CELL / 2, y + CELL / 2]) + turn
            self.rings.append(Rule(box, theme=theme, role="accent", line=3.0))
            text = f"{v.tokens[row]} asks {v.tokens[col]}: {share:.2f}"
            x, y = left + size + 24, y + CELL / 2 + 12
            self.shares += [
                Label(text, x, y, theme=theme, role="attention"),
                note(f"mean here: {mean:.2f}", x, y + 44, theme),
            ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        words = [one for column in self.words for one in column]
        return [*self.grids, *self.rings, *self.shares, *words]

    def fill(self, k: int) -> Animation:
        """Return the animation in which pattern ``k`` opens, then its spoken-of cell is ringed."""
        grid = self.grids[k]
        opening = grid.drive(
            run_time=MOVE, begin={"presence": 1.0, "opened": 0.0}, presence=1.0, opened=1.0
        )
        late = together(
            self.rings[k].draw(run_time=ENTER), enter_all(*self.shares[2 * k : 2 * k + 2])
        )
        return Timeline(
            (0.0, opening), (0.0, together(*[w.enter() for w in self.words[k]])), (MOVE - 0.3, late)
        )


class Forming:
    """Small patterns at nine moments of the training, above the loss at the same steps."""

    def __init__(self, v: Values, theme: Theme) -> None:
        wide = TILE * len(v.tokens)
        first, last = SIDE + wide / 2, RIGHT - wide / 2
        self.last_step = int(v.snapshot_step[-1])
        seen = v.curve_step <= self.last_step
        ticks = tuple((float(s), f"{s}") for s in v.snapshot_step[:: len(v.snapshot_step) // 4])
        order = [*range(1, len(v.seeds)), 0]  # the run shown lies in front
        self.chart = Chart(
            v.curve_loss[order][:, seen],
            x=v.curve_step[seen],
            marks=[
                Mark("line", "accent" if k == 0 else "muted", size=5.0 if k == 0 else 3.0)
                for k in order
            ],
            across=Ruler((0.0, self.last_step), ticks, "training step"),
            up=Ruler((0.0, v.loss_vmax), ((0.0, "0"), (v.loss_vmax, f"{v.loss_vmax:g}")), ""),
            box=(first, PLOT[0], last, PLOT[1]),
            theme=theme,
            grid="up",
        )
        self.tiles = [
            [
                CausalTriangle(
                    pattern,
                    theme=theme,
                    left=float(self.chart.to_x(float(step))) - wide / 2,
                    top=top,
                    cell=TILE,
                    names=("", ""),
                ).set_channels(masked=0.0)
                for pattern, step in zip(patterns, v.snapshot_step, strict=True)
            ]
            for patterns, top in zip((v.snapshot_stamp, v.snapshot_induction), TILES, strict=True)
        ]
        b = v.answer

        def under(step: int, text: str, y: float, role: str) -> Label:
            x = float(self.chart.to_x(float(step)))
            return Label(text, x, y, theme=theme, role=role, mono=True, size=NUMBER, anchor="c")

        self.shares = [
            under(step, f"{p[b]:.2f}", SHARES, "attention")
            for p, step in zip(v.snapshot_next_shares, v.snapshot_step, strict=True)
        ]
        middle = [top + wide / 2 + 12 for top in TILES]
        self.steps = [under(step, f"{step}", STEPS, "muted") for step in v.snapshot_step]
        self.names = [
            Label(text, LEFT, y, theme=theme, role=role, size=SMALL)
            for text, y, role in (
                ("step", STEPS, "muted"),
                ("layer 1", middle[0], "attention"),
                ("layer 2", middle[1], "attention"),
                (f"p({v.tokens[b]})", SHARES, "attention"),
                ("loss, nat", PLOT[0] - 12, "muted"),
            )
        ]
        right = float(self.chart.to_x(float(v.snapshot_step[5]))) + wide / 2
        others = len(v.seeds) - 1
        self.runs = [
            note("this run", right, PLOT[0] + 46, theme, "accent"),
            note(f"{others} other runs", right, PLOT[0] + 92, theme),
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            self.chart,
            *self.names,
            *self.runs,
            *self.steps,
            *self.tiles[0],
            *self.tiles[1],
            *self.shares,
        ]

    def train(self, *, run_time: float) -> Animation:
        """Return the animation of the training: the curve, and above it every snapshot in turn."""
        moments = np.linspace(0.0, run_time - ENTER, len(self.shares))
        columns = zip(self.steps, *self.tiles, self.shares, strict=True)
        parts = [
            (float(at), enter_all(*column)) for at, column in zip(moments, columns, strict=True)
        ]
        curve = self.chart.drive(
            run_time=run_time, rate_func=glide, begin={"shown": 0.0}, shown=1.0
        )
        return Timeline((0.0, curve), *parts)
