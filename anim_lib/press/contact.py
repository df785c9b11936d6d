"""The contact sheet: every poster small, with its number and title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pikepdf import Pdf

from anim_lib.export import inks
from anim_lib.export.pdf_page import PrintPage
from anim_lib.press.page import MARGIN_MM, MM, TALL_MM, WIDE_MM, Page
from anim_lib.press.poster import Poster
from anim_lib.theme import Theme
from anim_lib.typography import SMALL, width

COLUMNS, ROWS = 6, 5
GAP_MM: Final = 6.0
TOP_MM, FOOT_MM = 33.0, 12.0  # of the first row of pictures; free below the last
LEGEND_MM: Final = 5.0  # from a picture to the baseline of its title
EDGE_MM: Final = 0.1  # of the line around a picture that looks out from behind it
NUMBER_MM: Final = 8.5  # where the title begins, right of its number


def add_contact_sheets(
    pdf: Pdf, posters: Sequence[Poster], theme: Theme, title: str, space: inks.Space
) -> None:
    """Add as many pages as the posters need.

    Parameters
    ----------
    pdf
        To add them to.
    posters
        In their order.
    theme, title
        Of the pages.
    space
        Colours of the pages.
    """
    for first in range(0, len(posters), COLUMNS * ROWS):
        shown = posters[first : first + COLUMNS * ROWS]
        cells = list(_cells(shown[0].picture.drawing.aspect))
        page = Page(title, theme)
        for poster, (x, y, wide, tall) in zip(shown, cells, strict=False):
            page.swatch(x - EDGE_MM, y - EDGE_MM, wide + 2 * EDGE_MM, tall + 2 * EDGE_MM, None)
            base = y + tall + LEGEND_MM
            page.write(poster.number, x, base, role="muted", mono=True)
            room = (wide - NUMBER_MM) * MM
            page.write(_shortened(poster.title, room), x + NUMBER_MM, base, weight="SEMIBOLD")
        sheet = PrintPage(pdf, WIDE_MM, TALL_MM, space=space)
        sheet.place(page.drawing(), None)
        for poster, (x, y, wide, _) in zip(shown, cells, strict=False):
            picture = poster.picture
            sheet.place(picture.drawing, picture.notes, left_mm=x, top_mm=y, width_mm=wide)


def _cells(aspect: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, top, width and height of the pictures, row by row, in millimetres."""
    wide = (WIDE_MM - 2 * MARGIN_MM - (COLUMNS - 1) * GAP_MM) / COLUMNS
    pitch = (TALL_MM - TOP_MM - FOOT_MM) / ROWS
    tall = min(wide * aspect, pitch - LEGEND_MM - 3.0)
    wide = tall / aspect
    step = (WIDE_MM - 2 * MARGIN_MM - wide) / (COLUMNS - 1)
    for row in range(ROWS):
        for column in range(COLUMNS):
            yield MARGIN_MM + column * step, TOP_MM + row * pitch, wide, tall


def _shortened(title: str, room: float) -> str:
    """Return a title that fits into ``room`` pixels of the drawing."""
    shown = title
    while width(shown, SMALL, weight="SEMIBOLD") > room:
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
    return shown
