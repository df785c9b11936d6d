"""One floor of a tower: a room per part of a layer, and the balcony on which it keeps bytes."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from manim import VGroup

from anim_lib.cells import Cells
from anim_lib.layout import rounded
from anim_lib.scales import Colour, mix
from anim_lib.shapes import Box, Curve, Shape
from anim_lib.theme import Theme

WALL: Final = 4.0  # between two rooms, stage pixels
AIR: Final = 6.0  # between a floor and its balcony
RAIL: Final = 3.0  # line of a balcony's floor and outer wall
RADIUS: Final = 3.0
MIXER_SHARE: Final = 0.52  # of a floor's width
PANE: Final = 0.8  # share of its pitch that a window fills
LEAST: Final = 0.3  # stage pixels: a shorter balcony is not drawn
DENSE, IDLE, BUSY = 0.62, 0.62, 0.1  # ground in a dense MLP, in an expert, in one at work
CALM: Final = 0.42  # ground in mixers that do not grow, and in what all floors keep
CLOSED: Final = 0.66  # ground in a floor that is not opened yet


class Look(NamedTuple):
    """How a floor is shown now; shares in 0..1."""

    opened: float  # its kind can be told
    strength: float  # 1 full colour, 0 stepped back
    lit: float  # a token passes


class TowerFloor(VGroup):
    """Rooms and balcony of one layer; ``put`` is absolute.

    ``experts`` is the number of networks that its MLP chooses from (1: a dense MLP, 0: no room
    for an MLP), of which ``busy`` work at once.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> TowerFloor("ssm", theme=PAPER, experts=16, busy=2, grows=False).mixer_width(100.0)
    52.0
    """

    def __init__(self, mixer: str, *, theme: Theme, experts: int, busy: int, grows: bool) -> None:
        self.mixer, self.theme, self.experts, self.busy = mixer, theme, experts, busy
        self.grows, self.kept = grows, "cache" if grows else mixer
        self.room, self.dense = Box(radius=RADIUS, line=RAIL), Box(radius=RADIUS)
        self.idle, self.at_work = Cells(), Cells()
        self.water, self.rail = Shape(), Curve(line=RAIL)
        super().__init__(self.water, self.rail, self.room, self.dense, self.idle, self.at_work)

    def hide(self) -> None:
        """Show nothing."""
        for part in (self.room, self.dense, self.idle, self.at_work, self.water, self.rail):
            part.hide()

    def put(self, place: tuple[float, float, float, float], long: float, look: Look) -> None:
        """Show the floor at ``(x, y, width, height)``, its balcony ``long`` stage pixels."""
        self._rooms(place, look)
        self._balcony(place, long, look)

    def mixer_width(self, width: float) -> float:
        """Return the width of the mixer's room on a floor of ``width`` stage pixels."""
        return width if not self.experts else MIXER_SHARE * width

    def paint(self, look: Look) -> Colour:
        """Return the colour of the mixer's room."""
        pale = 0.0 if self.grows else CALM
        return self._toned(mix(self.theme.fill(self.mixer), self.theme.ground, pale), look)

    def _toned(self, colour: Colour, look: Look) -> Colour:
        theme = self.theme
        closed = mix(theme.fill("muted"), theme.ground, CLOSED)
        return mix(mix(closed, colour, look.opened), theme.ground, 0.6 * (1.0 - look.strength))

    def _rooms(self, place: tuple[float, float, float, float], look: Look) -> None:
        x, y, wide, tall = place
        mixer = self.mixer_width(wide)
        colour, rim = self.paint(look), RAIL / 2
        self.room.place(
            x + rim,
            y + rim,
            mixer - RAIL,
            tall - RAIL,
            colour,
            mix(colour, self.theme.ink, look.lit),
        )
        if not self.experts:
            return
        theme, left, room = self.theme, x + mixer + WALL, wide - mixer - WALL
        shades = {
            name: self._toned(mix(theme.fill("accent"), theme.ground, share), look)
            for name, share in (("dense", DENSE), ("idle", IDLE), ("busy", BUSY))
        }
        if self.experts == 1:
            self.dense.place(left, y, room, tall, shades["dense"])
            return
        rows = 2 if self.experts % 2 == 0 else 1
        across, down = room / (self.experts // rows), tall / rows
        gap = (1.0 - PANE) * min(across, down)  # as wide between panes as between rows
        width, height = (room + gap) / (self.experts // rows), (tall + gap) / rows
        at = np.arange(self.experts)
        corners = np.column_stack([left + width * (at // rows), y + height * (at % rows)])
        idle, busy = corners[self.busy :], corners[: self.busy]
        self.idle.put(idle, width - gap, height - gap, shades["idle"])
        self.at_work.put(busy, width - gap, height - gap, shades["busy"])

    def _balcony(self, place: tuple[float, float, float, float], long: float, look: Look) -> None:
        if long < LEAST:
            self.water.hide()
            self.rail.hide()
            return
        x, y, wide, tall = place
        left, theme, pale = x + wide + AIR, self.theme, 0.6 * (1.0 - look.strength)
        water = mix(theme.fill(self.kept), theme.ground, CALM)
        self.water.put(rounded(left, y, long, tall), mix(water, theme.ground, pale))
        inset = min(RAIL, long) / 2
        low, right = y + tall - RAIL / 2, left + long - inset
        path = [(left, low), (right, low), (right, y)]
        self.rail.put(path, mix(theme.stroke(self.kept), theme.ground, pale))
