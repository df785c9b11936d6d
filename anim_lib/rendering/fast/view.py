"""How a camera maps scene units to pixels, and the buffer that it draws into."""

from __future__ import annotations

import math
from typing import Any, cast

import cairo
from manim import VMobject
from manim.camera.camera import Camera

from anim_lib.rendering.fast.outline import Context, Extent
from anim_lib.rendering.fast.tap import Area

SLACK = 2  # pixels around a box: antialiasing and rounding
FAR = 1e6  # pixels; cairo's fixed-point numbers end at 8e6, and what lies beyond wraps around


class View:
    """The mapping of one camera at one moment.

    Parameters
    ----------
    camera
        A plain ``Camera``. It makes the matrix of its context once, at the first drawing.
    """

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self.line_width_multiple = float(camera.cairo_line_width_multiple)
        self.size = (int(camera.pixel_width), int(camera.pixel_height))
        matrix = camera.get_cairo_context(camera.pixel_array).get_matrix()
        self._x, self._y, self._left, self._top = matrix.xx, -matrix.yy, matrix.x0, matrix.y0

    def is_of(self, camera: Camera) -> bool:
        """Return whether lines still have the width that they had when this view was made.

        The rest of the mapping lies in the camera's context, which is made once for a buffer.
        """
        return bool(camera.cairo_line_width_multiple == self.line_width_multiple)

    def box(self, extent: Extent, reach: float) -> Area | None:
        """Return the pixels that an outline of ``extent`` and ``reach`` units around it touch."""
        x_low, y_low, x_high, y_high = extent
        left = (x_low - reach) * self._x + self._left
        right = (x_high + reach) * self._x + self._left
        top = self._top - (y_high + reach) * self._y
        bottom = self._top - (y_low - reach) * self._y
        if max(abs(left), abs(right), abs(top), abs(bottom)) > FAR:
            return (0, 0, *self.size)
        width, height = self.size
        x0, y0 = max(0, math.floor(left) - SLACK), max(0, math.floor(top) - SLACK)
        x1 = min(width, math.ceil(right) + SLACK)
        y1 = min(height, math.ceil(bottom) + SLACK)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None

    def gradient(self, mobject: VMobject, rgbas: Any) -> cairo.Pattern:
        """Return the gradient that the camera would set for several colours."""
        keep = _KeepSource()
        self._camera.set_cairo_context_color(cast(Context, keep), rgbas, mobject)
        assert keep.source is not None
        return keep.source


class _KeepSource:
    """Stands in for a cairo context of which only the source is wanted."""

    source: cairo.Pattern | None = None

    def set_source(self, source: cairo.Pattern) -> None:
        self.source = source
