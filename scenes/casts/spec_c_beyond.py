"""More cast of visual specification C: a field of tanks, the erratum, and what recall does."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.tank_field import TankField
from anim_lib.primitives.tank_row import TankRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from scenes.casts.spec_c_kv_tanks import HEAD, TANK, THIN, WALL, megabytes, say
from scenes.values.spec_c_kv_tanks import Values

CELL = (54.0, 69.75, 88.0, 25)  # tanks for a million: width, pitches across and down, a row
ROW = (290.0, 420.0, 152.0, 782.0)  # errata: y, height, width of a tank, width of a row


class Million:
    """A million tokens of cache in tanks of the same size, and the state at their scale."""

    def __init__(self, v: Values, theme: Theme, side: float) -> None:
        width, across, down, row = CELL
        scale = width / TANK[2]
        count = int(v.far_cache_tanks)
        self.places = [
            (LEFT + 2 + across * (k % row), 216 + down * (k // row), width, TANK[3] * scale)
            for k in range(count)
        ]
        self.field = TankField(
            v.overflow_mark,
            theme=theme,
            capacity=v.capacity_tokens,
            places=self.places,
            levels=v.marks[:-1].tolist(),
        )
        self.dot = (LEFT + 34.0 - side * scale / 2, 738.0, side * scale, side * scale)
        ring = np.linspace(0, 2 * np.pi, 60)
        circle = np.column_stack([LEFT + 34 + 30 * np.cos(ring), 740 + 30 * np.sin(ring)])
        self.ring = Rule(circle, theme=theme, role="ssm", line=THIN)
        total = f"{v.far_cache_bytes / 1e9:.0f} GB"
        self.total = say(total, RIGHT, HEAD, "cache", theme, strong=True, anchor="r")
        self.same = say(
            f"{v.ssm} state, same scale: one tank for {v.marks[0]:,} tokens or 1 million",
            LEFT + 86,
            752,
            "ssm",
            theme,
            strong=True,
        )
        weights = [v.transformer_weight_bytes, v.ssm_weight_bytes]
        both = " and ".join(f"{size / 1e9:.1f}" for size in weights)
        self.weights = say(
            f"Both models’ weights come on top: {both} GB", LEFT + 86, 806, "muted", theme
        )
        self.cast: list[Posed] = [self.field, self.ring, self.total, self.same, self.weights]

    def shrink(self, big: CacheTank, small: CacheTank) -> Animation:
        """Return the animation that takes both tanks to this scale, the big one to its place."""
        return together(
            big.zoom(self.places[0], wall=THIN / 2),
            small.zoom(self.dot, wall=0.0),
            big.drive(values=big.capacity),
        )


class Levels:
    """The levels as commonly drawn, struck through, and as computed."""

    def __init__(self, v: Values, theme: Theme) -> None:
        y, height, thick, wide = ROW
        names = [*[f"token {n:,}" for n in v.marks], "state"]
        roles = ["cache"] * len(v.marks) + ["ssm"]
        self.drawn, self.true = (
            TankRow(
                shares,
                theme=theme,
                names=names,
                roles=roles,
                thick=thick,
                heading=heading,
                written=lambda share: f"{100 * share:.3g} %",
                quiet=quiet,
                box=(x, y, wide, height),
            )
            for shares, heading, quiet, x in (
                ([*v.drawn_levels, v.drawn_state_level], "commonly drawn", True, LEFT + WALL),
                ([*v.mark_levels, v.state_fill], "computed", False, RIGHT - wide - WALL),
            )
        )


class Recall:
    """The same state at every length of text, and how often it leads to the right answer."""

    def __init__(self, v: Values, theme: Theme) -> None:
        tokens = [f"{n // 1000}K" if n else "0" for n in v.recall_context]
        x, thick, base = 620.0, 84.0, 560.0
        wide = RIGHT - WALL - x
        self.row = TankRow(
            np.full(len(tokens), v.state_fill),
            theme=theme,
            names=tokens,
            heading="",
            roles=["ssm"] * len(tokens),
            box=(x, 660, wide, thick),
            thick=thick,
        )
        self.bars = BarStrip(
            v.recall_percent,
            theme=theme,
            along="y",
            base=base,
            scale=linear((0, 100), (base, 130)),
            thickness=thick,
            role="accent",
            slots=5,
            places=np.linspace(x + thick / 2, x + wide - thick / 2, len(tokens)),
            written="{:.0f} %".format,
        )
        self.line = Rule([(x - 30, base), (RIGHT, base)], theme=theme, role="muted", line=THIN)
        size = megabytes(v.state_bytes)
        self.state = [
            say(f"{v.ssm} state, {size}", LEFT, 714, "ssm", theme, strong=True),
            name("tokens of text around the facts", LEFT, 796, theme=theme),
        ]
        self.answers = [
            say("right answers", LEFT, base - 54, "accent", theme, strong=True),
            name("BABILong, mean of its tasks", LEFT, base, theme=theme),
        ]
        self.cast: list[Posed] = [self.row, self.line, self.bars, *self.state, *self.answers]
