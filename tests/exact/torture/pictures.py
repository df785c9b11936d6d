"""What is no vector shape, or takes its colour from one: images, point clouds, texts, SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import numpy as np
from manim import (
    BLUE,
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Circle,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    ImageMobject,
    Integer,
    MarkupText,
    MathTypst,
    Mobject1D,
    PGroup,
    PointCloudDot,
    Scene,
    Square,
    Star,
    SVGMobject,
    Text,
    Transform,
    ValueTracker,
    config,
)
from numpy.typing import NDArray
from PIL import Image

FROM_ARRAY = Image.fromarray
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">
<path d="M10 50 C 20 0, 40 0, 50 50 S 80 100, 90 10 Z" fill="#E69F00" stroke="white"/>
<circle cx="30" cy="20" r="12" fill="none" stroke="#56B4E9" stroke-width="4"/>
<rect x="55" y="25" width="30" height="20" rx="6" opacity="0.5"/></svg>"""


def picture() -> NDArray[np.uint8]:
    """Return a small picture with a ramp of alpha."""
    rows, columns = np.mgrid[0:24, 0:32]
    channels = (8 * columns, 10 * rows, 255 - 8 * columns, 55 + 6 * columns)
    return np.stack(channels, axis=-1).clip(0, 255).astype(np.uint8)


def own_file(name: str) -> Path:
    """Return where a scene may write a file for itself."""
    path = Path(config.media_dir) / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def lenient(array: Any, mode: str | None = None) -> Image.Image:
    """Return what Pillow before 13 made of the zeros that manim takes for a clear picture."""
    if array.dtype == np.float64 and not array.any():
        return Image.new("RGBA", array.shape[::-1])
    return FROM_ARRAY(array, mode)


class Lenient(Scene):
    """manim 0.22 can draw no picture with Pillow 13; so a mended one is drawn both times."""

    ABSTRACT: ClassVar[bool] = True

    def render(self, preview: bool = False) -> bool:
        with patch.object(Image, "fromarray", lenient):
            return super().render(preview)


class Images(Lenient):
    ABSTRACT = False

    def construct(self) -> None:
        image = ImageMobject(picture()).scale(6)
        under, over = Square(fill_opacity=0.5, color=RED), Circle(fill_opacity=0.5, color=BLUE)
        self.add(under, image, over)
        self.wait(0.2)
        self.play(over.animate.shift(RIGHT), run_time=0.3)
        self.play(image.animate.rotate(0.5).shift(LEFT), run_time=0.3)
        image.set_resampling_algorithm(Image.Resampling.NEAREST)
        self.play(FadeOut(image), under.animate.shift(UP), run_time=0.3)
        self.play(FadeIn(Group(image, over)), run_time=0.3)
        image.pixel_array[:, :16] = 90  # in place
        self.wait(0.2)


class PointClouds(Scene):
    def construct(self) -> None:
        cloud = PointCloudDot(radius=1.5, density=8, color=YELLOW).shift(LEFT * 3)
        thread = Mobject1D(density=20, stroke_width=3)
        thread.add_line(LEFT * 2, RIGHT * 2, color=RED)
        box = Square(fill_opacity=0.5)
        self.add(box, PGroup(cloud, thread), Dot(radius=0.5))
        self.wait(0.2)
        self.play(box.animate.shift(LEFT * 2), run_time=0.3)
        self.play(cloud.animate.shift(RIGHT * 2), thread.animate.rotate(1.0), run_time=0.3)
        thread.set_stroke_width(7)
        self.wait(0.2)


class BackgroundImages(Scene):
    """Shapes that show a picture through themselves."""

    def construct(self) -> None:
        path = own_file("ramp.png")
        Image.fromarray(picture()).resize((428, 240)).save(path)
        star = Star(fill_opacity=1, stroke_width=6).scale(2).color_using_background_image(str(path))
        disk = Circle(fill_opacity=0.6, color=BLUE)
        self.add(star, disk)
        self.play(star.animate.shift(LEFT), run_time=0.3)
        self.play(disk.animate.shift(UP), run_time=0.3)
        star.background_image = None
        self.wait(0.2)

        def flip(m: Any) -> None:
            disk.background_image = str(path) if m.get_x() > 1 else None

        clock = Dot().add_updater(flip, call_updater=True)
        clock.add_updater(lambda m, dt: m.shift(RIGHT * dt * 5))
        self.add(clock)
        self.play(disk.animate.shift(LEFT), run_time=0.4)


class Words(Scene):
    def construct(self) -> None:
        plain = Text("Plain & <odd>", t2c={"odd": RED}, slant="ITALIC").shift(UP * 2)
        marked = MarkupText('<b>bold</b> <span fgcolor="#E69F00">gold</span>').shift(UP)
        formula = MathTypst("x^2 + integral_0^1 f").shift(DOWN)
        path = own_file("icon.svg")
        path.write_text(ICON)
        icon = SVGMobject(str(path)).shift(DOWN * 2.5 + LEFT * 3).scale(0.7)
        self.add(plain, icon)
        self.play(FadeIn(marked), FadeIn(formula), run_time=0.3)
        self.play(Transform(plain, marked.copy().shift(DOWN * 3)), run_time=0.3)
        self.play(icon.animate.shift(RIGHT * 4).rotate(0.5), run_time=0.3)
        self.play(*(g.animate.shift(UP * 0.3) for g in formula), run_time=0.2)


class Counters(Scene):
    def construct(self) -> None:
        value = ValueTracker(7.0)
        exact = DecimalNumber(7.0, mob_class=Text, num_decimal_places=2)
        whole = Integer(7, mob_class=Text).shift(DOWN)
        exact.add_updater(lambda m: m.set_value(value.get_value()))
        whole.add_updater(lambda m: m.set_value(value.get_value()))
        self.add(exact, whole)
        self.play(value.animate.set_value(123.4), run_time=0.4)
        exact.clear_updaters()
        self.play(exact.animate.scale(2), run_time=0.2)
