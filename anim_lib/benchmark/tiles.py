"""A scene without numbers whose length and number of things are chosen, to see what each costs.

``SEQREEL_BENCH_SECONDS`` and ``SEQREEL_BENCH_TILES`` choose; both are read when it is played.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from math import ceil, sqrt
from typing import Any, ClassVar

from manim import LEFT, RIGHT, ApplyMethod, Square, VGroup

from anim_lib.benchmark.scaling import SECONDS_ASKED, TILES_ASKED
from anim_lib.provenance import Provenance, Record
from anim_lib.storyboard import Beat, Storyboard

BEAT = 2.0  # seconds: half of it things move, half of it they rest, as in the real scenes
STAGE = (12.0, 4.0)  # manim's units that the tiles cover
SWAY = 0.3


class Tiles(Storyboard[None]):
    """Half of the tiles sway and half of them stand."""

    number = "–"
    title = "Tiles"
    family = "benchmark"
    poster = "sway_0"
    square = (420.0, 0.0, 1080.0)
    values_type: ClassVar[type[Any]] = type(None)

    def values(self) -> tuple[None, Record]:
        """Return no numbers, and a record that says so."""
        provenance = Provenance(line="drawn to be measured", model="none", inputs="none")
        return None, Record("tiles", provenance, "", {}, {}, {}, "")

    def alt(self, v: None) -> str:
        """Return what is seen."""
        return "Small squares in rows. Every second one sways."

    def storyboard(self, v: None) -> Iterator[Beat]:
        """Yield a beat for every two seconds of film."""
        tiles = self._tiles(int(os.environ.get(TILES_ASKED, "40")))
        self.add(tiles)
        for number in range(round(float(os.environ.get(SECONDS_ASKED, "4")) / BEAT)):
            way = LEFT if number % 2 else RIGHT
            sway = ApplyMethod(VGroup(*tiles[::2]).shift, SWAY * way, run_time=BEAT / 2)
            yield Beat(f"sway_{number}", "Tiles.", sway, read=0.0, hold=BEAT / 2)

    def _tiles(self, count: int) -> VGroup:
        columns = ceil(sqrt(count * STAGE[0] / STAGE[1]))
        pitch = STAGE[0] / columns
        tile = Square(
            side_length=0.6 * pitch,
            fill_color=self.theme.fill("accent"),
            fill_opacity=0.8,
            stroke_color=self.theme.stroke("ink"),
            stroke_width=1.0,
        )
        tiles = VGroup(*(tile.copy() for _ in range(count)))
        return tiles.arrange_in_grid(cols=columns, buff=0.4 * pitch)
