"""What stock manim would draw for one vectorised mobject, kept so that it can be drawn again.

A leaf never changes: a mobject that changed gets a new one. So two pictures are compared by the
identity of their leaves.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from manim import LineJointType, Mobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.types.image_mobject import AbstractImageMobject
from manim.mobject.types.point_cloud_mobject import PMobject

from anim_lib.rendering.fast.outline import Context, Outline, extent_of, outline_of
from anim_lib.rendering.fast.tap import Area
from anim_lib.rendering.fast.view import View

MITRE_LIMIT: Final = 10.0  # cairo's default, in half line widths
# What the camera asks a VMobject for; a class that answers in its own way is drawn by stock manim.
ASKED: Final = (
    "get_fill_rgbas",
    "get_stroke_rgbas",
    "get_stroke_width",
    "get_background_image",
    "get_gradient_start_and_end_points",
    "get_subpath_split_indices_from_points",
    "consider_points_equals_2d",
)

Step = Callable[[Context], None]


def _fill_outline(context: Context) -> None:
    context.fill_preserve()


def _stroke_outline(context: Context) -> None:
    context.stroke_preserve()


def is_plain(kind: type[Mobject]) -> bool:
    """Return whether instances of ``kind`` are drawn the way a VMobject is."""
    return issubclass(kind, VMobject) and all(
        getattr(kind, name) is getattr(VMobject, name) for name in ASKED
    )


def is_blank(kind: type[Mobject]) -> bool:
    """Return whether stock manim draws nothing for instances of ``kind``."""
    return not issubclass(kind, (VMobject, PMobject, AbstractImageMobject))


@dataclass(frozen=True, slots=True)
class Paint:
    """What is done with an outline.

    Parameters
    ----------
    steps
        In this order; none: nothing is seen.
    reach
        How far strokes go beyond the outline, in scene units.
    is_flat
        Whether no colour depends on where the outline lies.
    """

    steps: tuple[Step, ...]
    reach: float
    is_flat: bool


class Leaf:
    """The look of one mobject at one moment.

    ``box`` is where it paints, in pixels (left, top, right, bottom), None for nowhere.
    """

    __slots__ = ("_outline", "_paint", "_points", "_style", "box", "mobject")

    def __init__(
        self, mobject: VMobject, points: bytes, style: tuple[Any, ...], paint: Paint, view: View
    ) -> None:
        self.mobject = mobject
        self._points, self._style, self._paint = points, style, paint
        self._outline: Outline | None = None
        self.box: Area | None = None
        if not paint.steps:
            return
        extent = extent_of(mobject.points)
        if extent is not None:
            self._outline = outline_of(mobject.points, mobject.tolerance_for_point_equality)
            if self._outline is not None:
                self.box = view.box(extent, paint.reach)

    @classmethod
    def of(cls, mobject: VMobject, view: View) -> Leaf:
        """Return how ``mobject`` looks now."""
        paint = paint_of(mobject, view)
        return cls(mobject, mobject.points.tobytes(), style_of(mobject), paint, view)

    def refreshed(self, view: View) -> Leaf:
        """Return this leaf if its mobject still looks like it, else a new one."""
        mobject = self.mobject
        points, style = mobject.points.tobytes(), style_of(mobject)
        if style == self._style:
            if points == self._points:
                return self
            if self._paint.is_flat:  # a gradient lies in the box of the points
                return Leaf(mobject, points, style, self._paint, view)
        return Leaf(mobject, points, style, paint_of(mobject, view), view)

    def draw(self, context: Context) -> None:
        """Draw as ``Camera.display_vectorized`` does."""
        assert self._outline is not None
        self._outline.trace(context)
        for step in self._paint.steps:
            step(context)


def style_of(mobject: VMobject) -> tuple[Any, ...]:
    """Return all but the points that the picture of ``mobject`` depends on, to be compared."""
    fill, stroke = mobject.get_fill_rgbas(), mobject.get_stroke_rgbas()
    behind = mobject.background_stroke_width
    style = (
        fill.tobytes(),
        stroke.tobytes(),
        mobject.stroke_width,
        mobject.joint_type,
        mobject.cap_style,
        mobject.tolerance_for_point_equality,
        behind,
    )
    if behind or len(fill) != 1 or len(stroke) != 1:
        back = mobject.get_stroke_rgbas(True)
        # a gradient runs over the box of the whole family, not of these points alone
        ends = np.asarray(mobject.get_gradient_start_and_end_points()).tobytes()
        return (*style, back.tobytes(), ends)
    return style


def paint_of(mobject: VMobject, view: View) -> Paint:
    """Return how ``mobject`` is painted, as ``Camera.display_vectorized`` would."""
    steps: list[Step] = []
    reach = 0.0
    for background in (True, False):
        if not background:
            steps += _fill(mobject, view)
        width = mobject.get_stroke_width(background)
        if width == 0:
            continue
        stroke = _stroke(mobject, width, background, view)
        if stroke:
            steps += stroke
            mitred = mobject.joint_type in (LineJointType.AUTO, LineJointType.MITER)
            half = width * view.line_width_multiple / 2
            reach = max(reach, half * (MITRE_LIMIT if mitred else math.sqrt(2)))
    colours = (mobject.get_fill_rgbas(), mobject.get_stroke_rgbas(), mobject.get_stroke_rgbas(True))
    return Paint(tuple(steps), reach, is_flat=all(len(rgbas) == 1 for rgbas in colours))


def _fill(mobject: VMobject, view: View) -> list[Step]:
    source = _source(mobject, mobject.get_fill_rgbas(), view)
    return [source, _fill_outline] if source else []


def _stroke(mobject: VMobject, width: float, background: bool, view: View) -> list[Step]:
    source = _source(mobject, mobject.get_stroke_rgbas(background), view)
    if not source:
        return []
    thick = width * view.line_width_multiple
    join, cap = LINE_JOIN_MAP[mobject.joint_type], CAP_STYLE_MAP[mobject.cap_style]

    def style(context: Context) -> None:
        context.set_line_width(thick)
        context.set_line_join(join)
        context.set_line_cap(cap)

    return [source, style, _stroke_outline]


def _source(mobject: VMobject, rgbas: Any, view: View) -> Step | None:
    """Return the step that sets the colour, or None where it would paint nothing."""
    if len(rgbas) == 1:
        red, green, blue, alpha = rgbas[0].tolist()
        if alpha <= 0.0:  # cairo paints nothing with a clear colour
            return None
        return lambda context: context.set_source_rgba(blue, green, red, alpha)
    pattern = view.gradient(mobject, rgbas)
    return lambda context: context.set_source(pattern)
