"""Strokes, joints, caps, gradients: ink outside of the points' bounding box, or none inside."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    Arrow,
    CapStyleType,
    Circle,
    DashedLine,
    Line,
    LineJointType,
    Scene,
    Square,
    Star,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
)


def corner(angle: float, width: float = 30, **style: Any) -> VMobject:
    """Return two thick lines that meet at ``angle``."""
    arm = np.array([np.cos(angle), np.sin(angle), 0.0])
    line = VMobject(stroke_width=width, **style)
    return line.set_points_as_corners([RIGHT, ORIGIN, arm])


class MiterSpikes(Scene):
    """Within the miter limit of 10 a joint reaches ten half-widths beyond its corner."""

    def construct(self) -> None:
        sharp = VGroup(
            *(
                corner(a, joint_type=j).shift(LEFT * (4 - 2 * i) + UP * (k - 0.5) * 3)
                for i, a in enumerate((0.19, 0.21, 0.25, 0.4, 1.2))
                for k, j in enumerate((LineJointType.AUTO, LineJointType.MITER))
            )
        )
        self.add(sharp)
        self.play(*(m.animate.rotate(0.3, about_point=m.points[0]) for m in sharp), run_time=0.3)
        angle = ValueTracker(0.6)
        closing = VMobject().add_updater(
            lambda m: m.become(corner(angle.get_value(), 60).shift(RIGHT * 4))
        )
        self.add(closing)
        self.play(angle.animate(rate_func=linear).set_value(0.05), run_time=0.6)
        closing.clear_updaters()
        self.play(closing.animate.shift(LEFT * 3), run_time=0.3)


class SpikeFromOutside(Scene):
    """The points are outside of the frame, the ink is inside."""

    def construct(self) -> None:
        spike = corner(0.22, 90, color=RED).rotate(PI, about_point=ORIGIN).shift(RIGHT * 9)
        spike.flip(about_point=RIGHT * 7.5)
        wide = Line(LEFT * 9 + UP * 4.6, RIGHT * 9 + UP * 4.6, stroke_width=200)
        self.add(spike, wide)
        self.play(spike.animate.shift(LEFT * 0.8), run_time=0.3)
        self.play(wide.animate.shift(UP * 0.7), spike.animate.shift(RIGHT), run_time=0.3)
        self.play(wide.animate.set_stroke(width=20), run_time=0.2)


class JointsAndCaps(Scene):
    def construct(self) -> None:
        lines = VGroup(
            *(
                corner(1.0 + 0.3 * i, 24, joint_type=j).set_cap_style(c)
                for i, j in enumerate(LineJointType)
                for c in CapStyleType
            )
        ).arrange_in_grid(4, 4, buff=0.3)
        self.add(lines.scale(0.7))
        self.play(lines.animate.rotate(0.5), run_time=0.3)
        for line in lines:
            line.set_cap_style(CapStyleType.ROUND)
            line.joint_type = LineJointType.BEVEL
        self.play(lines[0].animate.shift(UP * 0.1), run_time=0.2)


class Widths(Scene):
    def construct(self) -> None:
        none = Square(stroke_width=0, fill_opacity=0.5)
        unseen = Circle(stroke_width=20, stroke_opacity=0.0, fill_opacity=0.3).shift(LEFT * 3)
        huge = Triangle(stroke_width=400, stroke_opacity=0.4).shift(RIGHT * 3)
        hair = Line(LEFT * 5, RIGHT * 5, stroke_width=0.05).shift(UP * 2)
        self.add(none, unseen, huge, hair)
        self.wait(0.2)
        self.play(
            none.animate.set_stroke(width=10),
            unseen.animate.set_stroke(opacity=1.0),
            huge.animate.set_stroke(width=1),
            hair.animate.set_stroke(width=-3),
            run_time=0.4,
        )
        self.play(none.animate.set_stroke(width=0), unseen.animate.set_opacity(0), run_time=0.3)
        self.wait(0.2)


class Degenerate(Scene):
    def construct(self) -> None:
        def bare(points: Any, **style: Any) -> VMobject:
            mobject = VMobject(stroke_width=20, **style)
            mobject.points = np.array(points, dtype=float).reshape(-1, 3)
            return mobject

        spot = [UP * 2] * 4
        tiny = [RIGHT * 2, RIGHT * 2 + 1e-9 * UP, RIGHT * 2 + 2e-9 * UP, RIGHT * 2 + 3e-9 * UP]
        ragged = [LEFT * 3, LEFT * 2, UP, RIGHT, RIGHT * 2, UP * 3]  # no whole number of curves
        nearly = [LEFT, UP, DOWN, LEFT + 5e-7 * RIGHT]  # closed within the tolerance
        things = [
            bare(points, cap_style=cap).shift(shift)
            for cap, shift in ((CapStyleType.ROUND, UP), (CapStyleType.SQUARE, DOWN))
            for points in (spot, tiny, ragged, nearly, [ORIGIN], [ORIGIN, UP])
        ]
        flat = bare([LEFT * 5, LEFT * 4, LEFT * 6, LEFT * 5], fill_opacity=1, color=YELLOW)
        self.add(*things, flat)
        self.wait(0.2)
        moves = [t.animate.shift(RIGHT * 0.5) for t in (*things[:4], flat)]
        self.play(*moves, run_time=0.3)
        open_end = bare([LEFT * 5 + UP, LEFT * 5, LEFT * 4, LEFT * 4.7 + UP])
        self.play(open_end.animate.shift(DOWN), run_time=0.2)

        def close(m: Any, dt: float) -> None:
            m.tolerance_for_point_equality += 4 * dt

        self.add(open_end.add_updater(close))
        self.wait(0.4)


class NotFinite(Scene):
    def construct(self) -> None:
        box, ring = Square(fill_opacity=0.5), Circle(fill_opacity=0.5).shift(RIGHT * 2)
        self.add(ring, box, Triangle().shift(LEFT * 3))
        kept, frame = box.points.copy(), [0]

        def spoil(m: VMobject, dt: float) -> None:
            frame[0] += 1
            m.points = kept.copy()
            m.points[5] = {1: np.nan, 2: np.inf, 3: 1e12, 4: -1e5}.get(frame[0] % 8, 0.5)
            m.points[6, 2] = {5: np.nan, 6: 1e308}.get(frame[0] % 8, 0.0)

        box.add_updater(spoil)
        self.wait(0.8)
        box.clear_updaters()
        box.points = kept
        self.play(ring.animate.shift(DOWN), run_time=0.2)


class BackgroundStrokes(Scene):
    def construct(self) -> None:
        star = Star(fill_opacity=1, color=BLUE).scale(1.5)
        star.set_stroke(color=RED, width=25, background=True).set_stroke(WHITE, 4)
        behind = Square(fill_opacity=1, color=GREEN)
        self.add(behind, star)
        self.play(star.animate.shift(RIGHT), run_time=0.2)
        self.play(star.animate.set_stroke(YELLOW, 60, 0.5, background=True), run_time=0.3)
        self.play(behind.animate.rotate(0.5), run_time=0.2)
        self.play(star.animate.set_stroke(width=0, background=True), run_time=0.2)


class Gradients(Scene):
    def construct(self) -> None:
        fill = Square(fill_opacity=1).set_fill([RED, GREEN, BLUE], opacity=[1, 0.5, 0.2])
        rim = Circle(stroke_width=20).set_stroke([YELLOW, RED]).shift(LEFT * 3)
        shiny = Triangle(fill_opacity=1, color=BLUE).set_sheen(0.7, UP).shift(RIGHT * 3)
        under = Star(fill_opacity=1).set_stroke([RED, BLUE], 20, background=True).shift(UP * 2.5)
        self.add(fill, rim, shiny, under)
        self.wait(0.2)
        self.play(fill.animate.set_sheen_direction(RIGHT), rim.animate.shift(UP), run_time=0.3)
        self.play(
            fill.animate.set_fill([BLUE, WHITE]),
            shiny.animate.set_sheen(-0.7, LEFT + DOWN).rotate(1.0),
            under.animate.set_color_by_gradient(RED, YELLOW, GREEN),
            run_time=0.3,
        )
        shiny.sheen_direction[:] = UP  # in place
        self.wait(0.2)


class GradientsOfParents(Scene):
    """A gradient spans the whole family: a child's move changes its parent's colours."""

    def construct(self) -> None:
        parent = Square(fill_opacity=1).set_fill([RED, GREEN, BLUE])
        child = Circle(radius=0.2, color=WHITE).shift(RIGHT * 2)
        parent.submobjects.append(child)
        self.add(parent)
        self.wait(0.2)
        self.play(child.animate.shift(UP * 3 + RIGHT), run_time=0.4)
        self.play(child.animate.shift(LEFT * 5).set_color(RED), run_time=0.3)


class OutOfRange(Scene):
    """Colours beyond 0..1, as an overshooting rate function makes them."""

    def construct(self) -> None:
        box, disk = Square(fill_opacity=1.0), Circle(fill_opacity=0.5).shift(RIGHT * 2)
        box.fill_rgbas = np.array([[1.4, -0.3, 0.5, 1.2]])
        disk.stroke_rgbas = np.array([[0.2, 2.0, 0.5, -0.5]])
        self.add(box, disk)
        rate = {"rate_func": lambda t: 1.5 * t, "run_time": 0.4}
        self.play(box.animate(**rate).set_fill(BLUE, 0.2), disk.animate(**rate).set_color(RED))


class Pulsing(VMobject):
    """Overrides what cameras ask for."""

    clock = 0.0

    def get_fill_rgbas(self) -> Any:
        return np.array([[self.clock, 0.5, 1 - self.clock, 0.8]])

    def get_stroke_width(self, background: bool = False) -> Any:
        return 0 if background else 30 * self.clock

    def get_stroke_rgbas(self, background: bool = False) -> Any:
        return np.array([[1.0, self.clock, 0.0, 1.0]])


class Overrides(Scene):
    def construct(self) -> None:
        pulsing = Pulsing().set_points(Square().points)
        driver = ValueTracker(0.0)

        def drive(m: Any) -> None:
            m.clock = driver.get_value()

        self.add(pulsing.add_updater(drive), DashedLine(LEFT * 4, RIGHT * 4))
        self.play(driver.animate(rate_func=linear).set_value(1.0), run_time=0.4)
        self.play(Arrow(LEFT, RIGHT).animate.shift(UP * 2), run_time=0.3)
        self.wait(0.2)
