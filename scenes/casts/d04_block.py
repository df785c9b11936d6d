"""Diagram 4: what happens to one token's stream, at its start and in one block."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
from manim import Animation

from anim_lib.motion import Timeline, enter_all, leave_all, together
from anim_lib.primitives.side_branch import SideBranch
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import Label
from scenes.casts.d04_grid import LANE, LANES, REACH, View
from scenes.casts.d04_parts import Parts

PASS = 0.7  # seconds in which the stream passes a window


class Block(Parts):
    """The moves of the stage."""

    def look(self, view: str, *, run_time: float, **others: object) -> Animation:
        """Return the animation to another view of the stream."""
        seen: View = self.views[view]
        return self.stream.drive(run_time=run_time, **asdict(seen), **others)  # type: ignore[arg-type]

    def wait(self) -> None:
        """Put the stream where the last token's is beside the others, nothing added yet."""
        lane = (REACH[0], LANES[1] - LANE, REACH[1], LANES[1] + LANE)
        self.stream.set_channels(
            opened=0.0, dropped=0.0, carried=0.0, marked=0.0, begun=0.0, band=lane, presence=0.0
        )

    def arrive(self, leaving: Animation) -> Animation:
        """Return the animation in which the last token's stream becomes the whole stage."""
        return together(
            self.stream.drive(run_time=GLANCE, presence=1.0),
            Timeline((0.1, together(leaving, self.look("start", run_time=MOVE)))),
            Timeline((MOVE - GLANCE, enter_all(self.titles[0], self.sources[0], *self.key))),
        )

    def begin(self) -> list[Animation]:
        """Return the steps in which the token, then its position enter the stream."""
        position, lens, stream = self.sources[1], self.start_lens, self.stream
        return [
            together(stream.drive(run_time=ENTER, begun=1.0), lens.tell(0)),
            self._give(position, 0, self.first_signs[0], lens.tell(1)),
            self._take(
                0, self.first_signs[1], lens.tell(2), self.first_head.enter(run_time=GLANCE)
            ),
        ]

    def approach(self) -> list[Animation]:
        """Return the steps along the stream, past all that was added before, to the block."""
        done = np.arange(len(self.stream.deltas)) < self.k
        gone = (self.start_lens, *self.sources, *self.first_signs, self.first_head, self.titles[0])
        return [
            together(
                leave_all(*gone),
                self.look("small", run_time=GLANCE, opened=done, dropped=done, carried=done),
            ),
            together(
                self.look("near", run_time=MOVE),
                Timeline((0.7 * MOVE, enter_all(self.titles[1], self.formula, self.heads[0]))),
            ),
        ]

    def attend(self) -> list[Animation]:
        """Return the steps in which attention reads and adds."""
        branch = self.branches[0]
        read = together(
            branch.read(run_time=ENTER),
            self.gloss.enter(),
            self.feeds.enter(),
            self.formula.light("x"),
            self.lens.tell(0),
        )
        light = self.formula.light("attn")
        give = together(light, self._give(branch, self.k, self.signs[0], self.lens.tell(1)))
        return [_overlap(read, give), self._take(self.k, self.signs[1])]

    def think(self) -> list[Animation]:
        """Return the steps in which the MLP reads and adds."""
        attention, branch = self.branches
        read = together(attention.rest(), branch.read(run_time=ENTER), self.formula.light("x"))
        light = self.formula.light("mlp")
        give = together(light, self._give(branch, self.k + 1, self.signs[2], self.lens.tell(2)))
        head = self.heads[1].enter(run_time=GLANCE)
        return [_overlap(read, give), self._take(self.k + 1, self.signs[3], head)]

    def conclude(self, row: int) -> Animation:
        """Return the animation that shows the sum, in every row and under the lens."""
        count, added = len(self.stream.values[0]), np.arange(len(self.stream.deltas))
        here = (added == self.k) | (added == self.k + 1)
        return together(
            self.branches[1].rest(),
            self.lens.tell(len(self.lens.values)),
            self.formula.light_all(),
            self.stream.drive(run_time=ENTER, spoken=np.arange(count) == row, marked=here),
        )

    def _give(self, branch: SideBranch, k: int, sign: Label, told: Animation) -> Animation:
        opened = together(self.stream.open(k, run_time=GLANCE), branch.give(run_time=GLANCE))
        if branch.tap is None:
            opened = together(branch.enter(run_time=GLANCE), opened)
        dropped = together(self.stream.drop(k, run_time=ENTER), sign.enter(), told)
        return Timeline((0.0, opened), (GLANCE, dropped))

    def _take(self, k: int, sign: Label, *told: Animation) -> Animation:
        after = Timeline((0.6 * PASS, together(sign.enter(run_time=GLANCE), *told)))
        return together(self.stream.carry(k, run_time=PASS), after)


def _overlap(read: Animation, give: Animation) -> Animation:
    """Let giving begin as soon as the way into the box is all but drawn."""
    return Timeline((0.0, read), (0.8 * ENTER, give))
