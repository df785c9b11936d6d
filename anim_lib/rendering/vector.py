"""What stands on stage as outlines.

Manim's own camera draws onto a pen that writes down what cairo would be told, so the picture is the
frame's: order, opacity, widths, caps and joins.

Drawing with cairo's own PDF surface was the other way: it knows RGB alone, and its files carry the
time of writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

import numpy as np
from manim import Camera, Mobject, VMobject

from anim_lib.errors import UserError
from anim_lib.export.drawing import BEYOND, FRAME, Drawing, Line, Mark, Step, Window, near
from anim_lib.layout import PX, stage
from anim_lib.rendering.fast.leaf import is_blank, is_plain
from anim_lib.scales import rgb

STRAIGHT: Final = 0.002  # stage pixels that the handles of a straight line may lie beside it


def draw(title: str, mobjects: Sequence[Mobject], ground: str, window: Window = FRAME) -> Drawing:
    """Return what a camera would show of ``mobjects``.

    Parameters
    ----------
    title
        Of the scene, for the error.
    mobjects
        As a scene holds them.
    ground
        The colour behind them, ``#RRGGBB``.
    window
        The part that is the picture. Marks a little beyond it are kept: a page with bleed shows
        them.

    Raises
    ------
    UserError
        When something has no outline in plain colours: a picture, a point cloud, a gradient.
    """
    camera, pen = Camera(), _Pen()
    for mobject in camera.get_mobjects_to_display(mobjects):
        if is_blank(type(mobject)):
            continue
        if not _has_plain_colours(mobject):
            raise UserError(
                f"--format: “{title}” shows a {type(mobject).__name__} that is not an outline in "
                "plain colours, and an svg or pdf holds nothing else; use --format png"
            )
        camera.display_vectorized(cast(VMobject, mobject), cast(Any, pen))
    seen = tuple(mark for mark in pen.marks if near(mark, window, BEYOND))
    return Drawing(window, rgb(ground), seen)


def _has_plain_colours(mobject: Mobject) -> bool:
    if not is_plain(type(mobject)) or getattr(mobject, "background_image", None):
        return False
    shape = cast(VMobject, mobject)
    layers: Iterable[Any] = (
        shape.get_fill_rgbas(),
        shape.get_stroke_rgbas(),
        shape.get_stroke_rgbas(background=True),
    )
    return all(len(layer) == 1 for layer in layers)


class _Pen:
    """Stands in for the cairo context that a camera draws on, and keeps what can be seen."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._steps: list[Step] = []
        self._at = (0.0, 0.0)
        self._colour, self._opacity = np.zeros(3), 0.0
        self._width, self._cap, self._join = 0.0, 0, 0

    def new_path(self) -> None:
        self._steps = []

    def new_sub_path(self) -> None:
        """Begin one; the move that follows does so as well."""

    def move_to(self, x: float, y: float) -> None:
        self._at = stage((x, y))
        self._steps.append(("M", self._at))

    def curve_to(self, *handles: float) -> None:
        first, second, end = (stage(handles[i : i + 2]) for i in (0, 2, 4))
        if _is_straight(self._at, first, second, end):
            self._steps.append(("L", end))
        else:
            self._steps.append(("C", (*first, *second, *end)))
        self._at = end

    def close_path(self) -> None:
        self._steps.append(("Z", ()))

    def set_source_rgba(self, blue: float, green: float, red: float, alpha: float) -> None:
        """Take a colour in the camera's order, which is that of the bytes of its pictures."""
        self._colour = np.clip([red, green, blue], 0.0, 1.0)
        self._opacity = float(np.clip(alpha, 0.0, 1.0))

    def set_line_width(self, width: float) -> None:
        self._width = width / PX

    def set_line_join(self, join: int) -> None:
        self._join = int(join)  # cairo numbers joins and caps as PDF does

    def set_line_cap(self, cap: int) -> None:
        self._cap = int(cap)

    def fill_preserve(self) -> None:
        self._keep(None)

    def stroke_preserve(self) -> None:
        self._keep(Line(self._width, self._cap, self._join))

    def _keep(self, line: Line | None) -> None:
        if self._steps and self._opacity > 0:
            self.marks.append(Mark(tuple(self._steps), self._colour, self._opacity, line))


def _is_straight(
    start: tuple[float, float],
    first: tuple[float, float],
    second: tuple[float, float],
    end: tuple[float, float],
) -> bool:
    """Return whether a curve's handles lie on the way from its start to its end."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = float(np.hypot(along_x, along_y))
    for x, y in (first, second):
        dx, dy = x - start[0], y - start[1]
        if length <= STRAIGHT:
            if max(abs(dx), abs(dy)) > STRAIGHT:
                return False
            continue
        beside = abs(dx * along_y - dy * along_x) / length
        along = (dx * along_x + dy * along_y) / length
        if beside > STRAIGHT or not -STRAIGHT <= along <= length + STRAIGHT:
            return False
    return True
