"""The names of a tank's levels, each above its own line, and the share that rides the surface."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from anim_lib.motion import Posed
from anim_lib.theme import Theme
from anim_lib.timing import soft
from anim_lib.typography import NUMBER, Counter, Label

INSET = 26.0  # from the walls
CLEAR = 28.0  # the rider shows again once it is a line's height above the copy
ABOVE, BRIM = 16.0, 14.0  # above a level's line; more at the brim, where water may stand higher


class LevelSigns(Posed):
    """On the left what a level is called, on the right which share of the tank it is.

    The rightmost share rides on the surface; when it leaves a level whose sign is up, a copy
    stays behind. Channels: ``items`` in the tank, ``place`` (x, y, width, height of its
    inside), ``up`` (one number per level, 1 shows its sign), ``reading`` (1 shows the rider).

    Parameters
    ----------
    levels
        Items at each level, rising; the last is what the tank holds.
    written
        Share of the tank, 0 to 1 -> its text.
    unit
        What the items are called.
    place
        ``(x, y, width, height)`` of the tank's inside in stage pixels.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> signs = LevelSigns([50, 200], theme=PAPER, written="{:.0%}".format, unit="tokens",
    ...                    place=(0, 100, 400, 400))
    >>> [name.text for name in signs.names], signs.shares[0].text, signs.baseline(50)
    (['50 tokens', '200 tokens'], '25%', 380.5)
    """

    def __init__(
        self,
        levels: Sequence[float],
        *,
        theme: Theme,
        written: Callable[[float], str],
        unit: str,
        place: tuple[float, float, float, float],
    ) -> None:
        super().__init__(theme=theme)
        self.levels, self.capacity = tuple(levels), float(levels[-1])
        self.names = [
            Label(f"{n:,.0f} {unit}", 0, 0, theme=theme, size=NUMBER, mono=True)
            for n in self.levels
        ]
        self.shares = [
            Label(written(n / self.capacity), 0, 0, theme=theme, size=NUMBER, mono=True, anchor="r")
            for n in self.levels[:-1]
        ]
        self.rider = Counter(0.0, 0, 0, theme=theme, written=written, slots=8, anchor="r")
        self.add(*self.names, *self.shares, self.rider)
        self.define(items=0.0, place=place, up=np.zeros(len(self.levels)), reading=1.0)
        self.pose()

    def baseline(self, items: float) -> float:
        """Return the baseline, in stage pixels, of the sign of a level at ``items``."""
        _, y, _, height = self._channels["place"]
        share = min(items / self.capacity, 1.0)
        return float(y + height * (1 - share) - ABOVE - BRIM * share)

    def _draw(self) -> None:
        x, _, width, _ = self._channels["place"]
        items, up = self.level("items"), self._channels["up"]
        for name, level, there in zip(self.names, self.levels, up, strict=True):
            name.x, name.y = float(x) + INSET, self.baseline(level)
            name.define(presence=there)
        right = float(x + width) - INSET
        for share, level, there in zip(self.shares, self.levels, up, strict=False):
            share.x, share.y = right, self.baseline(level)
            share.define(presence=there if items > level else 0.0)
        self.rider.x, self.rider.y = right, self.baseline(items)
        left_behind = [
            self.baseline(level) - self.rider.y
            for level, there in zip(self.levels[:-1], up, strict=False)
            if there and items > level
        ]
        clear = soft((min(left_behind, default=np.inf) - CLEAR) / (CLEAR / 2))
        filled = min(items / self.capacity, 1.0)
        self.rider.define(value=filled, presence=self.level("reading") * clear)
