"""The square of the poster that stands alone, drawn by a camera of that window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Camera, Mobject
from numpy.typing import NDArray

from anim_lib.errors import UserError
from anim_lib.layout import HEIGHT, PX, WIDTH, point
from anim_lib.rendering.perform import Board

NAME: Final = "poster-square.png"
LEAST: Final = 640.0  # stage pixels of a side: a smaller square shows a detail, not a diagram


def window(scene: Board | type[Board]) -> tuple[float, float, float]:
    """Return left, top and side of the scene's square in stage pixels.

    Raises
    ------
    UserError
        When it is not within the frame, or its side is below 640.
    """
    left, top, side = scene.square
    inside = left >= 0 and top >= 0 and left + side <= WIDTH and top + side <= HEIGHT
    if not inside or side < LEAST:
        raise UserError(
            f"the square of “{scene.title}” is {left:g}, {top:g}, {side:g}; it must lie in the "
            f"frame of {WIDTH:g} x {HEIGHT:g}, and its side must be {LEAST:g} or more"
        )
    return left, top, side


def camera(
    square: tuple[float, float, float], pixels: int, ground: str, *, transparent: bool = False
) -> Camera:
    """Return a camera that sees only ``square`` (as from :func:`window`), ``pixels`` wide.

    ``transparent``: its ground keeps its colour, but covers nothing.
    """
    left, top, side = square
    return Camera(
        frame_center=point(left + side / 2, top + side / 2),
        frame_width=side * PX,
        frame_height=side * PX,
        pixel_width=pixels,
        pixel_height=pixels,
        background_color=ground,
        background_opacity=0.0 if transparent else 1.0,
    )


def draw(scene: Board, pixels: int, *, transparent: bool = False) -> NDArray[np.uint8]:
    """Return what stands on stage, seen through the scene's square (:func:`camera`).

    Returns
    -------
    ndarray
        ``(pixels, pixels, 4)``, 0 to 255.
    """
    eye = camera(window(scene), pixels, scene.theme.ground, transparent=transparent)
    stage: Sequence[Mobject] = scene.mobjects
    eye.capture_mobjects(stage)
    return np.array(eye.pixel_array, dtype=np.uint8)
