"""Special A: the plane in which the two states of "bank" part."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.mark_cloud import MarkCloud
from anim_lib.primitives.meaning_plane import MeaningPlane
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from anim_lib.typography import ADVANCE, NUMBER, SMALL, Anchor, Counter, Label
from scenes.casts.spec_a_beside import beside
from scenes.casts.spec_a_grid import MONEY, NAMED_AT, NAMES, PLANE_LEFT, POLES, RIVER, SENSES
from scenes.casts.spec_a_layout import plane_place
from scenes.casts.spec_a_says import who
from scenes.values.spec_a_bank import FOLLOWED, Values

COUNTED, DIGITS = 1748.0, 3  # right end of what a distance of so many characters is called


class Places:
    """The plane, its axes, the two states, and those of the other sentences."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.place = plane_place(v)
        frame, (_, senses, of) = self.place.frame, who(v)
        (left, bottom), (right, top) = (
            frame.at((x, y)) for x, y in zip(self.place.across, self.place.up, strict=True)
        )
        self.axes = [
            Axis(
                self.place.ticks(along="x"),
                linear((0, 1), (frame.x, frame.x + frame.unit)),
                theme=theme,
                along="x",
                at=float(bottom),
                span=(float(left), float(right)),
            ),
            Axis(
                self.place.ticks(along="y"),
                linear((0, 1), (frame.y, frame.y - frame.unit)),
                theme=theme,
                along="y",
                at=float(left),
                span=(float(bottom), float(top)),
            ),
        ]
        self.halfway = Rule(
            [(frame.x, float(bottom)), (frame.x, float(top))],
            theme=theme,
            role="muted",
            line=1.5,
            dash=(3.0, 9.0),
        )
        self.names = [
            name(
                "up: widest of the rest · one plane per layer",
                PLANE_LEFT,
                float(top) - 24.0,
                theme=theme,
            ),
            name("across: from river’s mean to money’s", RIGHT, 796.0, theme=theme, anchor="r"),
            name(
                f"hollow: mean of {v.centroid_sentences} other sentences",
                RIGHT,
                838.0,
                theme=theme,
                anchor="r",
            ),
        ]
        self.plane = MeaningPlane(
            [v.plane_money, v.plane_river],
            theme=theme,
            means=v.plane_centroids,
            senses=senses[: len(NAMES)],
            others=senses[len(NAMES) :],
            of=of,
            frame=frame,
        )
        self._write(v, theme)
        is_money = v.reporting_is_money == 1
        self.cloud = MarkCloud(
            v.plane_reporting[:, -1],
            theme=theme,
            of=np.where(is_money, MONEY, RIVER).tolist(),
            senses=SENSES,
            frame=frame,
        )

    def _write(self, v: Values, theme: Theme) -> None:
        which = Label("all heads, layer", PLANE_LEFT, 164.0, theme=theme, role="muted", size=SMALL)
        level = Counter(0.0, which.right + 14.0, 164.0, theme=theme, written="{:.0f}".format)
        last = Label(
            f"of {v.n_layers}", level.x + 34.0, 164.0, theme=theme, role="muted", size=SMALL
        )
        self.layers = [which, level, last]
        digits = len(f"{max(v.distance.max(), v.distance_hidden.max()):.1f}")
        self.apart = [
            Label(
                "full distance:",
                COUNTED - ADVANCE * NUMBER * max(0, digits - DIGITS),
                164.0,
                theme=theme,
                role="muted",
                size=SMALL,
                anchor="r",
            ),
            Counter(
                v.distance[0],
                RIGHT,
                164.0,
                theme=theme,
                written="{:.1f}".format,
                anchor="r",
                weight="SEMIBOLD",
            ),
        ]
        _, senses, of = who(v)
        self.at = [
            Label(
                FOLLOWED,
                *spot,
                theme=theme,
                role=senses[kind].role,
                weight="SEMIBOLD",
                mono=True,
                size=NUMBER,
            )
            for spot, kind in zip(beside(v, self.place).tolist(), of, strict=True)
        ]
        looked_at = (
            f"looks at {v.words_money[v.arrows_money[0]]}",
            f"looks at {v.words_river[v.arrows_river[0]]}",
        )
        poles: tuple[tuple[float, Anchor], ...] = ((POLES[1], "r"), (POLES[0], "l"))
        self.looks, self.means = (
            [
                Label(text, x, y, theme=theme, role=role, size=SMALL, anchor=anchor)
                for text, role, (x, anchor) in zip(texts, roles, poles, strict=True)
            ]
            for texts, roles, y in (
                (looked_at, ["attention"] * 2, 638.0),
                (NAMES, [sense.role for sense in SENSES], NAMED_AT),
            )
        )
        if v.is_own:
            # a user's state may end at either pole, whose words would be taken for its own
            self.looks = []

    @property
    def frame(self) -> list[Posed]:
        """What stands before any state does."""
        return [*self.axes, self.halfway, *self.names]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [
            *self.frame,
            self.cloud,
            self.plane,
            *self.layers,
            *self.apart,
            *self.at,
            *self.looks,
            *self.means,
        ]

    def step(self, v: Values, level: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation through one layer; the counters go along."""
        return together(
            self.plane.travel_to(level, run_time=run_time),
            self.layers[1].drive(run_time=run_time, value=level),
            self.apart[1].drive(run_time=run_time, value=v.distance[level]),
        )
