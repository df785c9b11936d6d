"""Special A: where its map, lists and plane stand for a sentence of 3 to 24 words.

With the scene's own sentence all of it comes out as ``spec_a_grid`` has it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from anim_lib.layout import Points
from anim_lib.primitives.meaning_plane import Frame
from anim_lib.primitives.sentence_map import ABOVE, BESIDE
from anim_lib.typography import ADVANCE, SMALL, width
from scenes.casts import spec_a_grid as at
from scenes.casts.own_words import rows_named, shortened
from scenes.values.spec_a_bank import Values

LETTERS = (10, 14)  # of long words that stand over a map: with many rows, and with few
TALLEST, WIDEST = 60.0, 150.0  # cells of a map with few words
NUMBERS = 92.0  # height of a row whose numbers are upright
PRINTED_WIDE = 4 * ADVANCE * SMALL  # a printed weight
UNDER, RISE = 14.0, 48.0  # from upright words to the line where arrows turn, and to the highest
FIRST = 344.0  # the least x of the first column's middle: right of what a row and a column is
MIDDLE = 494.0  # of all that stands at a map with few words
ROW_TEXT = 36.0  # pitch that a word needs
LIST_LETTERS, LIST_TALL = 12, 632.0
THIN, NAMED, LEAST = 596.0, 46.0, 10.0  # height of a list with thin rows, of a named and a thin one
HAIR = 3.0  # between thin rows
SLACK = 1e-6  # of a letter: rounding
BELOW, BESIDE_STATES = 0.75, 0.25  # what it shows beyond its states: below them, and elsewhere


@dataclass(frozen=True, eq=False)
class MapPlace:
    """Stage pixels of the map of the first sentence and of the arrows above it."""

    words: tuple[str, ...]  # long ones shortened
    left: float
    top: float
    cell: tuple[float, float]
    heights: Points  # of rows
    named: tuple[int, ...]  # rows with their word
    upright: bool  # numbers read upwards
    line: float  # where arrows turn
    apex: float


@dataclass(frozen=True, eq=False)
class ListPlace:
    """Stage pixels of the list of the first sentence's row."""

    words: tuple[str, ...]
    rows: Points  # (n_words, 2) top and height
    named: tuple[int, ...]  # with word and number; the others are thin

    @property
    def thin(self) -> bool:
        """Tell whether some rows are thin."""
        return len(self.named) < len(self.words)


def map_place(v: Values) -> MapPlace:
    """Lay out the map: its cells as large as there is room, its words as long."""
    count, bank = len(v.read_words), v.bank - 1
    lowest = at.MAP[1] + at.CELL[1] * at.ROWS  # end of the last row
    head, letter = at.LINE + UNDER + ABOVE, ADVANCE * SMALL  # over the tallest word; and wide
    longest = min(max(map(len, v.words_money)), LETTERS[1])
    least = head + min(longest, LETTERS[0]) * letter if v.is_own else at.MAP[1]
    top = max(least, min(head + longest * letter, lowest - count * ROW_TEXT))
    letters = max(LETTERS[0], math.floor((top - head) / letter + SLACK))
    words = tuple(shortened(word, letters) for word in v.words_money)
    inks = [width(word, SMALL, mono=True) for word in words]
    left = max(at.MAP[0], at.EDGE + max(inks[1:-1]) + BESIDE)
    cell = (at.MAP_RIGHT - left - 2 * at.APART) / (count + 2)
    left = max(left, FIRST - cell / 2)  # narrower cells: a little less, so that they still fit
    cell = (at.MAP_RIGHT - left - 2 * at.APART) / (count + 2)
    heights = np.full(count, min(TALLEST, (lowest - top) / count))
    upright = cell < PRINTED_WIDE
    if upright:
        heights[:] = (lowest - top - NUMBERS) / (count - 1)
        heights[bank] = NUMBERS
    line, apex = at.LINE, at.APEX
    if v.is_own:
        # few words stand in the middle; many begin where the scene's own do
        over = UNDER + ABOVE + max(inks)
        total = RISE + over + float(heights.sum())
        top = max(at.LINE + over, MIDDLE - total / 2 + RISE + over)
        line, apex = top - over, top - over - RISE
        cell = min(WIDEST, cell)
    named = rows_named(count, float(np.delete(heights, bank).min()), bank)
    return MapPlace(
        words=words,
        left=left,
        top=top,
        cell=(cell, float(heights[0])),
        heights=heights,
        named=tuple(i for i, there in enumerate(named) if there),
        upright=upright,
        line=line,
        apex=apex,
    )


def list_place(v: Values) -> ListPlace:
    """Lay out the list: where it has too many rows for words, those of small weights are thin."""
    count = len(v.words_money)
    words = tuple(shortened(word, LIST_LETTERS) for word in v.words_money)
    pitch, tall = min(at.PITCH, LIST_TALL / count), at.ENTRY[1]
    if pitch > tall:
        tops = at.TOP + pitch * np.arange(count)
        return ListPlace(words, np.column_stack([tops, np.full(count, tall)]), tuple(range(count)))
    enough = math.floor((THIN - LEAST * count) / (NAMED - LEAST))
    weight = np.maximum(v.row_money, v.row_money_hidden)
    weight[[v.bank, *v.arrows_money]] = 1.0  # these are spoken of
    named = np.sort(np.argsort(-weight)[:enough])
    steps = np.full(count, (THIN - NAMED * enough) / (count - enough))
    heights = steps - HAIR
    steps[named], heights[named] = NAMED, tall
    tops = at.TOP + np.cumsum(steps) - steps
    return ListPlace(words, np.column_stack([tops, heights]), tuple(named.tolist()))


@dataclass(frozen=True)
class PlanePlace:
    """Where the plane lies, and what it shows of its two axes."""

    frame: Frame
    across: tuple[float, float]
    up: tuple[float, float]

    def ticks(self, *, along: str) -> list[tuple[float, str]]:
        """Return the even numbers that an axis shows; the upper one has none below 0."""
        low, high = self.across if along == "x" else self.up
        even = [2 * k for k in range(-4, 5) if low + 0.2 < 2 * k < high - 0.2]
        return [(float(k), f"{k}".replace("-", "−")) for k in even if along == "x" or k >= 0]


def plane_place(v: Values) -> PlanePlace:
    """Show all states of both sentences in one unit on both axes, as large as there is room."""
    unit = at.FRAME.unit
    (left, low), (right, high) = np.transpose([at.ACROSS, at.UP])
    room = unit * np.array([right - left, high - low])
    if not v.is_own:
        return PlanePlace(at.FRAME, at.ACROSS, at.UP)
    ways = [v.plane_money, v.plane_river, v.plane_money_hidden, v.plane_river_hidden]
    states = np.concatenate(ways)  # (n, 2)
    first = np.minimum((left, low), states.min(axis=0) - (BESIDE_STATES, BELOW))
    last = np.maximum((right, high), states.max(axis=0) + BESIDE_STATES)
    unit = min(unit, float((room / (last - first)).min()))
    more = room / unit - (last - first)
    first -= more * (0.5, 0.0)
    last = first + room / unit
    x, y = at.FRAME.at((left, low)) - unit * first * (1, -1)
    (x0, y0), (x1, y1) = first.tolist(), last.tolist()
    return PlanePlace(Frame(float(x), float(y), unit), (x0, x1), (y0, y1))
