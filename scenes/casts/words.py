"""The kinds of text that several scenes share."""

from __future__ import annotations

from anim_lib.primitives.axis import name
from anim_lib.theme import Theme
from anim_lib.typography import LABEL, NUMBER, SMALL, Anchor, Label, Weight


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
        return name(text, x, y, theme=self.theme, anchor=anchor)

    def number(
        self, text: str, x: float, y: float, role: str = "ink", anchor: Anchor = "l"
    ) -> Label:
        """Return a token, or a number with its words."""
        return Label(text, x, y, theme=self.theme, role=role, size=NUMBER, mono=True, anchor=anchor)


def say(
    text: str,
    x: float,
    y: float,
    theme: Theme,
    *,
    role: str = "muted",
    strong: bool = False,
    size: float = SMALL,
    anchor: Anchor = "l",
) -> Label:
    """Return words of ``size`` beside a thing; ``strong`` ones are its name, and larger."""
    return Label(
        text,
        x,
        y,
        theme=theme,
        role=role,
        size=LABEL if strong else size,
        weight="SEMIBOLD" if strong else "MEDIUM",
        anchor=anchor,
    )
