"""The sheet of type and measures: faces, sizes in the film and in print, the bands of the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from anim_lib import layout, typography
from anim_lib.export.drawing import Drawing
from anim_lib.press.frame_plan import add_families, add_frame
from anim_lib.press.page import MARGIN_MM, MM, Page
from anim_lib.theme import Theme
from anim_lib.typography import Weight

POINT_MM: Final = 25.4 / 72
ROW_MM: Final = 16.0
TOP_MM: Final = 56.0
SAMPLE_MM, FACE_MM, PIXELS_MM = 60.0, 178.0, 250.0  # where the columns begin
PRINT_MM, PRINT_STEP_MM = 290.0, 38.0
SAMPLE_FRAME_MM: Final = 297.0  # samples are as large as in a frame of this width


@dataclass(frozen=True, slots=True)
class Style:
    """A use of type: ``size`` in stage pixels of a frame 1920 wide."""

    use: str
    size: float
    weight: Weight
    mono: bool
    sample: str


STYLES: Final = (
    Style("title", typography.TITLE, "SEMIBOLD", False, "Queries, keys, values"),
    Style("caption", typography.CAPTION, "MEDIUM", False, "The answer blends the values."),
    Style("name of a thing", typography.LABEL, "SEMIBOLD", False, "state space"),
    Style("number", typography.NUMBER, "MEDIUM", True, "0.64"),
    Style("counter", typography.COUNTER, "MEDIUM", True, "16,384"),
    Style("tick, note, source", typography.SMALL, "NORMAL", False, "numbers kept, counted"),
)
FACES: Final = {"NORMAL": "Regular", "MEDIUM": "Medium", "SEMIBOLD": "SemiBold"}


def points_of(size: float, width_mm: float) -> float:
    """Return a size of stage pixels in points, in a frame printed ``width_mm`` wide."""
    return size * width_mm / layout.WIDTH / POINT_MM


def type_sheet(theme: Theme, title: str, widths_mm: tuple[float, ...]) -> Drawing:
    """Return the sheet.

    Parameters
    ----------
    theme
        Colours of the page.
    title
        At its head.
    widths_mm
        Widths in print of a whole frame, for which sizes are given in points.
    """
    page = Page(title, theme)
    heads = {MARGIN_MM: "use", SAMPLE_MM: f"as in a frame {SAMPLE_FRAME_MM:g} mm wide"}
    heads |= {FACE_MM: "face", PIXELS_MM: "px of 1920"}
    for k, width in enumerate(widths_mm):
        heads[PRINT_MM + k * PRINT_STEP_MM] = f"pt at {width:g} mm"
    for x, words in heads.items():
        page.write(words, x, TOP_MM - 12.5, role="muted")
    page.rule(TOP_MM - 9.5)
    for row, style in enumerate(STYLES):
        _style(page, style, TOP_MM + row * ROW_MM, widths_mm)
        page.rule(TOP_MM + row * ROW_MM + 6.0)
    add_frame(page)
    add_families(page)
    return page.drawing()


def _style(page: Page, style: Style, y: float, widths_mm: tuple[float, ...]) -> None:
    family = "JetBrains Mono" if style.mono else "Inter"
    page.write(style.use, MARGIN_MM, y, weight="SEMIBOLD")
    size = style.size * SAMPLE_FRAME_MM * MM / layout.WIDTH
    page.write(style.sample, SAMPLE_MM, y, size=size, weight=style.weight, mono=style.mono)
    page.write(f"{family} {FACES[style.weight]}", FACE_MM, y)
    page.write(f"{style.size:g}", PIXELS_MM, y, mono=True)
    for k, width in enumerate(widths_mm):
        points = f"{points_of(style.size, width):.1f}"
        page.write(points, PRINT_MM + k * PRINT_STEP_MM, y, mono=True)
