"""Diagram 12: the fixed state of another model beside the shelf, to the same scale."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.cache_tank import CacheTank
from anim_lib.primitives.cone import Cone
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.casts.d12_sizes import END, FLOOR, THIN
from scenes.values.d12_kv_cache_growth import Values

WIDE = 110.0  # of what the lens shows, at most
LENSES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 125, 150)


class State:
    """A dot as large as its bytes, a lens on it, and the weights that both models need too."""

    def __init__(self, v: Values, theme: Theme, area_per_byte: float) -> None:
        side = float(np.sqrt(v.ssm_state_bytes * area_per_byte))
        self.lens = max(lens for lens in LENSES if lens * side <= WIDE)
        wide = side * self.lens
        x, y = RIGHT - wide / 2, FLOOR
        self.near = (x - side / 2, y - side, side, side)
        self.far = (RIGHT - wide - THIN, y - 190.0, wide, wide)
        tanks = [
            CacheTank(
                1,
                theme=theme,
                capacity=1,
                bytes_each=v.ssm_state_bytes,
                role="ssm",
                place=self.near,
                wall=0.0,
            )
            for _ in range(2)
        ]
        self.small, self.glass = tanks
        left, top, _, _ = self.far
        small = [(x - side / 2, y - side), (x + side / 2, y - side)]
        large = [(left, top + wide + THIN), (left + wide, top + wide + THIN)]
        self.cone = Cone([small, large], theme=theme, role="ssm")
        self.times = Label(
            f"×{self.lens}",
            left + wide / 2,
            top + wide / 2 + 12,
            theme=theme,
            size=NUMBER if self.lens < 100 else SMALL,
            colour=theme.on(theme.fill("ssm")),
            weight="SEMIBOLD",
            mono=True,
            anchor="c",
        )
        weights = " and ".join(
            f"{size / 1e9:.{0 if size >= 1e10 else 1}f}"
            for size in (v.weight_bytes, v.ssm_weight_bytes)
        )
        self.weights = name(
            f"not drawn: weights, {weights} GB", RIGHT, FLOOR + 48, theme=theme, anchor="r"
        )
        self.ground = Rule([(END, FLOOR), (RIGHT, FLOOR)], theme=theme, role="muted", line=1.5)
        self.words = [
            Label(
                f"{v.ssm} state",
                RIGHT,
                top - 70,
                theme=theme,
                role="ssm",
                weight="SEMIBOLD",
                anchor="r",
            ),
            Label(
                f"{v.ssm_state_bytes / 1e6:.1f} MB, always",
                RIGHT,
                top - 24,
                theme=theme,
                role="ssm",
                size=NUMBER,
                anchor="r",
            ),
        ]

    @property
    def back_to_front(self) -> list[Posed]:
        """All of it."""
        lens = [self.cone, self.small, self.glass, self.times]
        return [self.ground, *lens, *self.words, self.weights]

    def magnify(self) -> Animation:
        """Return the animation in which the state comes, and a lens opens out of it."""
        shown = self.glass.drive(run_time=GLANCE / 3, begin={"presence": 1.0}, presence=1.0)
        opens = together(shown, self.glass.zoom(self.far, wall=THIN), self.cone.open())
        lens = stagger(opens, self.times.enter(), lag=MOVE / 2)
        return together(enter_all(self.small, self.ground, self.weights, *self.words), lens)
