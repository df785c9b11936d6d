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
from anim_lib.timing import ENTER, GLANCE, MOVE
from scenes.casts import d19_grid as at
from scenes.casts.d19_halves import percent
from scenes.casts.words import say
from scenes.values.d19_photographic_vs_sketch import Values

SIZE, LINE = 11.0, 3.0
NAME, HALF = 44.0, 12.0  # from the last point to its name; half of a name's capitals
APART = 48.0  # between the baselines of two names


COLOURS = {"transformer": "cache", "ssm": "ssm"}  # as its memory had in the halves before


def shown(v: Values) -> list[int]:
    """Return the models of the halves: first that of the cache, then those of a state alone."""
    return [int(v.has_cache.argmax()), *np.flatnonzero(v.has_cache == 0).tolist()]


class Falling:
    """Means of these models with the range of single texts, one of the texts, and chance."""

    def __init__(self, v: Values, theme: Theme) -> None:
        ticks = [int(n) for n in v.levels if n in (v.levels[0], 4, 16, v.levels[-1])]
        limit, trained = v.probability_vmax, ", ".join(map(str, v.trained_facts))
        self.plot = PlotArea(
            Ruler(
                (float(v.levels[0]), float(v.levels[-1])),
                tuple((float(n), f"{n}") for n in ticks),
                f"facts in a text, log scale; trained on {trained}",
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
        levels, models = v.levels.astype(np.float64), shown(v)
        kinds = ["ssm" if m else "transformer" for m in range(len(models))]
        roles, means = [COLOURS[kind] for kind in kinds], v.recall[models]
        self.lines = [
            Rule(
                self.plot.place(np.column_stack([levels, mean])),
                theme=theme,
                role=role,
                line=LINE,
                dash=DASHES[kind],
            )
            for mean, role, kind in zip(means, roles, kinds, strict=True)
        ]
        self.points = [
            MeasuredPoints(
                np.column_stack([levels, v.recall[m], v.recall_low[m], v.recall_high[m]]),
                dots=[Dot(role, MARKS[kind], size=SIZE)] * len(levels),
                plot=self.plot,
                theme=theme,
            )
            for m, role, kind in zip(models, roles, kinds, strict=True)
        ]
        ends = [float(self.plot.to_y(share)) + HALF for share in means[:, -1]]
        order = np.argsort(ends)
        places = dict(zip(order.tolist(), kept_apart([ends[m] for m in order], APART), strict=True))
        self.names = [
            say(
                f"{v.labels[m].partition(',')[0]}, {v.kept_bytes[m, -1] / 1e3:.1f} kB: "
                f"{percent(v.recall[m, -1])}",
                right + NAME,
                places[k],
                theme,
                role=roles[k],
                strong=True,
            )
            for k, m in enumerate(models)
        ]
        self.heads = [
            say(
                f"toy task: mean recall of {v.n_documents} texts; bars: worst text to best",
                LEFT,
                at.PLOT_NAMES[1],
                theme,
            ),
            *[
                say(text, right + NAME, y, theme)
                for text, y in zip(
                    (f"at {v.levels[-1]} facts, never trained:", "memory, recall"),
                    at.PLOT_NAMES,
                    strict=True,
                )
            ],
        ]
        y = float(self.plot.to_y(v.chance))
        self.guess = Rule(
            [(at.PLOT[0], y), (right, y)], theme=theme, role="muted", line=LINE, dash=(3, 9)
        )
        self.chance = say(f"chance: {percent(v.chance)}", right + NAME, y + HALF, theme)
        self.order = order.tolist()
        single = float(v.shown_mean[models[0], v.missed_read - 1])
        self.single = MeasuredPoints(
            [[float(v.missed_read), single, single, single]],
            dots=[Dot(roles[0], MARKS[kinds[0]], size=SIZE)],
            plot=self.plot,
            theme=theme,
        )
        self.its_name = say(
            f"the text shown, {v.missed_read} facts: {percent(single)}",
            self.single.spot(0)[0],
            at.SINGLE,
            theme,
            role=roles[0],
            anchor="c",
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        marks = [one for m in reversed(self.order) for one in (self.lines[m], self.points[m])]
        texts = [self.its_name, *self.heads, *self.names, self.chance]
        return [self.plot, self.guess, *marks, self.single, *texts]

    def axes(self) -> Animation:
        """Return the animation in which the axes and the level of guessing come."""
        return Timeline(
            (0.0, self.plot.draw(run_time=MOVE)),
            (ENTER, self.guess.draw(run_time=ENTER)),
            (ENTER, enter_all(*self.heads, self.chance)),
        )

    def draw(self) -> Animation:
        """Return the animation in which model after model is drawn from few facts to many."""
        lines = stagger(
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
        single = Timeline(
            (0.0, self.single.come(0, run_time=ENTER)), (GLANCE, self.its_name.enter())
        )
        return Timeline((0.0, lines), (lines.run_time - single.run_time, single))


_COME = {"begin": {"presence": 1.0, "shown": 0.0}, "presence": 1.0, "shown": 1.0}


def errata(v: Values, theme: Theme) -> Corrections:
    """Return the figures that are commonly drawn, and those that were counted."""
    where = dict(zip(v.named, zip(v.named_drawn, v.named_positions, strict=True), strict=True))
    verdict, jury = where["acquitted"], where["deliberated"]
    rows = [
        (
            "words and marks in the text",
            f"{v.n_words_drawn}",
            f"{v.n_words}",
            "as printed; a tokenizer may cut otherwise",
        ),
        (
            "place of “acquitted”",
            f"{verdict[0]}",
            f"{verdict[1]}",
            f"and “deliberated” is number {jury[1]}, not {jury[0]}",
        ),
        (
            f"numbers in {v.real_state_model}’s state",
            f"{v.real_state_drawn}",
            f"{v.real_state_numbers:,}",
            f"and {v.real_conv_numbers:,} in its convolution; {v.real_state_source}",
        ),
    ]
    first, pitch = at.WRONG
    return Corrections(rows, theme=theme, columns=(LEFT, 690.0, 1030.0), first=first, pitch=pitch)
