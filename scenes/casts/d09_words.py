"""The kinds of text in diagram 9."""

from __future__ import annotations

from anim_lib.primitives.upright import UprightCounter, UprightLabel
from anim_lib.typesetting import MONO
from anim_lib.typography import CAP_HEIGHT, NUMBER, SMALL, Counter, Label
from scenes.casts import words

ONE, OWN = "one Δ", "own Δ"  # the two nets


class Words(words.Words):
    """Makes texts in the theme of the scene."""

    def side(self, text: str, x: float, y: float) -> Label:
        """Return what the columns of a triangle are, ending at ``x``."""
        return Label(text, x, y, theme=self.theme, role="key", size=SMALL, anchor="r")

    def turned(self, text: str, x: float, y: float) -> UprightLabel:
        """Return a token over the middle ``x`` of its column, that reads upwards from ``y``."""
        return UprightLabel(text, x + 12.0, y, theme=self.theme, size=NUMBER, mono=True)

    def delta(self, delta: float, x: float, y: float) -> Counter:
        """Return a step length whose middle is ``x``."""
        return Counter(
            delta,
            x,
            y,
            theme=self.theme,
            written="{:.3f}".format,
            slots=5,
            role="accent",
            anchor="c",
        )

    def delta_upright(self, delta: float, x: float, y: float) -> UprightCounter:
        """Return a step length that reads upwards from ``y``, its middle at ``x``."""
        return UprightCounter(
            delta,
            x + CAP_HEIGHT[MONO] * NUMBER / 2,
            y,
            theme=self.theme,
            written="{:.3f}".format,
            slots=5,
            role="accent",
        )
