"""Special B, second act: all a GPU must hold, model by model, and where each is full."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.limit_band import LimitBand
from anim_lib.primitives.limit_mark import LimitMark, rows_of
from anim_lib.typography import LABEL, width
from scenes.casts.spec_b_free import Room
from scenes.casts.spec_b_grid import FIRST, INSIDE, PLOT, RIDERS, ROWS, UNDER
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_table import Table
from scenes.casts.spec_b_words import size
from scenes.values.spec_b_growth_curve import Values

THIN = 3.0


class Models:
    """A line and a stop sign for each model, the SSM's line, the band, the table."""

    def __init__(self, v: Values, plot: Plot) -> None:
        self.plot, count = plot, len(v.grid)
        self.band = LimitBand([v.gpu_bytes], up=plot.up, box=PLOT, theme=plot.theme)
        self.lines = [
            plot.line(np.full(count, weights), "cache", line=THIN) for weights in v.line_weights
        ]
        self.state = plot.line(np.full(count, v.ssm_total_bytes), "ssm", dash=(18.0, 10.0))
        self.final = [plot.line(row, "cache") for row in v.line_total]  # as the lines will be
        stops = np.flatnonzero(v.line_stops).tolist()
        self.ends = {k: int(v.full_tokens[v.line_models[k]]) for k in stops}
        first = plot.up(v.gpu_bytes) - ROWS[0]
        pitch = min(ROWS[1], (first - FIRST) / max(len(stops) - 1, 1))
        rows = rows_of(list(self.ends.values()), first, pitch) if stops else []
        self.signs = [
            LimitMark(
                self.ends[k],
                curve=self.final[k],
                number=f"{self.ends[k]:,}",
                name=v.models[v.line_models[k]],
                theme=plot.theme,
                row=row,
                side="l",
                least=INSIDE[0],
            )
            for k, row in zip(stops, rows, strict=True)
        ]
        self.state_name = self._state_name(v)
        self.table = Table(v, plot.words)
        known = [k for k, n in enumerate(v.line_trained) if v.grid[0] <= n]
        self.trained = [
            *[
                plot.point(
                    v.line_trained[k], v.line_trained_total[k], "cache", "square", RIDERS, True
                )
                for k in known
            ],
            plot.point(v.ssm_trained, v.ssm_total_bytes, "ssm", "circle", RIDERS, True),
        ]

    def _state_name(self, v: Values) -> list[Posed]:
        """Name the SSM at its line, where nothing crosses the name; else the table names it."""
        if v.ssm_total_bytes > v.gpu_bytes:
            return []
        text = f"{v.ssm}, {size(v.ssm_total_bytes)}: fits at any length"
        (left, _, right, bottom), line = PLOT, self.plot.up(v.ssm_total_bytes)
        wide = width(text, LABEL)
        columns = (INSIDE[0], right - wide - 10.0)
        rows = [row for row in (line + UNDER, line - 0.5 * UNDER) if row < bottom - 10.0]
        limit = np.array([(left, self.band.at), (right, self.band.at)])
        curves = [limit, *[one.path() for one in self.final]]
        places = [(x, y) for y in rows for x in columns]
        found = Room(curves).find(places, wide)
        return [] if found is None else [self.plot.words.word(text, *places[found], "ssm")]

    @property
    def all(self) -> list[Posed]:
        """Everything but the band, from back to front."""
        lines = [*self.plot.bytes, self.state, *self.lines]
        return [*lines, *self.state_name, *self.table.all, *self.trained, *self.signs]
