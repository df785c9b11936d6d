"""The kinds of text in diagram 5."""

from __future__ import annotations

from anim_lib.primitives.upright import UprightLabel
from anim_lib.typography import NUMBER
from scenes.casts import words


class Words(words.Words):
    """Makes texts in the theme of the scene."""

    def turned(self, text: str, x: float, y: float, role: str) -> UprightLabel:
        """Return a token that reads upwards from ``y``, its baseline at ``x``."""
        return UprightLabel(text, x, y, theme=self.theme, role=role, size=NUMBER, mono=True)


def signed(value: float) -> str:
    """Return ``value`` with two decimals and a minus that is as wide as a plus."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")  # no minus before 0.00


def share(value: float) -> str:
    """Return a share in per cent: one decimal below 10; too little for it is said so."""
    if value < 0.0005:
        return "<0.1%"
    return f"{value:.0%}" if value >= 0.0995 else f"{value:.1%}"
