"""More cast of visual specification C: a field of tanks, the erratum, and what recall does."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, stagger, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.tank_field import TankField
from anim_lib.primitives.tank_row import TankRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from anim_lib.typography import NUMBER, Label
from scenes.casts.spec_c_kv_tanks import (
    HEAD,
    TANK,
    THIN,
    WALL,
    appear,
    lens_for,
    megabytes,
    say,
    state_tank,
)
from scenes.values.spec_c_kv_tanks import Values

DOT, RING, LENS, WORDS = (122.0, 754.0), 20.0, 204.0, 344.0  # middle, radius, left edges
LENSES = (10, 13, 15, 20, 26, 30, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400)
NEAR = 100.0  # what the dot's lens shows, at most
CELL = (54.0, 69.75, 88.0, 25)  # tanks for a million: width, pitches across and down, a row
ROW = (290.0, 400.0, 152.0, 782.0)  # errata: y, height, width of a tank, width of a row


def tank_size(size: float) -> str:
    """Return ``size`` bytes as a short text under a tank."""
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else megabytes(size)


def in_words(v: Values) -> str:
    """Return the number of tokens of the whole field as words."""
    return "a million" if v.far_tokens == 1_000_000 else f"{v.far_tokens:,}"


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
        self._magnified(v, theme, side * scale)
        total = f"{v.far_cache_bytes / 1e9:,.0f} GB"
        self.total = say(total, RIGHT, HEAD, "cache", theme, strong=True, anchor="r")
        lines = (
            f"this dot is {v.ssm}’s state, at the scale of the tanks",
            f"{megabytes(v.state_bytes)} for {v.marks[0]:,} tokens, and for {in_words(v)}",
        )
        self.same = [
            say(line, WORDS, DOT[1] - 34 + 48 * k, "ssm", theme, strong=k == 0)
            for k, line in enumerate(lines)
        ]
        weights = [v.transformer_weight_bytes, v.ssm_weight_bytes]
        both = " and ".join(f"{size / 1e9:.3g}" for size in weights)
        trained = [f"computed (both trained at {n:,} tokens); " for n in v.cache_trained_context]
        weights_too = f"{''.join(trained)}weights come on top: {both} GB"
        self.weights = say(weights_too, WORDS, DOT[1] + 62, "muted", theme)
        self.lens: list[Posed] = [self.cone, self.ring, self.glass, self.times]
        self.cast: list[Posed] = [self.field, *self.lens, self.total, *self.same, self.weights]

    def _magnified(self, v: Values, theme: Theme, side: float) -> None:
        """Put a lens beside the dot that the small tank has become."""
        x, y = DOT
        self.dot = (x - side / 2, y - side / 2, side, side)
        around = np.linspace(0, 2 * np.pi, 60)
        circle = np.column_stack([x + RING * np.cos(around), y + RING * np.sin(around)])
        self.ring = Rule(circle, theme=theme, role="ssm", line=THIN)
        lens = lens_for(side, NEAR, LENSES)
        wide = side * lens
        left, top = LENS, y - wide / 2
        self.near = (left, top, wide, wide)
        self.glass = state_tank(v, theme, self.near)
        small = [(x + side / 2, y - side / 2), (x + side / 2, y + side / 2)]
        large = [(left - THIN, top), (left - THIN, top + wide)]
        self.cone = Cone([small, large], theme=theme, role="ssm")
        self.times = Label(
            f"×{lens}",
            left + wide / 2,
            y + 12,
            theme=theme,
            size=NUMBER,
            colour=theme.on(theme.fill("ssm")),
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )

    def magnify(self) -> Animation:
        """Return the animation in which the dot is ringed and a lens opens out of it."""
        self.glass.set_channels(place=self.dot, wall=0.0)
        opens = together(
            appear(self.glass), self.glass.zoom(self.near, wall=THIN), self.cone.open()
        )
        return stagger(
            together(self.ring.draw(run_time=ENTER), opens), self.times.enter(), lag=MOVE / 2
        )

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
        sizes = [v.capacity_bytes] * len(v.marks) + [v.state_bytes]
        self.sizes = [
            say(f"of {tank_size(size)}", name.x, y + height + 144, role, theme, anchor="c")
            for size, name, role in zip(sizes, self.true.names, roles, strict=True)
        ]


class Recall:
    """The same state at every length of text, and how often it leads to the right answer."""

    def __init__(self, v: Values, theme: Theme) -> None:
        tokens = [f"{n // 1000}K" if n else "0" for n in v.recall_context]
        x, thick, base = 620.0, 84.0, 560.0
        wide = RIGHT - WALL - x
        places = np.linspace(x + thick / 2, x + wide - thick / 2, len(tokens))
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
            places=places,
            written="{:.0f} %".format,
        )
        self.line = Rule([(x - 30, base), (RIGHT, base)], theme=theme, role="muted", line=THIN)
        size = megabytes(v.state_bytes)
        self.state = [
            say(f"{v.ssm} state, {size}", LEFT, 714, "ssm", theme, strong=True),
            name("tokens of text around the facts", LEFT, 796, theme=theme),
        ]
        self.answers = [
            say("right answers", LEFT, base - 146, "accent", theme, strong=True),
            name(f"{v.ssm}; no cache tested", LEFT, base - 92, theme=theme),
            name("BABILong leaderboard, mean", LEFT, base - 46, theme=theme),
            name("of tasks (arXiv 2406.10149)", LEFT, base, theme=theme),
        ]
        past = float(np.mean(places[2:4]))
        guide = Rule([(past, base), (past, 240)], theme=theme, role="muted", line=THIN, dash=(3, 9))
        trained = f"training: {v.trained_context:,} tokens"
        self.beyond: list[Posed] = [
            guide,
            name("longer than any text in its", past + 24, 264, theme=theme),
            name(trained, past + 24, 310, theme=theme),
        ]
        words = [*self.state, *self.answers, *self.beyond]
        self.cast: list[Posed] = [self.row, self.line, self.bars, *words]
