"""Diagram 9's limits: right answers by length of the sentence, both nets, every seed."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from scenes.casts import d09_grid as at
from scenes.casts.d09_words import ONE, OWN, Words
from scenes.values.d09_selective_vs_fixed import Values

FREE = 0.72  # share at which no line passes the longest trained length


class Lengths:
    """One line per seed; dotted, the longest trained and a guess."""

    def __init__(self, v: Values, words: Words, theme: Theme) -> None:
        seeds = len(v.selective_accuracy)
        left, top, right, bottom = at.PLOT
        self.chart = Chart(
            np.concatenate([v.fixed_accuracy, v.selective_accuracy]),
            x=v.lengths,
            marks=[Mark("line", "muted", size=3.0)] * seeds + [Mark("line", "ssm")] * seeds,
            across=Ruler(
                (float(v.lengths[0]), float(v.lengths[-1])),
                tuple((float(v.lengths[k]), str(v.lengths[k])) for k in (0, 2, -1)),
                "words before the question (log scale)",
                log=True,
            ),
            up=Ruler((0.0, 1.0), ((0.0, "0"), (0.5, "0.5"), (1.0, "1")), "right answers, share"),
            box=at.PLOT,
            theme=theme,
            grid="up",
        )
        self.chart.set_channels(shown=np.zeros(2 * seeds))
        trained = self.chart.to_x(float(v.longest_trained))
        guess = self.chart.to_y(v.chance)
        self.lines = [
            Rule(
                [(trained, top), (trained, bottom)], theme=theme, role="muted", line=3, dash=(3, 9)
            ),
            Rule([(left, guess), (right, guess)], theme=theme, role="muted", line=3, dash=(3, 9)),
        ]
        last = at.PLOT[2] + 24.0
        self.names = [
            words.note(
                f"trained: up to {v.longest_trained}", trained + 16.0, self.chart.to_y(FREE)
            ),
            words.note("a guess", last, guess + 12.0),
            words.word(OWN, last, self.chart.to_y(float(v.selective_longest[1])) + 12.0, "ssm"),
            words.word(
                ONE, last, self.chart.to_y(float(v.fixed_accuracy[:, -1].max())) - 18.0, "muted"
            ),
        ]
        self.scope = words.note(
            "Mamba makes B and C depend on the word, too", RIGHT, at.KEY + 12.0, "r"
        )
        self.series = range(2 * seeds)

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.chart, *self.lines, *self.names, self.scope]
