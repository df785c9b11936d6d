"""Renderers with one fault each, which the comparison must find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from manim import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.typing import PixelArray

from anim_lib.rendering.fast.tap import Picture


class Smudged(CairoRenderer):
    """Its fifth frame has two wrong pixels, by 3 and by 7."""

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        if round(self.time * self.camera.frame_rate) == 4:
            frame[40, 30, 0] += 3
            frame[42, 35, 1] += 7
        super().add_frame(frame, num_frames)


class Stuttering(CairoRenderer):
    """A still lasts one frame too long."""

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        super().add_frame(frame, num_frames + (num_frames > 1))


class CoarseWriter(SceneFileWriter):
    """Gets the right frames and encodes others."""

    def write_frame(self, pixels: PixelArray, *, repeat: int = 1) -> None:
        super().write_frame(pixels & 0xF0, repeat=repeat)


class Coarse(CairoRenderer):
    """Writes with ``CoarseWriter``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(file_writer_class=CoarseWriter, **kwargs)


class Silent(CairoRenderer):
    """Draws rightly, and tells of a change that it is none."""

    tap: Any = None

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        picture = Picture(frame, None)
        if self.time > 0:
            picture = replace(picture, changed=())
        self.tap.frame(picture, num_frames)
        super().add_frame(frame, num_frames)
