"""What a row leaves behind when it lifts off a table: an empty slot, guides, and its name."""

from __future__ import annotations

import numpy as np

from anim_lib.motion import Posed
from anim_lib.scales import mix
from anim_lib.shapes import Box, Curve
from anim_lib.theme import Theme
from anim_lib.timing import soft
from anim_lib.typography import NUMBER, Label

OVERHANG = 3.0  # the slot is this much wider than the row, on both sides
EDGE, DOT, PITCH = 2.0, 3.0, 12.0
LABEL_LATE = 0.9  # share of the way after which the row's name stands beside it


class RowSlot(Posed):
    """The empty place of one row, dotted guides up to the row, and the row's second name.

    Channels: ``lift`` (0 the row lies in its place, 1 it stands above), ``place`` (left, right,
    top and height of the slot, stage pixels), ``row`` (bottom of the row where it is now, and
    baseline of its name).

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> slot = RowSlot("it", theme=PAPER, label_right=276)
    >>> slot.set_channels(lift=1.0, place=[300, 900, 600, 22], row=[520, 508]).label.y
    508.0
    """

    def __init__(self, name: str, *, theme: Theme, label_right: float) -> None:
        super().__init__(theme=theme)
        self.slot = Box(radius=4.0, line=EDGE)
        self.guides = [Curve(line=DOT, dash=(DOT, PITCH - DOT)) for _ in range(2)]
        self.label = Label(name, label_right, 0, theme=theme, size=NUMBER, mono=True, anchor="r")
        self.add(self.slot, *self.guides, self.label)
        self.define(lift=0.0, place=np.zeros(4), row=np.zeros(2))
        self.pose()

    def _draw(self) -> None:
        lift, theme = self.level("lift"), self.theme
        left, right, top, height = self._channels["place"]
        bottom, baseline = self._channels["row"]
        left, right = left - OVERHANG, right + OVERHANG
        self.label.y = float(baseline)
        self.label.define(presence=soft((lift - LABEL_LATE) / (1.0 - LABEL_LATE)))
        if lift <= 0.0:
            for shape in (self.slot, *self.guides):
                shape.hide()
            return
        grey = theme.stroke("muted")
        edge = mix(theme.ground, grey, soft(3.0 * lift))
        self.slot.place(left, top, right - left, height, theme.ground, edge)
        for x, guide in zip((left, right), self.guides, strict=True):
            clear = float(top - bottom > 2 * PITCH)
            guide.put([(x, top - DOT), (x, bottom + DOT)], grey, share=clear)
