"""Diagram 19: what moves while facts are read and asked for."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, then, together
from anim_lib.primitives.recorded import Recorded
from anim_lib.timing import ENTER, GLANCE, MOVE, SETTLE, glide
from scenes.casts.d19_halves import CALLED, Halves


class Recall(Halves):
    """Both halves, fact by fact."""

    def stand(self) -> Animation:
        """Return the animation in which both memories come, empty."""
        for one in (self.kept, self.decoded, *self.sizes, *self.recalls):
            one.set_channels(time=0.0)
        right = (self.sizes[1], self.scale, self.strip)
        return enter_all(*self.names, *right, self.kept, self.stored, self.task)

    def read(self, count: int, *, run_time: float) -> Animation:
        """Return the animation to ``count`` facts read."""
        first = run_time / count  # nothing is kept of nothing
        reading = self._run([self.kept, *self.sizes], count, run_time)
        return Timeline((0.0, reading), (first, self.sizes[0].enter(run_time=GLANCE)))

    def read_and_ask(self, count: int, *, run_time: float) -> Animation:
        """Return the animation to ``count`` facts read; after each, all so far are asked for."""
        clocks = [self.kept, self.decoded, *self.sizes, *self.recalls]
        run = self._run(clocks, count, run_time)
        return together(run, self.kept.speak(), leave_all(self.missed, *self.miss))

    def point_out(self, fact: int) -> Animation:
        """Return the animation that borders a fact, and tells its recall below it."""
        return together(self.kept.speak(fact), enter_all(self.missed, *self.miss))

    def _run(self, clocks: list[Recorded], count: int, run_time: float) -> Animation:
        runs = [one.drive(run_time=run_time, rate_func=glide, time=float(count)) for one in clocks]
        return Timeline(
            *[(0.0, run) for run in runs],
            (0.0, self.strip.drive(run_time=GLANCE, lit=1.0)),
            (run_time - GLANCE, self.strip.drive(run_time=GLANCE, lit=0.0)),
        )

    def ask(self, count: int) -> Animation:
        """Return the animation in which one key is called, then all ``count`` are decoded."""
        for one in self.recalls:
            one.set_channels(time=float(count))
        found = Timeline(
            (0.0, self.call.leave()),
            (
                0.0,
                self.decoded.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "time": 0.0},
                    presence=1.0,
                    time=float(count),
                ),
            ),
            (0.0, enter_all(*self.recalls, *self.mean, self.legend, self.answers, self.samples)),
            (MOVE, together(self.kept.speak(), self.decoded.speak())),
        )
        light = together(self.kept.speak(CALLED), self.decoded.speak(CALLED))
        called = stagger(self.call.go(1.0, run_time=ENTER), light, lag=GLANCE)
        return then(self.call.enter(run_time=GLANCE), called, found, gap=0.0)

    def enlarge(self) -> Animation:
        """Return the animation to larger states, one by one, and what is recalled from each."""
        renamed = then(self.names[1].leave(), self.another.enter(run_time=GLANCE), gap=0.0)
        return together(
            renamed, then(*[self._state(model) for model in self.states[1:]], gap=2 * SETTLE)
        )

    def _state(self, model: int) -> Animation:
        return together(
            self.strip.to_values(self.bytes[model, -1]),
            self.decoded.to_values(self.history[model]),
            self.recalls[1].to_values(self.means[model][:, None]),
            self.sizes[1].to_values(self.bytes[model][:, None]),
        )
