"""Diagram 19: recall against the number of facts, and the figures that are commonly drawn."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, kept_apart
from anim_lib.motion import Posed, Timeline, enter_all, stagger
from anim_lib.primitives.corrections import Corrections
from anim_lib.primitives.family_name import DASHES, MARKS
from anim_lib.primitives.measured_points import Dot, MeasuredPoints
from anim_lib.primitives.plot_area import PlotArea, Ruler
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from scenes.casts import d19_grid as at
from scenes.casts.d19_halves import percent
from scenes.casts.words import say
from scenes.values.d19_photographic_vs_sketch import Values

SIZE, LINE = 11.0, 3.0
NAME, HALF = 44.0, 12.0  # from the last point to its name; half of a name's capitals
APART = 48.0  # between the baselines of two names


def roles(v: Values) -> list[str]:
    """Return the family of each model, ``(n_models,)``."""
    growing = ["hybrid" if label == "hybrid" else "transformer" for label in v.labels]
    return [a if cache else "ssm" for a, cache in zip(growing, v.has_cache, strict=True)]


class Falling:
    """Means of all models with the range of single texts, and chance."""

    def __init__(self, v: Values, theme: Theme) -> None:
        ticks = [int(n) for n in v.levels if n in (v.levels[0], 4, 16, v.levels[-1])]
        limit, (first, longest) = v.probability_vmax, v.trained_facts[[0, -1]]
        self.plot = PlotArea(
            Ruler(
                (float(v.levels[0]), float(v.levels[-1])),
                tuple((float(n), f"{n}") for n in ticks),
                f"facts in a text, log scale; trained on {first} to {longest}",
                log=True,
                fine=True,
            ),
            Ruler(
                (0.0, limit),
                tuple((share, f"{100 * share:.0f} %") for share in (0.0, limit / 2, limit)),
                "",
            ),
            box=at.PLOT,
            theme=theme,
        )
        right = at.PLOT[2]
        levels, families = v.levels.astype(np.float64), roles(v)
        self.lines = [
            Rule(
                self.plot.place(np.column_stack([levels, v.recall[m]])),
                theme=theme,
                role=role,
                line=LINE,
                dash=DASHES[role],
            )
            for m, role in enumerate(families)
        ]
        self.points = [
            MeasuredPoints(
                np.column_stack([levels, v.recall[m], v.recall_low[m], v.recall_high[m]]),
                dots=[Dot(role, MARKS[role], size=SIZE)] * len(levels),
                plot=self.plot,
                theme=theme,
            )
            for m, role in enumerate(families)
        ]
        ends = [float(self.plot.to_y(share)) + HALF for share in v.recall[:, -1]]
        order = np.argsort(ends)
        places = dict(zip(order.tolist(), kept_apart([ends[m] for m in order], APART), strict=True))
        self.names = [
            say(
                f"{label.partition(',')[0]}, {size / 1e3:.1f} kB: {percent(v.recall[m, -1])}",
                right + NAME,
                places[m],
                theme,
                role=families[m],
                strong=True,
            )
            for m, (label, size) in enumerate(zip(v.labels, v.kept_bytes[:, -1], strict=True))
        ]
        self.heads = [
            say(
                f"toy task: mean recall of {v.n_documents} texts; bars: worst text to best",
                LEFT,
                at.PLOT_NAME,
                theme,
            ),
            say(f"kept at {v.levels[-1]} facts: recall", right + NAME, at.PLOT_NAME, theme),
        ]
        y = float(self.plot.to_y(v.chance))
        self.guess = Rule(
            [(at.PLOT[0], y), (right, y)], theme=theme, role="muted", line=LINE, dash=(3, 9)
        )
        self.chance = say(f"chance: {percent(v.chance)}", right + NAME, y + HALF, theme)
        self.order = order.tolist()

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        marks = [one for m in reversed(self.order) for one in (self.lines[m], self.points[m])]
        return [self.plot, self.guess, *marks, *self.heads, *self.names, self.chance]

    def axes(self) -> Animation:
        """Return the animation in which the axes and the level of guessing come."""
        return Timeline(
            (0.0, self.plot.draw(run_time=MOVE)),
            (ENTER, self.guess.draw(run_time=ENTER)),
            (ENTER, enter_all(*self.heads, self.chance)),
        )

    def draw(self) -> Animation:
        """Return the animation in which model after model is drawn from few facts to many."""
        return stagger(
            *[
                Timeline(
                    (0.0, self.lines[m].draw(run_time=MOVE)),
                    (0.0, self.points[m].drive(run_time=ENTER, lag=0.05, **_COME)),
                    (MOVE, self.names[m].enter()),
                )
                for m in self.order
            ],
            lag=0.2,
        )


_COME = {"begin": {"presence": 1.0, "shown": 0.0}, "presence": 1.0, "shown": 1.0}


def errata(v: Values, theme: Theme) -> Corrections:
    """Return the figures that are commonly drawn, and those that were counted."""
    where = dict(zip(v.named, zip(v.named_drawn, v.named_positions, strict=True), strict=True))
    verdict, jury = where["acquitted"], where["deliberated"]
    numbers = v.real_state_numbers + v.real_conv_numbers
    rows = [
        (
            "tokens in the paragraph",
            f"{v.n_words_drawn}",
            f"{v.n_words}",
            "words and marks; tokenizers cut otherwise",
        ),
        (
            "place of “acquitted”",
            f"{verdict[0]}",
            f"{verdict[1]}",
            f"and “deliberated” is number {jury[1]}, not {jury[0]}",
        ),
        (
            "numbers in the state",
            f"{v.real_state_drawn}",
            f"{numbers:,}",
            f"in {v.real_state_model}; none named “person” or “legal”",
        ),
    ]
    first, pitch = at.WRONG
    return Corrections(rows, theme=theme, columns=(LEFT, 680.0, 1060.0), first=first, pitch=pitch)
