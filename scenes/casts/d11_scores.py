"""Diagram 11: the plane of queries and keys, and the bars that come out of it."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, stagger, then, together
from anim_lib.primitives.bar_strip import BEHIND
from anim_lib.primitives.plane import Plane, axes
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, SETTLE
from anim_lib.typography import ADVANCE, NUMBER, Counter, Label
from scenes.casts.d11_grid import (
    ALIKE,
    ASK,
    AXIS,
    BASE,
    FLOOR,
    HALF,
    NAMES,
    ROWS,
    SHADOW,
    SUMS,
    TICKS,
    UNIT,
    Place,
    at_tips,
    bars,
    heading,
)
from scenes.values.d11_qkv_attention import Values


class Alike:
    """The query and the keys in one plane."""

    def __init__(self, v: Values, theme: Theme) -> None:
        query = v.query[v.asking]
        self.axes = axes(ALIKE, FLOOR, UNIT, TICKS, theme=theme)
        self.plane = Plane(
            [query, *v.key],
            theme=theme,
            x=ALIKE,
            y=FLOOR,
            unit=UNIT,
            roles=["query"] + ["key"] * len(v.key),
            line=5.0,
            feet=[query, *v.shadow_tips],
        )
        self.heading = heading("How alike?", ALIKE, "key", theme)
        places: tuple[Place, ...] = ((6, -26, "c"), (18, -8, "l"), (-6, -22, "c"))
        x, y = self.plane.at(query)
        self.mine = [
            Label("q", x + 18, y + 10, theme=theme, role="query", weight="SEMIBOLD"),
            Label(
                v.tokens[v.asking],
                x + 52,
                y + 10,
                theme=theme,
                role="query",
                size=NUMBER,
                mono=True,
            ),
        ]
        self.words = list(at_tips(v.tokens, self.plane, v.key, places, theme, "key"))

    @property
    def all(self) -> list[Posed]:
        """Everything in the panel, from back to front."""
        return [*self.axes, self.plane, self.heading, *self.mine, *self.words]


class Shares:
    """The scores, first as sums and shadows, then as bars, and the shares made of them."""

    def __init__(self, v: Values, theme: Theme, alike: Alike) -> None:
        origin = np.array(alike.plane.at((0.0, 0.0)))
        one = UNIT / v.query_length * v.query_direction * (1, -1)  # a score of 1, on q's line
        count = len(v.tokens)
        self.scores = bars(
            np.zeros(count),
            theme,
            "key",
            BASE,
            places=ROWS - HALF,
            written=None,
            sources=[(origin, origin + one)] * count,
            source_thickness=SHADOW,
        ).set_channels(landed=0.0, strength=0.0)
        above = [((BASE, y), (BASE + UNIT, y)) for y in ROWS - HALF]
        self.shares = bars(v.scores, theme, "attention", BASE, sources=above)
        self.names = [
            Label(t, NAMES, y + 12, theme=theme, mono=True, size=NUMBER)
            for t, y in zip(v.tokens, ROWS, strict=True)
        ]
        self.asker = Label(v.tokens[v.asking], NAMES, ASK + 12, theme=theme, mono=True, size=NUMBER)
        step = ADVANCE * NUMBER
        self.totals = [
            Counter(0.0, SUMS + 20 * step, y + 12, theme=theme, role="key") for y in ROWS
        ]
        self.terms = [
            [_product(q, k, SUMS + 8 * step * i, y + 12, theme, plus=i > 0) for i, (q, k) in pairs]
            for y, pairs in (
                (y, list(enumerate(zip(v.query[v.asking], key, strict=True))))
                for y, key in zip(ROWS, v.key, strict=True)
            )
        ]
        self.equals = [
            Label("=", SUMS + 18 * step, y + 12, theme=theme, mono=True, size=NUMBER) for y in ROWS
        ]
        self.heading = heading("How much from each?", NAMES, "attention", theme)
        self.axis = Rule([(BASE, y) for y in AXIS], theme=theme, role="muted", line=3.0)
        ends = (v.scores[v.asking], v.weights[v.asking], v.scaled[v.asking])
        names = ("q·k", "share", f"q·k/√{v.d_head}")
        *self.keys, self.divided = (
            Label(
                text,
                BASE + UNIT * end + BEHIND + written * step + 20,
                ROWS[v.asking] + y + 12,
                theme=theme,
                role=role,
                size=NUMBER,
                mono=text != "share",
            )
            for text, role, end, written, y in zip(
                names,
                ("key", "attention", "key"),
                ends,
                (4, 5, 5),
                (-HALF, HALF, HALF),
                strict=True,
            )
        )

    @property
    def askers(self) -> list[Label]:
        """Whose query and keys the rows hold."""
        return [self.asker, *self.names]

    @property
    def sums(self) -> list[Label]:
        """All multiplications as written."""
        return [*[one for terms in self.terms for one in terms], *self.equals]

    def written(self, i: int, j: int) -> list[Label]:
        """Return what the ``j``-th multiplication of row ``i`` adds to the writing."""
        return [self.terms[i][j], *([self.equals[i]] if j == 0 else [])]

    def divide(self, v: Values) -> Animation:
        """Return the animation in which the scores leave smaller copies below themselves."""
        copies = self.shares.drive(
            begin={"presence": 1.0, "landed": 0.0, "values": v.scores},
            presence=1.0,
            landed=1.0,
            values=v.scaled,
        )
        return then(copies, self.divided.enter(run_time=GLANCE), gap=0.0)

    def soften(self, v: Values) -> Animation:
        """Return the animation in which the divided scores become shares, and are called so."""
        renamed = then(self.divided.leave(run_time=0.5 * GLANCE), self.heading.enter(), gap=0.0)
        return together(self.shares.to_values(v.weights), renamed)

    def line_up(self, v: Values) -> Animation:
        """Return the animation that lifts the shadows off the plane and lays them as bars."""
        lift = self.scores.drive(run_time=BEND, lag=0.5 * SETTLE, landed=1.0, strength=1.0)
        ends = [BASE + UNIT * score + BEHIND for score in v.scores]
        ride = [
            total.drive(run_time=BEND, offset=(end - total.x, -HALF))
            for total, end in zip(self.totals, ends, strict=True)
        ]
        return together(lift, stagger(*ride, lag=0.5 * SETTLE))


def _product(q: float, k: float, x: float, y: float, theme: Theme, *, plus: bool) -> Label:
    text, tint = f"{q:.1f}×{k:.1f}", {f"{q:.1f}×": "query", f"×{k:.1f}": "key", "×": "ink"}
    return Label(
        "+ " + text if plus else text, x, y, theme=theme, mono=True, size=NUMBER, tint=tint
    )
