"""Diagram 1: two tables that are never mixed, what training costs and what decoding costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.motion import Posed, Timeline, enter_all
from anim_lib.primitives.axis import name
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE
from anim_lib.typography import Label
from scenes.casts.d01_lanes import FIRST, FLOOR, NOTE, PITCH, ROLES
from scenes.values.d01_architecture_spectrum import Values

TITLE, HEAD = 150.0, 200.0  # baselines of a table's name, and of what its columns hold
THICK, RAISED = 34.0, 64.0  # of a bar, and its middle above the ground of its lane
LONG = 400.0  # stage pixels to the drawing limit
ZEROS = (FIRST, 1240.0)  # where the bars of the two columns start
BELOW = 8.0  # from a line of words to the ground of its lane
SLOTS = 9


def billions(work: float) -> str:
    """Return multiplications as billions of them."""
    return f"{work / 1e9:.1f}" if work < 99.95e9 else f"{work / 1e9:.0f}"


def size(number: float) -> str:
    """Return bytes with the unit that suits them."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return f"{number:.0f} B"


def growth(order: str) -> str:
    """Return how a cost grows with N, in words where it does not."""
    return "does not grow" if order == "1" else f"grows as {order.replace('-', '−')}"


class Figures:
    """One column of a table: a bar for each lane, its figure, and how it grows with N."""

    def __init__(
        self,
        values: ArrayLike,
        zero: float,
        head: str,
        below: Sequence[str],
        *,
        vmax: float,
        written: Callable[[float], str],
        theme: Theme,
    ) -> None:
        floors = FLOOR + PITCH * np.arange(len(ROLES))
        self.bars = BarStrip(
            values,
            theme=theme,
            along="x",
            base=zero,
            scale=linear((0.0, vmax), (zero, zero + LONG)),
            places=floors - RAISED,
            thickness=THICK,
            role=ROLES,
            written=written,
            slots=SLOTS,
            weight="SEMIBOLD",
            axis=(float(floors[0]) - RAISED - THICK, float(floors[-1])),
        )
        self.head = name(head, zero, HEAD, theme=theme)
        self.below = [
            name(text, zero + 18, float(y) - BELOW, theme=theme)
            for text, y in zip(below, floors, strict=True)
        ]

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [self.bars, self.head, *self.below]

    def come(self) -> Animation:
        """Return the animation in which the head comes, then the bars, then how they grow."""
        return Timeline(
            (0.0, self.head.enter()),
            (GLANCE, self.bars.grow()),
            (GLANCE + ENTER, enter_all(*self.below)),
        )


class Table:
    """A name, and two columns of figures."""

    def __init__(self, title: str, first: Figures, second: Figures, note: str, theme: Theme):
        self.title = Label(title, ZEROS[0], TITLE, theme=theme, weight="SEMIBOLD")
        self.first, self.second = first, second
        self.note = name(note, FIRST, NOTE, theme=theme)

    @property
    def all_of_it(self) -> list[Posed]:
        """From back to front."""
        return [*self.first.all_of_it, *self.second.all_of_it, self.title, self.note]


def training(v: Values, theme: Theme) -> Table:
    """Return what it costs to read a whole text of the longest length at once."""
    length = f"{v.lengths[-1]:,}"
    work = Figures(
        v.training_work[:, -1],
        ZEROS[0],
        "work, billion multiplications",
        [growth(order) for order in v.training_order],
        vmax=v.work_vmax,
        written=billions,
        theme=theme,
    )
    depth = Figures(
        v.training_depth[:, -1],
        ZEROS[1],
        "longest chain of steps, one layer",
        [growth(formula) for formula in v.training_depth_formula],
        vmax=v.depth_vmax,
        written="{:,.0f}".format,
        theme=theme,
    )
    note = "toy models; not counted: learning, a scan’s extra work, sums over tokens"
    return Table(f"Reading N = {length} tokens at once, as in training", work, depth, note, theme)


def decoding(v: Values, theme: Theme) -> Table:
    """Return what the next token costs behind the longest context."""
    length = f"{v.decode_contexts[-1]:,}"
    kept = Figures(
        v.decode_bytes[:, -1],
        ZEROS[0],
        "memory kept, 1 MB = 10⁶ bytes",
        [growth(order) for order in v.memory_order],
        vmax=v.kept_vmax,
        written=size,
        theme=theme,
    )
    time = Figures(
        v.decode_us[:, -1],
        ZEROS[1],
        "CPU time, fastest run, µs",
        [f"work {growth(order)}" for order in v.decode_order],
        vmax=v.time_vmax,
        written="{:,.0f}".format,
        theme=theme,
    )
    where = v.machine.split(", torch")[0]
    return Table(f"Decoding, the next token after N = {length}", kept, time, where, theme)
