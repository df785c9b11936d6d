"""Diagram 16: Long Range Arena, task by task, as means like for like, and what training did."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, ENTER, GLANCE, MOVE, REST, SETTLE
from scenes.alt.d16_lra_benchmark import alt
from scenes.casts.d16_means import Means
from scenes.casts.d16_tasks import SHOWN, Tasks
from scenes.values.d16_lra_benchmark import BASELINE, FIRST, Values

ALL = range(len(SHOWN))
TINT = {"transformer": "transformer", "state space": "ssm", "S4": "ssm", "S5": "ssm"}


class D16LraBenchmark(Storyboard[Values]):
    """State space models jumped ahead on long inputs; training then explained much of the gap.

    The last frame must show a transformer that was pretrained on the tasks' own data beside S4.
    """

    number = "16"
    title = "Long Range Arena"
    family = "trade-offs"
    poster = "all_six"
    square = (946.0, 30.0, 894.0)
    values_type = Values
    errata = ("quoted", "like_for_like")
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Tasks, chance, the race, means like for like, and what pretraining changed."""
        tasks = self.tasks = Tasks(v, self.theme)
        looks = dict(zip(SHOWN, tasks.looks, strict=True))
        means = self.means = Means(v, self.theme, scale=tasks.scale, looks=looks)
        self.add(*tasks.at_first)
        self.cast(*tasks.later, *means.all)
        self.bring_to_front(tasks.chance, tasks.chance_name)
        asked = f"Six tasks, inputs of up to {v.length.max():,} tokens.\nWho answers best?"
        yield Beat("question", asked)
        yield from self._race(v)
        yield from self._like_for_like(v)
        yield from self._means(v)

    def _race(self, v: Values) -> Iterator[Beat]:
        tasks, first = self.tasks, v.models.index(FIRST)
        tasks.bars.set_channels(presence=1.0)
        guesses = " or ".join(f"{one:.0f}" for one in sorted(set(v.chance)))
        yield Beat(
            "chance",
            f"Guessing gets {guesses}% right.",
            together(tasks.chance.draw(), Timeline((ENTER, tasks.chance_name.enter()))),
        )
        yield Beat(
            "transformer",
            f"In {v.year[0]} a small transformer fails {v.tasks[-1]}.",
            Timeline((0.0, leave_all(*tasks.questions)), (SETTLE, tasks.race(0, run_time=BEND))),
            tint=TINT,
        )
        yield Beat(
            "s4",
            f"S4, a state space model: {v.scores[first, -1]:.0f}% on {v.tasks[-1]}.",
            tasks.race(1, run_time=BEND),
            tint=TINT,
        )
        yield Beat(
            "all_six",
            "S4 and S5 beat this transformer\non every task.",
            tasks.race(2, run_time=MOVE),
            tasks.race(3, run_time=MOVE),
            hold=REST,
            tint=TINT,
        )

    def _like_for_like(self, v: Values) -> Iterator[Beat]:
        tasks, bars = self.tasks, self.tasks.bars
        drawn = v.drawn_averages[v.drawn_models.index(BASELINE)]
        level = np.repeat(v.six[tasks.rows][:, None], len(v.tasks), axis=1)
        apart = level.copy()
        apart[0, :-1], apart[0, -1] = v.five[tasks.rows[0]], v.guess
        left_out = f"Now each bar is its model’s mean; {drawn:.1f} leaves {v.tasks[-1]} out."
        yield Beat(
            "quoted",
            left_out,
            together(
                bars.change("numbers", 0.0, *ALL, run_time=GLANCE),
                bars.to_values(apart, run_time=BEND),
                leave_all(*tasks.of_tasks),
                Timeline((ENTER, enter_all(tasks.mean_name, *tasks.quoted))),
            ),
        )
        yield Beat(
            "like_for_like",
            f"{left_out}\nCount the failed run as a guess: {v.six[tasks.rows[0]]:.2f}.",
            together(bars.change("counted", 1.0, 0, run_time=ENTER), tasks.chance_of_all()),
            bars.to_values(level, run_time=ENTER),
            enter_all(*tasks.computed),
        )

    def _means(self, v: Values) -> Iterator[Beat]:
        tasks, means, bars = self.tasks, self.means, self.tasks.bars
        words = [*tasks.quoted, *tasks.computed, tasks.mean_name, *tasks.key]
        chance = [tasks.chance, tasks.chance_name]
        known = [one for k in means.known for one in means.names[k]]
        apart = f"{v.gap_from_scratch:.0f} points apart. Was it the architecture?"
        yield Beat(
            "gather",
            apart,
            together(
                leave_all(*words),
                Timeline((GLANCE, bars.gather(run_time=2 * ENTER))),
            ),
            together(means.show(*means.known), enter_all(*chance, means.axis_name, *known)),
        )
        bars.set_channels(presence=0.0)
        yield Beat(
            "others",
            apart,
            together(
                means.bars.race(*means.new, run_time=MOVE),
                enter_all(means.what, *[one for k in means.new for one in means.names[k]]),
            ),
            means.measure(),
        )
        yield Beat(
            "sizes",
            "On Path-X the transformer was smaller.",
            together(
                means.what.leave(run_time=GLANCE),
                means.compare(),
                Timeline((GLANCE, stagger(*[one.grow() for one in means.stripes]))),
            ),
            enter_all(*means.sizes),
            tint=TINT,
        )
        met = f"A transformer pretrained on the tasks’ own data: {v.pretrained_six}%."
        yield Beat(
            "pretrained",
            met,
            together(
                leave_all(*means.stripes, *means.sizes),
                means.bars.race(means.pretrained, after=means.pretrained, run_time=BEND),
                enter_all(*means.names[-1]),
                Timeline((ENTER, enter_all(*means.notes))),
            ),
            tint=TINT,
        )
        yield Beat(
            "rest",
            f"{met}\nTraining and size changed too: not architecture alone.",
            hold=END,
            tint=TINT,
        )
