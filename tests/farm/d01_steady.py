"""A scene that takes some seconds to draw, so that it can be disturbed in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, RIGHT, Square

from anim_lib.storyboard import Beat
from tests.reel.stage import GREEN, TestStoryboard, Values


class Steady(TestStoryboard):
    """It goes to and fro."""

    title = "A steady one"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        square = Square(color=GREEN, fill_opacity=1.0)
        self.add(square)
        for turn in range(4):
            way = LEFT if turn % 2 else RIGHT
            yield Beat(
                "green" if turn == 0 else f"turn_{turn}",
                f"Turn {turn}.",
                square.animate(run_time=25.0).shift(way).build(),
            )
