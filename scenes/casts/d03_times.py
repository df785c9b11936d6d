"""Diagram 3, second half: what a clock says, in all and for each token."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Timeline, enter_all, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.family_name import DASHES
from anim_lib.primitives.meeting import Meeting
from anim_lib.primitives.slope_triangle import SlopeTriangle
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Anchor, Label
from scenes.casts import d03_grid as grid
from scenes.casts.d03_areas import tokens_ruler
from scenes.casts.words import say
from scenes.values.d03_quadratic_explosion import Values

METHODS = (0, 1, 2)  # attention stored, attention fused, scan; the FFT is not shown
STORED, FUSED, SCAN = METHODS
ROLES = ("attention", "attention", "ssm")
PLAIN, OPTIMISED = "plain", "optimised"
NAMED = (
    (1340.0, 306.0),
    (1270.0, 508.0),
    (1600.0, 440.0),
)  # where each curve's name begins or ends


class Times:
    """The measured times, where they cross, how they grow, and the same for each token."""

    def __init__(self, v: Values, theme: Theme) -> None:
        shown = v.ms[list(METHODS)]
        self.total = np.concatenate([shown, shown])
        each = v.us_per_token[list(METHODS)]
        self.each = np.concatenate([each, each])
        ticks = tuple((ms, f"{ms:,g}") for ms in (0.1, 1.0, 10.0, 100.0, 1_000.0))
        self.chart = Chart(
            self.total,
            x=v.seq_lens,
            marks=[
                Mark("line", "attention", size=3.0),
                Mark("line", "attention"),
                Mark("line", "ssm", dash=DASHES["ssm"]),
                Mark("scatter", "attention", outline="square", size=grid.POINT, hollow=True),
                Mark("scatter", "attention", outline="square", size=grid.POINT),
                Mark("scatter", "ssm", size=grid.POINT),
            ],
            across=tokens_ruler("tokens, log scale"),
            up=Ruler((v.ms_vmin, v.ms_vmax), ticks, "", log=True),
            box=grid.BOX,
            theme=theme,
            grid="both",
        )
        self.chart.set_channels(shown=0.0)
        left, above = grid.BOX[0] - 120.0, grid.BOX[1] - 24.0
        fitted = f"slopes fitted from {v.fit_from:,} tokens on"
        self.fitted = name(fitted, left, self.chart.axes[3].y, theme=theme)
        self.unit = name("ms of CPU time, log scale", left, above, theme=theme)
        self.unit_each = name("µs of CPU time per token, log scale", left, above, theme=theme)
        where = v.machine.split(", d_model")[0]
        self.machine = name(f"CPU time on {where}", RIGHT, above, theme=theme, anchor="r")
        slopes = [f"slope {exponent:.1f}" for exponent in v.exponent]
        self.names = [
            self._lines(theme, STORED, [f"attention, {PLAIN}", slopes[STORED]], NAMED[0], "r"),
            self._lines(theme, FUSED, ["attention,", OPTIMISED, slopes[FUSED]], NAMED[1]),
            self._lines(theme, SCAN, ["SSM scan,", "Python loop", slopes[SCAN]], NAMED[2]),
        ]
        self.flat = [
            self._flat(v, theme, STORED, 6, (-30.0, -62.0), "r"),
            self._flat(v, theme, FUSED, 2, (20.0, 86.0), "l"),
            self._flat(v, theme, SCAN, 1, (-20.0, -34.0), "l"),
        ]
        self.meetings = [
            Meeting(
                (self.chart.to_x(n), self.chart.to_y(ms)),
                grid.BOX[3],
                text=f"{round(n, -2):,.0f}",
                at=grid.BOX[3] - 20.0,
                theme=theme,
            )
            for n, ms in zip(v.scan_crossing, v.scan_crossing_ms, strict=True)
        ]
        self.whose = [
            say(
                text,
                meeting.word.right,
                grid.BOX[3] - 20.0 - grid.PAIR,
                theme,
                role="attention",
                strong=True,
                anchor="r",
            )
            for text, meeting in zip((PLAIN, OPTIMISED), self.meetings, strict=True)
        ]
        self.slopes = [
            self._slope(v, theme, STORED, 6, above=True),
            self._slope(v, theme, SCAN, 1, above=True),
        ]

    @property
    def words(self) -> list[Label]:
        """What stands beside the curves of the total times only."""
        return [self.fitted, *self.whose, *(label for lines in self.names for label in lines)]

    def come(self) -> Animation:
        """Return the animation in which the axes come: the same across as before, another up."""
        chart = self.chart.drive(run_time=GLANCE, begin={"presence": 0.0}, presence=1.0)
        return together(chart, enter_all(self.unit, self.machine, self.fitted))

    def read_off(self) -> list[Animation]:
        """Return the animations of where the curves meet, each with whose place that is."""
        return [
            together(meeting.mark(), Timeline((MOVE - ENTER, whose.enter())))
            for meeting, whose in zip(self.meetings, self.whose, strict=True)
        ]

    def only(self, *methods: int) -> np.ndarray:
        """Return what the chart shows when only these curves stand, with their points."""
        return np.tile(np.isin(METHODS, methods).astype(float), 2)

    def _lines(
        self,
        theme: Theme,
        method: int,
        texts: Sequence[str],
        at: tuple[float, float],
        anchor: Anchor = "l",
    ) -> list[Label]:
        """Return the name of a curve, one label a line."""
        (x, y), role = at, ROLES[method]
        return [
            say(text, x, y + k * grid.PAIR, theme, role=role, strong=True, anchor=anchor)
            for k, text in enumerate(texts)
        ]

    def _flat(
        self,
        v: Values,
        theme: Theme,
        method: int,
        point: int,
        away: tuple[float, float],
        anchor: Anchor,
    ) -> Label:
        """Return the name of a curve beside where it lies in the plot for each token."""
        x, y = self.chart.to_x(v.seq_lens[point]), self.chart.to_y(self.each[method, point])
        role, (first, *_, last) = ROLES[method], v.us_per_token[method]
        what = f"{'SSM ' if method == SCAN else ''}{v.method_labels[method]}"
        text = f"{what}: {first:.3g} to {last:.3g} µs"
        return say(text, x + away[0], y + away[1], theme, role=role, strong=True, anchor=anchor)

    def _slope(
        self, v: Values, theme: Theme, method: int, start: int, *, above: bool
    ) -> SlopeTriangle:
        """Return the triangle between two measured points, one doubling apart."""
        return SlopeTriangle(
            self.chart.spot(method, start),
            self.chart.spot(method, start + 1),
            run=f"×{v.strip_ratio[start]:.0f}",
            rise=f"×{v.step_factor[method, start]:.1f}",
            role=ROLES[method],
            theme=theme,
            above=above,
        )
