"""Pages of words and swatches, drawn with the shapes and the type of the scenes."""

from __future__ import annotations

from typing import Final

from manim import Mobject

from anim_lib.export.drawing import Drawing
from anim_lib.rendering import vector
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.typography import SMALL, Anchor, Label, Weight

MM: Final = 10.0  # stage pixels of a page's drawing in a millimetre
WIDE_MM, TALL_MM = 420.0, 297.0  # A3
MARGIN_MM: Final = 15.0
HEAD_MM: Final = 24.0  # baseline of a page's title
HEAD: Final = 90.0  # size of a title, pixels of the drawing
LINE: Final = 2.0  # of edges


class Page:
    """An A3 page that is being drawn; all places and lengths in millimetres.

    Parameters
    ----------
    title
        At the head, and the drawing's name.
    theme
        Colours.
    """

    def __init__(self, title: str, theme: Theme) -> None:
        self.title, self.theme = title, theme
        self._mobjects: list[Mobject] = []
        self.write(title, MARGIN_MM, HEAD_MM, size=HEAD, weight="SEMIBOLD")

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        role: str = "ink",
        colour: str | None = None,
        size: float = SMALL,
        weight: Weight = "MEDIUM",
        mono: bool = False,
        anchor: Anchor = "l",
    ) -> None:
        """Set one line with its baseline at ``y``; ``size`` in pixels of the drawing."""
        label = Label(
            text,
            x * MM,
            y * MM,
            theme=self.theme,
            role=role,
            colour=colour,
            size=size,
            weight=weight,
            mono=mono,
            anchor=anchor,
        )
        self._mobjects.append(label)

    def swatch(
        self, x: float, y: float, wide: float, tall: float, fill: str | None, radius: float = 0.0
    ) -> None:
        """Show a rectangle of one colour with a fine edge, which a pale one needs."""
        box = Box(radius=radius * MM, line=LINE)
        edge = self.theme.hairline
        box.place(x * MM, y * MM, wide * MM, tall * MM, fill, edge)
        self._mobjects.append(box)

    def rule(
        self, y: float, *, left: float = MARGIN_MM, right: float = WIDE_MM - MARGIN_MM
    ) -> None:
        """Draw a fine line across."""
        box = Box()
        wide = WIDE_MM - 2 * MARGIN_MM
        box.place(MARGIN_MM * MM, y * MM, wide * MM, LINE, self.theme.hairline)
        self._mobjects.append(box)

    def add(self, mobject: Mobject) -> None:
        """Show something that is placed already, in pixels of the drawing."""
        self._mobjects.append(mobject)

    def drawing(self) -> Drawing:
        """Return the page as outlines."""
        window = (0.0, 0.0, WIDE_MM * MM, TALL_MM * MM)
        return vector.draw(self.title, self._mobjects, self.theme.ground, window)
