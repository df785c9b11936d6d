"""Animations: everything that interpolates, aligns and copies mobjects."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    PI,
    PINK,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    ClockwiseTransform,
    CyclicReplace,
    Dot,
    FadeTransform,
    Homotopy,
    MoveAlongPath,
    MoveToTarget,
    Polygon,
    RegularPolygon,
    ReplacementTransform,
    Restore,
    Rotate,
    Scene,
    Square,
    Star,
    Text,
    Transform,
    TransformFromCopy,
    TransformMatchingShapes,
    Triangle,
    UpdateFromAlphaFunc,
    VGroup,
    linear,
    rate_functions,
)
from manim.utils.paths import spiral_path


class Morph(Scene):
    """path_arc, sheen and matching shapes together: two patches once disagreed here."""

    def construct(self) -> None:
        a = Square(color=BLUE, fill_opacity=0.8).set_sheen(0.5, UP)
        b = Circle(color=RED, fill_opacity=0.5).shift(RIGHT * 3).set_sheen(-0.3, LEFT)
        self.play(Transform(a, b, path_arc=PI / 2), run_time=0.4)
        word, other = Text("morph").shift(DOWN * 2), Text("form").shift(UP * 2)
        self.add(word)
        self.play(TransformMatchingShapes(word, other, path_arc=PI / 2), run_time=0.5)
        self.play(a.animate(path_arc=-PI).shift(LEFT * 4).set_sheen(0.9, DOWN), run_time=0.4)
        self.wait(0.2)


class MorphOfFamilies(Scene):
    def construct(self) -> None:
        shiny, plain = (
            VGroup(*(RegularPolygon(n, color=c, fill_opacity=0.7) for n in range(3, 9)))
            .arrange(RIGHT)
            .scale(0.8)
            for c in (RED, YELLOW)
        )
        shiny.set_sheen(0.6, UP).shift(UP * 2)
        plain.set_sheen(-0.4, LEFT).shift(DOWN * 2)
        start = shiny.copy()
        self.add(start)
        self.play(Transform(shiny, plain, path_arc=PI / 2), run_time=0.4)
        words, others = Text("words that change").shift(UP), Text("change in words")
        self.play(Transform(words, others, path_arc=-PI / 2), run_time=0.4)
        self.play(TransformMatchingShapes(words, Text("hard words").shift(DOWN)), run_time=0.4)
        self.play(start.animate.set_sheen(0.2, RIGHT).rotate(0.3), run_time=0.3)
        self.play(TransformMatchingShapes(start, plain.copy(), path_arc=PI), run_time=0.4)


class Families(Scene):
    """Groups of unequal size and depth, points of unequal count, lags, other paths."""

    def construct(self) -> None:
        few = VGroup(Square(), VGroup(Dot(), Star(fill_opacity=1)))
        many = VGroup(*(RegularPolygon(n, fill_opacity=0.3) for n in range(3, 9))).arrange(RIGHT)
        self.play(Transform(few, many.scale(0.7), lag_ratio=0.2), run_time=0.5)
        self.play(few.animate(lag_ratio=0.5, path_func=spiral_path(PI)).shift(UP), run_time=0.4)
        back = VGroup(*(Triangle(color=c) for c in (RED, GREEN, BLUE))).arrange(DOWN).scale(0.5)
        self.play(ReplacementTransform(few, back), run_time=0.4)
        self.play(ClockwiseTransform(back, VGroup(Circle(), Square().shift(LEFT))), run_time=0.4)


class CopiesAndTargets(Scene):
    def construct(self) -> None:
        a = VGroup(Square(color=RED, fill_opacity=0.5), Circle(color=YELLOW)).shift(LEFT * 3)
        self.add(a)
        a.save_state()
        self.play(TransformFromCopy(a, a.copy().shift(RIGHT * 5).set_color(GREEN)), run_time=0.3)
        a.generate_target()
        a.target.rotate(1.0).set_fill(PINK, 1.0)
        self.play(MoveToTarget(a), run_time=0.3)
        self.play(FadeTransform(a[0], Star(fill_opacity=1).shift(UP * 2)), run_time=0.3)
        self.play(Restore(a), run_time=0.3)
        twin = a.copy()
        twin[0].points[:, 0] += 2.0  # a copy must share nothing that is changed in place
        twin[0].fill_rgbas[:, 3] = 0.1
        self.add(twin)
        self.wait(0.2)
        a[1].become(twin[0]).match_style(twin[1])
        self.play(twin.animate.shift(DOWN), run_time=0.2)


class CopiesOfGlyphs(Scene):
    def construct(self) -> None:
        word = Text("glyphs", color=YELLOW).scale(1.5)
        copies = VGroup(*(word.copy().shift(UP * i).set_opacity(0.3 * i) for i in (1, 2, 3)))
        word[0].points[:, 1] -= 0.5
        word[1].set_color(RED)
        self.add(word, copies)
        self.play(copies[1].animate.shift(DOWN * 3), word.animate.scale(0.5), run_time=0.3)
        self.play(CyclicReplace(*word), run_time=0.3)
        self.play(*(m.animate.rotate(0.5) for m in copies[0]), run_time=0.3)


class Overshooting(Scene):
    def construct(self) -> None:
        box, other = Square(fill_opacity=0.5), Circle(color=RED, fill_opacity=0.9).shift(RIGHT)
        for rate in (
            rate_functions.ease_out_elastic,
            rate_functions.wiggle,
            rate_functions.not_quite_there(rate_functions.smooth, 0.7),
            rate_functions.running_start,
        ):
            self.play(Transform(box, other.copy().shift(UP), rate_func=rate), run_time=0.3)
            self.play(box.animate.shift(LEFT).set_stroke(width=10), rate_func=rate, run_time=0.2)


class Custom(Triangle):
    """Interpolates in a way of its own."""

    def interpolate(self, one: Any, two: Any, alpha: float, path_func: Any = None) -> Any:
        self.points = one.points + (two.points - one.points) * alpha**3
        self.interpolate_color(one, two, alpha)
        return self


class HalfTransform(Transform):
    def interpolate_submobject(self, submobject: Any, start: Any, target: Any, alpha: float) -> Any:
        return super().interpolate_submobject(submobject, start, target, alpha / 2)


class OwnInterpolation(Scene):
    def construct(self) -> None:
        things = VGroup(Custom(fill_opacity=0.5), Square(), Custom(color=RED)).arrange(RIGHT)
        self.add(things)
        self.play(things.animate.shift(UP).set_color(GREEN), run_time=0.4)
        self.play(HalfTransform(things, things.copy().shift(DOWN * 2).scale(2)), run_time=0.4)
        self.play(Rotate(things, PI / 3), run_time=0.3)


class TargetsMove(Scene):
    """The target and the start of a Transform have updaters; both are changed by others too."""

    def construct(self) -> None:
        a, b = VGroup(Square(), Dot(), Star(), Circle()), VGroup(*(Triangle() for _ in range(4)))
        a[1].add_updater(lambda m, dt: m.shift(dt * UP * 2))
        b.arrange(RIGHT).add_updater(lambda m, dt: m.shift(dt * DOWN))
        self.add(a, b)
        self.play(Transform(a, b), run_time=0.4)
        self.play(a.animate(suspend_mobject_updating=False).shift(LEFT), run_time=0.3)
        anim = Transform(a, Circle().scale(2))
        self.play(anim, UpdateFromAlphaFunc(b, lambda m, t: m.set_opacity(t)), run_time=0.4)
        anim.target_copy.points[:, 1] += 1.0
        self.play(b.animate.shift(UP), run_time=0.2)


class SkewedPaths(Scene):
    def construct(self) -> None:
        path = Polygon(LEFT * 3, UP * 2, RIGHT * 3, DOWN * 2)
        dot, box = Dot(radius=0.3), Square().scale(0.5)
        self.add(path)
        self.play(MoveAlongPath(dot, path, rate_func=linear), run_time=0.6)

        def bend(x: float, y: float, z: float, t: float) -> Any:
            return np.array([x + t * np.sin(3 * y), y, z])

        self.play(Homotopy(bend, path), box.animate.shift(UP), run_time=0.4)
        path.points *= 0.5
        self.play(MoveAlongPath(dot, path), run_time=0.3)
        for share in (0.0, 0.3, 0.999, 1.0):
            dot.move_to(path.point_from_proportion(share))
            self.wait(0.1)
