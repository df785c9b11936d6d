"""One scene with some of everything, for every kind of output."""

from __future__ import annotations

from manim import (
    BLUE,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    Scene,
    Square,
    Star,
    Text,
)


class Mixture(Scene):
    def construct(self) -> None:
        box, star = Square(fill_opacity=0.5, color=RED), Star(fill_opacity=1, color=GREEN)
        word = Text("output").shift(UP * 3)
        self.add(word)
        self.play(Create(box), FadeIn(star.shift(RIGHT * 3)), run_time=0.4)
        self.wait(0.3)
        spinner = Circle(color=BLUE).add_updater(lambda m, dt: m.shift(dt * LEFT))
        self.add(spinner)
        self.play(star.animate.rotate(1.0).shift(UP * 2), run_time=0.3)
        self.remove(spinner)
        self.play(FadeOut(box), run_time=0.3)
        self.wait(0.2)
