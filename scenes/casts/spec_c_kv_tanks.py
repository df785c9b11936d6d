"""The cast of visual specification C: two tanks, a lens, a field of tanks, and two admissions."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.tank_field import TankField
from anim_lib.primitives.tank_row import TankRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import constant
from anim_lib.typography import COUNTER, LABEL, NUMBER, Anchor, Counter, Label
from scenes.values.spec_c_kv_tanks import Values

TANK = (236.0, 296.0, 580.0, 528.0)  # inside of the big tank: x, y, width, height
EDGE, FLOOR = TANK[0] + TANK[2], TANK[1] + TANK[3]
GROUND = FLOOR + 3.5
WALL, THIN = 5.0, 3.0
ZOOM = 6.0  # the lens magnifies lengths
GLASS = 46  # tokens that the lens's cache glass holds
SHELF, GAP = 667.0, 48.0  # floor of what is magnified, and between the two glasses
HEAD = 166.0  # baseline of the words above the big tank
CELL = (54.0, 69.75, 88.0, 25)  # tanks for a million: width, pitches across and down, a row
ROW = (290.0, 420.0, 152.0, 782.0)  # errata: y, height, width of a tank, width of a row


def megabytes(size: float) -> str:
    """Return ``size`` bytes as text."""
    return f"{size / 1e6:.1f} MB"


def percent(share: float) -> str:
    """Return ``share`` as text, with the digits that count."""
    digits = 0 if share >= 0.9995 or share == 0 else 1 if share >= 0.09995 else 2
    return f"{100 * share:.{digits}f} %"


def say(
    text: str,
    x: float,
    y: float,
    role: str,
    theme: Theme,
    *,
    strong: bool = False,
    anchor: Anchor = "l",
) -> Label:
    """Return words beside a thing; ``strong`` ones are its name."""
    return Label(
        text,
        x,
        y,
        theme=theme,
        role=role,
        size=LABEL if strong else NUMBER,
        weight="SEMIBOLD" if strong else "MEDIUM",
        anchor=anchor,
    )


class BigTank:
    """The cache's tank, its scale, the token counter that pours, and what spills."""

    def __init__(self, v: Values, theme: Theme) -> None:
        x, y, _, height = TANK
        self.tank = CacheTank(
            0,
            theme=theme,
            capacity=v.capacity_tokens,
            bytes_each=v.bytes_per_token,
            place=TANK,
            levels=v.marks[:-1].tolist(),
            spills=True,
            source=(620.0, HEAD + 22),
            written=percent,
            unit="tokens",
        )
        total = v.capacity_bytes / 1e9
        gb = linear((0, total), (y + height, y))
        ticks = [(float(n), f"{n}") for n in range(int(total) + 1)]
        # the axis' line is the tank's left wall
        self.axis = Axis(ticks, gb, theme=theme, along="y", at=x - 2.5, span=(FLOOR, y))
        self.unit = name("GB", x - 21, gb(2.5) + 12, theme=theme, anchor="r")
        self.count = Counter(
            0,
            475,
            HEAD,
            theme=theme,
            written=lambda n: f"token {n:,.0f}",
            slots=15,
            size=COUNTER,
            weight="SEMIBOLD",
            lit_role="overflow",
        )
        self.name = say(f"{v.transformer} cache", LEFT, HEAD, "cache", theme, strong=True)
        room = f"room for {v.capacity_tokens:,} tokens, chosen"
        self.room = say(room, EDGE + 46, y + 12, "muted", theme)
        self.tick = Rule([(EDGE + 12, y), (EDGE + 30, y)], theme=theme, role="muted", line=THIN)
        self.ground = Rule([(x - 10, GROUND), (RIGHT, GROUND)], theme=theme, role="ink", line=THIN)
        spilt = f"{v.spilt_tokens:,} tokens spilled,"
        self.spilt = [
            say(spilt, EDGE + 90, 420, "overflow", theme, strong=True),
            say(f"{v.spilt_bytes / 1e6:.0f} MB, to scale", EDGE + 90, 468, "overflow", theme),
        ]
        self.scale: list[Posed] = [self.ground, self.axis, self.unit]

    def pour(self, tokens: float, seconds: float, *more: Animation) -> Animation:
        """Return the animation that pours up to ``tokens``: water, share and counter as one."""
        count = self.count.drive(run_time=seconds, rate_func=constant, value=tokens)
        return together(self.tank.to_values(tokens, run_time=seconds), count, *more)


class SmallTank:
    """The state's tank, always full, and the lens that magnifies it."""

    def __init__(self, v: Values, theme: Theme, area_per_byte: float) -> None:
        self.side = side = (v.state_bytes * area_per_byte) ** 0.5
        self.wide = wide = side * ZOOM
        self.near = (RIGHT - (wide + side) / 2, FLOOR - side, side, side)
        self.far = (RIGHT - wide, SHELF - wide, wide, wide)
        self.tank, self.glass = (
            CacheTank(
                v.state_fill,
                theme=theme,
                capacity=1,
                bytes_each=v.state_bytes,
                role="ssm",
                place=self.near,
                wall=THIN,
            )
            for _ in range(2)
        )
        x, y = self.near[:2]
        small, large = [(x, y), (x + side, y)], [(RIGHT - wide, SHELF + 5), (RIGHT, SHELF + 5)]
        self.cone = Cone([small, large], theme=theme, role="ssm")
        self.name = say(f"{v.ssm} state", RIGHT, 276, "ssm", theme, strong=True, anchor="r")
        self.low = y - 28 - self.name.y  # the name starts just above the small tank
        size, even = f"{megabytes(v.state_bytes)}, always", f"= {v.break_even_tokens:.0f} tokens"
        self.size = say(size, RIGHT, 322, "ssm", theme, anchor="r")
        self.even = say(f"{even} of cache", RIGHT, 368, "ssm", theme, anchor="r")
        self.times = Label(
            f"×{ZOOM:.0f}",
            RIGHT - wide / 2,
            SHELF - wide / 2 + 16,
            theme=theme,
            size=COUNTER,
            colour=theme.on(theme.fill("ssm")),
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )
        self.lens: list[Posed] = [self.cone, self.glass, self.times, self.size, self.even]


class EarlyGlass:
    """The cache's first tokens in a glass as wide as the state's, at the lens's scale."""

    def __init__(self, v: Values, theme: Theme, wide: float) -> None:
        tall = wide * GLASS * v.bytes_per_token / v.state_bytes
        left = RIGHT - 2 * wide - GAP
        self.glass = CacheTank(
            0,
            theme=theme,
            capacity=GLASS,
            bytes_each=v.bytes_per_token,
            place=(left, SHELF - tall, wide, tall),
        )
        small = [(EDGE + 5, FLOOR - 5), (EDGE + 5, FLOOR)]
        large = [(left - 5, SHELF - tall), (left - 5, SHELF + 5)]
        self.cone = Cone([small, large], theme=theme, role="cache")
        brim = SHELF - wide
        across = [(RIGHT - wide - 5, brim), (left - 36, brim)]
        self.guide = Rule(across, theme=theme, role="ink", line=THIN, dash=(3, 9))
        words = f"cache ×{ZOOM:.0f}"
        self.name = say(words, left, SHELF + 52, "cache", theme)
        self.cast: list[Posed] = [self.cone, self.glass, self.guide, self.name]


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
