"""The key of the attention ramp: swatches from weight 0 to 1, with numbers."""

from __future__ import annotations

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Anchor, Label

SWATCH, TALL, PITCH = 33.0, 22.0, 34.0
NAME_GAP = 28.0  # between the name and the first swatch
BELOW = 38.0  # from the swatches' bottom down to the numbers' baseline
PALE = 2  # so many swatches need an edge to be told from the ground
TICKS: tuple[tuple[float, str, Anchor], ...] = ((0.0, "0", "l"), (0.5, "0.5", "c"), (1.0, "1", "r"))


class ColourKey(Posed):
    """All steps of the attention ramp side by side, ``name`` left of them, 0 / 0.5 / 1 below.

    Parameters
    ----------
    name
        What the colours stand for.
    right, top
        Right end and top of the swatches, stage pixels.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> key = ColourKey("attention weight", theme=PAPER, top=132)
    >>> len(key.swatches), key.left
    (11, 1451.0)
    """

    def __init__(self, name: str, *, theme: Theme, top: float, right: float = RIGHT) -> None:
        super().__init__(theme=theme)
        steps = len(theme.attention_ramp)
        self.top, self.span = top, (steps - 1) * PITCH + SWATCH
        self.left = right - self.span
        self.swatches = [Box(line=1.0) for _ in range(steps)]
        self.heading = Label(
            name,
            self.left - NAME_GAP,
            top + TALL,
            theme=theme,
            role="muted",
            size=SMALL,
            weight="NORMAL",
            anchor="r",
        )
        self.ticks = [
            Label(
                text,
                self.left + share * self.span,
                top + TALL + BELOW,
                theme=theme,
                role="muted",
                size=NUMBER,
                mono=True,
                anchor=anchor,
            )
            for share, text, anchor in TICKS
        ]
        self.add(*self.swatches, self.heading, *self.ticks)
        self.pose()

    def _draw(self) -> None:
        for k, (swatch, colour) in enumerate(
            zip(self.swatches, self.theme.attention_ramp, strict=True)
        ):
            edge = self.theme.hairline if k < PALE else colour
            swatch.place(self.left + k * PITCH, self.top, SWATCH, TALL, colour, edge)
