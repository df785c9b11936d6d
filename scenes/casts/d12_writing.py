"""Diagram 12: what moves while both lanes write."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.motion import Posed, Timeline, stagger, together
from anim_lib.timing import ENTER, GLANCE, settle
from scenes.casts.d12_lanes import KINDS, Lanes


class Writing(Lanes):
    """The lanes, step by step."""

    def first_lane(self, *, back: bool) -> Animation:
        """Return the animation that dims the lane without a cache, or brings it back."""
        all_of_it: list[Posed] = [*self.made.values(), *self.lane(0)]
        return together(*[one.step_back() if back else one.step_forward() for one in all_of_it])

    def throw_away(self, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the lane without a cache forgets all it made."""
        everyone = range(len(self.columns))
        return together(*[row.go(*everyone, run_time=run_time) for row in self.made.values()])

    def make_all(
        self, step: int, read: int, *, run_time: float = ENTER, lag: float = 0.05
    ) -> Animation:
        """Return the animation in which ``read`` words make all three of their vectors."""
        rows = [self.made[kind] for kind in reversed(KINDS)]
        out = stagger(
            *[row.come_out(*range(read), run_time=run_time, lag=lag) for row in rows],
            lag=0.3 * run_time,
        )
        return together(out, self.pay(0, step, run_time=out.run_time))

    def pay(self, lane: int, step: int, *, run_time: float) -> Animation:
        """Return the animation in which ``step`` is counted in ``lane``."""
        return self.bars[lane].spend(step, run_time=run_time)

    def compare(self, count: int, *, run_time: float = ENTER) -> Animation:
        """Return the animation that lights the keys and values of the first ``count`` words."""
        lit = np.arange(len(self.columns)) < count
        rows = [self.made[kind] for kind in KINDS[1:]]
        return together(*[row.drive(run_time=run_time, lit=lit) for row in rows])

    def ask(self, token: int, *, run_time: float) -> Animation:
        """Return the animation in which a query passes all kept keys and is thrown away."""
        along = np.zeros(len(self.columns))
        along[token] = self.columns[0, 0] - self.columns[token, 0]
        passed = 0.7 * run_time
        passing = self.query.drive(run_time=passed, along=along)
        share = passed / (token + 1)
        lights = [
            (k * share, self.shelf.ask(key, run_time=share))
            for k, key in enumerate(range(token, -1, -1))
        ]
        left = run_time - passed
        gone = together(self.query.go(token, run_time=left), self.shelf.ask(run_time=left))
        return Timeline((0.0, passing), *lights, (passed, gone))

    def say(self, token: int, *, run_time: float = GLANCE) -> Animation:
        """Return the animation in which the next word comes."""
        shown = np.arange(len(self.tokens.tokens)) <= token
        return self.tokens.drive(run_time=run_time, rate_func=settle, shown=shown)

    def step(self, k: int, read: int, seconds: float) -> Animation:
        """Return the animation of a whole step of both lanes, after which a new word is there."""
        new, out = read - 1, 0.4 * seconds
        kept = together(
            self.query.come_out(new, run_time=out),
            self.shelf.fill(read, run_time=out),
            self.pay(1, k, run_time=out),
        )
        return Timeline(
            (0.0, self.throw_away(run_time=0.25 * seconds)),
            (0.25 * seconds, self.make_all(k, read, run_time=0.4 * seconds, lag=0.01)),
            (0.0, kept),
            (out, self.ask(new, run_time=0.5 * seconds)),
            (0.8 * seconds, self.say(read, run_time=0.2 * seconds)),
        )
