"""The cast of visual specification C: two tanks and a lens."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, constant
from anim_lib.typography import COUNTER, NUMBER, Anchor, Counter, Label
from scenes.casts import words
from scenes.values.spec_c_kv_tanks import Values

TANK = (236.0, 296.0, 580.0, 528.0)  # inside of the big tank: x, y, width, height
EDGE, FLOOR = TANK[0] + TANK[2], TANK[1] + TANK[3]
GROUND = FLOOR + 3.5
BESIDE = EDGE + 90  # left edge of the words right of the big tank
WALL, THIN = 5.0, 3.0
LENSES = (4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)  # magnify lengths
WIDEST = 240.0  # what the lens shows, at most
FULLER = 1.15  # the lens's cache glass holds this share of the state's size
SHELF, GAP = 667.0, 48.0  # floor of what is magnified, and between the two glasses
STEPS, FEW = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000), 4.5  # GB between ticks, how many
HEAD = 160.0  # baseline of the words above the big tank


def megabytes(size: float) -> str:
    """Return ``size`` bytes as text."""
    return f"{size / 1e6:.1f} MB"


def size_of(size: float) -> str:
    """Return ``size`` bytes as text, with a unit that keeps it short."""
    return f"{size / 1e9:,.0f} GB" if size >= 1e10 else f"{size / 1e6:,.0f} MB"


def lens_for(side: float, widest: float, lenses: Sequence[int]) -> int:
    """Return the strongest lens that shows ``side`` stage pixels within ``widest``."""
    return max(lens for lens in lenses if lens == lenses[0] or lens * side <= widest)


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
    return words.say(text, x, y, theme, role=role, strong=strong, size=NUMBER, anchor=anchor)


def appear(posed: Posed) -> Animation:
    """Return the animation in which it is there at once: something else moves out of it."""
    return posed.drive(run_time=GLANCE / 3, begin={"presence": 1.0}, presence=1.0)


def state_tank(v: Values, theme: Theme, place: tuple[float, float, float, float]) -> CacheTank:
    """Return the state's tank, which is always full, at ``place`` (x, y, width, height)."""
    return CacheTank(
        v.state_fill,
        theme=theme,
        capacity=1,
        bytes_each=v.state_bytes,
        role="ssm",
        place=place,
        wall=THIN,
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
        step = next(n for n in STEPS if total / n < FEW)
        ticks = [(float(n), f"{n}") for n in range(0, int(total) + 1, step)]
        last = ticks[-1][0]
        unit = last + step / 2 if last + step / 2 <= total else last - step / 2
        # the axis' line is the tank's left wall
        self.axis = Axis(ticks, gb, theme=theme, along="y", at=x - 2.5, span=(FLOOR, y))
        self.unit = name("GB", x - 21, gb(unit) + 12, theme=theme, anchor="r")
        self.count = Counter(
            0,
            475,
            HEAD,
            theme=theme,
            written=lambda n: f"token {n:,.0f}",
            slots=len(f"token {v.far_tokens:,}"),
            size=COUNTER,
            weight="SEMIBOLD",
            lit_role="overflow",
        )
        self.name = say(f"{v.transformer} cache", LEFT, HEAD, "cache", theme, strong=True)
        self.kind = say("a transformer", LEFT, HEAD + 44, "muted", theme)
        room = f"{v.tank}: {v.capacity_tokens:,} tokens"
        self.room = say(room, BESIDE, y + 12, "muted", theme)
        self.trained = [
            say(f"both trained at {n:,} tokens", BESIDE, y + 58, "muted", theme)
            for n in v.cache_trained_context
        ]
        leader = [(EDGE + 12, y), (BESIDE - 16, y)]
        self.tick = Rule(leader, theme=theme, role="muted", line=THIN)
        self.ground = Rule([(x - 10, GROUND), (RIGHT, GROUND)], theme=theme, role="ink", line=THIN)
        spilt = f"{v.spilt_tokens:,} tokens spilled,"
        self.spilt = [
            say(spilt, BESIDE, 420, "overflow", theme, strong=True),
            say(f"{size_of(v.spilt_bytes)}, to scale", BESIDE, 468, "overflow", theme),
        ]
        self.scale: list[Posed] = [self.ground, self.axis, self.unit]
        self.start = [
            *self.scale,
            self.tank,
            self.count,
            self.name,
            self.kind,
            self.room,
            *self.trained,
            self.tick,
        ]

    def pour(self, tokens: float, seconds: float, *more: Animation) -> Animation:
        """Return the animation that pours up to ``tokens``: water, share and counter as one."""
        count = self.count.drive(run_time=seconds, rate_func=constant, value=tokens)
        fill = self.tank.overflow if tokens > self.tank.capacity else self.tank.to_values
        return together(fill(tokens, run_time=seconds), count, *more)

    def shown_full(self, tokens: float) -> list[Posed]:
        """Put the spill of ``tokens`` back at once, unseen, and return all that belongs to it."""
        self.tank.set_channels(place=TANK, wall=WALL, values=tokens, spilt=1.0)
        self.tank.set_channels(signs=1.0, reading=1.0)
        self.count.set_channels(value=tokens, lit=1.0)
        words = [self.name, self.kind, *self.trained, *self.spilt]
        return [*self.scale, self.tank, self.count, *words]


class SmallTank:
    """The state's tank, always full, and the lens that magnifies it."""

    def __init__(self, v: Values, theme: Theme, area_per_byte: float) -> None:
        self.side = side = (v.state_bytes * area_per_byte) ** 0.5
        self.zoom = zoom = lens_for(side, WIDEST, LENSES)
        self.wide = wide = side * zoom
        self.near = (RIGHT - (wide + side) / 2, FLOOR - side, side, side)
        self.far = (RIGHT - wide, SHELF - wide, wide, wide)
        self.tank, self.glass = (state_tank(v, theme, self.near) for _ in range(2))
        x, y = self.near[:2]
        small, large = [(x, y), (x + side, y)], [(RIGHT - wide, SHELF + 5), (RIGHT, SHELF + 5)]
        self.cone = Cone([small, large], theme=theme, role="ssm")
        self.name = say(f"{v.ssm} state", RIGHT, 276, "ssm", theme, strong=True, anchor="r")
        # the name starts just above the small tank, before the lens opens
        self.name.set_channels(offset=(0.0, y - 28 - self.name.y))
        size, even = (
            f"{megabytes(v.state_bytes)}, always",
            f"{'=' if v.break_even_tokens.is_integer() else '≈'} {v.break_even_tokens:.0f} tokens",
        )
        self.size = say(size, RIGHT, 322, "ssm", theme, anchor="r")
        self.even = say(f"{even} of cache", RIGHT, 368, "ssm", theme, anchor="r")
        self.times = Label(
            f"enlarged ×{zoom}" if zoom < 10 else f"×{zoom}",
            RIGHT - wide / 2,
            SHELF - wide / 2 + 12,
            theme=theme,
            size=NUMBER,
            colour=theme.on(theme.fill("ssm")),
            weight="SEMIBOLD",
            anchor="c",
        )
        self.lens: list[Posed] = [self.cone, self.glass, self.times, self.size, self.even]

    def magnify(self) -> Animation:
        """Return the animation in which the lens opens out of the small tank."""
        return together(
            appear(self.glass),
            self.glass.zoom(self.far, wall=WALL),
            self.cone.open(),
            self.name.travel(0.0, 0.0),
        )

    def shown_near(self) -> list[Posed]:
        """Put the small tank back at once, unseen, and return all that belongs to it."""
        self.tank.set_channels(place=self.near, wall=THIN)
        return [self.tank, self.name, *self.lens]


class EarlyGlass:
    """The cache's first tokens in a glass as wide as the state's, at the lens's scale."""

    def __init__(self, v: Values, theme: Theme, wide: float, zoom: int) -> None:
        self.tokens = FULLER * v.break_even_tokens
        tall = wide * FULLER
        left = RIGHT - 2 * wide - GAP
        self.glass = CacheTank(
            0,
            theme=theme,
            capacity=self.tokens,
            bytes_each=v.bytes_per_token,
            place=(left, SHELF - tall, wide, tall),
        )
        small = [(EDGE + 5, FLOOR - 5), (EDGE + 5, FLOOR)]
        large = [(left - 5, SHELF - tall), (left - 5, SHELF + 5)]
        self.cone = Cone([small, large], theme=theme, role="cache")
        brim = SHELF - wide
        across = [(RIGHT - wide - 5, brim), (left - 36, brim)]
        self.guide = Rule(across, theme=theme, role="ink", line=THIN, dash=(3, 9))
        words = ("the same water,", f"reshaped, ×{zoom}")
        self.names = [
            say(line, left, SHELF + 52 + 46 * k, "cache", theme) for k, line in enumerate(words)
        ]
        self.cast: list[Posed] = [self.cone, self.glass, self.guide, *self.names]

    def pour(self, big: BigTank, tokens: float, seconds: float) -> Animation:
        """Return the animation that pours into the big tank and shows it in the glass."""
        return big.pour(tokens, seconds, self.glass.to_values(tokens, run_time=seconds))
