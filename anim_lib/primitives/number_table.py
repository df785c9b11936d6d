"""A calm table of numbers in columns, without a single line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike

from anim_lib.primitives.base import ValueGroup
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, STAGGER, settle
from anim_lib.typography import COUNTER, LABEL, Counter, Label

SLOTS = 15  # a million million, with its commas, and a sign
LEAD = 56.0  # between two lines of a heading


@dataclass(frozen=True, slots=True)
class Column:
    """A column that ends at ``right``, stage pixels; ``heading`` has one line or two."""

    heading: str
    right: float
    role: str = "ink"


class NumberTable(ValueGroup):
    """Whole numbers, right-aligned below their headings; each can come, and count.

    Parameters
    ----------
    values
        ``(rows, cols)``, units as the headings say.
    columns
        One :class:`Column` per column.
    top
        Baseline of the headings' first line, stage pixels.
    first, pitch
        Baseline of the first row, and from row to row, stage pixels.

    Channel ``shown`` ``(rows, cols)``: 1 there, 0 not yet; ``headed`` ``(cols,)`` for headings.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> table = NumberTable([[8, 28]], theme=PAPER, top=200, first=260, pitch=70,
    ...                     columns=[Column("people", 300), Column("handshakes", 600)])
    >>> table.counters[0][1].text
    '28'
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        columns: Sequence[Column],
        top: float,
        first: float,
        pitch: float,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme)
        rows, cols = self.values.shape
        if len(columns) != cols:
            raise ValueError(f"NumberTable has {cols} columns of values but {len(columns)} columns")
        self.counters = [
            [
                Counter(
                    0,
                    column.right,
                    first + k * pitch,
                    theme=theme,
                    written="{:,.0f}".format,
                    slots=SLOTS,
                    role=column.role,
                    size=COUNTER,
                    weight="SEMIBOLD",
                    anchor="r",
                )
                for column in columns
            ]
            for k in range(rows)
        ]
        self.headings = [
            [
                Label(
                    line, c.right, top + k * LEAD, theme=theme, role=c.role, size=LABEL, anchor="r"
                )
                for k, line in enumerate(c.heading.split("\n"))
            ]
            for c in columns
        ]
        self.add(
            *[c for row in self.counters for c in row], *[h for hs in self.headings for h in hs]
        )
        self.define(shown=np.ones((rows, cols)), headed=np.ones(cols))
        self.pose()

    def show_rows(self, rows: int, *cols: int, run_time: float = ENTER) -> Animation:
        """Return the animation after which the first ``rows`` of ``cols`` (or all) are there."""
        shown = self.channel("shown")
        shown[:rows, list(cols) or slice(None)] = 1.0
        return self.drive(run_time=run_time, rate_func=settle, shown=shown)

    def head(self, *cols: int, run_time: float = ENTER) -> Animation:
        """Return the animation in which the headings of ``cols`` come."""
        headed = self.channel("headed")
        headed[list(cols)] = 1.0
        return self.drive(run_time=run_time, rate_func=settle, lag=STAGGER, headed=headed)

    def _draw(self) -> None:
        shown, values = self._channels["shown"], self._channels["values"]
        for i, row in enumerate(self.counters):
            for j, counter in enumerate(row):
                counter.define(value=values[i, j], presence=shown[i, j])
        for lines, headed in zip(self.headings, self._channels["headed"], strict=True):
            for line in lines:
                line.define(presence=headed)
