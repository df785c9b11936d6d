"""Pictures as outlines: what files without pixels are written from.

A drawing is data alone. ``anim_lib.rendering.vector.draw`` makes it of what stands on stage;
``vector_svg``, ``vector_pdf`` and ``pdf_page`` write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from anim_lib.layout import HEIGHT, WIDTH
from anim_lib.scales import Colour

Step = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]  # as in SVG: x, y of handles and end
Window = tuple[float, float, float, float]  # left, top, width, height in stage pixels

FRAME: Final[Window] = (0.0, 0.0, WIDTH, HEIGHT)
BEYOND: Final = 64.0  # stage pixels around a window in which marks are kept, for the bleed
MITRE_LIMIT: Final = 10.0  # cairo's default


@dataclass(frozen=True, slots=True)
class Line:
    """How an outline is stroked; ``width`` in stage pixels, the others in PDF's numbers."""

    width: float
    cap: int
    join: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One outline, filled, or stroked where it has a ``line``; sRGB and opacity in 0 to 1."""

    steps: tuple[Step, ...]
    colour: Colour
    opacity: float
    line: Line | None

    @property
    def extent(self) -> Window:
        """A window that holds it: the handles of its curves and the ends of its line as well."""
        numbers = [number for _, numbers in self.steps for number in numbers]
        x, y = numbers[::2], numbers[1::2]
        reach = MITRE_LIMIT / 2 * self.line.width if self.line else 0.0
        left, top = min(x) - reach, min(y) - reach
        return left, top, max(x) + reach - left, max(y) + reach - top


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks from back to front on a ground, in stage pixels (y downwards), seen in a window."""

    window: Window
    ground: Colour
    marks: tuple[Mark, ...]

    @property
    def aspect(self) -> float:
        """Height over width."""
        return self.window[3] / self.window[2]


def near(mark: Mark, window: Window, reach: float = 0.0) -> bool:
    """Return whether a mark may be seen in a window that is ``reach`` pixels wider all around."""
    left, top, width, height = window
    its_left, its_top, its_width, its_height = mark.extent
    return (
        its_left < left + width + reach
        and its_left + its_width > left - reach
        and its_top < top + height + reach
        and its_top + its_height > top - reach
    )


def within(mark: Mark, window: Window) -> bool:
    """Return whether a mark lies in a window as a whole."""
    left, top, width, height = window
    its_left, its_top, its_width, its_height = mark.extent
    return (
        its_left >= left
        and its_top >= top
        and its_left + its_width <= left + width
        and its_top + its_height <= top + height
    )
