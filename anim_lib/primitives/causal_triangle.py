"""Causal attention as a triangle: a word asks itself and the words before it, never later ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike, NDArray

from anim_lib.cells import Cells
from anim_lib.motion import Channel
from anim_lib.primitives.base import WEIGHTS, Limits, ValueGroup
from anim_lib.primitives.staircase_hatch import StaircaseHatch
from anim_lib.scales import Colour, hexa, mix, ramp
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import BEND, GLANCE, MOVE, soft
from anim_lib.typography import ADVANCE, NUMBER, SMALL, Anchor, Counter, Label, width

INNER, HAIR = 0.5, 1.5  # share of a cell that an inner one takes, and its edge
INSET = 1.0  # half of the hairline gap between cells
FROZEN_DIM = 0.30  # share of the ground in a frozen row
TAB, TAB_GAP = 8.0, 6.0  # the mark of a frozen row, left of it
ROW_GAP, HEAD_GAP, NAME_GAP = 28.0, 18.0, 50.0  # from cells to row labels, heads, name of columns
WORD_PAD, PATCH = 12.0, (48.0, 22.0)  # beside words on the hatch; height, and foot below y


class CausalTriangle(ValueGroup):
    """Weights 0..1 on and below the diagonal; row = query, column = key.

    What lies above the diagonal is never drawn as a number: it is hatched, or left empty.

    Parameters
    ----------
    values
        ``(seq_len, seq_len)``, each 0..1, zeros above the diagonal, no unit.
    left, top
        Top left corner of the cells, stage pixels.
    cell
        Pitch of the cells, stage pixels: one number, or width and height.
    row_labels, column_labels
        One text each, or none at all.
    names
        What a row and what a column is; empty ones are not written.
    unseen
        Words over the hatched part; empty: none.
    numbers
        Cells ``(row, column)`` whose number can be printed (channel ``printed``).

    Channels, one number per row: ``laid`` (0 the row is not there, 1 it is), ``named`` (the
    same for the words beside it and over its column),
    ``opened`` (0 empty, 1 filled; a row opens from the diagonal, where its token stands),
    ``frozen`` (1 it is done and never computed again: paler, with a tab of the cache's colour
    before it), ``printed``. ``masked`` 0..1 is how far the part above the diagonal is hatched;
    ``inner`` 0..1 takes every cell to a
    square of half its size without a frame, to be laid on the cells of another triangle.

    Raises
    ------
    ValueError
        When ``values`` are not square, lie outside 0..1 or are not zero above the diagonal,
        labels are too many or too few, or a number or ``unseen`` has no room.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> triangle = CausalTriangle([[1.0, 0.0], [0.4, 0.6]], theme=PAPER, left=400, top=300,
    ...                           cell=80, row_labels=["a", "b"], column_labels=["a", "b"])
    >>> triangle.set_channels(opened=[1, 0]).filled()
    1
    """

    bounds: ClassVar[Limits | None] = WEIGHTS

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        left: float,
        top: float,
        cell: float | tuple[float, float],
        row_labels: Sequence[str] = (),
        column_labels: Sequence[str] = (),
        names: tuple[str, str] = ("asks", "is asked"),
        unseen: str = "",
        numbers: Sequence[tuple[int, int]] = (),
    ) -> None:
        super().__init__(values, ndim=2, theme=theme, limits=self.bounds)
        self.left, self.top = left, top
        self.wide, self.tall = cell if isinstance(cell, tuple) else (cell, cell)
        self.seq_len = count = len(self.values)
        self._checked("values", self.values)
        for side, labels in (("row", row_labels), ("column", column_labels)):
            if len(labels) not in (0, count):
                raise ValueError(f"CausalTriangle has {count} {side}s but {len(labels)} labels")
        self.hatch = StaircaseHatch()
        self.patch, self.unseen = Box(), self._over_hatch(unseen)
        self.backs, self.empties = [Box() for _ in range(count)], [Cells() for _ in range(count)]
        self.cells = [[Box(radius=3.0, line=HAIR) for _ in range(i + 1)] for i in range(count)]
        self.tabs = [Box(radius=2.0) for _ in range(count)]
        self.numbers = {(i, j): self._number(i, j) for i, j in numbers}
        self.row_labels, self.column_labels = self._words(row_labels, column_labels)
        self.names = self._sides(names)
        self.add(self.hatch, self.patch, *self.unseen)
        for back, empty, row, tab in zip(
            self.backs, self.empties, self.cells, self.tabs, strict=True
        ):
            self.add(back, empty, *row, tab)
        self.add(*self.numbers.values(), *self.row_labels, *self.column_labels, *self.names)
        one = np.ones(count)
        self.define(laid=one, opened=one, frozen=0 * one, printed=0 * one)
        self.define(named=one, masked=1.0, inner=0.0)
        self.pose()

    def _checked(self, name: str, value: ArrayLike) -> Channel:
        new = super()._checked(name, value)
        if name != "values":
            return new
        if new.shape != (len(new), len(new)):
            raise ValueError(f"CausalTriangle values have shape {new.shape}, expected a square")
        later = np.abs(np.triu(new, 1)).max()
        if later > 1e-9:
            raise ValueError(
                f"CausalTriangle values above the diagonal reach {later:.3g}, a causal row "
                "weighs no later token"
            )
        return new

    def _over_hatch(self, text: str) -> list[Label]:
        """Return ``text`` in the middle of the part above the diagonal, if there is one."""
        if not text:
            return []
        y = self.top + self.tall * ((self.seq_len - 1) // 3 + 0.5)
        lowest = (y + PATCH[1] - self.top) // self.tall  # the row that the words' foot lies in
        right = self.left + self.wide * self.seq_len
        room = right - self.left - self.wide * (lowest + 2)  # the next word's own cell stays free
        if width(text, SMALL) + 2 * WORD_PAD > room:
            raise ValueError(f"CausalTriangle unseen {text!r} has no room in {room:.0f} pixels")
        middle = right - room / 2
        return [
            Label(text, middle, y + 12.0, theme=self.theme, role="muted", size=SMALL, anchor="c")
        ]

    def _number(self, i: int, j: int) -> Counter:
        need = 4 * ADVANCE * NUMBER
        if need > self.wide - 4 * INSET:
            raise ValueError(
                f"CausalTriangle cells are {self.wide:g} pixels wide, a number needs {need:.0f}"
            )
        x, y = self.middle(i, j)
        return Counter(0, x, y + 0.36 * NUMBER, theme=self.theme, slots=4, size=NUMBER, anchor="c")

    def _words(
        self, rows: Sequence[str], columns: Sequence[str]
    ) -> tuple[list[Label], list[Label]]:
        beside, above = self.left - ROW_GAP, self.top - HEAD_GAP
        middles = [self.middle(k, k) for k in range(self.seq_len)]
        return (
            [
                self._word(t, beside, y + 12.0, "r")
                for t, (_, y) in zip(rows, middles, strict=False)
            ],
            [self._word(t, x, above, "c") for t, (x, _) in zip(columns, middles, strict=False)],
        )

    def _word(self, text: str, x: float, y: float, anchor: Anchor) -> Label:
        return Label(text, x, y, theme=self.theme, size=NUMBER, mono=True, anchor=anchor)

    def _sides(self, names: tuple[str, str]) -> list[Label]:
        head = self.top - HEAD_GAP
        above = head - NAME_GAP * bool(self.column_labels)
        sides: tuple[tuple[str, float, float, Anchor, str], ...] = (
            (names[0], self.left - ROW_GAP, head, "r", "query"),
            (names[1], self.left, above, "l", "key"),
        )
        return [
            Label(t, x, y, theme=self.theme, role=role, size=SMALL, anchor=a)
            for t, x, y, a, role in sides
            if t
        ]

    def middle(self, row: int, col: int) -> tuple[float, float]:
        """Return the middle of a cell in stage pixels, before any offset."""
        return self.left + (col + 0.5) * self.wide, self.top + (row + 0.5) * self.tall

    def filled(self) -> int:
        """Return how many cells show their weight now, whole."""
        whole = (self._channels["opened"] >= 1.0) & (self._channels["laid"] >= 1.0)
        return int((whole * np.arange(1, self.seq_len + 1)).sum())

    def colour(self, row: int, col: int) -> Colour:
        """Return the colour that a filled cell shows, paler when its row is frozen."""
        plain = ramp(self.theme.attention_ramp, self._channels["values"][row, col])
        back = FROZEN_DIM * float(self._channels["frozen"][row])
        return mix(plain, self.theme.ground, back)

    def fill_at_once(self, *, run_time: float = BEND) -> Animation:
        """Return the animation in which all rows open together, in one sweep off the diagonal."""
        return self.drive(run_time=run_time, laid=1.0, named=1.0, opened=1.0)

    def fill_row(self, *rows: int, run_time: float = MOVE) -> Animation:
        """Return the animation in which a row, or several, are laid and open off the diagonal."""
        laid, named, opened = (self._with(c, rows) for c in ("laid", "named", "opened"))
        return self.drive(run_time=run_time, laid=laid, named=named, opened=opened)

    def lay_row(self, *rows: int, run_time: float = GLANCE) -> Animation:
        """Return the animation in which a row, or several, are there with their words, empty."""
        laid, named = (self._with(c, rows) for c in ("laid", "named"))
        return self.drive(run_time=run_time, rate_func=soft, laid=laid, named=named)

    def _among(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        return np.isin(np.arange(self.seq_len), rows)

    def _with(self, channel: str, rows: Sequence[int]) -> Channel:
        now = self.channel(channel)
        now[list(rows)] = 1.0
        return now

    def freeze(self, *rows: int, run_time: float = GLANCE) -> Animation:
        """Return the animation after which these rows, and only these, are frozen."""
        return self.drive(run_time=run_time, rate_func=soft, frozen=self._among(rows))

    def print_rows(self, *rows: int, run_time: float = GLANCE) -> Animation:
        """Return the animation that prints the numbers of these rows, and only these."""
        return self.drive(run_time=run_time, rate_func=soft, printed=self._among(rows))

    def _draw(self) -> None:
        self._draw_hatch(soft(self.level("masked")))
        there = soft(float((self._channels["named"] * self._channels["laid"]).max()))
        for name in self.names:
            name.define(presence=there)
        for i in range(self.seq_len):
            self._draw_row(i, soft(2.0 * float(self._channels["laid"][i])))

    def _draw_hatch(self, masked: float) -> None:
        theme, box = self.theme, (self.left, self.top, self.wide, self.tall)
        if masked <= 0.0:
            self.hatch.hide()
        else:
            self.hatch.put(self.seq_len, *box, mix(theme.ground, theme.hairline, masked))
        self.patch.hide()
        for label in self.unseen:
            label.define(presence=masked)
            if masked > 0.0:
                x, wide = label.left - WORD_PAD, label.width_px + 2 * WORD_PAD
                foot = label.y - 12.0 + PATCH[1]
                self.patch.place(x, foot - PATCH[0], wide, PATCH[0], theme.ground)

    def _draw_row(self, i: int, laid: float) -> None:
        theme, top = self.theme, self.top + i * self.tall
        right = self.left + (i + 1) * self.wide
        for label in (*self.row_labels[i : i + 1], *self.column_labels[i : i + 1]):
            label.define(presence=self._channels["named"][i])
        back, empty, tab = self.backs[i], self.empties[i], self.tabs[i]
        inner = self.level("inner")
        if laid <= 0.0 or inner >= 1.0:
            back.hide()
            empty.hide()
        else:
            span = right - self.left + 2 * INSET
            rim = mix(theme.ground, theme.hairline, laid * (1.0 - inner))
            back.place(self.left - INSET, top - INSET, span, self.tall + 2 * INSET, rim)
            lefts = self.left + INSET + self.wide * np.arange(i + 1)
            at = np.column_stack([lefts, np.full(i + 1, top + INSET)])
            empty.put(at, self.wide - 2 * INSET, self.tall - 2 * INSET, theme.ground)
        frozen = float(self._channels["frozen"][i]) * laid
        if frozen > 0.0:
            fill = mix(theme.ground, theme.fill("cache"), frozen)
            tab.place(self.left - TAB_GAP - TAB, top + INSET, TAB, self.tall - 2 * INSET, fill)
        else:
            tab.hide()
        front = right - float(self._channels["opened"][i]) * laid * (right - self.left)
        for j, cell in enumerate(self.cells[i]):
            a = max(self.left + j * self.wide + INSET, front)
            b = self.left + (j + 1) * self.wide - INSET
            colour = self.colour(i, j)
            if b - a < 0.1:
                cell.hide()
            else:
                less = 0.5 * (1.0 - INNER) * inner
                x, y = less * self.wide, top + INSET + less * self.tall
                edge = None if inner <= 0.0 else mix(colour, theme.stroke("muted"), inner)
                cell.place(a + x, y, b - a - 2 * x, self.tall - 2 * (y - top), colour, edge)
            if (i, j) in self.numbers:
                whole = front <= self.left + j * self.wide + INSET
                self._draw_number(i, j, colour, float(self._channels["printed"][i]) * whole)

    def _draw_number(self, i: int, j: int, colour: Colour, shown: float) -> None:
        number = self.numbers[i, j]
        # it grows out of its cell's own colour, not out of the ground
        number.colour = mix(colour, self.theme.on(hexa(colour)), shown)
        number.define(value=self._channels["values"][i, j], presence=float(shown > 0.005))
