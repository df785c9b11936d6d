"""Delta dragged from next to nothing to large, in diagram 13."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import Axis
from anim_lib.primitives.curve_riders import CurveRiders
from anim_lib.primitives.old_new_cells import OldNewCells
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear, log
from anim_lib.theme import Theme
from anim_lib.timing import smooth
from scenes.casts import d13_grid as at
from scenes.casts.d05_words import Words
from scenes.values.d13_mamba_gating import Values

SLIDE = 1.1  # seconds from stop to stop


class Drag:
    """Left the curves exp(delta A) with their dots, right the sixteen cells at four stops."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        left, top, right, bottom = at.PLOT
        self.stops = v.sweep_stops.tolist()
        steps = v.sweep_delta[1:]  # a logarithmic axis has no 0
        moments = np.arange(len(v.sweep_delta), dtype=np.float64)
        across = log((float(steps[0]), float(steps[-1])), (left, right))
        up = linear((0.0, 1.0), (bottom, top))
        self.riders = CurveRiders(
            v.sweep_A_bar[1:],
            times=moments[1:],
            x=steps,
            theme=theme,
            across=across,
            up=up,
        )
        self.riders.set_channels(time=self.stops[0])
        ticks = [(float(f"{v.sweep_delta[k]:.1g}"), f"{v.sweep_delta[k]:.1g}") for k in self.stops]
        self.axes = (
            Axis(ticks, across, theme=theme, along="x", at=bottom, span=(left, right)),
            Axis([(0, "0"), (1, "1")], up, theme=theme, along="y", at=left, span=(bottom, top)),
        )
        self.titles = [
            words.word("kept of each cell: exp(ΔA)", at.NAMES, top - 28, "state_pos"),
            words.word("step Δ, log scale", right, bottom + 92, "accent", "r"),
        ]
        filler, content = (across(float(step)) for step in v.delta)
        self.guides = [
            Rule([(x, bottom), (x, top)], theme=theme, role="muted", line=3, dash=(3, 9))
            for x in (filler, content)
        ]
        the, word = (f"“{v.tokens[int(i)]}”" for i in v.pair)
        self.marks = [
            words.number(the, filler + 14, bottom - 22),
            words.number(word, content, top - 28, anchor="c"),
        ]
        columns = even_columns(len(v.A), at.DRAG_LEFT, at.DRAG_PITCH - at.DRAG_GAP, at.DRAG_GAP)
        self.rows = [
            OldNewCells(
                v.sweep_old,
                times=moments,
                theme=theme,
                columns=columns,
                top=row,
                height=at.DRAG_TALL,
            )
            for row in at.DRAG_ROWS
        ]
        self.names = [
            words.number(
                f"{v.sweep_delta[k]:.1g}", at.DRAG_NAMES, row + at.DRAG_TALL / 2 + 12, "accent", "r"
            )
            for k, row in zip(self.stops, at.DRAG_ROWS, strict=True)
        ]
        head = at.DRAG_ROWS[0] - 28
        self.heads = [
            words.word("Δ", at.DRAG_NAMES, head, "accent", "r"),
            words.word("old number", at.DRAG_LEFT, head, "state_pos"),
            words.word("new word", at.DRAG_RIGHT, head, "key", "r"),
            words.note(
                f"each cell: |Āh| against |ΔB u| of “{v.tokens[int(v.pair[1])]}”",
                at.DRAG_RIGHT,
                at.DRAG_NOTE,
                "r",
            ),
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        texts = [*self.titles, *self.heads, *self.names, *self.marks]
        return [*self.guides, self.riders, *self.axes, *self.rows, *texts]

    def stand(self) -> list[Posed]:
        """Return what is there before delta is dragged."""
        return [*self.axes, *self.guides, *self.marks, *self.titles, *self.heads, self.names[0]]

    def move(self, stop: int) -> Animation:
        """Return the animation from the stop before to ``stop``: dots slide, a row goes along."""
        start, end = self.stops[stop - 1], self.stops[stop]
        return together(
            self.riders.drive(run_time=SLIDE, rate_func=smooth, time=end),
            self.rows[stop].drive(
                run_time=SLIDE,
                rate_func=smooth,
                begin={"time": start, "presence": 1.0},
                time=end,
                presence=1.0,
            ),
            self.names[stop].enter(run_time=SLIDE),
        )
