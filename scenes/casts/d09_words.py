"""The kinds of text in diagram 9."""

from __future__ import annotations

from anim_lib.theme import Theme
from anim_lib.typography import SMALL, Anchor, Label, Weight

ONE, OWN = "one Δ", "own Δ"  # the two nets


class Words:
    """Makes texts in the theme of the scene."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def word(
        self,
        text: str,
        x: float,
        y: float,
        role: str = "ink",
        anchor: Anchor = "l",
        *,
        strong: bool = False,
    ) -> Label:
        """Return a label that names a thing."""
        weight: Weight = "SEMIBOLD" if strong else "MEDIUM"
        return Label(text, x, y, theme=self.theme, role=role, weight=weight, anchor=anchor)

    def note(self, text: str, x: float, y: float, anchor: Anchor = "l") -> Label:
        """Return a quiet small text."""
        return Label(
            text,
            x,
            y,
            theme=self.theme,
            role="muted",
            size=SMALL,
            weight="NORMAL",
            anchor=anchor,
        )

    def side(self, text: str, x: float, y: float) -> Label:
        """Return what the columns of a triangle are, ending at ``x``."""
        return Label(text, x, y, theme=self.theme, role="key", size=SMALL, anchor="r")
