"""Act one of diagram 16: six tasks, what guessing reaches, and four models side by side."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, together
from anim_lib.primitives.axis import Axis, name
from anim_lib.primitives.chance_lines import ChanceLines
from anim_lib.primitives.family_name import MARKS
from anim_lib.primitives.grouped_bars import GroupedBars, Look, grouped
from anim_lib.primitives.mark_name import MarkName
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from anim_lib.typography import NUMBER, SMALL, Label
from scenes.casts.d16_grid import (
    APART,
    AXIS_NAME,
    BAR,
    BASE,
    COLUMN,
    GAP,
    KEY,
    PLOT_LEFT,
    ROWS,
    accuracy,
    centres,
    columns,
)
from scenes.casts.words import say
from scenes.values.d16_lra_benchmark import BASELINE, FIRST, UPDATED, Values

SHOWN = (BASELINE, FIRST, UPDATED, "S5")
NAMES = ("transformer", "S4", "S4 updated", "S5")
PALE = (0.0, 0.75, 0.4, 0.0)  # the newest of a family has its full colour
ASKED = (
    ("nested lists:", "which digit?"),
    ("film review:", "good or bad?"),
    ("two papers:", "linked?"),
    ("grey pixels:", "what is it?"),
    ("two dots:", "one path?"),
    ("larger picture:", "one path?"),
)
MEANS = (520.0, 1000.0)  # where the means of the transformer and of S4 are printed
TO_TASKS = 134.0  # from a mean to how many tasks it is of
RULE = 9.0  # of a chance line beyond its group, to both sides


class Tasks:
    """Axis, tasks with their lengths, questions, chance, bars, and the names of the models."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.theme, self.scale = v, theme, accuracy(v.vmax)
        self.rows = [v.models.index(model) for model in SHOWN]
        self.middles = centres(len(v.tasks))
        self.axis = Axis(
            [(tick, f"{tick:.0f}") for tick in (0.0, v.vmax / 2, v.vmax)],
            self.scale,
            theme=theme,
            along="y",
            at=PLOT_LEFT,
            span=(BASE, self.scale(v.vmax)),
            grid=RIGHT - PLOT_LEFT,
            line=False,
        )
        self.axis_name = name("right answers, %", *AXIS_NAME, theme=theme)
        self.mean_name = name("mean of its tasks, %", *AXIS_NAME, theme=theme)
        self.floor = Rule([(PLOT_LEFT, BASE), (RIGHT, BASE)], theme=theme, role="muted", line=3.0)
        self._name_tasks()
        half = (len(SHOWN) * (BAR + GAP) - GAP) / 2 + RULE
        starts = self.middles - half
        starts[-1] -= APART  # under its name
        self.chance = ChanceLines(
            v.chance,
            theme=theme,
            spans=np.column_stack([starts, self.middles + half]),
            scale=self.scale,
        )
        self.chance_name = Label(
            "chance",
            float(self.middles[-1]) - half,
            self.scale(v.chance[-1]) - 12.0,
            theme=theme,
            size=SMALL,
            anchor="r",
        )
        self._bars()
        self._means()

    def _name_tasks(self) -> None:
        v, theme = self.v, self.theme
        pairs = list(zip(v.tasks, self.middles, strict=True))
        self.names = [
            Label(task.split(" (")[0], x, ROWS[0], theme=theme, anchor="c") for task, x in pairs
        ]
        counts = [
            f"{n:,}" if parts == 1 else f"{parts} × {n:,}"
            for parts, n in zip(v.documents, v.length, strict=True)
        ]
        self.lengths = [
            Label(text, x, ROWS[1], theme=theme, role="muted", size=NUMBER, mono=True, anchor="c")
            for text, x in zip(counts, self.middles, strict=True)
        ]
        self.unit = name(
            "tokens (symbols or pixels) per question, at most",
            RIGHT,
            ROWS[2],
            theme=theme,
            anchor="r",
        )
        self.questions = [
            say(line, x, 360.0 + 44.0 * k, theme, role="ink", anchor="c")
            for (lines, x) in zip(ASKED, self.middles, strict=True)
            for k, line in enumerate(lines)
        ]

    def _bars(self) -> None:
        v, theme = self.v, self.theme
        looks = [
            Look(v.kind[row], MARKS[v.kind[row]], pale)
            for row, pale in zip(self.rows, PALE, strict=True)
        ]
        self.looks = looks
        self.bars = GroupedBars(
            v.scores[self.rows],
            theme=theme,
            failed=v.failed[self.rows],
            looks=looks,
            places=grouped(self.middles, len(looks), thickness=BAR, gap=GAP),
            thickness=BAR,
            scale=self.scale,
            vmax=v.vmax,
            columns=columns(len(v.models) + 1)[self.rows],
            column_thickness=COLUMN,
            written="{:.0f}".format,
        ).set_channels(level=0.0)
        places = [(x, y) for x in KEY[0] for y in KEY[1]]
        self.key = [
            MarkName(f"{text}, {v.year[row]}", look, x, y, theme=theme)
            for text, row, look, (x, y) in zip(NAMES, self.rows, looks, places, strict=True)
        ]

    def _means(self) -> None:
        v, theme = self.v, self.theme
        drawn = [v.drawn_models.index(model) for model in (BASELINE, UPDATED)]
        quoted = [(f"{v.drawn_averages[k]:.1f}", int(v.averaged_over[k])) for k in drawn]
        computed = [(f"{v.like_for_like[k]:.2f}", len(v.tasks)) for k in drawn]
        heads = [
            say(model, x, ROWS[0], theme, role=look.role, strong=True)
            for model, x, look in zip(NAMES[::2], MEANS, self.looks[::2], strict=True)
        ]
        self.quoted = [*heads, *self._pair("often quoted:", quoted, ROWS[1])]
        self.computed = self._pair("like for like:", computed, ROWS[2])

    def _pair(self, what: str, numbers: list[tuple[str, int]], y: float) -> list[Label]:
        said = [Label(what, LEFT, y, theme=self.theme, role="muted")]
        for (text, tasks), x, look in zip(numbers, MEANS, self.looks[::2], strict=True):
            number = Label(
                text, x, y, theme=self.theme, role=look.role, mono=True, weight="SEMIBOLD"
            )
            said += [number, name(f"{tasks} tasks", x + TO_TASKS, y, theme=self.theme)]
        return said

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame, from back to front."""
        axis = [self.axis, self.axis_name, self.floor]
        return [*axis, *self.names, *self.lengths, self.unit, *self.questions]

    @property
    def later(self) -> list[Posed]:
        """What comes later, from back to front."""
        words = [self.mean_name, *self.quoted, *self.computed]
        return [self.bars, self.chance, self.chance_name, *self.key, *words]

    @property
    def of_tasks(self) -> list[Posed]:
        """What goes when bars are means, and of no task."""
        names = [*self.names, *self.lengths, self.unit]
        return [self.axis_name, self.chance, self.chance_name, *names]

    def chance_of_all(self) -> Animation:
        """Return the animation in which chance, unseen, becomes one line, that of the mean."""
        v, name = self.v, self.chance_name
        gap = columns(len(v.models) + 1)[:2].mean()
        dx = float(gap - (name.left + name.right) / 2)
        dy = self.scale(v.chance_six) - self.scale(v.chance[-1])
        joined = self.chance.join(v.chance_six, (PLOT_LEFT, RIGHT), run_time=ENTER)
        return together(joined, name.travel(dx, dy, run_time=ENTER))

    def race(self, series: int, *, run_time: float) -> Animation:
        """Return the race of a model after those before it; its name comes with it."""
        bars = self.bars.race(series, after=series, run_time=run_time)
        return together(self.key[series].enter(), bars)
