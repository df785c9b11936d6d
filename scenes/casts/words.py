"""The kinds of text that several scenes share."""

from __future__ import annotations

from anim_lib.theme import Theme
from anim_lib.typography import SMALL, Anchor, Label, Weight


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
