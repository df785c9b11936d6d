"""Cameras that move, zoom, map, tint, look in three dimensions, or change their ground."""

from __future__ import annotations

from typing import Any, ClassVar

import cairo
import numpy as np
from manim import (
    BLUE,
    DEGREES,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Camera,
    Circle,
    Cube,
    Dot,
    LinearTransformationScene,
    ManimColor,
    MappingCamera,
    MovingCameraScene,
    NumberPlane,
    Scene,
    Sphere,
    Square,
    Star,
    Text,
    ThreeDScene,
    Triangle,
    VGroup,
    ZoomedScene,
)

from tests.exact.torture.pictures import Lenient


def stage() -> VGroup:
    """Return some shapes around the middle."""
    return VGroup(Square(fill_opacity=0.5, color=RED), Circle(), Star(color=GREEN)).arrange(RIGHT)


class MovingCamera(MovingCameraScene):
    def construct(self) -> None:
        things: Any = stage()
        frame = self.camera.frame
        self.add(things, NumberPlane(stroke_width=1))
        frame.save_state()
        self.play(frame.animate.move_to(things[2]).set(width=5), run_time=0.4)
        self.wait(0.2)
        self.play(things[2].animate.rotate(1.0), run_time=0.3)
        frame.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.play(things[0].animate.shift(UP), run_time=0.3)
        frame.clear_updaters()
        frame.shift(DOWN)  # between two plays, unseen by any animation
        self.wait(0.2)
        self.play(frame.animate.restore(), things.animate.shift(UP), run_time=0.3)
        self.play(self.camera.auto_zoom(things, margin=1), run_time=0.3)


class Zoomed(Lenient, ZoomedScene):
    ABSTRACT = False

    def construct(self) -> None:
        things: Any = stage()
        self.add(things)
        self.activate_zooming(animate=False)
        self.play(self.zoomed_camera.frame.animate.shift(LEFT), run_time=0.3)
        self.play(things.animate.rotate(1.0), run_time=0.3)
        self.play(self.zoomed_display.animate.shift(DOWN), run_time=0.3)
        self.wait(0.2)


class ThreeD(ThreeDScene):
    def construct(self) -> None:
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        cube = Cube(fill_opacity=0.7, stroke_width=1)
        ball = Sphere(resolution=(4, 6)).shift(RIGHT * 2.5)
        label = Text("fixed").to_corner(UP + LEFT)
        self.add_fixed_in_frame_mobjects(label)
        self.add(cube, ball)
        self.move_camera(phi=30 * DEGREES, zoom=0.8, run_time=0.3)
        self.begin_ambient_camera_rotation(rate=1.0)
        self.play(cube.animate.shift(UP), run_time=0.3)
        self.stop_ambient_camera_rotation()
        self.wait(0.2)


class GroundChanges(Scene):
    def construct(self) -> None:
        box = Square(fill_opacity=0.5)
        self.add(box)
        self.wait(0.2)
        self.camera.background_color = ManimColor("#224466")
        self.wait(0.2)
        self.play(box.animate.shift(RIGHT), run_time=0.2)
        self.camera.background_color = YELLOW

        def fade(_: Any) -> None:
            self.camera.background_color = BLUE if box.get_y() > 0.5 else RED

        self.add(Dot(LEFT).add_updater(fade))
        self.play(box.animate.shift(UP), run_time=0.4)
        self.wait(0.2)


class GroundPainted(Scene):
    """The array behind everything is changed in place, between two plays."""

    def construct(self) -> None:
        box = Square(fill_opacity=0.5)
        self.play(box.animate.shift(LEFT), run_time=0.2)
        self.camera.background[:60] = 200
        self.play(box.animate.shift(LEFT), run_time=0.2)
        self.camera.background[200:] += 7
        self.wait(0.2)


class OwnGround(Scene):
    def construct(self) -> None:
        camera, dot = self.camera, Dot(radius=1)
        ramp = np.linspace(0, 255, camera.pixel_width).astype(np.uint8)
        ground = np.empty((camera.pixel_height, camera.pixel_width, 4), np.uint8)
        ground[:], ground[..., 3] = ramp[:, None], 255
        camera.set_background(ground)
        self.play(dot.animate.shift(RIGHT * 3), run_time=0.3)
        self.wait(0.2)


