"""Three short beats with one large patch of a known colour."""

from __future__ import annotations

from collections.abc import Iterator

from manim import LEFT, RIGHT, FadeIn, Rectangle

from anim_lib.storyboard import Beat
from tests.reel.stage import GREEN, TestStoryboard, Values


class Tiny(TestStoryboard):
    """A green patch comes and moves.

    It is large enough to be measured in an encoded frame.
    """

    title = "A patch"

    def storyboard(self, v: Values) -> Iterator[Beat]:
        patch = Rectangle(
            width=6.0, height=4.0, fill_color=GREEN, fill_opacity=1.0, stroke_width=0.0
        )
        yield Beat("empty", "Nothing yet.", read=0.3, hold=0.1)
        yield Beat("green", "A green patch.", FadeIn(patch, run_time=0.5), read=0.1, hold=0.2)
        yield Beat(
            "moved",
            "A green patch.",
            patch.animate(run_time=0.37).shift(RIGHT).build(),
            patch.animate(run_time=0.3).shift(LEFT).build(),
            hold=0.2,
        )
