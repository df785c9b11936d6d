"""Parts of equal make that lie on one another like cards, or side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation

from anim_lib.motion import Posed
from anim_lib.scales import mix
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import BEND, DIM, MOVE, soft
from anim_lib.typography import SMALL, Label

RADIUS, HAIR, BOLD = 10.0, 2.0, 3.0
QUIET = 0.4  # of the way from a hairline to grey
STEP = 14.0  # from card to card while they lie folded
HEAD = 44.0  # from a part's top to the baseline of its name


class PartDeck(Posed):
    """``n`` named plates in a row, which fold into one deck.

    Channels: ``unfolded`` (0 a deck at the left, 1 side by side over the whole width),
    ``spoken`` ``(n_parts,)`` (1 an ink edge and name), and ``entered`` ``(n_parts,)`` (1 at one
    part: it fills the whole row, and no other one is seen).

    Parameters
    ----------
    parts
        ``(n_parts,)`` names, left to right.
    box
        Left, top, right, bottom of the row, stage pixels.
    gap
        Between two plates, stage pixels.

    Raises
    ------
    ValueError
        When there is no part, or the row is too narrow for them.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> deck = PartDeck(["block 1", "block 2"], theme=PAPER, box=(100, 200, 520, 600), gap=20)
    >>> deck.span(1)
    (320.0, 520.0)
    """

    def __init__(
        self,
        parts: Sequence[str],
        *,
        theme: Theme,
        box: tuple[float, float, float, float],
        gap: float,
    ) -> None:
        super().__init__(theme=theme)
        if isinstance(parts, str) or not parts:
            raise ValueError(f"PartDeck parts {parts!r} are no names, expected one or more")
        self.box, self.gap = box, gap
        self.wide = (box[2] - box[0] - gap * (len(parts) - 1)) / len(parts)
        if self.wide <= 0.0:
            raise ValueError(f"PartDeck of {len(parts)} parts does not fit into {box}")
        self.plates = [Box(radius=RADIUS, line=HAIR) for _ in parts]
        self.names = [
            Label(text, 0.0, box[1] + HEAD, theme=theme, size=SMALL, anchor="c") for text in parts
        ]
        for plate, name in zip(reversed(self.plates), reversed(self.names), strict=True):
            self.add(plate, name)
        none = np.zeros(len(parts))
        self.define(unfolded=1.0, spoken=none, entered=none)
        self.pose()

    def span(self, part: int) -> tuple[float, float]:
        """Return the left and right end of a plate as it lies now, stage pixels."""
        folded = self.box[0] + STEP * part
        apart = self.box[0] + (self.wide + self.gap) * part
        left = folded + (apart - folded) * self.level("unfolded")
        entered = float(self._channels["entered"][part])
        right = left + self.wide
        return left + (self.box[0] - left) * entered, right + (self.box[2] - right) * entered

    def unfold(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which the deck spreads out."""
        return self.drive(run_time=run_time, unfolded=1.0)

    def fold(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which the parts slide into one deck."""
        return self.drive(run_time=run_time, unfolded=0.0)

    def point_at(self, *parts: int, run_time: float = DIM) -> Animation:
        """Return the animation after which these parts, and only these, are spoken of."""
        now = np.zeros(len(self.plates))
        now[list(parts)] = 1.0
        return self.drive(run_time=run_time, rate_func=soft, spoken=now)

    def enter_part(self, part: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation in which one part grows over the whole row, spoken of."""
        one = (np.arange(len(self.plates)) == part).astype(np.float64)
        return self.drive(run_time=run_time, spoken=one, entered=one)

    def _draw(self) -> None:
        theme, (_, top, _, bottom) = self.theme, self.box
        readable = soft(4.0 * self.level("unfolded") - 3.0)
        for k, (plate, name) in enumerate(zip(self.plates, self.names, strict=True)):
            left, right = self.span(k)
            others = float(np.delete(self._channels["entered"], k).max(initial=0.0))
            there = soft(1.0 - 2.0 * others)
            if there <= 0.0:
                plate.hide()
                name.define(presence=0.0)
                continue
            spoken = float(self._channels["spoken"][k])
            quiet = mix(theme.hairline, theme.stroke("muted"), QUIET)
            edge = mix(theme.ground, mix(quiet, theme.ink, spoken), there)
            line = HAIR + (BOLD - HAIR) * spoken
            fill = theme.ground if others == 0.0 else None  # it must not cover the one that grows
            plate.place(left, top, right - left, bottom - top, fill, edge, line=line)
            name.x = (left + right) / 2
            name.colour = mix(theme.text("muted"), theme.ink, spoken)
            name.define(presence=there if k == 0 else min(there, readable))
