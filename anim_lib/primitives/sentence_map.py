"""A sentence against itself: words that ask on the left, all that are asked upright above."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import Animation
from numpy.typing import ArrayLike, NDArray

from anim_lib.motion import together
from anim_lib.primitives.base import WEIGHTS, ValueGroup
from anim_lib.primitives.upright import UprightCounter, UprightLabel
from anim_lib.scales import Colour, hexa, mix, ramp
from anim_lib.shapes import Box
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, DIM, ENTER, MOVE, STAGGER, settle, smooth, soft
from anim_lib.typography import SMALL, Counter, Label

INSET = 1.0  # half of the hairline gap between cells
RING, AROUND = 3.0, 4.0  # line of the spoken row's outline, and its distance from the cells
BACK = 0.42  # share of the ground in rows that are not spoken of
BESIDE, ABOVE = 16.0, 12.0  # from the cells to words on the left and above
OPENS = 2.0  # rows that are opening at once during a sweep
DROP = 0.36  # of the size, from a line's middle to its baseline


class SentenceMap(ValueGroup):
    """Weights 0..1 as cells on the attention ramp; row = query, column = key.

    Tokens that are no words, such as [CLS], have columns set apart and no row: what they take
    is shown, so that every row adds up to 1.

    Parameters
    ----------
    values
        ``(rows, cols)``, each 0..1, no unit.
    words
        ``(cols,)`` one text per column.
    askers
        ``(rows,)`` index of the column whose word asks in each row.
    special
        Columns of tokens that are no words: apart, in muted letters.
    left, top
        Top left corner of the cells, stage pixels.
    cell, apart
        Width and height of a cell; gap beside special columns, stage pixels.
    heights
        ``(rows,)`` height of each row, where they differ; None: that of ``cell``.
    rows_named, columns_named
        Rows and columns whose word is written; None: all.
    printed
        Cells ``(row, col)`` whose number can be printed.
    upright
        Numbers read upwards, for cells narrower than they are.
    sources
        ``(rows, 2)`` right end and baseline of each row's word before it is ``seated``.

    Channels: ``opened``, ``strength``, ``spoken`` (1 an outline), ``seated`` ``(rows,)``;
    ``headed`` ``(cols,)`` 1 where the word above stands; ``told`` 1 prints the numbers.

    Examples
    --------
    >>> from anim_lib.theme import PAPER
    >>> grid = SentenceMap([[0.1, 0.7, 0.2], [0.2, 0.4, 0.4]], theme=PAPER,
    ...                    words=["[CLS]", "a", "b"], askers=[1, 2], special=[0],
    ...                    left=400, top=400, cell=(40, 36), apart=8)
    >>> grid.lefts.tolist()
    [400.0, 448.0, 488.0]
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        theme: Theme,
        words: Sequence[str],
        askers: Sequence[int],
        special: Collection[int] = (),
        left: float,
        top: float,
        cell: tuple[float, float],
        apart: float,
        heights: ArrayLike | None = None,
        rows_named: Collection[int] | None = None,
        columns_named: Collection[int] | None = None,
        printed: Sequence[tuple[int, int]] = (),
        upright: bool = False,
        sources: ArrayLike | None = None,
    ) -> None:
        super().__init__(values, ndim=2, theme=theme, limits=WEIGHTS)
        rows, cols = self.values.shape
        if len(words) != cols or len(askers) != rows:
            raise ValueError(
                f"SentenceMap has {rows} rows and {cols} columns, "
                f"but {len(askers)} askers and {len(words)} words"
            )
        self.words, self.askers, self.top, self.cell = tuple(words), list(askers), top, cell
        tall = np.array([cell[1]] * rows if heights is None else heights, dtype=np.float64)
        if tall.shape != (rows,):
            raise ValueError(f"SentenceMap heights have shape {tall.shape}, not ({rows},)")
        self.heights, self.tops = tall, top + np.concatenate([[0.0], np.cumsum(tall)[:-1]])
        borders = [k in special or k - 1 in special for k in range(1, cols)]
        steps = cell[0] + apart * np.array(borders, dtype=np.float64)
        self.lefts = left + np.concatenate([[0.0], np.cumsum(steps)])
        self.right = float(self.lefts[-1] + cell[0])
        self.backs = [[Box() for _ in range(cols)] for _ in range(rows)]
        self.cells = [[Box(radius=3.0) for _ in range(cols)] for _ in range(rows)]
        self.rings = [Box(radius=4.0, line=RING) for _ in range(rows)]
        kind, right = (UprightCounter, DROP * SMALL) if upright else (Counter, 0.0)
        self.drop = 0.0 if upright else DROP * SMALL  # from a row's middle to a number's y
        self.numbers = {
            (i, j): kind(0, self.centre(j) + right, 0, theme=theme, slots=4, size=SMALL, anchor="c")
            for i, j in printed
        }
        seats = [(left - BESIDE, self.middle(i) + DROP * SMALL) for i in range(rows)]
        self.seats = np.array(seats)
        self.sources = self.seats if sources is None else np.array(sources, dtype=np.float64)
        if self.sources.shape != self.seats.shape:
            raise ValueError(
                f"SentenceMap sources have shape {self.sources.shape}, not ({rows}, 2)"
            )
        self.row_words = {
            i: Label(words[j], 0, 0, theme=theme, size=SMALL, mono=True, anchor="r")
            for i, j in enumerate(self.askers)
            if rows_named is None or i in rows_named
        }
        self.column_words = {
            j: UprightLabel(
                word,
                self.centre(j) + DROP * SMALL,
                top - ABOVE,
                theme=theme,
                role="muted" if j in special else "ink",
                size=SMALL,
                mono=True,
            )
            for j, word in enumerate(words)
            if columns_named is None or j in columns_named
        }
        self.add(*[back for row in self.backs for back in row])
        self.add(*[one for row in self.cells for one in row], *self.rings)
        self.add(*self.numbers.values(), *self.row_words.values(), *self.column_words.values())
        one = np.ones(rows)
        self.define(opened=one, strength=one, spoken=0 * one, seated=one)
        self.define(headed=np.ones(cols), told=0.0)
        self.pose()

    def centre(self, col: int) -> float:
        """Return the x of a column's middle, stage pixels."""
        return float(self.lefts[col] + self.cell[0] / 2)

    def middle(self, row: int) -> float:
        """Return the y of a row's middle, stage pixels."""
        return float(self.tops[row] + 0.5 * self.heights[row])

    def word_top(self, col: int) -> float:
        """Return where a column's word ends above, or its cells when none is written."""
        return self.column_words[col].top if col in self.column_words else self.top

    def places(self, row: int) -> NDArray[np.float64]:
        """Return ``(cols, 4)`` left, top, width and height of a row's cells, stage pixels."""
        width, height = self.cell[0] - 2 * INSET, self.heights[row] - 2 * INSET
        y = self.tops[row] + INSET
        return np.array([(x + INSET, y, width, height) for x in self.lefts])

    def colour(self, row: int, col: int) -> Colour:
        """Return the colour that a cell shows, its row's dimming included."""
        plain = ramp(self.theme.attention_ramp, self._channels["values"][row, col])
        return mix(plain, self.theme.ground, BACK * (1.0 - self._channels["strength"][row]))

    def seat(self, *, run_time: float = MOVE, lag: float = STAGGER) -> Animation:
        """Return the animation in which the words come to their rows from their sources."""
        return self.drive(
            run_time=run_time,
            lag=lag,
            begin={"presence": 1.0, "opened": 0.0, "headed": 0.0, "seated": 0.0},
            presence=1.0,
            opened=0.0,
            headed=0.0,
            seated=1.0,
        )

    def sweep(self, *, run_time: float = COUNT) -> Animation:
        """Return the animation in which rows open outwards from the word that asks."""
        lag = run_time / (len(self.askers) - 1 + OPENS)
        head = self.drive(
            run_time=ENTER, rate_func=settle, lag=0.5 * STAGGER, begin={"headed": 0.0}, headed=1.0
        )
        opening = self.grow_in("opened", run_time=OPENS * lag, lag=lag)
        return together(head, opening)

    def speak_of(self, row: int, *, run_time: float = DIM) -> Animation:
        """Return the animation that outlines a row, dims the others, and prints its numbers."""
        chosen = np.zeros(len(self.askers))
        chosen[row] = 1.0
        return self.drive(
            run_time=run_time, rate_func=soft, strength=chosen, spoken=chosen, told=1.0
        )

    def _draw(self) -> None:
        seated = self._channels["seated"]
        # down to their rows first, then sideways: so no word crosses another
        down, across = np.clip(2.0 * seated, 0.0, 1.0), np.clip(2.0 * seated - 1.0, 0.0, 1.0)
        ends = self.sources + (self.seats - self.sources) * np.column_stack([across, down])
        for i, label in self.row_words.items():
            label.x, label.y = (float(v) for v in ends[i])
        for j, label in self.column_words.items():
            headed = float(self._channels["headed"][j])
            label.define(presence=headed, offset=(0.0, 12.0 * (1.0 - headed)))
        for i in range(len(self.askers)):
            self._draw_row(i)

    def _draw_row(self, i: int) -> None:
        theme, opened = self.theme, float(self._channels["opened"][i])
        places = self.places(i)
        asker = self.centre(self.askers[i])
        reach = opened * max(asker - self.lefts[0], self.right - asker)
        for j, (x, y, width, height) in enumerate(places):
            a, b = max(x, asker - reach), min(x + width, asker + reach)
            back, cell = self.backs[i][j], self.cells[i][j]
            if opened <= 0.0 or b - a < 0.1:
                back.hide()
                cell.hide()
                continue
            back.place(a - INSET, y - INSET, b - a + 2 * INSET, height + 2 * INSET, theme.hairline)
            colour = self.colour(i, j)
            cell.place(a, y, b - a, height, colour)
            if (i, j) in self.numbers:
                self._print(i, j, colour)
        spoken, ring = float(self._channels["spoken"][i]) * smooth(opened), self.rings[i]
        ring.hide()
        if spoken > 0.0:
            x, y = places[0][:2] - AROUND
            size = places[-1][:2] + places[-1][2:] + AROUND - (x, y)
            ring.place(x, y, size[0], size[1], None, mix(theme.ground, theme.ink, spoken))

    def _print(self, i: int, j: int, colour: Colour) -> None:
        number, told = self.numbers[i, j], self.level("told")
        number.y = self.middle(i) + self.drop
        number.colour = mix(colour, self.theme.on(hexa(colour)), told)
        number.define(value=self._channels["values"][i, j], presence=float(told > 0.005))
