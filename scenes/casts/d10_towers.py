"""Diagram 10: Jamba's tower and Mixtral's, floor for floor at one scale."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, then, together
from anim_lib.primitives.cache_tank import WALL, CacheTank
from anim_lib.primitives.layer_tower import OUT, REACH, LayerTower, Place
from anim_lib.primitives.tower_floor import CALM, MIXER_SHARE
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, GLANCE, glide
from anim_lib.typography import LABEL, Counter, Label
from scenes.casts.words import say
from scenes.values.d10_jamba_stack import Values

SHAFT = 27.0  # left of the floors
GROUND = 842.0
FAR: Place = (LEFT, GROUND, 180.0, 650.0)  # the whole tower
NEAR_X, NEAR_WIDTH, NEAR_PITCH = LEFT + 9.0 + SHAFT, 560.0, 80.0  # one block
GB = 228.0  # stage pixels of one GB from afar
TOKEN = 4.0  # stage pixels of one token's keys and values on one floor from near
OTHER_X, KINDS = 718.0, 446.0
HEAD = 160.0  # baseline of the names
NAMES = {"attention": "attention", "ssm": "Mamba"}


def size(count: float) -> str:
    """Return bytes as kB, MB or GB, each in powers of 1,000."""
    if count < 1e5:
        return f"{count / 1e3:.1f} kB"
    if count < 1e8:
        return f"{count / 1e6:.2f} MB"
    return f"{count / 1e9:.{1 if count >= 9.995e9 else 2}f} GB"


class Towers:
    """Both towers, their names and the bytes that they keep, and the tokens read."""

    def __init__(self, v: Values, theme: Theme) -> None:
        mixers = ["attention" if here else "ssm" for here in v.is_attention]
        self.attention = v.is_attention.astype(float)
        self.jamba = LayerTower(
            np.zeros(v.n_layers),
            theme=theme,
            mixers=mixers,
            place=FAR,
            unit=GB / 1e9,
            names=[NAMES[mixer] for mixer in mixers],
            experts=np.where(v.is_moe, v.n_experts, 1),
            busy=v.experts_per_token,
            period=v.attention_period,
            written=size,
            shaft=SHAFT,
        )
        floors = len(v.other_layer_bytes)
        self.mixtral = LayerTower(
            np.zeros(floors),
            theme=theme,
            mixers=["attention"] * floors,
            place=(OTHER_X, GROUND, MIXER_SHARE * FAR[2], FAR[3]),
            unit=GB / 1e9,
            written=size,
        )
        alike = self.mixtral.tall(self.jamba.pitch)
        self.mixtral.set_channels(place=(OTHER_X, GROUND, MIXER_SHARE * FAR[2], alike))
        self.near: Place = (NEAR_X, GROUND, NEAR_WIDTH, self.jamba.tall(NEAR_PITCH))
        self.unit = TOKEN / v.layer_bytes_per_token
        for tower in (self.jamba, self.mixtral):
            tower.set_channels(opened=0.0, lift=0.0)
        self._names(v, theme)
        area = GB / 1e9 * self.jamba.floor_box(0)[3]  # stage pixels squared of one byte
        self.tanks = [
            self._tank(self._wall(tower), gb * 1e9, area, theme)
            for tower, gb in zip((self.jamba, self.mixtral), v.compared_gb, strict=False)
        ]

        self.held = [
            say("cache", x, y - 18.0, theme, role="cache")
            for x, y in (tank.channel("place")[:2] for tank in self.tanks)
        ]

    def _tank(self, wall: float, held: float, area: float, theme: Theme) -> CacheTank:
        """Return the bytes of a whole tower as one square of water, at the balconies' scale."""
        side = float(np.sqrt(held * area))
        place = (wall + 24.0, GROUND - side - WALL / 2, side, side)
        return CacheTank(1, theme=theme, capacity=1, bytes_each=held, place=place, shade=CALM)

    def _names(self, v: Values, theme: Theme) -> None:
        self.names = [
            Label(text, x, HEAD, theme=theme, role=role, weight="SEMIBOLD")
            for text, x, role in (
                (v.compared[0].split("-")[0], LEFT, "hybrid"),
                (v.compared[1].split("-")[0], OTHER_X, "transformer"),
            )
        ]
        floors = len(v.other_layer_bytes)
        full = GB * float(v.other_layer_bytes[0]) / 1e9
        ends = [self._wall(tower) + full for tower in (self.jamba, self.mixtral)]
        self.totals = [
            Counter(
                gb * 1e9,
                end,
                HEAD,
                theme=theme,
                written=size,
                slots=9,
                role="cache",
                size=LABEL,
                weight="SEMIBOLD",
                anchor="r",
            )
            for gb, end in zip(v.compared_gb, ends, strict=False)
        ]
        mamba = f"{v.n_mamba} Mamba: {size(v.state_bytes)}"
        self.states = say(mamba, self._wall(self.jamba) + 12, 824.0, theme, role="ssm")
        _, top, _, high = self.mixtral.floor_box(floors - 1)
        beside = self._wall(self.mixtral) + full + 18.0
        printed = " and ".join(f"{gib:g}" for gib in v.printed_gib[:2])
        self.each = [
            say(text, beside, y, theme)
            for text, y in (
                ("a layer", top + high / 2 + 56.0),
                (f"{v.supported_context // 1024}K, as in", top + high / 2 + 128.0),
                (f"{v.model.split('-')[0]}’s paper:", top + high / 2 + 172.0),
                (f"{printed} GiB", top + high / 2 + 216.0),
                ("its MLPs are", GROUND - 50.0),
                ("not drawn", GROUND - 4.0),
            )
        ]
        shorter = round(self.unit / (GB / 1e9), -2)
        self.scale = [
            say(text, OTHER_X, HEAD + 44.0 * row, theme)
            for row, text in enumerate(
                ("balconies at a new scale,", f"about {shorter:,.0f} times shorter")
            )
        ]
        numbers = [int(k) for k in v.attention_layers]
        self.floors = [
            say(f"layer {k + 1}", self._wall(self.jamba) + 12, self._middle(k), theme)
            for k in numbers
        ]
        left, right, high = KINDS, beside - full, self._middle(numbers[-1])
        self.kinds = [
            say(text, x, high + 52.0 * row, theme, role=role, strong=True)
            for text, x, row, role in (
                (f"{len(numbers)} attention", left, 0, "attention"),
                (f"{v.n_mamba} Mamba", left, 1, "ssm"),
                (f"{v.n_layers} MLPs", left, 2, "accent"),
                (f"{floors} attention", right, 0, "attention"),
                ("MLPs not drawn", right, 1, "muted"),
            )
        ]

    def _wall(self, tower: LayerTower) -> float:
        return tower.balcony(0)[0]

    def _middle(self, floor: int) -> float:
        _, top, _, high = self.jamba.floor_box(floor)
        return top + high / 2 + 12.0

    @property
    def cast(self) -> list[Posed]:
        """All of it, from back to front."""
        words = [*self.names, *self.totals, *self.each, self.states, *self.floors, *self.kinds]
        words += self.scale
        return [*self.tanks, *self.held, self.jamba, self.mixtral, *words]

    def approach(self, v: Values) -> Animation:
        """Return the animation in which the blocks fold into one, which comes near."""
        return then(
            self.jamba.show_floors(v.attention_period),
            self.jamba.drive(place=self.near, unit=self.unit, lift=1.0),
            gap=0.0,
        )

    def retreat(self) -> Animation:
        """Return the animation in which the block goes far away, and unfolds into all."""
        return then(
            self.jamba.drive(place=FAR, unit=GB / 1e9, lift=0.0),
            self.jamba.show_floors(len(self.jamba.floors)),
            gap=0.0,
        )

    def read_one(self, v: Values, mark: int, *, run_time: float) -> Animation:
        """Return the animation in which one token passes the block, and attention keeps it."""
        floors = v.attention_period
        passed = (int(v.attention_layers[0]) - OUT) / (floors - 1 + REACH - OUT) * run_time
        keeps = self.jamba.keep(v.close_bytes[mark], run_time=GLANCE)
        return Timeline((0.0, self.jamba.visit(run_time=run_time, upto=floors)), (passed, keeps))

    def stream(self, v: Values, *, run_time: float) -> Animation:
        """Return the animation in which all tokens up to the supported context are read."""
        total = float(v.cache_bytes[-1])
        return together(
            self.jamba.keep(v.layer_bytes[-1], run_time=run_time, rate_func=glide),
            self.totals[0].drive(run_time=run_time, rate_func=glide, value=total),
        )

    def empty_other(self) -> None:
        """Open the other tower, unseen, with nothing kept; its highest floor prints its bytes."""
        floors = np.arange(len(self.mixtral.floors))
        self.mixtral.set_channels(opened=1.0, printed=floors == floors[-1])
        self.totals[1].set_channels(value=0.0)

    def fill_other(self, v: Values, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which every floor of the other tower gets its cache."""
        total = float(v.other_layer_bytes.sum())
        return together(
            self.mixtral.keep(v.other_layer_bytes, run_time=run_time, rate_func=glide),
            self.totals[1].drive(run_time=run_time, rate_func=glide, value=total),
        )
