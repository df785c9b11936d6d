"""The kinds of text in diagram 9."""

from __future__ import annotations

from anim_lib.typography import SMALL, Label
from scenes.casts import words

ONE, OWN = "one Δ", "own Δ"  # the two nets


class Words(words.Words):
    """Makes texts in the theme of the scene."""

    def side(self, text: str, x: float, y: float) -> Label:
        """Return what the columns of a triangle are, ending at ``x``."""
        return Label(text, x, y, theme=self.theme, role="key", size=SMALL, anchor="r")
