"""A scene whose second beat raises."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.storyboard import Beat
from tests.reel.stage import TestStoryboard, Values


class Failing(TestStoryboard):
    """It cannot be finished."""

    title = "A failure"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        yield Beat("green", "So far so good.", read=0.1, hold=0.1)
        raise ArithmeticError("the state has 3 numbers, the picture 4")
