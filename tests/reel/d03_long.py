"""A scene that takes long enough to be interrupted."""

from __future__ import annotations

from collections.abc import Iterator

from manim import UP, Square

from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Long(TestStoryboard):
    """It moves and moves."""

    title = "A long one"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        square = Square()
        self.add(square)
        for turn in range(12):
            yield Beat(
                "green" if turn == 0 else f"turn_{turn}",
                f"Turn {turn}.",
                square.animate(run_time=1200.0).shift(0.01 * UP).build(),
            )