class PaintedByHand(Scene):
    """Somebody else paints into the camera's picture between two plays."""

    def construct(self) -> None:
        things = stage()
        self.add(things)
        self.wait(0.2)
        self.camera.capture_mobjects([Square(fill_opacity=1, color=BLUE).shift(DOWN * 2)])
        self.wait(0.2)
        self.play(things[0].animate.shift(UP), run_time=0.2)
        self.camera.reset()
        self.camera.pixel_array[100:] = 255
        self.play(things[0].animate.shift(DOWN), run_time=0.2)


class FrameSetFirst(Scene):
    """The camera's frame is changed before anything is drawn: the only time that it counts."""

    def construct(self) -> None:
        self.camera.frame_center = np.array([2.0, 1.0, 0.0])
        self.camera.frame_width, self.camera.frame_height = 28.0, 16.0
        things = stage().shift(RIGHT * 7)
        self.add(things)
        self.wait(0.2)
        self.play(things.animate.shift(UP * 3), run_time=0.3)
        self.play(things[2].animate.rotate(1.0), run_time=0.3)


class ContextSettings(Scene):
    """manim keeps one cairo context for a picture, and so what is set on it."""

    def construct(self) -> None:
        things = stage()
        self.add(things)
        self.wait(0.2)
        context = self.camera.get_cairo_context(self.camera.pixel_array)
        context.set_antialias(cairo.Antialias.NONE)
        context.set_fill_rule(cairo.FillRule.EVEN_ODD)
        self.play(things[0].animate.rotate(0.5), run_time=0.3)
        context.set_dash([0.2, 0.1])
        self.play(things[1:].animate.shift(UP), run_time=0.3)
        self.wait(0.2)


class OtherSettings(Scene):
    """Attributes of the camera that are read at each frame, or only once."""

    def construct(self) -> None:
        things = stage()
        self.add(things)
        self.wait(0.2)
        self.camera.cairo_line_width_multiple = 0.05
        self.play(things.animate.shift(UP * 0.5), run_time=0.3)
        things[0].set_z_index(3)
        self.camera.use_z_index = False
        self.play(things[1].animate.shift(LEFT), run_time=0.3)
        self.camera.frame_center = np.array([1.0, 1.0, 0.0])
        self.camera.frame_width = 10.0
        self.play(things[2].animate.shift(DOWN), run_time=0.3)


class TintedCamera(Camera):
    def get_fill_rgbas(self, vmobject: Any) -> Any:
        return vmobject.get_fill_rgbas() * np.array([1.0, 0.5, 0.5, 1.0])

    def transform_points_pre_display(self, mobject: Any, points: Any) -> Any:
        return points + 0.2 * np.sin(points)


class Tinted(Scene):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(camera_class=TintedCamera, **kwargs)

    def construct(self) -> None:
        things = stage()
        self.play(things.animate.shift(UP), run_time=0.3)
        self.wait(0.2)


class Mapped(Scene):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(camera_class=MappingCamera, **kwargs)

    def construct(self) -> None:
        self.camera.mapping_func = lambda p: p * np.array([1.0, 0.5, 1.0]) + 0.1
        self.play(stage().animate.shift(UP), run_time=0.3)


class Plane(LinearTransformationScene):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(show_coordinates=False, leave_ghost_vectors=True, **kwargs)

    def construct(self) -> None:
        self.apply_matrix([[1.0, 0.5], [0.0, 1.0]], run_time=0.4)
        self.wait(0.2)


class OtherFrame(Scene):
    SETTINGS: ClassVar[dict[str, Any]] = {
        "frame_height": 5.0,
        "frame_width": 7.0,
        "frame_rate": 24,
        "background_color": "#FFFFEE",
    }

    def construct(self) -> None:
        things = stage()
        self.play(things.animate.shift(UP).set_stroke(width=9), run_time=0.3)
        self.play(Triangle(color=RED).animate.shift(LEFT * 5), run_time=0.3)
        self.wait(0.2)
