"""Special B, second act: all a GPU must hold, model by model, and where each is full."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.primitives.limit_band import LimitBand
from anim_lib.primitives.limit_mark import LimitMark, rows_of
from anim_lib.typography import NUMBER, Label
from scenes.casts.spec_b_grid import (
    COLUMN,
    FIGURES,
    FIRST,
    INSIDE,
    LEAD,
    PLOT,
    RIDERS,
    ROWS,
    TABLE,
    UNDER,
)
from scenes.casts.spec_b_plot import Plot
from scenes.casts.spec_b_words import short, size
from scenes.values.spec_b_growth_curve import Values

THIN = 3.0


class Models:
    """A line and a stop sign for each model; those that do not fit, and the SSM, in words."""

    def __init__(self, v: Values, plot: Plot) -> None:
        self.plot = plot
        self.band = LimitBand([v.gpu_bytes], up=plot.up, box=PLOT, theme=plot.theme)
        count = len(v.grid)
        self.lines = [
            plot.line(np.full(count, weights), "cache", line=THIN) for weights in v.line_weights
        ]
        self.state = plot.line(np.full(count, v.ssm_total_bytes), "ssm", dash=(18.0, 10.0))
        stops = [k for k in range(len(v.line_models)) if v.line_stops[k]]
        self.ends = {k: int(v.full_tokens[v.line_models[k]]) for k in stops}
        first = plot.up(v.gpu_bytes) - ROWS[0]
        pitch = min(ROWS[1], (first - FIRST) / max(len(stops) - 1, 1))
        rows = rows_of(list(self.ends.values()), first, pitch) if stops else []
        self.signs = [
            LimitMark(
                self.ends[k],
                curve=plot.line(v.line_total[k], "cache"),  # as its line will be
                number=f"{self.ends[k]:,}",
                name=v.models[v.line_models[k]],
                theme=plot.theme,
                row=row,
                side="l",
            )
            for k, row in zip(stops, rows, strict=True)
        ]
        fits = "fits" if v.ssm_total_bytes <= v.gpu_bytes else "too much"
        end = plot.up(v.ssm_total_bytes)
        row = end + UNDER if end + UNDER < PLOT[3] - 10.0 else end - 0.5 * UNDER
        text = f"{v.ssm}, {size(v.ssm_total_bytes)}: {fits} at any length"
        self.state_name = plot.words.word(text, INSIDE[0], row, "ssm")
        self.others = self._others(v)
        self._table(v)
        known = [
            pair for pair in zip(v.line_trained, v.line_trained_total, strict=True) if pair[0]
        ]
        self.trained = [
            *[plot.point(n, total, "cache", "square", RIDERS, True) for n, total in known],
            plot.point(v.ssm_trained, v.ssm_total_bytes, "ssm", "circle", RIDERS, True),
        ]

    def _others(self, v: Values) -> list[Posed]:
        """Words on the models that have no line: too heavy from the start, or full far away."""
        heavy = [f"{v.models[k]}, {size(v.model_weight_bytes[k])}" for k in v.too_heavy]
        lines = [f"{len(heavy)} models: weights alone too much"] * bool(heavy) + heavy[:1]
        lines += [f"… {heavy[-1]}"] if len(heavy) > 1 else []
        rows = [FIRST + LEAD * k for k in range(len(lines))]
        after = rows[-1] + 1.5 * LEAD if rows else FIRST
        lines += [f"{v.models[k]}: full past {short(int(v.grid[-1]))}" for k in v.beyond]
        rows += [after + LEAD * k for k in range(len(v.beyond))]
        notes = zip(lines, rows, strict=True)
        return [self.plot.words.note(text, COLUMN, row) for text, row in notes]

    def _table(self, v: Values) -> None:
        """Weights and what a token adds, in the order in which the lines begin."""
        words, (top, first, pitch) = self.plot.words, TABLE
        order = np.argsort(-v.line_weights, kind="stable").tolist()
        which = [int(v.line_models[k]) for k in order]
        rows = [
            (v.models[k], int(v.line_weights[j]), int(v.model_bytes_per_token[k]), "cache")
            for j, k in zip(order, which, strict=True)
        ]
        rows.append((v.ssm, v.ssm_total_bytes, v.ssm_bytes_per_token, "ssm"))
        heads = ("weights", "each token adds")
        self.heads = [words.note(t, x, top, "r") for t, x in zip(heads, FIGURES, strict=True)]
        self.names: list[Posed] = []
        self.figures: tuple[list[Posed], list[Posed]] = ([], [])
        for i, (name, weights, rate, role) in enumerate(rows):
            row = top + first + pitch * i
            self.names.append(words.word(name, COLUMN, row, role))
            for figures, x, count in zip(self.figures, FIGURES, (weights, rate), strict=True):
                number = Label(
                    size(count), x, row, theme=words.theme, size=NUMBER, mono=True, anchor="r"
                )
                figures.append(number)

    @property
    def table(self) -> list[Posed]:
        """The whole table."""
        return [*self.heads, *self.names, *self.figures[0], *self.figures[1]]

    @property
    def all(self) -> list[Posed]:
        """Everything but the band, from back to front."""
        lines = [*self.plot.bytes, self.state, *self.lines]
        return [*lines, self.state_name, *self.others, *self.table, *self.trained, *self.signs]
