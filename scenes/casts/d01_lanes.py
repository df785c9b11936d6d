"""Diagram 1: four lanes whose memories are drawn to one scale while they read the same tokens."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.axis import name
from anim_lib.primitives.family_name import FamilyName
from anim_lib.primitives.memory_lane import MemoryLane
from anim_lib.primitives.reading_row import ReadingRow
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE
from scenes.values.d01_architecture_spectrum import Values

ROLES: Final = ("recurrent", "ssm", "hybrid", "transformer")
FLOOR, PITCH = 320.0, 156.0  # ground of the first lane, and from lane to lane
TITLE = 52.0  # from a family's name down to its ground
CARDS, HIGH = 148.0, 34.0
HEADS = 178.0  # baseline of what stands beside the cards
BLOCKS = 575.0  # right edge of all blocks
FIRST, LAST, SEAM = 590.0, 1494.0, 2.0  # of the columns
TALLEST = 112.0  # a column of the lane that keeps most for each token
NOTE = 838.0


def floor(lane: int) -> float:
    """Return the ground of a lane, stage pixels."""
    return FLOOR + PITCH * lane


class Lanes:
    """The text above, four names, and what each of the four keeps of the text."""

    def __init__(self, v: Values, theme: Theme) -> None:
        count, last = len(v.tokens), len(v.lanes) - 1
        wide = (LAST - FIRST + SEAM) / count - SEAM
        columns = even_columns(count, FIRST, wide, SEAM)
        self.per_number = TALLEST * wide / float(v.column_numbers.max())
        self.row = ReadingRow(
            v.tokens,
            columns=columns,
            top=CARDS,
            height=HIGH,
            low=floor(last),
            counted=(LEFT, HEADS),
            theme=theme,
        )
        self.names = [
            FamilyName(family, kind, LEFT, floor(k) - TITLE, role=ROLES[k], theme=theme)
            for k, (family, kind) in enumerate(zip(v.labels, v.kinds, strict=True))
        ]
        self.lanes = [
            MemoryLane(
                kept,
                block=int(v.block_numbers[k]),
                per_number=self.per_number,
                columns=columns,
                floor=floor(k),
                right=BLOCKS,
                counted=(RIGHT, floor(k) - TITLE),
                theme=theme,
                role=ROLES[k],
                cache="cache",
            )
            for k, kept in enumerate(v.kept_numbers)
        ]
        self.head = name("numbers kept", RIGHT, HEADS, theme=theme, anchor="r")
        self.held = [
            name(_held(v, k), RIGHT, floor(k) - 8, theme=theme, anchor="r")
            for k in range(len(v.lanes))
        ]
        self.note = name("areas to scale", FIRST, NOTE, theme=theme)

    @property
    def reading(self) -> list[Posed]:
        """What is there while the lanes read, all but the families' names."""
        return [self.row, *self.lanes, self.head, *self.held, self.note]

    def read(self, count: int, *, run_time: float, lag: float = 0.0) -> Animation:
        """Return the animation in which all lanes read on to ``count`` tokens, in step."""
        readers = [self.row, *self.lanes]
        return together(*[one.read_to(count, run_time=run_time, lag=lag) for one in readers])

    def light(self, on: bool) -> Animation:
        """Return the animation in which the blocks are rewritten, or rest."""
        return together(*[lane.light(on) for lane in self.lanes if lane.side])

    def step(self, count: int, *, run_time: float) -> Animation:
        """Return the animation of one token, slowly: blocks light when it arrives."""
        return Timeline(
            (0.0, self.read(count, run_time=run_time)),
            (0.6 * run_time, self.light(True)),
            (run_time + GLANCE, self.light(False)),
        )

    def shown_read(self, count: int) -> None:
        """Let ``count`` tokens be read at once."""
        read = np.arange(len(self.row.centres)) < count
        for one in (self.row, *self.lanes):
            one.set_channels(read=read)


def _held(v: Values, lane: int) -> str:
    """Return what lane ``lane`` holds after the last token, in words."""
    columns = int(v.columns[lane, -1])
    if not columns:
        return "as at token 1"
    return f"{'block + ' if v.block_numbers[lane] else ''}{columns} columns"
