"""Colours and coverage of what was drawn on a ground that is not there."""

from __future__ import annotations

import cairo
import numpy as np
import pytest
from manim import Camera
from numpy.typing import NDArray

from anim_lib.export.alpha import pixel, straight
from anim_lib.theme import THEMES

GROUND = np.array([251, 248, 243], np.uint8)


def drawn(opacity: int) -> NDArray[np.uint8]:
    """Return half-covered discs as cairo paints them, on a ground of this alpha."""
    frame = np.empty((40, 60, 4), np.uint8)
    frame[:] = (*GROUND, opacity)
    surface = cairo.ImageSurface.create_for_data(frame, cairo.FORMAT_ARGB32, 60, 40)
    context = cairo.Context(surface)
    for x, colour in ((20, (0.1, 0.4, 0.9, 1.0)), (32, (0.9, 0.2, 0.1, 0.4))):
        context.set_source_rgba(*colour)
        context.arc(x, 20, 14.3, 0, 7)
        context.fill()
    surface.flush()
    return frame


def over(frame: NDArray[np.uint8], ground: NDArray[np.uint8]) -> NDArray[np.float64]:
    share = frame[..., 3:] / 255
    return frame[..., :3] * share + ground * (1 - share)


def test_over_its_ground_it_is_the_opaque_frame() -> None:
    clear, opaque = straight(drawn(0), GROUND), drawn(255)[..., :3]
    assert set(np.unique(clear[..., 3])) > {0, 255}  # edges and veils too
    assert np.abs(over(clear, GROUND) - opaque).max() <= 1.0


def test_on_another_ground_nothing_of_the_first_is_left() -> None:
    black = np.zeros(3, np.uint8)
    whole = np.zeros((4, 4, 4), np.uint8)
    whole[..., 3] = 128  # half of it covered, by black
    whole[..., :3] = np.rint(GROUND * (127 / 255))
    assert np.abs(over(straight(whole, GROUND), black)).max() <= 1.0


def test_where_nothing_covers_it_the_ground_stays() -> None:
    clear = straight(drawn(0), GROUND)
    bare = clear[clear[..., 3] == 0]
    assert len(bare) > 100
    assert (bare[:, :3] == GROUND).all()


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_a_pixel_is_the_cameras(theme: str) -> None:
    ground = THEMES[theme].ground
    camera = Camera(pixel_width=32, pixel_height=18, background_color=ground)
    assert pixel(ground).tolist() == camera.pixel_array[0, 0, :3].tolist()
