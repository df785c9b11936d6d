"""A plan of the frame, and the marks that stand for families of models beside their colours."""

from __future__ import annotations

from typing import Final

from anim_lib import layout
from anim_lib.press.page import MARGIN_MM, MM, Page
from anim_lib.primitives.chart_marks import LINE, point
from anim_lib.primitives.family_name import DASHES, MARKS
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.typesetting import SANS
from anim_lib.typography import CAP_HEIGHT, CAPTION, SMALL, TITLE

TOP_MM: Final = 172.0
FRAME_MM: Final = 170.0  # width of the plan
NOTE_MM: Final = 4.0  # from the plan to what is said beside it
FAMILIES_MM: Final = 290.0  # where they begin
FAMILY_ROW_MM: Final = 14.0
FAMILIES: Final = {
    "transformer": "transformer",
    "recurrent": "recurrent",
    "ssm": "state space",
    "hybrid": "hybrid",
}
STAGE: Final = (130.0, 848.0)  # pixels of the frame: the band of what a scene shows
BANDS: Final = (  # baselines, their sizes, and their names
    ((layout.TITLE_Y,), TITLE, "title"),
    (layout.CAPTION_Y, CAPTION, "caption, one line or two"),
    ((layout.PROVENANCE_Y,), SMALL, "source"),
)


def add_frame(page: Page) -> None:
    """Show the frame with its margins and its lines of words, in pixels of 1920 x 1080."""
    scale = FRAME_MM / layout.WIDTH
    tall = layout.HEIGHT * scale
    page.write("the frame, 1920 x 1080 px", MARGIN_MM, TOP_MM - 5.0, weight="SEMIBOLD")
    page.swatch(MARGIN_MM, TOP_MM, FRAME_MM, tall, page.theme.ground)
    inner = (layout.RIGHT - layout.LEFT) * scale
    left = MARGIN_MM + layout.LEFT * scale
    beside = MARGIN_MM + FRAME_MM + NOTE_MM
    for baselines, size, name in BANDS:
        for baseline in baselines:
            capital = CAP_HEIGHT[SANS] * size * scale
            foot = TOP_MM + baseline * scale
            page.swatch(left, foot - capital, inner, capital, page.theme.panel)
        foot = TOP_MM + baselines[0] * scale
        page.write(f"{name}: baseline {' and '.join(f'{y:g}' for y in baselines)}", beside, foot)
    upper, lower = (TOP_MM + y * scale for y in STAGE)
    stage = Box()
    stage.place(left * MM, upper * MM, inner * MM, (lower - upper) * MM, page.theme.tint("cache"))
    page.add(stage)
    page.write("what the scene shows", left + inner / 2, (upper + lower) / 2, anchor="c")
    page.write(
        f"margins: {layout.LEFT:g} left and right", beside, (upper + lower) / 2, role="muted"
    )


def add_families(page: Page) -> None:
    """Show each family's mark, colour, and the dashes of its lines."""
    page.write("families of models", FAMILIES_MM, TOP_MM - 5.0, weight="SEMIBOLD")
    for row, (role, name) in enumerate(FAMILIES.items()):
        base = TOP_MM + 6.0 + row * FAMILY_ROW_MM
        middle = (base - 1.2) * MM
        mark = Shape()
        mark.put(point(MARKS[role], (FAMILIES_MM + 2.0) * MM, middle, 18.0), page.theme.fill(role))
        page.add(mark)
        page.write(name, FAMILIES_MM + 7.0, base, role=role, weight="SEMIBOLD")
        ends = [((FAMILIES_MM + 50.0) * MM, middle), ((FAMILIES_MM + 100.0) * MM, middle)]
        line = Curve(line=LINE, dash=DASHES[role])
        line.put(ends, page.theme.stroke(role))
        page.add(line)
