"""Act two of diagram 16: every model's mean of six, in the order of years, and one more run."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.family_name import MARKS
from anim_lib.primitives.grouped_bars import GroupedBars, Look
from anim_lib.primitives.layer_stripes import LayerStripes
from anim_lib.primitives.pointer import Pointer
from anim_lib.primitives.rule import Rule
from anim_lib.scales import Scale
from anim_lib.theme import Theme
from anim_lib.timing import DIM, ENTER, GLANCE, MOVE, soft
from anim_lib.typography import SMALL, Label
from scenes.casts.d16_grid import AXIS_NAME, COLUMN, NOTES, PLOT_LEFT, ROWS, columns
from scenes.casts.words import say
from scenes.values.d16_lra_benchmark import FIRST, UPDATED, Values

KINDS = {"transformer": "transformer", "ssm": "state space", "hybrid": "hybrid"}
OTHERS = "Luna: attention at linear cost · Mega: attention and a moving average"  # their titles
BREAK = 68.0  # of the line at S4's height, to both sides of a number
STRIPES = 186.0  # lower edge of the layers that are drawn to scale


class Means:
    """Seven columns on the axis of act one, their names, two sizes, and the line S4 reached."""

    def __init__(self, v: Values, theme: Theme, *, scale: Scale, looks: dict[str, Look]) -> None:
        self.theme = theme
        self.known = [v.models.index(model) for model in looks]  # gathered out of act one
        self.new = [row for row in range(len(v.models)) if row not in self.known]
        self.pretrained = len(v.models)
        middles = columns(self.pretrained + 1)
        kinds = (*v.kind, "transformer")
        means = np.array([*v.six, v.pretrained_six])[:, None]
        self.bars = GroupedBars(
            means,
            theme=theme,
            failed=np.zeros(means.shape),
            looks=[
                looks.get(model, Look(kind, MARKS[kind]))
                for model, kind in zip((*v.models, ""), kinds, strict=True)
            ],
            places=middles[:, None],
            thickness=COLUMN,
            scale=scale,
            vmax=v.vmax,
            written="{:.1f}".format,
        ).set_channels(level=0.0, numbers=1.0)
        self._name(v, middles, kinds)
        reached = v.models.index(UPDATED)
        self._compare(v, middles, scale, reached)
        self._sizes(v, middles, reached)
        notes = (
            "pretrained on each task’s own data, and larger than the Arena’s own transformer",
            f"at the Arena’s sizes the mean gained “roughly {v.small_gain:.0f}%”; "
            f"the paper’s S4, without pretraining: {v.beside_it_s4:.1f}",
        )
        self.axis_name = name(
            f"mean of six tasks, %; a failed run counts as {v.guess:.0f}", *AXIS_NAME, theme=theme
        )
        self.what = say(OTHERS, RIGHT, NOTES[1], theme, anchor="r")
        self.aside = [k for k in range(self.pretrained) if k not in (0, reached)]
        self.notes = [
            say(text, RIGHT, y, theme, anchor="r") for text, y in zip(notes, NOTES, strict=True)
        ]

    def _compare(self, v: Values, middles: np.ndarray, scale: Scale, reached: int) -> None:
        low, high = scale(v.six[0]), scale(v.six[reached])
        numbered = middles[v.models.index(FIRST)]  # the line would run through its number
        ends = ((numbered - BREAK, PLOT_LEFT), (numbered + BREAK, RIGHT))
        self.reached = [
            Rule([(a, high), (b, high)], theme=self.theme, role="ssm", line=3.0, dash=(3.0, 9.0))
            for a, b in ends
        ]
        x = float(middles[0]) + COLUMN / 2 + 26.0
        self.gap = Pointer((x, low), (x, high), theme=self.theme, role="ink")
        self.gap_name = say(
            f"{v.gap_from_scratch:.1f} points", x + 20.0, high + 44.0, self.theme, role="ink"
        )

    def _name(self, v: Values, middles: np.ndarray, kinds: tuple[str, ...]) -> None:
        said = [KINDS[kind] for kind in kinds]
        said[0], said[-1] = "Arena’s own", "pretrained"
        names = [model.split(" (")[0].replace("S4 v1", "S4") for model in v.models]
        names = [each.replace("S4 v2", "S4 updated") for each in names]
        names[0] = "transformer"
        years = [*v.year.tolist(), v.pretrained_source.split("al. ")[1][:4]]
        self.names = [
            [
                say(called, x, ROWS[0], self.theme, role=kind, anchor="c"),
                say(word, x, ROWS[1], self.theme, anchor="c"),
                say(str(year), x, ROWS[2], self.theme, anchor="c"),
            ]
            for called, word, year, kind, x in zip(
                (*names, "transformer"), said, years, kinds, middles, strict=True
            )
        ]

    def _sizes(self, v: Values, middles: np.ndarray, reached: int) -> None:
        pairs = ((v.lra_path_x_size, 0, "transformer"), (v.s4_path_x_size, reached, "ssm"))
        self.stripes = [
            LayerStripes(
                size, theme=self.theme, role=role, x=float(middles[at]), bottom=STRIPES, per=1.0
            )
            for size, at, role in pairs
        ]
        self.sizes = [
            Label(
                f"{layers} layer{'s' * (layers > 1)}, {wide} numbers wide",
                middles[at] + wide / 2 + 18.0,
                STRIPES,
                theme=self.theme,
                role=role,
                size=SMALL,
            )
            for (layers, wide), at, role in (
                ((int(size[0]), int(size[1])), at, role) for size, at, role in pairs
            )
        ]

    def show(self, *columns_: int) -> Animation:
        """Return the animation in which bars lie over equal ones, then have their numbers."""
        here = np.isin(np.arange(self.pretrained + 1), columns_)
        level = here * self.bars.vmax
        return self.bars.drive(
            run_time=ENTER,
            rate_func=soft,
            begin={"presence": 1.0, "level": level, "numbers": 0.0 * here},
            presence=1.0,
            level=level,
            numbers=1.0,
        )

    def measure(self) -> Animation:
        """Return the animation of the line at S4's height and of the gap below it."""
        unseen = {"presence": 1.0, "drawn": 0.0}
        lines = [
            one.drive(run_time=MOVE, begin=unseen, presence=1.0, drawn=1.0) for one in self.reached
        ]
        grow = self.gap.drive(
            run_time=ENTER, begin={"presence": 1.0, "grown": 0.0}, presence=1.0, grown=1.0
        )
        return Timeline((0.0, together(*lines)), (GLANCE, grow), (ENTER, self.gap_name.enter()))

    def compare(self) -> Animation:
        """Return the animation in which only the models that are compared keep their colour."""
        strength = np.ones(self.pretrained + 1)
        strength[self.aside] = 0.0
        dim = self.bars.drive(run_time=DIM, rate_func=soft, strength=strength)
        return together(dim, *[one.step_back() for k in self.aside for one in self.names[k]])

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        names = [label for column in self.names for label in column]
        return [
            self.axis_name,
            *self.reached,
            self.bars,
            *names,
            self.gap,
            self.gap_name,
            *self.stripes,
            *self.sizes,
            *self.notes,
            self.what,
        ]
