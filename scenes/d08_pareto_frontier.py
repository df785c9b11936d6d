"""Diagram 8: recall against memory and time, measured on one toy task."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import COUNT, END, ENTER, GLANCE, READ, REST, SETTLE, STAGGER
from scenes.alt.d08_pareto_frontier import alt
from scenes.casts.d08_plane import Plane
from scenes.casts.d08_task import Task
from scenes.casts.d08_times import Times
from scenes.values.d08_pareto_frontier import Values


class D08ParetoFrontier(Storyboard[Values]):
    """More pairs to remember cost a fixed state its recall, and a cache its memory.

    The poster must show how far each model slid, and the staircase that none of them beats.
    """

    number = "08"
    title = "Recall against memory"
    family = "trade-offs"
    poster = "frontier"
    square = (984.0, 0.0, 860.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Task, axes, fixed states, more pairs, guesses, size, caches, frontier, time."""
        self.task, self.plane = Task(v, self.theme), Plane(v, self.theme)
        self.times = Times(v, self.theme)
        t, p = self.task, self.plane
        self.add(*t.all)
        self.cast(*p.all, *self.times.all)
        p.begin()
        yield Beat(
            "question",
            f"Read {len(v.shown_keys)} pairs. Which value goes with {t.key}?",
            t.answer(),
            hold=2 * SETTLE,
        )
        yield Beat(
            "axes",
            "Up: right answers. Across: memory kept.",
            leave_all(*t.all),
            together(p.plot.draw(), p.steps.highlight(0), enter_all(p.steps, *p.asked)),
            read=SETTLE,
            hold=READ,
        )
        yield from self._slides(v)
        yield from self._costs(v)

    def _slides(self, v: Values) -> Iterator[Beat]:
        p, presses = self.plane, range(1, len(v.slide))
        yield Beat(
            "states",
            f"These {len(p.fixed)} models keep a state of fixed size.",
            together(p.points.come(*p.fixed), enter_all(*p.notes[:2])),
        )
        p.tracks.set_channels(presence=1.0)
        yield Beat(
            "press",
            "More pairs: their recall slides down.",
            *[p.press(step, caches=False) for step in presses[:-1]],
            together(p.press(presses[-1], caches=False), p.notes[2].enter()),
        )
        few, many = int(v.steps[p.guessing].max()), int(v.steps[v.mamba].min())
        guess = v.any_pair_guess[v.slide[-1]]
        both = " and ".join(v.labels[k] for k in p.guessing)
        yield Beat(
            "guess",
            f"{both} hardly beat a guess, {guess:.2f}:\n"
            f"{few:,} training steps; Mamba-2 had {many:,}.",
            together(p.speak_of(*p.guessing, *p.mambas), enter_all(p.guess, p.notes[4])),
        )
        yield Beat("size", self._size(v), p.speak_of(*v.sliding.tolist()), hold=2 * SETTLE)

    def _size(self, v: Values) -> str:
        return f"Of the {len(v.sliding)} that learnt to look up, larger states recall more."

    def _costs(self, v: Values) -> Iterator[Beat]:
        p, times, presses = self.plane, self.times, range(1, len(v.slide))
        yield Beat(
            "caches",
            f"{self._size(v)}\nTransformer and hybrids: a cache grows instead.",
            Timeline(
                (0.0, together(p.notes[4].leave(), p.speak_of(*range(len(v.models))))),
                (GLANCE / 2, p.press(0)),
            ),
            p.points.come(*p.growing, lag=STAGGER),
            *[p.press(step, run_time=ENTER) for step in presses],
            together(p.name_caches(), enter_all(*p.notes[3:])),
            tint={"Transformer": "transformer", "hybrids": "hybrid"},
        )
        yield Beat(
            "frontier",
            "Shaded: another model recalls as well or better with less memory.",
            together(p.shade.draw(), p.edge.draw()),
            hold=REST,
        )
        first, last = v.decode_contexts[0], v.decode_contexts[-1]
        yield Beat(
            "time",
            f"At {first} tokens a transformer decodes as fast as Mamba-2;\n"
            f"at {last:,} it takes {v.decode_ratio[-1]:.0f} times as long.",
            leave_all(*p.all),
            times.chart.drive(
                run_time=COUNT, begin={"presence": 1.0, "shown": 0.0}, presence=1.0, shown=1.0
            ),
            enter_all(*times.names),
            hold=END,
        )
