"""Diagram 18: who else learns it, how fast, and how well on longer rows."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.chart import Chart, Ruler
from anim_lib.primitives.chart_marks import Mark
from anim_lib.primitives.rule import Rule
from anim_lib.provenance import Floats, Ints
from anim_lib.theme import Theme
from anim_lib.timing import BEND, ENTER
from anim_lib.typography import LABEL, SMALL, Label
from scenes.casts.d18_grid import note
from scenes.values.d18_induction_head import Values

FLOOR, CEILING = 700.0, 336.0
LEARN, LENGTH = (170.0, 1010.0), (1150.0, 1600.0)  # left and right ends of the two plots
SHARES = ((0.0, "0"), (0.5, "0.5"), (1.0, "1"))
DASHED, DOTTED = (18.0, 10.0), (3.0, 9.0)
ONE = (FLOOR - 68.0, FLOOR - 26.0)  # baselines of what is said of one layer
LINES, SAMPLE = (172.0, 222.0), 84.0  # baselines above the plots, and the sample line's length
THIN = 3.0


class Limits:
    """Three runs of two attention layers and of Mamba-2, on the same scale of right answers."""

    def __init__(self, v: Values, theme: Theme) -> None:
        last = int(v.mamba_curve_step[-1])
        steps = tuple((float(s), f"{s:,}") for s in range(0, last + 1, 1000))
        runs = len(v.seeds)
        mamba = [Mark("line", "ssm", size=THIN, dash=DASHED)] * runs
        both = [*mamba, *[Mark("line", "attention", size=THIN)] * runs]
        lengths = tuple((float(p), f"{p}") for p in v.periods)
        self.learn = Chart(
            v.mamba_curve_accuracy,
            x=v.mamba_curve_step,
            marks=mamba,
            across=Ruler((0.0, last), steps, "training step"),
            up=Ruler((0.0, 1.0), SHARES, "this toy task: right next tokens, share"),
            box=(LEARN[0], CEILING, LEARN[1], FLOOR),
            theme=theme,
            grid="up",
        )
        self.length = Chart(
            np.vstack([v.mamba_by_period, v.attention_by_period]),
            x=v.periods,
            marks=both,
            across=Ruler((0.0, float(v.periods[-1])), lengths, "tokens until the row repeats"),
            up=Ruler((0.0, 1.0), SHARES, "once trained"),
            box=(LENGTH[0], CEILING, LENGTH[1], FLOOR),
            theme=theme,
            grid="up",
        )
        self.attention = self._runs(v.curve_step, v.curve_accuracy, None, theme)
        self.one = self._runs(v.one_layer_curve_step, v.one_layer_curve_accuracy, DOTTED, theme)
        self.names = self._names(v, theme)
        low, high = v.mamba_longest
        x = self.learn.to_x(float(v.one_layer_steps)) + 18
        share = f"{v.one_layer_accuracy[0]:.2f}"
        one = ("1 attention layer:", f"{share} after {v.one_layer_steps:,} steps")
        self.marks = [
            Label(f"{low:.2f} to {high:.2f}", RIGHT, 420, theme=theme, role="ssm", anchor="r"),
            *[note(t, x, y, theme, "attention") for t, y in zip(one, ONE, strict=True)],
        ]

    def _runs(
        self, steps: Ints, shares: Floats, dash: tuple[float, float] | None, theme: Theme
    ) -> list[Rule]:
        """Return one line per training run, on the scales of the plot of learning."""
        return [
            Rule(
                [
                    (self.learn.to_x(float(s)), self.learn.to_y(float(p)))
                    for s, p in zip(steps, run, strict=True)
                ],
                theme=theme,
                role="attention",
                line=THIN,
                dash=dash,
            )
            for run in shares
        ]

    def _names(self, v: Values, theme: Theme) -> list[Posed]:
        """Return a sample of each family's line, its name, and when half its answers are right."""
        rows = (
            (
                "2 attention layers",
                "attention",
                None,
                f"{v.attention_parameters:,} weights, {v.curve_step[-1]:,} steps",
                v.attention_half_step,
            ),
            (
                "Mamba-2, a state space model",
                "ssm",
                DASHED,
                f"{v.mamba_parameters:,} weights, {v.mamba_curve_step[-1]:,} steps",
                v.mamba_half_step,
            ),
        )
        out: list[Posed] = []
        for (name, role, dash, size, half), y in zip(rows, LINES, strict=True):
            ends = [(LEFT, y - 12), (LEFT + SAMPLE, y - 12)]
            out.append(Rule(ends, theme=theme, role=role, line=5.0, dash=dash))
            x = LEFT + SAMPLE + 24
            out.append(Label(name, x, y, theme=theme, role=role, size=LABEL, weight="SEMIBOLD"))
            out.append(note(size, 770, y, theme))
            text = f"half right by step {min(half)} to {max(half):,}"
            out.append(Label(text, 1260, y, theme=theme, role=role, size=SMALL))
        return out

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.learn, self.length, *self.attention, *self.one, *self.names, *self.marks]

    def learn_it(self) -> Animation:
        """Return the animation in which all runs learn, then meet longer rows."""
        begin = {"presence": 1.0, "shown": 0.0}
        learn, length = (
            chart.drive(run_time=BEND, begin=begin, presence=1.0, shown=1.0)
            for chart in (self.learn, self.length)
        )
        drawn = [one.draw(run_time=ENTER) for one in (*self.attention, *self.one)]
        return Timeline(
            (0.0, enter_all(*self.names)),
            (0.0, together(learn, *drawn)),
            (ENTER, together(length, enter_all(*self.marks))),
        )
