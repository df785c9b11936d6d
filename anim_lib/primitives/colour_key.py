"""The colour key of a heat map: eleven swatches with their numbers, and what they measure."""

from __future__ import annotations

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Anchor, Label

PITCH, WIDTH, HEIGHT = 34.0, 33.0, 22.0
NAME_GAP = 28.0


class ColourKey(Posed):
    """The attention ramp from 0 to 1, ending at ``right``, its swatches' tops at ``top``.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> len(ColourKey("attention weight", theme=PAPER, top=150).swatches)
    11
    """

    def __init__(self, name: str, *, theme: Theme, top: float, right: float = RIGHT) -> None:
        super().__init__(theme=theme)
        self.left, self.top = right - PITCH * len(theme.attention_ramp), top
        self.swatches = [Box(line=1.0) for _ in theme.attention_ramp]
        ticks: tuple[tuple[str, float, Anchor], ...] = (
            ("0", self.left, "l"),
            ("0.5", (self.left + right) / 2, "c"),
            ("1", right, "r"),
        )
        self.labels = [
            Label(text, x, top + 60.0, theme=theme, role="muted", size=NUMBER, mono=True, anchor=to)
            for text, x, to in ticks
        ]
        self.labels.append(
            Label(
                name,
                self.left - NAME_GAP,
                top + HEIGHT,
                theme=theme,
                role="muted",
                size=SMALL,
                weight="NORMAL",
                anchor="r",
            )
        )
        self.add(*self.swatches, *self.labels)
        self.pose()

    def _draw(self) -> None:
        steps = self.theme.attention_ramp
        for k, (swatch, colour) in enumerate(zip(self.swatches, steps, strict=True)):
            edge = self.theme.hairline if k < 2 else colour  # the palest would melt into the ground
            swatch.place(self.left + k * PITCH, self.top, WIDTH, HEIGHT, colour, edge)
