"""Which renderer draws a Storyboard: ours, or stock manim's."""

from __future__ import annotations

import os
from typing import Final

from manim.camera.camera import Camera
from manim.renderer.cairo_renderer import CairoRenderer

from anim_lib.errors import UserError
from anim_lib.rendering.fast import patches
from anim_lib.rendering.fast.renderer import FastRenderer

VARIABLE: Final = "SEQREEL_RENDERER"
KINDS: Final = ("fast", "stock")


def chosen_kind() -> str:
    """Return ``fast`` or ``stock``, as the environment variable ``SEQREEL_RENDERER`` says.

    Raises
    ------
    UserError
        When it says something else.
    """
    kind = os.environ.get(VARIABLE) or "fast"
    if kind not in KINDS:
        raise UserError(f"{VARIABLE} is {kind!r}; allowed are {' and '.join(KINDS)}")
    return kind


def chosen_renderer(camera_class: type[Camera], *, skip_animations: bool) -> CairoRenderer:
    """Return a renderer of the chosen kind; both draw the same frames.

    Raises
    ------
    UserError
        When ``SEQREEL_RENDERER`` is neither ``fast`` nor ``stock``.
    """
    if chosen_kind() == "fast":
        renderer = FastRenderer(camera_class=camera_class, skip_animations=skip_animations)
        renderer.hands_off = True
        return renderer
    patches.remove()
    return CairoRenderer(camera_class=camera_class, skip_animations=skip_animations)
