"""The key of the diverging ramp, small enough for a heading's line."""

from __future__ import annotations

from collections.abc import Callable

from numpy.typing import ArrayLike

from anim_lib.motion import Channel, Posed
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.typography import ADVANCE, NUMBER, Counter

SWATCH, TALL, GAP = 10.0, 22.0, 12.0
RIM = 1.0
SLOTS = 5


class SignedKey(Posed):
    """All steps of the diverging ramp side by side, with the values at its two ends.

    Channel ``limit``: the right end's value; it counts when the scale changes.

    Parameters
    ----------
    limit
        Above 0, in the unit of what is drawn.
    right, y
        Stage pixels of its right end and of its middle line.
    written
        Value -> text of at most five characters.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> key = SignedKey(5, theme=PAPER, right=704, y=268, written="{:.0f}".format)
    >>> [end.text for end in key.ends]
    ['−5', '5']
    """

    def __init__(
        self,
        limit: float,
        *,
        theme: Theme,
        right: float,
        y: float,
        written: Callable[[float], str],
    ) -> None:
        super().__init__(theme=theme)
        self.right, self.y, self.written = right, y, written
        self.back, self.swatches = Box(), [Box() for _ in theme.state_ramp]
        self.ends = [
            Counter(
                0.0,
                right,
                y + 12.0,
                theme=theme,
                written=written,
                slots=SLOTS,
                role="muted",
                anchor="r",
            )
            for _ in range(2)
        ]
        self.add(self.back, *self.swatches, *self.ends)
        self.define(limit=1.0)
        self.set_channels(limit=limit)

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name == "limit" and new <= 0:
            raise ValueError(f"SignedKey limit is {float(new):.3g}, it must lie above 0")
        return new

    def _draw(self) -> None:
        limit, (low, high) = self.level("limit"), self.ends
        wide = SWATCH * len(self.swatches)
        left = self.right - ADVANCE * NUMBER * len(self.written(limit)) - GAP - wide
        top = self.y - TALL / 2
        rim = self.theme.hairline
        self.back.place(left - RIM, top - RIM, wide + 2 * RIM, TALL + 2 * RIM, rim)
        for k, (swatch, colour) in enumerate(
            zip(self.swatches, self.theme.state_ramp, strict=True)
        ):
            swatch.place(left + k * SWATCH, top, SWATCH, TALL, colour)
        high.define(value=limit)
        low.x = left - GAP
        low.define(value=-limit)
