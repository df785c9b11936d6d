"""Things that change outside of animations: updaters, waits, arrays changed in place."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    Dot,
    Line,
    RegularPolygon,
    Scene,
    Square,
    TracedPath,
    Triangle,
    ValueTracker,
    VGroup,
    always_redraw,
    linear,
)


class AlwaysRedraw(Scene):
    def construct(self) -> None:
        turn = ValueTracker(0.0)
        dot = always_redraw(lambda: Dot(RIGHT * 3).rotate(turn.get_value(), about_point=ORIGIN))
        line = always_redraw(lambda: Line(ORIGIN, dot.get_center(), color=YELLOW))
        shape = always_redraw(
            lambda: RegularPolygon(3 + int(4 * turn.get_value()), fill_opacity=0.5).shift(LEFT * 3)
        )
        self.add(line, dot, shape, Square())
        self.play(turn.animate(rate_func=linear).set_value(1.0), run_time=0.5)
        self.wait(0.2)
        self.remove(line)
        self.play(turn.animate.set_value(0.0), run_time=0.3)


class DtUpdaters(Scene):
    def construct(self) -> None:
        spinning = Square().add_updater(lambda m, dt: m.rotate(2 * dt))
        drifting = Circle(fill_opacity=0.4).add_updater(lambda m, dt: m.shift(dt * RIGHT))
        still = Triangle().shift(UP * 2)
        self.add(still, spinning, drifting)
        self.wait(0.4)
        spinning.suspend_updating()
        self.play(still.animate.shift(DOWN), run_time=0.3)
        spinning.resume_updating()
        drifting.clear_updaters()
        self.wait(0.3)
        spinning.clear_updaters()
        self.wait(0.3)


class SceneUpdaters(Scene):
    """manim keeps what only a scene updater moves in its still picture: stale, but exact."""

    def construct(self) -> None:
        stale, moved = Square(color=RED).shift(LEFT * 2), Circle(color=BLUE)
        self.add(stale, moved)

        def push(dt: float) -> None:
            stale.shift(dt * UP)

        self.add_updater(push)
        self.play(moved.animate.shift(RIGHT), run_time=0.3)
        self.wait(0.3)
        self.remove_updater(push)
        self.play(moved.animate.shift(LEFT), run_time=0.2)
        self.wait(0.2)


class UpdaterMovesAnother(Scene):
    def construct(self) -> None:
        behind, mover = Square(fill_opacity=0.5), Dot().shift(UP)
        mover.add_updater(lambda m, dt: behind.shift(dt * LEFT * 3))
        self.add(behind, mover)
        self.wait(0.3)
        self.play(mover.animate.shift(DOWN * 2), run_time=0.3)
        mover.clear_updaters()
        self.wait(0.2)


class Traced(Scene):
    def construct(self) -> None:
        dot = Dot().shift(LEFT * 3)
        self.add(TracedPath(dot.get_center, stroke_width=6), dot)
        self.add(TracedPath(dot.get_top, dissipating_time=0.2, stroke_opacity=[0, 1]))
        self.play(dot.animate(path_arc=2.0).shift(RIGHT * 5), run_time=0.6)
        self.wait(0.3)


class SubmobjectsChange(Scene):
    def construct(self) -> None:
        group, count = VGroup(Dot()), [0]

        def grow(m: VGroup, dt: float) -> None:
            count[0] += 1
            row = [Dot(RIGHT * (i - 3), radius=0.3) for i in range(count[0] % 5)]
            m.submobjects = row

        group.add_updater(grow)
        self.add(Square(), group)
        self.wait(0.5)
        group.clear_updaters()
        self.play(group.animate.shift(UP), run_time=0.3)


class ArraysInPlace(Scene):
    def construct(self) -> None:
        a, b, c = Square(), Circle(fill_opacity=1).shift(RIGHT * 3), Triangle().shift(LEFT * 3)

        def add(m: Any, dt: float) -> None:
            m.points += 0.05

        def one_point(m: Any, dt: float) -> None:
            m.points[3:5] = m.points[3:5] * 1.1

        def paler(m: Any, dt: float) -> None:
            m.fill_rgbas[:, 3] *= 0.8
            m.stroke_rgbas[0, 0] *= 0.9

        a.add_updater(add)
        b.add_updater(paler)
        c.add_updater(one_point)
        self.add(a, b, c)
        self.wait(0.4)
        for m in (a, b, c):
            m.clear_updaters()
        a.points[:, 1] -= 1.0
        b.stroke_width = 12
        self.wait(0.2)
        c.points = c.points[:8]
        self.play(b.animate.shift(UP), run_time=0.2)
        c.points = np.zeros((0, 3))
        self.wait(0.2)


class SharedArray(Scene):
    """Two mobjects with one array of points: moving one in place moves the other."""

    def construct(self) -> None:
        a, b = Square(), Square(color=GREEN).shift(RIGHT)
        b.points = a.points
        a.fill_rgbas = b.fill_rgbas = np.array([[1.0, 0.0, 0.0, 0.5]])

        def push(m: Any, dt: float) -> None:
            m.points[:, 0] += 0.1

        a.add_updater(push)
        self.add(b, a)
        self.wait(0.3)
        self.play(b.animate.shift(UP), run_time=0.3)
        self.play(VGroup(a, b).animate.rotate(1.0), run_time=0.3)


class NestedUpdaters(Scene):
    def construct(self) -> None:
        clock = ValueTracker(0.0)
        inner = Dot(radius=0.3).add_updater(lambda m: m.set_y(clock.get_value()))
        outer = VGroup(Square(), VGroup(inner, Triangle())).add_updater(
            lambda m, dt: m.shift(dt * RIGHT)
        )
        self.add(outer)
        self.play(clock.animate.set_value(2.0), run_time=0.4)
        self.play(outer.animate.rotate(0.5), clock.animate.set_value(0.0), run_time=0.4)
        outer.suspend_updating()
        self.play(clock.animate.set_value(1.0), run_time=0.2)


class Flicker(Scene):
    """Small changes at every distance from the edges of whatever tiles a renderer works in."""

    def construct(self) -> None:
        pixel = 8 / 480
        patches = VGroup(
            *(
                Square(20 * pixel, fill_opacity=1, stroke_width=0)
                .move_to((LEFT * 6.9 + UP * 3.8) + pixel * (65 * i * RIGHT + 67 * j * DOWN))
                .set_fill(BLUE if (i + j) % 2 else YELLOW)
                for i in range(13)
                for j in range(7)
            )
        )
        frame = [0]

        def flicker(_: Any, dt: float) -> None:
            frame[0] += 1
            for number, patch in enumerate(patches):
                if number % 3 == frame[0] % 3:
                    patch.set_fill(RED if frame[0] % 2 else GREEN)

        self.add(patches.add_updater(flicker))
        self.wait(0.6)
