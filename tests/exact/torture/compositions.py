"""Nested groups of animations, and manim's ready-made ones."""

from __future__ import annotations

from typing import Any

from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    YELLOW,
    AddTextLetterByLetter,
    AnimationGroup,
    ApplyWave,
    Arrow,
    ChangeSpeed,
    Circle,
    Circumscribe,
    Create,
    Cutout,
    DrawBorderThenFill,
    FadeIn,
    FadeOut,
    Flash,
    FocusOn,
    GrowArrow,
    GrowFromCenter,
    Indicate,
    LaggedStart,
    LaggedStartMap,
    Scene,
    ScreenRectangle,
    ShowPassingFlash,
    ShrinkToCenter,
    SpinInFromNothing,
    SpiralIn,
    Square,
    Star,
    Succession,
    Text,
    Triangle,
    Uncreate,
    Unwrite,
    VGroup,
    Wait,
    Wiggle,
    Write,
    turn_animation_into_updater,
)


class Nested(Scene):
    def construct(self) -> None:
        a, b, c = Square(), Circle(fill_opacity=0.5), Triangle(color=RED)
        row = VGroup(*(Star(color=GREEN).scale(0.3) for _ in range(6))).arrange(RIGHT).shift(UP * 2)
        self.play(
            LaggedStart(
                Succession(Create(a), a.animate.shift(LEFT * 3), Wait(0.2), FadeOut(a)),
                AnimationGroup(FadeIn(b), b.animate.shift(RIGHT * 2), lag_ratio=0.5),
                LaggedStartMap(FadeIn, row, scale=0.2, lag_ratio=0.3),
                lag_ratio=0.3,
            ),
            run_time=1.0,
        )
        self.play(Succession(b.animate.rotate(1.0), AnimationGroup(Create(c))), run_time=0.5)
        self.play(AnimationGroup(row.animate.shift(DOWN), lag_ratio=1), Wait(0.1), run_time=0.3)


class AtDifferentSpeeds(Scene):
    def construct(self) -> None:
        a, b, c = VGroup(Square(), Circle(), Triangle()).arrange(RIGHT)
        self.play(FadeIn(a, run_time=0.2), Create(b, run_time=0.5), GrowFromCenter(c, run_time=0.4))
        slower = AnimationGroup(a.animate.shift(UP), b.animate.rotate(PI), run_time=0.4)
        self.play(ChangeSpeed(slower, {0.3: 0.5, 1: 1}))
        turn_animation_into_updater(c.animate(run_time=0.3).shift(DOWN).build())
        self.add(c)
        self.wait(0.5)


class Highlights(Scene):
    def construct(self) -> None:
        box, word = Square(fill_opacity=0.5, color=BLUE), Text("look").shift(DOWN * 2)
        self.add(box, word)
        self.play(Indicate(box), Wiggle(word), run_time=0.4)
        self.play(Circumscribe(word), Flash(box, line_length=0.5), run_time=0.4)
        self.play(ShowPassingFlash(Circle(color=YELLOW)), ApplyWave(word), run_time=0.4)
        self.play(FocusOn(box), run_time=0.3)


class Entrances(Scene):
    def construct(self) -> None:
        word, star = Text("abc").shift(UP * 2), Star(fill_opacity=0.7, color=RED)
        arrow, icon = Arrow(LEFT * 3, RIGHT), VGroup(Square(), Triangle()).shift(DOWN * 2)
        self.play(Write(word), DrawBorderThenFill(star), GrowArrow(arrow), run_time=0.5)
        self.play(SpiralIn(icon), SpinInFromNothing(Circle().shift(RIGHT * 3)), run_time=0.4)
        self.play(Unwrite(word), Uncreate(star), ShrinkToCenter(icon), run_time=0.4)
        self.play(AddTextLetterByLetter(Text("later"), run_time=0.4))


class Holes(Scene):
    """Even-odd questions: holes, crossing outlines, several subpaths, partial curves."""

    def construct(self) -> None:
        hole = Cutout(Square(4), Circle(1.2), Triangle(), fill_opacity=1, color=BLUE)
        crossing = Star(7, density=3, fill_opacity=0.6, color=RED).scale(1.5)
        screen: Any = ScreenRectangle(height=6, stroke_width=3)
        self.add(screen, hole)
        self.play(Create(crossing), run_time=0.4)
        self.play(hole.animate.rotate(0.4), crossing.animate.shift(LEFT * 2), run_time=0.4)
        for end in (0.1, 0.5, 0.9, 1.0):
            screen.pointwise_become_partial(ScreenRectangle(height=6), 0.05, end)
            self.wait(0.1)
