"""Diagram 20 on the plane of diagram 8: what each further attention layer buys, and its price."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT, Points
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.family_name import MARKS
from anim_lib.primitives.layer_tower import LayerTower, Place
from anim_lib.primitives.measured_points import CORNERS, Dot, MeasuredPoints
from anim_lib.primitives.plot_area import PlotArea, Ruler
from anim_lib.primitives.point_tracks import PointTracks, Track
from anim_lib.primitives.straight_way import straight_to
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER, GLANCE
from scenes.casts import d20_grid as at
from scenes.casts.d08_plane import BESIDE, BOX, CARD, KB, NAME, STEPS
from scenes.casts.d20_table import Table
from scenes.casts.d20_towers import SMALLEST
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

FOOT = 40.0  # from the ground of the first small tower to its name
GAINED = (34.0, 96.0)  # from the middle of the dot's way to the words below it


class Plane:
    """Axes and marks as in diagram 8, a small tower at each mark, and the same as a table."""

    def __init__(self, v: Values, towers: list[LayerTower], theme: Theme) -> None:
        self.v, self.towers, self.theme = v, towers, theme
        self.length = v.pairs.tolist().index(v.lookup_pairs)
        self.plot = self._axes(theme)
        base = self.plot.names[0].y
        pairs = say("pairs", RIGHT, base, theme, anchor="r")
        self.card = TokenRow(
            [f"{v.lookup_pairs}"],
            theme=theme,
            x=pairs.left - BESIDE,
            y=STEPS,
            anchor="r",
            width=np.array([CARD]),
        )
        asked = say("toy task: recall of", self.card.left(0) - BESIDE, base, theme, anchor="r")
        self.asked = [asked, pairs]
        self.roles = [at.family(v, stack) for stack in range(len(v.stacks))]
        self.points = MeasuredPoints(self._from(), dots=self._dots(), plot=self.plot, theme=theme)
        self.order = list(range(1, len(self.roles)))[::-1]  # of tracks, from back to front
        self.tracks = PointTracks(
            self._from()[self.order, :2],
            since=self._from()[self.order, :2],
            tracks=[Track(self.roles[stack]) for stack in self.order],
            plot=self.plot,
            theme=theme,
        )
        self.table = Table(v, self.length, theme)
        middle = self.plot.place(self._to()[:2, :2]).mean(axis=0)
        x, y = (float(a + b) for a, b in zip(middle, GAINED, strict=True))
        gained = f"+{100 * v.gain[0, self.length]:.0f} points"
        self.gain = say(gained, x, y, theme, role="hybrid", strong=True, anchor="c")

    def _axes(self, theme: Theme) -> PlotArea:
        v = self.v
        grown = v.document_bytes[-1, self.length] - v.fixed_bytes[-1]
        across = Ruler(
            (v.document_bytes_vmin, v.document_bytes_vmax),
            tuple((10.0**k, f"{10.0**k / KB:g} kB") for k in range(3, 6)),
            f"memory kept after {grown // v.bytes_per_token[-1]:,} tokens, log scale",
            log=True,
            fine=True,
        )
        shares = tuple((share, f"{share:g}") for share in (0.0, 0.5, v.accuracy_vmax))
        up = Ruler((0.0, v.accuracy_vmax), shares, "share of right answers")
        return PlotArea(across, up, box=BOX, theme=theme, above=NAME)

    def _dots(self) -> list[Dot]:
        v, to = self.v, self._to()
        _, ground, _, _ = self.icon(0)
        base = ground + FOOT - float(self.plot.to_y(to[0, 1]))
        below = (0.0, base - CORNERS["below"][2])
        first = f"{at.of(v, 0)}: {at.percent(to[0, 1])}"
        dots = [Dot(self.roles[0], MARKS[self.roles[0]], first, "below", below)]
        for stack, role in enumerate(self.roles[1:], 1):
            dots.append(Dot(role, MARKS[role], at.of(v, stack), "above"))
        return dots

    def _to(self) -> Points:
        v, k = self.v, self.length
        columns = (v.document_bytes, v.accuracy_mean, v.accuracy_low, v.accuracy_high)
        return np.column_stack([column[:, k] for column in columns]).astype(np.float64)

    def _from(self) -> Points:
        """Return where dots start: the first step at the first dot, all others at its end."""
        to = self._to()
        return np.vstack([to[:1], to[:1], np.repeat(to[1:2], len(to) - 2, axis=0)])

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front; the towers are on stage before."""
        marks = [self.plot, self.tracks, self.points]
        return [*marks, self.card, *self.asked, *self.table.all, self.gain]

    def icon(self, stack: int) -> Place:
        """Return where the small tower of a stack stands: under its mark and its error bar."""
        _, _, low, _ = self._to()[stack]
        x, _ = self.plot.place(self._to()[stack, :2])
        return at.icon(float(x), float(self.plot.to_y(low)) + at.UNDER + at.ICON[1])

    def parked(self, stack: int) -> Place:
        """Return where a small tower waits: in its row of the table."""
        wide, tall = at.WAITING
        return at.TABLE + at.BESIDE, at.ROWS + at.ROW * stack + 2.0, wide, tall

    def begin(self) -> None:
        """Hide all marks; put the towers that were not shown where their dots come."""
        self.points.set_channels(shown=0.0)
        self.tracks.set_channels(presence=1.0)
        for stack, tower in enumerate(self.towers):
            if tower.level("presence") == 0.0:
                tower.define(place=self.icon(stack), unit=SMALLEST)

    def come(self, shown: list[int]) -> Animation:
        """Return the animation in which towers shrink: the first to its mark, others wait."""
        small = [
            self.towers[stack].drive(
                run_time=BEND,
                place=self.parked(stack) if stack else self.icon(0),
                unit=SMALLEST,
            )
            for stack in shown
        ]
        axes = together(self.plot.draw(), enter_all(self.card, *self.asked))
        return Timeline(
            (0.0, together(*small)),
            (ENTER, axes),
            (BEND - GLANCE, together(self.points.come(0), self.table.come())),
        )

    def go(self, *stacks: int) -> Animation:
        """Return the animation in which the dots of ``stacks`` leave that before them."""
        now = np.arange(len(self.roles))
        there = np.isin(now, range(max(stacks) + 1))
        values = np.where(there[:, None], self._to(), self._from())
        shown, named = self.points.channel("shown"), self.points.channel("named")
        shown[list(stacks)], named[list(stacks)] = 1.0, 0.0
        told = named.copy()
        told[list(stacks)] = 1.0
        towers = [
            self.towers[stack].drive(
                run_time=BEND,
                begin={"presence": 1.0},
                presence=1.0,
                place=self.icon(stack),
                unit=SMALLEST,
            )
            for stack in stacks
        ]
        return Timeline(
            (
                0.0,
                self.points.drive(
                    run_time=GLANCE, begin={"named": named}, shown=shown, named=named
                ),
            ),
            (GLANCE, straight_to(self.points, values, run_time=BEND)),
            (GLANCE, straight_to(self.tracks, values[self.order, :2], run_time=BEND)),
            (GLANCE, together(*towers)),
            (GLANCE + BEND, self.points.drive(run_time=ENTER, named=told)),
            *[(GLANCE + BEND, self.table.tell(stack)) for stack in stacks],
        )
